package form

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/geo"
	"kepu/generator/hours"
	"kepu/generator/source"
	"kepu/generator/typed"
)

// Reading is how what was typed into a field is understood, in the words of readers.
type Reading struct {
	Lines []string  // what the site will say; none where the words stand as they are
	Doubt *Slip     // why it cannot be taken
	Notes diag.List // what check would say of it
}

// Read returns how a field's text is understood: hours as the site tells them, a day in full, where a place is, which one a
// part of a name means. What is taken as it is written needs no reading.
func (x Field) Read(s string, in Context) (r Reading) {
	if s = tidy(s); s == "" || x.Kind == Rows {
		return r
	}
	list, slip := x.read(nil, s, in)
	if slip != nil {
		slip.Key = x.Key
		r.Doubt = slip
		return r
	}
	switch x.Kind {
	case Day:
		if s == "unknown" || x.Unknown && len(list) == 1 && s == "不知道" {
			return r
		}
		if days, doubt := typed.Date(s, in.Year); doubt == nil {
			r.say(s, shownDays(days))
		}
	case Number:
		if n, doubt := typed.Number(s); doubt == nil {
			r.say(s, fmt.Sprint(n))
		}
	case Hours:
		r.Lines, r.Notes = readHours(list)
	case Place:
		x.readPlace(&r, s, in)
	case One:
		if value, _ := x.pick(s, in); value != "" {
			name := value
			if x.List != nil {
				for _, c := range x.List(in.Catalog) {
					if c.Value == value {
						name = c.Name
					}
				}
			}
			if name != s && value != s {
				r.Lines = []string{name}
			}
		}
	case Several:
		for _, item := range x.items(s) {
			if value, _ := x.pick(item, in); value != "" && value != item {
				r.Lines = append(r.Lines, "“"+item+"”指"+value)
			}
		}
	}
	return r
}

func (r *Reading) say(typed, meant string) {
	if typed != meant {
		r.Lines = []string{meant}
	}
}

// shownDays are one date or two: 2026年9月20日至22日.
func shownDays(d typed.Days) string {
	from, until := d.From.Chinese(), d.Until.Chinese()
	switch {
	case !d.Until.Known():
		return from
	case d.From.Year == d.Until.Year && d.From.Month == d.Until.Month && d.Until.Day > 0:
		return from + "至" + fmt.Sprintf("%d日", d.Until.Day)
	case d.From.Year == d.Until.Year && d.Until.Month > 0:
		_, rest, _ := strings.Cut(until, "年")
		return from + "至" + rest
	}
	return from + "至" + until
}

// readHours tells opening hours as the page of a base does, by reading them as its file is read.
func readHours(list []Assignment) (lines []string, notes diag.List) {
	f, err := edit.Open("bases/x.md", nil)
	if err != nil || len(list) != 1 {
		return nil, nil
	}
	if err := f.Set(edit.Top(), list[0].Key, list[0].Value); err != nil {
		return nil, nil
	}
	p := source.Parse("bases/x.md", []byte(f.Text()))
	if p.Base == nil {
		return nil, nil
	}
	for _, problem := range p.Problems {
		if strings.HasPrefix(strings.TrimSpace(problem.Place.Excerpt), list[0].Key) && problem.Severity != diag.Note {
			notes = append(notes, problem)
		}
	}
	for _, h := range p.Base.Hours {
		line := hours.Shown(h.Days) + " " + hours.Line(h).ShownTimes()
		if h.Months != "" {
			line += "，" + hours.ShownSeason(h.Months)
		}
		lines = append(lines, line)
	}
	return lines, notes
}

// readPlace says where a place is: its numbers and datum, what they were taken from, the county.
func (x Field) readPlace(r *Reading, s string, in Context) {
	s, datum := in.placeWords(s)
	p, doubt := typed.Location(s, datum)
	if doubt != nil {
		return
	}
	line := ""
	if p.From.ZH != "" {
		line = p.From.ZH + "："
	}
	line += fmt.Sprintf("%v, %v（%s）", p.Point.Lon, p.Point.Lat, datumNames[p.Datum])
	if in.Catalog != nil && in.Catalog.Borders != nil {
		code, inside := in.Catalog.Borders.County(geo.Convert(p.Point, p.Datum, geo.WGS84))
		i := slices.IndexFunc(in.Catalog.Counties, func(c *catalog.County) bool { return c.Code == code && inside })
		if i >= 0 {
			line += "，在" + in.Catalog.Counties[i].Name
		} else {
			line += "，不在地图上的任何一个县区里"
		}
	}
	r.Lines = []string{line}
}

var datumNames = map[geo.Datum]string{geo.WGS84: "WGS-84", geo.GCJ02: "GCJ-02", geo.BD09: "BD-09"}
