package sample

import "fmt"

// indicators are the site's own numbers of annual returns: of each group of the national survey one or two.
var indicators = []struct{ id, name, unit, group, of, national string }{
	{"staff_senior", "中级职称或本科以上专职人员", "人", "人员", "staff_full", ""},
	{"guides", "专职讲解辅导人员", "人", "人员", "staff_full", "专职科普讲解与辅导人员"},
	{"exhibition_area", "展厅面积", "平方米", "场地", "", ""},
	{"exhibits", "展品", "件", "场地", "", ""},
	{"exhibits_renewed", "当年更新展品", "件", "场地", "exhibits", ""},
	{"visitors_young", "未成年人接待人次", "人次", "场地", "visitors", ""},
	{"money_raised", "科普经费筹集额", "万元", "经费", "", "年度科普经费筹集额"},
	{"money_granted", "政府拨款", "万元", "经费", "money_raised", ""},
	{"money_own", "自筹资金", "万元", "经费", "money_raised", ""},
	{"followers", "公众号关注人数", "人", "传媒", "", ""},
}

// indicatorTerms writes the indicators into site.toml.
func (c *city) indicatorTerms(t *text) {
	for _, x := range indicators {
		t.table("indicator", "id", x.id, "name", x.name, "unit", x.unit, "group", x.group, "of", x.of, "national", x.national)
		switch x.id {
		case "exhibits":
			t.raw("stock", "true")
		case "followers":
			t.number("since", c.first+1)
		}
	}
}

// given writes what a return gives of the indicators: whole is how many people its base has, visitors how many
// came, 0 where it does not say.
func (c *city) given(t *text, year, i, staff, visitors int) {
	r := c.randomOf("indicators", year*MaxBases+i)
	some := func(percent int, key string, n int) {
		if r.percent(percent) {
			t.number(key, n)
		}
	}
	some(80, "staff_senior", staff*2/3)
	some(80, "guides", staff/2)
	if area := 180 + 40*(i%17); r.percent(85) {
		t.raw("exhibition_area", fmt.Sprintf("%d.%d", area, 5*(i%2)))
	}
	some(75, "exhibits", 60+7*(i%9))
	some(60, "exhibits_renewed", r.from(0, 9))
	if visitors > 0 {
		some(70, "visitors_young", visitors*r.from(30, 60)/100)
	}
	granted, own := r.from(500, 900), r.from(100, 400) // hundredths of ten thousand yuan
	wan := func(n int) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }
	if r.percent(70) {
		t.raw("money_raised", wan(granted+own+r.from(0, 100)))
		t.raw("money_granted", wan(granted))
	}
	if r.percent(60) {
		t.raw("money_own", wan(own))
	}
	if year > c.first {
		some(65, "followers", 900+130*(i%11)+r.from(0, 200))
	}
}
