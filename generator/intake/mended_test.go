package intake_test

import (
	"strings"
	"testing"

	"kepu/generator/intake"
)

// TestAMendedSheetDoublesNothing holds that a sheet that comes again with other days, or with numbers in place of words, is held against
// what the first one wrote: a day is asked about, and the words that stood for want of a number go.
func TestAMendedSheetDoublesNothing(t *testing.T) {
	const head = "活动名称|时间|承办单位|参加人数|活动经费（元）\n"
	first := head + "青年科普|2025.6.2|西平县气象局|200|\n" +
		"每周讲堂|2025.6.6|西平县科技馆|30|\n" +
		"植树节科普|2025.3.12|西平县科技馆|约300余人|\n" +
		"爱鸟周|2025.4.12|西平县科技馆|约50|近千元"
	tests := []struct{ name, row, want string }{
		{"another day", "青年科普|2025.6.4|西平县气象局|200|", "活动!2 doubled activities/西平县2025.toml:1 like 青年科普（2025年6月2日）"},
		{"another day, and another number", "青年科普|2025.6.4|西平县气象局|210|", "活动!2 doubled activities/西平县2025.toml:1 like 青年科普（2025年6月2日）"},
		{"another month", "青年科普|2025.7.1|西平县气象局|200|", "活动!2 doubled activities/西平县2025.toml:1 like 青年科普（2025年6月2日）"},
		{"far off", "青年科普|2025.9.1|西平县气象局|200|", "活动!2 new"},
		{"a week later, with another number", "青年科普|2025.6.9|西平县气象局|210|", "活动!2 new"},
		{"somebody else's", "青年科普|2025.6.4|东平县气象局|200|", "活动!2 new"},
		{"both days are in the book", "青年科普|2025.6.2|西平县气象局|200|\n青年科普|2025.6.4|西平县气象局|200|", "活动!3 new"},
		{"a number for words", "植树节科普|2025.3.12|西平县科技馆|320|", "活动!2 changed activities/西平县2025.toml:13\n  participants: \"\" → \"320\" 活动!D2\n  summary: \"参加人数：约300余人（原表所填）\" → \"\" 活动!2"},
		{"one of two", "爱鸟周|2025.4.12|西平县科技馆|52|近千元", "活动!2 changed activities/西平县2025.toml:19\n  participants: \"\" → \"52\" 活动!D2\n  summary: \"参加人数：约50（原表所填）\\n\\n活动经费：近千元（原表所填）\" → \"活动经费：近千元（原表所填）\" 活动!2"},
		{"the same words", "植树节科普|2025.3.12|西平县科技馆|约300余人|", "活动!2 same activities/西平县2025.toml:13"},
	}
	content := city()
	c, _ := written(t, content, read(t, content, intake.Options{}, book("西平县2025.xlsx", grid("活动", first))), true)
	content = apply(content, c)
	for _, tt := range tests {
		p := read(t, content, intake.Options{}, book("西平县2025.xlsx", grid("活动", head+tt.row)))
		got := told(p)
		if !strings.Contains("\n"+got, "\n"+tt.want+"\n") {
			t.Errorf("%s: the plan is\n%s\nwant %s", tt.name, got, tt.want)
		}
		c, _ := written(t, content, p, true)
		if tt.name == "a number for words" {
			after := apply(content, c)
			if text := string(after["activities/西平县2025.toml"].Data); strings.Contains(text, "约300余人") || !strings.Contains(text, "participants = 320") {
				t.Errorf("%s: written is\n%s", tt.name, text)
			}
		}
	}
}
