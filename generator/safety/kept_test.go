package safety

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"kepu/generator/diag"
)

// unshown are the texts that a site does not show by design, by their file, its folder, or file and key.
var unshown = map[string]string{
	"site.toml language": "says in what language staff are told",
	"site.toml timezone": "says what day it is",
	"site.toml theme":    "names a folder",
	"wording.toml":       "for the sheet that is signed before a site is public",
	"schemes/":           "an evaluation is the office's own",

	"map/boundaries.geojson name":          "counties are called as site.toml calls them",
	"map/boundaries.geojson adcode":        "joins a border to its county, whose code stands in site.toml",
	"map/boundaries.geojson datum":         "says how places are measured",
	"map/boundaries.geojson review_number": "that of site.toml is printed",
}

// letters is what a reader sees of a text: its letters and digits, however wide, one after the other.
func letters(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKC.String(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// readable returns the letters of all that a reader may see of a file.
func readable(t testing.TB, name string, data []byte) []string {
	var list []string
	add := func(text string) {
		if text = letters(text); text != "" {
			list = append(list, text)
		}
	}
	switch path.Ext(name) {
	case ".html":
		root, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Fatal(err)
		}
		var block strings.Builder // words of one paragraph, whatever stands out in it
		var walk func(n *html.Node)
		walk = func(n *html.Node) {
			if n.Type == html.TextNode {
				block.WriteString(n.Data)
			}
			for _, a := range n.Attr {
				if slices.Contains([]string{"alt", "title", "href", "content", "aria-label", "value", "data-search", "label"}, a.Key) {
					add(a.Val)
				}
			}
			inline := n.Type != html.ElementNode || slices.Contains([]string{"a", "b", "strong", "em", "i", "span", "code", "del", "sup", "wbr", "br", "mark", "small", "text", "tspan", "s", "q"}, n.Data)
			if !inline {
				add(block.String())
				block.Reset()
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
			if !inline {
				add(block.String())
				block.Reset()
			}
		}
		walk(root)
		add(block.String())
	case ".json", ".geojson":
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		var walk func(v any)
		walk = func(v any) {
			switch v := v.(type) {
			case string:
				add(v)
			case []any:
				for _, x := range v {
					walk(x)
				}
			case map[string]any:
				for _, x := range v {
					walk(x)
				}
			}
		}
		walk(v)
	case ".csv":
		for line := range strings.Lines(string(data)) {
			add(line)
		}
	case ".js":
		if text, ok := strings.CutPrefix(string(data), searchHead); ok {
			return readable(t, "a.json", []byte(strings.TrimSuffix(strings.TrimRight(text, ";\n"), searchTail)))
		}
	case ".svg", ".xml":
		add(xmlText(data))
	case ".docx", ".xlsx":
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range z.File {
			if path.Ext(part.Name) != ".xml" {
				continue
			}
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			text := xmlText(data)
			if path.Ext(name) == ".xlsx" {
				text = cellEscape.ReplaceAllStringFunc(text, func(s string) string {
					n, _ := strconv.ParseUint(s[2:6], 16, 16)
					return string(rune(n))
				})
			}
			add(text)
		}
	}
	return list
}

// cellEscape is how cells of a workbook hold what XML cannot, and "_x" before four digits.
var cellEscape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func xmlText(data []byte) string {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err != nil {
			return b.String()
		}
		if c, ok := t.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

// marked puts letters before and behind words that stand nowhere else.
func marked(words string, n int) string { return fmt.Sprintf("qx%dv%szx%[1]dv", n, words) }

// pieces are the words of Markdown, whose order on a page may be another one. Short ones stand everywhere.
func pieces(words string) []string {
	var list []string
	for _, piece := range strings.FieldsFunc(norm.NFKC.String(words), func(r rune) bool { return !unicode.In(r, unicode.Letter, unicode.Nd, unicode.Mark) }) {
		if piece = letters(piece); len(piece) > 3 {
			list = append(list, piece)
		}
	}
	return list
}

// record is the lines of the table that a line stands in, those of its header too.
func record(text string, at int) (first, last int) {
	lines := strings.Split(text, "\n")
	first, last = at, at
	for first > 1 && !strings.HasPrefix(lines[first-1], "[") && lines[first-1] != "+++" {
		first--
	}
	for last < len(lines) && !strings.HasPrefix(lines[last], "[") && lines[last] != "+++" {
		last++
	}
	return first, last
}

// isUnshown reports whether a text is one that a site does not show.
func isUnshown(s slot) bool {
	for _, what := range []string{s.file, path.Dir(s.file) + "/", s.file + " " + s.last()} {
		if unshown[what] != "" {
			return true
		}
	}
	return s.last() == "id"
}

// TestEveryLetterIsKept: what stands in a text is on the site, or a problem tells of its record.
func TestEveryLetterIsKept(t *testing.T) {
	b := newBench(t)
	told := map[string]bool{}
	kept, asked := 0, 0
	for round := range rounds(40) {
		var list []filling
		words := map[string]string{}
		for i, f := range b.dealt(round) {
			if isUnshown(f.slot) {
				continue
			}
			plain := odd[(i*7+round)%len(odd)]
			if round >= len(odd) {
				plain = mixed(rand.New(rand.NewPCG(uint64(round), uint64(i))))
			}
			plain = marked(plain, 1000+i)
			words[f.String()] = plain
			list = append(list, b.framed(f.slot, plain, uint64(round+i)))
		}
		m := b.make(t, list)
		var all strings.Builder
		for name, data := range m.files {
			for _, text := range readable(t, name, data) {
				all.WriteString(text)
				all.WriteByte('\n')
			}
		}
		text := all.String()
		for i, f := range m.filled {
			first, last := m.lines[i][0], m.lines[i][1]
			if strings.HasPrefix(f.key, "revocation.") { // one that takes nothing from anybody is told where it names them
				first, last = record(m.city[f.file], first)
			}
			asked++
			if slices.ContainsFunc(m.problems, func(p diag.Problem) bool {
				return p.Place.File == f.file && (p.Place.Line == 0 || first <= p.Place.Line && p.Place.Line <= last)
			}) {
				continue
			}
			kept++
			want := []string{letters(f.words)}
			if f.key == "" || f.last() == "summary" && strings.HasPrefix(f.file, "activities/") {
				want = pieces(html.UnescapeString(words[f.String()]))
			}
			for _, want := range want {
				if !strings.Contains(text, want) && !told[f.String()] {
					told[f.String()] = true
					t.Errorf("round %d, %s: of %q the letters %q are nowhere", round, f.slot, f.words, want)
				}
			}
		}
	}
	t.Logf("%d of %d texts were looked for, problems tell of the others", kept, asked)
	if kept < asked/4 {
		t.Errorf("%d of %d texts were looked for, problems tell of the others", kept, asked)
	}
}

// unshownNumbers are those that are not printed as they are written.
var unshownNumbers = map[string]string{
	"rank":    "levels stand in its order",
	"order":   "pages stand in its order",
	"minutes": "hours and minutes are printed",
}

// TestEveryNumberIsKept: what stands in a record as a number is on the site in its digits, or a problem tells of its record.
func TestEveryNumberIsKept(t *testing.T) {
	b := newBench(t)
	var list []filling
	for _, s := range b.city.numbers(t) {
		if unshownNumbers[s.last()] == "" && !strings.HasPrefix(s.file, "schemes/") && !strings.Contains(s.last(), "year") {
			list = append(list, filling{s, strconv.Itoa(70_003 + 1009*len(list))})
		}
	}
	if len(list) < 10 {
		t.Fatalf("%d numbers", len(list))
	}
	m := b.make(t, list)
	if len(m.filled) < len(list)*3/4 {
		t.Errorf("%d of %d numbers came to a site", len(m.filled), len(list))
	}
	var all strings.Builder
	for name, data := range m.files {
		if path.Ext(name) == ".html" || path.Ext(name) == ".csv" {
			all.WriteString(strings.ReplaceAll(strings.Join(readable(t, name, data), "\n"), ",", ""))
		}
	}
	for _, f := range m.filled {
		if !strings.Contains(all.String(), f.words) {
			t.Errorf("%s: %s is nowhere", f.slot, f.words)
		}
	}
}
