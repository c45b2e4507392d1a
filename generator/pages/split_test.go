package pages

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/source"
	"kepu/generator/view"
)

// busy is a catalog whose year 2016 has n activities a month, the newest first, and one
// without a month; 2015 has one.
func busy(n int) *catalog.Catalog {
	c := &catalog.Catalog{AsOf: date.Date{Year: 2016, Month: 12, Day: 1}}
	add := func(d date.Date) {
		a := &catalog.Activity{Activity: &source.Activity{Title: fmt.Sprint("虚构活动", len(c.Activities))}}
		a.Date.Date = d
		c.Activities = append(c.Activities, a)
	}
	for month := int8(12); month > 0; month-- {
		for range n {
			add(date.Date{Year: 2016, Month: month, Day: 1})
		}
	}
	add(date.Date{Year: 2016})
	add(date.Date{Year: 2015, Month: 3})
	c.Order()
	return c
}

func TestEveryActivityIsInFullOnOnePage(t *testing.T) {
	for _, n := range []int{0, 1, 4, 5, 33, 34, address.MostEntries, address.MostEntries + 1, 2*address.MostEntries + 1} {
		c := busy(n)
		f := figures.Of(c)
		files, problems := Of(c, f, Options{})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		found := map[string]string{} // title -> page
		there := map[string]bool{}
		m := newMaker(c, f)
		for _, file := range files {
			there[file.Path] = true
			v, ok := any(nil), false
			if file.View != nil {
				v = file.View()
			}
			year, ok := v.(view.ActivitiesYear)
			if !ok {
				continue
			}
			rows := 0
			for _, month := range year.Months {
				for _, it := range month.Items {
					rows++
					if year.Brief {
						if it.ID == "" || !strings.HasSuffix(it.URL, "#"+it.ID) {
							t.Errorf("%s: an activity without its anchor or its link: %+v", file.Path, it)
						}
						continue
					}
					if it.ID == "" || it.URL != "" {
						t.Errorf("%s: an activity without its anchor", file.Path)
					}
					if other := found[it.Title]; other != "" {
						t.Errorf("%s is on %s and on %s", it.Title, other, file.Path)
					}
					found[it.Title] = file.Path
				}
			}
			if rows > address.MostEntries {
				t.Errorf("%s has %d activities", file.Path, rows)
			}
		}
		for _, a := range c.Activities {
			if page := m.entries.Page(a); found[a.Title] != page || !there[page] {
				t.Fatalf("%d a month: %s is on %q, and links lead to %q", n, a.Title, found[a.Title], page)
			}
		}
		if !there["activities/2016.html"] || !there["activities/2015.html"] {
			t.Error("a year has no page")
		}
	}
}

func TestLongYearKeepsItsAddressAndAnchors(t *testing.T) {
	c := busy(address.MostEntries + 1)
	m := newMaker(c, figures.Of(c))
	v := m.activitiesYear(2016)
	if v.Months != nil || v.Total != len(m.entries.Of(2016)) {
		t.Errorf("the year's page has %d months and says %d", len(v.Months), v.Total)
	}
	ids, sum := map[string]bool{}, 0
	for _, part := range v.Parts {
		if part.ID != "" && ids[part.ID] {
			t.Errorf("the anchor %s twice", part.ID)
		}
		ids[part.ID] = true
		sum += part.Count
		if !strings.HasPrefix(part.URL, "2016-") {
			t.Errorf("%s leads to %s", part.Name, part.URL)
		}
	}
	for _, id := range []string{"m-1", "m-12", "m-unknown"} {
		if !ids[id] {
			t.Errorf("the anchor %s is gone", id)
		}
	}
	if sum != v.Total {
		t.Errorf("the parts have %d activities of %d", sum, v.Total)
	}
	if m.activitiesYear(2015).Parts != nil {
		t.Error("a short year is split")
	}
}

// towns is a city with n bases in ten counties, every fourth of which was named.
func towns(n int) *maker {
	c := &catalog.Catalog{AsOf: date.Date{Year: 2018, Month: 6, Day: 1}, Levels: []*catalog.Level{{ID: "city", Name: "市级", Rank: 3}}, Kinds: []*catalog.Kind{{ID: "hall", Name: "场馆"}}}
	d := &catalog.Designation{Level: c.Levels[0], Date: date.Date{Year: 2016}, Complete: true}
	c.Designations = []*catalog.Designation{d}
	for i := range 10 {
		c.Counties = append(c.Counties, &catalog.County{ID: fmt.Sprint("c", i), Name: fmt.Sprintf("虚构%d县", i)})
	}
	for i := range n {
		b := &catalog.Base{Base: &source.Base{Name: fmt.Sprintf("虚构基地%d号", i), Body: &markdown.Doc{}}, ID: fmt.Sprint("b", i), County: c.Counties[i*10/n], Kind: c.Kinds[0]}
		if i%4 == 0 {
			b.Titles = []catalog.Title{{Designation: d}}
			d.Bases = append(d.Bases, b)
			d.Total++
		}
		c.Bases = append(c.Bases, b)
	}
	c.Order()
	return newMaker(c, figures.Of(c))
}

