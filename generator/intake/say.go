package intake

import (
	"fmt"

	"kepu/generator/diag"
	"kepu/generator/sheet"
)

// States are what may become of a record with its words, in the order in which a clerk needs them.
var States = []struct {
	State State
	Title diag.Text
}{
	{New, diag.T("新的", "New")},
	{Changed, diag.T("有改动的（原来的 → 表里的）", "Changed (old → new)")},
	{Doubled, diag.T("像是重复的", "Perhaps there already")},
	{Asked, diag.T("要定下来的", "To be decided")},
	{Refused, diag.T("收不了的", "Cannot be taken")},
	{Left, diag.T("照您说的不收", "Left out, as you said")},
	{Same, diag.T("已经有了、一样的", "There already, and the same")},
}

var whys = map[Why]diag.Text{
	Empty: diag.T("空行", "empty"), Title: diag.T("标题", "title"), Totals: diag.T("合计", "totals"), Note: diag.T("说明", "note"), Section: diag.T("小标题", "section"),
	Bare: diag.T("没有填数", "no figures"), Column: diag.T("没有收的列", "column not taken"), Outside: diag.T("没有认得的表头", "no heads that are known"),
}

// Cell returns the address of what was passed over: 活动!9, 活动!9-12, 活动!H3.
func (x Passed) Cell() string {
	switch {
	case x.Col >= 0:
		return x.Sheet + "!" + sheet.Name(x.Row, x.Col)
	case x.Last > x.Row:
		return fmt.Sprintf("%s!%d-%d", x.Sheet, x.Row+1, x.Last+1)
	}
	return fmt.Sprintf("%s!%d", x.Sheet, x.Row+1)
}

// Says returns why it was passed over, and what stands there.
func (x Passed) Says() diag.Text {
	t := whys[x.Why]
	if x.Col >= 0 {
		t = diag.T("%s（%d 格有内容）", "%s (%d cells with words)").With(t, x.Last)
	}
	if x.Text != "" {
		t = diag.T("%s：%s", "%s: %s").With(t, x.Text)
	}
	return t
}
