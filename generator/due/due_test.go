package due_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/figures"
	"kepu/generator/sample"
	"kepu/generator/source"
)

func on(s string) date.Date {
	d, fault := date.Parse(s)
	if fault != date.None {
		panic(s)
	}
	return d
}

// records are what a content folder says, as of a day.
func records(t testing.TB, content fs.FS, today date.Date) due.Records {
	t.Helper()
	folder, err := source.Walk(content)
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		data, err := fs.ReadFile(content, name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var r due.Records
	var ps diag.List
	for _, name := range folder.Files {
		p := source.Parse(name, read(name))
		ps = append(ps, p.Problems...)
		r.Parsed = append(r.Parsed, p)
	}
	r.Others = folder.Others
	var more diag.List
	r.Catalog, more = catalog.Link(catalog.Input{Files: r.Parsed, Others: folder.Others, Today: today, Asset: func(name string) *source.Asset { return source.ReadAsset(name, read(name)) }})
	for _, p := range append(ps, more...) {
		if p.Severity == diag.Error {
			t.Fatal(diag.Style{}.Format(p))
		}
	}
	r.Figures = figures.Of(r.Catalog)
	return r
}

// told is an item in one line.
func told(i due.Item) string {
	parts := []string{i.Urgency.Name().EN, i.Kind.Key()}
	if i.County != nil {
		parts = append(parts, i.County.ID)
	}
	if i.Base != nil {
		parts = append(parts, i.Base.ID)
	}
	if i.Year != 0 {
		parts = append(parts, fmt.Sprint(i.Year))
	}
	parts = append(parts, fmt.Sprintf("%s:%d", i.Place.File, i.Place.Line), i.Key, i.Date.String())
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

func all(list []due.Item) (out []string) {
	for _, i := range list {
		out = append(out, told(i))
	}
	return out
}

// content are files by path.
type content map[string]string

func (c content) fs() fs.FS {
	out := fstest.MapFS{}
	for name, text := range c {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// with is the content with some files more, or others.
func (c content) with(more content) content {
	out := maps.Clone(c)
	maps.Copy(out, more)
	return out
}

func photo() string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		panic(err)
	}
	return b.String()
}

const siteFile = `title = "示例"
[organiser]
name = "虚构协会"
[[county]]
id = "jia"
name = "甲县"
[[county]]
id = "yi"
name = "乙县"
[[level]]
id = "province"
name = "省级"
rank = 2
[[level]]
id = "city"
name = "市级"
rank = 3
`

const facts = `verified = {date = 2025-12-01, how = "电话核对"}
location = [114.0, 33.0]
phone = "0000-0000000"
hours = [{days = "周二-周日", open = "09:00", close = "17:00"}]
`

func page(name, county, more string) string {
	return "+++\nname = \"" + name + "\"\ncounty = \"" + county + "\"\n" + more + "+++\n\n虚构的介绍。\n"
}

// whole is a city of one base of which everything is known and fresh.
func whole() content {
	return content{
		"site.toml":            siteFile,
		"bases/full/index.md":  page("虚构全馆", "甲县", facts),
		"bases/full/1.png":     photo(),
		"designations.toml":    naming("市级", "2020", `valid_until = "2030"`, "虚构全馆"),
		"activities/2026.toml": held("2026-09-01", "虚构全馆", "") + held("2026-09-02", "", `county = "乙县"`),
		"activities/2025.toml": "[[annual]]\nbase = \"虚构全馆\"\nyear = 2025\nvisitors = 1\n",
	}
}

func naming(level, when, more string, bases ...string) string {
	return fmt.Sprintf("[[designation]]\nlevel = %q\ndate = %q\nbases = [\"%s\"]\n%s\n", level, when, strings.Join(bases, `", "`), more)
}

func held(when, base, more string) string {
	if base != "" {
		more += fmt.Sprintf("\nbase = %q", base)
	}
	return fmt.Sprintf("[[activity]]\ndate = %q\ntitle = \"虚构讲座%s\"\n%s\n", when, when, more)
}

const today = "2026-11-29"

func TestABaseWithEverythingKnownAndFreshYieldsNothing(t *testing.T) {
	for _, day := range []string{today, "2026-09-02", "2026-12-31"} {
		if got := all(due.List(records(t, whole().fs(), on(day)), on(day))); len(got) != 0 {
			t.Errorf("%s: %q", day, got)
		}
	}
	if got := due.List(records(t, whole().fs(), date.Date{}), date.Date{}); got != nil {
		t.Errorf("on no day: %q", all(got))
	}
}

func TestWhatIsDue(t *testing.T) {
	gone := "until = \"2024\"\n"
	for _, x := range []struct {
		name string
		more content
		want []string
	}{
		{"a plan whose day has passed", content{"activities/plans.toml": held("2026-10-05", "虚构全馆", `status = "planned"`)},
			[]string{"overdue plan-past jia full activities/plans.toml:2 status 2026-10-05"}},
		{"plans that go on, are of today, of this month, or called off", content{"activities/plans.toml": held("2026-10-05", "虚构全馆", "status = \"planned\"\nuntil = 2026-11-29") +
			held("2026-11-29", "虚构全馆", `status = "planned"`) + held("2026-11", "虚构全馆", `status = "planned"`) + held("2026-10-06", "虚构全馆", `status = "postponed"`) + held("2026-10-07", "虚构全馆", `status = "cancelled"`)}, nil},
		{"a plan of the organiser's own, and one of several bases", content{"activities/plans.toml": held("2026-10-05", "", `status = "planned"`) + held("2026-10", "", "status = \"planned\"\nbases = [\"虚构全馆\", \"虚构乙馆\"]"),
			"bases/b.md": page("虚构乙馆", "乙县", facts+gone)},
			[]string{"overdue plan-past activities/plans.toml:2 status 2026-10-05", "overdue plan-past activities/plans.toml:6 status 2026-10-31"}},

		{"a title that is over", content{"designations.toml": naming("市级", "2020", `valid_until = 2026-11-28`, "虚构全馆")},
			[]string{"overdue title-over jia full designations.toml:5 valid_until 2026-11-28"}},
		{"a title on its last day, and what is renewed in time", content{"designations.toml": naming("市级", "2020", `valid_until = 2026-11-29`, "虚构全馆") + naming("市级", "2026-11-29", `valid_until = 2029`, "虚构全馆")}, nil},
		{"a title that ends within a year", content{"designations.toml": naming("市级", "2020", `valid_until = "2027-06"`, "虚构全馆")},
			[]string{"soon title-ending jia full designations.toml:5 valid_until 2027-06"}},
		{"one that ends in more than a year, and one that ends with its base", content{"designations.toml": naming("市级", "2020", `valid_until = 2027-11-30`, "虚构全馆", "虚构乙馆"),
			"bases/b/index.md": page("虚构乙馆", "乙县", facts+"until = \"2027-01\"\n"), "bases/b/1.png": photo(),
			"activities/b.toml": held("2026-09-03", "虚构乙馆", "") + "[[annual]]\nbase = \"虚构乙馆\"\nyear = 2025\n"}, nil},
		{"a title over below a higher one that holds", content{"designations.toml": naming("市级", "2020", `valid_until = 2025`, "虚构全馆") + naming("省级", "2024", `valid_until = 2029`, "虚构全馆")}, nil},
		{"a title over above a lower one that holds", content{"designations.toml": naming("省级", "2020", `valid_until = 2025`, "虚构全馆") + naming("市级", "2024", `valid_until = 2029`, "虚构全馆")},
			[]string{"when there is time title-over jia full designations.toml:5 valid_until 2025"}},
		{"the same for long", content{"designations.toml": naming("省级", "2020", `valid_until = 2023`, "虚构全馆") + naming("市级", "2024", `valid_until = 2029`, "虚构全馆")}, nil},
		{"two titles that are over are one matter", content{"designations.toml": naming("省级", "2020", `valid_until = 2024`, "虚构全馆") + naming("市级", "2020", `valid_until = 2025`, "虚构全馆")},
			[]string{"overdue title-over jia full designations.toml:10 valid_until 2025"}},
		{"a title over, or revoked, of a base that is one no more", content{"designations.toml": naming("市级", "2020", `valid_until = 2025`, "虚构乙馆") + naming("市级", "2020", `valid_until = 2030`, "虚构丙馆", "虚构全馆") +
			"[[revocation]]\nlevel = \"市级\"\ndate = \"2025-05\"\nbases = [\"虚构丙馆\"]\n",
			"bases/b.md": page("虚构乙馆", "乙县", gone), "bases/c.md": page("虚构丙馆", "乙县", "")}, nil},
		{"an end that is not known is looked up, and not over", content{"designations.toml": naming("市级", "2016", `valid_until = "未知"`, "虚构全馆")},
			[]string{"when there is time title-unknown jia full designations.toml:5 valid_until"}},
		{"one document for two bases of two counties", content{"designations.toml": naming("市级", "2016", `valid_until = "未知"`, "虚构全馆", "虚构乙馆"), "bases/b/index.md": page("虚构乙馆", "乙县", facts), "bases/b/1.png": photo(),
			"activities/b.toml": held("2026-09-03", "虚构乙馆", "") + "[[annual]]\nbase = \"虚构乙馆\"\nyear = 2025\n"},
			[]string{"when there is time title-unknown designations.toml:5 valid_until"}},
		{"an end that is not written, and one not known in the year of the naming", content{"designations.toml": naming("市级", "2016", "", "虚构全馆")}, nil},
		{"the same of this year", content{"designations.toml": naming("市级", "2016", "valid_until = 2026", "虚构全馆") + naming("市级", "2026-01", `valid_until = "未知"`, "虚构全馆")}, nil},

		{"returns of the last years", content{"bases/b/index.md": page("虚构乙馆", "乙县", facts), "bases/b/1.png": photo(), "activities/2024.toml": "[[annual]]\nbase = \"虚构全馆\"\nyear = 2024\n" + held("2026-09-03", "虚构乙馆", ""),
			"designations.toml": naming("市级", "2020", "", "虚构全馆", "虚构乙馆")},
			[]string{"overdue return-missing yi b 2024 activities/2024.toml:0 annual 2024-12-31", "soon return-missing yi b 2025 activities/2025.toml:0 annual 2025-12-31"}},
		{"nobody sent the last year's yet", content{"activities/2025.toml": "[[annual]]\nbase = \"虚构全馆\"\nyear = 2024\n"},
			[]string{"soon return-missing jia full 2025 activities/2025.toml:0 annual 2025-12-31"}},
		{"returns are not collected, for long or ever", content{"activities/2025.toml": "[[annual]]\nbase = \"虚构全馆\"\nyear = 2022\n"}, nil},
		{"one of this year came early, and one of a base named this year is not due", content{"activities/more.toml": "[[annual]]\nbase = \"虚构全馆\"\nyear = 2026\n", "bases/b/index.md": page("虚构乙馆", "乙县", facts), "bases/b/1.png": photo(),
			"designations.toml": naming("市级", "2020", "", "虚构全馆") + naming("市级", "2026-03", "", "虚构乙馆")}, nil},

		{"a base of which nothing is known", content{"bases/b.md": page("虚构乙馆", "乙县", "")},
			[]string{"when there is time no-location yi b bases/b.md:2 location", "when there is time no-hours yi b bases/b.md:2 hours", "when there is time no-phone yi b bases/b.md:2 phone", "when there is time no-photo yi b bases/b.md:2 photo", "when there is time unchecked yi b bases/b.md:2 verified"}},
		{"it says how to book, and its place to the county", content{"bases/b/index.md": page("虚构乙馆", "乙县", "location = [114.0, 33.0]\nprecision = \"county\"\nphone = \"0000-0000000\"\nbooking = \"提前一天打电话\"\nverified = {date = 2026-03-02}\n"), "bases/b/2.png": photo()}, nil},
		{"an address to book at is no hours, and a phone that is to be written none", content{"bases/b/index.md": page("虚构乙馆", "乙县", "location = [114.0, 33.0]\nphone = \"待补\"\nbooking = \"https://example.org/\"\nverified = {date = 2026-03-02}\n"), "bases/b/2.png": photo()},
			[]string{"soon unfinished yi b bases/b/index.md:5", "when there is time no-hours yi b bases/b/index.md:2 hours", "when there is time no-phone yi b bases/b/index.md:2 phone"}},

		{"checked two years ago to the day, or before", content{"bases/full/index.md": page("虚构全馆", "甲县", strings.Replace(facts, "2025-12-01", "2024-11-29", 1))},
			[]string{"when there is time unchecked jia full bases/full/index.md:4 verified 2026-11-29"}},
		{"perhaps within two years", content{"bases/full/index.md": page("虚构全馆", "甲县", strings.Replace(facts, "2025-12-01", `"2024-11"`, 1))}, nil},
		{"below a header of its own", content{"bases/full/index.md": page("虚构全馆", "甲县", facts[strings.Index(facts, "location"):]+"[verified]\ndate = \"2026年3月\"\n")}, nil},

		{"nothing logged of a base for a year", content{"activities/2026.toml": held("2025-11-29", "虚构全馆", "") + held("2026-09-02", "", `county = "乙县"`), "activities/2025.toml": "# 没有\n"},
			[]string{"when there is time quiet jia full bases/full/index.md:2"}},
		{"a day less than a year", content{"activities/2026.toml": held("2025-11-30", "虚构全馆", "") + held("2026-09-02", "", `county = "乙县"`), "activities/2025.toml": "# 没有\n"}, nil},
		{"perhaps within the year", content{"activities/2026.toml": held("2025", "虚构全馆", "") + held("2026-09-02", "", `county = "乙县"`), "activities/2025.toml": "# 没有\n"}, nil},
		{"a plan to come", content{"activities/2026.toml": held("2026-12-24", "虚构全馆", `status = "planned"`) + held("2026-09-02", "", `county = "乙县"`) + held("2026-09-02", "", `county = "甲县"`), "activities/2025.toml": "# 没有\n"}, nil},
		{"nothing of a county", content{"activities/2026.toml": held("2026-09-01", "虚构全馆", "")},
			[]string{"when there is time quiet yi site.toml:8"}},
		{"nothing logged of anybody", content{"activities/2026.toml": "# 没有\n", "activities/2025.toml": "# 没有\n"}, nil},

		{"an attachment that is empty", content{"notices/n.md": "+++\ntitle = \"虚构通知\"\nattachments = [\"a.pdf\", \"b.pdf\"]\n+++\n\n正文。\n", "notices/a.pdf": "", "notices/b.pdf": "x"},
			[]string{"overdue file-empty notices/a.pdf:0"}},
		{"one that a text links to", content{"notices/n.md": "+++\ntitle = \"虚构通知\"\n+++\n\n见[附件](a.pdf)。\n", "notices/a.pdf": ""},
			[]string{"overdue file-empty notices/a.pdf:0"}},
		{"what a draft names", content{"notices/n.md": "+++\ntitle = \"虚构通知\"\nattachments = [\"A.pdf\", \"none.pdf\"]\ndraft = true\n+++\n\n正文。\n", "notices/a.pdf": ""},
			[]string{"when there is time file-missing notices/n.md:3", "when there is time draft notices/n.md:4 draft"}},
		{"a text with gaps", content{"reports/r.md": "+++\ntitle = \"虚构总结\"\n+++\n\n待补：原因。\n\n再补：待补。\n", "activities/x.toml": held("2026-09-04", "", "# 人数待补\ncounty = \"甲县\"")},
			[]string{"soon unfinished activities/x.toml:4", "soon unfinished reports/r.md:5"}},
		{"who waits for a subsidy", content{"reports/r.md": "+++\ntitle = \"虚构总结\"\n+++\n\n基地等待补贴。\n"}, nil},
		{"drafts: with gaps, of today, of a later day, of a base, of a route", content{
			"reports/r.md": "+++\ntitle = \"虚构总结\"\ndraft = true\n+++\n\n待补。\n", "notices/n.md": "+++\ntitle = \"虚构通知\"\ndate = 2026-11-29\ndraft  = true\n+++\n\n正文。\n",
			"notices/l.md": "+++\ntitle = \"虚构的后来\"\ndate = 2026-11-30\ndraft = true\n+++\n\n正文。\n", "bases/b.md": page("虚构乙馆", "乙县", "draft = true\n"),
			"routes/r.md": "+++\ntitle = \"虚构路线\"\ndraft = true\n[[stop]]\nbase = \"虚构全馆\"\n+++\n\n正文。\n"},
			[]string{"soon draft notices/n.md:4 draft 2026-11-29", "when there is time draft yi bases/b.md:4 draft", "when there is time draft reports/r.md:3 draft", "when there is time draft routes/r.md:3 draft"}},
	} {
		c := whole().with(x.more)
		got := all(due.List(records(t, c.fs(), on(today)), on(today)))
		if !slices.Equal(got, x.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", x.name, got, x.want)
		}
	}
}

// The sentences of one item of each kind, so that their wording is read once.
func TestSentencesSayWhatToDo(t *testing.T) {
	for _, list := range lists(t) {
		for _, i := range list {
			zh, en := i.Says().ZH, i.Says().EN
			if !strings.Contains(zh, "：") || strings.Contains(zh, "%!") || strings.Contains(en, "%!") || strings.HasPrefix(en, ":") || i.Do.ZH == "" || i.Do.EN == "" || strings.Contains(zh, "““") {
				t.Errorf("%s: %q, %q", told(i), zh, en)
			}
			if i.Kind.Name().ZH == "" || i.Kind.Key() == "" {
				t.Errorf("kind %d has no name", i.Kind)
			}
		}
	}
}

// lists are those of the repository's content and of two sample cities, on several days.
func lists(t *testing.T) map[string][]due.Item {
	out := map[string][]due.Item{}
	put := func(name string, files fs.FS, day string) {
		r := records(t, files, on(day))
		out[name+" "+day] = due.List(r, on(day))
		for _, i := range out[name+" "+day] { // a place that is named is there: the file, and the line of it
			data, err := fs.ReadFile(files, i.Place.File)
			if err != nil || i.Place.Line < 0 || strings.Count(string(data), "\n") < i.Place.Line {
				t.Errorf("%s %s: %s: %v", name, day, told(i), err)
			}
		}
	}
	for _, day := range []string{"2026-11-29", "2027-01-01", "2031-06-30"} {
		put("content", os.DirFS("../../content"), day)
	}
	for _, bases := range []int{4, 60} {
		files := fstest.MapFS{}
		for name, data := range sample.Files(sample.Options{Bases: bases, Activities: 10 * bases, Years: 3, Photos: 2, Seed: uint64(bases)}) {
			files[name] = &fstest.MapFile{Data: data}
		}
		for _, day := range []string{"2026-01-02", "2026-11-29", "2028-02-29"} {
			put(fmt.Sprint("sample ", bases), files, day)
		}
	}
	return out
}

func TestItemsStandInAnOrderAndNameAPlaceOnce(t *testing.T) {
	for name, list := range lists(t) {
		seen := map[string]bool{}
		for k, i := range list {
			id := fmt.Sprint(i.Kind, i.Base, i.County, i.Activity, i.Batch, i.Year, i.Page, i.Place)
			if seen[id] {
				t.Errorf("%s: twice: %s", name, told(i))
			}
			seen[id] = true
			if i.Place.File == "" || i.Place.Line == 0 && i.Place.Excerpt != "" {
				t.Errorf("%s: no place: %s", name, told(i))
			}
			if i.County != nil && !i.In(i.County) || i.Base != nil && !i.Of(i.Base) {
				t.Errorf("%s: %s is not where it is", name, told(i))
			}
			if k > 0 && list[k-1].Urgency > i.Urgency {
				t.Errorf("%s: %s stands after %s", name, told(i), told(list[k-1]))
			}
		}
		if len(list) == 0 {
			t.Errorf("%s: nothing is due", name)
		}
	}
}

// The order of the files does not change the list.
func TestTheListIsTheSameHoweverFilesAreRead(t *testing.T) {
	r := records(t, os.DirFS("../../content"), on(today))
	want := all(due.List(r, on(today)))
	for range 5 {
		rand.Shuffle(len(r.Parsed), func(a, b int) { r.Parsed[a], r.Parsed[b] = r.Parsed[b], r.Parsed[a] })
		if got := all(due.List(r, on(today))); !slices.Equal(got, want) {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	}
}

// What is remembered changes nothing: neither of files that change nor of days.
func TestAMemoryGivesTheSameList(t *testing.T) {
	var m due.Memory
	c := whole()
	steps := []content{{}, {"reports/r.md": "+++\ntitle = \"虚构总结\"\n+++\n\n待补。\n"}, {"reports/r.md": "+++\ntitle = \"虚构总结\"\n+++\n\n写好了。\n"}, {"bases/b.md": page("虚构乙馆", "乙县", "")}}
	for i, more := range steps {
		c = c.with(more)
		for _, day := range []string{today, "2028-01-01", today} {
			r := records(t, c.fs(), on(day))
			for range 2 {
				if got, want := all(m.List(r, on(day))), all(due.List(r, on(day))); !slices.Equal(got, want) {
					t.Errorf("step %d, %s:\ngot  %q\nwant %q", i, day, got, want)
				}
			}
		}
	}
	if m.List(due.Records{}, date.Date{}) != nil {
		t.Error("of nothing something is due")
	}
}

// What is due after a save, in a city of 10,000 bases and 100,000 activities; in a short run, of a hundredth.
func BenchmarkList(b *testing.B) {
	bases := 10000
	if testing.Short() {
		bases = 100
	}
	files := fstest.MapFS{}
	for name, data := range sample.Files(sample.Options{Bases: bases, Activities: 10 * bases, Years: 10, Photos: 0, Seed: 1}) {
		files[name] = &fstest.MapFile{Data: data}
	}
	r := records(b, files, on(today))
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.ReportMetric(float64(len(due.List(r, on(today)))), "items")
		}
	})
	b.Run("after a save", func(b *testing.B) {
		var m due.Memory
		m.List(r, on(today))
		for b.Loop() {
			c := *r.Catalog // another catalog of the same files
			r.Catalog = &c
			m.List(r, on(today))
		}
	})
}
