package scoresheet

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/assess"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/numerals"
)

// head is what every page says of the scheme.
type head struct {
	Name, Body, Document string
	Year                 int
	Example              bool
	AsOf                 string
	Warning              string // where the year is none of the scheme's
	Scored               bool   // it has lines, and not gates alone
	Bases                int    // that are assessed
}

func headOf(r *assess.Result) head {
	h := head{Name: r.Scheme.Name, Body: r.Scheme.Body, Document: r.Scheme.Document, Year: r.Year,
		Example: r.Scheme.Example, AsOf: r.AsOf.Chinese(), Scored: len(r.Scheme.Parts) > 0, Bases: len(r.Sheets)}
	if !r.Scheme.Covers(r.Year) {
		h.Warning = fmt.Sprintf("方案写的适用年份是%s，这里评的是%d年。", years(r.Scheme), r.Year)
	}
	return h
}

func years(s *catalog.Scheme) string {
	if s.Years[0] == s.Years[1] {
		return fmt.Sprintf("%d年", s.Years[0])
	}
	return fmt.Sprintf("%d—%d年", s.Years[0], s.Years[1])
}

// frame is a page of sheets.
type frame struct {
	Title          string
	Root           string // to the top of the folder
	Scheme         head
	Sheets         []sheet
	Previous, Next string // addresses; "" where there is none
}

// sheet is one base on paper.
type sheet struct {
	Scheme                                      head
	Name, County, Kind, Standing, Before, Phone string
	Score, Full, Beside, Rank, Outcome          string
	Open                                        bool
	Gates                                       []gate
	Parts                                       []part
	Extras                                      []extra
	Vetoes                                      []veto
	Total                                       string
	Ask                                         []string
	Note                                        string
	Count                                       int
	Sources                                     notes
}

type gate struct {
	Name, Note, Value, State, Missing, From, Ref string
	Bad                                          bool
}

type part struct {
	Name, Sum, Full string
	Lines           []line
}

type line struct {
	Name, Note, Full, Value, From, Ref, Points, Step, Next string
	Steps                                                  []string
	Open                                                   bool
	Evidence                                               []evidence
}

type evidence struct {
	Name, State string
	Missing     bool
}

type extra struct {
	Name, Note, Full, Points string
	Open                     bool
}

type veto struct {
	Name, Note, State string
	Bad               bool
}

// fromWords says in which files and lines an amount stands: activities/2025.toml 第 3、9 行.
func fromWords(v *assess.Value) string {
	if v == nil {
		return ""
	}
	const most = 6 // lines of a file
	var files []string
	for i := 0; i < len(v.Sources); {
		path, n := v.Sources[i].Path, 0
		var lines []string
		for ; i < len(v.Sources) && v.Sources[i].Path == path; i++ {
			if n++; n <= most {
				lines = append(lines, fmt.Sprint(v.Sources[i].Line))
			}
		}
		words := path + " 第 " + strings.Join(lines, "、") + " 行"
		if n > most {
			words += fmt.Sprintf("等 %d 处", n)
		}
		files = append(files, words)
	}
	return strings.Join(files, "；")
}

// notes are the files that a sheet names at its foot, each once: its lines refer to them by their numbers.
type notes []string

// of returns how an amount is referred to: ①6、18, the number of the file and the lines in it.
func (n *notes) of(v *assess.Value) string {
	if v == nil {
		return ""
	}
	const most = 3 // lines of a file
	words := ""
	for i := 0; i < len(v.Sources); {
		path, k := v.Sources[i].Path, 0
		at := slices.Index(*n, path)
		if at < 0 {
			at = len(*n)
			*n = append(*n, path)
		}
		words += ordinal(at)
		for ; i < len(v.Sources) && v.Sources[i].Path == path; i++ {
			if k++; k > 1 && k <= most {
				words += "、"
			}
			if k <= most {
				words += fmt.Sprint(v.Sources[i].Line)
			}
		}
		if k > most {
			words += fmt.Sprintf(" 等 %d 处", k)
		}
	}
	return words
}

// ordinal returns ① for 0; from the twenty-first on the numbers stand in brackets.
func ordinal(i int) string {
	const first, circled = '①', 20
	if i < circled {
		return string(rune(first + i))
	}
	return fmt.Sprintf("（%d）", i+1)
}

// Numbered returns the notes with their numbers.
func (n notes) Numbered() []string {
	out := make([]string, len(n))
	for i, words := range n {
		out[i] = ordinal(i) + " " + words
	}
	return out
}

func join(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), "；")
}

// countyOf returns the county of a base at the end of the year, or "".
func countyOf(r *assess.Result, s *assess.Sheet) string {
	if c := s.Base.CountyAt(date.YearEnd(r.Year)); c != nil {
		return c.Name
	}
	return ""
}

