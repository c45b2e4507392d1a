package acceptance

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"kepu/generator/docx"
	"kepu/generator/manuscript"
	"kepu/generator/site"
	"kepu/themes"
)

// TestTheRealTextsComeBackFromWord takes the texts for Word that the site offers, reads them as texts that somebody
// sent, and makes the site with what was read in place of what was written: the page has the same words in the same order, the same headings, numbers and footnotes.
func TestTheRealTextsComeBackFromWord(t *testing.T) {
	comeBack(t, func(text []byte) []byte { return text })
}

// The same when somebody has opened and saved them in LibreOffice.
func TestTheRealTextsComeBackFromLibreOffice(t *testing.T) {
	comeBack(t, startOffice(t).saved)
}

func comeBack(t *testing.T, sent func([]byte) []byte) {
	tr := realTree(t)
	for _, name := range []string{"reports/bases-work-summary", "notices/apply-guide", "notices/2024-municipal-apply"} {
		t.Run(name, func(t *testing.T) {
			d, remarks, err := docx.Read(sent(tr.files[name+".docx"]))
			if err != nil {
				t.Fatal(err)
			}
			m := manuscript.Of(d, remarks, path.Base(name), strings.TrimSuffix(path.Dir(name), "s"))
			for _, r := range m.Remarks {
				t.Logf("remark %v: %v %q", r.At, r.What, r.Lost)
			}
			was, err := fs.ReadFile(content, name+".md")
			if err != nil {
				t.Fatal(err)
			}
			head := string(was[:strings.LastIndex(string(was), "+++\n")+4])
			again := fstest.MapFS{}
			err = fs.WalkDir(content, ".", func(p string, e fs.DirEntry, err error) error {
				if err != nil || e.IsDir() || strings.HasPrefix(p, ".") {
					return err
				}
				data, err := fs.ReadFile(content, p)
				again[p] = &fstest.MapFile{Data: data, Mode: 0o644}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			again[name+".md"] = &fstest.MapFile{Data: []byte(head + "\n" + m.Body), Mode: 0o644}
			s, problems, err := site.Make(again, site.Options{Theme: func(name string) (fs.FS, error) {
				dir, _ := themes.Open(name)
				return dir, nil
			}})
			if err != nil || s == nil {
				t.Fatalf("%v %v\n%s", err, problems, m.Body)
			}
			page, err := fs.ReadFile(s, name+".html")
			if err != nil {
				t.Fatal(err)
			}
			doc, err := html.Parse(strings.NewReader(string(page)))
			if err != nil {
				t.Fatal(err)
			}
			got, want := shapeOf(doc), shapeOf(tr.pages[name+".html"])
			if !slices.Equal(got.headings, want.headings) || len(want.headings) == 0 {
				t.Errorf("headings %q, want %q", got.headings, want.headings)
			}
			if !slices.Equal(got.numbers, want.numbers) {
				t.Errorf("numbered %q, want %q", got.numbers, want.numbers)
			}
			if !slices.Equal(got.notes, want.notes) {
				t.Errorf("footnotes %q, want %q", got.notes, want.notes)
			}
			// What stands about the text on the page is in the text for Word, and goes into the front matter again: where it is
			// from, and who signs one that has no day.
			for _, div := range elements(tr.pages[name+".html"], "div") {
				said := squeezed(words(div))
				from, ok := strings.CutPrefix(said, "来源")
				if attribute(div.Parent, "class") != "article__meta" || !ok {
					continue
				}
				if squeezed(m.Source) != from {
					t.Errorf("it is from %q, want %q", m.Source, from)
				}
			}
			if m.Author != "本站整理" {
				t.Errorf("it is signed by %q", m.Author)
			}
			got.words = strings.Replace(got.words, "时间活动基地和范围", "", 1) // a list on the page, a table in Word
			if got.words != want.words {
				t.Errorf("the text goes on otherwise:\n%s", twoWays(got.words, want.words))
			}
		})
	}
}

// shape is what a text says and how it is built.
type shape struct {
	words    string
	headings []string // "h2 一、…"
	numbers  []string // of numbered lists: what each item says
	notes    []string
}

func shapeOf(page *html.Node) (s shape) {
	var said strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		class := attribute(n, "class")
		switch {
		case n.Type == html.TextNode:
			said.WriteString(n.Data)
			return
		case n.Data == "caption", strings.Contains(class, "quoted-numbers"), strings.Contains(class, "article__summary"), strings.Contains(class, "footnote-back"), strings.Contains(class, "plot__csv"), strings.Contains(class, "tally"):
			return
		case n.Data == "section" && class == "footnotes":
			for _, li := range elements(n) {
				if li.Data == "li" {
					s.notes = append(s.notes, squeezed(strings.ReplaceAll(words(li), "↩", "")))
				}
			}
			return
		case len(n.Data) == 2 && n.Data[0] == 'h' && '1' < n.Data[1] && n.Data[1] < '7':
			s.headings = append(s.headings, n.Data+" "+words(n))
		case n.Data == "li" && n.Parent.Data == "ol":
			s.numbers = append(s.numbers, squeezed(words(n)))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	for _, n := range elements(page) {
		if n.Data == "div" && strings.Contains(attribute(n, "class"), "article__body") {
			walk(n)
		}
	}
	s.words = squeezed(said.String())
	return s
}
