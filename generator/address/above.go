package address

import (
	"path"
	"regexp"
	"strings"
)

// Single reports whether the page at an address is about one thing of content/: a base, a county, a report,
// a notice, a route or a free page. Only people know what has become of it when it is gone.
func Single(p string) bool {
	dir, file := path.Split(p)
	switch dir {
	case "bases/", "counties/", "reports/", "notices/", "routes/":
		return file != "index.html"
	case "":
		return !alone[p]
	}
	return false
}

// alone are the pages in the site's root that are no free pages.
var alone = map[string]bool{Home: true, NotFound: true, Search: true, Map: true, Titles: true, Exchange: true, Booklet: true, Offline: true, Correction: true, Data: true, SiteMap: true, FoldMap: true}

// Above returns the address of the page that has what the page at p had, as far as any has when p is gone because
// the records are others: a year's for a month's, a list for one of its parts, a base's for its poster. It may
// not be there either; at the end of the way stands Home.
func Above(p string) string {
	dir, file := path.Split(p)
	name := strings.TrimSuffix(file, ".html")
	switch dir {
	case "activities/":
		if year, _, part := strings.Cut(name, "-"); part {
			return dir + year + ".html"
		}
	case "posters/":
		if day := planDay.FindStringSubmatch(name); day != nil {
			return "activities/" + day[1] + ".html"
		}
		return "bases/" + file
	case "booklets/":
		county, _, _ := strings.Cut(name, "_")
		return "counties/" + county + ".html"
	case "briefs/":
		switch {
		case file == "index.html":
			return Statistics
		case fourDigits.MatchString(name):
			return CityBrief
		}
		return "counties/" + file
	case "titles/":
		return Titles
	case "exchange/":
		return Exchange
	case "counties/":
		return Directory
	case "":
		switch p {
		case Map, Titles, Booklet, FoldMap:
			return Directory
		}
		return Home
	}
	if file == "index.html" {
		return Home
	}
	return dir + "index.html"
}

var (
	planDay    = regexp.MustCompile(`^plan_([0-9]{4})`)
	fourDigits = regexp.MustCompile(`^[0-9]{4}$`)
)
