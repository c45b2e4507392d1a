package pages

import (
	"fmt"
	"strconv"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/digest"
)

// # Parts stay small
//
// A part is fetched and read whole, and a phone on a slow line waits for it. So none has
// more entries than make some 500 KB: names of bases are about 100 bytes each, what is
// known of one is a kilobyte, an activity is 300 bytes. A year that is too long is split by its months, as its
// pages are, everything else by number. The pieces have one label: to the visitor they are
// one thing, which is loaded as a whole where it isn't too much.

const (
	mostNames      = 4000
	mostAbout      = 400
	mostArticles   = 50
	mostActivities = 1500
)

// indexPart is a part other than the first.
type indexPart struct {
	partName
	docs func() []searchDoc
	add  func(*gathering)     // adds what they are made from
	key  func() digest.Digest // of its file
}

// searchParts lists the parts in the order in which they are loaded.
func (m *maker) searchParts() []indexPart {
	var out []indexPart
	if len(m.c.Bases) > mostNames {
		out = pieces(namesPart, "基地的名称", "", m.c.Bases, mostNames, m.searchNames, m.addNames)
		for i := range out {
			out[i].Names = true
		}
	}
	out = append(out, pieces(articlesPart, "总结、通知和说明", "", m.articlesToFind(), mostArticles, m.searchArticles, m.addTexts)...)
	out = append(out, pieces(aboutPart, "基地的地址和介绍", "", m.c.Bases, mostAbout, m.searchAbout, m.addAbout)...)
	for _, y := range m.searchYears() {
		name, label := strconv.Itoa(y), fmt.Sprintf("%d年的活动", y)
		list := m.entries.Of(y)
		if len(list) <= mostActivities {
			out = append(out, pieces(name, label, "", list, mostActivities, m.searchActivities, m.addEntries)...)
			continue
		}
		for month := range catalog.Runs(list, func(a *catalog.Activity) int8 { return a.Date.Month }) {
			word, _ := address.Month(month[0])
			of := fmt.Sprintf("%s-%02d", name, month[0].Date.Month)
			out = append(out, pieces(of, label, word, month, mostActivities, m.searchActivities, m.addEntries)...)
		}
	}
	return out
}

// pieces makes one part of list, or as many of about the same length as are needed for none to
// have more than most. Piece is what the whole list is called among others with its label.
func pieces[T any](name, label, piece string, list []T, most int, docs func([]T) []searchDoc, add func(*gathering, []T)) []indexPart {
	n := (len(list) + most - 1) / most
	if n == 1 {
		return []indexPart{{partName: partName{Name: name, Label: label, Piece: piece, Count: len(list)}, docs: func() []searchDoc { return docs(list) }, add: func(g *gathering) { add(g, list) }}}
	}
	var out []indexPart
	for i := range n {
		some := list[i*len(list)/n : (i+1)*len(list)/n]
		out = append(out, indexPart{partName: partName{
			Name: fmt.Sprintf("%s-%d", name, i+1), Label: label, Piece: fmt.Sprintf("%s第%d部分", piece, i+1), Count: len(some),
		}, docs: func() []searchDoc { return docs(some) }, add: func(g *gathering) { add(g, some) }})
	}
	return out
}
