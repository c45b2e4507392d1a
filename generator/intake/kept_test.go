package intake_test

import (
	"strings"
	"testing"

	"kepu/generator/form"
	"kepu/generator/intake"
)

// TestKeptWordsLeaveTheTextOnRecord holds that words which are no number are added to what an activity's text says, once, and
// that they are neither lost nor taken where the record has a number.
func TestKeptWordsLeaveTheTextOnRecord(t *testing.T) {
	for _, x := range []struct {
		name, record, sheet string // the record's further keys; the heads, and the row
		keep                bool
		want, asked         string // the text after it; the doubts, by grade
	}{
		{"no column of the text", `summary = "用*横幅*宣传。"`, "参加人数\n约500人", false, "用*横幅*宣传。\n\n参加人数：约500人（原表所填）", "kept TYPED-NUMBER-ROUGH"},
		{"an empty cell of the text", `summary = "用横幅宣传。"`, "参加人数|内容\n约500人|", false, "用横幅宣传。\n\n参加人数：约500人（原表所填）", "kept TYPED-NUMBER-ROUGH"},
		{"a cell of the text", `summary = "用横幅宣传。"`, "参加人数|内容\n约500人|讲了气象。", false, "讲了气象。\n\n参加人数：约500人（原表所填）", "kept TYPED-NUMBER-ROUGH"},
		{"nothing on record", ``, "参加人数\n约500人", false, "参加人数：约500人（原表所填）", "kept TYPED-NUMBER-ROUGH"},
		{"there already", `summary = "用横幅宣传。\n\n参加人数：约500人（原表所填）"`, "参加人数\n约500人", false, "用横幅宣传。\n\n参加人数：约500人（原表所填）", "kept TYPED-NUMBER-ROUGH"},
		{"words of other columns", `summary = "用横幅宣传。"`, "参加人数|备注\n500|去年也办过", true, "用横幅宣传。\n\n备注：去年也办过", ""},
		{"another number on record", `participants = 100`, "参加人数\n约120人", false, "", "ask INTAKE-KEPT-ELSE"},
		{"another number, and no number meant", `participants = 100`, "参加人数\n许多人", false, "", "ask INTAKE-KEPT-ELSE"},
		{"the number that is meant", `participants = 120`, "参加人数\n约120人", false, "", "told INTAKE-KEPT-ROUGH"},
		{"another number, and the words in the text", "participants = 100\nsummary = \"参加人数：约120人（原表所填）\"", "参加人数\n约120人", false, "参加人数：约120人（原表所填）", "kept TYPED-NUMBER-ROUGH"},
		{"a link on record", `link = "https://example.org/1"`, "链接\n见公众号", false, "", "ask INTAKE-KEPT-ELSE"},
	} {
		content := city()
		content["activities/2025.toml"].Data = []byte("[[activity]]\ndate = 2025-05-16\ntitle = \"科技活动周启动\"\ncounty = \"西平县\"\n" + x.record + "\n")
		heads, row, _ := strings.Cut(x.sheet, "\n")
		b := book("x.xlsx", grid("活动", "活动名称|时间|县区|"+heads+"\n科技活动周启动|2025年5月16日|西平县|"+row))
		p := read(t, content, intake.Options{Keep: x.keep}, b)
		var asked []string
		for _, r := range p.Records {
			for _, d := range r.Doubts {
				asked = append(asked, gradeNames[d.Grade]+" "+d.What.Code)
			}
		}
		if got := strings.Join(asked, ", "); got != x.asked || len(p.Records) != 1 {
			t.Errorf("%s: the doubts are %s, want %s\n%s", x.name, got, x.asked, told(p))
		}
		c, _ := written(t, content, p, true)
		after := apply(content, c)
		again := read(t, after, intake.Options{Keep: x.keep}, b)
		if c, err := again.Change(after, true); err != nil || len(c.Files) > 0 {
			t.Errorf("%s: the second time %v, %d files\n%s", x.name, err, len(c.Files), told(again))
		}
		s, _, err := maker.Make(after)
		if err != nil || s == nil {
			t.Fatal(err)
		}
		records := s.Records()
		file, top := form.Open("activities/2025.toml", records.File("activities/2025.toml").Text)
		if got := form.Table(form.Activity.Fields(records.Catalog), file, top.Fields[0].Value.Items[0].Table)["summary"]; got != x.want {
			t.Errorf("%s: the text is %q, want %q", x.name, got, x.want)
		}
	}
}

// TestKeptWordsBesideAnotherNumberCanBeDecided holds that either of the two can be chosen.
func TestKeptWordsBesideAnotherNumberCanBeDecided(t *testing.T) {
	for words, state := range map[string]intake.State{"120": intake.Changed, "": intake.Same, "100": intake.Same} {
		content := city()
		content["activities/2025.toml"].Data = []byte("[[activity]]\ndate = 2025-05-16\ntitle = \"科技活动周启动\"\ncounty = \"西平县\"\nparticipants = 100\n")
		b := book("x.xlsx", grid("活动", "活动名称|时间|县区|参加人数\n科技活动周启动|2025年5月16日|西平县|约120人"))
		p := read(t, content, intake.Options{}, b)
		if d := p.Records[0].Doubts[0]; p.Records[0].State != intake.Asked || d.Meant != "120" || !strings.Contains(d.What.ZH, "100") || !strings.Contains(d.What.ZH, "约120人") {
			t.Errorf("%s", told(p))
		}
		p = read(t, content, intake.Options{Choices: intake.Choices{"活动!D2": words}}, b)
		if p.Records[0].State != state || len(p.Unused()) > 0 {
			t.Errorf("%q: %s", words, told(p))
		}
	}
}
