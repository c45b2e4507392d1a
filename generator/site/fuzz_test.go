package site_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/site"
)

// FuzzSite puts any bytes into a log, a base page and a report. Whatever they are,
// there is no panic, and either errors that name the file with them, or a site
// whose every page is sound: no script, no event handler, no address of a scheme
// that is not allowed (as a browser's parser sees it, see checkPages).
func FuzzSite(f *testing.F) {
	for _, a := range readArchive(f, "testdata/example.txtar") {
		if strings.HasSuffix(a.name, ".toml") && strings.HasPrefix(a.name, "activities") {
			f.Add(a.text, "", "")
		} else if strings.HasPrefix(a.name, "bases/") {
			f.Add("", a.text, "")
		} else if strings.HasPrefix(a.name, "reports/") {
			f.Add("", "", a.text)
		}
	}
	hostile := []string{
		`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `]]>--><!--` + "\u2028" + `</script>`, `javascript:alert(1)`,
		`[x](javascript:alert(1))`, `![x](data:text/html,<script>)`, `<https://a.example"onclick=x>`, `{{.}}`, "`</code><script>`", "|a|\n|-|\n|<b onclick=x>|",
		"[^1]\n\n[^1]: <svg onload=x>", "&lt;script&gt;", "[x]: vbscript:1\n\n[x]", `</title></main></textarea><script>`, "\u202e\u0000",
	}
	for _, s := range hostile {
		quoted := strings.ReplaceAll(strings.ReplaceAll(s, `'''`, ""), "\x00", "")
		f.Add("[[activity]]\ndate = 2016-01-01\ntitle = '''"+quoted+"'''\nsummary = '''"+quoted+"'''\nplace = '''"+quoted+"'''\nlink = '''https://a.example/"+quoted+"'''\nregister = '''"+quoted+"'''\nform = '''"+quoted+"'''\n",
			"+++\nname = '''"+quoted+"'''\ncounty = '''"+quoted+"'''\nkind = '''"+quoted+"'''\nwebsite = '''https://a.example/"+quoted+"'''\nphone = '''"+quoted+"'''\nbooking = '''"+quoted+"'''\nclosed = ['''"+quoted+"''']\nsummary = '''"+quoted+"'''\n+++\n"+s+"\n",
			"+++\ntitle = '''"+quoted+"'''\nsource = '''"+quoted+"'''\nauthor = '''"+quoted+"'''\n+++\n# "+s+"\n\n"+s+"\n")
	}
	for _, s := range []string{"共{{ figure activities year=2016 unit }}项", "{{ chart activities by=month title=\"<script>\" }}", "{{ table bases by=county }}\n{{ map }}\n{{ bases }}", "{{ activities limit=1 }}\n{{ figure participants unit=\"\"><script>\" }}"} {
		f.Add("[[activity]]\ndate = 2016-01-01\ntitle = \"a\"\nbase = \"b\"\n", "+++\nname = \"b\"\ncounty = \"<b>\"\n+++\n"+s+"\n", "+++\ntitle = \"a\"\nyear = 2016\n+++\n"+s+"\n")
	}
	open := "title = \"示例\"\ndescription = \"虚构\"\n[organiser]\nname = \"虚构\"\nemail = \"a@example.org\"\n" // no lists: names are taken as they come
	maker := site.NewMaker(site.Options{Theme: defaultTheme})                                               // which reads the theme once
	f.Fuzz(func(t *testing.T, log, page, report string) {
		content := fstest.MapFS{"site.toml": {Data: []byte(open), Mode: 0o644}}
		for name, text := range map[string]string{"activities/a.toml": log, "bases/b.md": page, "reports/c.md": report} {
			if text != "" {
				content[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
			}
		}
		s, ps, err := maker.Make(content)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range ps {
			if _, ok := content[p.Place.File]; !ok {
				t.Errorf("a problem of no file: %+v", p)
			}
			checkWording(t, p)
		}
		if ps.HasErrors() != (s == nil) {
			t.Fatalf("errors: %v, a site: %v", ps.HasErrors(), s != nil)
		}
		if s != nil && len(s.Files()) < 300 { // dates 200 years apart make as many pages
			checkPages(t, renderSome(t, s, isText), false)
		}
	})
}

