package sample

import (
	"fmt"
	"iter"
	"strings"
)

// articles writes reports/, notices/ and pages/.
func (c *city) articles(yield func(string, []byte) bool) {
	for _, part := range []iter.Seq2[string, []byte]{c.reports, c.notices, c.pages} {
		for name, data := range part {
			if !yield(name, data) {
				return
			}
		}
	}
}

func (c *city) reports(yield func(string, []byte) bool) {
	for year := c.first; year <= LastYear; year++ {
		if !yield(fmt.Sprintf("reports/%d.md", year), c.report(year)) || !yield(fmt.Sprintf("reports/%d-plan.md", year), c.plan(year)) {
			return
		}
	}
	if !yield("reports/evaluation.md", c.evaluation()) {
		return
	}
	yield("reports/list.csv", []byte("\ufeff名称,县区\r\n"+c.bases[0].name+","+c.counties[c.bases[0].county].name+"\r\n"))
}

// report is a year's summary: with contents, tables, footnotes and figures.
func (c *city) report(year int) []byte {
	r := c.randomOf("report", year)
	var t text
	t.line("+++")
	t.words("title", fmt.Sprintf("%d年示例市科普教育基地工作总结（虚构）", year))
	t.raw("date", fmt.Sprintf("%d-12-28", year))
	t.number("year", year)
	t.words("kind", "工作总结")
	t.words("author", "示例市科学技术协会（虚构）")
	t.words("source", "kepu sample")
	t.words("document", fmt.Sprintf("示科协〔%d〕%d号（虚构）", year, r.from(60, 99)))
	t.words("summary", fmt.Sprintf("%d年全市科普教育基地的命名、活动和成效。", year))
	shown := few(r, c.bases, min(4, len(c.bases)))
	var refs []string
	for i := range shown {
		refs = append(refs, shown[i].ref())
	}
	t.list("bases", refs)
	t.list("aliases", []string{fmt.Sprintf("reports/%d-summary.html", year)})
	t.line("+++\n")
	t.line("%d年，全市科普教育基地共举办活动 {{ figure activities year=%d }} 次，参加 {{ figure participants year=%d }} 人次[^1]。本文全部内容均为虚构。", year, year, year)
	t.line("\n## 一、基地建设\n")
	t.line("年内新增的基地见[名录](%s)所在县的页面。各县区的基地数如下。\n", c.bases[0].link())
	t.line("{{ table bases by=county }}")
	t.line("\n### （一）重点基地\n")
	for i := range shown {
		t.line("%d. [%s](%s)：%s", i+1, shown[i].name, shown[i].link(), pick(r, plain))
	}
	t.line("\n## 二、科普活动\n")
	t.line("{{ chart activities by=month year=%d }}\n", year)
	t.line("全国科普日期间参加 {{ figure participants year=%d campaign=全国科普日 }} 人次。\n", year)
	t.line("| 主题 | 说明 |\n|---|---|")
	for _, subject := range few(r, topics, 4) {
		t.line("| %s | %s |", subject.name, subject.said[0])
	}
	t.line("\n### （一）部分活动\n\n{{ activities year=%d campaign=全国科普日 limit=5 }}", year)
	t.line("\n## 三、成效与问题\n")
	for _, s := range few(r, plain, 4) {
		t.line("%s\n", s)
	}
	t.line("- 有的基地没有填报人次，合计偏小；\n- 农村的活动少于县城；\n- 讲解员变动较多。\n")
	t.line("## 四、下一年打算\n\n见[%d年工作计划](%d-plan.md)。\n", year, year)
	t.line("[^1]: 只计填报了人次的活动（虚构）。")
	return t.bytes()
}

