package scoresheet

import (
	"fmt"
	"strings"

	"kepu/generator/assess"
	"kepu/generator/tomldoc"
)

// ratings returns the results that are certain as [[rating]]s of content/ratings.toml, to be copied there
// once they are published; the day and the document of that are left to be filled in. What is not
// certain stands in remarks. It is "" where the scheme has no grades.
func ratings(r *assess.Result) string {
	if len(r.Scheme.Grades) == 0 {
		return ""
	}
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s（%d年）的结果，照评价表列出，内部材料。", flat(r.Scheme.Name), r.Year)
	line("# 发文公布以后，核对无误，把下面几段复制到 content/ratings.toml，填上 date 和 document，删去那两行开头的 #。")
	line("# 没有公布的不要复制。")
	if r.Scheme.Example {
		line("# %s：不要复制。", exampleWords)
	}
	certain := func(s *assess.Sheet, g int) bool { return s.Out == assess.No && s.Best == g && s.Worst == g }
	for g, grade := range r.Scheme.Grades {
		var names []string
		for _, s := range r.Sheets {
			if certain(s, g) {
				names = append(names, quoted(s.Base.Name))
			}
		}
		if len(names) == 0 {
			continue
		}
		line("\n[[rating]]\nscheme = %s\nyear = %d\nresult = %s", quoted(r.Scheme.Name), r.Year, quoted(grade.Name))
		line("bases = [%s]\n# date = \n# document = \"\"", strings.Join(names, ", "))
	}
	first := true
	for _, s := range r.Sheets {
		if s.Best < len(r.Scheme.Grades) && certain(s, s.Best) {
			continue
		}
		if first {
			line("\n# 没有列在上面的：")
			first = false
		}
		line("#   %s：%s", flat(s.Base.Name), flat(Outcome(r, s)))
	}
	return b.String()
}

func quoted(s string) string { return tomldoc.Quote(flat(s)) }

// flat is s on one line, so that it ends no remark.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
