package source

import (
	"slices"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// Text is a run of what readers see.
type Text struct {
	File  *Parsed
	Words string
	from  int // where it stands in the file; -1 where its places cannot be told apart
	whole diag.Place
}

// Place returns where the bytes of Words from start up to end stand.
func (t Text) Place(start, end int) diag.Place {
	if t.from < 0 {
		return t.whole
	}
	return t.File.File.Place(t.from+start, t.from+end)
}

// EachText visits what readers see of the files, in their order. Drafts are the paths of those that are not published.
func EachText(files []*Parsed, drafts []string, do func(Text)) {
	for _, p := range files {
		from, to := 0, len(p.File.Text)
		switch p.Section {
		case SiteFile, NamingFile, LogFile, RatingFile, ExchangeFile:
		case BaseFile, ReportFile, NoticeFile, PageFile, RouteFile:
			if slices.Contains(drafts, p.File.Path) {
				continue
			}
			var body int
			var ok bool
			if from, to, body, ok = FrontMatter(p.File); !ok {
				continue
			}
			values(p, from, to, do)
			do(Text{File: p, Words: p.File.Text[body:], from: body})
			continue
		default:
			continue
		}
		values(p, from, to, do)
	}
}

// values visits the texts among the values of a file's TOML.
func values(p *Parsed, from, to int, do func(Text)) {
	var ps diag.List
	var table func(t *tomldoc.Table)
	var value func(v *tomldoc.Value)
	value = func(v *tomldoc.Value) {
		switch v.Kind {
		case tomldoc.Inline:
			table(v.Table)
		case tomldoc.Array:
			for i := range v.Items {
				value(&v.Items[i])
			}
		case tomldoc.String:
			t := Text{File: p, Words: v.Text, from: -1, whole: p.File.Place(v.Start, v.End)}
			if v.Plain {
				t.from = v.From
			}
			do(t)
		}
	}
	table = func(t *tomldoc.Table) {
		for i := range t.Fields {
			value(&t.Fields[i].Value)
		}
	}
	table(Values(p.File, from, to, &ps))
}