func sheetOf(r *assess.Result, s *assess.Sheet) sheet {
	b := s.Base
	v := sheet{Scheme: headOf(r), Name: b.Name, County: countyOf(r, s), Phone: b.Phone, Standing: standing(s, r.Year), Before: before(s, r.Year), Score: Score(s),
		Full: r.Scheme.Full().String(), Rank: Rank(s), Outcome: Outcome(r, s),
		Total: s.Score.String(), Ask: ask(s), Note: s.Note, Count: len(r.Sheets)}
	v.Open = !s.Score.Known() || s.Out == assess.Open
	if b.Kind != nil {
		v.Kind = b.Kind.Name
	}
	if n := r.Scheme.Beside(); n > 0 {
		v.Beside = n.String()
	}
	for _, g := range s.Gates {
		x := gate{Name: g.Name, Note: join(g.Gate.Note, g.Note), State: gateWords[g.State], Missing: g.Missing, Bad: g.State == assess.No, From: fromWords(g.Value), Ref: v.Sources.of(g.Value)}
		if g.Value != nil {
			x.Value = g.Value.String()
		}
		v.Gates = append(v.Gates, x)
	}
	for _, p := range s.Parts {
		x := part{Name: p.Name, Sum: p.Sum.String(), Full: p.Full.String()}
		for k := range p.Lines {
			l := lineOf(&p.Lines[k])
			l.Ref = v.Sources.of(p.Lines[k].Value)
			x.Lines = append(x.Lines, l)
		}
		v.Parts = append(v.Parts, x)
	}
	for _, x := range s.Extras {
		v.Extras = append(v.Extras, extra{x.Name, join(x.Extra.Note, x.Note), x.Extra.Points.String(), x.Points.String(), !x.Points.Known()})
	}
	for _, x := range s.Vetoes {
		v.Vetoes = append(v.Vetoes, veto{x.Name, join(x.Veto.Note, x.Note), vetoWords[x.State], x.State == assess.Yes})
	}
	return v
}

func lineOf(l *assess.Line) line {
	x := line{Name: l.Name, Note: join(l.Item.Note, l.Note), Steps: steps(l), Full: l.Item.Points.String(), From: fromWords(l.Value),
		Points: l.Points.String(), Next: l.Next, Open: !l.Points.Known()}
	if l.Value != nil {
		x.Value = l.Value.String()
	}
	if l.Step != nil {
		x.Step = l.Step.Name
	}
	if l.ByPerson() && !l.Given {
		x.Next = "待人评分"
	}
	for _, e := range l.Evidence {
		x.Evidence = append(x.Evidence, evidence{e.Name, evidenceWords[e.State], e.State == assess.No})
	}
	return x
}

// list is the page of the city.
type list struct {
	Title     string
	Scheme    head
	Organiser string
	Rows      []row
	Left      []left
	Grades    []grade
	Certain   int // whose score is known
	Count     int
	Full      string
	Beside    string
}

type row struct {
	ID, Rank, Name, County, Score, Lacks, Outcome string
	Open                                          bool
}

type left struct{ Name, Why string }

type grade struct{ Name, From, Limit string }

func listOf(r *assess.Result, organiser string) list {
	v := list{Title: "总表", Scheme: headOf(r), Organiser: organiser, Count: len(r.Sheets), Full: r.Scheme.Full().String()}
	if n := r.Scheme.Beside(); n > 0 {
		v.Beside = n.String()
	}
	for _, s := range r.Sheets {
		x := row{ID: s.Base.ID, Rank: Rank(s), Name: s.Base.Name, Score: s.Score.String(), Outcome: Outcome(r, s), County: countyOf(r, s), Open: !s.Score.Known(), Lacks: strings.Join(lacks(s), "，")}
		if s.Score.Known() && s.Out != assess.Open {
			v.Certain++
		}
		v.Rows = append(v.Rows, x)
	}
	for _, l := range r.Left {
		v.Left = append(v.Left, left{l.Base.Name, l.Why})
	}
	for g, x := range r.Scheme.Grades {
		limit := ""
		if n, limited := r.Places(g); limited {
			share, _ := numerals.Decimal(x.AtMost, 2)
			limit = fmt.Sprintf("，不超过参评的 %s%%，即 %d 家", share, n)
		}
		v.Grades = append(v.Grades, grade{x.Name, x.From.String(), limit})
	}
	return v
}

// asking is the page of what to ask whom.
type asking struct {
	Title    string
	Scheme   head
	Counties []countyAsk
	Give     []baseAsk
	Bases    int // that are asked
}

type countyAsk struct {
	Name  string
	Bases []baseAsk
}

type baseAsk struct {
	ID, Name, Phone string
	What            []string
}

func askOf(r *assess.Result) asking {
	v := asking{Title: "要问谁", Scheme: headOf(r)}
	byCounty := map[int]*countyAsk{}
	var order []int
	sheets := slices.Clone(r.Sheets)
	slices.SortFunc(sheets, func(a, b *assess.Sheet) int { return a.Base.Index - b.Base.Index })
	for _, s := range sheets {
		b := baseAsk{ID: s.Base.ID, Name: s.Base.Name, Phone: s.Base.Phone}
		if give := toGive(s); len(give) > 0 {
			v.Give = append(v.Give, baseAsk{ID: b.ID, Name: b.Name, What: give})
		}
		if b.What = ask(s); len(b.What) == 0 {
			continue
		}
		v.Bases++
		at, name := -1, "没有写县区"
		if c := s.Base.CountyAt(date.YearEnd(r.Year)); c != nil {
			at, name = c.Index, c.Name
		}
		if byCounty[at] == nil {
			byCounty[at] = &countyAsk{Name: name}
			order = append(order, at)
		}
		byCounty[at].Bases = append(byCounty[at].Bases, b)
	}
	slices.Sort(order)
	for _, at := range order {
		v.Counties = append(v.Counties, *byCounty[at])
	}
	return v
}

// Asked is how many bases of a county are to be asked for something.
type Asked struct {
	County string
	Bases  int
}

// AskedBy returns the counties whose bases are to be asked, in the order of the site.
func AskedBy(r *assess.Result) []Asked {
	var out []Asked
	for _, c := range askOf(r).Counties {
		out = append(out, Asked{c.Name, len(c.Bases)})
	}
	return out
}
