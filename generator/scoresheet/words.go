package scoresheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/assess"
	"kepu/generator/date"
	"kepu/generator/numerals"
)

// Score says what a base has: 97 分, or 66 至 80 分，3 项未报，2 项未评.
func Score(s *assess.Sheet) string {
	return strings.Join(append([]string{s.Score.String() + " 分"}, lacks(s)...), "，")
}

// lacks says how many lines have no certain points yet, and for want of what.
func lacks(s *assess.Sheet) []string {
	var words []string
	if s.Unreported > 0 {
		words = append(words, fmt.Sprintf("%d 项未报", s.Unreported))
	}
	if s.Ungiven > 0 {
		words = append(words, fmt.Sprintf("%d 项未评", s.Ungiven))
	}
	return words
}

// Rank says where a base stands: 3, 3 至 5, or — where it is out.
func Rank(s *assess.Sheet) string {
	if s.Rank[0] == 0 {
		return "—"
	}
	return numerals.Span(strconv.Itoa(s.Rank[0]), strconv.Itoa(s.Rank[1]))
}

// Outcome says what comes of it: 优秀, 优秀或合格, 不符合条件：…, 一票否决：…. Where the logs tell of too
// little it says that it goes by them: more may have been held.
func Outcome(r *assess.Result, s *assess.Sheet) string {
	var failed, openGates, vetoes, openVetoes []string
	logged := true // what is failed is counted from the logs alone
	for _, g := range s.Gates {
		switch g.State {
		case assess.No:
			failed = append(failed, g.Name)
			logged = logged && g.Value != nil && g.Value.Logged
		case assess.Open:
			openGates = append(openGates, g.Name)
		}
	}
	for _, v := range s.Vetoes {
		switch v.State {
		case assess.Yes:
			vetoes = append(vetoes, v.Name)
		case assess.Open:
			openVetoes = append(openVetoes, v.Name)
		}
	}
	if len(vetoes) > 0 {
		return "一票否决：" + strings.Join(vetoes, "、")
	}
	if len(failed) > 0 && logged {
		return "按活动记录不符合条件：" + strings.Join(failed, "、")
	}
	if len(failed) > 0 {
		return "不符合条件：" + strings.Join(failed, "、")
	}
	var words []string
	if grade := gradeWords(r, s); grade != "" {
		words = append(words, grade)
	} else if len(openGates) == 0 && len(s.Gates) > 0 {
		words = append(words, "符合条件")
	}
	if n := len(openGates); n > 0 {
		words = append(words, fmt.Sprintf("条件有 %d 项未核实", n))
	}
	if len(openVetoes) > 0 {
		words = append(words, "否决项未核实")
	}
	return strings.Join(words, "；")
}

// gradeWords names the grades that a base may have; "" where the scheme has none.
func gradeWords(r *assess.Result, s *assess.Sheet) string {
	grades := r.Scheme.Grades
	if len(grades) == 0 {
		return ""
	}
	name := func(g int) string {
		if g == len(grades) {
			return "不入等次"
		}
		return grades[g].Name
	}
	switch s.Worst - s.Best {
	case 0:
		return name(s.Best)
	case 1:
		return name(s.Best) + "或" + name(s.Worst)
	}
	return name(s.Best) + "至" + name(s.Worst)
}

// stateWords are of gates, of evidence and of vetoes.
var (
	gateWords     = []string{assess.Open: "未核实", assess.Yes: "符合", assess.No: "不符合"}
	evidenceWords = []string{assess.Open: "未核", assess.Yes: "有", assess.No: "缺"}
	vetoWords     = []string{assess.Open: "未核实", assess.Yes: "有", assess.No: "没有"}
)

// standing says by what title a base is one at the end of the year.
func standing(s *assess.Sheet, year int) string {
	day := date.YearEnd(year)
	l := s.Base.LevelAt(day)
	if l == nil {
		return fmt.Sprintf("%d年年底没有有效的命名记录", year)
	}
	t := s.Base.TitleAt(l, day)
	words := l.Name + "（" + t.Designation.Date.Chinese() + "命名"
	if !t.At(day).Holds() {
		words += "，有效期未查到"
	}
	return words + "）"
}

// before says what came of the evaluations of the three years before, the newest first; "" where no result is
// published.
func before(s *assess.Sheet, year int) string {
	const years = 3
	var words []string
	for _, x := range s.Base.Ratings { // the newest year first
		if x.Year >= year || x.Year < year-years {
			continue
		}
		w := x.Evaluation() + "：" + x.Result
		if x.Deadline.Known() {
			w += "（整改期限 " + x.Deadline.Chinese() + "）"
		}
		words = append(words, w)
	}
	return strings.Join(words, "；")
}

// steps says what a line asks for its points, which stand in brackets: 优秀≥300（15）, 优良≥250（13）. On paper
// each stays in one piece.
func steps(i *assess.Line) []string {
	var words []string
	for _, s := range i.Steps {
		w, _ := numerals.Decimal(s.From, 2)
		if i.Value != nil && i.Value.Percent {
			w += "%"
		}
		w = s.Name + "≥" + w + "（" + s.Points.String() + "）"
		words = append(words, w)
	}
	return words
}

// ask is what a base is asked for: one sentence for the figures of a return, one for each other lack.
func ask(s *assess.Sheet) []string {
	type about struct {
		sort assess.Sort
		year int
	}
	var order []about
	of := map[about][]string{}
	var others []string
	see := func(lacks []assess.Lack) {
		for _, l := range lacks {
			if l.Sort == assess.NotAsked {
				continue // nobody could answer
			}
			if l.Sort != assess.NoReturn && l.Sort != assess.NoFigure {
				if w := l.String(); !slices.Contains(others, w) {
					others = append(others, w)
				}
				continue
			}
			a := about{l.Sort, l.Year}
			if of[a] == nil {
				order = append(order, a)
			}
			if !slices.Contains(of[a], l.Of) {
				of[a] = append(of[a], l.Of)
			}
		}
	}
	var missing []string
	for i := range s.Gates {
		if g := &s.Gates[i]; g.State == assess.Open && g.Value != nil {
			see(g.Value.Lacks)
		}
	}
	for i := range s.Parts {
		for k := range s.Parts[i].Lines {
			l := &s.Parts[i].Lines[k]
			if l.Value != nil && !l.Points.Known() {
				see(l.Value.Lacks)
			}
			for _, e := range l.Evidence {
				if e.State == assess.No {
					missing = append(missing, e.Name+"（"+l.Name+"）")
				}
			}
		}
	}
	var out []string
	slices.SortStableFunc(order, func(a, b about) int { return b.year - a.year })
	for _, a := range order {
		out = append(out, assess.Lack{Sort: a.sort, Year: a.year, Of: strings.Join(of[a], "、")}.String())
	}
	out = append(out, others...)
	if len(missing) > 0 {
		out = append(out, "缺材料："+strings.Join(missing, "、"))
	}
	return out
}

// toGive is what persons have to say of a base yet.
func toGive(s *assess.Sheet) []string {
	var out []string
	for i := range s.Gates {
		if g := &s.Gates[i]; g.State == assess.Open && g.ByPerson() {
			out = append(out, g.Name)
		}
	}
	for i := range s.Parts {
		for k := range s.Parts[i].Lines {
			if l := &s.Parts[i].Lines[k]; l.ByPerson() && !l.Given {
				out = append(out, l.Name)
			}
		}
	}
	for _, x := range s.Extras {
		if !x.Given {
			out = append(out, x.Name)
		}
	}
	for _, v := range s.Vetoes {
		if v.State == assess.Open {
			out = append(out, v.Name)
		}
	}
	return out
}
