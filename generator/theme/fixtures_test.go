package theme_test

import (
	"fmt"

	"kepu/generator/view"
)

// The pages that the tests render: every layout full, as a site with much to say
// gives it, and empty, as a new site does; and a base as most are, of which little
// is known. 示例市 and everything in it is made up.

// page is one view and the layout it is for; name is also that of its golden.
type page struct {
	name, layout string
	view         any
}

func fixtures() []page {
	return []page{
		{"home", "home", fullHome()},
		{"home-empty", "home", view.Home{Frame: bareFrame("示例市科普教育基地", "index.html")}},
		{"directory", "directory", fullDirectory()},
		{"directory-empty", "directory", view.Directory{Frame: bareFrame("基地", "bases/index.html")}},
		{"base", "base", fullBase()},
		{"base-sparse", "base", sparseBase()},
		{"base-empty", "base", view.BasePage{Frame: bareFrame("示例县气象局", "bases/shili.html"), Name: "示例县气象局"}},
		{"poster", "poster", fullPoster()},
		{"poster-empty", "poster", view.Poster{Frame: bareFrame("示例县气象局的海报", "posters/shili.html"), Name: "示例县气象局", Sheet: "shili.svg"}},
		{"booklet", "booklet", fullBooklet()},
		{"foldmap", "foldmap", fullFoldMap()},
		{"foldmap-empty", "foldmap", view.FoldMap{Frame: bareFrame("折页地图", "foldmap.html")}},
		{"booklet-empty", "booklet", view.Booklet{Frame: bareFrame("小册子", "booklet.html")}},
		{"brief", "brief", fullBrief()},
		{"brief-year", "brief", yearBrief()},
		{"brief-empty", "brief", view.Brief{Frame: bareFrame("甲县科普教育基地工作简况", "briefs/jia.html"), Title: "甲县科普教育基地工作简况"}},
		{"county", "county", fullCounty()},
		{"county-none", "county", emptyCounty()},
		{"county-empty", "county", view.CountyPage{Frame: bareFrame("甲县", "counties/jia.html"), Name: "甲县", Empty: &view.CountyEmpty{}}},
		{"activities", "activities", fullActivities()},
		{"activities-empty", "activities", view.Activities{Frame: bareFrame("活动", "activities/index.html")}},
		{"activities-year", "activities-year", fullYear()},
		{"activities-year-brief", "activities-year", briefYear()},
		{"activities-year-empty", "activities-year", view.ActivitiesYear{Frame: bareFrame("2018年", "activities/2018.html"), Year: 2018}},
		{"articles", "articles", fullArticles()},
		{"articles-empty", "articles", view.Articles{Frame: bareFrame("报告", "reports/index.html"), Heading: "报告"}},
		{"article", "article", fullArticle()},
		{"article-empty", "article", view.Article{Frame: bareFrame("关于本站", "about.html"), Title: "关于本站"}},
		{"map", "map", fullMap()},
		{"map-counts", "map", countsMap()},
		{"map-strict", "map", strictMap()},
		{"map-empty", "map", view.MapPage{Frame: bareFrame("地图", "map.html")}},
		{"moved", "moved", view.Moved{Frame: frame("示例", "reports/old.html", "报告"), Title: "示例市科普教育基地2016年度工作总结", URL: "article.html"}},
		{"moved-empty", "moved", view.Moved{Frame: bareFrame("示例", "reports/old.html"), Title: "示例", URL: "article.html"}},
		{"moved-gone", "moved", view.Moved{Frame: frame("示例", "bases/old.html", "基地名录"), Title: "基地名录", URL: "index.html", Gone: "展馆已经拆除（虚构）"}},
		{"moved-dissolved", "moved", view.Moved{Frame: frame("示例", "activities/2016-05.html", "活动记录"), Title: "活动记录", URL: "index.html", Dissolved: true}},
		{"correction", "correction", view.Correction{Frame: frame("找错和补充", "correction.html", ""), Name: "示例市科学技术协会（虚构）", Address: "示例市示例大道1号", Postcode: "000000",
			Email: "kepu@example.org", Mail: "mailto:kepu@example.org?subject=a", Phone: view.Link{Name: "0000-0000000", URL: "tel:0000-0000000"}}},
		{"data", "data", view.Data{Frame: frame("数据下载", "data.html", ""), AsOf: "2026年1月9日", Licence: view.Source{Name: "CC-BY-4.0"}, Package: "data/datapackage.json",
			Tables: []view.DataFile{{Title: "基地", About: "一行一家基地。", URL: "data/bases.csv", Name: "bases.csv", ID: "bases", Size: "12 KB", Rows: "60",
				Columns: []view.DataColumn{{Name: "id", Title: "编号", Type: "文字"}, {Name: "longitude", Title: "经度", Type: "数", Unit: "度", Note: "WGS-84"}}}},
			Others: []view.DataFile{{Title: "基地（JSON）", About: "一样。", URL: "data/bases.json", Name: "bases.json", Size: "30 KB"}}}},
		{"data-empty", "data", view.Data{Frame: bareFrame("数据下载", "data.html"), Package: "data/datapackage.json"}},
		{"correction-empty", "correction", view.Correction{Frame: bareFrame("找错和补充", "correction.html"), Name: "示例市科学技术协会（虚构）"}},
		{"not-found", "not-found", view.NotFound{Frame: lostFrame("没有找到", "404.html", ""), Sections: sections("")}},
		{"statistics", "statistics", fullStatistics()},
		{"statistics-empty", "statistics", view.Statistics{Frame: bareFrame("统计", "statistics/index.html")}},
		{"statistics-year", "statistics-year", fullStatisticsYear()},
		{"statistics-year-empty", "statistics-year", view.StatisticsYear{Frame: bareFrame("2018年统计", "statistics/2018.html"), Year: 2018}},
		{"titles", "titles", fullTitles()},
		{"titles-empty", "titles", view.Titles{Frame: bareFrame("称号台账", "titles.html"), Heading: "称号台账"}},
		{"routes", "routes", fullRoutes()},
		{"routes-empty", "routes", view.RoutesPage{Frame: bareFrame("研学路线", "routes/index.html")}},
		{"route", "route", fullRoute()},
		{"route-empty", "route", view.RoutePage{Frame: bareFrame("路线", "routes/day.html"), Title: "路线"}},
		{"exchange", "exchange", fullExchange()},
		{"exchange-split", "exchange", splitExchange()},
		{"exchange-empty", "exchange", view.ExchangePage{Frame: bareFrame("基地交流", "exchange.html"), Heading: "基地交流"}},
		{"search", "search", fullSearch()},
		{"search-empty", "search", view.Search{Frame: bareFrame("搜索", "search.html"), FirstURL: "assets/search/bases.js", DirectoryURL: "bases/index.html"}},
		{"sitemap", "sitemap", fullSiteMap()},
		{"sitemap-empty", "sitemap", view.SiteMap{Frame: bareFrame("网站地图", "sitemap.html")}},
		{"offline", "offline", fullOffline()},
		{"offline-empty", "offline", view.Offline{Frame: bareFrame("离线版", "offline.html")}},
		{"not-found-empty", "not-found", view.NotFound{Frame: bareFrame("没有找到", "404.html")}},
	}
}

