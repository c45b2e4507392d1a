package tomldoc

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"kepu/generator/diag"
)

// stricter holds the faults that are TOML all the same: see the package comment.
var stricter = []message{
	twice, sameButCase, mixedHeaders, tooDeep, tooManyDots, emptyName, noSuchDay, badTime,
	strayInvisible, controlInText, controlEscape, unconvertedInText, directionInText, windowsPath, openLongText, oddHeader,
}

func deliberate(p diag.Problem) bool {
	for _, m := range stricter {
		form := verbs.ReplaceAllString(regexp.QuoteMeta(m.what.ZH), ".*")
		if regexp.MustCompile("(?s)^" + form + "$").MatchString(p.What.ZH) {
			return true
		}
	}
	return false
}

// verbs matches the places of arguments in a quoted wording.
var verbs = regexp.MustCompile(`%\\\[\d\\\][a-z]`)

// plainMap returns what a table holds as the library would, with days and times as texts.
func plainMap(t *Table) map[string]any {
	m := map[string]any{}
	for _, f := range t.Fields {
		m[f.Key] = plainValue(f.Value)
	}
	return m
}

func plainValue(v Value) any {
	switch v.Kind {
	case String:
		return v.Text
	case Integer:
		return v.Int
	case Float:
		return math.Float64bits(v.Float)
	case Bool:
		return v.Bool
	case Day:
		return "day " + v.Date.String()
	case Moment:
		return "moment"
	case Array:
		items := []any{}
		for _, item := range v.Items {
			items = append(items, plainValue(item))
		}
		return items
	case Inline:
		return plainMap(v.Table)
	}
	return "bad"
}

// plain does the same to what the library decoded.
func plain(x any) any {
	switch x := x.(type) {
	case map[string]any:
		m := map[string]any{}
		for k, v := range x {
			m[k] = plain(v)
		}
		return m
	case []map[string]any:
		items := []any{}
		for _, item := range x {
			items = append(items, plain(item))
		}
		return items
	case []any:
		items := []any{}
		for _, item := range x {
			items = append(items, plain(item))
		}
		return items
	case float64:
		return math.Float64bits(x)
	case time.Time:
		if x.Location().String() == "date-local" {
			return "day " + x.Format("2006-01-02")
		}
		return "moment"
	}
	return x
}

// library decodes the whole text; it panics on some input, which counts as refusing it.
func library(text string) (doc map[string]any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	_, err = toml.Decode(text, &doc)
	return doc, err
}

// tooMuch reports whether the library would need minutes for the text.
func tooMuch(text string) bool {
	return len(text) > 4000 || strings.Count(text, "{")+strings.Count(text, "[")+strings.Count(text, ".") > 120
}

func agree(t *testing.T, text string) {
	top, ps := read(text)
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	sound(t, text, top, ps)
	if _, again := read(text); !reflect.DeepEqual(ps, again) {
		t.Fatalf("%q: a second run reports something else", text)
	}
	if tooMuch(text) {
		return
	}
	doc, err := library(text)
	if !ps.HasErrors() {
		if err != nil {
			t.Fatalf("%q: read without an error, but refused by the library: %v", text, err)
		}
		want := plain(doc)
		if got := any(plainMap(top)); !confusing(top) && !reflect.DeepEqual(got, want) && len(doc) > 0 {
			t.Fatalf("%q:\n read as %#v\nlibrary %#v", text, got, want)
		}
		return
	}
	for _, p := range ps {
		if p.Mend.ZH == strings.ReplaceAll(openLongText.mend.ZH, "%[1]s", `"""`) || p.Mend.ZH == strings.ReplaceAll(openLongText.mend.ZH, "%[1]s", "'''") {
			return // what follows is read as lines, not as a text
		}
		if err == nil && p.Severity == diag.Error && !deliberate(p) {
			t.Fatalf("%q: refused, but read by the library: %s", text, diag.Style{}.Format(p))
		}
	}
}

// confusing reports whether a name is a list in one entry of a [[list]] and a table in
// another: the library (v1.6.0) keeps kinds by name, and loses fields of the table then.
func confusing(top *Table) bool {
	kinds := map[string]Kind{}
	found := false
	var walk func(path string, v Value)
	walk = func(path string, v Value) {
		if v.Kind == Array || v.Kind == Inline {
			if k, seen := kinds[path]; seen && k != v.Kind {
				found = true
			}
			kinds[path] = v.Kind
		}
		for _, item := range v.Items {
			if item.Table == nil {
				walk(path+"[]", item)
				continue
			}
			for _, f := range item.Table.Fields {
				walk(path+"."+f.Key, f.Value)
			}
		}
		if v.Table != nil {
			for _, f := range v.Table.Fields {
				walk(path+"."+f.Key, f.Value)
			}
		}
	}
	walk("", Value{Kind: Inline, Table: top})
	return found
}

