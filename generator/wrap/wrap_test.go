package wrap

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

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
		if want := plainLines(s, chart.Pos(width)); !slices.Equal(all, want) {
			t.Fatalf("%q, %d wide: %q, want %q", s, width, all, want)
		}
		if got := strings.Join(Words(s), ""); got != s {
			t.Fatalf("the words of %q are those of %q", s, got)
		}
	})
}

// plainLines is Lines without its care for long words: each line is cut from all of the rest.
func plainLines(text string, width chart.Pos) (out []string) {
	all := []rune(strings.TrimSpace(text))
	may := Breaks(all)
	for from := 0; from < len(all); {
		end, wide := from, chart.Pos(0)
		for i := from; i < len(all) && wide <= width; i++ {
			if wide += chart.Width(string(all[i])); wide <= width && (i+1 == len(all) || may[i+1]) {
				end = i + 1
			}
		}
		if end == from {
			end = from + len([]rune(chart.Lines(string(all[from:]), width)[0]))
		}
		if line := strings.TrimSpace(string(all[from:end])); line != "" {
			out = append(out, line)
		}
		for from = end; from < len(all) && unicode.IsSpace(all[from]); from++ {
		}
	}
	return out
}

func TestLongWordsAreCutAsAllOfThemWouldBe(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(40) {
			b.WriteString([]string{"a", "bc", "1", "甲", "科普", "公里", "“", "”", "（", "）", "，", " ", "\u3000", "-", ".", "年"}[r.IntN(16)])
		}
		width := chart.Pos(200 + r.IntN(1500))
		if got, want := Lines(b.String(), width), plainLines(b.String(), width); !slices.Equal(got, want) {
			t.Fatalf("%q, %d wide: %q, want %q", b.String(), width, got, want)
		}
	}
}
