package edit_test

import (
	"errors"
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/edit"
)

// at returns the table that begins with the n-th (from 1) header of that text.
func at(text, header string, n int) edit.Table {
	i := -1
	for range n {
		k := strings.Index(text[i+1:], header)
		if k < 0 {
			panic(header)
		}
		i += 1 + k
	}
	return edit.At(i)
}

func day(s string) edit.Value {
	d, _ := date.Parse(s)
	return edit.Day(d)
}

const aLog = `# 活动

[[activity]]
date     = 2025-03-01 # 周六
title    = "开放日"   # 每年一次
base     = "西平县气象局"
topic    = ["气象", "防灾"]

# 第二次
[[activity]]
date     = 2025-03-02
title    = '第二次'
base     = "西平县气象局"
`

const aPage = `+++
name     = "甲馆"
alias    = ["甲"]
county   = "西平县"
summary  = """
一行
"""
sources  = [
  "书", # 第一版
  "报"
]

[[photo]]
file    = "1.jpg"
caption = "门"
+++

正文。
`

func TestEachChange(t *testing.T) {
	log := func(name string) (string, string) { return "activities/2025.toml", aLog }
	page := func(name string) (string, string) { return "bases/a.md", aPage }
	type do func(f *edit.File, text string) error
	for _, c := range []struct {
		name     string
		file     func(string) (string, string)
		do       do
		old, new string // what of the text differs
	}{
		{"a text", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 1), "title", edit.Text(`"开放"日\`))
		}, `"开放日"   # 每`, `"\"开放\"日\\"   # 每`},
		{"a text in single quotes", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 2), "title", edit.Text(`第"三"次`))
		}, `'第二次'`, `'第"三"次'`},
		{"a quote that single quotes cannot hold", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 2), "title", edit.Text(`it's`))
		}, `'第二次'`, `"it's"`},
		{"the same", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 2), "title", edit.Text(`第二次`))
		}, `'第二次'`, `'第二次'`},
		{"a date", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 1), "date", day("2025-03"))
		}, `2025-03-01 # 周六`, `"2025-03" # 周六`},
		{"a key is added", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 1), "funds", edit.Raw("2_000"))
		}, "\"防灾\"]\n", "\"防灾\"]\nfunds    = 2_000\n"},
		{"a key that is too long for the column", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 1), "participants", edit.Int(30))
		}, "\"防灾\"]\n", "\"防灾\"]\nparticipants = 30\n"},
		{"a key is added to the last entry", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 2), "place", edit.Text("院里"))
		}, "'第二次'\nbase     = \"西平县气象局\"\n", "'第二次'\nbase     = \"西平县气象局\"\nplace    = \"院里\"\n"},
		{"several keys", log, func(f *edit.File, s string) error {
			return errors.Join(f.Set(at(s, "[[activity]]", 1), "place", edit.Text("院里")), f.Set(at(s, "[[activity]]", 1), "county", edit.Text("西平县")), f.Remove(at(s, "[[activity]]", 1), "base"),
				f.Set(at(s, "[[activity]]", 2), "title", edit.Text("新")))
		}, "base     = \"西平县气象局\"\ntopic    = [\"气象\", \"防灾\"]\n\n# 第二次\n[[activity]]\ndate     = 2025-03-02\ntitle    = '第二次'", "topic    = [\"气象\", \"防灾\"]\nplace    = \"院里\"\ncounty   = \"西平县\"\n\n# 第二次\n[[activity]]\ndate     = 2025-03-02\ntitle    = '新'"},
		{"lines", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 1), "summary", edit.Text("一\r\n[[activity]]\n+++\n\"\"\"三\\"))
		}, "\"防灾\"]\n", "\"防灾\"]\nsummary  = \"\"\"\n一\n\\u005b[activity]]\n\\u002b++\n\"\"\\\"三\\\\\"\"\"\n"},
		{"a key is removed", log, func(f *edit.File, s string) error {
			return f.Remove(at(s, "[[activity]]", 1), "topic")
		}, "topic    = [\"气象\", \"防灾\"]\n", ""},
		{"the list loses", log, func(f *edit.File, s string) error {
			return f.Drop(at(s, "[[activity]]", 1), "topic", edit.Text("气象"))
		}, `["气象", "防灾"]`, `["防灾"]`},
		{"the list grows", log, func(f *edit.File, s string) error {
			return f.Add(at(s, "[[activity]]", 1), "topic", edit.Text("水"))
		}, `["气象", "防灾"]`, `["气象", "防灾", "水"]`},
		{"another order", log, func(f *edit.File, s string) error {
			return f.Set(at(s, "[[activity]]", 1), "topic", edit.Texts("防灾", "气象"))
		}, `["气象", "防灾"]`, `["防灾", "气象"]`},
		{"an entry is added", log, func(f *edit.File, s string) error {
			return f.Append("activity", []edit.Field{{"date", day("2025-04-01")}, {"title", edit.Text("新")}, {"base", edit.Text("西平县气象局")}})
		}, "'第二次'\nbase     = \"西平县气象局\"\n", "'第二次'\nbase     = \"西平县气象局\"\n\n[[activity]]\ndate     = 2025-04-01\ntitle    = \"新\"\nbase     = \"西平县气象局\"\n"},
		{"an entry is added below the first", log, func(f *edit.File, s string) error {
			return f.Insert("activity", at(s, "[[activity]]", 1), []edit.Field{{"date", day("2025-04-01")}, {"title", edit.Text("新")}, {"participants", edit.Int(3)}, {"county", edit.Text("西平县")}})
		}, "\"防灾\"]\n", "\"防灾\"]\n\n[[activity]]\ndate         = 2025-04-01\ntitle        = \"新\"\nparticipants = 3\ncounty       = \"西平县\"\n"},
		{"an entry is cut", log, func(f *edit.File, s string) error {
			return f.Cut(at(s, "[[activity]]", 2))
		}, "\n# 第二次\n[[activity]]\ndate     = 2025-03-02\ntitle    = '第二次'\nbase     = \"西平县气象局\"\n", ""},
		{"the first entry is cut", log, func(f *edit.File, s string) error {
			return f.Cut(at(s, "[[activity]]", 1))
		}, aLog[strings.Index(aLog, "\n[[activity]]"):strings.Index(aLog, "\n# 第二次")], ""},

		{"a page's key", page, func(f *edit.File, s string) error {
			return f.Set(edit.Top(), "phone", edit.Text("0396-1234567"))
		}, "  \"报\"\n]\n", "  \"报\"\n]\nphone    = \"0396-1234567\"\n"},
		{"a long text", page, func(f *edit.File, s string) error {
			return f.Set(edit.Top(), "summary", edit.Text("一行\n又一行\n"))
		}, "一行\n\"", "一行\n又一行\n\""},
		{"a long text that is short", page, func(f *edit.File, s string) error {
			return f.Set(edit.Top(), "summary", edit.Text("二"))
		}, "一行\n\"", "二\""},
		{"a key with lines is removed", page, func(f *edit.File, s string) error {
			return f.Remove(edit.Top(), "summary")
		}, "summary  = \"\"\"\n一行\n\"\"\"\n", ""},
		{"a list in lines grows", page, func(f *edit.File, s string) error {
			return f.Add(edit.Top(), "sources", edit.Text("网"))
		}, "  \"报\"\n]", "  \"报\",\n  \"网\"\n]"},
		{"a list in lines loses its last", page, func(f *edit.File, s string) error {
			return f.Drop(edit.Top(), "sources", edit.Text("报"))
		}, "  \"书\", # 第一版\n  \"报\"\n]", "  \"书\" # 第一版\n]"},
		{"a list in lines loses its first", page, func(f *edit.File, s string) error {
			return f.Drop(edit.Top(), "sources", edit.Text("书"))
		}, "  \"书\", # 第一版\n", ""},
		{"a photo", page, func(f *edit.File, s string) error {
			return f.Append("photo", []edit.Field{{"file", edit.Text("2.jpg")}, {"caption", edit.Text("展厅")}})
		}, "caption = \"门\"\n", "caption = \"门\"\n\n[[photo]]\nfile    = \"2.jpg\"\ncaption = \"展厅\"\n"},
		{"no photo", page, func(f *edit.File, s string) error {
			return f.Cut(at(s, "[[photo]]", 1))
		}, "\n[[photo]]\nfile    = \"1.jpg\"\ncaption = \"门\"\n", ""},
		{"a table in braces", page, func(f *edit.File, s string) error {
			return errors.Join(f.Set(edit.Top(), "hours", edit.Raw(`{ days = "周一至周五", open = "09:00" }`)), f.Set(edit.Top(), "hours.close", edit.Text("17:00")), f.Remove(edit.Top(), "hours.open"))
		}, "  \"报\"\n]\n", "  \"报\"\n]\nhours    = { days = \"周一至周五\", close = \"17:00\" }\n"},
		{"the text", page, func(f *edit.File, s string) error {
			return f.SetBody("第一段。\r\n\r\n+++\r\n第二段。\r\n")
		}, "正文。\n", "第一段。\n\n+++\n第二段。\n"},
	} {
		p, text := c.file(c.name)
		if strings.Count(text, c.old) != 1 {
			t.Errorf("%s: %q stands %d times", c.name, c.old, strings.Count(text, c.old))
			continue
		}
		want := strings.Replace(text, c.old, c.new, 1)
		for way, spell := range spellings {
			raw := spell(text)
			f, err := edit.Open(p, raw)
			if err == nil {
				err = c.do(f, text)
			}
			if err != nil {
				t.Errorf("%s, %s: %v", c.name, way, err)
				continue
			}
			got, err := f.Change()
			if err != nil && c.name != "a table in braces" { // hours are not written so: the proof is asked below
				t.Errorf("%s, %s: %v\n%s", c.name, way, err, f.Text())
				continue
			}
			if f.Text() != want {
				t.Errorf("%s, %s:\n%s\nnot\n%s", c.name, way, f.Text(), want)
			}
			if err == nil && string(got.After) != string(spell(want)) {
				t.Errorf("%s, %s: other bytes\n%q\n%q", c.name, way, got.After, spell(want))
			}
		}
	}
}
