// Package reconcile holds the numbers that are typed in a report against the data.
//
// A directive cannot differ from the data; a typed number can. In comes a report,
// the catalog and its figures; out comes a Finding for each number that stands
// before a word for what is counted (18个, 2,700人次, 1.2万份, 十八项, 12%): what the
// sentence seems to be about, what the data say of that, and whether the two agree.
//
// The sentence is not understood. Times and names of counties, levels,
// campaigns, forms and bases that stand in it before the number (or right after it)
// are taken for what it is about; words such as 命名 or 志愿者 tell which measure. A
// number agrees with the answer to that question and to no other: four activities in
// all years are not the four of 2016. A day finds the entries of that day. 余, 近, 约
// and decimals allow what they say.
//
// A number is of the place that its sentence names, else of that of its heading, else of the
// report's own: the county or base in its title or its signature. What is planned, what is of a
// place or a time that cannot be told (其余县区, 暑假期间, 去年 in a report of two years), has no
// answer; it is Unknown, and no directive is offered for it.
//
// So a Finding is a hint to a person: it is never a problem of the content, and nothing
// is held back for it. Of finds the numbers of one report; Notes tells of those in all reports that
// the data do not confirm, and says where it stopped in a report of thousands.
//
// amount.go reads a number and how far its words widen it, times.go what a sentence says of time;
// place.go says whose numbers they are, tense.go what is to come or of a time that cannot be looked
// up; candidates.go has the measures that a word may count; search.go asks the data and judges.
package reconcile

import (
	"math"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/quote"
)

// Verdict says how a number stands to the data.
type Verdict int

// The verdicts.
const (
	Quoted  Verdict = iota // it is a directive: it comes from the data
	Agrees                 // typed, and the data say the same
	Differs                // the data say otherwise
	Unknown                // the data have nothing to hold it against
)

// Word returns the verdict as it is printed.
func (v Verdict) Word() diag.Text {
	return [...]diag.Text{
		Quoted: diag.T("取自数据", "from the data"), Agrees: diag.T("相符", "agrees"), Differs: diag.T("不符", "differs"), Unknown: diag.T("无从核对", "cannot be checked"),
	}[v]
}

// Finding is one number of a report.
type Finding struct {
	Place   diag.Place
	Written string // the number and a few words: "18个市级基地"
	About   string // what it was held against: "2015年市级命名数"; "" when Unknown
	Data    string // what the data say: "18家", "未报"; "" when Unknown
	Verdict Verdict
	Offer   *Offer // what may stand in its place; nil where nothing prints just the same
}

// Offer is a directive that prints the number that is typed, as it is typed.
type Offer struct {
	Start, End int    // of the number, without its unit: offsets in the file
	Directive  string // {{ 数字 活动数 年份=2016 应为=12 }}
}

// Of returns the numbers of a report in the order of the text. file is its file.
func Of(cat *catalog.Catalog, f *figures.Figures, a *catalog.Article, file *diag.File) []Finding {
	return first(math.MaxInt, cat, f, a, file)
}

// first returns so many numbers of a report at most.
func first(most int, cat *catalog.Catalog, f *figures.Figures, a *catalog.Article, file *diag.File) []Finding {
	s := newSearch(cat, f, a)
	var found []Finding
	at, next := 0, 0 // offset of the line in Plain, directives so far
	for _, line := range strings.Split(a.Body.Plain, "\n") {
		for x := range s.line(line) {
			if len(found) == most {
				return found
			}
			if x.directive() {
				next = nextFigure(a.Body, next)
				if next < len(a.Body.Directives) {
					found = append(found, quotedFinding(s.q, &a.Body.Directives[next], file))
					next++
				}
				continue
			}
			start, prose := a.Body.At(at + x.start)
			if !prose {
				continue
			}
			end, _ := a.Body.At(at + x.end - 1)
			x.Finding.Place = file.Place(start, max(end, start)+1)
			x.Finding.Offer = s.offer(&x, line, at, a.Body, file)
			found = append(found, x.Finding)
		}
		at += len(line) + 1
	}
	return found
}

func nextFigure(d *markdown.Doc, from int) int {
	for from < len(d.Directives) && d.Directives[from].Kind != markdown.Figure {
		from++
	}
	return from
}

func quotedFinding(q *quote.Quotes, d *markdown.Directive, file *diag.File) Finding {
	r, _ := q.Read(d)
	return Finding{
		Place: file.Place(d.Start, d.End), Written: file.Text[d.Start:d.End],
		About: q.About(&r), Data: r.Text(q.Number(&r)), Verdict: Quoted,
	}
}

// mostNoted is how many numbers of one report check looks at: each takes half a millisecond, and
// whoever writes more has made a table of them.
const mostNoted = 3000

// Notes returns what check tells of the typed numbers of all reports: those that
// the data do not confirm.
func Notes(cat *catalog.Catalog, f *figures.Figures, files func(path string) *diag.File) diag.List {
	var notes diag.List
	for _, a := range cat.Reports {
		file := files(a.Path)
		if file == nil {
			continue
		}
		found := first(mostNoted+1, cat, f, a, file)
		if len(found) > mostNoted {
			notes.Note(found[mostNoted].Place, diag.M("REPORT-MANY-NUMBERS", "这一篇的数超过 %d 个，这里之后的没有核对", "there are more than %d numbers in this text; those after this place were not checked").With(mostNoted),
				diag.T("请分成几篇，或用 kepu reconcile 核对", "split the text, or run kepu reconcile"))
			found = found[:mostNoted]
		}
		for _, x := range found {
			switch x.Verdict {
			case Differs:
				notes.Note(x.Place, diag.M("REPORT-NUMBER-DIFFERS", "这里写 %s，%s的数据为 %s：不符", "this says %s, the data of %s say %s").With(x.Written, x.About, x.Data),
					diag.T("请核对；说的不是一回事就不用改", "check it; leave it when it is about something else"))
			case Unknown:
				notes.Note(x.Place, diag.M("REPORT-NUMBER-UNKNOWN", "这里写 %s，数据里没有可以核对的", "this says %s; the data have nothing to hold it against").With(x.Written),
					diag.T("请对照材料核对", "check it against its source"))
			}
		}
	}
	notes.Sort()
	return notes
}
