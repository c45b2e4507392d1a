package acceptance

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/site"
	"kepu/themes"
)

// What others read by program is read here by the programs of others: each says what it found, and that has to be what was written. These tests are skipped
// unless KEPU_JUDGES=1 is set, and fail if it is set and something is missing; .ci/run sets all of it up. ICAL_JS is the path of ical.js,
// SITEMAP_XSD that of the schema of sitemaps.

// hardCity is a city whose activities are hard to write down.
func hardCity(t *testing.T) *site.Site {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	s, problems, err := site.Make(fstest.MapFS{
		"site.toml":  file("title = \"示例\"\nbase_url = \"https://example.org/kepu/\"\n[organiser]\nname = \"示例市科学技术协会\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n"),
		"bases/a.md": file("+++\nname = \"甲馆\"\ncounty = \"甲县\"\naddress = \"示例路1号\"\n+++\n话。\n"),
		"activities/a.toml": file("[[activity]]\n" + strings.Join([]string{
			"date = 2026-03-01\ntitle = \"开馆\"\nbase = \"甲馆\"",
			"date = 2026-05-02\ntitle = \"“气象”讲座；一, 二：三\\\\四\"\nbase = \"甲馆\"\nstatus = \"planned\"\ntime = \"09:30-11:00\"\nsummary = \"第一行。\\n\\n第二行，" + strings.Repeat("很长的话", 40) + "。\"",
			"date = 2026-12-30\nuntil = 2027-01-02\ntitle = \"展览 <b>&amp;</b>\"\nplace = \"河边\"\nstatus = \"planned\"",
			"date = 2026-06-29\nuntil = 2026-07-01\ntitle = \"观星\"\nbase = \"甲馆\"\nstatus = \"planned\"\ntime = \"20:00-24:00\"",
			"date = 2026-06-30\ntitle = \"参观😀\"\nbase = \"甲馆\"\nstatus = \"cancelled\"\ntime = \"09:00\"",
		}, "\n[[activity]]\n")),
		"notices/n.md": file("+++\ntitle = \"通知 <b>&amp;</b>\"\ndate = 2026-02-03\nsummary = \"话 ]]> 话\"\nbases = [\"甲馆\"]\n+++\n话。\n"),
	}, site.Options{Theme: func(name string) (fs.FS, error) {
		dir, ok := themes.Open(name)
		if !ok {
			return nil, fs.ErrNotExist
		}
		return dir, nil
	}})
	if err != nil || s == nil {
		t.Fatal(err, problems)
	}
	return s
}

// judged are the files of that city which programs read, in a folder.
func judged(t *testing.T) (dir string) {
	t.Helper()
	if os.Getenv("KEPU_JUDGES") == "" {
		t.Skip("set KEPU_JUDGES=1 to have other programs read what is made for programs; .ci/run does")
	}
	s := hardCity(t)
	dir = t.TempDir()
	for _, name := range s.Files() {
		if ext := filepath.Ext(name); ext == ".ics" || ext == ".xml" {
			data, err := fs.ReadFile(s, name)
			if err != nil {
				t.Fatal(err)
			}
			if err = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, "/", "-")), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// readBy returns the lines that a program writes.
func readBy(t *testing.T, name string, args ...string) []string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8", "LC_ALL=C.UTF-8")
	var faults strings.Builder
	c.Stderr = &faults
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, args, err, faults.String())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// given is the file that the environment names.
func given(t *testing.T, variable string) string {
	t.Helper()
	name := os.Getenv(variable)
	if name == "" {
		t.Fatalf("KEPU_JUDGES is set, and %s is not", variable)
	}
	return name
}

// python is the system's: its packages are Debian's.
const python = "/usr/bin/python3"

func TestCalendarsAreReadByOtherPrograms(t *testing.T) {
	dir := judged(t)
	long := strings.Repeat("很长的话", 40)
	want := map[string][]string{
		"activities.ics": {
			"开馆|2026-03-01|2026-03-02|1|CONFIRMED|甲馆，示例路1号|举办：甲馆",
			"“气象”讲座；一, 二：三\\四|2026-05-02T01:30Z|2026-05-02T03:00Z|1|CONFIRMED|甲馆，示例路1号|第一行。/第二行，" + long + "。/举办：甲馆",
			"观星|2026-06-29T12:00Z|2026-06-29T16:00Z|3|CONFIRMED|甲馆，示例路1号|举办：甲馆",
			"取消：参观😀|2026-06-30T01:00Z||1|CANCELLED|甲馆，示例路1号|原定2026年6月30日，不办了。/举办：甲馆",
			"展览 <b>&amp;</b>|2026-12-30|2027-01-03|1|CONFIRMED|河边|",
		},
	}
	want["bases-a.ics"] = want["activities.ics"][:4]
	for name, events := range want {
		file := filepath.Join(dir, name)
		for judge, lines := range map[string][]string{
			"icalendar": readBy(t, python, "testdata/judges/by_icalendar.py", file),
			"vobject":   readBy(t, python, "testdata/judges/by_vobject.py", file),
			"ical.js":   readBy(t, "node", "testdata/judges/by_icaljs.cjs", file, given(t, "ICAL_JS")),
		} {
			uids := map[string]bool{}
			for i := range lines {
				uid, rest, _ := strings.Cut(lines[i], "|")
				uids[uid], lines[i] = true, rest
			}
			if got := strings.Join(lines, "\n"); got != strings.Join(events, "\n") || len(uids) != len(events) {
				t.Errorf("%s reads in %s\n%s\nwant\n%s", judge, name, got, strings.Join(events, "\n"))
			}
		}
	}
}

func TestFeedsAreReadByOtherPrograms(t *testing.T) {
	dir := judged(t)
	for _, name := range []string{"feed.xml", "counties-jia.xml"} {
		file := filepath.Join(dir, name)
		lines := readBy(t, python, "testdata/judges/by_feedparser.py", file)
		if other := readBy(t, "perl", "testdata/judges/by_atom.pl", file); strings.Join(other, "\n") != strings.Join(lines, "\n") {
			t.Errorf("feedparser reads in %s\n%s\nXML::Atom\n%s", name, strings.Join(lines, "\n"), strings.Join(other, "\n"))
		}
		text := strings.Join(lines, "\n")
		for _, want := range []string{
			"|zh-CN|示例市科学技术协会\n", "tag:example.org,2026:notices/n|通知 <b>&amp;</b>|https://example.org/kepu/notices/n.html|2026-02-03T00:00:00+08:00|话 ]]> 话",
			"|计划举办：“气象”讲座；一, 二：三\\四|https://example.org/kepu/activities/2026.html#a20260502|2026-03-01T00:00:00+08:00|2026年5月2日 09:30—11:00，甲馆。", "|取消：参观😀|", "|开馆|",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", name, want, text)
			}
		}
	}
}

func TestListOfPagesIsOfItsSchema(t *testing.T) {
	dir := judged(t)
	file := filepath.Join(dir, "sitemap.xml")
	readBy(t, "xmllint", "--noout", "--nonet", "--schema", given(t, "SITEMAP_XSD"), file)
	wrong := filepath.Join(dir, "wrong.xml")
	const text = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><lastmod>yesterday</lastmod><loc>x</loc></url></urlset>`
	if err := os.WriteFile(wrong, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if exec.Command("xmllint", "--noout", "--nonet", "--schema", given(t, "SITEMAP_XSD"), wrong).Run() == nil {
		t.Error("the schema takes anything")
	}
}
