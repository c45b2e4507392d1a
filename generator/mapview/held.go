package mapview

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/geo"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/statistics"
	"kepu/generator/view"
)

// # The control of years
//
// One control leads the large map from year to year: who was in force at the end of each. It counts nothing: the numbers are figures' own of bases in
// force, of the city and of each county, and the steps of the tints are the same in all years, so that two years can be held side by side. Of a title
// without a known end nobody can say whether it still holds: such bases are counted apart, with a question mark.

// held is the number of bases in force in a county at the end of a year, and of those that may be besides.
type held struct{ certain, may int64 }

func (h held) text() string {
	switch {
	case h.may == 0:
		return strconv.FormatInt(h.certain, 10)
	case h.certain == 0:
		return strconv.FormatInt(h.may, 10) + "?"
	}
	return strconv.FormatInt(h.certain, 10) + "+" + strconv.FormatInt(h.may, 10) + "?"
}

// heldData is what the script is told, as data-scrub: for each year what is said of the city and, by the county's code on the drawings, the number, its
// tint and the radius of its circle as a part of the drawing's width where no borders are drawn.
type heldData struct {
	Words    []string              `json:"words"`
	Counties map[string]heldCounty `json:"counties"`
}

type heldCounty struct {
	ID      string    `json:"id"`
	Numbers []string  `json:"n"` // "3", "2?", "1+2?"; "" where nothing is in force
	Tints   string    `json:"t"` // a character each, as in the classes
	Radii   []float64 `json:"r,omitempty"`
}

// inForce asks for the bases in force at the end of a year, or as of the newest record while the year goes on.
func (m *Builder) inForce(year int, keys figures.Keys) figures.Row {
	return m.f.Ask(figures.Query{Measure: measure.InForce, First: year, Last: year, Now: m.goesOn(year), Keys: keys})
}

// scrub is the control of years; nil where there were none.
func (m *Builder) scrub(years []int) *view.MapScrub {
	if len(years) == 0 {
		return nil
	}
	bordered := m.c.Outlines() != nil
	numbers := measured{id: "held", name: "年底在册", unit: "家"}
	at := func(year int, c *catalog.County) int { return year*len(m.c.Counties) + c.Index }
	numbers.of = make([]value, len(years)*len(m.c.Counties))
	placed := make([]int64, len(years)) // how many of each year's stand in a county
	asked := false
	for i, y := range years {
		for _, c := range m.c.Counties {
			r := m.inForce(y, figures.Keys{figures.ByCounty: c.ID})
			h := held{may: r.Unsure()}
			if r.Known {
				h.certain = r.Value
			}
			placed[i] += h.certain + h.may
			v := value{n: float64(h.certain + h.may)}
			switch {
			case v.n > 0:
				v.text, asked = h.text(), asked || h.may > 0
			case r.Unplaced:
				v.none, v.lost = "名称"+quote.NotFound, true
			case r.NoRecords:
				v.none = "没有记录"
			default:
				v.none = "没有在册的"
			}
			numbers.of[at(i, c)] = v
		}
	}
	numbers.classes = classes(numbers.of)
	data := heldData{Counties: map[string]heldCounty{}}
	for i, y := range years {
		r := m.inForce(y, figures.Keys{})
		words := m.yearEnd(y) + "：" + statistics.InForceWords(r)
		if r.Entries > placed[i] { // else the map's numbers add up to these words
			words += "；其中" + quote.Thousands.Write(placed[i]) + "家有介绍页，数在图上"
		}
		data.Words = append(data.Words, words)
	}
	for _, c := range m.c.Counties {
		h := heldCounty{ID: c.ID}
		var tints strings.Builder
		for i := range years {
			k := at(i, c)
			h.Numbers = append(h.Numbers, numbers.of[k].text)
			class := numbers.class(k)
			tints.WriteByte(class[len(class)-1])
			if !bordered {
				h.Radii = append(h.Radii, geo.Round(numbers.share(k)*largestCircle, 4))
			}
		}
		h.Tints = tints.String()
		data.Counties[seatCode(c)] = h
	}
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // strings and finite numbers alone
	}
	v := &view.MapScrub{First: years[0], All: years[len(years)-1] + 1, Data: string(text), Legend: measureViews([]measured{numbers}, bordered), Asked: asked}
	return v
}

// yearEnd names the day of which a year on the map tells.
func (m *Builder) yearEnd(year int) string {
	if m.goesOn(year) {
		return fmt.Sprintf("%d年截至%d月%d日", year, m.c.AsOf.Month, m.c.AsOf.Day)
	}
	return fmt.Sprintf("%d年年底", year)
}
