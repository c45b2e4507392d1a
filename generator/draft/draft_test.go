package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/draft"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/source"
)

func day(s string) date.Date {
	d, _ := date.Parse(s)
	return d
}

// city is a catalog with everything that a draft tells of; all of it is fictional.
// Name stands in every name, to try what names may hold.
func city(name string) *catalog.Catalog {
	municipal := &catalog.Level{ID: "municipal", Name: "市级" + name, Rank: 2}
	jia, yi := &catalog.County{ID: "jia", Name: "甲县" + name}, &catalog.County{ID: "yi", Name: "乙县" + name}
	week := &catalog.Campaign{ID: "week", Name: "示例周" + name}
	busy := &catalog.Base{ID: "busy", Path: "bases/busy.md", County: jia, Base: &source.Base{Name: "虚构甲馆" + name, Body: &markdown.Doc{}}}
	quiet := &catalog.Base{ID: "quiet", Path: "bases/quiet/index.md", County: jia, Base: &source.Base{Name: "虚构乙馆" + name, Body: &markdown.Doc{}}}
	c := &catalog.Catalog{
		Levels: []*catalog.Level{municipal}, Counties: []*catalog.County{jia, yi}, Campaigns: []*catalog.Campaign{week}, Bases: []*catalog.Base{busy, quiet},
		AsOf: day("2016-12-31"),
	}
	c.Site.Title, c.Site.Organiser.Name = "示例"+name, "虚构协会"+name
	c.Designations = []*catalog.Designation{{Level: municipal, Date: day("2016-03"), Total: 3, Bases: []*catalog.Base{busy, quiet}, ValidUntil: day("2017"), Complete: true}}
	for _, b := range c.Bases {
		b.Titles = []catalog.Title{{Designation: c.Designations[0]}}
	}
	add := func(a catalog.Activity, when string, people int64) {
		a.Date.Date = day(when)
		if people > 0 {
			*a.Figure(measure.Participants) = source.Count{N: people, Known: true}
		}
		a.Counties = []*catalog.County{jia}
		for _, b := range a.Bases {
			b.Activities = append(b.Activities, &a)
		}
		c.Activities = append(c.Activities, &a)
	}
	add(catalog.Activity{Activity: &source.Activity{Title: "虚构讲座" + name}, Bases: []*catalog.Base{busy}}, "2016-09-17", 0)
	add(catalog.Activity{Activity: &source.Activity{Title: "虚构启动" + name}, Campaign: week}, "2016-05-20", 1200)
	add(catalog.Activity{Activity: &source.Activity{Title: "虚构旧事" + name}}, "2015-05-20", 300)
	c.Order()
	scheme := "示例年度考核" + name
	c.RatingNames = []string{scheme}
	c.Ratings = []*catalog.Rating{{Base: busy, Scheme: scheme, Year: 2015, Result: "合格" + name, Date: day("2016-04"), Deadline: day("2016-06-30")}, {Base: busy, Scheme: scheme, Year: 2016, Result: "优秀" + name}}
	for _, r := range c.Ratings {
		r.Base.Ratings = append([]*catalog.Rating{r}, r.Base.Ratings...)
	}
	return c
}

