package diag

import (
	"strings"
	"testing"
)

const text = "name = \"x\"\n科技馆 = 1\n😀 = \"𠮷馆\"\n\nlast"

func TestPlacesCountUTF16UnitsFromOne(t *testing.T) {
	f := NewFile("bases/a.md", text)
	tests := []struct {
		what                string // found in text
		line, column, width int
		excerpt             string
	}{
		{"name", 1, 1, 4, `name = "x"`},
		{`"x"`, 1, 8, 3, `name = "x"`},
		{"科技馆", 2, 1, 3, "科技馆 = 1"},
		{"1", 2, 7, 1, "科技馆 = 1"},
		{"😀", 3, 1, 2, `😀 = "𠮷馆"`},
		{`"𠮷馆"`, 3, 6, 5, `😀 = "𠮷馆"`},
		{"馆\"", 3, 9, 2, `😀 = "𠮷馆"`},
		{"last", 5, 1, 4, "last"},
		{"x\"\n科", 1, 9, 2, `name = "x"`}, // cut at the line's end
	}
	for _, tt := range tests {
		at := strings.Index(text, tt.what)
		if got, want := f.Place(at, at+len(tt.what)), (Place{"bases/a.md", tt.line, tt.column, tt.width, tt.excerpt}); got != want {
			t.Errorf("%q: %+v, want %+v", tt.what, got, want)
		}
		if got := f.LineOf(at); got != tt.line {
			t.Errorf("%q is on line %d", tt.what, got)
		}
	}
}

func TestPlacesOutsideTheTextAreItsEdges(t *testing.T) {
	f := NewFile("a", text)
	if got := f.Place(-5, -1); got.Line != 1 || got.Column != 1 || got.Width != 1 {
		t.Errorf("before the text: %+v", got)
	}
	if got := f.Place(len(text)+1, len(text)+9); got.Line != 5 || got.Column != 5 || got.Width != 1 {
		t.Errorf("after the text: %+v", got)
	}
	if got := f.Place(3, 1); got.Column != 4 || got.Width != 1 {
		t.Errorf("an end before the start: %+v", got)
	}
	if got := NewFile("a", "").Place(0, 0); got.Line != 1 || got.Column != 1 || got.Excerpt != "" {
		t.Errorf("in an empty text: %+v", got)
	}
}

func TestMarkStandsUnderThePlace(t *testing.T) {
	tests := []struct {
		line          string
		column, width int
		mark          string
	}{
		{"name = x", 8, 1, "       ^"},
		{"科技馆 = 1", 1, 3, "^^^^^^"},
		{"科技馆 = 1", 7, 1, "         ^"},
		{"😀 = 1", 1, 2, "^^"},
		{"😀 = 1", 6, 1, "     ^"},
		{"\tx", 2, 1, " ^"},
		{"a\u200bb", 3, 1, "  ^"},
		{"a\u061cb", 3, 1, "  ^"},
		{"a\u009bb", 3, 1, "  ^"},
		{"ab", 3, 1, "  ^"},
		{"ab", 9, 1, "  ^"},
		{"", 1, 1, "^"},
		{"“x”", 1, 1, "^"}, // quotes take one column outside Chinese terminals
	}
	for _, tt := range tests {
		_, mark := excerpt(Place{Line: 1, Column: tt.column, Width: tt.width, Excerpt: tt.line})
		if mark != tt.mark {
			t.Errorf("%q at %d: %q, want %q", tt.line, tt.column, mark, tt.mark)
		}
	}
}

