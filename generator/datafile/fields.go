package datafile

import (
	"io"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/measure"
)

// Field is a column of a table.
type Field struct {
	Name     string // as it stands in the header
	Type     string // of Table Schema: string, integer, number, boolean, year
	Title    string // in Chinese
	Note     string // what it says where the title doesn't; ""
	Unit     string // 家, 人次; ""
	Required bool   // no cell is empty
}

// Table is a CSV file of data/. Its columns are told here alone: the header is made of them, and so are data.html and
// data/datapackage.json.
type Table struct {
	Path   string // address in the site
	Title  string
	About  string // what a row is, and in what order they stand
	Fields []Field
	Key    string // the column that names a row; ""
	Bases  string // the column that names a base of bases.csv, where it is filled; ""
	Write  func(io.Writer) error
}

// Tables are the tables of data/, those that most look for first.
func (f *Files) Tables() []Table {
	return []Table{
		{address.BasesCSV, "基地", "一行一家有网页的基地，按县区、类型、名称排。", baseFields, "id", "", f.BasesCSV},
		{address.MapServicesCSV, "地图标注用表", "一行一家现在的基地，各列照地图服务商标注地点的表单排，可以一栏一栏抄过去。位置只知道到县城或乡镇一带的，不写坐标。", mapServiceFields, "", "", f.MapServicesCSV},
		{address.ActivitiesCSV, "活动", "一行一条活动记录，新的在前；计划、延期、取消的也在，看“状态”一列（status）。", activityFields(), "", "", f.ActivitiesCSV},
		{address.StatisticsCSV, "统计", "一行一个数：某年、某项、按某种分法、某一类。没有记录的不列。", statisticsFields, "", "", f.Figures.WriteCSV},
		{address.BasesByYear, "各基地历年", "一行一家基地一年，有活动记录或者年报的才有。", f.byYearFields(), "", "id", f.Figures.WriteBases},
		{address.TitlesCSV, "称号", "一行一个称号，旧的批次在前；只知道数目的一批，余下的并作一行。", titleFields, "", "", f.TitlesCSV},
		{address.RatingsCSV, "考核结果", "一行一家基地、一项考核、一年，旧的年份在前。", ratingFields, "", "id", f.RatingsCSV},
		{address.CountiesCSV, "县区", "一行一个县区，都算到记录截止的那天。没有记录不等于没有开展。", countyFields, "id", "", f.CountiesCSV},
	}
}

