// Package draft writes the skeleton of a year's work summary.
//
// In come the catalog, its figures and a year; out comes a report as a content
// file, in the four customary parts: leadership and organisation, what was done,
// what came of it, problems and next steps. Every figure in it is a directive
// ({{ figure … }}), so that it goes on agreeing with the records while they are
// completed; charts and tables stand where they help. What the records show to be
// missing is named: counties without an activity, bases that reported nothing,
// titles about to expire. What no record knows is marked 待补, and check warns
// about each such place until it is written.
//
// The draft says nothing that the records don't say: no praise, no causes, no plans. It is
// made of any year of the figures and refuses none; where it goes, and that nothing is
// written over, is its caller's business. work.go has the second and third part, problems.go the fourth, attention.go what it says of the counties.
package draft

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/numerals"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// Path returns the path in content/ of the draft of a year.
func Path(year int) string { return fmt.Sprintf("reports/%d-work-summary.md", year) }

// Report returns the draft of a year's summary. f must be the figures of cat, and
// the year one of its years.
func Report(cat *catalog.Catalog, f *figures.Figures, year int) string {
	w := &writer{cat: cat, f: f, year: year}
	w.front()
	w.opening()
	w.organisation()
	w.work()
	w.results()
	w.problems()
	return w.b.String()
}

type writer struct {
	cat      *catalog.Catalog
	f        *figures.Figures
	year     int
	b        strings.Builder
	part     int // 一、二、… written so far
	subparts int // （一）（二）… written in this part
}

// para writes a paragraph, or a directive on its own.
func (w *writer) para(text string) { w.b.WriteString(text + "\n\n") }

func (w *writer) paraf(format string, args ...any) { w.para(fmt.Sprintf(format, args...)) }

// missing marks a place where somebody has to write.
func (w *writer) missing(what string) { w.para(source.Unfinished + "：" + what + "。") }

func (w *writer) heading(text string) {
	w.part++
	w.subparts = 0
	w.paraf("## %s、%s", numerals.Write(int64(w.part)), text)
}

func (w *writer) subheading(text string) {
	w.subparts++
	w.paraf("### （%s）%s", numerals.Write(int64(w.subparts)), escape(text))
}

// escape takes the meaning from characters that Markdown gives one.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>#|~&!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// figure is a directive for a number with its unit; filter is "" or further words.
func (w *writer) figure(m measure.Measure, year int, filter string) string {
	return fmt.Sprintf("{{ figure %s year=%d%s unit }}", m.Key(), year, filter)
}

// filter is one key of a directive.
func filter(key string, name, id string) string {
	if name == "" || strings.ContainsAny(name, " \t\u3000\"“”={}") {
		name = id
	}
	return " " + key + "=" + name
}

// row is a figure of a year, as it is now: it decides what is worth a sentence.
func (w *writer) row(m measure.Measure, year int) figures.Row {
	r, _ := w.f.Get(year, m, figures.All, "")
	return r
}

func (w *writer) front() {
	fmt.Fprintf(&w.b, "+++\ntitle  = %s\nyear   = %d\nkind   = \"工作总结\"\nauthor = %s\ndraft  = true   # 还是草稿，不会发布；写好以后删去这一行\n+++\n\n",
		tomldoc.Quote(fmt.Sprintf("%s%d年工作总结", w.cat.Site.Title, w.year)), w.year, tomldoc.Quote(w.cat.Site.Organiser.Name))
	w.para(`<!-- 这份草稿是照记录写出来的。两个花括号里的数字、图表和清单都从记录里取，
记录补全了，数字会跟着变，所以不要改成手写的数。要补写的地方都有记号，
kepu check 会一处一处列出来。这段话不会显示在网页上。 -->`)
}

// opening is the year in one paragraph.
func (w *writer) opening() {
	y := w.year
	var parts []string
	if w.row(measure.Activities, y).Value > 0 {
		parts = append(parts, "举办面向公众的科普活动"+w.figure(measure.Activities, y, ""))
		if w.row(measure.Participants, y).Known {
			parts = append(parts, "参加"+w.figure(measure.Participants, y, ""))
		}
		if w.row(measure.Online, y).Known {
			parts = append(parts, "线上"+w.figure(measure.Online, y, ""))
		}
	} else {
		parts = append(parts, "没有面向公众的科普活动的记录")
	}
	text := fmt.Sprintf("%d年，%s。", y, strings.Join(parts, "，"))
	if r := w.row(measure.InForce, y); r.Known && r.Entries > 0 {
		text += "到年末，在册科普教育基地" + w.figure(measure.InForce, y, "") + "。"
	}
	w.para(text)
	w.missing("一年工作的总体情况，两三句话")
}

// organisation is the first part: who led, who was named.
func (w *writer) organisation() {
	w.heading("组织领导和基地管理")
	w.subheading("组织领导")
	w.missing("领导机构和分工，印发的文件（文号用〔〕），召开的会议，安排的经费")
	w.subheading("基地的命名和管理")
	w.namings()
	w.revocations()
	switch r := w.row(measure.InForce, w.year); {
	case r.Known && r.Entries > 0:
		w.paraf("到%d年年末，各级在册基地如下。", w.year)
		w.paraf("{{ table in_force by=level year=%d }}", w.year)
	case r.Entries > 0:
		w.missing(fmt.Sprintf("到%d年年末还在册的基地有多少家：没有查到命名的有效期", w.year))
	}
	if w.ratings() {
		w.missing("考核的办法、文号和对结果的运用；对基地的培训、检查和经费支持")
	} else {
		w.missing("对基地的培训、检查、考核和经费支持")
	}
}

// namings tells who was named in the year, by level.
func (w *writer) namings() {
	any := false
	for _, l := range w.cat.Levels {
		r, _ := w.f.Get(w.year, measure.Designated, figures.ByLevel, l.ID)
		if r.NoRecords {
			continue
		}
		any = true
		if !r.Known {
			w.missing(fmt.Sprintf("%d年命名的%s基地有多少家、是哪些：没有查到", w.year, l.Name))
			continue
		}
		level := filter("level", l.Name, l.ID)
		w.paraf("%s，命名%s科普教育基地%s。", w.namingDate(l), escape(l.Name), w.figure(measure.Designated, w.year, level))
		if w.hasPages(l) {
			w.paraf("{{ bases%s named=%d }}", level, w.year)
		}
	}
	if !any {
		w.paraf("%d年没有命名新的基地的记录。", w.year)
	}
}

// namingDate is the date of the level's namings in the year, as exact as all of them are.
func (w *writer) namingDate(l *catalog.Level) string {
	var dates []date.Date
	for _, d := range w.cat.Designations {
		if d.Level == l && int(d.Date.Year) == w.year && !slices.Contains(dates, d.Date) {
			dates = append(dates, d.Date)
		}
	}
	if len(dates) == 1 {
		return dates[0].Chinese()
	}
	return fmt.Sprintf("%d年", w.year)
}

func (w *writer) hasPages(l *catalog.Level) bool {
	return slices.ContainsFunc(w.cat.Designations, func(d *catalog.Designation) bool {
		return d.Level == l && int(d.Date.Year) == w.year && len(d.Bases) > 0
	})
}

func (w *writer) revocations() {
	for _, l := range w.cat.Levels {
		if r, _ := w.f.Get(w.year, measure.Revoked, figures.ByLevel, l.ID); r.Value > 0 {
			w.paraf("撤销%s科普教育基地%s。", escape(l.Name), w.figure(measure.Revoked, w.year, filter("level", l.Name, l.ID)))
		}
	}
}
