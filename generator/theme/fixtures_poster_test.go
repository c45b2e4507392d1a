package theme_test

import "kepu/generator/view"

func fullPoster() view.Poster {
	return view.Poster{
		Frame: frame("示例市气象科普馆的海报", "posters/shili.html", "基地名录"), Name: "示例市气象科普馆", Sheet: "shili.svg", Subject: view.Link{Name: "示例市气象科普馆", URL: "base.html"},
		Over: "示例市科普教育基地", Place: "示例区", Kind: "气象", Seal: "M6 6h12", Year: "2026年　周六", When: "9月19日", Since: "全国科普日", What: "八个展区，有环幕防灾体验",
		Words: []view.PosterFact{{Name: "地址", Text: "示例区示例大道1号"}, {Name: "开放", Text: "周二至周日 9:00—17:00\n闭馆：周一"}, {Name: "电话", Text: "0000-0000000"}},
		Code:  "/gAA", Size: 5, By: "示例市科学技术协会（虚构）　资料截至2026年1月9日", Plan: "计划举办", Days: `[["2026-09-20","已过日期，结果未报"]]`, Last: "2026-09-19",
		Share: []string{"全国科普日", "时间：2026年9月19日（周六） 09:30—11:00"}, Calendar: "../bases/shili.ics",
	}
}

func fullSheet() view.PosterSheet {
	line := func(y, size int, text string) view.PosterLine {
		return view.PosterLine{X: 180, Y: y, Size: size, Text: text}
	}
	way := drawing("", 300)
	way.Way = "10,10 20,30"
	way.Spots[0].Exact, way.Spots[1].Exact = true, false
	return view.PosterSheet{
		Name: "示例市气象科普馆", Title: []view.PosterLine{line(900, 180, "示例市气象科普馆")}, Accent: []view.PosterLine{line(500, 200, "9月19日")}, Body: []view.PosterLine{line(1300, 60, "示例大道1号")}, Soft: []view.PosterLine{line(1200, 36, "地址")},
		Rules: []view.PosterRule{{X: 180, Y: 140, To: 1920, Width: 14}}, Seal: &view.PosterSeal{X: 400, Y: 550, Radius: 212, Inner: 190, Path: "M6 6h12", Left: 280, Top: 430, Scale: 10.5},
		Map: &view.PosterMap{X: 1280, Y: 1400, Scale: 2, Drawing: way, Outlines: outlines(), Seat: &view.PosterSeat{X: 10, Y: 10, NameY: 30, Name: "县城"}}, Code: &view.PosterCode{X: 1300, Y: 2100, Scale: 12.5, Path: "M4 4h7v7h-7z"},
	}
}
