package fillform_test

import (
	"strings"
	"testing"
)

// empties is a row of so many empty cells.
func empties(n int) string {
	cells := make([]string, n)
	for i := range cells {
		cells[i] = cell("", "")
	}
	return tr(cells...)
}

// texts are cells of those texts.
func texts(words ...string) (cells []string) {
	for _, w := range words {
		cells = append(cells, cell(w, ""))
	}
	return cells
}

const restart, goesOn = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`

func TestListsOfWord(t *testing.T) {
	lists := map[string]string{
		"activities": tbl(tr(texts("序号", "活动名称", "活动时间", "承办单位", "参加人数（人）", "满意度", "备注")...),
			tr(append(texts("1"), texts("", "", "", "", "", "")...)...), tr(append(texts("2"), texts("", "", "", "", "", "")...)...),
			tr(texts("合计", "", "", "", "", "", "")...)),
		"bases": tbl(tr(texts("基地名称", "所在县区", "详细地址", "联系电话", "命名级别", "接待人次（万人次）")...), empties(6)),
		"two": tbl(tr(cell("基地名称", restart), cell("县区", restart), cell("运行情况", `<w:gridSpan w:val="2"/>`)),
			tr(cell("", goesOn), cell("", goesOn), cell("开放天数", ""), cell("接待人次", "")),
			tr(texts("虚构中学", "", "", "")...), tr(texts("没有这家", "", "", "")...), tr(texts("气象馆", "甲县", "", "")...)),
		"counties": tbl(tr(texts("县区", "活动数", "参加人次")...), tr(texts("乙县", "", "")...), tr(texts("甲县", "", "")...), tr(texts("合计", "", "")...)),
		"years":    tbl(tr(texts("序号", "基地名称", "2024年接待人次", "2025年接待人次")...), empties(4), empties(4), empties(4)),
		"merged": tbl(tr(cell("科普基地", restart), cell("名称", ""), cell("地址", ""), cell("电话", "")),
			tr(cell("", goesOn), cell("", ""), cell("", ""), cell("", ""))),
		"years above": tbl(tr(cell("基地名称", restart), cell("接待人次", `<w:gridSpan w:val="2"/>`), cell("2025年", `<w:gridSpan w:val="2"/>`)),
			tr(cell("", goesOn), cell("2024年", ""), cell("2025年", ""), cell("开放天数", ""), cell("备注", "")), empties(5)),
		"matrix":       tbl(tr(texts("项目", "2023年", "2024年", "2025年", "增长率")...), tr(texts("接待人次（万人次）", "", "", "", "")...), tr(texts("开放天数", "", "", "", "")...)),
		"last":         tbl(tr(texts("项目", "上年", "本年", "其中：女")...), tr(texts("接待人次", "", "", "")...)),
		"codes":        tbl(tr(texts("指标名称", "计量单位", "代码", "数量")...), tr(texts("一、接待人次", "人次", "KC01", "")...), tr(texts("（二）展厅面积", "平方米", "02", "")...), tr(texts("科普经费筹集额", "元", "03", "")...)),
		"below labels": tbl(tr(texts("展厅面积（㎡）", "", "命名时间及文号", "")...), tr(texts("活动名称", "活动时间", "活动地点", "参加人数")...), empties(4)),
	}
	var b strings.Builder
	for _, name := range []string{"activities", "bases", "two", "counties", "years", "merged", "years above", "matrix", "last", "codes", "below labels"} {
		raw := word(t, lists[name])
		d := of(t, "", 2025)
		if name == "matrix" || name == "last" || name == "below labels" || name == "codes" {
			d = of(t, "虚构气象馆", 2025)
		}
		r := fill(t, name+".docx", raw, d)
		unchanged(t, raw, r.Bytes, "word/document.xml", "word/header1.xml")
		b.WriteString("== " + name + "\n" + told(r) + textOf(t, r.Bytes) + "\n")
		xml := part(t, r.Bytes, "word/document.xml")
		if strings.Count(xml, "1A2B3C4D") != strings.Count(lists[name], "1A2B3C4D") {
			t.Errorf("%s: a number of a paragraph stands twice", name)
		}
		if strings.Count(xml, restart) != strings.Count(lists[name], restart) {
			t.Errorf("%s: a copied row begins a merged cell of its own", name)
		}
	}
	golden(t, "lists.txt", b.String())
}

// A form of one base lists its own activities; a county's lists its own bases.
func TestListsAreOfWhatTheFormIsFor(t *testing.T) {
	activities := word(t, tbl(tr(texts("活动名称", "时间", "形式")...), empties(3)))
	d := of(t, "虚构中学", 2025)
	if got := textOf(t, fill(t, "a.docx", activities, d).Bytes); !strings.Contains(got, "虚构开放日｜2025年9月20日至22日｜") || strings.Contains(got, "讲座") {
		t.Error(got)
	}
	d.Base, d.County = nil, d.Catalog.Counties[1]
	if got := textOf(t, fill(t, "a.docx", activities, d).Bytes); !strings.Contains(got, "虚构巡展") || strings.Contains(got, "讲座") {
		t.Error(got)
	}
	d.Year, d.County = 2020, nil
	if got := told(fill(t, "a.docx", activities, d)); !strings.Contains(got, "活动：没有记录") {
		t.Error(got)
	}
	d.Year = 0
	r := fill(t, "a.docx", activities, d)
	if !r.NeedYear || len(r.Filled) > 0 {
		t.Error(told(r))
	}
}

// A row of labels is no head.
func TestLabelsAreNoHeads(t *testing.T) {
	raw := word(t, tbl(tr(texts("基地名称", "", "联系电话", "")...), tr(texts("详细地址", "", "电子邮箱", "")...), empties(4)))
	if got := textOf(t, fill(t, "a.docx", raw, of(t, "虚构气象馆", 2025)).Bytes); !strings.HasPrefix(got, "基地名称｜虚构气象馆｜联系电话｜0396-1234567｜\n详细地址｜甲县示例路1号 <东门> & 西门｜电子邮箱｜｜\n｜｜｜｜\n") {
		t.Error(got)
	}
}