func (c *city) plan(year int) []byte {
	r := c.randomOf("plan", year)
	var t text
	t.line("+++")
	t.words("title", fmt.Sprintf("%d年示例市科普教育基地工作计划（虚构）", year))
	t.words("date", fmt.Sprintf("%d-01", year))
	t.number("year", year)
	t.words("kind", "工作计划")
	t.line("+++\n")
	t.line("本文为虚构。这一年的重点工作如下。\n")
	for i, subject := range few(r, topics, 5) {
		t.line("%d. 以“%s”为题，组织讲座和展览。%s", i+1, subject.name, pick(r, plain))
	}
	t.line("\n年底的情况见[工作总结](%d.md)。", year)
	return t.bytes()
}

func (c *city) evaluation() []byte {
	var t text
	t.line("+++")
	t.words("title", "示例市科普教育基地评估报告（虚构）")
	t.words("date", fmt.Sprintf("%d年11月", LastYear))
	t.raw("year", fmt.Sprintf("[%d, %d]", c.first, LastYear))
	t.words("kind", "评估报告")
	t.list("attachments", []string{"list.csv"})
	t.line("+++\n")
	t.line("评估组走访了部分基地，本文为虚构。\n\n## 方法\n\n查阅记录，现场查看，听取讲解。\n\n## 结论\n\n多数基地按时开放，记录完整。\n\n{{ bases level=省级 }}\n\n{{ map county=%s }}", c.counties[0].name)
	return t.bytes()
}

func (c *city) notices(yield func(string, []byte) bool) {
	for year := c.first; year <= LastYear; year++ {
		for i, what := range []string{"申报科普教育基地", "举办全国科普日活动"} {
			var t text
			t.line("+++")
			t.words("title", fmt.Sprintf("关于%s的通知（%d年，虚构）", what, year))
			t.raw("date", fmt.Sprintf("%d-%02d-10", year, 2+6*i))
			t.words("document", fmt.Sprintf("示科协〔%d〕%d号（虚构）", year, 10+i))
			t.line("+++\n")
			t.line("各县（区）科协：\n\n现将%d年%s的有关事项通知如下（虚构）。\n", year, what)
			t.line("1. 时间：见附表。\n2. 办法：按[申报说明](../pages/apply.md)办理。\n3. 联系：示例市科学技术协会。\n")
			t.line("| 步骤 | 截止 |\n|---|---|\n| 填表 | 3月底 |\n| 初审 | 4月底 |\n| 公示 | 5月底 |")
			if !yield(fmt.Sprintf("notices/%d-%d.md", year, i+1), t.bytes()) {
				return
			}
		}
	}
	yield("notices/draft.md", []byte("+++\ntitle = \"还没有发布的通知（虚构）\"\ndraft = true\n+++\n\n待定。\n"))
}

func (c *city) pages(yield func(string, []byte) bool) {
	for i, p := range []struct{ id, title, body string }{
		{"about", "关于本站", "本站的城市、单位、活动和数字全部是虚构的，由 kepu sample 生成，用来试用程序。\n\n## 数字怎么来\n\n由基地填报，没有填的写“未报”。\n\n术语\n: 科普教育基地：面向公众开放、开展科普活动的场所。\n"},
		{"apply", "申报说明", "## 条件\n\n- 有固定的场所；\n- 有专人讲解；\n- 每年开放不少于200天。\n\n## 步骤\n\n1. 填写申报表；\n2. 县区科协初审；\n3. 市科协评审，公示后命名。\n\n- [x] 填表\n- [ ] 评审\n"},
		{"questions", "常见问题", "## 参观要预约吗？\n\n各基地的页面写明了预约办法，例如[" + c.bases[0].name + "](" + c.bases[0].link() + ")。\n\n## 数字不对怎么办？\n\n请按页脚的联系方式告诉我们。\n"},
	} {
		var t text
		t.line("+++")
		t.words("title", p.title+"（虚构）")
		t.number("order", i+1)
		t.line("+++\n")
		t.WriteString(strings.TrimRight(p.body, "\n") + "\n")
		if !yield("pages/"+p.id+".md", t.bytes()) {
			return
		}
	}
}