func TestDraftTellsWhatTheRecordsSay(t *testing.T) {
	c := city("")
	text := draft.Report(c, figures.Of(c), 2016)
	for _, want := range []string{
		`title  = "示例2016年工作总结"`, "draft  = true",
		"2016年，举办面向公众的科普活动{{ figure activities year=2016 unit }}，参加{{ figure participants year=2016 unit }}。到年末，在册科普教育基地{{ figure in_force year=2016 unit }}。",
		"2016年3月，命名市级科普教育基地{{ figure designated year=2016 level=市级 unit }}。\n\n{{ bases level=市级 named=2016 }}",
		"{{ chart activities by=month year=2016 }}",
		"### （一）示例周\n\n举办活动{{ figure activities year=2016 campaign=示例周 unit }}，参加{{ figure participants year=2016 campaign=示例周 unit }}。\n\n{{ activities year=2016 campaign=示例周 }}",
		"### （二）其他活动\n\n- 2016年9月17日，虚构讲座（[虚构甲馆](<../bases/busy.md>)）。",
		"活动{{ figure activities year=2016 unit }}，2015年为{{ figure activities year=2015 unit }}。",
		"不宜直接相比",
		"1. 2016年没有活动记录的县区：乙县。",
		"2. 2016年既没有活动记录、也没有填报年度数据的在册基地：[虚构乙馆](<../bases/quiet/index.md>)。",
		"3. 命名即将到期或已经到期的：[虚构甲馆](<../bases/busy.md>)（市级，2017年到期）、",
		"4. 有的活动没有填报参加人次。",
		"2015年示例年度考核，合格{{ figure bases rated=2015 scheme=示例年度考核 result=合格 unit }}。",
		"2016年示例年度考核，优秀{{ figure bases rated=2016 scheme=示例年度考核 result=优秀 unit }}。\n\n结果为优秀的如下。\n\n{{ bases rated=2016 scheme=示例年度考核 result=优秀 limit=20 }}",
		"在册、没有2016年示例年度考核结果记录的基地：[虚构乙馆](<../bases/quiet/index.md>)。",
		"限期整改、整改结果没有记录的：[虚构甲馆](<../bases/busy.md>)（2015年示例年度考核合格，期限2016年6月30日）。",
		"名称没有查全的命名批次：2016年3月市级。",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the draft does not say %q", want)
		}
	}
	if strings.Contains(text, "1200") || strings.Contains(text, "1,200") {
		t.Error("a figure is typed")
	}
	if t.Failed() {
		t.Log(text)
	}
}

// TestDraftTellsOfTitlesThatExpireAndOfNoOthers: one that was taken away, renewed or ended with its base
// before its day does not expire.
func TestDraftTellsOfTitlesThatExpireAndOfNoOthers(t *testing.T) {
	for what, change := range map[string]func(c *catalog.Catalog){
		"ended": func(c *catalog.Catalog) { c.Bases[0].Until.Date = day("2016-06-30") },
		"ends":  func(c *catalog.Catalog) { c.Bases[0].Until.Date = day("2017-06-30") },
		"revoked": func(c *catalog.Catalog) {
			c.Revocations = []*catalog.Revocation{{Level: c.Levels[0], Date: day("2016-08"), Bases: c.Bases[:1]}}
		},
		"renewed": func(c *catalog.Catalog) {
			c.Designations = append(c.Designations, &catalog.Designation{Level: c.Levels[0], Date: day("2017-05"), Bases: c.Bases[:1], Total: 1, Complete: true})
		},
		"held by another line": func(c *catalog.Catalog) {
			c.Designations = append(c.Designations, &catalog.Designation{Level: c.Levels[0], Date: day("2016-05"), Line: "科技厅", Bases: c.Bases[:1], Total: 1, Complete: true})
		},
	} {
		c := city("")
		change(c)
		c.LinkTitles()
		if text := draft.Report(c, figures.Of(c), 2016); !strings.Contains(text, "命名即将到期或已经到期的：[虚构乙馆](<../bases/quiet/index.md>)（市级，2017年到期）。") {
			t.Errorf("%s:\n%s", what, text)
		}
	}
}

// TestDraftLeavesOpenWhatIsInForceWhenNoValidityIsKnown: a figure that would print as
// unknown makes no sentence.
func TestDraftLeavesOpenWhatIsInForceWhenNoValidityIsKnown(t *testing.T) {
	c := city("")
	d := c.Designations[0]
	d.Date, d.ValidUntil, d.NoEndKnown = day("2015-03"), date.Date{}, true
	text := draft.Report(c, figures.Of(c), 2016)
	if want := source.Unfinished + "：到2016年年末还在册的基地有多少家：没有查到命名的有效期。"; strings.Contains(text, "in_force") || !strings.Contains(text, want) {
		t.Errorf("in_force in the draft, or no %q:\n%s", want, text)
	}
}

// TestDraftTellsOfBasesThatMayBeInForce: as such, and a return of one that is a base no more is not
// taken for theirs.
func TestDraftTellsOfBasesThatMayBeInForce(t *testing.T) {
	c := city("")
	c.Designations[0].Date, c.Designations[0].ValidUntil, c.Designations[0].NoEndKnown = day("2015-03"), date.Date{}, true
	c.Designations[0].Bases, c.Bases[0].Titles = c.Bases[1:], nil
	c.Bases[0].Annuals = []*catalog.Annual{{Annual: &source.Annual{Year: 2016}, Base: c.Bases[0]}}
	*c.Bases[0].Annuals[0].Figure(measure.Visitors) = source.Count{N: 3, Known: true}
	c.Annuals = c.Bases[0].Annuals
	text := draft.Report(c, figures.Of(c), 2016)
	for _, want := range []string{"在册基地：[虚构乙馆](<../bases/quiet/index.md>)（有效期未查到）。", "有的基地没有填报接待人次。"} {
		if !strings.Contains(text, want) {
			t.Errorf("the draft does not say %q:\n%s", want, text)
		}
	}
}

