package site_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/sample"
)

// A build leaves a page alone whose key is that of the page that stands. So a change of the
// content that changes a page must change its key. Here a city is changed at random in ways
// that leave it without errors: values go from one record to another, texts get links and
// quotations, headings other words, files go and come back. KEPU_EDITS says how often.
func TestKeysTellWhateverChangesAPage(t *testing.T) {
	steps := 40
	if testing.Short() {
		steps = 10
	}
	if n, err := strconv.Atoi(os.Getenv("KEPU_EDITS")); err == nil {
		steps = n
	}
	for _, size := range []sample.Options{{Bases: 12, Activities: 40, Years: 2}, {Bases: 30, Activities: 60, Years: 3, Photos: 4}, {Bases: 25, Activities: 1100, Years: 2, Photos: 2}} {
		t.Run(fmt.Sprint(size.Activities), func(t *testing.T) {
			size.Seed = 7
			e := &editor{t: t, content: fstest.MapFS{}, r: rand.New(rand.NewPCG(uint64(steps), 3))}
			for name, data := range sample.Files(size) {
				if name == "site.toml" && size.Photos == 0 { // a city that lists no terms: they come from its records
					data = regexp.MustCompile(`(?s)\[\[(county|kind|campaign|form)\]\].*?(\n\n|$)`).ReplaceAll(data, nil)
				}
				e.content[name] = &fstest.MapFile{Data: data}
			}
			before, _ := makeSite(t, e.content)
			for range 20 {
				kept := maps.Clone(e.content)
				e.write()
				if s, _ := makeSite(t, e.content); s != nil {
					before = s
				} else {
					e.content = kept // a link that leads nowhere
				}
			}
			e.first = maps.Clone(e.content)
			old := renderAll(t, before)
			held := 0
			for range steps {
				kept := maps.Clone(e.content)
				what := ""
				for range 1 + e.r.IntN(2) {
					what += e.change() + "; "
				}
				now, _ := makeSite(t, e.content)
				if now == nil {
					e.content = kept // an error: it is no site
					continue
				}
				held++
				files := renderAll(t, now)
				for name, text := range files {
					if was, there := old[name]; there && was != text && before.Key(name) == now.Key(name) {
						t.Fatalf("%s has changed, and its key has not, after: %s\n%s", name, what, parting(was, text))
					}
				}
				before, old = now, files
			}
			t.Logf("%d of %d changes left a site", held, steps)
			if held < steps/3 {
				t.Error("too few to show anything")
			}
		})
	}
}

// The colours of a city change a style sheet, what imports it, and the pages that ask for either by what they hold.
func TestKeysTellWhateverTheColoursChange(t *testing.T) {
	content := fstest.MapFS{}
	for name, data := range sample.Files(sample.Options{Bases: 3, Activities: 10, Years: 2, Seed: 1}) {
		content[name] = &fstest.MapFile{Data: data}
	}
	before, _ := makeSite(t, content)
	content["site.toml"] = &fstest.MapFile{Data: append(slices.Clone(content["site.toml"].Data), "\n[theme_colours]\nmain = \"#7a1f5c\"\n"...)}
	now, problems := makeSite(t, content)
	if now == nil {
		t.Fatal(problems)
	}
	old := renderAll(t, before)
	changed := map[string]bool{}
	for name, text := range renderAll(t, now) {
		if was, there := old[name]; there && was != text {
			changed[name] = true
			if before.Key(name) == now.Key(name) {
				t.Errorf("%s has changed, and its key has not\n%s", name, parting(was, text))
			}
		}
	}
	for _, name := range []string{"assets/style.css", "assets/lost.css", "404.html", "index.html"} {
		if !changed[name] {
			t.Errorf("%s is as it was", name)
		}
	}
}

// parting shows where two texts part.
func parting(a, b string) string {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return fmt.Sprintf("%.300q\n%.300q", a[max(0, at-80):], b[max(0, at-80):])
}

// editor changes a content folder.
type editor struct {
	t       *testing.T
	content fstest.MapFS
	first   fstest.MapFS
	r       *rand.Rand
}

func (e *editor) change() string {
	return []func() string{e.borrow, e.borrow, e.borrow, e.borrow, e.dropLine, e.write, e.write, e.heading, e.heading, e.file, e.moveText, e.call, e.call, e.term, e.restore}[e.r.IntN(15)]()
}

