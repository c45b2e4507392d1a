// Package starter holds what a new site begins with: the text of site.toml for a city, and a
// page about the site.
//
// In comes a division of the table and what the site is to be called; out come files with
// their paths in content/. Nothing is written here, and nothing made up: there is no base, no
// figure, no telephone, and what only the office can know is marked 待补 or left empty.
// Counties and their codes come from divisions; kinds, campaigns, forms and the recommended
// indicators stand in usual.toml, the same as in this repository's content/site.toml, which a
// test holds.
package starter

import (
	_ "embed"
	"fmt"
	"strings"

	"kepu/generator/divisions"
	"kepu/generator/pinyin"
	"kepu/generator/tomldoc"
)

//go:embed usual.toml
var usual string

//go:embed about.md
var about string

// Names are what the site and those who keep it are called; left empty, they are made of the
// city's name.
type Names struct {
	Title     string // 驻马店市科普教育基地
	Organiser string // 驻马店市科学技术协会
}

// For returns the names for a city, where they are not given.
func (n Names) For(city divisions.Division) Names {
	if n.Title == "" {
		n.Title = city.Name + "科普教育基地"
	}
	if n.Organiser == "" {
		n.Organiser = association(city)
	}
	return n
}

func association(d divisions.Division) string { return d.Name + "科学技术协会" }

// File is one file of the new content.
type File struct{ Path, Text string }

// Files returns the files of a new site about a city: a city, a municipality, or a county that
// keeps a site of its own.
func Files(city divisions.Division, n Names) []File {
	n = n.For(city)
	page := strings.NewReplacer("<CITY>", city.Name, "<ORGANISER>", n.Organiser).Replace(about)
	return []File{{"site.toml", siteFile(city, n)}, {"pages/about.md", page}}
}

// Folders are those of content/ that are still empty.
func Folders() []string { return []string{"bases", "activities", "reports", "notices"} }

func siteFile(city divisions.Division, n Names) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# %s：站点设置
# 井号 # 后面的是说明，不显示在网站上。请把下面各项核对一遍，不对的改正；不知道的留空，不要编。
# 各项的写法见内容维护手册的“附表一 site.toml”。
title       = %s
description = %s
language    = "zh-CN"
timezone    = "Asia/Shanghai"
theme       = "default"
# 网站有了网址，删去下一行开头的 # 并改成真的；没有网址，网站里就没有要用它的几样（二维码、订阅）。
# base_url  = "https://www.example.org/"

# 主办单位。电话写座机；不知道的一行删去。
[organiser]
name = %s
# address  = "地址"
# phone    = "区号-座机"
# email    = "邮箱"
# postcode = "邮编"

# 公开网站要写的：域名、网站标识码、ICP备案号、公安备案号。办好一样填一样，空的不显示。
[registration]
site_domain  = ""
site_id_code = ""
icp          = ""
police       = ""

# 坐标系：wgs84；坐标多是从高德、腾讯地图查的写 gcj02，从百度查的写 bd09。有审图号的填审图号。
[map]
datum         = "wgs84"
review_number = ""

`, n.Title, tomldoc.Quote(n.Title), tomldoc.Quote(city.Name+"各级科普教育基地的名录、命名情况与科普活动记录"), tomldoc.Quote(n.Organiser))
	writeCounties(&b, city)
	b.WriteString("# 级别：谁命名。命名单位不是科协的，改成实际的；没有的级别删去。rank 是 1 的最高。\n")
	for i, l := range levels(city) {
		fmt.Fprintf(&b, "[[level]]\nid        = %s\nname      = %s\nauthority = %s\nrank      = %d\n\n", tomldoc.Quote(l.id), tomldoc.Quote(l.name), tomldoc.Quote(l.authority), i+1)
	}
	b.WriteString("# 类型、重大活动、活动形式：用不着的删去，缺的照样子加。类型加 colour = \"#rrggbb\" 可以定颜色。\n")
	b.WriteString(usual)
	return b.String()
}

// writeCounties writes the list of counties. Where there are none, the list is left out: the
// site then takes the towns that its bases name.
func writeCounties(b *strings.Builder, city divisions.Division) {
	counties := city.Counties()
	if len(counties) == 0 {
		fmt.Fprintf(b, `# %s下面没有县区，所以这里没有县区的名单。基地页面的 county 写镇、街道的名称就行，
