package assess_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kepu/generator/assess"
	"kepu/generator/rule"
)

// everyTerm is a scheme with each sort of line, gates of each comparison, and two limited grades.
const everyTerm = `name = "虚构"
[[gate]]
name = "至少"
need = "open_days >= 3"
[[gate]]
name = "不多于"
need = "count activities <= 4"
[[gate]]
name = "不等"
need = "growth visitors > -90"
[[gate]]
name = "人说"
[[part]]
name = "一"
[[part.item]]
name = "接待"
points = 20
from = "visitors"
steps = [[8, 20], [5, 12.5], [2, 3]]
[[part.item]]
name = "增长"
points = 20
from = "growth visitors"
steps = [[100, 20], [0, 10], [-50, 5]]
[[part.item]]
name = "占比"
points = 10
from = "share free_days open_days"
steps = [[100, 10], [50, 5], [0, 1]]
[[part.item]]
name = "讲座"
points = 20
from = "count sessions form=讲座"
steps = [[4, 20], [2, 10], [1, 5]]
[[part.item]]
name = "讲座的人次"
points = 10
from = "count participants form=讲座 campaign=日"
steps = [[6, 10], [3, 4]]
[[part.item]]
name = "人打"
points = 20
[[extra]]
name = "加"
points = 5
[[veto]]
name = "否"
[[grade]]
name = "甲"
from = 60
at_most = "20%"
[[grade]]
name = "乙"
from = 40
at_most = "34%"
[[grade]]
name = "丙"
from = 20
`

// known is what is known of a base; -1 is unknown, in a list of records nil.
type known struct {
	figures map[string]int // "2025 visitors" …
	log     []record
	silent  bool // no log was found at all
	given   map[string]int
}

type record struct{ form, day, sessions, participants int } // form 0: not written

var figureNames = []string{"2025 visitors", "2024 visitors", "2025 free_days", "2025 open_days"}

var givenNames = map[string]int{"item 人打": 20, "extra 加": 5, "veto 否": 1, "gate 人说": 1}

// text writes content and what is given.
func write(bases []known) (city, string) {
	c := city{
		"site.toml":      "title = \"示例\"\n[organiser]\nname = \"虚构\"\n",
		"schemes/x.toml": everyTerm,
	}
	var returns, log, given strings.Builder
	for i, b := range bases {
		name := fmt.Sprintf("虚构馆%c", 'a'+i)
		c[fmt.Sprintf("bases/b%d.md", i)] = base(name, "虚构县", "")
		for _, year := range []string{"2024", "2025"} {
			any := false
			for _, f := range figureNames {
				if n := b.figures[f]; n >= 0 && strings.HasPrefix(f, year) {
					if !any {
						fmt.Fprintf(&returns, "[[annual]]\nbase = \"%s\"\nyear = %s\n", name, year)
					}
					any = true
					fmt.Fprintf(&returns, "%s = %d\n", f[5:], n)
				}
			}
		}
		for k, r := range b.log {
			fmt.Fprintf(&log, "[[activity]]\ndate = 2025-%02d-%02d\ntitle = \"%s%d\"\nbase = \"%s\"\n", 1+k%12, 1+i, name, k, name)
			if r.form > 0 {
				fmt.Fprintf(&log, "form = \"%s\"\n", []string{"讲座", "展览"}[r.form-1])
			}
			if r.day > 0 {
				log.WriteString("campaign = \"日\"\n")
			}
			fmt.Fprintf(&log, "sessions = %d\n", r.sessions)
			if r.participants >= 0 {
				fmt.Fprintf(&log, "participants = %d\n", r.participants)
			}
		}
		fmt.Fprintf(&given, "[[base]]\nbase = \"%s\"\n", name)
		for _, what := range []string{"item 人打", "extra 加", "veto 否", "gate 人说"} {
			n, ok := b.given[what]
			if !ok || n < 0 {
				continue
			}
			sort, of, _ := strings.Cut(what, " ")
			fmt.Fprintf(&given, "[[base.%s]]\nname = \"%s\"\n", sort, of)
			switch sort {
			case "veto":
				fmt.Fprintf(&given, "applies = %v\n", n == 1)
			case "gate":
				fmt.Fprintf(&given, "passed = %v\n", n == 1)
			default:
				fmt.Fprintf(&given, "points = %d.5\n", n-1)
				if n == 0 {
					panic("no points")
				}
			}
		}
	}
	for name, text := range map[string]string{"activities/returns.toml": returns.String(), "activities/log.toml": log.String()} {
		if text != "" {
			c[name] = text
		}
	}
	return c, given.String()
}

