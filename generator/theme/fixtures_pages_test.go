package theme_test

import (
	"fmt"

	"kepu/generator/chart"
	"kepu/generator/view"
)

func fullHome() view.Home {
	f := frame("首页", "index.html", "")
	return view.Home{
		Frame: f, Says: &view.Conclusion{Before: "2025年活动最多，", Number: "46项", After: "。", URL: "statistics.html#activities-years"}, Lead: []string{"示例市", "16家", "科普教育基地", "在哪里、怎样参观，", "历年办过哪些活动。"},
		Numbers: numbers(), Spark: madeUpSpark(), AsOf: "截至2026年1月9日的记录",
		Upcoming: planned(), Calendar: "activities.ics", Recent: linked(5), Reports: articles(3), Notices: articles(2),
		Counties: counties(), Kinds: kinds(), Featured: cards(6),
		More: view.HomeLinks{Bases: "directory.html", Activities: "activities.html", Reports: "articles.html", Notices: "articles.html", Routes: "routes.html"},
		Map:  smallMap(), Routes: routeItems(), Ribbons: homeRibbons(), Signs: madeUpRibbon(false).Signs,
	}
}

func rosters() []view.Roster {
	source := []view.Source{{Name: "《示例市科普教育基地工作总结》"}}
	return []view.Roster{
		{ID: "r1", Level: "全国", LevelID: "national", LevelRank: 1, Date: "2022年11月", Batch: "2021—2025年度补充认定", Document: "示例发〔2022〕1号", Authority: "示例协会",
			Total: "1", Listed: 1, Bases: []view.Link{{Name: "示例市气象科普馆", URL: "base.html"}}, ValidUntil: "2025年", Expired: true, Complete: true, Sources: []view.Source{{Name: "news.example.org", URL: "https://news.example.org/1.html"}}},
		{ID: "r2", Level: "省级", LevelRank: 2, Date: "2017年1月", ValidUntil: "2027年", Days: `[["2028-01-01","已过有效期"]]`, Total: "11", Unlisted: 11, Note: "来源文本只有数目，没有名称。", Sources: source},
		{ID: "r3", Level: "市级", LevelRank: 3, Date: "2015年", Total: "18", Listed: 2, Bases: []view.Link{{Name: "示例市青少年学生校外活动中心", URL: "base.html"}, {Name: "甲县气象局", URL: "base.html"}}, Unlisted: 16, Sources: source},
		{ID: "r4", Level: "县级", LevelRank: 4, Date: "2014年", Total: "3", LowerBound: true, Others: []string{"虚构的第一小学", "虚构的第二小学", "虚构的植物园"}},
	}
}

func fullDirectory() view.Directory {
	d := view.Directory{Frame: frame("基地名录", "bases/index.html", ""), Lead: "本站收录16家，分布在5个县区。名录按县区排列，命名批次在页末。", Total: 16, Kinds: kinds(), Rosters: rosters(), Filter: baseFacets(),
		ByKind: []view.KindList{{ID: "_kind-a", Name: "场馆", Bases: []view.Link{{Name: "示例市气象科普馆", URL: "base.html"}, {Name: "示例市博物馆", URL: "base.html"}}}},
		Paper:  []view.Paper{{Name: "小册子", Note: "一家一页，双面打印，对折成 A5。", Links: []view.Link{{Name: "打开小册子", URL: "booklet.html"}}}, {Name: "海报", Note: "A4 或 A3，一家一张，在各家页面的最后。"}},
	}
	at := 0
	for i, name := range []string{"示例区", "甲县", "乙县", "丙县", "丁县"} {
		g := view.BaseGroup{ID: fmt.Sprint("c", i), Name: name, URL: "county.html"}
		for range 5 - i {
			c := card(at)
			c.Facets = "county=" + g.ID + "|free=1"
			if at == 0 {
				c.HoursData = someHours
			}
			g.Bases = append(g.Bases, c)
			at++
		}
		d.Groups = append(d.Groups, g)
	}
	for _, name := range []string{"戊县", "己县", "庚县", "辛县", "壬县"} {
		d.Empty = append(d.Empty, view.Link{Name: name, URL: "county.html"})
	}
	return d
}