func fullSiteMap() view.SiteMap {
	return view.SiteMap{Frame: frame("网站地图", "sitemap.html", ""), Columns: []view.SiteMapColumn{
		{Name: "首页", URL: "home.html"},
		{Name: "基地名录", URL: "directory.html", About: "12家有介绍的基地，从县区找到每一家。", Links: []view.Link{{Name: "甲县", URL: "county.html"}, {Name: "乙县", URL: "county.html"}}},
		{Name: "关于本站", Links: []view.Link{{Name: "怎样申报", URL: "article.html"}}},
	}}
}

func bareFrame(title, path string) view.Frame {
	return view.Frame{Lang: "zh-CN", SiteTitle: "示例市科普教育基地", PageTitle: title, Path: path, Root: "../", Home: "../index.html", SearchURL: "../search.html"}
}

func sections(root string) []view.Link {
	return []view.Link{{Name: "基地名录", URL: root + "directory.html"}, {Name: "活动记录", URL: root + "activities.html"}, {Name: "报告", URL: root + "articles.html"}, {Name: "通知", URL: root + "articles.html"}}
}

func lostFrame(title, path, section string) view.Frame {
	f := frame(title, path, section)
	f.Lost = []string{"", "../"}
	return f
}

func frame(title, path, section string) view.Frame {
	f := view.Frame{
		Lang: "zh-CN", SiteTitle: "示例市科普教育基地", PageTitle: title + " - 示例市科普教育基地",
		Description: "虚构的示例：各级科普教育基地的名录、命名情况与科普活动记录",
		Path:        path, Seals: seals, Home: "home.html", SearchURL: "search.html", Canonical: "https://example.org/kepu/" + path,
		Open: []view.Meta{{Name: "og:title", Content: title}, {Name: "og:type", Content: "website"}}, Feeds: []view.Link{{Name: "示例市科普教育基地", URL: "feed.xml"}},
		Linked: []view.JSON{`{"@context":"https://schema.org","@type":"Place","name":"\u003c/script\u003e示例 \u0026","geo":{"latitude":32.9}}`},
		Meta:   []view.Meta{{Name: "SiteName", Content: "示例市科普教育基地"}, {Name: "ColumnName", Content: title}},
		Footer: view.Footer{
			Organiser: "示例市科学技术协会（虚构）", Address: "示例市示例大道1号", Phone: "0000-0000000", PhoneURL: "tel:0000-0000000",
			Email: "kepu@example.org", EmailURL: "mailto:kepu@example.org", Postcode: "000000",
			ICP: "示例ICP备00000000号", ICPURL: "https://beian.example.org/", Police: "示例公网安备00000000000000号", PoliceURL: "https://police.example.org/",
			SiteIDCode: "0000000000",
			Pages:      []view.Link{{Name: "关于本站", URL: "article-empty.html"}, {Name: "怎样申报", URL: "article.html"}},
			AsOf:       "2026年1月9日", OfflineURL: "offline.html", Slim: "精简版，12 张照片只有小图",
			SiteMapURL: "sitemap.html", CorrectionURL: "correction.html?page=" + path, Agency: &view.Image{URL: "mark.png", Width: 80, Height: 96}, AgencyURL: "https://mark.example.org/",
		},
	}
	for _, l := range append([]view.Link{{Name: "首页", URL: "home.html"}}, sections("")...) {
		f.Nav = append(f.Nav, view.NavItem{Name: l.Name, URL: l.URL, Current: l.Name == title, Section: l.Name == section})
	}
	if title != "首页" {
		f.Crumbs = []view.Link{{Name: "首页", URL: "home.html"}}
		if section != "" {
			f.Crumbs = append(f.Crumbs, view.Link{Name: section, URL: "directory.html"})
		}
	}
	return f
}

