package fillform_test

import (
	"bytes"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kepu/generator/fillform"
	"kepu/generator/ooxml"
)

// vocabulary is what cells of forms say: labels, heads, units, values, words in braces.
var vocabulary = strings.Split("||||||基地名称|名称|单位名称|详细地址|所在县区|县区|联系电话|联系人|命名级别|命名时间|接待人次|2024年接待人次（万人次）|接待人次（元）|开放天数|人次|天|万元|KC01|12|序号|1|活动名称|活动时间|承办单位|参加人数|备注|合计|虚构中学|气象馆|甲县|没有这家|2023年|2025年|上年|其中：女|{{ 基地.名称 }}|共{{ 年份 }}年{{ 基地.电话 }}|{{ 坏了 }}|{{|项目|数量|基本情况|年度|展厅面积|科普经费筹集额", "|")

// Whatever a form looks like: what stood in it stays, only empty cells and braces change, and a form that is filled is not changed by filling it again.
func TestRandomForms(t *testing.T) {
	n := 400
	if testing.Short() {
		n = 80
	}
	random := rand.New(rand.NewPCG(16, 5))
	filled, lists := 0, 0
	for i := range n {
		rows := make([][]string, 1+random.IntN(6))
		width := 1 + random.IntN(6)
		for r := range rows {
			rows[r] = make([]string, width)
			for c := range rows[r] {
				rows[r][c] = vocabulary[random.IntN(len(vocabulary))]
			}
			if random.IntN(3) == 0 {
				clear(rows[r])
			}
		}
		d := of(t, []string{"", "虚构气象馆", "虚构中学"}[random.IntN(3)], []int{0, 2024, 2025}[random.IntN(3)])
		if random.IntN(3) == 0 {
			d.County = d.Catalog.Counties[random.IntN(2)]
		}
		word := asWord(t, rows, random)
		first := fill(t, "表.docx", word, d)
		kept(t, rows, cellsOfWord(t, first.Bytes), told(first))
		filled += len(first.Filled)
		lists += strings.Count(told(first), " 行：")
		if again := fill(t, "表.docx", first.Bytes, d); textOf(t, again.Bytes) != textOf(t, first.Bytes) {
			t.Errorf("%d: filled again\n%s\nis\n%s\n%s", i, textOf(t, first.Bytes), textOf(t, again.Bytes), told(again))
		}
		if i%4 == 0 {
			one := fill(t, "表.xlsx", asExcel(t, rows), d)
			if again := fill(t, "表.xlsx", one.Bytes, d); sheetsOf(t, again.Bytes) != sheetsOf(t, one.Bytes) {
				t.Errorf("%d: filled again\n%s\nis\n%s\n%s", i, sheetsOf(t, one.Bytes), sheetsOf(t, again.Bytes), told(again))
			}
		}
		if t.Failed() {
			return
		}
	}
	if filled < n || lists < n/20 {
		t.Errorf("of %d forms %d places were filled, %d lists", n, filled, lists)
	}
}

// asWord makes a table of Word of the rows; some cells go on over the next row.
func asWord(t *testing.T, rows [][]string, random *rand.Rand) []byte {
	var body []string
	for _, row := range rows {
		var cells []string
		for _, words := range row {
			cells = append(cells, cell(words, ""))
		}
		body = append(body, tr(cells...))
	}
	return word(t, tbl(body...))
}

func asExcel(t *testing.T, rows [][]string) []byte {
	x := excelize.NewFile()
	defer x.Close()
	for r, row := range rows {
		for c, words := range row {
			name, _ := excelize.CoordinatesToCellName(c+1, r+1)
			if words == "" {
				continue
			}
			if err := x.SetCellStr("Sheet1", name, words); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// cellsOfWord are the texts of the cells of a table.
func cellsOfWord(t *testing.T, raw []byte) (rows [][]string) {
	for line := range strings.Lines(textOf(t, raw)) {
		if strings.Contains(line, "｜") {
			rows = append(rows, strings.Split(strings.TrimSuffix(strings.TrimSpace(line), "｜"), "｜"))
		}
	}
	return rows
}

// kept fails where a cell that said something does not say it any more; rows may have been put between.
func kept(t *testing.T, before, after [][]string, told string) {
	t.Helper()
	at := 0
	for _, row := range before {
		for ; at < len(after); at++ {
			same := true
			for c, words := range row {
				same = same && (words == "" || strings.Contains(words, "{{") || c < len(after[at]) && after[at][c] == words)
			}
			if same {
				break
			}
		}
		if at == len(after) {
			t.Errorf("%q is gone from\n%q\nwhich became\n%q\n%s", row, before, after, told)
			return
		}
		at++
	}
}

func TestMoved(t *testing.T) {
	for _, x := range []struct {
		number string
		by     int
		want   string
	}{{"12500", 4, "1.25"}, {"0", 4, "0"}, {"7", 4, "0.0007"}, {"10000", 4, "1"}, {"12.56", -4, "125600"}, {"0.00005", -4, "0.5"}, {"-320.5", 4, "-0.03205"}, {"3", 0, "3"}, {"", 4, ""}} {
		if got := fillform.Moved(x.number, x.by); got != x.want {
			t.Errorf("%s by %d: %s, want %s", x.number, x.by, got, x.want)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := big.NewRat(random.Int64N(1e12), []int64{1, 10, 10000}[random.IntN(3)])
		text := n.FloatString(4)
		got, ok := new(big.Rat).SetString(fillform.Moved(text, 4))
		if want := new(big.Rat).Quo(n, big.NewRat(10000, 1)); !ok || got.Cmp(want) != 0 {
			t.Fatalf("%s: %s", text, fillform.Moved(text, 4))
		}
	}
}

// FuzzWord fills whatever a document's body says: there is a fault that can be told, or a file that can be filled again.
func FuzzWord(f *testing.F) {
	f.Add(para("{{ 基地.名称 }}") + tbl(tr(cell("详细地址", ""), cell("", ""))))
	f.Add(tbl(tr(cell("活动名称", restart), cell("参加人数", `<w:gridSpan w:val="2"/>`)), tr(cell("", goesOn), cell("", ""), cell("", "")), empties(3)))
	f.Add(`<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{ 年份</w:t><w:br/><w:t>}}</w:t></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/><w:vMerge/></w:tcPr><w:tbl><w:tr/></w:tbl><w:p/></w:tc></w:tr></w:tbl>`)
	f.Fuzz(func(t *testing.T, body string) {
		d := of(t, "虚构气象馆", 2025)
		raw := word(t, body)
		r, err := fillform.Fill("表.docx", raw, d)
		if err != nil {
			return
		}
		if _, err := ooxml.Parse([]byte(part(t, r.Bytes, "word/document.xml"))); err != nil {
			t.Fatalf("%v in\n%s", err, part(t, r.Bytes, "word/document.xml"))
		}
		if _, err := fillform.Fill("表.docx", r.Bytes, d); err != nil {
			t.Fatal(err)
		}
	})
}
