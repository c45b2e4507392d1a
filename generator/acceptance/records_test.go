package acceptance

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// A reader of the content that knows only lines. It shares nothing with the one
// that the site is made by, so that a fault there shows as two counts that differ.
// It understands how the real content is written, not all that may be written.

// record is one [[table]] or a front matter: its keys with their values as they
// stand in the file, quotes and all.
type record map[string]string

var (
	tableLine = regexp.MustCompile(`^\[\[([a-z]+)\]\]`)
	keyLine   = regexp.MustCompile(`^([a-z_]+)\s*=\s*(.*)$`)
	quoted    = regexp.MustCompile(`"([^"]*)"`)
)

// records returns the [[name]] tables in text, in order. Keys outside a table are
// the table "".
func records(text, name string) []record {
	var out []record
	table := ""
	var now record
	if name == "" {
		now = record{}
		out = append(out, now)
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if m := tableLine.FindStringSubmatch(line); m != nil {
			if table = m[1]; table == name {
				now = record{}
				out = append(out, now)
			}
			continue
		}
		m := keyLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		value := m[2]
		for strings.HasPrefix(value, "[") && !strings.Contains(value, "]") && i+1 < len(lines) {
			i++
			value += strings.TrimSpace(lines[i])
		}
		if table == name {
			now[m[1]] = value
		}
	}
	return out
}

// text is the first quoted text of a value, or the bare value when it has none.
func (r record) text(key string) string {
	if list := r.list(key); len(list) > 0 {
		return list[0]
	}
	return strings.TrimSpace(r[key])
}

// list is the quoted texts of a value.
func (r record) list(key string) []string {
	var out []string
	for _, m := range quoted.FindAllStringSubmatch(r[key], -1) {
		out = append(out, m[1])
	}
	return out
}

// contentFiles returns the texts of the content files whose path begins and ends
// so, by path, without those that staff set aside.
func contentFiles(t *testing.T, begin, end string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasPrefix(name, begin) || !strings.HasSuffix(name, end) || setAside.MatchString(name) {
			return err
		}
		data, err := fs.ReadFile(content, name)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatalf("no %s…%s in the content", begin, end)
	}
	return out
}

// setAside are the names that the generator skips.
var setAside = regexp.MustCompile(`(^|/)(\.|~\$|_)`)

// frontMatter is what stands between the two +++ lines.
func frontMatter(text string) record {
	_, rest, _ := strings.Cut(text, "+++\n")
	head, _, _ := strings.Cut(rest, "\n+++")
	return records(head, "")[0]
}

// oldAddresses are the paths where pages stood once, as the content names them.
func oldAddresses(t *testing.T) map[string]bool {
	t.Helper()
	old := map[string]bool{}
	for _, text := range contentFiles(t, "", ".md") {
		for _, p := range frontMatter(text).list("aliases") {
			old[strings.TrimPrefix(p, "/")] = true
		}
	}
	return old
}

func TestRecordsAreReadLineByLine(t *testing.T) {
	const text = "a = \"top\"\n[[x]]\nname = \"一\" # words\nlist = [\n  \"甲\",\n  \"乙\",\n]\n[[y]]\nname = \"other\"\n[[x]]\nn = 3\n"
	xs := records(text, "x")
	if len(xs) != 2 || xs[0].text("name") != "一" || len(xs[0].list("list")) != 2 || xs[1].text("n") != "3" {
		t.Errorf("%q", xs)
	}
	if top := records(text, "")[0]; top.text("a") != "top" || len(top) != 1 {
		t.Errorf("%q", top)
	}
}
