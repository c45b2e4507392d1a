package site_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"kepu/generator/site"
)

// linkedData returns the things that a page tells programs of.
func linkedData(t *testing.T, name, text string) []map[string]any {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]any
	for n := range root.Descendants() {
		if n.Data != "script" || attribute(n, "type") != "application/ld+json" {
			continue
		}
		var thing map[string]any
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &thing); err != nil {
			t.Errorf("%s: %v: %s", name, err, n.FirstChild.Data)
		}
		out = append(out, thing)
	}
	return out
}

// required are the properties that those who read a type ask for (schema.org, developers.google.com/search/docs/appearance/structured-data).
var required = map[string][]string{
	"BreadcrumbList": {"itemListElement"}, "ListItem": {"position", "name", "item"},
	"Place": {"name"}, "Museum": {"name", "address"}, "Library": {"name", "address"}, "Aquarium": {"name", "address"}, "Zoo": {"name", "address"}, "School": {"name", "address"},
	"PostalAddress": {"addressCountry"}, "GeoCoordinates": {"latitude", "longitude"}, "OpeningHoursSpecification": {"dayOfWeek", "opens", "closes"},
	"Event": {"name", "startDate", "eventStatus", "url"}, "Organization": {"name"},
	"Dataset": {"name", "description", "url", "distribution"}, "DataDownload": {"contentUrl", "encodingFormat"},
}

// checkThing holds a thing and what is in it to its type.
func checkThing(t *testing.T, name string, thing map[string]any, seen map[string]int) {
	t.Helper()
	kind, _ := thing["@type"].(string)
	want, known := required[kind]
	if !known {
		t.Errorf("%s: a thing of type %q", name, kind)
	}
	seen[kind]++
	for _, key := range want {
		if v, ok := thing[key]; !ok || v == "" {
			t.Errorf("%s: a %s without %s: %v", name, kind, key, thing)
		}
	}
	for key, value := range thing {
		switch key {
		case "startDate", "endDate", "dateModified":
			s := value.(string)
			if _, err := time.Parse("2006-01-02", s); err != nil {
				if _, err = time.Parse(time.RFC3339, s); err != nil {
					t.Errorf("%s: %s is %q", name, key, s)
				}
			}
		case "url", "item", "contentUrl", "image", "@id":
			if !strings.HasPrefix(value.(string), "https://kepu.example.org/shili/") {
				t.Errorf("%s: %s is %q", name, key, value)
			}
		case "eventStatus":
			if !slices.Contains([]any{"https://schema.org/EventScheduled", "https://schema.org/EventPostponed", "https://schema.org/EventCancelled"}, value) {
				t.Errorf("%s: %v", name, value)
			}
		}
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for _, x := range list {
			if inner, ok := x.(map[string]any); ok {
				checkThing(t, name, inner, seen)
			}
		}
	}
}

// exampleCity is the example with what programs may be told of besides.
func exampleCity(t *testing.T) (*site.Site, map[string]string) {
	t.Helper()
	content := example(t)
	content["activities/zzz.toml"] = &fstest.MapFile{Mode: 0o644, Data: []byte(strings.Join([]string{
		"[[activity]]\ndate = 2030-05-02\nuntil = 2030-05-04\ntitle = \"虚构的营</script>\"\nbase = \"示例科技馆\"\nstatus = \"planned\"\ntime = \"09:30-24:00\"\nsummary = \"话<!--\"\n",
		"[[activity]]\ndate = 2030-05-03\ntitle = \"虚构的课\"\nplace = \"河边\"\nstatus = \"cancelled\"\n",
	}, ""))}
	content["bases/zzz.md"] = &fstest.MapFile{Mode: 0o644, Data: []byte("+++\nname = \"虚构纪念馆\"\ncounty = \"甲县\"\nphone = \"0000-1234567\"\nfree = true\nclosed = [\"除夕\"]\nhours = [{days = \"周二-周日\", open = \"09:00\", close = \"17:00\"}]\n+++\n话。\n")}
	s, ps := makeSite(t, content)
	if s == nil {
		t.Fatal(ps)
	}
	files := map[string]string{}
	for _, name := range s.Files() {
		if !strings.Contains(name, "assets/") {
			data, err := fs.ReadFile(s, name)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = string(data)
		}
	}
	return s, files
}

