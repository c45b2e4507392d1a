package figures_test

import (
	"bytes"
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/source"
)

// desk is a content folder that somebody works on: each file is parsed again only when its
// text is another, as a preview does.
type desk struct {
	r      *rand.Rand
	texts  map[string]string
	parsed map[string]*source.Parsed
}

func (d *desk) write(name, text string) {
	if d.texts[name] != text {
		d.texts[name], d.parsed[name] = text, source.Parse(name, []byte(text))
	}
}

func (d *desk) remove(name string) { delete(d.texts, name); delete(d.parsed, name) }

func (d *desk) link() (*catalog.Catalog, func(string) *diag.File) {
	in := catalog.Input{Asset: func(string) *source.Asset { return nil }}
	var names []string
	for name := range d.parsed {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		in.Files = append(in.Files, d.parsed[name])
	}
	c, problems := catalog.Link(in)
	if problems.HasErrors() {
		return nil, nil // no site is made of it
	}
	return c, func(name string) *diag.File {
		if p := d.parsed[name]; p != nil {
			return p.File
		}
		return nil
	}
}

func (d *desk) site() string {
	s := "title = \"示例\"\n[organiser]\nname = \"虚构\"\n"
	for i, rank := range d.r.Perm(3) {
		s += fmt.Sprintf("[[level]]\nid = \"l%d\"\nname = \"%d级\"\nrank = %d\n", i, i, rank+1)
	}
	for i := range 3 {
		s += fmt.Sprintf("[[county]]\nid = \"c%d\"\nname = \"虚构%d县\"\ncode = \"99000%d\"\n", i, i, i)
	}
	order := d.r.Perm(3)
	if d.r.Intn(2) == 0 {
		order = []int{0, 1, 2}
	}
	for _, i := range order {
		s += fmt.Sprintf("[[indicator]]\nid = \"i%d\"\nname = \"虚构指标%d\"\nunit = \"%s\"\n", i, i, []string{"人次", "平方米", []string{"件", "平方米"}[d.r.Intn(2)]}[i])
	}
	return s + fmt.Sprintf("[[form]]\nid = \"f0\"\nname = \"讲座\"\npublic = %v\n[[form]]\nid = \"f1\"\nname = \"检查\"\n", d.r.Intn(4) > 0)
}

func (d *desk) base(i int) string {
	s := fmt.Sprintf("+++\nname = \"虚构基地%d\"\ncounty = \"c%d\"\nalias = [\"旧名%d\"]\n", i, d.r.Intn(3), i)
	if d.r.Intn(3) == 0 {
		s = strings.Replace(s, "虚构基地", "示例基地", 1)
	}
	if d.r.Intn(2) == 0 {
		s += "kind = \"学校\"\n"
	}
	return s + "+++\n正文" + strings.Repeat("。", d.r.Intn(3)) + "\n"
}

func (d *desk) log(year int) string {
	var s strings.Builder
	for range d.r.Intn(20) {
		fmt.Fprintf(&s, "[[activity]]\ndate = %d-%02d-%02d\ntitle = \"虚构活动%d\"\n", year, 1+d.r.Intn(12), 1+d.r.Intn(28), d.r.Intn(3))
		if d.r.Intn(3) > 0 {
			fmt.Fprintf(&s, "base = \"b%d\"\n", d.r.Intn(5))
		}
		if d.r.Intn(3) > 0 {
			fmt.Fprintf(&s, "form = \"f%d\"\n", d.r.Intn(2))
		}
		if d.r.Intn(3) > 0 {
			fmt.Fprintf(&s, "participants = %d\nsessions = %d\n", []int{0, 20, 35, 40, 60, 90000}[d.r.Intn(6)], 1+d.r.Intn(30))
		}
	}
	for b := range 5 {
		if d.r.Intn(4) == 0 {
			more := ""
			for _, i := range d.r.Perm(3)[:d.r.Intn(3)] {
				more += fmt.Sprintf("i%d = %d\n", i, []int{7, 70, 700, 9000}[d.r.Intn(4)])
			}
			fmt.Fprintf(&s, "[[annual]]\nbase = \"旧名%d\"\nyear = %d\nvisitors = %d\nopen_days = 10\nfree_days = %d\n%s", b, year, d.r.Intn(9000), d.r.Intn(20), more)
		}
	}
	return s.String()
}

