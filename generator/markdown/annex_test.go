package markdown

import "testing"

func TestMarksOfAnnexes(t *testing.T) {
	for text, want := range map[string][2]string{
		"附件": {"附件", ""}, "附件1": {"附件1", ""}, "附件１　申报表": {"附件１", "申报表"}, "附 件 2": {"附 件 2", ""}, "附件：申报表": {"附件：", "申报表"},
		"附件十二 名单": {"附件十二", "名单"}, "附件3: 1.甲": {"附件3:", "1.甲"},
		"附件一览表": {"", "附件一览表"}, "附件说明": {"", "附件说明"}, "附件2025年名单": {"", "附件2025年名单"}, "见附件1": {"", "见附件1"}, "": {"", ""},
	} {
		if mark, title := Annex(text); mark != want[0] || title != want[1] {
			t.Errorf("%q: %q %q", text, mark, title)
		}
	}
}
