package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"kepu/generator/pinyin"
)

// written is a part as encoding/json writes it.
type written struct {
	Name string     `json:"part"`
	Tell string     `json:"tell,omitempty"`
	Docs [][]string `json:"docs"`
	Read string     `json:"read,omitempty"`
	Old  string     `json:"old,omitempty"`
	Rest
}

// TestPartIsThatOfEncodingJSON holds the part put together by hand to that of the library.
func TestPartIsThatOfEncodingJSON(t *testing.T) {
	docs, lists := []Doc{{}}, [][]string{{"", ""}}
	for _, s := range []string{"馆", "a,b", `说"好"`, "一二", "\u3000全角空格", "</script>", "a&b", "\u2028\u2029", `"\`, "“引”", "…", "\xe2\x80", "\xff", "\ufeff", "𠮷"} {
		docs = append(docs, Doc{Title: s, Address: s + "后"}, Doc{Title: s, Names: []string{s, "", s}, Later: []string{"2026-01-02", s}})
		lists = append(lists, []string{s, s + "后"}, []string{s, "", "", s + "|" + s, "", "", "2026-01-02\n" + s})
	}
	others := []Part{{Name: "a", Label: "甲", Count: 1, From: 3}, {Name: "b", Label: "<乙>", Piece: "5月", Count: 2, Names: true, Version: "0"}}
	for n, want := range map[int]written{0: {Docs: [][]string{}}, len(docs): {Docs: lists}} {
		for _, rest := range []Rest{{}, {Parts: others}, {others, [][]string{{"公园", "<景区>"}}, "0"}} {
			var got bytes.Buffer
			err := WriteFirst(&got, slices.Values(docs[:n]), rest)
			whole := read(t, got.String())
			want.Name, want.Tell, want.Read, want.Old, want.Rest = First, namesTell, whole.Read, whole.Old, rest
			text, failed := json.Marshal(want)
			if err != nil || failed != nil || got.String() != before+string(text)+after {
				t.Errorf("%s\nwant\n%s", got.Bytes(), text)
			}
		}
	}
}

func read(t *testing.T, text string) (p written) {
	t.Helper()
	if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimPrefix(text, before), after)), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// part is the one part of a list with these things.
func part(t *testing.T, l List, docs ...Doc) written {
	t.Helper()
	var b bytes.Buffer
	if err := l.Split(len(docs))[0].Write(&b, slices.Values(docs)); err != nil {
		t.Fatal(err)
	}
	return read(t, b.String())
}

func TestListsAreSplitIntoEqualParts(t *testing.T) {
	for n, want := range map[int][]int{0: nil, 1: {1}, 1500: {1500}, 1501: {750, 751}, 3001: {1000, 1000, 1001}} {
		var got []int
		next := 0
		for i, p := range Month(2016, 5, "5月").Split(n) {
			name, piece := "2016-05", "5月"
			if n > 1500 {
				name, piece = fmt.Sprint(name, "-", i+1), fmt.Sprintf("5月第%d部分", i+1)
			}
			if p.From != next || p.To-p.From != p.Count || p.Name != name || p.Piece != piece || p.Label != "2016年的活动" {
				t.Errorf("%d: %+v", n, p)
			}
			got, next = append(got, p.Count), p.To
		}
		if !slices.Equal(got, want) || next != n {
			t.Errorf("%d: %v", n, got)
		}
	}
}

// TestTablesAreThoseOfAllCharacters holds the sets of bits to plain maps.
func TestTablesAreThoseOfAllCharacters(t *testing.T) {
	p := part(t, About,
		Doc{"確山縣氣象館", "bases/國.html", "甲县 场馆", []string{"虛構", "乐"}, [][]string{{"氣象", "𠮷"}}, "龍年說長𠮷城 abc，。", []string{"2026-01-02", "乙縣"}},
		Doc{Title: "确山县", Address: "x", Text: "长城"})
	sounds, table := map[string][]rune{}, simplified()
	written := map[rune]bool{}
	for _, d := range p.Docs {
		for i, field := range d {
			for _, r := range field {
				if i == 1 {
					continue
				}
				written[r] = true
				if i == 5 {
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

// TestFieldsAreOneLine: the script looks through all of a part as one text, whose lines are things and whose tabs part fields.
func TestFieldsAreOneLine(t *testing.T) {
	p := part(t, About, Doc{Title: "一\n二", Address: "x", Where: "a\tb", Names: []string{"", "c\r\nd", "\t"}, Words: [][]string{{"停车场", ""}, nil, {"e\nf", "g"}, {""}}, Text: "h\ti"})
	if want := []string{"一 二", "x", "a b", "c  d| ", "停车场\t\te f|g", "h i"}; !slices.Equal(p.Docs[0], want) {
		t.Errorf("%q", p.Docs[0])
	}
}

// TestSoundsOfWhatPeopleType: characters that no name has are read too, or a slip could not be told.
func TestSoundsOfWhatPeopleType(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSounds(&b); err != nil {
		t.Fatal(err)
	}
	p, sounds := read(t, b.String()), map[rune][]string{}
	for _, m := range regexp.MustCompile(`([a-z]+)([^a-z]+)`).FindAllStringSubmatch(p.Read, -1) {
		for _, r := range m[2] {
			sounds[r] = append(sounds[r], m[1])
		}
	}
	for r, want := range map[rune]string{'查': "cha zha", '像': "xiang", '牙': "ya", '谱': "pu", '鼹': "yan"} {
		if got := strings.Join(slices.Sorted(slices.Values(sounds[r])), " "); got != want {
			t.Errorf("%c is read %s", r, got)
		}
	}
	if n := len(sounds); n < 6700 || n > 6800 || b.Len() > 40_000 || !strings.Contains(p.Old, "國国") {
		t.Errorf("%d characters, %d bytes", n, b.Len())
	}
}

func TestTraditionalTableIsSound(t *testing.T) {
	table := simplified().of
	if len(table) < 1300 {
		t.Errorf("%d characters", len(table))
	}
	for old, simple := range table {
		if old == simple || table[simple] != 0 {
			t.Errorf("%c is said to be %c", old, simple)
		}
		if len(pinyin.Readings(simple)) == 0 {
			t.Errorf("%c, for %c, is no character that can be read", simple, old)
		}
	}
}

func TestCutCountsCharacters(t *testing.T) {
	if got := cut("一二\n三  四", 4); got != "一二 三" {
		t.Errorf("%q", got)
	}
	if got := cut("一二", 9); got != "一二" {
		t.Errorf("%q", got)
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
