package poster

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/chart"
	"kepu/generator/qrcode"
	"kepu/generator/view"
)

// box is what a line of text covers, as chart reckons it, in tenths of a millimetre.
type box struct {
	left, top, right, bottom int
	text                     string
}

// boxes are all lines and drawings of a sheet.
func boxes(s view.PosterSheet) []box {
	var all []box
	for _, group := range [][]view.PosterLine{s.Title, s.Accent, s.Body, s.Soft} {
		for _, l := range group {
			wide := int(chart.Width(l.Text)) * l.Size / 100
			x := map[string]int{"": l.X, "middle": l.X - wide/2, "end": l.X - wide}[l.Anchor]
			all = append(all, box{x, l.Y - l.Size*80/100, x + wide, l.Y + l.Size*15/100, l.Text})
		}
	}
	if c := s.Seal; c != nil {
		all = append(all, box{c.X - c.Radius, c.Y - c.Radius, c.X + c.Radius, c.Y + c.Radius, "ring"})
	}
	if c := s.Code; c != nil {
		size := int(c.Scale * 37) // with its light rim on one side
		all = append(all, box{c.X + int(4*c.Scale), c.Y + int(4*c.Scale), c.X + size, c.Y + size, "code"})
	}
	if m := s.Map; m != nil {
		all = append(all, box{m.X, m.Y, m.X + int(m.Drawing.Width*m.Scale), m.Y + int(m.Drawing.Height*m.Scale), "map"})
	}
	return all
}

// checkSheet fails where anything leaves the sheet or lies on something else.
func checkSheet(t *testing.T, s view.PosterSheet) {
	t.Helper()
	all := boxes(s)
	for i, a := range all {
		if a.left < side-30 || a.right > right+30 || a.top < 120 || a.bottom > Height-100 {
			t.Errorf("%q leaves the sheet: %+v", a.text, a)
		}
		for _, b := range all[:i] {
			if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
				t.Errorf("%q lies on %q: %+v %+v", a.text, b.text, a, b)
			}
		}
	}
}

// lowest is where the lowest rule above the foot stands: below it are facts and drawings.
func lowest(s view.PosterSheet) (y int) {
	for _, r := range s.Rules {
		if r.Y < foot {
			y = max(y, r.Y)
		}
	}
	return y + 70
}