// names are the files whose names match, sorted.
func (e *editor) names(pattern string) []string {
	var out []string
	for name := range e.content {
		if ok, _ := regexp.MatchString(pattern, name); ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

func pick[T any](r *rand.Rand, list []T) (one T) {
	if len(list) > 0 {
		one = list[r.IntN(len(list))]
	}
	return one
}

func (e *editor) set(name string, text []byte) { e.content[name] = &fstest.MapFile{Data: text} }

var keyLine = regexp.MustCompile(`(?m)^([a-z_]+) = .*$`)

// written are all files that staff write.
const written = `\.(md|toml)$`

// borrow gives a key the value that it has elsewhere.
func (e *editor) borrow() string {
	to := pick(e.r, e.names(written))
	data := e.content[to].Data
	at := pick(e.r, keyLine.FindAllSubmatchIndex(data, -1))
	if at == nil {
		return "nothing"
	}
	key := string(data[at[2]:at[3]])
	same := regexp.MustCompile(`(?m)^` + key + ` = .*$`)
	var values [][]byte
	for _, name := range e.names(written) {
		if path.Dir(name) == path.Dir(to) {
			values = append(values, same.FindAll(e.content[name].Data, -1)...)
		}
	}
	value := pick(e.r, values)
	e.set(to, slices.Concat(data[:at[0]], value, data[at[1]:]))
	return fmt.Sprintf("%s: %s for %s", to, value, data[at[0]:at[1]])
}

func (e *editor) dropLine() string {
	name := pick(e.r, e.names(written))
	data := e.content[name].Data
	at := pick(e.r, keyLine.FindAllIndex(data, -1))
	if at == nil {
		return "nothing"
	}
	e.set(name, slices.Concat(data[:at[0]], data[at[1]:]))
	return fmt.Sprintf("%s without %s", name, data[at[0]:at[1]])
}

// write adds something to a text: words, a link, a quotation.
func (e *editor) write() string {
	name := pick(e.r, e.names(`\.md$`))
	to := "/" + pick(e.r, e.names(`^(bases|reports|notices|pages|routes)/.*\.md$`))
	if heading := pick(e.r, headingLine.FindAllSubmatch(e.content[to[1:]].Data, -1)); heading != nil && e.r.IntN(2) == 0 {
		to += "#" + strings.ReplaceAll(string(heading[1]), " ", "-")
	}
	base := strings.TrimSuffix(path.Base(pick(e.r, e.names(`^bases/[^/]*\.md$`))), ".md")
	more := pick(e.r, []string{
		"又写了一段。", "[看这里](" + to + ")", "共 {{ figure activities }} 次。", "参加 {{ figure participants base=" + base + " }} 人次。",
		"{{ activities limit=3 }}", "{{ bases level=省级 }}", "{{ chart activities by=month year=2025 }}", "{{ table bases by=county }}", "## 又一节", "现有 {{ figure bases }} 家。",
	})
	e.set(name, fmt.Appendf(bytes.Clone(e.content[name].Data), "\n%s\n", more))
	return name + ": " + more
}

var headingLine = regexp.MustCompile(`(?m)^##+ (.*)$`)

func (e *editor) heading() string {
	name := pick(e.r, e.names(`\.md$`))
	data := e.content[name].Data
	at := pick(e.r, headingLine.FindAllSubmatchIndex(data, -1))
	if at == nil {
		return "nothing"
	}
	e.set(name, fmt.Appendf(nil, "%s第%d节%s", data[:at[2]], e.r.IntN(9), data[at[3]:]))
	return name + ": another heading"
}

var nameLine = regexp.MustCompile(`(?m)^name = "(.*)"$`)

// call gives a base another name, by the old one of which the logs still find it, or another address.
func (e *editor) call() string {
	name := pick(e.r, e.names(`^bases/.*\.md$`))
	data := e.content[name].Data
	n := e.r.IntN(100)
	if e.r.IntN(2) == 0 {
		e.set(name, bytes.Replace(data, []byte("+++\n"), fmt.Appendf(nil, "+++\nid = \"b-%d\"\n", n), 1))
		return fmt.Sprintf("%s has the id b-%d", name, n)
	}
	e.set(name, nameLine.ReplaceAll(data, fmt.Appendf(nil, "name = \"$1·%d\"\nalias = [\"$1\"]", n)))
	return fmt.Sprintf("%s has another name", name)
}

// term gives a base a county or a kind that nobody has listed.
func (e *editor) term() string {
	name := pick(e.r, e.names(`^bases/.*\.md$`))
	key := pick(e.r, []string{"county", "kind"})
	line := fmt.Appendf(nil, "%s = \"新%d\"", key, e.r.IntN(9))
	e.set(name, regexp.MustCompile(`(?m)^`+key+` = .*$`).ReplaceAll(e.content[name].Data, line))
	return fmt.Sprintf("%s: %s", name, line)
}

// file takes a file away, or gives it another name.
func (e *editor) file() string {
	name := pick(e.r, e.names(`^(bases|activities|ratings|reports|notices|pages|routes)/|^exchange`))
	data := e.content[name].Data
	delete(e.content, name)
	if e.r.IntN(2) == 0 {
		return name + " is gone"
	}
	to := path.Dir(name) + fmt.Sprintf("/a-%d", e.r.IntN(9)) + path.Ext(name)
	e.set(to, data)
	return name + " is " + to
}

// moveText gives a page another's text.
func (e *editor) moveText() string {
	list := e.names(`\.md$`)
	to, from := pick(e.r, list), pick(e.r, list)
	a := bytes.SplitN(e.content[to].Data, []byte("\n+++\n"), 2)
	b := bytes.SplitN(e.content[from].Data, []byte("\n+++\n"), 2)
	if len(a) != 2 || len(b) != 2 {
		return "nothing"
	}
	e.set(to, slices.Concat(a[0], []byte("\n+++\n"), b[1]))
	return to + " has the text of " + from
}

// restore puts some files back as they were.
func (e *editor) restore() string {
	for _, name := range slices.Sorted(maps.Keys(e.first)) {
		if e.r.IntN(3) == 0 {
			e.content[name] = e.first[name]
		}
	}
	return "some files as they were"
}