func titles() []view.TitleRow {
	return []view.TitleRow{
		{Level: "全国", LevelID: "national", LevelRank: 1, Date: "2022年11月", Authority: "示例协会", Batch: "2021—2025年度补充认定", Document: "示例发〔2022〕1号", ValidUntil: "2025年", Status: "已过有效期", RosterURL: "directory.html#r1"},
		{Level: "省级", LevelRank: 2, Date: "2023年", Authority: "示例省科学技术协会、示例省文明办", Batch: "2023—2027年，直接认定", ValidUntil: "2027年", Days: `[["","有效"],["2028-01-01","已过有效期"]]`, InForce: true},
		{Level: "市级", LevelRank: 3, Date: "2015年", Authority: "示例市科学技术协会", Status: "已撤销（2019年）", Reason: "虚构：两年没有开放"},
	}
}

func image(i int) view.Image {
	return view.Image{URL: fmt.Sprintf("photo%d-960.png", i), Srcset: fmt.Sprintf("photo%[1]d-480.png 480w, photo%[1]d-960.png 960w, photo%[1]d-1200.png 1200w", i), Full: fmt.Sprintf("photo%d-1200.png", i), Alt: "示例照片", Width: 1200, Height: 800, Caption: "学生在看台风模拟（示例）", Credit: "示例市气象科普馆供图"}
}

func fullBase() view.BasePage {
	cover := image(0)
	return view.BasePage{
		Frame:    frame("示例市气象科普馆", "bases/shili.html", "基地名录"),
		Calendar: "shili.ics", Name: "示例市气象科普馆", NameWords: []string{"示例市", "气象", "科普馆"}, Aliases: []string{"市气象馆", "气象科普馆"}, County: view.Link{Name: "示例区", URL: "county.html"},
		Kind: "气象", KindID: "weather", Seal: "vane", Level: "省级", LevelID: "provincial", LevelRank: 2, LevelDays: `[["2028-01-01","命名已过有效期"]]`, LevelUntil: "有效期至2027年12月31日", LevelUntilOff: `[["2028-01-01",""]]`,
		Summary: "看得见台风、摸得着云的气象馆，讲解员每天讲三场", Closed: "2026年起闭馆改造，重新开放的时间未定（示例）",
		HasHours: true, HoursData: someHours, Hours: []view.HoursRow{{Days: "周二至周五", Times: "09:00—17:00", Months: ""}, {Days: "周六、周日", Times: "09:00—18:00", Months: "3—10月"}, {Days: "周一", Times: "休息", Months: ""}},
		ClosedDays: []string{"春节", "2026年10月1日"}, Fee: "影院另收20元", Free: true,
		Booking: view.Source{Name: "yuyue.example.org", URL: "https://yuyue.example.org/"},
		Phone:   view.Link{Name: "0000-0000000", URL: "tel:0000-0000000"}, Email: view.Link{Name: "qixiang@example.org", URL: "mailto:qixiang@example.org"},
		Website: view.Link{Name: "qixiang.example.org", URL: "https://qixiang.example.org/"},
		Address: "示例市示例区示例大道与虚构路交叉口向东200米路北", Place: "位置为示意，只到乡镇一带", Coords: "113.680° E, 32.790° N（WGS-84）",
		Transport: "乘3路、12路公交车到“示例广场”站，向南步行约300米", Capacity: "120人", Facilities: []string{"无障碍通道", "停车场", "母婴室"},
		Cover: &cover, Gallery: []view.Image{image(1), image(2), image(3)},
		Body:   []view.Block{{HTML: "<p>示例市气象科普馆建于2012年，有六个展厅。这段文字是虚构的，用来看一段正文在页面里的样子：行长、行距和段距是否合适。</p>\n<h2 id=\"zhanting\">展厅</h2>\n<p>有<a href=\"directory.html\">台风</a>、降雨、云和测量四个主题。</p>\n<ul>\n<li>台风模拟</li>\n<li>人工降雨</li>\n</ul>\n"}},
		Titles: titles(), Numbers: numbers(), More: numbers(), Spark: madeUpSpark(), Years: []view.ActivityYear{{Year: 2016, URL: "activities-year.html", Items: own(linked(3))}, {Year: 2015, URL: "activities-year.html", Items: own(linked(2))}},
		Ratings: []view.RatingRow{
			{Year: 2025, Scheme: "年度考核", Result: "基本合格", Date: "2026年3月", Document: "示科协〔2026〕5号", Deadline: "2026年6月30日", Days: `[["2026-07-01","期限已过，整改结果没有记录"]]`, Sources: []view.Source{{Name: "news.example.org", URL: "https://news.example.org/2.html"}}},
			{Year: 2016, Scheme: "示例省示范基地评价", Result: "良好", Deadline: "2017年", Passed: "期限已过，整改结果没有记录"},
		},
		Annuals: []view.AnnualRow{
			{Year: 2016, Figures: []view.Number{{Label: "开放天数", Value: "301", Known: true}, {Label: "参观人次", Value: "28,400", Known: true}, {Label: "专职人员", Value: "未报"}}},
			{Year: 2015, Figures: []view.Number{{Label: "开放天数", Value: "未报"}, {Label: "参观人次", Value: "9,150", Known: true}, {Label: "专职人员", Value: "6", Known: true}}},
		},
		Indicators: &view.IndicatorTable{Years: []int{2016, 2015}, Columns: 3, Groups: []view.IndicatorGroup{
			{Name: "场地", Rows: []view.IndicatorRow{{Name: "展厅面积", Unit: "平方米", Figures: []view.Number{{Value: "580.5", Known: true}, {Value: "未报"}}}}},
			{Rows: []view.IndicatorRow{{Name: "公众号关注人数", Unit: "人", Figures: []view.Number{{Value: "1,725", Known: true}, {Value: "—", Known: true}}}}},
		}},
		Articles: articles(1), Neighbours: cards(4),
		Sources: []view.Source{{Name: "《示例市科普教育基地工作总结》", URL: ""}, {Name: "news.example.org", URL: "https://news.example.org/1.html"}}, AsOf: "记录截至2026年1月9日",
		ReportURL: "tel:0000-0000000", Directions: directions(), Locator: locator(), Life: madeUpLife(), Missing: []view.Fact{{Name: "交通"}},
		Telling: &view.Telling{Name: "示例市科学技术协会（虚构）", Ways: []view.Link{{Name: "来信寄示例市示例大道1号"}}, Code: "M0 0h1v1H0z", Size: 29}, Verified: "2026年3月2日，电话核对", Correction: "../correction.html?page=bases/x.html",
	}
}

