package assess_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/assess"
	"kepu/generator/sample"
)

// entriesOf reads the entries of the sample's logs as a plain eye does: a header, then a line a key.
func entriesOf(c city, header string) []map[string]string {
	var out []map[string]string
	for name, text := range c {
		if !strings.HasPrefix(name, "activities/") {
			continue
		}
		for _, part := range strings.Split("\n"+text, "\n[[")[1:] {
			kind, body, _ := strings.Cut(part, "]]\n")
			if kind != header {
				continue
			}
			e := map[string]string{}
			for line := range strings.Lines(body) {
				if key, value, ok := strings.Cut(strings.TrimSpace(line), " = "); ok {
					e[key] = strings.Trim(value, `"`)
				}
			}
			out = append(out, e)
		}
	}
	return out
}

// steps are points by amount, the highest first.
type steps [][2]float64

func (s steps) points(amount float64) float64 {
	for _, x := range s {
		if amount >= x[0] {
			return x[1]
		}
	}
	return 0
}

// The venue table, counted over again on the whole sample by another way: from the text of the logs, in
// floating numbers, with the table's steps written down here. Nobody has given anything.
func TestVenueTableOfTheSampleIsCountedOverAgain(t *testing.T) {
	c := city{}
	for name, data := range sample.Files(sample.Options{Bases: 200, Activities: 1500, Years: 3}) {
		if strings.HasSuffix(name, ".toml") || strings.HasPrefix(name, "bases/") && strings.HasSuffix(name, ".md") {
			c[name] = string(data)
		}
	}
	for name, text := range c { // without what they say, which leads to other pages
		if front, _, ok := strings.Cut(text, "\n+++\n"); ok {
			c[name] = front + "\n+++\n虚构。\n"
		}
	}
	r := c.assess(t, "venue-steps", 2025, "")
	returns, log := entriesOf(c, "annual"), entriesOf(c, "activity")
	venues, known, unknown := 0, 0, 0
	for _, s := range r.Sheets {
		venues++
		is := func(ref string) bool { return ref == s.Base.ID || ref == s.Base.Name }
		figure := func(key string, year int) (float64, bool) {
			for _, e := range returns {
				if is(e["base"]) && e["year"] == fmt.Sprint(year) {
					n, err := strconv.ParseFloat(e[key], 64)
					return n, err == nil
				}
			}
			return 0, false
		}
		var lectures, days float64
		records := 0
		for _, e := range log {
			refs := strings.Split(strings.Trim(e["bases"], `[]`), ", ")
			for i := range refs {
				refs[i] = strings.Trim(refs[i], `"`)
			}
			private := slices.Contains([]string{"督导", "评审", "交流会", "inspection", "review", "exchange"}, e["form"])
			if !strings.Contains(e["date"], "2025") || e["status"] != "" && e["status"] != "held" || private || !is(e["base"]) && !slices.ContainsFunc(refs, is) {
				continue
			}
			records++
			if e["form"] == "讲座" || e["form"] == "talk" {
				n, err := strconv.ParseFloat(e["sessions"], 64)
				if err != nil {
					n = 1
				}
				lectures += n
			}
			if e["campaign"] == "全国科普日" || e["campaign"] == "science-day" {
				days++
			}
		}
		type line struct {
			most  float64
			steps steps
			value float64
			known bool
		}
		of := func(key string) (float64, bool) { return figure(key, 2025) }
		plain := func(most float64, key string, s steps) line {
			n, ok := of(key)
			return line{most, s, n, ok}
		}
		open, hasOpen := of("open_days")
		free, hasFree := of("free_days")
		now, hasNow := of("visitors")
		before, hasBefore := figure("visitors", 2024)
		want := []line{
			plain(10, "staff_full", steps{{6, 10}, {4, 8}, {2, 6}}),
			plain(10, "volunteers", steps{{30, 10}, {20, 8}, {10, 6}}),
			{10, nil, 0, false},
			plain(15, "open_days", steps{{300, 15}, {250, 13}, {200, 10}}),
			plain(15, "visitors", steps{{30000, 15}, {10000, 13}, {1000, 10}}),
			{10, steps{{90, 10}, {80, 8}, {50, 6}}, free / open * 100, hasOpen && hasFree},
			{10, steps{{10, 10}, {0, 8}, {-10, 6}}, (now - before) / before * 100, hasNow && hasBefore},
			{8, steps{{6, 8}, {3, 6}, {1, 5}}, lectures, records > 0},
			{7, steps{{2, 7}, {1, 5}}, days, records > 0},
			plain(5, "media", steps{{15, 5}, {10, 4}, {5, 3}}),
		}
		var lo, hi float64 = 0, 5 // the extra
		i := 0
		for _, p := range s.Parts {
			for _, l := range p.Lines {
				w := want[i]
				i++
				least, most := 0.0, w.most
				if w.known {
					known++
					least = w.steps.points(w.value)
					most = least
				} else {
					unknown++
				}
				lo, hi = lo+least, hi+most
				if got := l.Points; float64(got.Lo) != least*100 || float64(got.Hi) != most*100 {
					t.Errorf("%s, %s: %s, counted over again %v to %v (%v)", s.Base.Name, l.Name, got, least, most, w.value)
				}
			}
		}
		if float64(s.Score.Lo) != lo*100 || float64(s.Score.Hi) != hi*100 || s.Out != assess.Open {
			t.Errorf("%s: %s, counted over again %v to %v", s.Base.Name, s.Score, lo, hi)
		}
	}
	if venues < 15 || known < 80 || unknown < 20 {
		t.Errorf("%d venues, %d lines known, %d not: the sample shows little", venues, known, unknown)
	}
}
