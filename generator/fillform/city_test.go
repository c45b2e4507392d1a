package fillform_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/fillform"
	"kepu/generator/source"
)

// city is what the forms below are filled from; all of it is fictional.
var city = map[string]string{
	"site.toml": `title = "示例市科普教育基地"
[organiser]
name = "示例市科学技术协会（虚构）"
phone = "0396-0000001"
[[county]]
id = "jia"
name = "甲县"
code = "410001"
[[county]]
id = "yi"
name = "乙县"
code = "410002"
[[level]]
id = "provincial"
name = "省级"
rank = 2
authority = "示例省科协"
[[level]]
id = "municipal"
name = "市级"
rank = 3
[[kind]]
id = "venue"
name = "场馆"
[[form]]
id = "talk"
name = "讲座"
[[form]]
id = "review"
name = "评审"
public = false
[[campaign]]
id = "day"
name = "示例科普日"
[[indicator]]
id = "area"
name = "展厅面积"
unit = "平方米"
[[indicator]]
id = "raised"
name = "科普经费筹集额"
unit = "万元"
`,
	"bases/qixiang.md": `+++
name = "虚构气象馆"
alias = ["气象馆"]
county = "甲县"
kind = "场馆"
address = "甲县示例路1号 <东门> & 西门"
phone = "0396-1234567"
hours = [{days = "周二至周日", open = "09:00", close = "17:00"}]
free = true
location = [114.02713, 32.98624]
capacity = 200
+++
虚构。
`,
	"bases/school.md": `+++
name = "虚构中学"
county = "乙县"
location = [114.5, 32.9]
precision = "town"
+++
虚构。
`,
	"bases/old.md": "+++\nname = \"虚构旧馆\"\ncounty = \"乙县\"\n+++\n虚构。\n",
	"designations.toml": `[[designation]]
level = "市级"
date = 2015-03-02
batch = "第一批"
document = "示科协〔2015〕8号"
bases = ["虚构气象馆", "虚构旧馆"]
valid_until = 2019-12-31
[[designation]]
level = "省级"
date = 2023-06-01
document = "示省科协〔2023〕5号"
bases = ["虚构气象馆"]
valid_until = 2027-12-31
[[designation]]
level = "市级"
date = 2024-05-06
bases = ["虚构中学"]
valid_until = 2028-12-31
`,
	"activities/2025.toml": `[[activity]]
date = 2025-03-05
title = "虚构讲座"
base = "虚构气象馆"
form = "讲座"
participants = 120
[[activity]]
date = 2025-09-20
until = 2025-09-22
title = "虚构开放日"
bases = ["虚构气象馆", "虚构中学"]
campaign = "示例科普日"
[[activity]]
date = 2025-05-18
title = "虚构巡展"
county = "乙县"
participants = 12000
[[activity]]
date = 2025-06-01
title = "虚构评审会"
base = "虚构气象馆"
form = "评审"
[[activity]]
date = 2025-12-01
title = "虚构计划"
base = "虚构气象馆"
status = "planned"
[[annual]]
base = "虚构气象馆"
year = 2025
visitors = 12500
open_days = 300
area = 320.5
raised = 12.56
[[annual]]
base = "虚构中学"
year = 2025
open_days = 40
`,
	"activities/2024.toml": `[[annual]]
base = "虚构气象馆"
year = 2024
visitors = 9000
`,
}

// data links the city.
func data(t testing.TB) fillform.Data {
	t.Helper()
	files := map[string]*diag.File{}
	var parsed []*source.Parsed
	var problems diag.List
	for _, name := range slices.Sorted(maps.Keys(city)) {
		p := source.Parse(name, []byte(city[name]))
		files[name] = p.File
		parsed = append(parsed, p)
		problems = append(problems, p.Problems...)
	}
	cat, more := catalog.Link(catalog.Input{Files: parsed})
	if problems = append(problems, more...); problems.HasErrors() {
		t.Fatal(problems)
	}
	return fillform.Data{Catalog: cat, Figures: figures.Of(cat), File: func(name string) *diag.File { return files[name] }, Today: date.Date{Year: 2026, Month: 1, Day: 15}}
}

// of is the data for a base and a year.
func of(t testing.TB, base string, year int) fillform.Data {
	t.Helper()
	d := data(t)
	d.Year = year
	if base == "" {
		return d
	}
	i := slices.IndexFunc(d.Catalog.Bases, func(b *catalog.Base) bool { return b.Name == base })
	if i < 0 {
		t.Fatal("no base " + base)
	}
	d.Base = d.Catalog.Bases[i]
	return d
}

// told is what is told of a filled form, a line each.
func told(r fillform.Result) string {
	var b strings.Builder
	for _, x := range r.Filled {
		b.WriteString("+ " + x.At.ZH + " " + x.What + "：" + strings.ReplaceAll(x.Value, "\n", "⏎"))
		if x.Note.ZH != "" {
			b.WriteString("（" + x.Note.ZH + "）")
		}
		b.WriteString("\n")
	}
	for _, x := range r.Empty {
		b.WriteString("- " + x.At.ZH + " " + x.What + "：" + x.Why.ZH + "\n")
	}
	for _, x := range r.Problems {
		b.WriteString("! " + x.At.ZH + " " + x.What.ZH + "；" + x.Mend.ZH + "\n")
	}
	return b.String()
}
