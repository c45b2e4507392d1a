package theme_test

import "kepu/generator/view"

func fullBooklet() view.Booklet {
	group := []view.BookletGroup{{Name: "甲县", Entries: []view.BookletEntry{{Name: "示例市气象科普馆", Page: 4}}}}
	pages := []view.BookletPage{
		{Kind: "cover"}, {Kind: "read", Title: "怎样看这本小册子"}, {Kind: "contents", Title: "目录", Groups: group},
		{Kind: "base", Base: &view.BookletBase{
			Name: "示例市气象科普馆", URL: "base.html", Seal: "vane", Place: "甲县　气象", Since: "2016年命名为省级科普教育基地", What: "八个展区",
			Rows: []view.PosterFact{{Name: "地址", Text: "示例大道1号"}}, Text: "介绍。", Code: "M4 4h7v7h-7z", Size: 29,
		}},
		{Kind: "index", Title: "按类型查", Groups: group}, {Kind: "passport", Title: "研学护照", Rings: group[0].Entries}, {Kind: "notes", Title: "记下来"}, {Kind: "back"},
	}
	for i := range pages {
		pages[i].Number = i + 1
	}
	f := frame("小册子", "booklet.html", "基地名录")
	f.Seals = []view.Seal{{ID: "vane", Path: "M6 6h12"}}
	return view.Booklet{
		Frame: f, Title: "示例市科普教育基地", Scope: "甲县", Lead: "1家基地，8页，A5。", By: "示例市科学技术协会（虚构）", AsOf: "资料截至2026年1月9日", Pages: pages, Sheets: 2,
		Parts: []view.PartItem{{Name: "甲县", URL: "county.html", Count: 4}}, Covered: []view.KindItem{{ID: "weather", Name: "气象", Seal: "vane", Bases: 1}},
	}
}

func fullFoldMap() view.FoldMap {
	m := smallMap()
	m.Measures = measures()[:1]
	m.Drawings[0].Crowds[0].Unit = "家"
	return view.FoldMap{
		Frame: frame("折页地图", "foldmap.html", "基地地图"), Title: "示例市科普教育基地", Lead: "2家基地，一张 A3：正面是地图，背面是名单。", By: "示例市科学技术协会（虚构）", AsOf: "资料截至2026年1月9日",
		Count: "2家基地，分布在1个县区", Map: *m, Key: view.MapKey{Levels: []view.MapSign{{Mark: 3, Name: "市级"}}, Crowds: true}, Tray: "位置不够准、图上没有点的：2。它们数在各县区的家数里。", Says: "这里只印各县区有多少家。",
		Panels: [][]view.FoldMapList{{{Name: "甲县", Entries: []view.FoldMapEntry{{Number: "1", Name: "示例市气象科普馆", URL: "base.html", Side: "0000-0000000", Text: "示例大道1号"}, {Number: "2", Name: "虚构馆", URL: "base.html"}}}}},
		Large:  true, Notes: make([]struct{}, 5), Code: "M4 4h7v7h-7z", Size: 29,
	}
}