func TestWhatPagesTellProgramsHasWhatItsTypeAsksFor(t *testing.T) {
	_, files := exampleCity(t)
	seen := map[string]int{}
	for name, text := range files {
		if strings.HasSuffix(name, ".html") {
			for _, thing := range linkedData(t, name, text) {
				if thing["@context"] != "https://schema.org" {
					t.Errorf("%s: %v", name, thing["@context"])
				}
				checkThing(t, name, thing, seen)
			}
		}
	}
	for _, kind := range []string{"BreadcrumbList", "Place", "Museum", "PostalAddress", "OpeningHoursSpecification", "Event", "Organization", "Dataset", "DataDownload"} {
		if seen[kind] == 0 {
			t.Errorf("no page tells of a %s", kind)
		}
	}
	for _, thing := range linkedData(t, "zzz", files["bases/zzz.html"]) {
		if thing["@type"] == "Museum" && (thing["isAccessibleForFree"] != true || thing["telephone"] != "0000-1234567" || fmt.Sprint(thing["openingHoursSpecification"]) != "[map[@type:OpeningHoursSpecification closes:17:00 dayOfWeek:[Tuesday Wednesday Thursday Friday Saturday Sunday] opens:09:00]]") {
			t.Errorf("%v", thing)
		}
	}
	var events []string
	for _, thing := range linkedData(t, "activities", files["activities/index.html"]) {
		if thing["@type"] == "Event" {
			end, _ := thing["endDate"].(string)
			events = append(events, thing["name"].(string)+" "+thing["startDate"].(string)+" "+end+" "+strings.TrimPrefix(thing["eventStatus"].(string), "https://schema.org/"))
		}
	}
	want := []string{"延期的活动 2019-05-01T09:30:00+08:00  EventPostponed", "虚构的营</script> 2030-05-02T09:30:00+08:00 2030-05-05T00:00:00+08:00 EventScheduled", "虚构的课 2030-05-03  EventCancelled"}
	if !slices.Equal(events, want) {
		t.Errorf("%q, want %q", events, want)
	}
}

// TestTheListOfPagesHasThoseThatPagesLeadTo holds sitemap.xml against the files.
func TestTheListOfPagesHasThoseThatPagesLeadTo(t *testing.T) {
	_, files := exampleCity(t)
	const base = "https://kepu.example.org/shili/"
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URL     []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &set); err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, u := range set.URL {
		name, ok := strings.CutPrefix(u.Loc, base)
		if text := files[name]; !ok || !strings.HasSuffix(name, ".html") || !strings.Contains(text, `<link rel="canonical" href="`+u.Loc+`">`) {
			t.Errorf("%s is listed", u.Loc)
		}
		listed[name] = u.LastMod
	}
	for name, text := range files {
		if _, ok := listed[name]; strings.HasSuffix(name, ".html") && !ok && name != "404.html" && name != "search.html" && strings.Contains(text, `<link rel="canonical" href="`+base+name+`">`) {
			t.Errorf("%s is not listed", name)
		}
	}
	if !strings.Contains(files["robots.txt"], "\nSitemap: "+base+"sitemap.xml\n") {
		t.Errorf("%q", files["robots.txt"])
	}
}

func TestFeedsTellWhatIsNewAndLeadThere(t *testing.T) {
	_, files := exampleCity(t)
	const base = "https://kepu.example.org/shili/"
	type link struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	feeds := 0
	for name, text := range files {
		if name != "feed.xml" && !(strings.HasPrefix(name, "counties/") && strings.HasSuffix(name, ".xml")) {
			continue
		}
		feeds++
		var f struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      string   `xml:"id"`
			Updated string   `xml:"updated"`
			Links   []link   `xml:"link"`
			Entries []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Updated string `xml:"updated"`
				Link    link   `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal([]byte(text), &f); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if f.ID != base+name || len(f.Links) != 2 || f.Links[0] != (link{"self", base + name}) {
			t.Errorf("%s: %s, %v", name, f.ID, f.Links)
		}
		ids := map[string]bool{}
		for _, e := range f.Entries {
			if ids[e.ID] || e.Title == "" {
				t.Errorf("%s: %s stands twice", name, e.ID)
			}
			ids[e.ID] = true
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Updated > f.Updated {
				t.Errorf("%s: %s was updated %s", name, e.ID, e.Updated)
			}
			page, part, _ := strings.Cut(strings.TrimPrefix(e.Link.Href, base), "#")
			if text, ok := files[page]; !ok || part != "" && !strings.Contains(text, `id="`+part+`"`) {
				t.Errorf("%s: %s leads nowhere", name, e.Link.Href)
			}
		}
		if name == "feed.xml" && len(f.Entries) < 10 {
			t.Errorf("%d entries", len(f.Entries))
		}
		if page := strings.TrimSuffix(name, ".xml") + ".html"; name != "feed.xml" && !strings.Contains(files[page], `type="application/atom+xml"`) {
			t.Errorf("%s does not lead to its feed", page)
		}
	}
	if feeds < 2 {
		t.Errorf("%d feeds", feeds)
	}
}