// seals are the drawings of a few kinds.
var seals = []view.Seal{{ID: "dome", Path: "M4 20h16M5 14a7 7 0 0 1 14 0"}, {ID: "vane", Path: "M12 4v16"}, {ID: "plain", Path: "M4 12h16"}}

// card returns the i-th of the made-up bases.
func card(i int) view.BaseCard {
	names := []string{
		"示例市科技馆", "示例市青少年学生校外活动中心", "甲县气象局", "乙县示例山旅游景区", "示例职业技术学院数字建筑科普教育基地",
		"示例市第四中学", "丙县防汛抗旱纪念馆", "示例省示例实验室人工智能科普教育基地", "丁县民俗文化博物馆", "示例市气象科普馆",
	}
	kinds := []string{"场馆", "青少年活动", "气象", "旅游景区", "教育科研", "学校", "纪念馆", "教育科研", "场馆", "气象"}
	levels := []view.BaseCard{{Level: "全国", LevelID: "national", LevelRank: 1}, {Level: "省级", LevelID: "provincial", LevelRank: 2},
		{Level: "市级", LevelID: "municipal", LevelRank: 3}, {Level: "县级", LevelID: "county-level", LevelRank: 4}, {}}
	texts := []string{
		"六个主题展厅，有影院、科学表演和科普课堂", "面向中小学生的校外活动场所", "承担全县气象观测和服务，2015年命名为市级基地",
		"九座山峰的景区，流动科技馆曾在这里展出，景区安排讲解", "", "全市科技教育特色学校",
	}
	c := levels[(i*3)%len(levels)]
	c.Name, c.Kind, c.KindID = names[i%len(names)], kinds[i%len(kinds)], "kind"
	c.URL, c.County, c.Summary = "base.html", "甲县", texts[i%len(texts)]
	c.Seal = seals[i%len(seals)].ID
	c.Free = i%4 == 1
	if i == 7 {
		cover := image(3)
		c.Cover = &cover
	}
	if i%3 == 0 {
		c.Latest = "最近活动：2025年11月2日"
	}
	return c
}

func cards(n int) (list []view.BaseCard) {
	for i := range n {
		list = append(list, card(i))
	}
	return list
}

func numbers() []view.Number {
	return []view.Number{
		{Label: "活动", Value: "38", Unit: "场", Known: true, URL: "activities.html"},
		{Label: "参加人次", Value: "12,700", Unit: "人次", Known: true, LowerBound: true, Note: "38 条记录中 9 条已报"},
		{Label: "发放资料", Value: "8.6万", Unit: "份", Known: true, Note: "38 条记录中 21 条已报"},
		{Label: "经费", Value: "未报", Note: "38 条记录都没有写"},
	}
}

