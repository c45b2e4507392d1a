package form

import (
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// Records are all sorts, in the order in which people meet them.
var Records = []Record{Activity, Annual, Base, Designation, Article, Route, Revocation, Rating, Offer, Want}

// Named returns the record of that name.
func Named(name string) (Record, bool) {
	for _, r := range Records {
		if r.Name == name {
			return r, true
		}
	}
	return Record{}, false
}

// Activity is an [[activity]] of a log.
var Activity = Record{
	Name: "activity", Title: diag.T("活动", "activity"), List: "activity",
	Fields: func(*catalog.Catalog) []Field {
		fields := []Field{
			{Key: "date", Label: diag.T("日期", "Date"), Kind: Day, Must: true, Hint: diag.T("如 2026.3.5、3月5日、20260305；几天的写 9月20-22日；只知道月份就写 2026年9月", "such as 2026.3.5 or 2026-03-05; several days as 2026.9.20-22; a month alone as 2026-09")},
			{Key: "time", Label: diag.T("几点", "Time of day"), Kind: Time, Hint: diag.T("如 9:30-11:00、下午2点到4点；几天的写每天的时间", "such as 9:30-11:00 or 14:00; of several days, that of each")},
			{Key: "title", Label: diag.T("活动名称", "Title"), Kind: Line, Must: true},
			{Key: "bases", Label: diag.T("哪些基地", "Bases"), Kind: Several, Single: "base", List: bases, Names: "base", Hint: diag.T("一格一个，写名称的一部分或拼音也行；科协自己办的不填", "one a box; a part of the name or its pinyin will do; none where the association itself held it")},
			{Key: "hosts", Label: diag.T("承办单位（没有网页的）", "Units without a page"), Kind: Lines, More: true, Hint: diag.T("县科协、学校、社区等，一行一个；有网页的基地写在上面", "a county's association, a school, a community: one a line; bases with a page stand above")},
			{Key: "participants", Label: diag.T("参加人次", "Participants"), Kind: Number, Unit: "人次", Hint: diag.T("不知道就空着，不要写 0", "leave it empty when it is not known; do not write 0")},
			{Key: "summary", Label: diag.T("做了什么", "What was done"), Kind: Prose},
			{Key: "status", Label: diag.T("办了没有", "Held or not"), Kind: One, List: func(*catalog.Catalog) []Choice {
				return []Choice{{Value: "held", Name: "已办"}, {Value: "planned", Name: "计划"}, {Value: "postponed", Name: "延期"}, {Value: "cancelled", Name: "取消"}}
			}, Hint: diag.T("不选就是已办", "none chosen: it was held")},
			{Key: "campaign", Label: diag.T("属于哪项活动", "Campaign"), Kind: One, List: campaigns},
			{Key: "form", Label: diag.T("形式", "Form"), Kind: One, List: forms},
			{Key: "county", Label: diag.T("县区", "County"), Kind: One, List: counties, More: true, Hint: diag.T("不填就按基地所在的县区", "none: that of the bases")},
			{Key: "place", Label: diag.T("地点", "Place"), Kind: Line, More: true},
			{Key: "until", Label: diag.T("到哪天结束", "Last day"), Kind: Day, More: true},
			{Key: "sessions", Label: diag.T("场次", "Sessions"), Kind: Number, Unit: "场", More: true, Hint: diag.T("不填算一场", "none: one")},
		}
		for _, m := range measure.InActivity {
			if m != measure.Participants {
				fields = append(fields, Field{Key: m.Field(), Label: diag.T(m.Name(), m.Field()), Kind: Number, Unit: m.Unit(), More: true})
			}
		}
		return append(fields,
			Field{Key: "topic", Label: diag.T("主题", "Topics"), Kind: Words, More: true, Hint: diag.T("几个主题用顿号隔开：气象、防灾减灾", "several are parted by 、 or commas")},
			Field{Key: "audience", Label: diag.T("面向谁", "Audience"), Kind: Words, More: true},
			Field{Key: "register", Label: diag.T("怎样报名", "How to register"), Kind: Line, More: true},
			Field{Key: "link", Label: diag.T("报道的网址", "Address of a report"), Kind: Line, More: true},
			Field{Key: "sources", Label: diag.T("出处", "Sources"), Kind: Lines, More: true, Hint: diag.T("一行一条", "one a line")},
		)
	},
	Call: func(a Answers) string { return join(a["date"], quoted(a["title"])) },
}

// Annual is an [[annual]] of a log: a base's return for a year.
var Annual = Record{
	Name: "annual", Title: diag.T("年度数据", "annual return"), List: "annual",
	Fields: func(c *catalog.Catalog) []Field {
		fields := []Field{
			{Key: "base", Label: diag.T("基地", "Base"), Kind: One, Must: true, List: bases, Names: "base"},
			{Key: "year", Label: diag.T("哪一年", "Year"), Kind: Number, Must: true},
		}
		list := measure.InReturn
		if c != nil {
			list = append(list[:len(list):len(list)], c.Indicators...)
		}
		for _, m := range list {
			f := Field{Key: m.Field(), Label: diag.T(m.Name(), m.Field()), Kind: Number, Unit: m.Unit(), Figure: true}
			if m.IsIndicator() {
				f.Kind, f.More = Decimal, true
				f.Hint = diag.Same(m.Indicator().Note)
			}
			fields = append(fields, f)
		}
		return append(fields, Field{Key: "rating", Label: diag.T("年度考核", "Yearly review"), Kind: One, More: true, Figure: true, List: func(*catalog.Catalog) []Choice {
			return same("优秀", "合格", "基本合格", "不合格")
		}})
	},
	Call: func(a Answers) string { return join(a["base"], a["year"]) },
}

// Base is the front matter of a base's page.
var Base = Record{
	Name: "base", Title: diag.T("基地", "base"),
	Fields: func(*catalog.Catalog) []Field {
		return []Field{
			{Key: "name", Label: diag.T("名称", "Name"), Kind: Line, Must: true, Hint: diag.T("改名时，原来的名称会留在别名里", "when it is renamed the old name stays among the other names")},
			{Key: "county", Label: diag.T("县区", "County"), Kind: One, Must: true, List: counties},
			{Key: "kind", Label: diag.T("类型", "Kind"), Kind: One, List: kinds},
			{Key: "summary", Label: diag.T("一句话介绍", "In one sentence"), Kind: Line, Hint: diag.T("四十字以内，用在卡片上", "within forty characters, for cards")},
			{Key: "address", Label: diag.T("地址", "Address"), Kind: Line},
			{Key: "location", Label: diag.T("坐标", "Location"), Kind: Place, Hint: diag.T("把高德、百度、腾讯地图的链接贴进来，或写 114.02713, 32.98624", "paste a link of Amap, Baidu or Tencent maps, or write 114.02713, 32.98624")},
			{Key: "precision", Label: diag.T("坐标有多准", "How exact it is"), Kind: One, More: true, List: func(*catalog.Catalog) []Choice {
				return []Choice{{Value: "exact", Name: "就在这里"}, {Value: "town", Name: "镇上一带"}, {Value: "county", Name: "县城一带"}}
			}},
			{Key: "phone", Label: diag.T("电话", "Telephone"), Kind: Line, Hint: diag.T("写座机；是个人手机号的，公布前先问过本人", "a desk number; a person's own only with their consent")},
			{Key: "hours", Label: diag.T("开放时间", "Opening hours"), Kind: Hours},
			{Key: "closed", Label: diag.T("不开放的日子", "Closed on"), Kind: Words, Hint: diag.T("如 周一、春节", "such as 周一、春节")},
			{Key: "free", Label: diag.T("免费吗", "Free of charge"), Kind: YesNo},
			{Key: "fee", Label: diag.T("收费办法", "Fee"), Kind: Line},
			{Key: "youth", Label: diag.T("青少年", "The young"), Kind: One, More: true, List: func(*catalog.Catalog) []Choice {
				return []Choice{{Value: source.YouthFree, Name: "免费"}, {Value: source.YouthReduced, Name: "优惠"}}
			}},
			{Key: "concessions", Label: diag.T("别的优惠", "Other concessions"), Kind: Lines, More: true, Hint: diag.T("如 65岁以上免费", "such as 65岁以上免费")},
			{Key: "funded", Label: diag.T("谁出资建的", "Built with whose money"), Kind: One, More: true, Hint: diag.T("政府投资的要写明青少年免费还是优惠", "where it is public money, what the young pay must be said"), List: func(*catalog.Catalog) []Choice {
				return []Choice{{Value: source.Government, Name: "政府投资"}}
			}},
			{Key: "booking", Label: diag.T("怎样预约", "Booking"), Kind: Line},
			{Key: "verified", Label: diag.T("哪天核对过、怎样核对的", "Checked when, and how"), Kind: Checked, Hint: diag.T("这一页的内容问过一遍、没有错的那天，如 2026-03-02，电话核对", "the day on which the page was found right, such as 2026-03-02, 电话核对")},
			{Key: "transport", Label: diag.T("怎样去", "How to get there"), Kind: Line, More: true},
			{Key: "capacity", Label: diag.T("一次能接待多少人", "Capacity"), Kind: Number, Unit: "人", More: true},
			{Key: "facilities", Label: diag.T("设施", "Facilities"), Kind: Words, More: true},
			{Key: "website", Label: diag.T("网址", "Web site"), Kind: Line, More: true},
			{Key: "email", Label: diag.T("电子邮箱", "Mail"), Kind: Line, More: true},
			{Key: "short", Label: diag.T("简称", "Short name"), Kind: Line, More: true, Hint: diag.T("地图和窄表上用", "for maps and narrow tables")},
			{Key: "alias", Label: diag.T("别的名称", "Other names"), Kind: Lines, More: true},
			{Key: "since", Label: diag.T("从哪天起是科普教育基地", "A base since"), Kind: Day, More: true},
			{Key: "until", Label: diag.T("到哪天为止是科普教育基地", "A base until"), Kind: Day, More: true},
			{Key: "sources", Label: diag.T("出处", "Sources"), Kind: Lines, More: true},
			{Key: "draft", Label: diag.T("是草稿", "A draft"), Kind: YesNo, More: true, Hint: diag.T("草稿不上网站", "a draft is not on the site")},
		}
	},
	Call: func(a Answers) string { return a["name"] },
}

// Designation is a [[designation]] of designations.toml: a batch of bases named at one level.
var Designation = Record{
	Name: "designation", Title: diag.T("命名", "naming"), List: "designation",
	Fields: func(*catalog.Catalog) []Field {
		return []Field{
			{Key: "level", Label: diag.T("级别", "Level"), Kind: One, Must: true, List: levels},
			{Key: "date", Label: diag.T("日期", "Date"), Kind: Day, Must: true},
			{Key: "batch", Label: diag.T("批次", "Batch"), Kind: Line},
			{Key: "bases", Label: diag.T("有网页的基地", "Bases with a page"), Kind: Several, List: bases, Names: "base"},
			{Key: "others", Label: diag.T("没有网页的", "Those without one"), Kind: Lines, Hint: diag.T("一行一个名称", "one name a line")},
			{Key: "total", Label: diag.T("一共几家", "How many in all"), Kind: Number, Unit: "家", Hint: diag.T("文件里写的总数；名称不全时才要填", "as the document says; needed where names are missing")},
			{Key: "valid_until", Label: diag.T("有效期到", "Valid until"), Kind: Day, Unknown: true, Hint: diag.T("日期；不知道就写 unknown", "a date, or unknown")},
			{Key: "document", Label: diag.T("文号", "Document number"), Kind: Line},
			{Key: "authority", Label: diag.T("谁发的", "Authority"), Kind: Line, More: true},
			{Key: "line", Label: diag.T("哪一类命名", "Line"), Kind: Line, More: true},
			{Key: "complete", Label: diag.T("名称都在了吗", "All names are here"), Kind: YesNo, More: true},
			{Key: "note", Label: diag.T("说明", "Note"), Kind: Line, More: true},
			{Key: "sources", Label: diag.T("出处", "Sources"), Kind: Lines, More: true},
		}
	},
	Call: func(a Answers) string { return join(a["date"], a["level"]) },
}

// Article is the front matter of a report, a notice or a free page.
var Article = Record{
	Name: "article", Title: diag.T("文章", "article"),
	Fields: func(*catalog.Catalog) []Field {
		return []Field{
			{Key: "title", Label: diag.T("标题", "Title"), Kind: Line, Must: true},
			{Key: "date", Label: diag.T("日期", "Date"), Kind: Day},
			{Key: "summary", Label: diag.T("一句话提要", "In one sentence"), Kind: Line},
			{Key: "author", Label: diag.T("作者", "Author"), Kind: Line, More: true},
			{Key: "source", Label: diag.T("来源", "Source"), Kind: Line, More: true},
			{Key: "document", Label: diag.T("文号", "Document number"), Kind: Line, More: true},
			{Key: "bases", Label: diag.T("讲到的基地", "Bases"), Kind: Several, List: bases, Names: "base", More: true},
			{Key: "draft", Label: diag.T("是草稿", "A draft"), Kind: YesNo, Hint: diag.T("草稿不上网站", "a draft is not on the site")},
		}
	},
	Call: func(a Answers) string { return quoted(a["title"]) },
}

// Route is the front matter of a study route, with its stops.
var Route = Record{
	Name: "route", Title: diag.T("研学路线", "study route"),
	Fields: func(*catalog.Catalog) []Field {
		return []Field{
			{Key: "title", Label: diag.T("标题", "Title"), Kind: Line, Must: true},
			{Key: "stop", Label: diag.T("站点", "Stops"), Kind: Rows, Must: true, Hint: diag.T("照先后，一行一站；哪个基地写名称的一部分或拼音就行", "in their order, one a row; of a base's name a part or its pinyin will do"),
				Columns: func(*catalog.Catalog) []Field {
					return []Field{
						{Key: "base", Label: diag.T("哪个基地", "Base"), Kind: One, Must: true, List: bases, Names: "base"},
						{Key: "minutes", Label: diag.T("停多少分钟", "Minutes"), Kind: Number, Unit: "分钟"},
						{Key: "what", Label: diag.T("看什么、做什么", "What to do there"), Kind: Line},
					}
				}},
			{Key: "days", Label: diag.T("几天", "Days"), Kind: Number, Unit: "天"},
			{Key: "hours", Label: diag.T("不到一天的：几小时", "Of less than a day: hours"), Kind: Decimal, Unit: "小时", More: true},
			{Key: "summary", Label: diag.T("一句话介绍", "In one sentence"), Kind: Line},
			{Key: "theme", Label: diag.T("主题", "Theme"), Kind: Line},
			{Key: "season", Label: diag.T("季节", "Season"), Kind: Line, Hint: diag.T("如 3-10月、周末", "such as 3-10月 or 周末")},
			{Key: "audience", Label: diag.T("面向谁", "Audience"), Kind: Words, More: true},
			{Key: "booking", Label: diag.T("怎样预约", "Booking"), Kind: Line},
			{Key: "organiser", Label: diag.T("组织单位", "Organiser"), Kind: Line},
			{Key: "phone", Label: diag.T("电话", "Telephone"), Kind: Line},
			{Key: "transport", Label: diag.T("怎样去", "How to get there"), Kind: Line, More: true},
			{Key: "meals", Label: diag.T("吃饭", "Meals"), Kind: Line, More: true},
			{Key: "sources", Label: diag.T("出处", "Sources"), Kind: Lines, More: true},
			{Key: "draft", Label: diag.T("是草稿", "A draft"), Kind: YesNo, Hint: diag.T("草稿不上网站", "a draft is not on the site")},
		}
	},
	Call: func(a Answers) string { return quoted(a["title"]) },
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

func same(names ...string) []Choice {
	out := make([]Choice, len(names))
	for i, n := range names {
		out[i] = Choice{Value: n, Name: n}
	}
	return out
}

// The lists of a site. In files names stand, as people write them, not ids.
var (
	counties  = named(func(c *catalog.Catalog) []*catalog.County { return c.Counties }, func(x *catalog.County) Choice { return Choice{Value: x.Name, Name: x.Name, ID: x.ID} })
	kinds     = named(func(c *catalog.Catalog) []*catalog.Kind { return c.Kinds }, func(x *catalog.Kind) Choice { return Choice{Value: x.Name, Name: x.Name, ID: x.ID} })
	levels    = named(func(c *catalog.Catalog) []*catalog.Level { return c.Levels }, func(x *catalog.Level) Choice { return Choice{Value: x.Name, Name: x.Name, ID: x.ID} })
	campaigns = named(func(c *catalog.Catalog) []*catalog.Campaign { return c.Campaigns }, func(x *catalog.Campaign) Choice { return Choice{Value: x.Name, Name: x.Name, ID: x.ID} })
	forms     = named(func(c *catalog.Catalog) []*catalog.Form { return c.Forms }, func(x *catalog.Form) Choice { return Choice{Value: x.Name, Name: x.Name, ID: x.ID} })
	bases     = named(func(c *catalog.Catalog) []*catalog.Base { return c.Bases }, func(x *catalog.Base) Choice {
		return Choice{Value: x.Name, Name: x.Name, ID: x.ID, Others: otherNames(x)}
	})
)

// otherNames are what a base is called besides its name.
func otherNames(b *catalog.Base) []string {
	others := slices.Clone(b.Alias)
	if b.Short != "" {
		others = append(others, b.Short)
	}
	return others
}

func named[T any](list func(*catalog.Catalog) []T, choice func(T) Choice) func(*catalog.Catalog) []Choice {
	return func(c *catalog.Catalog) (out []Choice) {
		if c == nil {
			return nil
		}
		for _, x := range list(c) {
			out = append(out, choice(x))
		}
		return out
	}
}
