package form

import (
	"fmt"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/tomldoc"
	"kepu/generator/typed"
)

// When a page was checked, and how, is one line: 2026-03-02，电话核对. The file has it as
// verified = {date = 2026-03-02, how = "电话核对"}.

// showChecked shows it; as it is written where it has anything else.
func showChecked(f *diag.File, v *tomldoc.Value) string {
	on, how := "", ""
	for i := range v.Table.Fields {
		switch x := &v.Table.Fields[i]; {
		case x.Key == "date" && x.Value.Kind == tomldoc.Day:
			on = x.Value.Date.String()
		case x.Key == "date" && x.Value.Kind == tomldoc.String:
			on = x.Value.Text
		case x.Key == "date" && x.Value.Kind == tomldoc.Integer:
			on = f.Text[x.Value.Start:x.Value.End]
		case x.Key == "how" && x.Value.Kind == tomldoc.String && !strings.Contains(x.Value.Text, "\n"):
			how = strings.TrimSpace(x.Value.Text)
		default:
			return f.Text[v.Start:v.End]
		}
	}
	if on == "" {
		return f.Text[v.Start:v.End]
	}
	if how != "" {
		on += "，" + how
	}
	return on
}

// checked writes it: a day, and behind it how it was done.
func (x Field) checked(s string, in Context) ([]Assignment, *Slip) {
	if strings.HasPrefix(s, "{") {
		return []Assignment{{Key: x.Key, Value: edit.Raw(s)}}, nil
	}
	s = strings.Join(strings.Fields(s), " ")
	when, how := s, ""
	if i := strings.IndexFunc(s, func(r rune) bool {
		return !strings.ContainsRune("0123456789０１２３４５６７８９年月日号.．-－/／ ", r)
	}); i >= 0 {
		when, how = s[:i], s[i:]
	}
	var on date.Date
	if rest, ok := strings.CutPrefix(how, "今天"); ok && strings.TrimSpace(when) == "" && in.Today.Known() {
		on, how = in.Today, rest
	} else {
		days, doubt := typed.Date(when, in.Year)
		if doubt != nil {
			return nil, &Slip{What: doubt.What, Mend: diag.T("先写哪天核对的，后写怎样核对的，如 2026-03-02，电话核对", "write the day and then how it was done, such as 2026-03-02, 电话核对")}
		}
		if days.Until.Known() {
			return nil, &Slip{What: diag.M("FORM-CHECKED-DAY", "这里只写一个日期：最后核对的那天", "only one date stands here: the last day of the check")}
		}
		on = days.From
	}
	value := "{date = " + on.String()
	if on.Day == 0 {
		value = fmt.Sprintf(`{date = "%s"`, on)
	}
	if how = strings.Trim(how, " ，,；;：:。、"); how != "" {
		value += ", how = " + tomldoc.Quote(how)
	}
	return []Assignment{{Key: x.Key, Value: edit.Raw(value + "}")}}, nil
}
