package rename

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/markdown"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// references returns what has to be written anew in a file: references by the old id,
// and links and file names that lead to what moves.
func (r *renaming) references(p *source.Parsed) ([]edit.Splice, error) {
	if p.File == nil {
		return nil, nil
	}
	c := &collector{renaming: r, p: p}
	c.values()
	for _, d := range texts(p) {
		for _, k := range d.Links {
			c.link(k)
		}
		for _, q := range d.Directives {
			for _, a := range q.Args {
				if (a.Key.Text == "base" || a.Key.Text == "基地") && a.Value.Text == r.old && p.File.Text[a.Value.Start:a.Value.End] == r.old {
					c.put(a.Value.Start, a.Value.End, r.id)
				}
			}
		}
	}
	if c.err != nil {
		return nil, c.err
	}
	slices.SortFunc(c.splices, func(a, b edit.Splice) int { return b.Start - a.Start })
	return slices.Compact(c.splices), nil
}

// texts returns the Markdown of a file.
func texts(p *source.Parsed) (docs []*markdown.Doc) {
	switch {
	case p.Base != nil:
		docs = append(docs, p.Base.Body)
	case p.Article != nil:
		docs = append(docs, p.Article.Body)
	case p.Route != nil:
		docs = append(docs, p.Route.Body)
	case p.Log != nil:
		for i := range p.Log.Activities {
			docs = append(docs, p.Log.Activities[i].Summary)
		}
	}
	return slices.DeleteFunc(docs, func(d *markdown.Doc) bool { return d == nil })
}

type collector struct {
	*renaming
	p       *source.Parsed
	splices []edit.Splice
	err     error
}

func (c *collector) put(start, end int, text string) {
	if c.p.File.Text[start:end] != text {
		c.splices = append(c.splices, edit.Splice{Start: start, End: end, New: text})
	}
}

// values looks at the file's TOML.
func (c *collector) values() {
	f := c.p.File
	from, to := 0, len(f.Text)
	switch c.p.Section {
	case source.BaseFile, source.ReportFile, source.NoticeFile, source.PageFile, source.RouteFile:
		var ok bool
		if from, to, _, ok = source.FrontMatter(f); !ok {
			return
		}
	case source.Boundaries, source.WaterFile, source.AddressFile, source.OtherFile, source.IgnoredFile, source.NoSection:
		return
	}
	var ps diag.List
	c.table(source.Values(f, from, to, &ps))
}

func (c *collector) table(t *tomldoc.Table) {
	for i := range t.Fields {
		c.value(t.Fields[i].Key, &t.Fields[i].Value)
	}
}

func (c *collector) value(key string, v *tomldoc.Value) {
	switch v.Kind {
	case tomldoc.Inline:
		c.table(v.Table)
	case tomldoc.Array:
		for i := range v.Items {
			c.value(key, &v.Items[i])
		}
	case tomldoc.String:
		switch key {
		case "base", "bases":
			if v.Text == c.old {
				c.text(v, c.id)
			}
		case "place": // of a tour's stop, which may be a base
			if v.Text == c.old && c.p.Section == source.ExchangeFile {
				c.text(v, c.id)
			}
		case "cover", "photos", "attachments", "file":
			if now := c.path(v.Text); now != v.Text {
				c.text(v, now)
			}
		}
	}
}

// text writes another text in the quotes of one that needs no escapes.
func (c *collector) text(v *tomldoc.Value, s string) {
	if v.Plain && !strings.ContainsAny(s, "\"'\\\n") {
		c.put(v.From, v.From+len(v.Text), s)
		return
	}
	c.put(v.Start, v.End, `"`+strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), `"`, `\"`)+`"`)
}

// path returns how a file or a page is named that was named written, in this file: as it is
// when neither of them moves.
func (c *collector) path(written string) string {
	name := markdown.Absolute(c.p.File.Path, written)
	to, is := c.moved[name]
	from := c.p.File.Path
	if !is {
		if now, moves := c.moved[from]; moves && markdown.Absolute(now, written) != name && !strings.HasPrefix(name, "../") {
			return "/" + name // what the page names from where it stood
		}
		return written
	}
	if now, moves := c.moved[from]; moves {
		from = now
	}
	if markdown.Absolute(from, written) == to {
		return written // both move, together
	}
	// The one part of the path that was the id is now the other.
	parts := strings.Split(written, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		was := parts[i]
		switch {
		case was == c.old:
			parts[i] = c.id
		case i == len(parts)-1 && was == c.old+path.Ext(was):
			parts[i] = c.id + path.Ext(was)
		default:
			continue
		}
		if now := strings.Join(parts, "/"); markdown.Absolute(from, now) == to {
			return now
		}
		parts[i] = was
	}
	return "/" + to
}

// link looks at a link of a text. Where its place is not that of the address alone, the address is
// looked for within.
func (c *collector) link(k markdown.Link) {
	if k.Path == "" {
		return
	}
	now := c.path(k.Path)
	if now == k.Path {
		return
	}
	text := c.p.File.Text[k.Start:k.End]
	if rest, ok := strings.CutPrefix(text, k.Path); ok && (rest == "" || rest[0] == '#' || rest[0] == '?') {
		c.put(k.Start, k.Start+len(k.Path), now)
		return
	}
	found := c.within(k.Start, k.End, k.Path, now)
	if !found {
		for _, m := range definition.FindAllStringSubmatchIndex(c.p.File.Text, -1) {
			found = c.within(m[2], m[3], k.Path, now) || found
		}
	}
	if !found && c.err == nil {
		line := c.p.File.LineOf(k.Start)
		c.err = &edit.Refused{Path: c.p.File.Path,
			What: diag.M("RENAME-LINK", "%s 第 %d 行链接到这一页，写法特别，不能自动改", "%s, line %d, links to the page in an unusual way that cannot be changed by itself").With(c.p.File.Path, line),
			Mend: diag.T("请先把链接写成 [文字](%s) 的样子", "write the link like [words](%s) first").With(k.Path)}
	}
}

// definition is a line that says where the links lead that name it: [x]: ../bases/a.md
var definition = regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:[ \t]*(\S+)`)

// within writes a path anew wherever it stands whole from start up to end.
func (c *collector) within(start, end int, path, now string) (found bool) {
	text := c.p.File.Text
	for at := start; ; {
		i := strings.Index(text[at:end], path)
		if i < 0 {
			return found
		}
		i += at
		at = i + len(path)
		if (i == start || !partOfPath(text[i-1])) && (at == end || !partOfPath(text[at])) {
			c.put(i, at, now)
			found = true
		}
	}
}

// partOfPath reports whether a byte goes on with a path.
func partOfPath(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || strings.IndexByte("-_./%", b) >= 0 || b >= 0x80
}
