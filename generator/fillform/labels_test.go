package fillform_test

import (
	"strings"
	"testing"
)

// A sheet of labels is no list of bases, though its first ones may be heads of one: where the table below needs more rows than it has, one of
// that list was put among them. Cells that hold
// words of no length, as some programs write them, are no different.
func TestLabelsAreNoList(t *testing.T) {
	for name, blank := range map[string]bool{"empty words": true, "nothing": false} {
		cells := map[string]any{"A1": "科普教育基地申报表", "A2": "单位名称", "C2": "所在县区", "A3": "详细地址", "C3": "联系电话", "A4": "上年度接待人次", "C4": "开放天数",
			"A5": "法定代表人", "C5": "开放时间", "A6": "2025年活动次数：", "C6": "展厅面积（平方米）", "A7": "基地简介", "A8": "序号", "B8": "活动名称", "C8": "时间", "D8": "参加人数", "A9": 1, "A10": "合计"}
		if blank {
			for _, at := range []string{"B2", "D2", "B3", "D3", "B4", "D4", "B5", "D5", "B6", "D6", "B7"} {
				cells[at] = ""
			}
		}
		got := told(fill(t, "a.xlsx", bookOf(t, cells), of(t, "虚构气象馆", 2025)))
		if strings.Contains(got, "基地 1 行") || !strings.Contains(got, "B2 名称：") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// … nor is one of labels that nobody knows.
func TestUnknownLabelsAreNoList(t *testing.T) {
	cells := map[string]any{"A1": "单位名称", "C1": "所在县区", "A2": "法人代表签章", "A3": "备案机关意见", "A4": "序号", "B4": "活动名称", "C4": "时间", "A5": 1, "A6": "合计"}
	got := told(fill(t, "a.xlsx", bookOf(t, cells), of(t, "虚构气象馆", 2025)))
	if strings.Contains(got, "基地 1 行") || !strings.Contains(got, "活动 2 行") {
		t.Error(got)
	}
}