// TestDraftTellsOfIndicators: by their groups, those that somebody gave, and which are not whole.
func TestDraftTellsOfIndicators(t *testing.T) {
	c := city("")
	c.Indicators = measure.Indicators([]measure.Indicator{
		{ID: "articles", Name: "发文", Unit: "篇", Group: "传媒"}, {ID: "area", Name: "展厅面积", Unit: "平方米", Group: "场地"},
		{ID: "exhibits", Name: "展品", Unit: "件", Group: "场地"}, {ID: "none", Name: "没有人报的", Unit: "件", Group: "场地"}, {ID: "other", Name: "别的", Unit: "个"},
	})
	some := func(n int64) catalog.Given { return catalog.Given{Count: source.Count{N: n, Known: true}} }
	for i, b := range c.Bases {
		a := &catalog.Annual{Annual: &source.Annual{Year: 2016}, Base: b, Given: []catalog.Given{{}, some(125_000), some(3), {}, some(0)}}
		if i > 0 {
			a.Given = a.Given[:2] // it gives no more
		}
		b.Annuals, c.Annuals = []*catalog.Annual{a}, append(c.Annuals, a)
	}
	text := draft.Report(c, figures.Of(c), 2016)
	for _, want := range []string{
		"基地年度数据\n\n场地方面：展厅面积{{ figure area year=2016 unit }}，展品{{ figure exhibits year=2016 unit }}。展品没有报全，是已报的基地之和。\n\n别的{{ figure other year=2016 unit }}。别的没有报全，是已报的基地之和。\n",
		"年度数据里有指标没有填报的：[虚构乙馆](<../bases/quiet/index.md>)（展品、别的）。",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the draft does not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "传媒") || strings.Contains(text, "没有人报的") {
		t.Errorf("the draft tells of what nobody gave:\n%s", text)
	}
}

// TestDraftNumbersAsManyCampaignsAsThereAre: a log that names campaigns that no
// list has may name more than ninety-nine.
func TestDraftNumbersAsManyCampaignsAsThereAre(t *testing.T) {
	c := city("")
	for i := range 112 {
		k := &catalog.Campaign{ID: fmt.Sprint("c", i), Name: fmt.Sprint("虚构活动周", i)}
		a := &catalog.Activity{Activity: &source.Activity{Title: "虚构"}, Campaign: k}
		a.Date.Date = day("2016-05")
		c.Campaigns, c.Activities = append(c.Campaigns, k), append(c.Activities, a)
	}
	c.Order()
	text := draft.Report(c, figures.Of(c), 2016)
	for _, want := range []string{"### （九十九）", "### （一百）", "### （一百零一）", "### （一百一十三）虚构活动周111", "### （一百一十四）其他活动"} {
		if !strings.Contains(text, want) {
			t.Errorf("the draft does not say %q", want)
		}
	}
	for _, p := range source.Parse(draft.Path(2016), []byte(text)).Problems {
		if !strings.Contains(p.What.ZH, source.Unfinished) {
			t.Error(diag.Style{}.Format(p))
		}
	}
}