func TestLargeDirectoryLeadsToTheCounties(t *testing.T) {
	for n, split := range map[int]bool{address.MostEntries: false, address.MostEntries + 1: true} {
		m := towns(n)
		v := m.directory()
		sum := 0
		for _, g := range v.Groups {
			sum += len(g.Bases)
		}
		for _, part := range v.Parts {
			sum += part.Count
		}
		if (v.Parts != nil) != split || (v.Groups != nil) == split || sum != n {
			t.Errorf("%d bases: %d groups, %d parts, %d bases in them", n, len(v.Groups), len(v.Parts), sum)
		}
	}
}

func TestBatchesNameSoManyBasesInAll(t *testing.T) {
	m := towns(4000)
	for range 40 { // each names a thousand bases
		m.c.Designations = append(m.c.Designations, m.c.Designations[0])
	}
	named, told := 0, 0
	for i, r := range m.directory().Rosters {
		named += len(r.Bases)
		if r.MoreBases != "" {
			told++
		}
		if r.Listed != 1000 || len(r.Bases) > mostRows || i == 0 && len(r.Bases) != mostRows {
			t.Errorf("batch %d names %d of %d", i, len(r.Bases), r.Listed)
		}
	}
	if named != mostRosterRows || told != 41 {
		t.Errorf("%d named, %d batches say where the others are", named, told)
	}
}

func TestLargeCountyNamesADozenNeighboursOnEachPage(t *testing.T) {
	m := towns(400) // forty in each county
	named := map[string]int{}
	for _, b := range m.c.Bases {
		v := m.basePage(b)
		if len(v.Neighbours) != mostNeighbours || v.AllNeighbours == "" {
			t.Fatalf("%s names %d, %q", b.Name, len(v.Neighbours), v.AllNeighbours)
		}
		for _, n := range v.Neighbours {
			if n.Name == b.Name {
				t.Errorf("%s is its own neighbour", b.Name)
			}
			named[n.Name]++
		}
	}
	for _, b := range m.c.Bases {
		if named[b.Name] != mostNeighbours {
			t.Errorf("%s is named on %d pages", b.Name, named[b.Name])
		}
	}
}

// What filters the directory is offered only where there is a directory to filter.
func TestLargeCityOffersNoFilterThatDoesNothing(t *testing.T) {
	for _, n := range []int{address.MostEntries, address.MostEntries + 1} {
		m := towns(n)
		split := n > address.MostEntries
		if v := m.directory(); (v.Parts != nil) != split || (v.Kinds == nil) != split || (m.home().Kinds == nil) != split {
			t.Errorf("%d bases: %d parts, %d kinds", n, len(v.Parts), len(v.Kinds))
		}
		if v := m.searchPage(""); v.Split != split || (v.Kinds == nil) != split {
			t.Errorf("%d bases: the search says that the directory is split: %v", n, v.Split)
		}
	}
}

// A ledger that is too long for one page has a page for each batch and more where a batch is long. Their headings differ, and none says that
// a batch is the second of all: two may be of one day.
func TestPagesOfALongLedgerAreToldApart(t *testing.T) {
	c := &catalog.Catalog{AsOf: date.Date{Year: 2020, Month: 12, Day: 31}, Levels: []*catalog.Level{{ID: "city", Name: "市级", Rank: 3}}}
	for _, n := range []int{1, address.MostEntries + 1, 2} {
		d := &catalog.Designation{Level: c.Levels[0], Date: date.Date{Year: 2020, Month: 5}, Total: int64(n), Complete: true}
		for range n {
			o := &catalog.Other{Name: fmt.Sprint("虚构馆", len(c.Others))}
			c.Others, d.Others = append(c.Others, o), append(d.Others, o)
		}
		c.Designations = append(c.Designations, d)
	}
	c.Order()
	c.LinkTitles()
	files, problems := Of(c, figures.Of(c), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	entries := 0
	for _, f := range files {
		if strings.HasPrefix(f.Path, "titles/") {
			v := f.View().(view.Titles)
			got = append(got, v.Heading)
			entries += len(v.Groups[0].Batches[0].Entries)
		}
	}
	slices.Sort(got)
	if want := []string{"市级 2020年5月", "市级 2020年5月之2", "市级 2020年5月之2（2）", "市级 2020年5月之3"}; !slices.Equal(got, want) || entries != len(c.Others) {
		t.Errorf("%d entries on %q, want %d on %q", entries, got, len(c.Others), want)
	}
}
