package command

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/onefile"
	"kepu/generator/output"
)

var briefCommand = command{
	name:  "brief",
	asked: diag.T("brief 县区或年份", "brief COUNTY|YEAR"),
	does:  diag.T("一个县区、全市或一年的一页简况，给领导看的", "one sheet about a county, the city or a year, for its leader"),
	words: 1,
	options: []option{
		contentOption,
		{"out", diag.T("文件", "FILE"), func(o *options) any { return &o.out },
			diag.T("写到哪个文件（默认 content 旁边的 briefs/县区.html）", "the file to write (default: briefs/COUNTY.html beside the content)")},
		{"city", diag.Text{}, func(o *options) any { return &o.city }, diag.T("全市的（不写县区就是它）", "of the whole city (as without a county)")},
		themeOption.saying("用哪个主题（默认按 site.toml）", "which theme (default: site.toml)"), todayOption, langOption,
	},
	check: func(o *options) error {
		if o.city && len(o.words) > 0 {
			return console.Usage(diag.T("写了县区或年份，就不写 --city", "a county or a year and --city are two things"), diag.T("只要一样", "name one of them"))
		}
		return apartFromSources(o, diag.T("例如 --out 简况.html；不写 --out，就写到 content 旁边的 briefs 里", "for example --out brief.html; without --out it goes to briefs beside the content"))
	},
	run: writeBrief,
	about: diag.T(`用法：kepu brief [县区或年份] [选项]

写一页 A4 的简况：县区的基地、活动和相邻县区的对照，一张小地图，快到期的命名、没有报来的年度数据、过期的计划，
各基地和主办单位的电话。不写县区，就是全市的。写年份，就是全市这一年的：三句话、各县区的地图、各月和各县区的数字，最近一年的还有
到期和未报的。写成一个网页文件，用浏览器打开就能打印，也可以单独发给别人。
网站上也有同样的一页：县区页“关注情况”下面的按钮，各年统计页上面的按钮。

例子：
    kepu brief 确山县
    kepu brief --city
    kepu brief 2025
    kepu brief queshan --out D:\简况\确山县.html
`, `Usage: kepu brief [COUNTY|YEAR] [options]

Writes one sheet of A4: the county's bases and activities beside its neighbours', a small map, titles that end soon, returns
that were not sent, plans whose day has passed, and the desk phones of the bases and the organiser. Without a county it is
about the city. With a year it is about that year of the city: three sentences, a map of the counties, the figures by month and by county and,
of the newest year, what is due. It is one web page that opens anywhere and prints; the site has the same one, behind a button on the
county's page and on the year's statistics.

Examples:
    kepu brief 确山县
    kepu brief --city
    kepu brief 2025
    kepu brief queshan --out D:\briefs\queshan.html
`),
	after: diag.T(`
以前写过的简况会换成新的；别的文件不会覆盖。
结束代码：0 已写好，1 内容有错，2 命令写错、没有这个县区或文件不是简况，3 电脑的问题
`, `
A brief that was written before is replaced; no other file is written over.
Exit codes: 0 written, 1 the content is wrong, 2 wrong command, no such county or the file is no brief, 3 the machine
`),
}

// writeBrief writes a page of the site as one file.
func writeBrief(ctx context.Context, o options, say *console.Console) int {
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	c := m.site.Records().Catalog
	page := address.CityBrief
	switch year := yearOf(o.words); {
	case year != 0:
		page = address.YearBrief(year)
		if years := m.site.Records().Figures.Years(); !slices.Contains(years, year) {
			return say.Fail(noYear(year, years), "")
		}
	case len(o.words) > 0:
		county, err := countyNamed(c, o.words[0])
		if err != nil {
			return say.Fail(err, "")
		}
		page = address.Brief(county)
	}
	text, err := onefile.Page(m.site, page, c.Site.BaseURL)
	if year := yearOf(o.words); year != 0 && errors.Is(err, fs.ErrNotExist) { // it is only planned, or there is no county
		return say.Fail(console.Usage(diag.T("写不出 %d 年的简况", "there is nothing to make a brief of %d of").With(year),
			diag.T("要有县区（site.toml 里的 [[county]]），这一年也要有计划以外的记录", "it needs counties ([[county]] of site.toml) and, of that year, records besides plans")), "")
	}
	if errors.Is(err, fs.ErrNotExist) {
		return say.Fail(console.Usage(diag.T("还没有任何记录，写不出简况", "there are no records to make a brief of"),
			diag.T("先在 designations.toml 或 activities 里写上记录", "write records into designations.toml or activities first")), "")
	}
	if err != nil {
		return say.Fail(err, "")
	}
	to := o.out
	if to == "" {
		to = filepath.Join(o.beside(), filepath.FromSlash(page))
		if page == address.CityBrief {
			to = filepath.Join(filepath.Dir(to), "city.html")
		}
	}
	if err := replaceOwn(to, text, diag.T("已经有 %s，它不是简况，不会覆盖它", "%s is there already and is no brief; it is not written over"), "--out"); err != nil {
		return say.Fail(err, "")
	}
	say.Print(diag.T("已写入 %s。", "wrote %s.").With(to))
	say.Print(diag.T("下一步：用浏览器打开它，按 Ctrl+P 打印，纸张选 A4。", "next: open it in a browser and print it with Ctrl+P, on A4."))
	return console.ExitFine
}

// yearOf returns the year that is asked for, 0 when none is.
func yearOf(words []string) int {
	if len(words) == 0 {
		return 0
	}
	text := fold.String(strings.TrimSuffix(strings.TrimSpace(words[0]), "年"))
	if year, err := strconv.Atoi(text); err == nil && len(text) == 4 && year > 0 {
		return year
	}
	return 0
}

// noYear tells of a year without records.
func noYear(year int, years []int) error {
	mend := diag.T("还没有任何记录", "there are no records yet")
	if n := len(years); n > 0 {
		mend = diag.T("有记录的是 %d 年到 %d 年", "there are records of %d to %d").With(years[0], years[n-1])
	}
	return console.Usage(diag.T("没有 %d 年的记录", "there are no records of %d").With(year), mend)
}

// replaceOwn writes a page that stands alone, in place of an older one but of no other file: the words say that one is there, and the
// option names another.
func replaceOwn(to string, text []byte, other diag.Text, option string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
		return err
	}
	old, err := os.ReadFile(to)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return output.WriteNew(to, output.Text(string(text)))
	case err != nil:
		return err
	case !bytes.Contains(old, []byte(onefile.Mark)):
		return console.Usage(other.With(to), diag.T("用 %s 换一个文件名", "name another file with %s").With(option))
	}
	return output.Replace(to, output.Text(string(text)))
}

// countyNamed returns the county of an id or a name.
func countyNamed(c *catalog.Catalog, name string) (*catalog.County, error) {
	name = strings.TrimSpace(name)
	var names []string
	for _, county := range c.Counties {
		if county.Name == name || county.ID == name {
			return county, nil
		}
		names = append(names, county.Name, county.ID)
	}
	mend := diag.T("还没有县区", "there are no counties yet")
	if near := diag.Nearest(name, names); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	} else if n := len(c.Counties); n > 0 {
		var known []string
		for _, county := range c.Counties[:min(n, 20)] {
			known = append(known, county.Name)
		}
		mend = diag.T("可以写：%s；全市的写 --city", "known: %s; of the whole city: --city").With(strings.Join(known, "、"))
	}
	return nil, console.Usage(diag.T("没有这个县区：%s", "there is no county %s").With(name), mend)
}
