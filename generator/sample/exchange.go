package sample

import (
	"fmt"
	"strings"
)

// ways writes routes/ and exchange.toml: a few of each, whatever the size of the city.
func (c *city) ways(yield func(string, []byte) bool) {
	for _, r := range c.routes() {
		if !yield("routes/"+r.id+".md", r.text) {
			return
		}
	}
	yield("exchange.toml", c.exchange())
}

type route struct {
	id   string
	text []byte
}

// stops are bases of a county that are still ones, and that are open on some day together: those of no
// known place, and those that open at weekends only, stay out.
func (c *city) stops(county, most int) []*base {
	var out []*base
	for _, i := range c.counties[county].bases {
		b := &c.bases[i]
		page := string(c.basePage(b))
		if b.until == 0 && len(out) < most && strings.Contains(page, "\nlocation = ") && !strings.Contains(page, `"周六-周日"`) {
			out = append(out, b)
		}
	}
	return out
}

// routes are three study routes: of a day, of half a day, and of two days through several counties.
func (c *city) routes() []route {
	var out []route
	half := min(1, len(c.counties)-1)
	var across []*base
	for i := range c.counties {
		across = append(across, c.stops(i, 1)...)
	}
	for _, x := range []struct {
		id, title, theme, season string
		length                   string
		stops                    []*base
		minutes                  []int
		booking                  bool
	}{
		{"day", "一天看遍" + c.counties[0].short, "身边的科学", "3-11月", "days = 1", c.stops(0, 4), []int{90, 60, 60, 45}, true},
		{"half-day", c.counties[half].short + "半日行", "小学生的第一课", "", "hours = 4", c.stops(half, 2), []int{75, 60}, true},
		{"two-days", "示例市科普两日行", "从城里到田间", "5-10月", "days = 2", across[:min(len(across), 6)], []int{120, 60, 0, 90, 60, 45}, false},
	} {
		if len(x.stops) < 2 {
			continue
		}
		var t text
		t.line("+++")
		t.words("title", x.title+"（虚构）")
		t.words("theme", x.theme)
		t.line("%s", x.length)
		t.words("season", x.season)
		t.list("audience", []string{"小学生", "亲子家庭"})
		t.words("transport", "集体包车；自行前往的乘示例公交1路（虚构）")
		if x.booking {
			t.words("meals", "中午在第二站的食堂用餐，自费（虚构）")
			t.words("booking", "提前五天打电话，每次不超过40人")
			t.words("organiser", "示例市科学技术协会（虚构）")
			t.words("phone", "0000-0000001")
		}
		t.list("sources", []string{"示例市科普档案（虚构）"})
		for i, b := range x.stops {
			t.table("stop")
			t.words("base", b.ref())
			if x.minutes[i] > 0 {
				t.number("minutes", x.minutes[i])
			}
			t.words("what", kinds[b.kind].about[i%len(kinds[b.kind].about)])
		}
		t.line("+++\n")
		t.line("这条路线是虚构的。从[%s](%s)出发，到%s结束。", x.stops[0].name, x.stops[0].link(), x.stops[len(x.stops)-1].name)
		t.line("\n## 出发以前\n\n- 和每一站说好到达的时间；\n- 每二十名学生有一名带队老师；\n- 带水和雨具。")
		out = append(out, route{x.id, t.bytes()})
	}
	return out
}

// exchange are a dozen entries of what bases offer and want.
func (c *city) exchange() []byte {
	var t text
	t.line("# 基地之间的共享和需要。全部内容都是虚构的。")
	var bases []*base
	for i := range c.bases {
		if b := &c.bases[i]; b.until == 0 {
			bases = append(bases, b)
		}
	}
	for i, x := range []struct {
		want                     bool
		kind, title, topic, size string
		needs, terms             string
		from, until              string
		audience                 []string
		person                   bool
	}{
		{false, "讲座", "星空下的一小时", "天文", "每场不超过200人", "有投影的教室或礼堂", "免费，路费自理", "", "", []string{"中小学生"}, true},
		{false, "讲座", "农药怎样用才安全", "农业", "每场不超过80人", "", "免费", fmt.Sprintf("%d-03", LastYear+1), fmt.Sprintf("%d-11", LastYear+1), []string{"农民"}, false},
		{false, "课程", "机器人入门八课", "信息技术", "每班24人", "有电源和网络的教室", "材料费由学校承担", "", "", []string{"小学高年级"}, false},
		{false, "课程", "校园气象站", "气象", "每班30人", "", "免费", "", "", []string{"初中生"}, false},
		{false, "巡展", "身边的数学巡回展", "数学", "展品18件，占地120平方米", "层高3米以上，有220伏电源", "免费借展，运费由借方承担", "", "", []string{"中小学生", "公众"}, false},
		{false, "展品", "雷电模拟装置一套", "气象", "一套，2立方米", "专人看管", "一次借一个月", "", "", nil, false},
		{false, "场地", "多功能厅", "", "180座", "", "公益活动免费", "", "", nil, false},
		{false, "志愿服务", "大学生讲解队", "", "15人，周末", "提前两周约定", "", "", "", []string{"公众"}, false},
		{false, "讲座", "已经讲完的防震课", "防灾减灾", "", "", "", "", fmt.Sprint(c.first - 1), []string{"公众"}, false},
		{true, "讲座", "想请人讲讲卫星怎样看天气", "气象", "一场，约100人", "", "可付讲课费", "", "", []string{"中小学生"}, false},
		{true, "展品", "借水力发电的演示模型", "能源", "", "", "可派车来取", "", "", nil, false},
		{true, "志愿服务", "招募周末讲解员", "", "4人", "会讲普通话", "提供午餐", "", "", nil, false},
	} {
		b := bases[i%len(bases)]
		name := "offer"
		if x.want {
			name = "want"
		}
		t.table(name)
		t.words("base", b.ref())
		t.words("kind", x.kind)
		t.words("title", x.title+"（虚构）")
		if x.topic != "" {
			t.list("topic", []string{x.topic})
		}
		t.list("audience", x.audience)
		t.words("size", x.size)
		t.words("needs", x.needs)
		t.words("terms", x.terms)
		t.words("from", x.from)
		t.words("until", x.until)
		if x.person {
			t.words("person", "示例讲师甲（虚构）")
			t.raw("consent", "true")
		}
		if i%3 != 2 {
			t.words("contact", fmt.Sprintf("0000-%07d", 2000+i))
		}
		if x.kind == "巡展" {
			t.raw("stops", c.tour(bases, LastYear+1))
		}
	}
	return t.bytes()
}

// tour is the way of a touring exhibit through a year.
func (c *city) tour(bases []*base, year int) string {
	places := []string{fmt.Sprintf(`place = "%s"`, bases[0].name), fmt.Sprintf(`place = "示例第一小学（虚构）", county = "%s"`, c.counties[0].id), `place = "示例图书馆（虚构）"`}
	days := [][2]string{{"03-01", "05-31"}, {"06-05", "09-20"}, {"09-22", "12-10"}}
	var stops []string
	for i, p := range places {
		stops = append(stops, fmt.Sprintf("{%s, from = %d-%s, until = %d-%s}", p, year, days[i][0], year, days[i][1]))
	}
	return "[\n    " + strings.Join(stops, ",\n    ") + ",\n]"
}
