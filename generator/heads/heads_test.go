package heads_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/form"
	"kepu/generator/heads"
	"kepu/generator/measure"
	"kepu/generator/sheet"
	"kepu/generator/source"
)

// grid makes a sheet of rows of cells with | between; what is a number is one, and merged ranges are "A1:C1".
func grid(name, rows string, merged ...string) *sheet.Sheet {
	s := &sheet.Sheet{Name: name}
	for line := range strings.SplitSeq(strings.Trim(rows, "\n"), "\n") {
		var row []sheet.Cell
		for text := range strings.SplitSeq(line, "|") {
			text = strings.ReplaceAll(strings.TrimSpace(text), `\n`, "\n")
			c := sheet.Cell{Kind: sheet.Words, Text: text}
			switch {
			case text == "":
				c = sheet.Cell{}
			case strings.Trim(text, "0123456789.") == "":
				c.Kind, c.Number = sheet.Number, text
			}
			row = append(row, c)
		}
		s.Rows = append(s.Rows, row)
	}
	for _, m := range merged {
		var a, b rune
		var r sheet.Range
		if _, err := fmt.Sscanf(m, "%c%d:%c%d", &a, &r.Row, &b, &r.LastRow); err != nil {
			panic(err)
		}
		r.Row, r.LastRow, r.Col, r.LastCol = r.Row-1, r.LastRow-1, int(a-'A'), int(b-'A')
		s.Merged = append(s.Merged, r)
	}
	return s
}

// told writes blocks as one text.
func told(blocks []heads.Block) string {
	var out []string
	for _, b := range blocks {
		var columns []string
		for _, c := range b.Columns {
			what := c.Field
			switch {
			case c.Serial:
				what = "№"
			case c.Total:
				what = "Σ"
			case what == "":
				what = "-"
			}
			if c.Unit != "" {
				what += "/" + c.Unit
			}
			columns = append(columns, what)
		}
		above := ""
		for _, l := range b.Above {
			above += " “" + l.Text + "”"
		}
		out = append(out, fmt.Sprintf("%s %d-%d: %s%s", strings.Join(b.Sorts, "?"), b.From+1, b.To, strings.Join(columns, " "), above))
	}
	return strings.Join(out, "\n")
}

