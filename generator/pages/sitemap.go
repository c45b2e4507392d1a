package pages

import (
	"fmt"
	"slices"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/view"
)

// mostArticlesMapped is how many reports or notices the site map names; of more their list alone.
const mostArticlesMapped = 20

// siteMap makes sitemap.html (网站地图): every column with what it lists, as far as that is a page of years, counties or titles. A base's
// page is found through its county, so that the map of a large city is as short as that of a small one.
func (m *maker) siteMap() view.SiteMap {
	p := address.SiteMap
	v := view.SiteMap{Frame: m.column(p, "网站地图", "本站的全部栏目，和每个栏目里有什么")}
	to := func(name, at string) view.Link { return view.Link{Name: name, URL: address.Link(p, at)} }
	add := func(name, at, about string, links ...view.Link) {
		c := view.SiteMapColumn{Name: name, About: about, Links: links}
		if at != "" {
			c.URL = address.Link(p, at)
		}
		v.Columns = append(v.Columns, c)
	}
	years := func(list []int, page func(int) string) (links []view.Link) {
		list = slices.Sorted(slices.Values(list))
		slices.Reverse(list) // the newest first
		for _, y := range list {
			links = append(links, to(fmt.Sprintf("%d年", y), page(y)))
		}
		return links
	}

	add("首页", address.Home, "", to("搜索", address.Search))
	var bases []view.Link
	for _, c := range m.c.Counties {
		bases = append(bases, to(c.Name, address.County(c)))
	}
	bases = append(bases, to(ledgerHeading, address.Titles))
	told, were := m.toldOf(m.c.Bases)
	directory := digits(int64(len(told))) + "家有介绍的基地"
	if note := besides(were); note != "" {
		directory += "，" + note
	}
	add("基地名录", address.Directory, directory+"，从县区找到每一家。", bases...)
	if m.maps.HasMap() {
		add("基地地图", address.Map, "每家基地在哪里。")
	}
	if m.hasActivities() {
		add("活动记录", address.Activities, "", years(m.f.Years(), address.Year)...)
	}
	add("统计", address.Statistics, "图表、表格和可以下载的数据。", years(m.f.Years(), address.StatisticsYear)...)
	if m.stats.HasBriefs() {
		links := append([]view.Link{to("全市", address.CityBrief)}, years(m.stats.BriefYears(), address.YearBrief)...)
		for _, c := range m.c.Counties {
			links = append(links, to(c.Name, address.Brief(c)))
		}
		add("一页纸", "", "全市、每一年、每个县区各一张，可以打印。", links...)
	}
	if m.hasRoutes() {
		var links []view.Link
		for _, r := range first(m.c.Routes, mostArticlesMapped) {
			links = append(links, to(r.Title, address.Route(r)))
		}
		add("研学路线", address.Routes, "", links...)
	}
	if m.hasOffers() {
		add(exchangeTitle, address.Exchange, "基地可以提供的和需要的。")
	}
	for _, s := range []catalog.Section{catalog.Reports, catalog.Notices} {
		list := m.section(s)
		if len(list) == 0 {
			continue
		}
		var links []view.Link
		about := ""
		if len(list) > mostArticlesMapped {
			about = fmt.Sprintf("共%s篇，下面是最新的%d篇。", digits(int64(len(list))), mostArticlesMapped)
		}
		for _, a := range first(list, mostArticlesMapped) {
			links = append(links, to(a.Title, address.Article(a)))
		}
		add(sectionWords[s].list, address.Section(s), about, links...)
	}
	if m.hasBooklet() {
		add("小册子", address.Booklet, "每家基地一页，打印出来对折。")
	}
	var about []view.Link
	for _, a := range m.c.Pages {
		about = append(about, to(a.Title, address.Article(a)))
	}
	if m.opts.Offline {
		about = append(about, to("离线版（不用网络）", address.Offline))
	}
	if len(about) > 0 {
		add("关于本站", "", "", about...)
	}
	return v
}
