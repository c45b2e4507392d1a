package pages

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/markdown"
	"kepu/generator/pinyin"
	"kepu/generator/source"
)

// All addresses of the site. Each is a path from the site's root; link makes it
// relative to a page.

const (
	homeAddress       = "index.html"
	directoryAddress  = "bases/index.html"
	activitiesAddress = "activities/index.html"
	mapAddress        = "map.html"
	groundAddress     = "assets/map/ground.svg"
	statisticsAddress = "statistics/index.html"
	statisticsCSV     = "data/statistics.csv"
	basesByYear       = "data/bases-by-year.csv"
	statisticsBook    = "data/statistics.xlsx"
)

func baseAddress(b *catalog.Base) string     { return baseIDAddress(b.ID) }
func baseIDAddress(id string) string         { return "bases/" + id + ".html" }
func countyAddress(c *catalog.County) string { return "counties/" + c.ID + ".html" }
func statisticsYearAddress(year int) string  { return "statistics/" + strconv.Itoa(year) + ".html" }
func yearAddress(year int) string            { return "activities/" + strconv.Itoa(year) + ".html" }

// yearPartAddress returns the address of the n-th page, from 1, of a year's month; 0 is no month.
func yearPartAddress(year, month, n int) string {
	name := fmt.Sprintf("activities/%d-%02d", year, month)
	if n > 1 {
		name += "-" + strconv.Itoa(n)
	}
	return name + ".html"
}

// sectionAddress returns the address of the list of a section.
func sectionAddress(s catalog.Section) string {
	return [...]string{catalog.Reports: "reports/index.html", catalog.Notices: "notices/index.html", catalog.Pages: homeAddress}[s]
}

func articleAddress(a *catalog.Article) string {
	if a.Section == catalog.Pages {
		return a.ID + ".html"
	}
	return path.Dir(sectionAddress(a.Section)) + "/" + a.ID + ".html"
}

// assetAddress gives a file its name and the beginning of its sum, so that two
// pictures of one name don't meet and a changed one is fetched anew.
func assetAddress(a *source.Asset) string {
	name := path.Base(a.Path)
	ext := strings.ToLower(path.Ext(name))
	slug := pinyin.Slug(strings.TrimSuffix(name, path.Ext(name)), "-")
	slug = strings.Trim(slug[:min(len(slug), 40)], "-")
	if slug == "" {
		slug = "file"
	}
	return "assets/files/" + slug + "-" + a.Sum[:8] + ext
}

// root returns the way from the page at p to the site's root: "", "../" …
func root(p string) string {
	switch n := strings.Count(p, "/"); n {
	case 0:
		return ""
	case 1:
		return "../"
	default:
		return strings.Repeat("../", n)
	}
}

// link returns the address to as it is written on the page at from.
func link(from, to string) string {
	if dir := from[:strings.LastIndexByte(from, '/')+1]; dir != "" && strings.HasPrefix(to, dir) && !strings.Contains(to[len(dir):], "/") {
		return to[len(dir):]
	}
	return root(from) + to
}

// resolver returns what Doc.HTML needs to write the links of the text that
// stands in the content file source and is shown on the page at.
func (m *maker) resolver(at, source string) func(markdown.Link) string {
	return func(l markdown.Link) string {
		t, _ := m.c.Resolve(source, l)
		switch {
		case l.Path == "":
			return t.Fragment(l.Fragment)
		case t.Base != nil:
			return link(at, baseAddress(t.Base)) + t.Fragment(l.Fragment)
		case t.Article != nil:
			return link(at, articleAddress(t.Article)) + t.Fragment(l.Fragment)
		case t.Asset != nil:
			return link(at, assetAddress(t.Asset))
		}
		return "" // Link has reported it, and such a site is not shown
	}
}

// anchor returns the id of an activity on its year's page: its date, and a number where
// several have the same. Those of one date stand in the order of the logs, so one
// written after them renames none.
func anchor(a *catalog.Activity) string {
	id := "a" + strings.ReplaceAll(a.Date.String(), "-", "")
	if a.OrdinalOnDate > 1 {
		id += "-" + strconv.Itoa(int(a.OrdinalOnDate))
	}
	return id
}