// madeUpLife has terms that were, that may be and that are to come.
func madeUpLife() *view.Life {
	return &view.Life{Alt: "2015年命名为市级科普教育基地，有效期未查到；2022年命名为省级科普教育基地，有效期至2027年；有活动记录的年份：2016、2019，共5项。", May: true, Later: true, Ticks: true,
		Chart: chart.Life(chart.LifeOf{First: 2015, Last: 2027, Months: 13 * 12, Now: 11*12 + 1, NowName: "记录截至2026年1月9日", Ticks: []int{2016, 2019}, Rows: []chart.LifeRow{
			{Mark: 1, Terms: []chart.LifeTerm{{From: 84, To: 13 * 12, Name: "全国 2022"}}}, {Mark: 2, Terms: []chart.LifeTerm{{From: 84, To: 13 * 12, Name: "省级 2022"}}},
			{Mark: 3, Terms: []chart.LifeTerm{{From: 0, To: 12, Name: "市级 2015"}, {From: 12, To: 11*12 + 1, May: true}}}, {Mark: 4, Terms: []chart.LifeTerm{{From: 24, To: 60, Name: "县级 2017"}}},
		}})}
}

// own takes the base itself out of its activities, as pages does.
func own(list []view.ActivityItem) []view.ActivityItem {
	for i := range list {
		list[i].Bases = nil
	}
	return list
}

