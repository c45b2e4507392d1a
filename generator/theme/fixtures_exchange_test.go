package theme_test

import "kepu/generator/view"

func routeItems() []view.RouteItem {
	return []view.RouteItem{
		{Title: "示例市一日行", URL: "route.html", Theme: "身边的科学", Length: "1天", Season: "3-10月", Audience: []string{"小学生", "亲子家庭"}, Summary: "从气象局到科技馆。", Stops: "示例市科技馆 → 甲县气象局", Count: 3},
		{Title: "什么都没有写的路线", URL: "route-empty.html", Count: 1},
	}
}

func fullRoutes() view.RoutesPage {
	return view.RoutesPage{Frame: frame("研学路线", "routes/index.html", ""), Lead: "把几家基地连起来走。", Items: routeItems()}
}

func fullRoute() view.RoutePage {
	way := smallMap()
	for i := range way.Drawings {
		way.Drawings[i].Way = "10,20 30.5,44 60,12"
	}
	return view.RoutePage{
		Frame: frame("示例市一日行", "routes/day.html", "研学路线"), Title: "示例市一日行", Theme: "身边的科学", Length: "1天", Season: "3-10月", Audience: []string{"小学生"},
		Summary: "从气象局到科技馆。", Organiser: "示例市科学技术协会（虚构）", Phone: view.Link{Name: "0000-0000000", URL: "tel:00000000000"}, Booking: view.Source{Name: "example.org", URL: "https://example.org/booking"},
		Transport: "包车", Meals: "自带", Map: way, Missing: "第3站位置未查到，图上没有。",
		Total: []string{"停留合计至少2小时（3站中2站写明）", "路上时间未计", "全程直线距离未知"},
		Stops: []view.RouteStop{
			{Number: 1, Name: "示例市科技馆", URL: "base.html", County: "甲县", Stay: "1小时30分钟", What: "看展品，做实验。", Hours: []view.HoursRow{{Days: "周二至周日", Times: "09:00—17:00", Months: "3—10月"}},
				ClosedDays: []string{"春节"}, HoursData: someHours, HoursEnd: "2026-12-31", Free: true, Fee: "免费", Booking: view.Source{Name: "电话预约"}, Phone: view.Link{Name: "0000-0000000", URL: "tel:00000000000"}, Address: "示例路1号", Next: "到下一站直线距离约12.3公里"},
			{Number: 2, Name: "甲县气象局", URL: "base-empty.html", Ended: "作为科普教育基地开放到2019年为止", Fee: "成人5元", Phone: view.Link{Name: "见门口的告示"}, Next: "到下一站的距离未知"},
			{Number: 3, Next: "到下一站的距离未知"},
			{Number: 4, Name: "示例市科技馆", URL: "base.html", Again: 1},
		},
		Body: []view.Block{{HTML: "<p>带水和雨具。</p>"}}, Sources: []view.Source{{Name: "示例日报"}}, AsOf: "记录截至2026年1月9日", ReportURL: "mailto:kepu@example.org",
	}
}

func offerItems(onPage bool) []view.OfferItem {
	list := []view.OfferItem{
		{ID: "offer-a-1", Side: "提供", Kind: "巡展", Title: "身边的数学巡回展", Base: view.Link{Name: "示例市科技馆", URL: "base.html"}, County: "甲县", Topics: []string{"数学"}, Audience: []string{"中小学生"},
			Size: "展品18件", Needs: "有电源", Terms: "免费借展", Period: "到2026年12月10日为止", Until: "2026-12-10", EndedDays: `[["2026-12-11","已过期"]]`, Contact: view.Link{Name: "0000-0000000", URL: "tel:00000000000"},
			Person: "示例讲师甲（虚构）", Sources: []view.Source{{Name: "示例日报"}}, Now: `[["","下一站：示例市科技馆，2026年3月1日起"],["2026-03-01","现在在：示例市科技馆"]]`, Facets: "side=offer|kind=巡展",
			Tour: []view.TourStop{{Place: view.Link{Name: "示例市科技馆", URL: "base.html"}, Period: "2026年3月1日至5月31日"}, {Place: view.Link{Name: "示例第一小学"}, County: "甲县", Period: "2026年6月1日起"}}},
		{ID: "want-a-1", Side: "需要", Kind: "志愿服务", Title: "招募周末讲解员", Base: view.Link{Name: "甲县气象局", URL: "base-empty.html"}, BaseEnded: "科普教育基地的命名已撤销", Contact: view.Link{Name: "见告示"}, OfBase: true, Facets: "side=want|kind=志愿服务"},
		{ID: "want-a-2", Side: "需要", Kind: "展品", Title: "只写了名称", Base: view.Link{Name: "甲县气象局", URL: "base-empty.html"}, Facets: "side=want|kind=展品"},
	}
	for i := range list {
		if !onPage {
			list[i].URL, list[i].ID, list[i].Facets = "exchange.html#"+list[i].ID, "", ""
		}
	}
	return list
}

func fullExchange() view.ExchangePage {
	all := offerItems(true)
	passed := view.OfferItem{ID: "offer-a-2", Side: "提供", Kind: "讲座", Title: "讲完的课", Base: view.Link{Name: "示例市科技馆", URL: "base.html"}, Until: "2019-12-31", Ended: "已过期"}
	return view.ExchangePage{
		Frame: frame("基地交流", "exchange.html", ""), Heading: "基地交流", Lead: "共登记提供2项、需要2项。",
		Filter: []view.Facet{{Key: "kind", Label: "类别", Options: []view.FacetOption{{Value: "巡展", Name: "巡展", Count: 1}, {Value: "展品", Name: "展品", Count: 1}}}},
		Sides:  []view.OfferGroup{{ID: "_offers", Name: "提供", Offers: all[:1]}, {ID: "_wants", Name: "需要", Offers: all[1:]}}, Passed: []view.OfferItem{passed}, Folds: true,
	}
}

func splitExchange() view.ExchangePage {
	return view.ExchangePage{Frame: frame("基地交流", "exchange.html", ""), Heading: "基地交流", Lead: "共登记提供900项、需要2项。", Parts: []view.PartItem{{Name: "讲座", URL: "exchange.html", Count: 400}, {Name: "讲座（2）", URL: "exchange.html", Count: 12}}}
}