func someBase(r *rand.Rand) known {
	b := known{figures: map[string]int{}, given: map[string]int{}}
	for _, f := range figureNames {
		b.figures[f] = r.IntN(14) - 4
	}
	b.silent = r.IntN(3) == 0
	for range r.IntN(5) {
		if !b.silent {
			b.log = append(b.log, record{r.IntN(3), r.IntN(2), 1 + r.IntN(3), r.IntN(8) - 3})
		}
	}
	for what, most := range givenNames {
		b.given[what] = somePoints(r, what, most)
		if r.IntN(2) == 0 {
			b.given[what] = -1
		}
	}
	return b
}

func somePoints(r *rand.Rand, what string, most int) int {
	if most > 1 {
		return 1 + r.IntN(most)
	}
	if strings.HasPrefix(what, "veto") == (r.IntN(5) > 0) {
		return 0 // mostly in
	}
	return 1
}

// filled is b with what is unknown found out, each with the chance of so many in ten. What is
// known stays.
func filled(r *rand.Rand, b known, chance int) known {
	out := known{figures: map[string]int{}, given: map[string]int{}}
	hit := func() bool { return r.IntN(10) < chance }
	for _, f := range figureNames {
		out.figures[f] = b.figures[f]
		if b.figures[f] < 0 && hit() {
			out.figures[f] = r.IntN(10)
		}
	}
	for _, x := range b.log {
		if x.form == 0 && hit() {
			x.form = 1 + r.IntN(2)
		}
		if x.participants < 0 && hit() {
			x.participants = r.IntN(8)
		}
		out.log = append(out.log, x)
	}
	if len(b.log) == 0 && hit() {
		for range r.IntN(6) {
			out.log = append(out.log, record{1 + r.IntN(2), r.IntN(2), 1 + r.IntN(3), r.IntN(8)})
		}
	}
	for what, most := range givenNames {
		out.given[what] = b.given[what]
		if b.given[what] < 0 && hit() {
			out.given[what] = somePoints(r, what, most)
		}
	}
	return out
}

func within(now, was assess.Interval) bool { return was.Lo <= now.Lo && now.Hi <= was.Hi }

func valueWithin(now, was *assess.Value) bool {
	above := func(a, b *big.Rat) bool { return a != nil && a.Cmp(b) >= 0 }
	return now.Remark != "" || (was.Lo == nil || above(now.Lo, was.Lo)) && (was.Hi == nil || now.Hi != nil && above(was.Hi, now.Hi))
}