func TestHeadsAreFoundWhereverTheyStand(t *testing.T) {
	own := measure.Indicators([]measure.Indicator{{ID: "area", Name: "展厅面积", Unit: "平方米", National: "科普展厅面积"}})
	c := &catalog.Catalog{Indicators: own, Site: source.Site{Headings: []source.Heading{
		{Field: "participants", Names: []string{"到场规模"}}, {Field: "base", Sort: "activity", Names: []string{"牵头部门"}}, {Field: "volunteers", Sort: "annual", Names: []string{"服务队伍"}},
	}}}
	table := heads.New(c)
	for name, x := range map[string]struct {
		sheet *sheet.Sheet
		hint  string
		as    string
		want  string
	}{
		"below merged titles": {sheet: grid("Sheet1", `
西平县2025年科普活动统计表
填报单位：西平县科协||填报日期：2025.12.1
序号|活动名称*|活动时间|活动地点|参加人数（人）|备 注
1|科普讲座|3月5日|广场|300|`, "A1:F1"),
			want: "activity 4-4: № title date place participants/人 remark “西平县2025年科普活动统计表” “填报单位：西平县科协　填报日期：2025.12.1”"},
		"below what somebody filled in": {sheet: grid("活动", `
2025年统计表
填报单位（盖章）：||||填报时间：2025年10月8日
序号|活动名称|活动时间|主办单位|活动地点|参与人数|线上|备注
1|科普讲座|3月5日|县科协|广场|300|5|`),
			want: "activity 4-4: № title date units place participants online remark “2025年统计表” “填报单位（盖章）：　填报时间：2025年10月8日”"},
		"below what somebody filled in, merged": {sheet: grid("活动", `
填报单位：||||填报时间：
序号|活动名称|活动时间|主办单位|活动地点|参与人数
1|科普讲座|3月5日|县科协|广场|300`, "A1:D1", "E1:F1"),
			want: "activity 3-3: № title date units place participants “填报单位：　填报时间：”"},
		"over two rows": {sheet: grid("活动", `
序号|活动名称|活动时间|参加人数|||志愿者\n人数
|||现场|线上|合计|
1|科普讲座|3月5日|300|1000|1300|5`, "A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"),
			want: "activity 3-3: № title date participants online Σ volunteers"},
		"over two rows that are not merged": {sheet: grid("活动", `
活动名称|活动时间|参加人数||地点
||线下|线上|
科普讲座|3月5日|300|1000|广场`),
			want: "activity 3-3: title date participants online place"},
		"of some is not of all": {sheet: grid("活动", `
活动名称|活动时间|其中：学生|经费
||人数|
科普讲座|3月5日|300|10`, "A1:A2", "B1:B2", "D1:D2"),
			want: "activity 3-3: title date - funds"},
		"of some by a name that is one": {sheet: grid("活动", `
活动名称|活动时间|学生|参加人次
||参加人数|
科普讲座|3月5日|300|10`, "A1:A2", "B1:B2", "D1:D2"),
			want: "activity 3-3: title date - participants"},
		"what a bracket narrows": {sheet: grid("活动", `
活动名称（全称）|活动时间|参与人数（线上/线下）|参加人数（线下）|参加人数（线上，人次）|志愿者人数（含学生）|专家人数（人）|经费（预计）
科普讲座|3月5日|300|1|2|3|4|5`),
			want: "activity 2-2: title date - participants - - experts/人 -"},
		"a bracket says where": {sheet: grid("活动", `
活动名称|活动时间|参与人数（现场）|参与人数（线上）|活动形式及内容简介
科普讲座|3月5日|300|1|讲`),
			want: "activity 2-2: title date participants online summary"},
		"below what gathers them": {sheet: grid("活动", `
基本情况||参与情况|
名称|时间|人数|志愿者
科普讲座|3月5日|300|5`, "A1:B1", "C1:D1"),
			want: "activity 3-3: title date participants volunteers “基本情况　参与情况”"},
		"again further down": {sheet: grid("汇总", `
活动名称|时间|地点
一|3月5日|甲
合计||
|
年度数据表
基地名称|年度|开放天数|接待人次
气象馆|2025|200|3000`),
			want: "activity 2-4: title date place\nannual 7-7: base year open_days visitors “年度数据表”"},
		"numbered, with stars and width": {sheet: grid("x", `
1.活动名称＊|２．举办日期：|（三）参加人次（单位：万人次）|四、承办单位|经费/万元
讲座|3月5日|1.2|甲|2`),
			want: "activity 2-2: title date participants/万人次 units funds/万元"},
		"a better name wins": {sheet: grid("x", `
活动主题|活动名称|活动时间
主题|讲座|3月5日`),
			want: "activity 2-2: - title date"},
		"several who held it": {sheet: grid("x", `
活动名称|活动时间|主办单位|承办单位|联系人
讲座|3月5日|甲|乙|丙`),
			want: "activity 2-2: title date units units -"},
		"in English": {sheet: grid("x", `
No.|Title|Date|Venue|Participants
1|a|2025-03-05|b|3`),
			want: "activity 2-2: № title date place participants"},
		"the site's own": {sheet: grid("x", `
活动名称|时间|到场规模|牵头部门
讲座|3月5日|3|甲`),
			want: "activity 2-2: title date participants units"},
		"returns with an indicator": {sheet: grid("x", `
基地名称|年份|展厅面积（平方米）|服务队伍|专职
甲|2025|30|4|5`),
			want: "annual 2-2: base year area/平方米 volunteers staff_full"},
		"returns over two rows": {sheet: grid("x", `
基地|科普人员||开放天数
|专职|兼职|
甲|30|4|5`, "A1:A2", "B1:C1", "D1:D2"),
			want: "annual 3-3: base staff_full staff_part open_days"},
		"bases": {sheet: grid("x", `
基地名称|县（区）|地址|联系电话|经度|纬度|级别
甲|西平县|路|1|114|33|市级`),
			want: "base 2-2: name county address phone lon lat level"},
		"namings": {sheet: grid("x", `
序号|单位名称|所属县区|级别|命名时间|有效期
1|甲|西平县|市级|2025|2028`),
			want: "designation 2-2: № names county level date valid_until"},
		"open":                 {sheet: grid("x", "单位名称|时间\n甲|2025"), want: ""},
		"what the sheet says":  {sheet: grid("基地名录", "名称|类型|备注\n甲|学校|"), want: "base 2-2: name kind remark"},
		"what the file says":   {sheet: grid("x", "名称|类型|备注\n甲|学校|"), hint: "2025年活动.xlsx", want: "activity 2-2: title form remark"},
		"what is said":         {sheet: grid("x", "名称|类型|备注\n甲|学校|"), as: "base", want: "base 2-2: name kind remark"},
		"nobody says":          {sheet: grid("x", "名称|类型|备注\n甲|学校|"), want: "activity?base 2-2: title form remark"},
		"words that are heads": {sheet: grid("x", "活动名称|时间|地点|内容\n讲座|3月5日|地点|内容\n沙龙|3月6日|活动|志愿者"), want: "activity 2-3: title date place summary"},
		"nothing known":        {sheet: grid("x", "甲|乙|丙\n1|2|3"), want: ""},
		"an empty sheet":       {sheet: &sheet.Sheet{Name: "空"}, want: ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(table.Find(x.sheet, x.hint, x.as)); got != x.want {
				t.Errorf("\ngot  %s\nwant %s", got, x.want)
			}
		})
	}
}

