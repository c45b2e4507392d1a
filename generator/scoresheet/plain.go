package scoresheet

import (
	"fmt"

	"kepu/generator/assess"
)

// Plain returns the sheet of a base as lines for a terminal.
func Plain(r *assess.Result, s *assess.Sheet) []string {
	v := sheetOf(r, s)
	out := []string{v.Name + "  " + v.Standing}
	if v.Scheme.Scored {
		out = append(out, "得分："+v.Score+"；名次："+v.Rank)
	}
	out = append(out, "结果："+v.Outcome)
	add := func(name, value, result string, more ...string) {
		l := "  " + name + "：" + result
		if value != "" {
			l += "（" + value + "）"
		}
		for _, m := range more {
			if m != "" {
				l += "；" + m
			}
		}
		out = append(out, l)
	}
	for _, g := range v.Gates {
		add(g.Name, g.Value, g.State, g.Missing, g.From)
	}
	for _, p := range v.Parts {
		out = append(out, fmt.Sprintf("%s：%s / %s 分", p.Name, p.Sum, p.Full))
		for _, l := range p.Lines {
			more := []string{l.Next, l.From}
			for _, e := range l.Evidence {
				more = append(more, e.Name+" "+e.State)
			}
			add(l.Name, l.Value, l.Points+" / "+l.Full+" 分", more...)
		}
	}
	for _, x := range v.Extras {
		add("加分 "+x.Name, "", x.Points+" / "+x.Full+" 分")
	}
	for _, x := range v.Vetoes {
		add("否决 "+x.Name, "", x.State)
	}
	for _, a := range v.Ask {
		out = append(out, "要补："+a)
	}
	return out
}
