// Package completeness tells how much is known of a base: of twelve things that a visitor asks
// for, which its page says. What is only roughly known, like a place that is known to the county
// seat, is not known. Nothing is judged by it: it says what to fill in next.
package completeness

import (
	"fmt"
	"math/bits"
	"strings"

	"kepu/generator/catalog"
)

// Item is one of the things that a visitor asks for, in the order of need.
type Item int

const (
	Address Item = iota
	Phone
	Hours
	Fee
	Booking
	Transport
	Location
	Intro
	Photo
	Website
	Facilities
	Verified

	Items int = iota // how many there are
)

// Name is the item's Chinese name.
func (i Item) Name() string {
	return [...]string{"地址", "电话", "开放时间", "费用", "预约", "交通", "位置", "简介", "照片", "网站", "设施", "核对日期"}[i]
}

// Definition says when an item counts as known where its name does not say it.
const Definition = "位置只到县城或乡镇一带的，不算已知；没有写明何时核对过的，核对日期不算已知。"

// Known is which items are known of a base.
type Known uint16

// Of tells which items are known of b.
func Of(b *catalog.Base) Known {
	var k Known
	for i, known := range [...]bool{
		Address: b.Address != "", Phone: b.Phone != "", Hours: len(b.Hours) > 0, Fee: b.Fee != "" || b.Free != nil || b.Youth != "" || len(b.Conceded) > 0, Booking: b.Booking != "", Transport: b.Transport != "",
		Location: b.Point != nil && b.Precision == "exact", Intro: b.Summary != "" || b.Body != nil && b.Body.Summary != "", Photo: b.Cover != nil || len(b.Gallery) > 0,
		Website: b.Website != "", Facilities: len(b.Facilities) > 0, Verified: b.Verified.Date.Known(),
	} {
		if known {
			k |= 1 << i
		}
	}
	return k
}

// Has reports whether an item is known.
func (k Known) Has(i Item) bool { return k>>i&1 == 1 }

// Count is how many are known.
func (k Known) Count() int { return bits.OnesCount16(uint16(k)) }

// Missing are those that are not known, the one that is needed most first.
func (k Known) Missing() []Item {
	var out []Item
	for i := range Item(Items) {
		if !k.Has(i) {
			out = append(out, i)
		}
	}
	return out
}

// Next names the first of those that are not known, so many at most: 电话、费用等5项; "" when all are.
func (k Known) Next(most int) string {
	missing := k.Missing()
	var names []string
	for _, i := range missing[:min(most, len(missing))] {
		names = append(names, i.Name())
	}
	text := strings.Join(names, "、")
	if len(missing) > most {
		text += fmt.Sprintf("等%d项", len(missing))
	}
	return text
}

// Words says how much is known of one base: 12项资料已知4项，待补电话、费用等8项。
func (k Known) Words(most int) string {
	text := fmt.Sprintf("%d项资料已知%d项", Items, k.Count())
	if next := k.Next(most); next != "" {
		return text + "，待补" + next + "。"
	}
	return text + "。"
}

// Sum is how much is known of several bases.
type Sum struct {
	Bases int
	By    [Items]int // of how many bases each item is known
}

// Add takes in one base.
func (s *Sum) Add(k Known) {
	s.Bases++
	for i := range Item(Items) {
		if k.Has(i) {
			s.By[i]++
		}
	}
}

// Known is how many items are known of all of the bases, of Whole.
func (s *Sum) Known() (n int) {
	for _, of := range s.By {
		n += of
	}
	return n
}

// Whole is how many items there are for the bases.
func (s *Sum) Whole() int { return s.Bases * Items }

// Counts reports whether there is anything to fill in about b: of one that is a base no more there is not.
func Counts(b *catalog.Base, c *catalog.Catalog) bool {
	switch b.Standing(c.AsOf) {
	case catalog.Revoked, catalog.Ended:
		return false
	}
	return !b.Until.Known() || !b.Until.Last().Before(c.AsOf)
}
