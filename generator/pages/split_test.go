package pages

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/source"
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
	for _, n := range []int{0, 1, 33, 34, mostEntries, mostEntries + 1, 2*mostEntries + 1} {
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
			year, ok := v.(ActivitiesYear)
			if !ok {
				continue
			}
			rows := 0
			for _, month := range year.Months {
				for _, it := range month.Items {
					rows++
					if it.ID == "" || it.URL != "" {
						t.Errorf("%s: an activity without its anchor", file.Path)
					}
					if other := found[it.Title]; other != "" {
						t.Errorf("%s is on %s and on %s", it.Title, other, file.Path)
					}
					found[it.Title] = file.Path
				}
			}
			if rows > mostEntries {
				t.Errorf("%s has %d activities", file.Path, rows)
			}
		}
		for _, a := range c.Activities {
			if page := m.rowAddress(a); found[a.Title] != page || !there[page] {
				t.Fatalf("%d a month: %s is on %q, and links lead to %q", n, a.Title, found[a.Title], page)
			}
		}
		if !there["activities/2016.html"] || !there["activities/2015.html"] {
			t.Error("a year has no page")
		}
	}
}

func TestLongYearKeepsItsAddressAndAnchors(t *testing.T) {
	c := busy(mostEntries + 1)
	m := newMaker(c, figures.Of(c))
	v := m.activitiesYear(2016)
	if v.Months != nil || v.Total != len(m.years[2016]) {
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

func TestLargeDirectoryLeadsToTheCounties(t *testing.T) {
	for n, split := range map[int]bool{mostEntries: false, mostEntries + 1: true} {
		m := mapped(t, n)
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

func TestLargeCountyNamesADozenNeighboursOnEachPage(t *testing.T) {
	m := mapped(t, 400) // forty in each county
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
