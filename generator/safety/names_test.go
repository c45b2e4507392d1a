package safety

import (
	"io/fs"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/filelist"
	"kepu/generator/tomldoc"
)

// TestAnyFileNamesMakeASoundSite gives odd names to pages, attachments and photos. Those that content/ may not have are told with their file.
func TestAnyFileNamesMakeASoundSite(t *testing.T) {
	b := newBench(t)
	stood := 0
	for i, words := range odd {
		if every := 16 / max(1, rounds(4)); every > 1 && i%every != 0 {
			continue
		}
		name := strings.NewReplacer("/", "", "\x00", "").Replace(words)
		if !fs.ValidPath(name) || name == "." || len(name) > 200 {
			continue
		}
		c := city{}
		for path, text := range b.city {
			c[path] = text
		}
		q := tomldoc.Quote
		c["bases/"+name+".md"] = "+++\nname = \"怪名馆\"\ncounty = \"jia\"\naddress = \"甲县1号\"\n+++\n有这么一家馆。\n"
		c["pages/"+name+".md"] = "+++\ntitle = \"怪名页\"\n+++\n有这么一页。\n"
		c["bases/"+name+"/index.md"] = "+++\nname = \"怪名馆之二\"\ncounty = \"jia\"\naddress = \"甲县2号\"\nid = \"er\"\n[[photo]]\nfile = " + q(name+".png") + "\ncaption = \"大门\"\n+++\n有这么一家馆。\n"
		c["bases/"+name+"/"+name+".png"] = c["bases/kjg/hall.png"]
		c["reports/"+name+".pdf"] = "%PDF-1.4"
		c["reports/odd.md"] = "+++\ntitle = \"怪名总结\"\nyear = 2018\nattachments = [" + q(name+".pdf") + "]\n+++\n有附件。\n"
		c["activities/"+name+".toml"] = "[[activity]]\ndate = 2018-01-02\ntitle = \"怪名活动\"\nbase = \"kjg\"\n"
		for round := 0; ; round++ {
			s, ps, err := b.maker.Make(c.folder())
			if err != nil || round > 20 {
				t.Fatalf("%q: %v\n%s", name, err, told(ps))
			}
			if s != nil {
				m := &made{city: c, files: rendered(t, s)}
				b.look(t, m)
				for file := range m.files {
					if !filelist.Writable(file) {
						t.Errorf("a file %q", file)
					}
				}
				stood++
				break
			}
			taken := false
			for _, p := range ps {
				_, ours := b.city[p.Place.File]
				if _, there := c[p.Place.File]; there && !ours && p.Severity == diag.Error {
					delete(c, p.Place.File)
					taken = true
				}
			}
			if !taken {
				t.Fatalf("%q: nothing can be taken back\n%s", name, told(ps))
			}
		}
		if t.Failed() {
			t.Fatalf("%d: %q", i, name)
		}
	}
	if stood < 5 {
		t.Errorf("%d sites", stood)
	}
}
