package theme_test

import (
	"fmt"

	"kepu/generator/atlas"
	"kepu/generator/view"
)

// drawing is a map of two made-up counties with every sign that there is.
func drawing(size string, width float64) view.MapDrawing {
	d := view.MapDrawing{
		Label: "示例市基地地图", Size: size, Codes: size != "", Width: width, Height: width / 2, Symbol: 11, Scale: 0.917, Text: 12, Heading: 14, TextRem: "0.75rem", HeadingRem: "0.875rem", FigureEm: "1.3571em", DownEm: "1em", Affine: "113 34 100 120 15", Ground: "scale(1.1)",
		Areas: []view.MapArea{
			{Code: "410001", Name: "甲县", Title: "甲县", URL: "county.html", Current: true, Label: &atlas.Label{X: 60, Y: 40, Anchor: atlas.Middle, Grows: true}},
			{Code: "410002", Name: "乙县"},
		},
		Crowds: []view.MapCrowd{{URL: "#_c-jia", Title: "这一带有 12 家：虚构馆等", X: 40, Y: 100, Count: 12}},
		Rings:  []view.MapCrowd{{X: 250, Y: 100, Count: 5}},
		Bar:    &view.MapBar{Start: 11, End: 91, Metres: 20000, Text: "20公里"},
	}
	for i := range 5 {
		d.Spots = append(d.Spots, view.MapSpot{
			ID: fmt.Sprint("spot", i), URL: "base.html", Title: fmt.Sprintf("虚构馆%d，市级，气象", i), X: 100 + float64(i)*30, Y: 70,
			Mark: i, Seal: "vane", Exact: i%2 == 0, Name: "虚构馆",
		})
	}
	d.Spots[0].Label = &atlas.Label{X: 115, Y: 74, Anchor: atlas.Start}
	d.Spots[4].URL = ""
	d.Leaders = "M40 110L40 100"
	return d
}

func outlines() []view.MapOutline {
	return []view.MapOutline{{Code: "410001", Path: "M10 10l140 0 0 130-140 0z"}, {Code: "410002", Path: "M150 10l140 0 0 130-140 0z"}}
}

func smallMap() *view.SmallMap {
	d := drawing("", 300)
	d.Affine = ""
	return &view.SmallMap{
		Outlines: outlines(), Marks: marks(), Signs: seals, Drawings: []view.MapDrawing{d},
		Notice: "示意图，不作为划界依据", More: view.Link{Name: "大地图和名单", URL: "map.html"},
	}
}

func marks() []int { return []int{0, 1, 2, 3, 4} }

// locator is the map of a base, over the ground that all share.
func locator() *view.SmallMap {
	d := drawing("", 300)
	d.Label, d.Affine, d.Ground, d.Crowds, d.Rings, d.Bar = "示例县气象局在全市的位置", "", "", nil, nil, nil
	d.Areas, d.Spots = d.Areas[:1], d.Spots[4:]
	d.Areas[0].URL = ""
	return &view.SmallMap{
		Ground: &view.Image{URL: "assets/map/ground.svg", Width: 300, Height: 150}, Outlines: outlines()[:1], Marks: []int{4}, Signs: seals, Drawings: []view.MapDrawing{d},
		Notice: "示意图，不作为划界依据", More: view.Link{Name: "在大地图上看", URL: "map.html#_b-shili"},
	}
}

// tray is the bases that a map has no place for.
func tray() *view.MapTray {
	return &view.MapTray{Title: "位置只到县城的", Count: 2, Groups: []view.MapTrayGroup{
		{Name: "甲县", Spots: []view.MapSpot{{ID: "b1", URL: "base.html", Title: "虚构馆，市级", Mark: 3, Glyph: "馆", Name: "虚构馆", Levels: "2027-01-01"}}},
		{Spots: []view.MapSpot{{ID: "b2", URL: "base.html", Title: "虚构的第二馆", Glyph: "气", Name: "虚构的第二馆"}}},
	}}
}

