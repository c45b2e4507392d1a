package scoresheet

import (
	"fmt"
	"io"
	"strings"

	"kepu/generator/assess"
	"kepu/generator/rule"
	"kepu/generator/workbook"
)

func number(p rule.Points) any { return float64(p) / 100 }

// writeBook writes the list, the lines and what is to be asked as three tables.
func writeBook(w io.Writer, r *assess.Result, organiser string) error {
	title := fmt.Sprintf("%s（%d年）", r.Scheme.Name, r.Year)
	notes := []string{"最低分是已经确定的，最高分是未报、未评的都按满分算；两个数相同，分数就确定了。空格是没有报、没有评，不是零。"}
	if r.Scheme.Example {
		notes = append([]string{exampleWords}, notes...)
	}
	list := workbook.Table{Name: "总表", Title: title, Notes: notes,
		Heads:  []string{"名次（最好）", "名次（最差）", "基地", "县区", "最低分", "最高分", "未报项", "未评项", "结果"},
		Widths: []float64{12, 12, 30, 12, 10, 10, 8, 8, 40}}
	lines := workbook.Table{Name: "各项", Title: title + "：各项得分", Notes: notes,
		Heads:  []string{"基地", "部分", "项目", "满分", "数据", "最低分", "最高分", "档次", "还差", "来源", "材料"},
		Widths: []float64{30, 14, 26, 8, 18, 8, 8, 8, 26, 36, 26}}
	asks := workbook.Table{Name: "要问谁", Title: title + "：要补的和要评的", Notes: notes[:len(notes)-1],
		Heads:  []string{"县区", "基地", "电话", "问谁", "内容"},
		Widths: []float64{12, 30, 18, 10, 70}}
	for _, s := range r.Sheets {
		var best, worst, lo, hi any
		if s.Out != assess.Yes {
			best, worst = s.Rank[0], s.Rank[1]
		}
		if len(r.Scheme.Parts) > 0 {
			lo, hi = number(s.Score.Lo), number(s.Score.Hi)
		}
		list.Rows = append(list.Rows, []any{best, worst, s.Base.Name, countyOf(r, s), lo, hi, s.Unreported, s.Ungiven, Outcome(r, s)})
		for _, g := range s.Gates {
			value, from := any(nil), any(nil)
			if g.Value != nil {
				value, from = g.Value.String(), fromWords(g.Value)
			}
			lines.Rows = append(lines.Rows, []any{s.Base.Name, "条件", g.Name, nil, value, nil, nil, gateWords[g.State], g.Missing, from, nil})
		}
		for _, p := range s.Parts {
			for k := range p.Lines {
				l := &p.Lines[k]
				v := lineOf(l)
				var papers []string
				for _, e := range v.Evidence {
					papers = append(papers, e.Name+"："+e.State)
				}
				lines.Rows = append(lines.Rows, []any{s.Base.Name, p.Name, l.Name, number(l.Item.Points), v.Value,
					number(l.Points.Lo), number(l.Points.Hi), v.Step, v.Next, v.From, strings.Join(papers, "；")})
			}
		}
		for _, x := range s.Extras {
			lines.Rows = append(lines.Rows, []any{s.Base.Name, "加分", x.Name, number(x.Extra.Points), nil, number(x.Points.Lo), number(x.Points.Hi), nil, nil, nil, nil})
		}
		for _, x := range s.Vetoes {
			lines.Rows = append(lines.Rows, []any{s.Base.Name, "否决", x.Name, nil, vetoWords[x.State], nil, nil, nil, nil, nil, nil})
		}
	}
	v := askOf(r)
	for _, c := range v.Counties {
		for _, b := range c.Bases {
			for _, what := range b.What {
				asks.Rows = append(asks.Rows, []any{c.Name, b.Name, b.Phone, "基地", what})
			}
		}
	}
	for _, b := range v.Give {
		asks.Rows = append(asks.Rows, []any{nil, b.Name, nil, "评的人", strings.Join(b.What, "、")})
	}
	return workbook.WriteTables(w, []workbook.Table{list, lines, asks}, workbook.About{Title: title, By: organiser, AsOf: r.AsOf})
}

// exampleWords stand on every sheet of an example.
const exampleWords = "示例方案，不是正式文件"
