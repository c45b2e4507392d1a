package pinyin

import (
	"slices"
	"strings"
	"testing"
)

func TestReadingsOfACharacter(t *testing.T) {
	for r, want := range map[rune][]string{'泌': {"bi", "mi"}, '确': {"que"}, '技': {"ji"}, '重': {"zhong", "chong"}, '女': {"nv"}, 'a': nil, '，': nil} {
		if got := Readings(r); !slices.Equal(got, want) {
			t.Errorf("%c: %v, want %v", r, got, want)
		}
	}
}

// The usual reading comes first, and is the one that ids are made with: the list of
// others must agree with it.
func TestOtherReadingsHoldTheUsualOne(t *testing.T) {
	for r, others := range otherReadings {
		if first := usual(r); !slices.Contains(strings.Fields(others), first) {
			t.Errorf("%c is usually read %s, and the list has %s", r, first, others)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"确山县": "qsx", "驻马店市A馆（新）": "zmdsgx", "泌阳": "by", "": "", "ABC": ""} {
		if got := Initials(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, c := range []struct{ text, sep, slug string }{
		{"西平县气象局", "", "xipingxianqixiangju"},
		{"泌阳县铜山湖", "", "biyangxiantongshanhu"},
		{"重点 与 重庆", "-", "zhong-dian-yu-chong-qing"},
		{"内分泌科", "-", "nei-fen-mi-ke"},
		{"薄山湖", "-", "bo-shan-hu"},
		{"绿色", "-", "lv-se"},
		{"Ａ座２０１６ V2.0", "-", "a-zuo-2016-v2-0"},
		{"café", "-", "caf"},
		{"𠮷！", "", ""},
		{"", "-", ""},
		{"。，", "-", ""},
		{strings.Repeat("庄", 30), "-", strings.TrimSuffix(strings.Repeat("zhuang-", 8), "-")},
		{strings.Repeat("a", 100), "-", strings.Repeat("a", maxSlug)},
		{strings.Repeat("a", 1<<21), "-", strings.Repeat("a", maxSlug)}, // in milliseconds
	} {
		if got := Slug(c.text, c.sep); got != c.slug {
			t.Errorf("Slug(%q, %q) = %q, want %q", c.text, c.sep, got, c.slug)
		}
	}
}
