// Package seal has the pictogram of each kind of base: a line drawing on a grid of 24.
//
// A seal is one SVG path, drawn with a stroke of 1.6, round joins and ends, no fill and the colour of the words
// beside it. It is chosen by words in the kind's name (For), since a site names its kinds as it likes; a kind that no
// word fits has a plain one. A city may draw its own in [[kind]] sign, which Check holds to the grammar
// of paths, so that it can be neither script nor markup, and to the grid.
//
// The drawings keep to one hand: between 2.6 and 21.4, upright things stand on 20.8 or 21, and nothing is smaller
// than what 16 px can show. A test draws the sheet of all.
package seal

import "strings"

// Seal is a drawing and its name, of small letters, digits and hyphens.
type Seal struct {
	ID   string
	Path string // the d of an SVG path in a grid of 24
}

// Plain is the seal of whatever kind no other fits.
var Plain = Seal{"plain", "M19.4 9a8 8 0 1 1-4.4-4.4M9.7 12a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0-4.6 0M16 6.3a1.7 1.7 0 1 0 3.4 0 1.7 1.7 0 1 0-3.4 0"}

// fitted is a seal with the words in a kind's name that ask for it.
type fitted struct {
	Seal
	words []string
}

var all = []fitted{
	{Seal{"dome", "M2.8 20.5h18.4M5 20.5v-6h14v6M5 14.5a7 7 0 0 1 14 0M12 7.5V3.6M9.7 14.5v6M14.3 14.5v6"},
		[]string{"场馆", "馆", "科技馆", "科学馆", "科普馆", "博物", "展览", "展厅", "展馆", "天文", "科学中心", "文化宫"}},
	{Seal{"vane", "M12 14.8V7.3M3.4 4.2h4.2l1.8 3.1-1.8 3.1H3.4l1.7-3.1zM9.4 7.3h6.2M15.6 4.3l5.2 3-5.2 3zM12 14.4 8.6 21M12 14.4l3.4 6.6M10.3 17.8h3.4M6 21h12"},
		[]string{"气象", "天气", "气候", "人工影响天气"}},
	{Seal{"book", "M12 6.6C9.5 4.8 6.2 4.2 2.8 4.6v13.8c3.4-.4 6.7.2 9.2 2 2.5-1.8 5.8-2.4 9.2-2V4.6c-3.4-.4-6.7.2-9.2 2zM12 6.6v13.8M5.6 8.8c1.3 0 2.5.2 3.6.7M5.6 12.6c1.3 0 2.5.2 3.6.7"},
		[]string{"教育", "学校", "中学", "小学", "中小学", "高校", "大学", "学院", "院校", "幼儿园", "校园", "职教", "图书馆"}},
	{Seal{"mountain", "M2.6 19.8 9.4 6.2l4.4 8.8M12 19.8l4.7-8.6 4.7 8.6H2.6M15.4 5.4a2 2 0 1 0 4 0 2 2 0 1 0-4 0"},
		[]string{"景区", "旅游", "风景", "公园", "地质", "名胜", "文旅"}},
	{Seal{"stele", "M9.4 16.8 10 6l2-3 2 3 .6 10.8M6.2 20.8v-4h11.6v4M3.4 20.8h17.2M12 8.6v4.6"},
		[]string{"纪念", "纪念馆", "烈士", "红色", "红色教育", "革命", "旧址", "故居", "遗址", "文物", "爱国主义"}},
	{Seal{"kite", "M20.6 3.4l-1 8.4-12.4 5 5-12.4zM20.6 3.4 7.2 16.8M12.2 4.4l7.4 7.4M7.2 16.8c-.3 2.3-2.7.8-3.3 2.5-.3.9.3 1.3-.3 1.9"},
		[]string{"青少年", "少年", "少年宫", "青年", "儿童", "校外活动", "少儿", "未成年"}},
	{Seal{"flask", "M8.8 3.2h6.4M10 3.2v6.2L4.6 18.5a1.5 1.5 0 0 0 1.3 2.3h12.2a1.5 1.5 0 0 0 1.3-2.3L14 9.4V3.2M7.2 14.2h9.6M10.4 17.5h.01M13.6 17.5h.01"},
		[]string{"科研", "研究", "实验", "教育科研", "科研院所", "检测", "技术中心", "研发"}},
	{Seal{"leaf", "M6 17.6C3.4 9.4 9.6 3.4 20.4 3.6c.6 10.6-5.6 17-14.4 14zM3.4 21C5.6 15.6 9.4 11.4 14.6 8.8"},
		[]string{"农业", "农技", "农林", "农", "林业", "生态", "湿地", "湿地公园", "植物", "植物园", "动物", "动物园", "自然保护", "环境", "环保", "森林", "种植", "养殖", "畜牧", "园艺"}},
}

// All returns the seals that a kind's name may ask for, then the plain one.
func All() []Seal {
	var out []Seal
	for _, f := range all {
		out = append(out, f.Seal)
	}
	return append(out, Plain)
}

// For returns the seal of a kind by its name: of all words in the table that stand in it the longest decides, of
// equally long ones that which ends last, since what a thing is stands last in Chinese (学校博物馆 is a museum).
func For(kind string) Seal {
	best, long, end := Plain, 0, 0
	for _, f := range all {
		for _, w := range f.words {
			i := strings.LastIndex(kind, w)
			if i < 0 {
				continue
			}
			if e := i + len(w); len(w) > long || len(w) == long && e > end {
				best, long, end = f.Seal, len(w), e
			}
		}
	}
	return best
}

// Of returns the seal of a kind: its own drawing where it has one that Check accepts, else that of its name.
func Of(id, name, own string) Seal {
	if own != "" {
		if path, f := Check(own); f == nil {
			return Seal{"own-" + id, path}
		}
	}
	return For(name)
}