func TestDraftNamesTheCountiesBehindTheGaps(t *testing.T) {
	for _, x := range []struct {
		name      string
		change    func(c *catalog.Catalog)
		want, not []string
	}{
		{"as it is", func(*catalog.Catalog) {}, []string{
			"县区关注情况\n\n到2016年年末，各县区在册基地如下。\n\n{{ 表 在册 按=县区 年份=2016 }}\n\n{{ 图 活动数 按=县区 年份=2016 }}",
			"到2016年12月31日，从记录看，要请县区核对和补记的有：\n\n1. 一年以上没有活动记录的县区：乙县（还没有记录）。\n2. 2016年的年度数据，各县区的基地都没有报来。\n3. 到2017年年末到期的命名：甲县（[虚构甲馆](<../bases/busy.md>)、[虚构乙馆](<../bases/quiet/index.md>)）。\n\n没有记录不等于没有开展",
		}, []string{"没有开展的县区", "已过有效期、"}},
		{"a return came", func(c *catalog.Catalog) {
			a := &catalog.Annual{Annual: &source.Annual{Year: 2016}, Base: c.Bases[0]}
			c.Annuals, c.Bases[0].Annuals = []*catalog.Annual{a}, []*catalog.Annual{a}
		}, []string{"2016年年度数据没有报来的：甲县（[虚构乙馆](<../bases/quiet/index.md>)）。"}, []string{"都没有报来"}},
		{"what came later does not count", func(c *catalog.Catalog) {
			a := &catalog.Activity{Activity: &source.Activity{Title: "虚构"}, Counties: c.Counties[1:]}
			a.Date.Date = day("2017-01-01")
			c.Activities, c.AsOf = append(c.Activities, a), day("2017-01-01")
		}, []string{"到2016年12月31日，从记录看", "乙县（还没有记录）"}, nil},
		{"long ago", func(c *catalog.Catalog) {
			a := &catalog.Activity{Activity: &source.Activity{Title: "虚构"}, Counties: c.Counties[1:]}
			a.Date.Date = day("2015-12-31")
			c.Activities = append(c.Activities, a)
		}, []string{"一年以上没有活动记录的县区：乙县（最近一条记录是2015年12月31日的）。"}, nil},
		{"no gap is found", func(c *catalog.Catalog) {
			a := &catalog.Activity{Activity: &source.Activity{Title: "虚构"}, Counties: c.Counties}
			a.Date.Date = day("2016-12-01")
			c.Activities, c.Designations = append(c.Activities, a), nil
		}, []string{"没有查到这几样缺口"}, []string{"要请县区核对", "都已报来"}},
		{"one county", func(c *catalog.Catalog) { c.Counties = c.Counties[:1] }, nil, []string{"县区关注情况"}},
	} {
		c := city("")
		x.change(c)
		c.Order()
		c.LinkTitles()
		text := draft.Report(c, figures.Of(c), 2016)
		for _, s := range x.want {
			if !strings.Contains(text, s) {
				t.Errorf("%s: no %q in\n%s", x.name, s, text)
			}
		}
		for _, s := range x.not {
			if strings.Contains(text, s) {
				t.Errorf("%s: %q stands in\n%s", x.name, s, text)
			}
		}
	}
}

// FuzzNames gives names anything: the draft is read without a fault, and every
// directive in it is understood.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"", " 日", "{{ figure x }}", "*a*_b_`c`", "[a](b.md)", "<script>", "a|b", "#", "1.", "\"”“", "}}", "=", "＝", "\\", "&amp;", "~~", "![x](y)", "http://a.example", "　", "%1100000", "%d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if strings.ContainsFunc(name, func(r rune) bool {
			return r < ' ' || r == 0x7f || r == '\uFFFD' || r == '\uFFFC' || 0x80 <= r && r < 0xa0
		}) || len(name) > 60 {
			return // no name that source lets through
		}
		c := city(name)
		figs := figures.Of(c)
		p := source.Parse(draft.Path(2016), []byte(draft.Report(c, figs, 2016)))
		for _, x := range p.Problems {
			if x.Severity == diag.Error {
				t.Errorf("%q: %s", name, diag.Style{}.Format(x))
			}
		}
		if p.Article == nil {
			t.Fatal(name)
		}
		c.Reports = []*catalog.Article{{Article: p.Article, Path: p.File.Path}}
		if found := quote.Of(c, figs).Check(func(string) *diag.File { return p.File }); found.HasErrors() {
			t.Errorf("%q: %v", name, found)
		}
		if n := len(p.Article.Body.Directives); n != 19 && n != 23 { // where the names cannot stand in a directive, the bases are named
			t.Errorf("%q: %d directives, want 23", name, n)
		}
	})
}

// Of a batch neither whose names nor whose number are known no sentence says that there was none.
func TestBatchWithoutNumberIsAskedFor(t *testing.T) {
	c := city("")
	c.Designations[0].Total, c.Designations[0].Bases, c.Designations[0].Complete = 0, nil, false
	for _, b := range c.Bases {
		b.Titles = nil
	}
	text := draft.Report(c, figures.Of(c), 2016)
	if strings.Contains(text, "没有命名新的基地") || !strings.Contains(text, "2016年命名的市级基地有多少家、是哪些：没有查到") {
		t.Errorf("the draft:\n%s", text)
	}
}