// columns are the names of fields.
func columns(fields []Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

// Words that are used more than once.
const (
	several   = "几个用；隔开"
	asWritten = "年、月或日，写到哪里算哪里"
)

var (
	sources  = Field{Name: "sources", Type: "string", Title: "出处", Note: several}
	baseID   = Field{Name: "id", Type: "string", Title: "基地编号", Required: true}
	baseName = Field{Name: "name", Type: "string", Title: "名称", Required: true}
	year     = Field{Name: "year", Type: "year", Title: "年份", Required: true}
	county   = Field{Name: "county", Type: "string", Title: "县区"}
	kind     = Field{Name: "kind", Type: "string", Title: "类型"}
)

var baseFields = []Field{
	baseID, baseName,
	{Name: "alias", Type: "string", Title: "别名", Note: several},
	county, kind,
	{Name: "level", Type: "string", Title: "级别", Note: "到记录截止那天有效的最高一级"},
	{Name: "titles", Type: "string", Title: "历次命名"},
	{Name: "address", Type: "string", Title: "地址"},
	{Name: "phone", Type: "string", Title: "电话"},
	{Name: "website", Type: "string", Title: "网站"},
	{Name: "longitude", Type: "number", Title: "经度", Note: "WGS-84", Unit: "度"},
	{Name: "latitude", Type: "number", Title: "纬度", Note: "WGS-84", Unit: "度"},
	{Name: "precision", Type: "string", Title: "位置精度", Note: "exact 大门，town 乡镇一带，county 县城一带"},
	{Name: "fee", Type: "string", Title: "费用"},
	{Name: "free", Type: "boolean", Title: "是否免费"},
	{Name: "booking", Type: "string", Title: "预约"},
	{Name: "facilities", Type: "string", Title: "设施", Note: several},
	{Name: "summary", Type: "string", Title: "简介"},
	{Name: "since", Type: "string", Title: "从何时起是基地", Note: asWritten},
	{Name: "until", Type: "string", Title: "到何时为止", Note: asWritten},
	{Name: "url", Type: "string", Title: "网页", Note: "从网站首页所在的文件夹算起", Required: true},
	sources,
	{Name: "verified", Type: "string", Title: "核对日期", Note: asWritten},
	{Name: "verified_how", Type: "string", Title: "怎样核对的"},
}

var mapServiceFields = []Field{
	{Name: "名称", Type: "string", Title: "名称", Required: true},
	{Name: "地址", Type: "string", Title: "地址"},
	{Name: "电话", Type: "string", Title: "电话"},
	{Name: "经度", Type: "number", Title: "经度", Note: "GCJ-02，高德、腾讯地图用的坐标", Unit: "度"},
	{Name: "纬度", Type: "number", Title: "纬度", Note: "GCJ-02", Unit: "度"},
	{Name: "开放时间", Type: "string", Title: "开放时间"},
	{Name: "类型", Type: "string", Title: "类型"},
	{Name: "县区", Type: "string", Title: "县区"},
	{Name: "网站", Type: "string", Title: "网站"},
	{Name: "编号", Type: "string", Title: "基地编号", Required: true},
}

// activityFields are the columns of activities.csv: the figures are those that a record may give.
func activityFields() []Field {
	fields := []Field{
		{Name: "date", Type: "string", Title: "日期", Note: asWritten, Required: true},
		{Name: "until", Type: "string", Title: "到哪天", Note: asWritten},
		{Name: "title", Type: "string", Title: "活动", Required: true},
		{Name: "bases", Type: "string", Title: "基地", Note: several},
		{Name: "counties", Type: "string", Title: "县区", Note: several},
		{Name: "campaign", Type: "string", Title: "重大科普活动"},
		{Name: "form", Type: "string", Title: "形式"},
		{Name: "topic", Type: "string", Title: "主题", Note: several},
		{Name: "status", Type: "string", Title: "状态", Note: "held 办过，planned 计划，postponed 延期，cancelled 取消", Required: true},
		{Name: "counted", Type: "boolean", Title: "是否计入统计", Required: true},
		{Name: "sessions", Type: "integer", Title: "场次", Note: "没有写的按一场", Unit: measure.Sessions.Unit(), Required: true},
	}
	for _, x := range measure.InActivity {
		fields = append(fields, Field{Name: x.Key(), Type: "integer", Title: x.Name(), Note: "空：未报", Unit: x.Unit()})
	}
	return append(fields,
		Field{Name: "place", Type: "string", Title: "地点"},
		Field{Name: "audience", Type: "string", Title: "对象", Note: several},
		Field{Name: "summary", Type: "string", Title: "内容"},
		Field{Name: "link", Type: "string", Title: "链接"},
		sources,
		Field{Name: "url", Type: "string", Title: "网页", Note: "从网站首页所在的文件夹算起", Required: true},
		Field{Name: "hosts", Type: "string", Title: "其他承办单位", Note: several},
		Field{Name: "time", Type: "string", Title: "时间", Note: "几点到几点，如 09:30-11:00"},
	)
}

var statisticsFields = []Field{
	year,
	{Name: "measure", Type: "string", Title: "哪一项", Note: "名称、单位和算法见统计页", Required: true},
	{Name: "dimension", Type: "string", Title: "分法", Note: "all 全部，level 级别，county 县区，kind 类型，campaign 重大科普活动，form 形式，month 月份", Required: true},
	{Name: "key", Type: "string", Title: "哪一类", Note: "编号；月份是 1 到 12，未注明是 unknown；all 时为空"},
	{Name: "name", Type: "string", Title: "类别名称"},
	{Name: "value", Type: "number", Title: "数", Note: "填报了的相加；空：都未报"},
	{Name: "reported", Type: "integer", Title: "几条报了", Unit: "条", Required: true},
	{Name: "entries", Type: "integer", Title: "共几条记录", Unit: "条", Required: true},
}

// byYearFields are the columns of bases-by-year.csv.
func (f *Files) byYearFields() []Field {
	fields := []Field{year, baseID, baseName, county, {Name: "level", Type: "string", Title: "级别", Note: "当年年末的"}, kind}
	for m, reported := range f.Figures.BaseMeasures() {
		number := "integer"
		if m.Scale() > 1 {
			number = "number"
		}
		fields = append(fields, Field{Name: m.Key(), Type: number, Title: m.Name(), Note: "空：未报", Unit: m.Unit(), Required: m.Counted()})
		if m.Counted() {
			fields[len(fields)-1].Note = ""
		}
		if reported {
			fields = append(fields, Field{Name: m.Key() + "_reported", Type: "integer", Title: m.Name() + "：几项报了", Unit: "项", Required: true})
		}
	}
	return fields
}

var titleFields = []Field{
	{Name: "id", Type: "string", Title: "基地编号", Note: "有网页的才有"},
	{Name: "name", Type: "string", Title: "名称"},
	{Name: "who", Type: "string", Title: "是谁的", Note: "base 有网页的基地，named 只有名称，unpublished 介绍还没有发布，unnamed 只知道数目", Required: true},
	{Name: "count", Type: "integer", Title: "称号数", Note: "空：未查到", Unit: "个"},
	county, kind,
	{Name: "level", Type: "string", Title: "级别", Required: true},
	{Name: "line", Type: "string", Title: "命名系列"},
	{Name: "date", Type: "string", Title: "命名日期", Note: asWritten, Required: true},
	{Name: "batch", Type: "string", Title: "批次"},
	{Name: "document", Type: "string", Title: "文号"},
	{Name: "authority", Type: "string", Title: "命名单位"},
	{Name: "valid_until", Type: "string", Title: "有效期至", Note: asWritten},
	{Name: "valid_until_unknown", Type: "boolean", Title: "有效期是否未查到", Required: true},
	{Name: "ends", Type: "string", Title: "从哪天起不再持有", Note: "空：没有查到终止"},
	{Name: "ended_by", Type: "string", Title: "怎样终止", Note: "expired 到期，revoked 撤销，renewed 重新命名，ended 不再作为基地"},
	{Name: "revoked", Type: "string", Title: "撤销日期", Note: asWritten},
	{Name: "renewed", Type: "string", Title: "下一次命名日期", Note: asWritten},
	{Name: "complete", Type: "boolean", Title: "这一批名单是否完整", Required: true},
	sources,
}

var ratingFields = []Field{
	year,
	{Name: "scheme", Type: "string", Title: "考核", Required: true},
	baseID, baseName, county, kind,
	{Name: "result", Type: "string", Title: "结果", Required: true},
	{Name: "date", Type: "string", Title: "公布日期", Note: asWritten},
	{Name: "document", Type: "string", Title: "文号"},
	{Name: "deadline", Type: "string", Title: "整改期限", Note: asWritten},
	{Name: "from", Type: "string", Title: "取自", Note: "rating 公布的结果，annual 年报里写的", Required: true},
	sources,
}

var countyFields = []Field{
	{Name: "id", Type: "string", Title: "县区编号", Required: true},
	{Name: "name", Type: "string", Title: "县区", Required: true},
	{Name: "code", Type: "string", Title: "行政区划代码"},
	{Name: "population", Type: "integer", Title: "常住人口", Note: "空：未查到", Unit: "人"},
	{Name: "population_year", Type: "year", Title: "哪一年的人口"},
	{Name: "neighbours", Type: "string", Title: "相邻的县区", Note: several},
	{Name: "bases", Type: "integer", Title: "有网页的基地", Unit: "家"},
	{Name: "in_force", Type: "integer", Title: "其中在册的", Note: "空：未查到", Unit: "家"},
	{Name: "may_hold", Type: "integer", Title: "可能在册的", Unit: "家"},
	{Name: "titles", Type: "integer", Title: "有效的称号", Unit: "个"},
	{Name: "titles_may_hold", Type: "integer", Title: "可能有效的称号", Unit: "个"},
	{Name: "titles_due", Type: "integer", Title: "一年内到期的称号", Unit: "个"},
	{Name: "titles_due_unclear", Type: "integer", Title: "说不准何时到期的称号", Unit: "个"},
	{Name: "titles_lapsed", Type: "integer", Title: "到期而没有重新命名的称号", Unit: "个"},
	{Name: "days_least", Type: "integer", Title: "距最近一项活动，至少", Note: "空：没有记录", Unit: "天"},
	{Name: "days_most", Type: "integer", Title: "距最近一项活动，至多", Unit: "天"},
	{Name: "longest_days", Type: "integer", Title: "最长多久没有活动记录", Unit: "天"},
	{Name: "longest_from", Type: "string", Title: "从", Note: asWritten},
	{Name: "longest_to", Type: "string", Title: "到", Note: asWritten},
	{Name: "return_year", Type: "year", Title: "最近一次年报是哪年"},
	{Name: "returns_sent", Type: "integer", Title: "报了的", Unit: "家"},
	{Name: "returns_expected", Type: "integer", Title: "应报的", Unit: "家"},
}

// isNow reports whether a base is one as far as the records tell: who looks a place up on a map should find no other.
func isNow(c *catalog.Catalog, b *catalog.Base) bool {
	s := b.Standing(c.AsOf)
	return s != catalog.Revoked && s != catalog.Ended
}
