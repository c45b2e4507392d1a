package workbook_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestPartsOfTheZipAreInOrderAndWithoutTime(t *testing.T) {
	data := write(t, sample(t))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if f.ModifiedTime != 0 || f.ModifiedDate != 0 || len(f.Extra) > 0 {
			t.Errorf("%s has a time", f.Name)
		}
	}
	if !slices.IsSorted(names) || names[0] != "[Content_Types].xml" {
		t.Errorf("parts %s", strings.Join(names, " "))
	}
}

func TestSheetsAreSetUpForPaperAndScreen(t *testing.T) {
	x := open(t, write(t, sample(t)))
	for _, name := range []string{"说明", "2017年", "2015年"} {
		page, err := x.GetPageLayout(name)
		if err != nil {
			t.Fatal(err)
		}
		props, err := x.GetSheetProps(name)
		if err != nil {
			t.Fatal(err)
		}
		if page.Size == nil || *page.Size != 9 || page.Orientation == nil || *page.Orientation != "portrait" {
			t.Errorf("%s is not for A4", name)
		}
		wide := page.FitToWidth != nil && *page.FitToWidth == 1 && page.FitToHeight != nil && *page.FitToHeight == 0
		if !wide || props.FitToPage == nil || !*props.FitToPage {
			t.Errorf("%s is not as wide as the paper", name)
		}
	}
	panes, err := x.GetPanes("明细")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the head of 明细 moves: %+v, %v", panes, err)
	}
	for at, want := range map[string]float64{"说明 D": 90, "2016年 A": 30, "2016年 H": 14, "明细 E": 30} {
		sheet, col, _ := strings.Cut(at, " ")
		if got, _ := x.GetColWidth(sheet, col); got != want {
			t.Errorf("%s is %g wide, want %g", at, got, want)
		}
	}
}

func TestHeadsAreBoldAndCellsHaveTheirFormats(t *testing.T) {
	x := open(t, write(t, sample(t)))
	style := func(sheet, at string) *excelize.Style {
		id, err := x.GetCellStyle(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		s, err := x.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, at := range []string{"说明 A7", "说明 D7", "2016年 A4", "2016年 I5", "明细 A1", "明细 J1"} {
		sheet, cell, _ := strings.Cut(at, " ")
		if s := style(sheet, cell); !s.Font.Bold || s.Fill.Pattern != 1 {
			v, _ := x.GetCellValue(sheet, cell)
			t.Errorf("%s (%s) is no head: %+v", at, v, s)
		}
	}
	// A cell that holds nothing has its rule and format as well.
	for at, want := range map[string]string{"B6": "#,##0", "H6": `+0.0%;-0.0%;0.0%`} {
		if s := style("2017年", at); s.CustomNumFmt == nil || *s.CustomNumFmt != want || len(s.Border) != 1 {
			t.Errorf("2017年 %s: %+v", at, s)
		}
	}
}