// Whatever is found out later lies within what was said before: of each line, gate, score, rank
// and grade, for any part of what is unknown, one after the other.
func TestFillingAnUnknownNeverLeavesTheInterval(t *testing.T) {
	rounds := 150
	if testing.Short() {
		rounds = 40
	}
	narrowed, vetoed := 0, 0
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 14))
		bases := make([]known, 2+r.IntN(7))
		for i := range bases {
			bases[i] = someBase(r)
		}
		c, given := write(bases)
		was := c.assess(t, "x", 2025, given)
		for _, chance := range []int{3, 5, 10} {
			for i := range bases {
				bases[i] = filled(r, bases[i], chance)
			}
			c, given := write(bases)
			now := c.assess(t, "x", 2025, given)
			for _, s := range now.Sheets {
				o := sheetOf(t, was, s.Base.Name)
				if o.Out != assess.Open && s.Out != o.Out {
					t.Fatalf("%d: %s was out %d and is out %d", seed, s.Base.Name, o.Out, s.Out)
				}
				for i := range s.Gates {
					if o.Gates[i].State != assess.Open && o.Gates[i].State != s.Gates[i].State {
						t.Fatalf("%d: gate %s was %d and is %d", seed, s.Gates[i].Name, o.Gates[i].State, s.Gates[i].State)
					}
				}
				for i, l := range s.Parts[0].Lines {
					before := o.Parts[0].Lines[i]
					if !within(l.Points, before.Points) || l.Value != nil && !valueWithin(l.Value, before.Value) {
						t.Fatalf("%d: %s, %s: %s (%v), was %s (%v)", seed, s.Base.Name, l.Name, l.Points, l.Value, before.Points, before.Value)
					}
				}
				if !within(s.Score, o.Score) || s.Unreported+s.Ungiven > o.Unreported+o.Ungiven {
					t.Fatalf("%d: %s: %s, was %s", seed, s.Base.Name, s.Score, o.Score)
				}
				if s.Out == assess.Yes {
					vetoed++
					continue
				}
				if s.Rank[0] < o.Rank[0] || s.Rank[1] > o.Rank[1] || s.Best < o.Best || s.Worst > o.Worst {
					t.Fatalf("%d: %s: rank %v, grades %d %d, was %v, %d %d", seed, s.Base.Name, s.Rank, s.Best, s.Worst, o.Rank, o.Best, o.Worst)
				}
				if s.Score.Hi-s.Score.Lo < o.Score.Hi-o.Score.Lo {
					narrowed++
				}
			}
			was = now
		}
		oneByOne(t, r, was)
	}
	if narrowed < rounds || vetoed < rounds/4 {
		t.Errorf("%d scores became narrower, %d bases were out: the test shows little", narrowed, vetoed)
	}
}

// oneByOne gives the grades out as an office would, going down the list, equal scores in any
// order, every score and every base that may be out in any way: what comes of it is within the
// grades and ranks that were said, and where all is certain and no two are equal it is just that.
func oneByOne(t *testing.T, r *rand.Rand, res *assess.Result) {
	t.Helper()
	grades := res.Scheme.Grades
	if allCertain(res) {
		for _, s := range res.Sheets {
			if s.Out == assess.No && (s.Best != s.Worst || s.Rank[0] != s.Rank[1]) {
				t.Fatalf("all is certain, and %s has grades %d to %d, ranks %v", s.Base.Name, s.Best, s.Worst, s.Rank)
			}
		}
	}
	for range 30 {
		type one struct {
			s      *assess.Sheet
			score  rule.Points
			chance int
		}
		var list []one
		for _, s := range res.Sheets {
			if s.Out == assess.Yes || s.Out == assess.Open && r.IntN(2) == 0 {
				continue
			}
			score := s.Score.Lo
			if d := int64(s.Score.Hi - s.Score.Lo); d > 0 {
				score += rule.Points(r.Int64N(d + 1))
				if r.IntN(3) == 0 {
					score = []rule.Points{s.Score.Lo, s.Score.Hi}[r.IntN(2)]
				}
			}
			list = append(list, one{s, score, r.IntN(1000)})
		}
		slices.SortFunc(list, func(a, b one) int { return int(b.score-a.score)*1000 + a.chance - b.chance })
		got := make([]int, len(grades))
		for _, x := range list {
			g := 0
			for g < len(grades) && (x.score < grades[g].From || grades[g].AtMost != nil && got[g] >= placesOf(grades[g].AtMost, len(res.Sheets))) {
				g++
			}
			if g < len(grades) {
				got[g]++
			}
			rank := 1
			for k := range list {
				if list[k].score > x.score {
					rank++
				}
			}
			if g < x.s.Best || g > x.s.Worst || rank < x.s.Rank[0] || rank > x.s.Rank[1] {
				t.Fatalf("%s: grade %d of %d to %d, rank %d of %v", x.s.Base.Name, g, x.s.Best, x.s.Worst, rank, x.s.Rank)
			}
		}
	}
}

// allCertain reports whether every score is known, and no two that are in are equal.
func allCertain(res *assess.Result) bool {
	seen := map[rule.Points]bool{}
	for _, s := range res.Sheets {
		if s.Out == assess.Yes {
			continue
		}
		if s.Out == assess.Open || !s.Score.Known() || seen[s.Score.Lo] {
			return false
		}
		seen[s.Score.Lo] = true
	}
	return true
}

func placesOf(percent *big.Rat, n int) int {
	p, _ := percent.Float64()
	return int(p * float64(n) / 100)
}