func said(s view.PosterSheet) string {
	var all []string
	for _, group := range [][]view.PosterLine{s.Title, s.Accent, s.Body, s.Soft} {
		for _, l := range group {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, "")
}

var code = qrcode.Encode("https://example.org/kepu/bases/shili-museum-of-science.html", qrcode.Medium)

// full is all that a sheet may say, with a map as high or as wide as counties are.
func full(wide, high float64) Facts {
	return Facts{
		Over: "示例市科普教育基地", Place: "甲川区", Name: "甲川清泉青少年活动中心", Kind: "青少年活动", Seal: "M6 6h12", Since: "2023年命名为省级科普教育基地，有效期至2027年", What: "设有木工、电子和三维打印三间工作室",
		Rows: []view.PosterFact{
			{Name: "地址", Text: "甲川区翠微路154号"}, {Name: "交通", Text: "乘3路公交到终点站"}, {Name: "开放", Text: "周二至周日 09:00—17:00 3—10月\n周二至周日 09:30—16:30 11—2月\n闭馆：春节"},
			{Name: "费用", Text: "免费"}, {Name: "预约", Text: "团体须提前三天预约"}, {Name: "电话", Text: "0000-0000015"},
		},
		Map: &view.SmallMap{Notice: "示意图，不作为划界依据", Drawings: []view.MapDrawing{{Width: wide, Height: high}}}, Code: code, Says: "扫码看这家基地的页面", By: "示例市科学技术协会", AsOf: "资料截至2025年12月25日",
	}
}

// Whatever is known and however long it is, nothing leaves the sheet or covers anything.
func TestNothingLeavesTheSheet(t *testing.T) {
	names := []string{
		"山", "朗山", "甲川清泉青少年活动中心", "示例市甲川区人民政府青少年校外科技活动与劳动实践教育中心（本部）", // 30 and more
		strings.Repeat("科", 40), "Museum of Natural History and Science of the City of Shili", "“航空模型”（第二期）：2026年科技工作者日科普讲座",
	}
	for _, name := range names {
		for rows := range 7 {
			for bits := range 32 {
				if testing.Short() && (rows*5+bits)%7 != 0 {
					continue
				}
				for _, shape := range [][2]float64{{320, 140}, {320, 320}, {320, 700}} {
					f := full(shape[0], shape[1])
					f.Name, f.Rows = name, f.Rows[:rows]
					if bits&1 == 0 {
						f.Map = nil
					}
					if bits&2 == 0 {
						f.Code = nil
					}
					if bits&4 == 0 {
						f.What = ""
					}
					if bits&8 == 0 {
						f.Since, f.Kind, f.Seal = "", "", ""
					}
					if bits&16 != 0 {
						f.Year, f.When = "2026年　周六", "9月19日"
					}
					t.Run(fmt.Sprint(name, rows, bits, shape[1]), func(t *testing.T) {
						s := Draw(f)
						checkSheet(t, s)
						if text := said(s); !strings.Contains(strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(name, " ", "")) {
							t.Errorf("the name is not whole: %s", text)
						}
					})
				}
			}
		}
	}
}

// A fact that is far too long is cut and says so; what comes after it that has no room stands on the page.
// A code on a wall is large enough for a telephone at arm's length, whatever else stands on the sheet.
func TestCodesAreLargeEnough(t *testing.T) {
	code := qrcode.Encode("https://example.org/kepu/bases/abc-def-001.html", qrcode.Medium)
	draws := &view.SmallMap{Notice: "示意", Drawings: []view.MapDrawing{{Width: 320, Height: 260}}}
	for _, name := range []int{4, 10, 30, 60} {
		for _, what := range []int{0, 30, 80, 200} {
			for rows := range 5 {
				for _, long := range []int{5, 40, 120} {
					for _, drawing := range []*view.SmallMap{nil, draws} {
						f := Facts{Name: strings.Repeat("馆", name), What: strings.Repeat("话", what), Code: code, Says: "扫码看这家基地的页面", Map: drawing}
						for range rows {
							f.Rows = append(f.Rows, view.PosterFact{Name: "地址", Text: strings.Repeat("路", long)})
						}
						s := Draw(f)
						if size := s.Code.Scale * float64(code.Size); size < 0.95*leastCode {
							t.Errorf("name %d, sentence %d, %d facts of %d, map %v: the code is %.1f mm", name, what, rows, long, drawing != nil, size/10)
						} else if s.Map != nil && size < 0.95*wallCode && s.Map.X > Width/2 {
							// Between the upper edge of the map and the words under the code.
							if room := foot - 90 - caption - s.Map.Y - wallCode - codeGap - mapNotice; room >= leastMap {
								t.Errorf("name %d, sentence %d, %d facts of %d: the code is %.1f mm, with 40 mm the map has %d mm yet", name, what, rows, long, size/10, room/10)
							}
						} else if s.Map == nil && size < 0.95*wallCode && foot-90-caption-lowest(s) >= wallCode {
							t.Errorf("name %d, sentence %d, %d facts of %d: the code is %.1f mm and has the column to itself", name, what, rows, long, size/10)
						}
					}
				}
			}
		}
	}
}

func TestFactsThatAreTooLongEndInDots(t *testing.T) {
	f := full(320, 300)
	for i := range f.Rows {
		f.Rows[i].Text = strings.Repeat("很长的说明", 60)
	}
	f.What, f.Since = strings.Repeat("一句话", 100), strings.Repeat("命名", 60)
	s := Draw(f)
	checkSheet(t, s)
	if !strings.Contains(said(s), "…") {
		t.Error("nothing says that there is more")
	}
}

func TestFormFollowsFromWhatIsKnown(t *testing.T) {
	rows := full(1, 1).Rows
	for _, c := range []struct {
		what, when string
		rows       int
		want       Form
	}{
		{"", "", 0, Little}, {"一句", "", 0, Some}, {"", "9月", 0, Some}, {"", "", 6, Some}, {"一句", "", 2, Some}, {"一句", "", 3, Much}, {"", "9月", 3, Much},
	} {
		f := Facts{Name: "山", What: c.what, When: c.when, Rows: rows[:c.rows]}
		if got := f.Form(); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

// Nor are facts: no line ends inside a unit, a house number or a word in Latin letters.
func TestFactsBreakBetweenWords(t *testing.T) {
	for _, c := range []struct {
		text string
		ems  int // of a line
		want string
	}{
		{"县城向东南约26公里", 9, "县城向东南约|26公里"},
		{"县城东南 2.6 公里处", 7, "县城东南|2.6 公里处"},
		{"甲川区翠微路154号3号楼", 9, "甲川区翠微路154号|3号楼"},
		{"乘3路公交到终点站", 4, "乘|3路公交|到终点站"},
		{"请到 Science Hall 门口", 8, "请到 Science|Hall 门口"},
		{"乘3路公交到终点站，步行五分钟", 13, "乘3路公交到终点站，步行|五分钟"},
		{"周六 09:00—17:00 周日", 9, "周六|09:00—17:00|周日"},
	} {
		if got := strings.Join(lines(c.text, 100, c.ems*100, 9), "|"); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// Names are not cut inside their words.
func TestNamesBreakBetweenWords(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		want string
	}{
		{"驻马店市气象科普馆", 2, "驻马店市|气象科普馆"},
		{"黄淮学院人工智能实验室科普教育基地", 2, "黄淮学院人工智能|实验室科普教育基地"},
		{"2023年命名为省级科普教育基地，有效期至2027年", 2, "2023年命名为省级科普教育基地，|有效期至2027年"},
		{"山", 2, ""}, {"科普馆", 2, ""},
	} {
		if got := strings.Join(even(c.name, 100000, c.n), "|"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