// FuzzWords puts any text into every place of the content that takes words, well
// quoted, so that it reaches the pages far more often than FuzzSite's bytes do.
func FuzzWords(f *testing.F) {
	for _, s := range []string{"示例", `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, "a]]>--><!--\u2028</script>", "javascript:alert(1)", "[x](javascript:1)",
		"{{.}}", "&lt;b&gt;", "\\", "'''", "+++", "</title>", "=1+1", "`<script>`", "[^1]\n\n[^1]: x", "# h\n\n# h", "| a |\n|---|\n| <b> |", "![x](//a.example/x.png)", "http://a.example/<b>"} {
		f.Add(s)
	}
	maker := site.NewMaker(site.Options{Theme: defaultTheme})
	f.Fuzz(func(t *testing.T, words string) {
		if strings.TrimSpace(words) == "" || len(words) > 4000 {
			return
		}
		q := quoted(words)
		content := fstest.MapFS{}
		for name, text := range map[string]string{
			"site.toml":         "title = " + q + "\ndescription = " + q + "\n[organiser]\nname = " + q + "\naddress = " + q + "\nphone = " + q + "\n[registration]\nicp = " + q + "\npolice = " + q + "\n[[kind]]\nid = \"k\"\nname = " + q + "\n[[level]]\nid = \"l\"\nname = " + q + "\nauthority = " + q + "\n[[campaign]]\nid = \"c\"\nname = " + q + "\ndescription = " + q + "\n",
			"designations.toml": "[[designation]]\nlevel = \"l\"\ndate = \"2015\"\nbatch = " + q + "\ndocument = " + q + "\nnote = " + q + "\nbases = [\"b\"]\nothers = [" + q + "]\nsources = [" + q + "]\n[[revocation]]\nlevel = \"l\"\ndate = \"2016\"\nbases = [\"b\"]\nreason = " + q + "\n",
			"bases/b.md":        "+++\nname = " + q + "\nalias = [" + quoted(words+"2") + "]\ncounty = " + q + "\nkind = \"k\"\naddress = " + q + "\nphone = " + q + "\nclosed = [" + q + "]\nfee = " + q + "\nbooking = " + q + "\nfacilities = [" + q + "]\ntransport = " + q + "\nsummary = " + q + "\nsources = [" + q + "]\n[[hours]]\ndays = " + q + "\nmonths = " + q + "\nclosed = true\n+++\n" + words,
			"activities/a.toml": "[[activity]]\ndate = 2016-01-01\ntitle = " + q + "\nbase = \"b\"\ncampaign = \"c\"\nform = " + q + "\ntopic = [" + q + "]\naudience = [" + q + "]\nsummary = " + q + "\nplace = " + q + "\nregister = " + q + "\nsources = [" + q + "]\n",
			"reports/c.md":      "+++\ntitle = " + q + "\nkind = " + q + "\nauthor = " + q + "\nsource = " + q + "\ndocument = " + q + "\nsummary = " + q + "\n+++\n" + words,
			"pages/d.md":        "+++\ntitle = " + q + "\n+++\n示例\n",
		} {
			content[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		}
		s, ps, err := maker.Make(content)
		if err != nil {
			t.Fatal(err)
		}
		if ps.HasErrors() != (s == nil) {
			t.Fatalf("errors: %v, a site: %v", ps.HasErrors(), s != nil)
		}
		if s != nil {
			checkPages(t, renderSome(t, s, isText), false)
		}
	})
}

// quoted writes words as a text of TOML.
func quoted(words string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(words, "?") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}