// measures are what a map's counties are tinted by.
func measures() []view.MapMeasure {
	out := []view.MapMeasure{{ID: "bases", Name: "基地"}, {ID: "activities", Name: "近五年活动"}, {ID: "rate", Name: "每十万人基地"}}
	for i := range out {
		m := &out[i]
		for n := range 4 {
			m.Steps = append(m.Steps, view.MapStep{Class: fmt.Sprintf("%s-%d", m.ID, n+1), Text: fmt.Sprintf("%d 家", n+1)})
		}
		m.Steps = append(m.Steps, view.MapStep{Class: m.ID + "-x", Text: "名称未查到", Hatch: true})
	}
	return out
}

// strictMap is the large map of a city whose borders nobody has reviewed.
func strictMap() view.MapPage {
	v := fullMap()
	v.Measures, v.Notice, v.Tray = measures(), "示意图，没有画县区界线", tray()
	for i := range v.Measures {
		v.Measures[i].Circles = true
	}
	for _, kind := range []string{"river", "lake", "ridge", "peak"} {
		v.Water = append(v.Water, view.MapWater{Kind: kind, Path: "M10 10l90 40"})
	}
	v.Outlines = []view.MapOutline{{Code: "net", Path: "M.5 .5H327.5V160H.5zM100 .5V160"}}
	for i := range v.Drawings {
		d := &v.Drawings[i]
		d.Water, d.Waters = true, []view.MapWaterName{{Name: "甲河", X: 55, Y: 40, Shown: true}, {Name: "乙河", X: 65, Y: 50}}
		d.Net, d.Degrees, d.Figure, d.FigureDown = true, []atlas.Degree{{X: 103, Y: 155, Text: "114°E", Meridian: true}}, 19, 19
		d.Areas = []view.MapArea{
			{Code: "410001", Name: "甲县", Title: "甲县", URL: "county.html", Label: &atlas.Label{X: 60, Y: 40, Anchor: atlas.Middle}, At: "60 40 0 3", Figures: []view.MapFigure{{Measure: "bases", Text: "9"}},
				Seat: &view.MapSeat{X: 60, Y: 40, Circles: []view.MapCircle{{Measure: "bases", Radius: 20}, {Measure: "activities", Radius: 9}, {Measure: "rate", Radius: 9}}}},
			{Code: "410002", Name: "乙县", Title: "乙县", Current: true, Seat: &view.MapSeat{X: 160, Y: 60}},
		}
	}
	return v
}

// grounds are the fixtures of the layouts that are no pages.
func grounds() []page {
	return []page{
		{"ground", "ground", view.Ground{Width: 300, Height: 150.5, Outlines: outlines()}},
		{"ground-empty", "ground", view.Ground{}},
		{"poster-sheet", "poster-sheet", fullSheet()},
		{"poster-sheet-empty", "poster-sheet", view.PosterSheet{}},
	}
}

// countsMap is the large map of a city with too many bases to be shown one by one.
func countsMap() view.MapPage {
	v := fullMap()
	v.Lead = "10,000家基地画在一张图上看不清，这里只标各县区有多少家。点县区，看那里的地图和名单。"
	v.Counties, v.Kinds, v.Levels, v.Free, v.Missing, v.Marks, v.Key = nil, nil, nil, false, nil, nil, view.MapKey{}
	for i := range v.Drawings {
		d := &v.Drawings[i]
		d.Spots, d.Crowds, d.Rings, d.Affine = nil, nil, nil, ""
		d.Figure, d.FigureDown = 19, 19
		d.Areas[0].Current, d.Areas[0].Tints, d.Areas[0].Figures = false, " bases-4 rate-x", []view.MapFigure{{Measure: "bases", Text: "9,000"}}
		d.Areas[1] = view.MapArea{Code: "410002", Name: "乙县", Title: "乙县", URL: "county.html", Tints: " bases-x activities-x", Hatches: " bases-x activities-x", Bare: true, At: "200 40 0 3", Label: &atlas.Label{X: 200, Y: 40, Anchor: atlas.Middle}}
	}
	v.Measures = measures()
	v.Parts = []view.PartItem{{ID: "jia", Name: "甲县", URL: "county.html", Count: 9000}, {ID: "yi", Name: "乙县", URL: "county.html", Count: 1000}}
	return v
}