// activity returns the i-th of the made-up activities.
func activity(i int) view.ActivityItem {
	titles := []string{
		"示例市第三十七小学到气象科普馆和市博物馆研学", "全国科普日：高校师生到示例广场宣传科普", "中国流动科技馆示例省巡展甲县站",
		"青少年机器人竞赛", "科技工作者日走进示例市青少年学生校外活动中心，开展科学实验和航模表演", "防震减灾知识讲座",
	}
	dates := [][2]string{{"2016年9月17日", "2016-09-17"}, {"2016年5月25日至6月1日", "2016-05-25"}, {"2016年12月", "2016-12"}, {"2016年", "2016"}}
	a := view.ActivityItem{
		ID: fmt.Sprintf("a%d", i), Title: titles[i%len(titles)],
		Date: dates[i%4][0], DateTime: dates[i%4][1],
		Form: []string{"讲座", "研学参观", "巡展"}[i%3],
	}
	if i%2 == 0 {
		a.Bases = []view.Link{{Name: "示例市气象科普馆", URL: "base.html"}}
	} else {
		a.Counties = []view.Link{{Name: "甲县", URL: "county.html"}, {Name: "乙县", URL: "county.html"}}
	}
	if i%7 == 3 {
		a.Hosts = []string{"甲县科学技术协会", "示例小学"}
	}
	if i%3 == 1 {
		a.Campaign = "全国科普日"
	}
	if i%3 != 2 {
		a.Figures = []view.Number{{Label: "参加", Value: "1,200", Unit: "人次", Known: true}, {Label: "资料", Value: "3,000", Unit: "份", Known: true, LowerBound: true}}
	}
	if i%4 != 3 {
		a.Summary = "<p>学生了解大气层、降雨和气象设备的原理，再参观专题展。讲解员演示了台风模拟，示例小学的学生提了二十多个问题。</p>"
	}
	if i%5 == 0 {
		a.Place, a.Audience, a.Topics = "示例市博物馆、示例市气象科普馆", []string{"中小学生"}, []string{"气象", "历史"}
		a.Link = view.Source{Name: "news.example.org", URL: "https://news.example.org/2016/0917/content_20160917010004.html"}
	}
	a.Private = i == 4
	return a
}

func activities(n int) (list []view.ActivityItem) {
	for i := range n {
		list = append(list, activity(i))
	}
	return list
}

// linked is activities as other pages than the year's show them.
func linked(n int) []view.ActivityItem {
	list := activities(n)
	for i := range list {
		list[i].URL = "activities-year.html#" + list[i].ID
	}
	return list
}

func planned() []view.ActivityItem {
	return []view.ActivityItem{{
		ID: "p1", URL: "activities-year.html#p1", Title: "示例市科技馆暑期科学营", Date: "2026年7月6日至12日", DateTime: "2026-07-06", Time: "每天09:30—11:00",
		Bases: []view.Link{{Name: "示例市科技馆", URL: "base.html"}}, Status: "计划举办", Days: `[["2026-07-13","已过日期，结果未报"]]`, Last: "2026-07-12", Register: "到馆报名，或打电话 0000-0000000",
		Share: []string{"示例市科技馆暑期科学营", "时间：2026年7月6日至12日 每天09:30—11:00", "https://example.org/kepu/activities/2026.html#a20260706"},
	}}
}

func articles(n int) (list []view.ArticleItem) {
	for i := range n {
		list = append(list, view.ArticleItem{
			Title: fmt.Sprintf("示例市科普教育基地%d年度工作总结", 2017-i), URL: "article.html",
			Date: fmt.Sprintf("%d年12月20日", 2017-i), DateTime: fmt.Sprintf("%d-12-20", 2017-i),
			Kind: "工作总结", Years: fmt.Sprintf("%d年", 2017-i), Summary: "一年来基地的命名、活动和督导情况，以及存在的问题和下一年的打算。",
		})
	}
	return list
}

func counties() []view.CountyItem {
	var list []view.CountyItem
	for i, name := range []string{"示例区", "甲县", "乙县", "丙县", "丁县", "戊县", "己县", "庚县", "辛县", "壬县"} {
		list = append(list, view.CountyItem{ID: fmt.Sprint("c", i), Name: name, URL: "county.html", Bases: max(0, 5-i), None: "未查到", Activities: 12 - i, Latest: "2025年11月2日"})
	}
	return list
}

func kinds() []view.KindItem {
	return []view.KindItem{{ID: "venue", Name: "场馆", URL: "directory.html#k", Seal: "dome", Bases: 4}, {ID: "weather", Name: "气象", URL: "directory.html#k", Seal: "dome", Bases: 3}, {ID: "youth", Name: "青少年活动", URL: "directory.html#k", Seal: "dome", Bases: 3},
		{ID: "school", Name: "学校", URL: "directory.html#k", Seal: "dome", Bases: 1}, {ID: "research", Name: "教育科研", URL: "directory.html#k", Seal: "dome", Bases: 2}, {ID: "scenic", Name: "旅游景区", URL: "directory.html#k", Seal: "dome", Bases: 2}, {ID: "memorial", Name: "纪念馆", URL: "", Seal: "dome", Bases: 1}}
}