// sound checks what holds for any text.
func sound(t *testing.T, text string, top *Table, ps diag.List) {
	for _, p := range ps {
		if strings.Contains(text, "%!") {
			break
		}
		if strings.Contains(p.Message(diag.ZH), "%!") || strings.Contains(p.Message(diag.EN), "%!") {
			t.Fatalf("%q: badly worded: %s", text, p.Message(diag.EN))
		}
	}
	var value func(v Value)
	table := func(tab *Table) {
		seen := map[string]bool{}
		for _, f := range tab.Fields {
			if seen[foldKey(f.Key)] {
				t.Fatalf("%q: key %q twice", text, f.Key)
			}
			seen[foldKey(f.Key)] = true
			if f.Start < 0 || f.End <= f.Start || f.End > len(text) {
				t.Fatalf("%q: key %q is at %d–%d", text, f.Key, f.Start, f.End)
			}
			value(f.Value)
		}
	}
	value = func(v Value) {
		if v.Start < 0 || v.End < v.Start || v.End > len(text) {
			t.Fatalf("%q: a value is at %d–%d", text, v.Start, v.End)
		}
		if v.Kind == Bad && !ps.HasErrors() {
			t.Fatalf("%q: a bad value was not reported", text)
		}
		if v.Plain && text[v.From:v.From+len(v.Text)] != v.Text {
			t.Fatalf("%q: %q is not as written", text, v.Text)
		}
		for _, item := range v.Items {
			value(item)
		}
		if v.Table != nil {
			table(v.Table)
		}
	}
	table(top)
}

// oddities are texts that are TOML, or nearly, and that staff seldom write.
var oddities = []string{
	"", "# x", "a = 1", "a.b.c = 1\na.b.d = 2", "[a.b]\nx=1\n[a]\ny=2", "[[a]]\n[a.b]\nx=1\n[[a]]\n[a.b]\nx=2",
	"x = [1, [2, 3,], {a = 1}, \"b\"] # c", "x = {a = 1, b.c = 2,\n d = 3,\n}", "x = 0x1F\ny = 0b11\nz = 1_000\nu = -0.5e3\nv = inf\nw = -nan",
	"x = 2016-09-17T10:00:00Z\ny = 2016-09-17 10:00:00\nz = 10:00\nd = 2016-09-17", "x = '''\na\nb'''\ny = \"\"\"\na \\\n   b\\tc\"\"\"\nz = ''\"''",
	"x = \"\"\"a\"\"\"\"\"\ny = ''''a''''", "\"a b\" = 1\n'c' = 2\n\"\\u0041\" = 3", "x = []\ny = {}\nz = [\n# c\n]", "x = -0\ny = +5",
	"x = \"\\x41\\u00e9\\U0001F600\\\"\\\\\"", "a = {x = 1}\na.y = 2", "a.b = 1\n[a]\nc = 2", "x = [{a = 1}]\n[[x]]", "[a]\n[a.b.c]\n[a.b]\nd.e = 1",
	"x = 9223372036854775807\ny = -9223372036854775808", "x = 0000-01-01", "[[a.b]]\nx = 1\n[a]\ny = 2\n[[a.b]]", "x = 1979-05-27T07:32", "true = false",
	"x = \"a\\\n b\"", "x = [\n[1]\n]\n", "[\"a.b\".c]\nx = 1\n[a.b]\ny = 2", "[a]\nb = 1\n[a.b]\nc = 2", "x = 1 \t# y", "x = \"\ufeff\"", "x = \"\u2028\"",
}

func FuzzAgreesWithLibrary(f *testing.F) {
	for _, m := range staffMistakes {
		if len(m.text) < 1000 { // long ones only slow the fuzzer down
			f.Add(m.text)
		}
	}
	for _, text := range oddities {
		f.Add(text)
	}
	f.Add(logOf(2))
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			read(text) // no panic
			return
		}
		agree(t, text)
	})
}

// pieces make texts that are TOML more often than random bytes are.
var pieces = []string{
	"a", "b", "A", "a.b", "name", "\"k\"", "'k'", "=", " = ", "=", ".", ",", ", ", "\n", "\n", "\n", " ", "\t", "#", "# c\n",
	"[", "]", "{", "}", "[[", "]]", "\n[a]\n", "\n[[a]]\n", "\n[[b]]\n", "\n[a.b]\n", "\n[[a.b]]\n", "\na = ", "\nb = ", "\na.b = ", "\nc = ",
	"1", "-2", "+3", "0", "09", "1_000", "12,000", "0x1F", "0b2", "1.5", ".5", "1e5", "1.", "inf", "nan", "true", "false", "True", "是",
	"2016-09-17", "2016-02-30", "2016-09-17 10:00", "2016-09-17T10:00:00Z", "10:00", "9:00", "2016年9月", "２０１６", "20１6", "0000-01-01",
	"\"x\"", "'x'", "\"\"", "\"", "'", "\"\"\"", "'''", "“x”", "\\", "\\n", "\\\"", "\\e", "\\u0041", "\\U0001F600", "\\x41", "\\ \n",
	"：", "，", "、", "；", "。", "＝", "＃", "［", "］", "｛", "｝", "//", "\u3000", "\u00a0", "\u200b", "\u202e", "\ufeff", "\x00", "\x1a", "科技馆",
	"[1, 2]", "[\"a\", \"b\"]", "{a = 1}", "{a = 1, b = 2}", "[{a = 1}, {a = 2}]", "\n[[a]]\nname = \"\"\"", "{a.b = 1}", "[[1], [2]]",
}