func TestLongLinesAreCutAroundTheMark(t *testing.T) {
	long := strings.Repeat("科", 200)
	for _, column := range []int{1, 30, 100, 150, 200, 201} {
		line, mark := excerpt(Place{Line: 1, Column: column, Width: 3, Excerpt: long})
		if n := len([]rune(line)); n > excerptUnits+2 {
			t.Errorf("column %d: %d characters", column, n)
		}
		if strings.HasPrefix(line, "…") == (column < 20) || strings.HasSuffix(line, "…") == (column >= 200) {
			t.Errorf("column %d: %s", column, line)
		}
		if !strings.Contains(mark, "^") || len(mark) > 2*len([]rune(line))+2 {
			t.Errorf("column %d: mark %q under %q", column, mark, line)
		}
	}
	// A mark longer than what is shown ends with it.
	if line, mark := excerpt(Place{Column: 1, Width: 500, Excerpt: long}); strings.Count(mark, "^") != 2*excerptUnits || !strings.HasSuffix(line, "…") {
		t.Errorf("%d marks under %q", strings.Count(mark, "^"), line)
	}
}

func TestProblemsArePrintedWithPlaceFaultAndRemedy(t *testing.T) {
	f := NewFile("bases/a.md", "name = “x”\n")
	var l List
	l.Error(f.Place(7, 11), T("用了中文引号 %s", "Chinese quotes %s").With("“"), T(`请改为 "`, `write "`))
	l.Warn(Whole("bases/b.md"), T("空文件", "empty"), Text{})
	l.Warn(Place{File: "x", Line: 3}, T("一行", "a line"), Text{})
	l.Warn(Whole(""), T("没有内容", "nothing there"), Text{})
	want := "content/bases/a.md:1:8: 错误：用了中文引号 “，请改为 \"\n    name = “x”\n           ^^\n" +
		"content/bases/b.md: 提醒：空文件\n" +
		"还有 2 个问题没有列出。\n"
	var b strings.Builder
	Style{Root: "content/", Max: 2}.Print(&b, l)
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	Style{Lang: EN}.Print(&b, l)
	wantEN := "bases/a.md:1:8: error: Chinese quotes “; write \"\n    name = “x”\n           ^^\n" +
		"bases/b.md: warning: empty\nx:3: warning: a line\nwarning: nothing there\n"
	if b.String() != wantEN {
		t.Errorf("got\n%s\nwant\n%s", b.String(), wantEN)
	}
	if got := (Style{Root: "content"}).Format(l[3]); got != "content: 提醒：没有内容\n" {
		t.Errorf("of the whole folder: %q", got)
	}
}

func TestSortingPutsProblemsInReadingOrderAndDropsRepeats(t *testing.T) {
	at := func(file string, line, column int) Place {
		return Place{File: file, Line: line, Column: column, Width: 1}
	}
	var l List
	l.Warn(at("b", 1, 1), Same("x"), Text{})
	l.Error(at("a", 10, 1), Same("x"), Text{})
	l.Warn(at("a", 2, 3), Same("a"), Text{})
	l.Error(at("a", 2, 3), Same("z"), Text{})
	l.Error(at("a", 2, 1), Same("x"), Text{})
	l.Error(at("a", 2, 3), Same("b"), Text{})
	l.Error(at("a", 2, 3), Same("z"), Text{})
	l.Warn(Whole("a"), Same("x"), Text{})
	l.Sort()
	var got []string
	for _, p := range l {
		got = append(got, Style{}.where(p.Place)+" "+p.What.ZH)
	}
	want := "a x, a:2:1 x, a:2:3 b, a:2:3 z, a:2:3 a, a:10:1 x, b:1:1 x"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	if errors, warnings := l.Count(); errors != 4 || warnings != 3 || !l.HasErrors() || l[:1].HasErrors() {
		t.Errorf("%d errors, %d warnings", errors, warnings)
	}
}

func TestTextsInTextsKeepTheirLanguage(t *testing.T) {
	got := T("没有这个%s：%d", "there is no %s: %d").With(T("基地", "base"), 3)
	if got.In(ZH) != "没有这个基地：3" || got.In(EN) != "there is no base: 3" {
		t.Errorf("%+v", got)
	}
}

