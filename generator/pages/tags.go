package pages

import (
	"net/url"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/markdown"
	"kepu/generator/view"
)

// The tags of 政府网站发展指引 (国办发〔2017〕47号, 网页设计规范, 网页标签): every page has those of its site, a page that lists
// others those of a column too, an article its own. What is not written is left out, never made up, and whoever signs
// the site (package signoff) is told what is missing. Description is the frame's: names of <meta> are the same
// in whatever case, and a page has one.

// meta makes tags from pairs of name and content; those without content are left out.
func meta(pairs ...string) []view.Meta {
	var out []view.Meta
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, view.Meta{Name: pairs[i], Content: pairs[i+1]})
		}
	}
	return out
}

// siteTags are those of every page.
func (m *maker) siteTags() []view.Meta {
	r := &m.c.Site.Registration
	return meta("SiteName", m.c.Site.Title, "SiteDomain", r.SiteDomain, "SiteIDCode", r.SiteIDCode)
}

// column makes the frame of a page that lists others, with the tags of one.
func (m *maker) column(p, title, description string, crumbs ...view.Link) view.Frame {
	f := m.frame(p, title, description, crumbs...)
	f.Meta = append(f.Meta, meta("ColumnName", title, "ColumnDescription", description, "ColumnKeywords", columnKeywords(title, crumbs), "ColumnType", columnType(p))...)
	return f
}

// columnKeywords are the column's name, and those of the columns that it stands in.
func columnKeywords(title string, crumbs []view.Link) string {
	words := []string{title}
	for _, c := range crumbs {
		words = append(words, c.Name)
	}
	return strings.Join(words, ",")
}

// columnTypes are what sort of column the pages of a folder are; all others are 信息公开.
var columnTypes = []struct{ below, kind string }{
	{"notices/", "通知公告"},
	{"activities/", "工作动态"},
	{"statistics/", "数据发布"},
}

func columnType(p string) string {
	for _, t := range columnTypes {
		if strings.HasPrefix(p, t.below) {
			return t.kind
		}
	}
	return "信息公开"
}

// articleTags are those of a report or a notice, besides its site's.
func (m *maker) articleTags(a *catalog.Article, canonical string) []view.Meta {
	return meta("ArticleTitle", a.Title, "PubDate", pubDate(a), "ContentSource", a.Source,
		"Keywords", articleKeywords(a), "Author", a.Author, "Image", m.firstPicture(a), "Url", canonical)
}

// pubDate is the day of an article and its time where it is written, in the guideline's form (yyyy-MM-dd HH:mm). A day whose time nobody wrote
// stands alone: midnight would be made up. A month or a year is no day of publication.
func pubDate(a *catalog.Article) string {
	if a.Date.Day == 0 {
		return ""
	}
	if a.Time == "" {
		return a.Date.String()
	}
	return a.Date.String() + " " + a.Time
}

// articleKeywords are the sort of text and the bases that it says it is about.
func articleKeywords(a *catalog.Article) string {
	const most = 8 // of a summary of the whole city all bases may be named
	var words []string
	if a.Kind != "" {
		words = append(words, a.Kind)
	}
	for _, b := range a.Bases[:min(len(a.Bases), most)] {
		words = append(words, b.Name)
	}
	return strings.Join(words, ",")
}

// firstPicture is the address of the first picture of a text on the web; "" where there is none, or no address is known.
func (m *maker) firstPicture(a *catalog.Article) string {
	if m.c.Site.BaseURL == "" {
		return ""
	}
	var first *markdown.Link
	for i := range a.Body.Links {
		if l := &a.Body.Links[i]; l.Image {
			first = l
			break
		}
	}
	if first == nil {
		return ""
	}
	t, _ := m.c.Resolve(a.Path, *first)
	if t.Asset == nil {
		return ""
	}
	return m.c.Site.BaseURL + address.Asset(t.Asset)
}

// correctionURL is where a visitor reports a mistake on the page at p: the office that takes such reports for all sites (找错), where
// site.toml names it, with the site's code and the page's address; else the form, which says how the organiser is reached.
func (m *maker) correctionURL(p string) string {
	s := &m.c.Site
	if to := s.Registration.CorrectionURL; to != "" {
		q := url.Values{}
		if code := s.Registration.SiteIDCode; code != "" {
			q.Set("site_code", code)
		}
		if s.BaseURL != "" {
			q.Set("url", s.BaseURL+p)
		}
		if len(q) == 0 {
			return to
		}
		sign := "?"
		if strings.Contains(to, "?") {
			sign = "&"
		}
		return to + sign + q.Encode()
	}
	return formURL(p)
}
