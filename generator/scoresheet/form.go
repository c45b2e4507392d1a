package scoresheet

import (
	"fmt"
	"strings"

	"kepu/generator/assess"
)

// Form returns an empty assessments/SCHEME-YEAR.toml for a result: every base with what persons have
// to say of it, each line that gives something with a # before it, and without a value: a mark that is taken away says
// nothing yet, and is no 0 points. What is filled in is never
// written over by the program, so nothing but an absent file is made from this.
func Form(r *assess.Result) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s（%d年）：由人打的分和核对的材料。", flat(r.Scheme.Name), r.Year)
	line("# 要填哪一行，就删去那一行开头的 #，在 = 后面写上分数或 true、false，填好后再运行 kepu assess %s --year %d。", r.Scheme.ID, r.Year)
	line("# 不知道的留着 #：不填是“没有评”，不是零分。材料看到了留在 evidence 里，缺的移到 lacking 里。")
	line("# 这个文件不会公开，也不会被程序改动。")
	for _, s := range r.Sheets {
		line("\n[[base]]\nbase = %s", quoted(s.Base.Name))
		line(`# note = ""`)
		for i := range s.Gates {
			if g := &s.Gates[i]; g.ByPerson() {
				line("\n[[base.gate]]\nname = %s\n# passed =    # true 符合，false 不符合", quoted(g.Name))
			}
		}
		for i := range s.Parts {
			for k := range s.Parts[i].Lines {
				l := &s.Parts[i].Lines[k]
				if !l.ByPerson() && len(l.Evidence) == 0 {
					continue
				}
				line("\n[[base.item]]\nname = %s", quoted(l.Name))
				if l.ByPerson() {
					line("# points =    # 满分 %s", l.Item.Points)
				}
				if len(l.Evidence) > 0 {
					line("# evidence = [%s]", quotedList(l.Item.Evidence))
					line("# lacking = []")
				}
			}
		}
		for _, x := range s.Extras {
			line("\n[[base.extra]]\nname = %s\n# points =    # 最多 %s，没有写 0", quoted(x.Name), x.Extra.Points)
		}
		for _, v := range s.Vetoes {
			line("\n[[base.veto]]\nname = %s\n# applies =    # true 有，false 没有", quoted(v.Name))
		}
	}
	return b.String()
}

func quotedList(names []string) string {
	var words []string
	for _, n := range names {
		words = append(words, quoted(n))
	}
	return strings.Join(words, ", ")
}