// sparseBase is what is known of most bases: a name, a town, a sentence.
func sparseBase() view.BasePage {
	return view.BasePage{
		StudyRoutes: routeItems(), Offers: offerItems(false),
		Frame: frame("甲县青少年学生校外活动中心", "bases/jia.html", "基地名录"),
		Name:  "甲县青少年学生校外活动中心", County: view.Link{Name: "甲县", URL: "county.html"}, Kind: "青少年活动", KindID: "youth", Seal: "plain",
		Level: "市级", LevelID: "municipal", LevelRank: 3, Summary: "面向中小学生的校外活动场所，2015年命名为市级基地",
		ClosedDays: []string{"周一"}, HoursData: `{"r":[[1,4095,0,0]]}`,
		Place: "位置为示意，只到县城一带", Coords: "114.027° E, 33.388° N（WGS-84）",
		Body:   []view.Block{{HTML: "<p>活动中心承担全县中小学生的校外活动。2015年初，市科协命名18个市级科普教育基地，它是其中之一。</p>\n"}},
		Titles: []view.TitleRow{{Level: "市级", LevelRank: 3, Date: "2015年", Authority: "示例市科学技术协会", Status: "未注明有效期", InForce: true}},
		Years:  []view.ActivityYear{{Year: 2016, URL: "activities-year.html", Items: own(linked(1))}}, Neighbours: cards(2),
		Sources: []view.Source{{Name: "《示例市科普教育基地工作总结》"}}, AsOf: "记录截至2026年1月9日",
		Little: true, Missing: []view.Fact{{ID: "fee", Name: "费用"}, {ID: "booking", Name: "预约"}, {ID: "address", Name: "地址"}, {ID: "phone", Name: "电话"}, {Name: "交通"}}, Life: madeUpLife(),
		Telling: &view.Telling{Name: "示例市科学技术协会（虚构）", Ways: []view.Link{{Name: "电话0000-0000000", URL: "tel:0000-0000000"}}}, Directions: &view.Directions{By: "名称", Routes: directions().Routes},
	}
}

func fullCounty() view.CountyPage {
	return view.CountyPage{
		Frame: frame("甲县", "counties/jia.html", "基地名录"), Name: "甲县", Lead: []string{"甲县有4家基地，", "2014年以来有记录的活动12场。"}, Map: smallMap(),
		Numbers: numbers(), More: numbers(), Bases: cards(4), Recent: linked(4), Log: []view.PartItem{{Name: "2016年", URL: "activities-year.html?county=jia", Count: 40}, {Name: "2015年", URL: "activities-year.html?county=jia", Count: 2}}, Rosters: 6, Ledger: "titles.html",
		Others: []view.Link{{Name: "戊县", URL: "county.html"}, {Name: "己县", URL: "county.html"}, {Name: "庚县", URL: "county.html"}}, Neighbours: []view.Link{{Name: "乙县", URL: "county.html"}, {Name: "丙县", URL: "county.html"}},
		Attention: someAttention(),
	}
}

// emptyCounty has no bases.
func emptyCounty() view.CountyPage {
	return view.CountyPage{
		Frame: frame("戊县", "counties/wu.html", "基地名录"), Name: "戊县", Lead: []string{"没有查到戊县有哪些科普教育基地，", "也还没有活动记录。"}, Numbers: []view.Number{{Label: "基地", Value: "未查到"}},
		Neighbours: []view.Link{{Name: "乙县", URL: "county.html"}},
		Empty: &view.CountyEmpty{
			Says: []string{"历次命名的基地里，至少42家次没有查到名称，其中有没有戊县的，不知道。"}, Map: locator(),
			Nearest: []view.NearBase{{BaseCard: card(0), Away: "约9公里"}, {BaseCard: card(1), Away: "约20公里"}, {BaseCard: card(4), Away: "约125公里"}},
			Telling: &view.Telling{Name: "示例市科学技术协会（虚构）", Ways: []view.Link{{Name: "kepu@example.org", URL: "mailto:kepu@example.org"}}},
			Apply:   view.Link{Name: "怎样申报", URL: "article.html"}, All: view.Link{Name: "全市16家基地的名录", URL: "directory.html"},
		},
	}
}

