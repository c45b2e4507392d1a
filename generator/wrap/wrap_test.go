package wrap

import (
	"strings"
	"testing"

	"kepu/generator/chart"
)

func TestWordsOfASentenceAndOfHeads(t *testing.T) {
	for _, want := range []string{
		"介绍|16家|科普教育基地|和|科普场所，|分布在|6个县区", "有效的|命名", "其中|一年内|到期", "有效期|未查到", "距最近|一次活动", "在册|基地", "参加|人次",
		"最长|没有记录", "每10万人", "一季度", "2024年", "某个没有收的词", "",
	} {
		text := strings.ReplaceAll(want, "|", "")
		if got := strings.Join(Words(text), "|"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Lines lose nothing but spaces, and none is wider than it may be.
func FuzzLines(f *testing.F) {
	for _, s := range []string{"县城向东南约26公里", "甲川区翠微路154号", "Museum of Natural History", "（“一”）2.6 公里　周六", "https://example.org/a/b?c=d", "\n \xff"} {
		f.Add(s, 700)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 200 + (width%5000+5000)%5000
		s = strings.ToValidUTF8(s, "")
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		all := Lines(s, chart.Pos(width))
		if got := bare(strings.Join(all, "")); got != bare(s) {
			t.Fatalf("%q became %q", s, got)
		}
		for _, l := range all {
			if chart.Width(l) > chart.Pos(width) {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
		if got := strings.Join(Words(s), ""); got != s {
			t.Fatalf("the words of %q are those of %q", s, got)
		}
	})
}
