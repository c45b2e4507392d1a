package source

import (
	"path"
	"regexp"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// Published is an address at which a page was published: a line of addresses.txt.
type Published struct {
	Address string
	Name    string // what the page was called; "" of one that is about no single thing
	Line    int    // 1-based
}

// String returns the line, as ReadPublished reads it.
func (p Published) String() string {
	if p.Name == "" {
		return p.Address
	}
	return p.Address + "  " + p.Name
}

// pageAddress is the form of the address of any page of a site.
var pageAddress = regexp.MustCompile(`^[a-z0-9][a-z0-9_/-]*\.html$`)

// IsPage reports whether s can be the address of a page of a site.
func IsPage(s string) bool { return pageAddress.MatchString(s) && path.Clean(s) == s }

// ReadPublished reads the lines of addresses.txt: an address and, after blanks, the page's name. Lines that are empty or
// begin with # are for people. What is no address is given to wrong, with its offset.
func ReadPublished(text string, wrong func(start, end int)) []Published {
	var list []Published
	at, n := 0, 0
	for line := range strings.Lines(text) {
		start := at
		at, n = at+len(line), n+1
		body := strings.TrimSpace(line)
		if body == "" || body[0] == '#' {
			continue
		}
		address, name := body, ""
		if i := strings.IndexAny(body, " \t\u3000"); i >= 0 {
			address, name = body[:i], strings.Trim(body[i:], " \t\u3000")
		}
		if !IsPage(address) {
			from := start + strings.Index(line, body)
			wrong(from, from+len(address))
			continue
		}
		list = append(list, Published{address, name, n})
	}
	return list
}

// readPublished reads addresses.txt.
func readPublished(p *Parsed) []Published {
	return ReadPublished(p.File.Text, func(start, end int) {
		p.Problems.Error(p.File.Place(start, end), diag.M("ADDRESS-LINE", "这不是网址：%s", "this is not an address: %s").With(diag.Clip(p.File.Text[start:end], 40)),
			diag.T("这个文件由程序写，不用改；每行一个网址，空格后面是标题，例如 bases/xiping-weather.html  西平县气象局；kepu restore addresses.txt 可以恢复",
				"the program writes this file; a line is an address, and after a blank the page's title, such as bases/xiping-weather.html  Xiping weather station; kepu restore addresses.txt brings it back"))
	})
}

// Moved is a [[moved]] of site.toml: what becomes of an old address.
type Moved struct {
	Old, To     string // addresses of pages
	Gone        string // in place of To: why nothing is there any more
	OldAt, ToAt diag.Place
}

var movedKeys = []key[Moved]{
	custom("old", tomldoc.Text, func(r *reader, m *Moved, f *tomldoc.Field) {
		m.Old, m.OldAt = r.pageAddress(f), valueSpan(f).In(r.file)
	}),
	custom("to", tomldoc.Text, func(r *reader, m *Moved, f *tomldoc.Field) { m.To, m.ToAt = r.pageAddress(f), valueSpan(f).In(r.file) }),
	text("gone", func(m *Moved) *string { return &m.Gone }),
}

// pageAddress reads the address of a page of the site.
func (r *reader) pageAddress(f *tomldoc.Field) string {
	s := r.text(f)
	if s == "" {
		return ""
	}
	s = strings.TrimPrefix(s, "/")
	if !IsPage(s) {
		r.wrong(&f.Value, diag.M("MOVED-ADDRESS", "网址写得不对：%s", "the address is not right: %s").With(s),
			diag.T(`写网站里的路径，以 .html 结尾，例如 "bases/xiping-weather.html"`, `write a path in the site that ends in .html, such as "bases/xiping-weather.html"`))
		return ""
	}
	return s
}

func requireMoved(r *reader, t *tomldoc.Table, m *Moved) {
	at := span(t.Start, t.End)
	r.require(t, at, "old", diag.T(`old = "bases/old.html"（原来的网址）`, `old = "bases/old.html" (the old address)`))
	mend := diag.T(`搬到了别处就写 to = "bases/new.html"，没有了就写 gone = "原因"`, `write to = "bases/new.html" where it has moved, gone = "the reason" where nothing is there any more`)
	to, gone := t.Field("to"), t.Field("gone")
	switch {
	case to == nil && gone == nil:
		r.ps.Error(at.In(r.file), diag.M("MOVED-WHERE", "没有写这个旧网址的去向", "what becomes of the old address is not written"), mend)
	case to != nil && gone != nil:
		r.ps.Error(valueSpan(gone).In(r.file), diag.M("MOVED-BOTH", "to 和 gone 只写一个", "to and gone do not go together"), mend)
	case gone != nil && m.Gone == "" && gone.Value.Kind == tomldoc.String:
		r.wrong(&gone.Value, diag.M("MOVED-GONE-EMPTY", "gone 是空的", "gone is empty"), diag.T(`写给读者看的原因，例如 gone = "展馆已经拆除"`, `write the reason, for readers: gone = "the hall was pulled down"`))
	}
}
