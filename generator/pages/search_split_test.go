package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/pinyin"
	"kepu/generator/source"
)

// city is a catalog of so many bases, and activities of one year, most of them in May.
func city(bases, activities int) *catalog.Catalog {
	county := &catalog.County{}
	county.ID, county.Name = "jia", "甲县"
	c := &catalog.Catalog{Counties: []*catalog.County{county}}
	for i := range bases {
		b := &catalog.Base{Base: &source.Base{}, ID: fmt.Sprintf("b%d", i), County: county}
		b.Name, b.Address, b.Summary = fmt.Sprintf("虚构第%d馆", i), "虚构路1号", strings.Repeat("虚构的话", 200)
		c.Bases = append(c.Bases, b)
	}
	for i := range activities {
		month := 12 - i*24/activities
		a := &catalog.Activity{Activity: &source.Activity{}}
		a.Title = fmt.Sprintf("虚构活动%d", i)
		a.Date.Date = date.Date{Year: 2016, Month: int8(max(month, 5))}
		c.Activities = append(c.Activities, a)
	}
	c.Order()
	return c
}

// Whatever is too long for one part stands in several, each thing in one of them, and the first
// part tells of all.
func TestLongIndexIsSplit(t *testing.T) {
	parts := partsOf(t, city(mostNames+700, 3*mostActivities))
	first := parts[basesPart]
	if len(first.Docs) != 1 || len(first.Parts) != len(parts)-1 {
		t.Errorf("the first part has %d entries and tells of %d parts, there are %d", len(first.Docs), len(first.Parts), len(parts))
	}
	count := map[string]int{}
	seen := map[string]string{}
	for _, p := range first.Parts {
		part := parts[p.Name]
		if len(part.Docs) != p.Count || p.Count == 0 {
			t.Errorf("%s has %d entries, not %d", p.Name, len(part.Docs), p.Count)
		}
		if p.Names != strings.HasPrefix(p.Name, namesPart) {
			t.Errorf("%s is said to have names: %v", p.Name, p.Names)
		}
		count[p.Label]++
		for _, d := range part.Docs {
			if other := seen[d[0]+d[1]]; other != "" {
				t.Errorf("%s stands in %s and %s", d[0], other, p.Name)
			}
			seen[d[0]+d[1]] = p.Name
		}
		var b bytes.Buffer
		if err := part.write(&b); err != nil || b.Len() > 500_000 {
			t.Errorf("%s has %d bytes: too many (%v)", p.Name, b.Len(), err)
		}
	}
	if want := 2*(mostNames+700) + 3*mostActivities; len(seen) != want {
		t.Errorf("%d things can be found, want %d", len(seen), want)
	}
	if len(count) != 3 || count["基地的名称"] != 2 || count["基地的地址和介绍"] != 12 || count["2016年的活动"] != 10 {
		t.Errorf("the parts by label: %v", count)
	}
	if p := first.Parts[len(first.Parts)-1]; p.Name != "2016-05-3" || p.Piece != "5月第3部分" {
		t.Errorf("the last part is %+v", p)
	}
}

func TestShortIndexHasOnePartOfEach(t *testing.T) {
	parts := partsOf(t, city(mostAbout, mostActivities))
	if got := slices.Sorted(maps.Keys(parts)); !slices.Equal(got, []string{"2016", aboutPart, basesPart}) {
		t.Errorf("%q", got)
	}
	for _, p := range parts[basesPart].Parts {
		if p.Piece != "" {
			t.Errorf("%s is said to be a piece, %q", p.Name, p.Piece)
		}
	}
}

// TestPartIsThatOfEncodingJSON holds the part put together by hand to that of the library.
func TestPartIsThatOfEncodingJSON(t *testing.T) {
	docs := []searchDoc{{}, {"虚构馆", "bases/x.html"}, {"", "馆", "a,b", `说"好"`, "一\n二", "一\r\n二", "\t", "\u3000全角空格", "\u0085x", "\u2028x", `\.`, "\xff", "\xe3\x80", "\ufeff", "<&>"}}
	for _, s := range []string{"</script>", "a&b", "\u2028\u2029", "\x00\x1f\x7f", `"\`, "“引”", "…", "\xe2\x80", "𠮷"} {
		docs = append(docs, searchDoc{s, s + "后", "前" + s})
	}
	for _, p := range []searchPart{
		{Name: "x", Docs: []searchDoc{}},
		{Name: "x", Docs: docs},
		{Name: `"`, Docs: docs[:2], Read: "an安", Old: "國国", Parts: []partName{{"a", "甲", "", 1, false, ""}, {"b", "<乙>", "5月", 2, true, "0"}}},
	} {
		var got bytes.Buffer
		err := p.write(&got)
		want, failed := json.Marshal(p)
		if err != nil || failed != nil || got.String() != "(self.kepuSearch=self.kepuSearch||[]).push("+string(want)+");\n" {
			t.Errorf("%s\nwant\n%s", got.Bytes(), want)
		}
	}
}

// TestTablesAreThoseOfAllCharacters holds the sets of bits to plain maps.
func TestTablesAreThoseOfAllCharacters(t *testing.T) {
	p := searchPart{Docs: []searchDoc{
		{"確山縣氣象館", "bases/國.html", "甲县 场馆", "虛構|乐", "氣象|𠮷", "龍年說長𠮷城 abc，。"},
		{"确山县", "x", "", "", "", "长城"},
	}}
	p.tables()
	sounds, table := map[string][]rune{}, simplified()
	written := map[rune]bool{}
	for _, d := range p.Docs {
		for i, field := range d {
			for _, r := range field {
				if i == addressField {
					continue
				}
				written[r] = true
				if i == textField {
					continue
				}
				if s, ok := table.of[r]; ok {
					r = s
				}
				for _, sound := range pinyin.Readings(r) {
					if !slices.Contains(sounds[sound], r) {
						sounds[sound] = append(sounds[sound], r)
					}
				}
			}
		}
	}
	var read, old strings.Builder
	for _, sound := range slices.Sorted(maps.Keys(sounds)) {
		slices.Sort(sounds[sound])
		read.WriteString(sound + string(sounds[sound]))
	}
	for _, r := range slices.Sorted(maps.Keys(table.of)) {
		if written[r] || written[table.of[r]] {
			old.WriteString(string(r) + string(table.of[r]))
		}
	}
	if p.Read != read.String() || p.Old != old.String() {
		t.Errorf("%s %s\nwant\n%s %s", p.Read, p.Old, read.String(), old.String())
	}
}

// TestCutIsThatOfFields holds cut, which looks at no more than it needs, to the plain way.
func TestCutIsThatOfFields(t *testing.T) {
	spaces := []rune(" \n\t\u00a0\u3000")
	for i := range 3000 {
		var b strings.Builder
		for n := i; n > 0; n /= 5 {
			b.WriteRune(spaces[n%5])
			b.WriteString("一二"[:3*(n%3)])
		}
		text := b.String()
		for n := 1; n < 8; n++ {
			want := []rune(strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " "))
			if got := cut(text, n); got != string(want[:min(n, len(want))]) {
				t.Fatalf("%q cut at %d is %q", text, n, got)
			}
		}
	}
}
