package form

import (
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// Records that few people write, and seldom.

// Revocation is a [[revocation]] of designations.toml: titles of one level that were taken away.
var Revocation = Record{
	Name: "revocation", Title: diag.T("撤销", "revocation"), List: "revocation",
	Fields: func(*catalog.Catalog) []Field {
		return []Field{
			{Key: "level", Label: diag.T("撤销的是哪一级", "Level"), Kind: One, Must: true, List: levels},
			{Key: "date", Label: diag.T("日期", "Date"), Kind: Day, Must: true},
			{Key: "bases", Label: diag.T("哪些基地", "Bases"), Kind: Several, Must: true, List: titled, Hint: diag.T("一格一个；没有网页的，写命名文件里的名称", "one a box; one without a page by the name that its naming has")},
			{Key: "reason", Label: diag.T("为什么", "Reason"), Kind: Line, Hint: diag.T("照文件写", "as the document says")},
			{Key: "line", Label: diag.T("哪一类命名", "Line"), Kind: Line, More: true, Hint: diag.T("一家有两类同级命名时才要写", "needed where a base holds the level by two lines")},
		}
	},
	Call: func(a Answers) string { return join(a["date"], a["level"], firstOf(a["bases"])) },
}

// Rating is a [[rating]] of ratings.toml: a published result of an evaluation.
var Rating = Record{
	Name: "rating", Title: diag.T("考核结果", "rating"), List: "rating",
	Fields: func(*catalog.Catalog) []Field {
		return []Field{
			{Key: "scheme", Label: diag.T("哪项考核", "Evaluation"), Kind: Line, Must: true, Hint: diag.T("不写年份，如 年度考核", "without its year, such as 年度考核")},
			{Key: "year", Label: diag.T("考核的是哪一年", "Year"), Kind: Number, Must: true},
			{Key: "result", Label: diag.T("结果", "Result"), Kind: Line, Must: true, Hint: diag.T("照公布的写：优秀、良好、合格、基本合格、不合格", "as it was published: 优秀、良好、合格、基本合格、不合格")},
			{Key: "bases", Label: diag.T("哪些基地", "Bases"), Kind: Several, Single: "base", Must: true, List: bases, Names: "base", Hint: diag.T("同一个结果的写在一起，一格一个", "those of one result together, one a box")},
			{Key: "date", Label: diag.T("哪天公布", "Published on"), Kind: Day},
			{Key: "document", Label: diag.T("文号", "Document number"), Kind: Line},
			{Key: "deadline", Label: diag.T("整改期限", "To be put right by"), Kind: Day, More: true},
			{Key: "sources", Label: diag.T("出处", "Sources"), Kind: Lines, More: true},
		}
	},
	Call: func(a Answers) string { return join(a["year"], a["scheme"], a["result"], firstOf(a["bases"])) },
}

// Offer and Want are an [[offer]] and a [[want]] of exchange.toml: what a base has for others, and what it looks for.
var (
	Offer = exchange("offer", diag.T("能提供的", "offer"))
	Want  = exchange("want", diag.T("想要的", "want"))
)

func exchange(list string, title diag.Text) Record {
	return Record{
		Name: list, Title: title, List: list,
		Fields: func(*catalog.Catalog) []Field {
			return []Field{
				{Key: "base", Label: diag.T("基地", "Base"), Kind: One, Must: true, List: bases, Names: "base"},
				{Key: "kind", Label: diag.T("是什么", "Kind"), Kind: One, Must: true, List: func(*catalog.Catalog) []Choice { return same(source.OfferKinds...) }},
				{Key: "title", Label: diag.T("名称", "Title"), Kind: Line, Must: true},
				{Key: "size", Label: diag.T("多大、多少", "How much"), Kind: Line},
				{Key: "needs", Label: diag.T("需要什么条件", "What it takes"), Kind: Line},
				{Key: "terms", Label: diag.T("怎样算（收不收费）", "Terms"), Kind: Line},
				{Key: "contact", Label: diag.T("联系电话", "Contact"), Kind: Line, Hint: diag.T("写座机，不写个人的手机", "a desk telephone, no person's own")},
				{Key: "from", Label: diag.T("从哪天起", "From"), Kind: Day, More: true},
				{Key: "until", Label: diag.T("到哪天止", "Until"), Kind: Day, More: true},
				{Key: "topic", Label: diag.T("主题", "Topics"), Kind: Words, More: true},
				{Key: "audience", Label: diag.T("面向谁", "Audience"), Kind: Words, More: true},
				{Key: "sources", Label: diag.T("出处", "Sources"), Kind: Lines, More: true},
			}
		},
		Call: func(a Answers) string { return join(a["base"], quoted(a["title"])) },
	}
}

// titled are the bases and the names without a page that some batch has named.
func titled(c *catalog.Catalog) []Choice {
	list := bases(c)
	if c == nil {
		return nil
	}
	seen := map[string]bool{}
	for _, d := range c.Designations {
		for _, o := range d.Others {
			if !seen[o.Name] {
				seen[o.Name] = true
				list = append(list, Choice{Value: o.Name, Name: o.Name})
			}
		}
	}
	return list
}

// firstOf is the first of several names; 等 says that there are more.
func firstOf(lines string) string {
	name, rest, more := strings.Cut(tidy(lines), "\n")
	if more && rest != "" {
		name += "等"
	}
	return name
}
