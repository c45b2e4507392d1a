package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"kepu/generator/intake"
	"kepu/generator/sheet"
)

// TestAMendedBookTakesOnlyWhatIsNew sends a book back, mends it, and takes it in again.
func TestAMendedBookTakesOnlyWhatIsNew(t *testing.T) {
	content := city()
	raw := xlsx(t, book("西平县.xlsx", grid("活动", `
活动名称|时间|承办单位|参加人数
讲座|2025.6.1|西平县科技馆|30
没有日期的||西平县科技馆|约50人
写错的|2025.6.2|西平县科技官|
`)))
	b, err := sheet.Read("西平县.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, content, intake.Options{}, b)
	back, err := p.Returned(raw)
	if err != nil || p.Remarks() != 3 {
		t.Fatal(err, p.Remarks())
	}
	if again, err := p.Returned(raw); err != nil || !bytes.Equal(again, back) {
		t.Error("the same book goes back with other bytes")
	}
	seen, err := sheet.Read("退回.xlsx", back)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, row := range seen.Sheets[0].Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Text)
		}
		list = append(list, strings.Join(cells, "|"))
	}
	want := `请核对 3 处||红色的格子旁边有批注，请在原来的表里改好，
||再把整个文件发回来。这一张表不用填。

在哪里|表里写的|哪里要核对|怎样写
活动!B3||没有写时间|上面写的是 2025.6.1；也是这样就照写一遍
活动!D3|约50人|不是确数：约50人|是 50 就只写 50；不是确数的，原话已记在内容里
活动!C4|西平县科技官|没有这个基地的网页：西平县科技官|是不是 西平县科技馆？是就照这个名称写`
	if got := strings.Join(list, "\n"); got != want {
		t.Errorf("the list is\n%s\nwant\n%s", got, want)
	}
	if note := seen.Sheets[1].Rows[3][2].Note; note != "请核对：没有这个基地的网页：西平县科技官，是不是 西平县科技馆？是就照这个名称写" {
		t.Errorf("the note is %q", note)
	}
	c, _ := written(t, content, p, true)
	after := apply(content, c)

	mend, err := sheet.Change(back)
	if err != nil {
		t.Fatal(err)
	}
	mend.SetText("活动", 2, 1, "2025.7.1")
	mend.SetNumber("活动", 2, 3, "52")
	mend.SetText("活动", 3, 2, "西平县科技馆")
	mended, err := mend.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if b, err = sheet.Read("西平县（改好的）.xlsx", mended); err != nil {
		t.Fatal(err)
	}
	p = read(t, after, intake.Options{}, b)
	if got, want := told(p), `活动!2 same activities/西平县.toml:1
活动!3 new
  bases: 西平县科技馆
  date: 2025-07-01
  participants: 52
  title: 没有日期的
活动!4 new
  bases: 西平县科技馆
  date: 2025-06-02
  title: 写错的
`; got != want {
		t.Errorf("the mended book is\n%s\nwant\n%s", got, want)
	}
	if back, err = p.Returned(mended); err != nil || back != nil {
		t.Errorf("%d bytes go back of a book without doubts, %v", len(back), err)
	}
}

// TestReturnedNeedsAWorkbook holds that a table of text is not sent back as one.
func TestReturnedNeedsAWorkbook(t *testing.T) {
	raw := []byte("活动名称,时间\n讲座,\n")
	b, err := sheet.Read("x.csv", raw)
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, city(), intake.Options{}, b)
	if _, err := p.Returned(raw); err == nil {
		t.Error("a .csv was sent back")
	}
}

// TestACountyIsToldNoOptions holds that what goes back to a county speaks of its sheet, and of no option of a command.
func TestACountyIsToldNoOptions(t *testing.T) {
	b := book("报送.xlsx", grid("活动", "活动名称|时间|承办单位\n讲座|3月5日|西平县科技馆"),
		grid("年报", "基地名称|接待人次|开放天数\n西平县科技馆|100|200"),
		grid("名录", "基地名称|类型|地址\n某某天文馆|场馆|天文路"))
	p := read(t, city(), intake.Options{}, b)
	raw, err := p.Returned(xlsx(t, b))
	if err != nil || raw == nil {
		t.Fatal(err)
	}
	back, err := sheet.Read("报送.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Sheets[0].Rows) < 7 {
		t.Errorf("the list is %v", back.Sheets[0].Rows)
	}
	for _, row := range back.Sheets[0].Rows {
		for _, c := range row {
			if strings.Contains(c.Text, "--") {
				t.Errorf("the county is told %q", c.Text)
			}
		}
	}
}
