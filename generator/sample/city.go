package sample

import (
	"fmt"
	"math"
	"strconv"
)

// city is what all files agree on: who there is and where.
type city struct {
	o        Options
	first    int // the first year of the logs
	counties []county
	columns  int // of counties in the grid that the city is
	bases    []base
	scenes   map[string]int // how often each county, base or year had an entry of its own
}

type county struct {
	id, short, name, code string // 甲川, 甲川区
	bases                 []int
}

type base struct {
	number  int
	county  int
	kind    int
	id      string
	name    string
	file    string // path in content/
	since   int    // year
	until   int    // the last year as a base; 0: still one
	level   int    // of its first naming
	scale   int    // people at an ordinary activity
	place   [2]float64
	written bool // refers to it by id, not by name
}

func newCity(o Options) *city {
	c := &city{o: o, first: LastYear - o.Years + 1, scenes: map[string]int{}}
	n := min(5+o.Bases/100, len(stems)*len(lands))
	for i := range n {
		stem, land := i%len(stems), i/len(stems)
		short := stems[stem] + lands[land]
		name := short + "县"
		if i < 2 {
			name = short + "区"
		}
		// GB/T 2260 gives no code that begins with 99.
		c.counties = append(c.counties, county{id: stemIDs[stem] + "-" + landIDs[land], short: short, name: name, code: fmt.Sprintf("99%04d", 101+i)})
	}
	c.columns = int(math.Ceil(math.Sqrt(float64(n))))
	for i := range o.Bases {
		c.bases = append(c.bases, c.newBase(i))
		at := &c.counties[c.bases[i].county]
		at.bases = append(at.bases, i)
	}
	return c
}

func (c *city) newBase(i int) base {
	r := c.randomOf("base", i)
	b := base{number: i, county: i % len(c.counties), kind: r.below(len(kinds)), written: r.percent(50)}
	at := c.counties[b.county]
	nth := len(at.bases)
	b.id = fmt.Sprintf("%s-%03d", at.id, nth+1)
	b.name = at.short + places[nth%len(places)] + ordinals[nth/len(places)] + pick(r, kinds[b.kind].nouns)
	switch {
	case i < c.o.Photos:
		b.file = "bases/" + b.id + "/index.md"
	case i == c.o.Photos: // one whose address comes from its name
		b.file, b.id, b.written = "bases/"+b.name+".md", "", false
	default:
		b.file = "bases/" + b.id + ".md"
	}
	b.since = c.first - r.below(6)
	if c.o.Years > 1 && i > 0 && r.percent(30) {
		b.since = r.from(c.first, LastYear)
	}
	if i > 0 && c.o.Years > 4 && r.percent(1) {
		b.since, b.until = c.first-1, LastYear-2
	}
	b.level = 2 + r.below(2) // at the city's or the county's level
	b.scale = 40 * r.from(1, 25)
	b.place = c.placeIn(b.county, r)
	return b
}

// ref is how another file refers to the base: by id or by name, as people do.
func (b *base) ref() string {
	if b.written {
		return b.id
	}
	return b.name
}

// link is where a link in another text leads.
func (b *base) link() string { return "/" + b.file }

// active reports whether the base was one in all of the year.
func (b *base) active(year int) bool {
	return b.since <= year && (b.until == 0 || year < b.until)
}

// timesSeen returns how often it was called with this key before, plus one.
func (c *city) timesSeen(key string) int {
	c.scenes[key]++
	return c.scenes[key]
}

func decimal(x float64, digits int) string { return strconv.FormatFloat(x, 'f', digits, 64) }
