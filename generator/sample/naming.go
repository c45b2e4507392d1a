package sample

import "fmt"

// namings writes designations/YEAR.toml, one for each year in which a base began, and
// designations.toml with the titles that were taken away.
func (c *city) namings(yield func(string, []byte) bool) {
	byYear := map[int][]*base{}
	first := LastYear
	for i := range c.bases {
		b := &c.bases[i]
		byYear[b.since] = append(byYear[b.since], b)
		first = min(first, b.since)
	}
	var revoked text
	revoked.line("# 撤销的命名（虚构）")
	any := false
	for year := first; year <= LastYear; year++ {
		var t text
		t.line("# %d年命名的基地（虚构）", year)
		for at := range levels {
			c.batch(&t, year, at, byYear[year], byYear[year-2])
		}
		if !yield(fmt.Sprintf("designations/%d.toml", year), t.bytes()) {
			return
		}
		any = c.revoke(&revoked, year, byYear[year]) || any
	}
	if any {
		yield("designations.toml", revoked.bytes())
	}
}

// batch writes one batch at one level: the bases that begin in the year, or of those
// that began two years before some that rise to the two highest levels.
func (c *city) batch(t *text, year, at int, fresh, earlier []*base) {
	r := c.randomOf("batch", year*len(levels)+at)
	var refs []string
	switch levels[at].id {
	case "national":
		for _, b := range earlier {
			if b.number%50 == 0 {
				refs = append(refs, b.ref())
			}
		}
	case "provincial":
		for _, b := range earlier {
			if b.number%7 == 0 {
				refs = append(refs, b.ref())
			}
		}
	default:
		for _, b := range fresh {
			if b.level == at {
				refs = append(refs, b.ref())
			}
		}
	}
	if len(refs) == 0 {
		return
	}
	t.table("designation")
	t.words("level", pick(r, []string{levels[at].id, levels[at].name}))
	t.words("date", pick(r, []string{fmt.Sprint(year), fmt.Sprintf("%d-06", year), fmt.Sprintf("%d年3月", year)}))
	t.words("batch", fmt.Sprintf("%d年第一批", year))
	t.words("document", fmt.Sprintf("示科协〔%d〕%d号（虚构）", year, r.from(1, 60)))
	t.list("bases", refs)
	others := few(r, places, r.below(4))
	for i := range others {
		others[i] += "示例基地（没有页面）"
	}
	t.list("others", others)
	if r.percent(50) {
		t.number("total", len(refs)+len(others)+r.below(6))
	} else if r.percent(30) {
		t.raw("complete", "false")
	}
	switch { // some run out soon, and of some nobody knows
	case levels[at].rank <= 2, year == LastYear-3, year == LastYear-4:
		t.words("valid_until", fmt.Sprint(year+4))
	case year == LastYear-7:
		t.words("valid_until", "未知")
	}
	t.words("note", pick(r, []string{"", "名单为虚构，供试用。"}))
	t.list("sources", []string{"示例市科普档案（虚构）"})
}

// revoke takes the titles of the year's bases away that ended later, and reports whether there are any.
func (c *city) revoke(t *text, year int, bases []*base) bool {
	found := false
	for at := range levels {
		var refs []string
		for _, b := range bases {
			if b.until != 0 && b.level == at {
				refs = append(refs, b.ref())
			}
		}
		if len(refs) == 0 {
			continue
		}
		found = true
		t.table("revocation")
		t.words("level", levels[at].name)
		t.words("date", fmt.Sprintf("%d-12", LastYear-2))
		t.list("bases", refs)
		t.words("reason", "场地改作他用，不再开放（虚构）")
	}
	return found
}