# 写了哪些，网站就照先后列出哪些。想定下名单和先后，照下面的样子列（删去行首的 #，名称换成真的）：
# [[county]]
# id   = "zhen"
# name = "某某镇"

`, city.Name)
		return
	}
	fmt.Fprintf(b, "# 县区，代码是 GB/T 2260 行政区划代码（%s的建制）。开发区、管理区没有代码，照样子加，不写 code。\n# id 是网址的一部分，发布以后不要改。\n", day(divisions.Edition))
	for i, id := range IDs(counties) {
		fmt.Fprintf(b, "[[county]]\nid   = %s\nname = %s\ncode = %s\n\n", tomldoc.Quote(id), tomldoc.Quote(counties[i].Name), tomldoc.Quote(counties[i].Code))
	}
}

// day writes 2025-12-31 as 2025年12月31日.
func day(s string) string {
	p := strings.Split(s, "-")
	return p[0] + "年" + p[1] + "月" + p[2] + "日"
}

// IDs returns an id for each of the divisions, in their order: the pinyin of the short name
// (西平县: xiping), of the whole name for those that would share one (伊宁市: yiningshi).
func IDs(list []divisions.Division) []string {
	ids := make([]string, len(list))
	many := map[string]int{}
	for i, d := range list {
		ids[i] = pinyin.Slug(d.Short(), "")
		many[ids[i]]++
	}
	taken := map[string]bool{"index": true}
	for i, d := range list {
		if many[ids[i]] > 1 || ids[i] == "" || taken[ids[i]] {
			ids[i] = pinyin.Slug(d.Name, "")
		}
		if ids[i] == "" || taken[ids[i]] {
			ids[i] = strings.TrimPrefix(ids[i]+"-"+d.Code, "-")
		}
		taken[ids[i]] = true
	}
	return ids
}

type level struct{ id, name, authority string }

// levels are the levels at which bases of a city are named, the highest first.
func levels(city divisions.Division) []level {
	list := []level{{"national", "全国", "中国科学技术协会"}}
	province := city.Province()
	if !province.Municipality() {
		name := "省级"
		if strings.HasSuffix(province.Name, "自治区") {
			name = "自治区级"
		}
		list = append(list, level{"provincial", name, association(province)})
	}
	middle, ok := city.City()
	switch {
	case province.Municipality():
		middle, ok = province, true
	case !ok && strings.HasSuffix(city.Name, "市"): // governed by the province
		middle, ok = city, true
	}
	if ok {
		list = append(list, level{"municipal", middleName(middle), association(middle)})
	}
	switch {
	case middle == city && len(city.Counties()) > 0:
		list = append(list, level{"county-level", "县级", counties(city.Counties()) + "科学技术协会"})
	case middle != city:
		list = append(list, level{"county-level", "县级", association(city)})
	}
	if l := &list[len(list)-1]; l.id == "county-level" && (middle == city && onlyDistricts(city.Counties()) || middle != city && strings.HasSuffix(city.Name, "区") && city.Name != "神农架林区") {
		l.name = "区级"
	}
	return list
}

// middleName is what people call the level of a city: 市级, 州级, 盟级, 地区级.
func middleName(d divisions.Division) string {
	for _, end := range []string{"州", "盟", "地区"} {
		if strings.HasSuffix(d.Name, end) {
			return end + "级"
		}
	}
	return "市级"
}

// counties is the word for all sorts that are among the divisions: 县（区）, 县（市、区）, 区.
func counties(list []divisions.Division) string {
	var sorts []string
	for _, end := range []string{"县", "旗", "市", "区"} {
		for _, d := range list {
			if strings.HasSuffix(d.Name, end) {
				sorts = append(sorts, end)
				break
			}
		}
	}
	if len(sorts) == 1 {
		return sorts[0]
	}
	return sorts[0] + "（" + strings.Join(sorts[1:], "、") + "）"
}

func onlyDistricts(list []divisions.Division) bool {
	return len(list) > 0 && counties(list) == "区"
}