func TestNearestNameIsTheOneThatWasMeant(t *testing.T) {
	bases := []string{"西平县气象局", "确山县气象局", "市科技馆", "kjg"}
	tests := []struct {
		name string
		in   []string
		want string
	}{
		{"vistors", []string{"volunteers", "visitors"}, "visitors"},
		{"Visitors", []string{"visitors"}, "visitors"},
		{"titel", []string{"title", "total"}, "title"},
		{"kjgg", bases, "kjg"},
		{"西平县气象台", bases, "西平县气象局"},
		{"西平气象局", bases, "西平县气象局"},
		{"科技馆", bases, "市科技馆"},
		{"上蔡县气象局", bases, ""},    // another institution
		{"西华县气象局", bases, ""},    // another county, one character off
		{"气象局", bases, ""},       // short for two
		{"西平县", bases, "西平县气象局"}, // short for one
		{"市少年宫", bases, ""},      // nothing but the city in common
		{"西平县气象局科普馆", bases, ""}, // more than the base
		{"驻马店市科学技术馆", []string{"驻马店市科学技术管"}, "驻马店市科学技术管"}, // a slip in a long name
		{"上蔡县", []string{"新蔡县", "西平县"}, ""},               // two places
		{"xincai-weather", []string{"xiping-weather"}, ""},
		{"xipin-weather", []string{"xiping-weather"}, "xiping-weather"},
		{"bases/suiping-weather.md", []string{"bases/xiping-weather.md"}, ""},
		{"动物园", bases, ""},
		{"x", []string{"y"}, ""},
		{"", []string{"a"}, ""},
		{"a", nil, ""},
		{"甲", []string{"乙"}, ""},
		{"甲馆", []string{"乙馆", "甲观"}, "乙馆"}, // among equals the first
		{"丙县", []string{"甲县", "乙县"}, ""},
		{"省级", []string{"市级"}, ""},
		{"市級", []string{"市级"}, "市级"},
	}
	for _, tt := range tests {
		if got := Nearest(tt.name, tt.in); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestColumnsOfALongLineAreCountedFromItsStart: places far into a long line, where the
// text has characters of every width.
func TestColumnsOfALongLineAreCountedFromItsStart(t *testing.T) {
	line := strings.Repeat("aé科😀", 2000)
	f := NewFile("a", "首行\n"+line+"\n"+line)
	for _, line := range []int{2, 3} {
		from := strings.LastIndex(f.Text, "\n") + 1
		if line == 2 {
			from = strings.Index(f.Text, "\n") + 1
		}
		for _, n := range []int{0, 1, 511, 512, 1023, 1999} {
			at := from + n*10 // bytes of the four
			if got := f.Place(at+3, at+10); got.Line != line || got.Column != n*5+3 || got.Width != 3 {
				t.Errorf("line %d, %d times: %d:%d, %d wide", line, n, got.Line, got.Column, got.Width)
			}
		}
	}
}

func TestOneLineGetsSoManyProblemsAndNoMore(t *testing.T) {
	f := NewFile("a", strings.Repeat("x", 200)+"\nyy")
	var l List
	for i := range 100 {
		l.Warn(f.Place(i, i+1), Same("w"), Text{})
	}
	if len(l) != maxOfLine+1 || l[maxOfLine].Severity != Warning || l[maxOfLine].What != more || l.Full(f, 0) {
		t.Fatalf("%d problems, the last %+v", len(l), l[len(l)-1])
	}
	// What is left out may stop a build: the last line must say so.
	l.Error(f.Place(150, 151), Same("e"), Text{})
	if len(l) != maxOfLine+1 || !l.HasErrors() || !l.Full(f, 0) || l.Full(f, 201) {
		t.Errorf("%d problems, errors: %v", len(l), l.HasErrors())
	}
	l.Error(f.Place(201, 202), Same("e"), Text{})
	for range 100 {
		l.Error(Whole("a"), Same("e"), Text{})
	}
	if len(l) != maxOfLine+102 {
		t.Errorf("%d problems: other lines and whole files are told as ever", len(l))
	}
}