// lines are right each for itself: what is wrong is how they go together.
var lines = []string{
	"a = 1\n", "b = \"x\"\n", "c = [1, 2]\n", "a.b = 1\n", "a.c = 2\n", "a.b.c = 3\n", "b.a = {x = 1}\n", "b = {a = 1, b.c = 2}\n", "c.d.e = 1\n", "c.d.f = 1\n",
	"[a]\n", "[a.b]\n", "[a.b.c]\n", "[b]\n", "[[a]]\n", "[[a.b]]\n", "[[b]]\n", "[[b.c]]\n", "[c]\n", "[c.d]\n", "[ 'a' . b ]\n", "[[ \"b\" ]]\n",
	"d = [{x = 1}, {x = 2}]\n", "d = []\n", "e = \"\"\"\na\\\n  b\"\"\"\n", "e = '''\na\"b'''\n", "f = 1.5 # c\n", "f = 2016-09-17\n", "g = 10:00:00\n", "h = \"a\\tb\"\n",
	"i = [\n1,\n2, # c\n]\n", "j = {\n x = 1,\n y = 2\n}\n", "A = 1\n", "\n", "# c\n",
}

func TestSoupOfPiecesIsReadAsTheLibraryReadsIt(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		var b strings.Builder
		for range 1 + random.IntN(24) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		agree(t, b.String())
		b.Reset()
		for range 1 + random.IntN(8) {
			b.WriteString(lines[random.IntN(len(lines))])
		}
		text := b.String()
		if at := random.IntN(len(text)); random.IntN(3) == 0 && utf8.RuneStart(text[at]) {
			text = text[:at] + pieces[random.IntN(len(pieces))] + text[at:]
		}
		agree(t, text)
	}
}

// logOf returns a log of n entries such as staff write.
func logOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `[[activity]]
date = 2016-%02d-%02d
title = "示例科普讲座第%d场：身边的气象"
base = "示例县气象局"
campaign = "全国科普日"
form = "讲座"
topic = ["气象", "防灾减灾"]
participants = %d
volunteers = 12
audience = ["中小学生", "社区居民"]
place = '示例县第一小学操场'
summary = "示例：讲解员带领学生参观观测场，介绍雨量筒、百叶箱与自动站的用途，并回答提问。"

`, i%12+1, i%28+1, i, 100+i)
	}
	return b.String()
}

func TestEntriesReadOneByOneEqualTheFileReadWhole(t *testing.T) {
	text := logOf(20) + "[[annual]]\nbase = \"示例\"\nyear = 2016\n[annual.more]\nx = {a = 1}\n"
	f := diag.NewFile("2016.toml", text)
	var ps diag.List
	whole := Parse(f, 0, len(text), &ps)
	var cuts []int
	for _, field := range whole.Fields {
		for _, item := range field.Value.Items {
			cuts = append(cuts, item.Table.Start)
		}
	}
	cuts = append(cuts, len(text))
	got := map[string]any{}
	for i, start := range cuts[:len(cuts)-1] {
		for _, field := range Parse(f, start, cuts[i+1], &ps).Fields {
			list, _ := got[field.Key].([]any)
			got[field.Key] = append(list, plainValue(field.Value.Items[0]))
			if item := field.Value.Items[0].Table; item.Start != start {
				t.Errorf("entry at %d says that it is at %d", start, item.Start)
			}
		}
	}
	if want := plainMap(whole); len(ps) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("one by one %v\nwhole %v\nproblems %v", got, want, ps)
	}
}

func TestLogIsReadAsTheLibraryReadsIt(t *testing.T) {
	text := logOf(50)
	top, ps := read(text)
	doc, err := library(text)
	if err != nil || len(ps) > 0 || !reflect.DeepEqual(any(plainMap(top)), plain(doc)) {
		t.Errorf("not the same: %v %v", err, ps)
	}
}

func BenchmarkParse(b *testing.B) {
	text := logOf(1000)
	f := diag.NewFile("2016.toml", text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var ps diag.List
		Parse(f, 0, len(text), &ps)
	}
}

func BenchmarkLibrary(b *testing.B) {
	text := logOf(1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var doc map[string]any
		if _, err := toml.Decode(text, &doc); err != nil {
			b.Fatal(err)
		}
	}
}