func (d *desk) namings() string {
	var s strings.Builder
	for range d.r.Intn(4) {
		fmt.Fprintf(&s, "[[designation]]\nlevel = \"l%d\"\ndate = \"%d\"\nbases = [\"b%d\"]\nothers = [\"虚构馆\"]\n", d.r.Intn(3), 2013+d.r.Intn(4), d.r.Intn(5))
	}
	return s.String()
}

// A save may touch anything; what is remembered from before must never show.
func TestFiguresAndDoubtsAfterAnyEditAreThoseCountedAnew(t *testing.T) {
	reused := 0
	for seed := range int64(14) {
		d := &desk{rand.New(rand.NewSource(seed)), map[string]string{}, map[string]*source.Parsed{}}
		d.write("site.toml", d.site())
		for i := range 5 {
			d.write(fmt.Sprintf("bases/b%d.md", i), d.base(i))
		}
		var memory figures.Memory
		for step := range 60 {
			year := 2013 + d.r.Intn(5)
			switch d.r.Intn(10) {
			case 0:
				d.write("site.toml", d.site())
			case 1:
				d.write("designations.toml", d.namings())
			case 2, 3:
				i := d.r.Intn(5)
				d.write(fmt.Sprintf("bases/b%d.md", i), d.base(i))
			case 7: // what an indicator is a part of, and nothing else
				const unit, of = "unit = \"人次\"\n", "of = \"visitors\"\n"
				if s := d.texts["site.toml"]; strings.Contains(s, of) {
					d.write("site.toml", strings.Replace(s, of, "", 1))
				} else {
					d.write("site.toml", strings.Replace(s, unit, unit+of, 1))
				}
			case 6:
				d.remove(fmt.Sprintf("activities/%d.toml", year))
			case 4: // another name and nothing else
				name := fmt.Sprintf("bases/b%d.md", d.r.Intn(5))
				d.write(name, strings.NewReplacer("虚构基地", "示例基地", "示例基地", "虚构基地").Replace(d.texts[name]))
			case 5: // a page among the others: all places in the lists move
				if name := "bases/a0.md"; d.texts[name] == "" {
					d.write(name, "+++\nname = \"虚构的新馆\"\ncounty = \"c0\"\n+++\n")
				} else {
					d.remove(name)
				}
			default:
				d.write(fmt.Sprintf("activities/%d%s.toml", year, []string{"", "/x"}[d.r.Intn(2)]), d.log(year))
			}
			c, files := d.link()
			if c == nil {
				continue
			}
			got, want := memory.Of(c), figures.Of(c)
			if step > 0 {
				reused += memory.Kept()
			}
			if a, b := rows(t, got), rows(t, want); a != b {
				t.Fatalf("seed %d, step %d: remembered\n%s\ncounted\n%s", seed, step, a, b)
			}
			if d.r.Intn(8) == 0 {
				continue // a site that was not made has nobody to warn
			}
			if a, b := memory.Check(files), figures.Check(c, files); !reflect.DeepEqual(a, b) {
				t.Fatalf("seed %d, step %d: remembered\n%v\nfound\n%v", seed, step, a, b)
			}
		}
	}
	if reused < 100 {
		t.Errorf("%d years were taken over: the test shows little", reused)
	}
}

func rows(t *testing.T, f *figures.Figures) string {
	var b bytes.Buffer
	if err := f.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	for _, y := range f.Years() {
		fmt.Fprintln(&b, y, f.Private(y))
	}
	return b.String()
}