func fullBrief() view.Brief {
	a := someAttention()
	bases := []view.BriefBase{
		{Link: view.Link{Name: "示例市气象科普馆", URL: "base.html"}, Level: "省级", LevelDays: `[["2028-01-01","命名已过有效期"]]`, Phone: view.Link{Name: "0000-0000000", URL: "tel:0000-0000000"}},
		{Link: view.Link{Name: "甲县青少年学生校外活动中心", URL: "base.html"}, Level: "市级（有效期未查到）", Phone: view.Link{Name: "见门口", URL: ""}},
		{Link: view.Link{Name: "甲县民俗文化博物馆", URL: "base.html"}},
	}
	return view.Brief{
		Frame: frame("甲县科普教育基地工作简况", "briefs/jia.html", "基地名录"), Title: "甲县科普教育基地工作简况", By: "示例市科学技术协会（虚构）", AsOf: a.AsOf,
		Says: append([]string{"2016年甲县有记录的活动12项，占全市38项的31.6%，按项数在5个县区里第2。"}, a.Says...), Numbers: numbers()[:3], Map: locator(), Beside: &a.Figures[0], Due: a.Lists,
		Bases: bases, More: "另有5家", Ask: view.BriefContact{
			Name: "示例市科学技术协会（虚构）", Phone: view.Link{Name: "0000-0000000", URL: "tel:0000-0000000"}, Email: view.Link{Name: "kepu@example.org", URL: "mailto:kepu@example.org"}, Address: "示例市示例大道1号",
		}, Page: view.Link{Name: "甲县的页面", URL: "county.html"}, Notes: a.Notes,
	}
}

func yearBrief() view.Brief {
	v := fullBrief()
	v.Frame, v.Title = frame("2025年全市科普教育基地工作简况", "briefs/2025.html", "统计"), "2025年全市科普教育基地工作简况"
	v.Year, v.Heading, v.Running = "2025年", "全市科普教育基地工作简况", "最新的记录是3月8日的，这一年的数字还不全，不与上一年比较。"
	v.Conclusions, v.Says, v.Numbers, v.Headlines, v.Bases, v.More = conclusions(), nil, nil, headlines(), nil, ""
	v.Years = []view.Link{{Name: "2024年", URL: "brief.html"}}
	months := quotedFigure("_months")
	v.Months = &months
	return v
}

func someAttention() *view.Attention {
	beside := view.DataTable{Caption: "甲县与相邻县区对照", Head: []view.DataHead{{Name: "县区"}, {Name: "在册基地", Unit: "家"}, {Name: "每10万人", Unit: "家"}, {Name: "活动", Unit: "2016年"}, {Name: "占全市"}},
		Rows: []view.DataRow{
			{Name: "甲县", Strong: true, Cells: []view.DataCell{{Text: "至少4"}, {Text: "0.57 至 0.96"}, {Text: "12"}, {Text: "31.6%"}}},
			{Name: "乙县", URL: "county.html", Cells: []view.DataCell{{Text: "未查到", Note: "2家有效期未查到", Unknown: true}, {Text: "未查到", Unknown: true}, {Text: "—"}, {Text: "—"}}},
		}}
	return &view.Attention{
		AsOf: "截至2026年1月9日的记录", Says: []string{"从甲县最近一条活动记录（2025年10月21日）到2026年1月9日，80天没有记录。", "最长的一段没有记录，是2024年5月14日到2024年9月20日，130天。"},
		Figures: []view.Figure{{ID: "_beside", Caption: beside.Caption, Open: true, Wide: true, Table: beside, Notes: []string{"相邻县区有1个，按地图上有没有共同的边界来定。", "人口是2020年的常住人口。"}, Source: "数据：活动日志、命名记录"}},
		Lists: []view.AttentionList{
			{Title: "2025年年度数据", Says: "在册的12家中，4家已报，8家未报：", Items: []view.AttentionItem{{Link: view.Link{Name: "甲县气象局", URL: "base.html"}}, {Link: view.Link{Name: "甲县科技馆", URL: "base.html"}}}, More: "另有6家"},
			{Title: "一年内到期的命名", Says: "1个。", Items: []view.AttentionItem{{Link: view.Link{Name: "甲县气象局", URL: "base.html"}, Note: "市级，有效期至2026年", Days: `[["2027-01-01","市级，有效期至2026年，已过"]]`}}},
			{Title: "已过日期、结果未报的计划", Says: "1项。", Items: []view.AttentionItem{{Link: view.Link{Name: "防震减灾知识讲座"}, Note: "计划2025年12月"}}},
			{Title: "有效期", Says: "2个没有注明有效期；它们是不是一年内到期，看不出来。"},
		},
		Notes: []string{"这里只数有记录的：没有记录，不等于没有开展。"}, Brief: "brief.html",
	}
}