// TestWhatGoesOutComesBack holds that the first name of each field is read as that field, in each sort.
func TestWhatGoesOutComesBack(t *testing.T) {
	table := heads.New(nil)
	own := strings.Fields("units hosts remark lon lat county names")
	for _, r := range heads.Sorts {
		given := 0
		for _, x := range r.Fields(nil) {
			name := table.Name(r.Name, x.Key)
			if name == "" {
				continue
			}
			given++
			s := grid("x", fmt.Sprintf("%s|%s|%s", table.Name(r.Name, keyOf(r)), name, "备注"))
			blocks := table.Find(s, "", r.Name)
			if len(blocks) != 1 || blocks[0].Column(x.Key) == nil {
				t.Errorf("%s: %s is not read as %s: %s", r.Name, name, x.Key, told(blocks))
			}
		}
		if given < 8 {
			t.Errorf("%s: only %d fields have names", r.Name, given)
		}
		for _, key := range []string{"title", "names"} {
			for _, n := range table.Names(r.Name, key) {
				if strings.TrimSpace(n) != n || n == "" {
					t.Errorf("%s: %q", r.Name, n)
				}
			}
		}
	}
	fields := form.Activity.Fields(nil)
	for _, key := range own {
		if slices.ContainsFunc(fields, func(x form.Field) bool { return x.Key == key }) && key != "hosts" && key != "county" {
			t.Errorf("%s is a field of activities", key)
		}
	}
}

func keyOf(r form.Record) string {
	return map[string]string{"activity": "title", "annual": "base", "base": "name", "designation": "names"}[r.Name]
}

func TestYearIn(t *testing.T) {
	for words, want := range map[string]int{
		"西平县2025年科普活动统计表": 2025, "二〇二五年度": 2025, "2025": 2025, "2024-2025学年": 0, "20250305填": 2025, "活动": 0, "科协〔2025〕12号 2025年": 2025, "电话0396-2826000": 0, "２０２５年": 2025, "1880年": 0,
	} {
		if got := heads.YearIn(words); got != want {
			t.Errorf("%s: %d, want %d", words, got, want)
		}
	}
}