func fullMap() view.MapPage {
	v := view.MapPage{
		Frame: frame("地图", "map.html", ""), Lead: "图上有 3 家基地。另有 1 家不知道位置，图上没有，列在后面。",
		Drawings: []view.MapDrawing{drawing("narrow", 328), drawing("wide", 760)},
		Key: view.MapKey{
			Levels: []view.MapSign{{Mark: 1, Name: "全国"}, {Mark: 3, Name: "市级"}, {Name: "没有查到在期的命名"}},
			Kinds:  []view.MapSign{{Seal: "vane", Name: "气象"}, {Glyph: "企", Name: "企业"}}, Rough: true, Exact: true, Crowds: true,
		},
		Notice: "审图号：示例S(2026)001号",
		Kinds:  []view.MapChoice{{ID: "weather", Name: "气象"}}, Levels: []view.MapChoice{{ID: "3", Name: "市级"}}, Free: true,
		Missing: []view.Link{{Name: "虚构的第四馆", URL: "base.html"}},
		Stamp:   view.MapStamp{Width: 120, Height: 60, Ground: "scale(.16)"}, Outlines: outlines(), Marks: marks(), Signs: seals,
		Years: []view.MapYear{
			{Year: 2015, None: "名称或位置未查到", Note: "在册18家", Index: 0},
			{Year: 2016, Count: 1, Index: 0, Dots: []view.MapDot{{X: 30, Y: 30, Radius: 3}}},
			{Year: 2017, Count: 2, Note: "在册38家", Until: "截至1月9日", Index: 1, Dots: []view.MapDot{{X: 30, Y: 30, Radius: 3}, {X: 80, Y: 30, Radius: 3.7}}},
		},
	}
	v.Scrub = &view.MapScrub{
		First: 2015, All: 2018, Asked: true, Data: `{"words":["2015年年底：在册18家"],"counties":{"410001":{"id":"jia","n":["1+2?"],"t":"3"}}}`,
		Legend: []view.MapMeasure{{ID: "held", Name: "年底在册", Steps: []view.MapStep{{Class: "held-1", Text: "1 家"}, {Class: "held-2", Text: "2—3 家"}, {Class: "held-3", Text: "5 家"}, {Class: "held-4", Text: "9 家"}, {Class: "held-x", Text: "名称未查到", Hatch: true}}}},
	}
	v.Key.Levels = append(v.Key.Levels, view.MapSign{Mark: 2, Name: "省级", Then: true})
	g := view.MapGroup{ID: "jia", Name: "甲县", URL: "county.html"}
	for i := range 3 {
		it := view.MapItem{ID: fmt.Sprint("b", i), Card: card(i), Mark: i, Seal: []string{"vane", ""}[i%2], Glyph: []string{"", "企"}[i%2], Label: "虚构馆", Lon: "114.02", Lat: "32.98", Rank: i, Ranks: "03", Exact: i == 0, Rough: map[bool]string{false: "county"}[i == 0]}
		if i > 0 {
			it.Place = "位置只到县城一带"
		}
		g.Bases = append(g.Bases, it)
	}
	v.Counties = []view.MapGroup{g}
	return v
}

func directions() *view.Directions {
	return &view.Directions{
		Routes: []view.Route{{Name: "腾讯地图", URL: "https://maps.example.org/?a=1&b=2"}, {Name: "高德地图", URL: "https://maps.example.com/"}},
		Note:   "不知道门口的准确坐标，下面按地址查找。", Coords: "114.027000,33.388000",
	}
}