func fullActivities() view.Activities {
	var years []view.YearItem
	for y := 2026; y >= 2014; y-- {
		people := view.Number{Label: "参加人次", Value: "2,700", Known: true, LowerBound: y%2 == 0, Note: "12 条中 9 条已报"}
		if y%4 == 1 {
			people = view.Number{Label: "参加人次", Value: "未报"}
		}
		years = append(years, view.YearItem{Year: y, URL: "activities-year.html", Numbers: []view.Number{
			{Label: "活动", Value: fmt.Sprint(y - 2010), Unit: "场", Known: true}, people, {Label: "发放资料", Value: "未报"},
		}})
	}
	return view.Activities{
		Frame: frame("活动记录", "activities/index.html", ""), Lead: "2014年以来有记录的活动38场。人次只计已报的。",
		Upcoming: planned(), Calendar: "../activities.ics", Years: years, Recent: linked(4),
		Campaigns: []view.CampaignItem{
			{Name: "全国科普日", Description: "每年九月集中举办的群众性科普活动，2004年起每年一届。", Count: 9, Years: []view.Link{{Name: "2016年", URL: "activities-year.html"}, {Name: "2017年", URL: "activities-year.html"}, {Name: "2024年", URL: "activities-year.html"}}},
			{Name: "科技活动周", Description: "2001年起每年举办的全国性科技活动，一般在五月；2020年延至八月。", Count: 4, Years: []view.Link{{Name: "2016年", URL: "activities-year.html"}}},
			{Name: "世界气象日", Description: "每年3月23日，1961年起设立。", Count: 0, Years: nil},
		},
	}
}

func fullYear() view.ActivitiesYear {
	y := view.ActivitiesYear{Frame: frame("2016年科普活动", "activities/2016.html", "活动记录"), Year: 2016, Numbers: numbers(), Makeup: "这一年的16条记录：15条计入活动数，1条计划举办。", Total: 16, Statistics: "statistics-year.html", Ribbon: new(madeUpRibbon(false)), Filter: activityFacets(), Years: []view.YearLink{{Year: 2017, URL: "activities-year.html"}, {Year: 2016, URL: "activities-year.html", Current: true}},
		Previous: &view.Link{Name: "2015年", URL: "activities-year.html"}, Next: &view.Link{Name: "2017年", URL: "activities-year.html"}}
	all := append(planned(), activities(14)...)
	all[0].URL, all[0].Facets = "", "county=c0|form=talk"
	all[2].Sources = []view.Source{{Name: "《示例市科普教育基地工作总结》", URL: ""}}
	all[3].Photos = []view.Image{image(4)}
	y.Months = []view.MonthGroup{{Name: "12月", ID: "m12", Items: all[:3]}, {Name: "9月", ID: "m9", Items: all[3:9]}, {Name: "5月", ID: "m5", Items: all[9:13]}, {Name: "未注明月份", ID: "m0", Items: all[13:]}}
	return y
}

// briefYear names what the pages of its months tell.
func briefYear() view.ActivitiesYear {
	y := fullYear()
	y.Brief = true
	for i := range y.Months {
		y.Months[i].URL = "activities-year.html"
		for j := range y.Months[i].Items {
			it := &y.Months[i].Items[j]
			it.ID, it.URL = fmt.Sprintf("a%d-%d", i, j), "activities-year.html#"+it.ID
			it.Facets = "county=c0|form=talk"
		}
	}
	return y
}
