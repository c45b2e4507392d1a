package source

import (
	"fmt"
	"regexp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// articlePage is an article while its file is read: with its id.
type articlePage struct {
	Article
	id     string
	idSpan Span
}

// readArticle reads a file of reports/, notices/ or pages/.
func readArticle(p *Parsed) *Article {
	r := newReader(p)
	t, body, ok := r.page()
	if !ok {
		return nil
	}
	var a articlePage
	fill(r, t, &a, articleKeys)
	a.Body, a.TitleKey, a.Sum, a.Facts = body, pinyinKey(a.Title), p.Sum, r.facts
	a.AliasRoom = r.aliasRoom(t, "title")
	if p.Section == ReportFile || p.Section == NoticeFile {
		r.checkNumbering(body)
	}
	p.pageID(a.id, a.idSpan)
	r.require(t, span(0, len(fence)), "title", diag.T(`title = "标题"`, `title = "…"`))
	return &a.Article
}

var articleKeys = []key[articlePage]{
	custom("id", tomldoc.Text, func(r *reader, a *articlePage, f *tomldoc.Field) { a.id, a.idSpan = r.id(f), valueSpan(f) }),
	custom("title", tomldoc.Text, func(r *reader, a *articlePage, f *tomldoc.Field) { a.Title = r.name(f) }),
	when("date", func(a *articlePage) *When { return &a.Date }),
	custom("time", tomldoc.Text, func(r *reader, a *articlePage, f *tomldoc.Field) { a.Time = r.clock(f) }),
	custom("year", tomldoc.Number, func(r *reader, a *articlePage, f *tomldoc.Field) { a.Years = r.years(f) }),
	text("kind", func(a *articlePage) *string { return &a.Kind }),
	text("author", func(a *articlePage) *string { return &a.Author }),
	text("source", func(a *articlePage) *string { return &a.Source }),
	custom("document", tomldoc.Text, func(r *reader, a *articlePage, f *tomldoc.Field) { a.Document = r.documentNumber(f) }),
	text("summary", func(a *articlePage) *string { return &a.Summary }),
	refs("bases", func(a *articlePage) *[]Ref { return &a.Bases }),
	refs("attachments", func(a *articlePage) *[]Ref { return &a.Attachments }),
	flag("draft", func(a *articlePage) *bool { return &a.Draft }),
	custom("aliases", tomldoc.Texts, func(r *reader, a *articlePage, f *tomldoc.Field) { a.Aliases = r.aliases(f) }),
	custom("order", tomldoc.Number, func(r *reader, a *articlePage, f *tomldoc.Field) {
		n, _ := r.whole(f)
		a.Order = int(min(n, 1<<20))
	}),
}

// wrongBrackets is a year in other brackets than those of a document's number.
var wrongBrackets = regexp.MustCompile(`[\[【（(［]((?:19|20)[0-9]{2})[\]】）)］]`)

// documentNumber reads a 文号, in which the year stands in 〔〕 (GB/T 9704-2012, 7.2.5).
func (r *reader) documentNumber(f *tomldoc.Field) string {
	s := r.text(f)
	if m := wrongBrackets.FindStringSubmatch(s); m != nil {
		p := r.ps.Warn(valueSpan(f).In(r.file), diag.M("REPORT-DOCUMENT-BRACKET", "文号里的年份用了别的括号：%s", "the year of a document's number stands in other brackets: %s").With(m[0]),
			diag.T("请写成 〔%s〕", "write 〔%s〕").With(m[1]))
		if v := &f.Value; v.Plain {
			at := v.From + strings.Index(v.Text, m[0])
			p.By(diag.Replace(at, at+len(m[0]), "〔"+m[1]+"〕"))
		}
	}
	return s
}

// years reads the year or the first and last year that a report covers.
func (r *reader) years(f *tomldoc.Field) [2]int {
	v := &f.Value
	if v.Kind != tomldoc.Array {
		y := r.year(f.Key, v)
		return [2]int{y, y}
	}
	if len(v.Items) != 2 {
		r.wrong(v, diag.M("YEAR-SPAN", "year 写一年，或写起止两年", "year is one year, or the first and the last"), diag.T("例如 year = [2015, 2017]", "such as year = [2015, 2017]"))
		return [2]int{}
	}
	first, last := r.year(f.Key, &v.Items[0]), r.year(f.Key, &v.Items[1])
	if first != 0 && last != 0 && last < first {
		r.wrong(v, diag.M("YEAR-ORDER", "起止年份写反了", "the years stand the wrong way round"), diag.T("请改为 [%d, %d]", "write [%d, %d]").With(last, first)).By(replaceValue(v, fmt.Sprintf("[%d, %d]", last, first)))
		return [2]int{last, first}
	}
	return [2]int{first, last}
}
