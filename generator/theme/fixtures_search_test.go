package theme_test

import "kepu/generator/view"

// What is filtered, looked for and taken along.

const someHours = `{"r":[[126,4095,540,1020]]}`

func baseFacets() []view.Facet {
	return []view.Facet{
		{Key: "kind", Label: "类型", Tiles: true, Count: 16, Options: []view.FacetOption{{Value: "k0", Name: "场馆", Seal: "dome", Count: 5}, {Value: "k1", Name: "青少年活动", Seal: "vane", Count: 11}}},
		{Key: "county", Label: "县区", Options: []view.FacetOption{{Value: "c0", Name: "示例区", Count: 5}, {Value: "c1", Name: "甲县", Count: 4}}},
		{Key: "facility", Label: "设施", Options: []view.FacetOption{{Value: "无障碍通道", Name: "无障碍通道", Count: 3}}},
		{Key: "free", Label: "免费", Check: true, Options: []view.FacetOption{{Value: "1", Name: "免费", Count: 6}}},
		{Key: "open", Label: "开放", Options: []view.FacetOption{{Value: "today", Name: "今天开放"}, {Value: "now", Name: "现在开放"}}},
	}
}

func activityFacets() []view.Facet {
	return []view.Facet{
		{Key: "county", Label: "县区", Options: []view.FacetOption{{Value: "c0", Name: "示例区", Count: 9}, {Value: "c1", Name: "甲县"}}},
		{Key: "form", Label: "形式", Options: []view.FacetOption{{Value: "talk", Name: "讲座", Count: 4}}},
	}
}

func fullSearch() view.Search {
	return view.Search{
		Frame: searchFrame(), Bases: "16", FirstURL: "assets/search/bases.js", Kinds: kinds(),
		Counties: []view.CountyItem{{ID: "c0", Name: "示例区", URL: "county.html", Bases: 5}, {ID: "c1", Name: "甲县", URL: "county-empty.html", None: "未查到"}},
		Years:    []view.Link{{Name: "2016年", URL: "activities-year.html"}}, DirectoryURL: "directory.html",
		ReportsURL: "articles.html", NoticesURL: "articles.html", Examples: []string{"slq", "气象"},
		Letters: []view.Letter{{Name: "#", Bases: []view.NamedBase{{Link: view.Link{Name: "75·8馆", URL: "base.html"}}}}, {Name: "Q", Bases: []view.NamedBase{{Link: view.Link{Name: "气象馆", URL: "base.html"}, Note: "甲县 气象"}}}},
	}
}

func fullOffline() view.Offline {
	return view.Offline{Frame: frame("离线版", "offline.html", ""), ZipURL: "offline.zip", Size: "1.2 MB", AsOf: "2026年1月9日", Folder: "shilishi-2026-01-09", Slim: "12 张照片只有小图"}
}

func searchFrame() view.Frame {
	f := frame("搜索", "search.html", "")
	f.Searching = true
	return f
}
