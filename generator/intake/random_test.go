package intake_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"kepu/generator/heads"
	"kepu/generator/intake"
	"kepu/generator/sheet"
)

// words are what may stand in a cell of a random book: values of every column, right and wrong, and words of other rows.
var words = strings.Split("讲座|科普讲座（二）|气象科普进校园|2025.3.5|9月20-22日|=2025-04-01|45725|3.1|二月三十日|300|约300人|1.2万|３００|300-500|0|/|无|西平县气象局|西平县气象局、县科协|西平县科技官|气象局|西平县|西平|东平县|某某县|市级|AAA级|讲座|2025|2024年|场馆|学校|是|周二-周日 9:00-17:00|114.1|33.2|合计|小计|填表人：某某|说明：无|一、西平县|（填数字）|!#REF!|~划掉的~|https://example.org/1|见公众号|多行\\n文字|全国科普日|优秀|2028|第四批|13800000000|||||||", "|")

// right are values that a column may well have.
var right = map[string]string{
	"title": "讲座|科普讲座（二）|气象科普进校园|开放日|大篷车进乡村|防震演练", "date": "2025.3.5|9月20-22日|=2025-04-01|2024年5月|20250607", "until": "2025.12.30||", "units": "西平县气象局|西平县气象局、县科协|南山区实验小学|县图书馆|",
	"base": "西平县气象局|西平县科技馆|东平县气象局|南山区实验小学", "year": "2025|2024年|2023", "name": "示例天文馆|西平县气象局|示例植物园|某某农场", "names": "示例天文馆|西平县科技馆|某某农场", "county": "西平县|东平|南山区",
	"level": "市级|省级", "status": "|已办", "campaign": "全国科普日|", "form": "讲座|展览", "kind": "场馆|学校", "rating": "优秀|合格", "email": "a@example.org|", "website": "https://example.org/|", "link": "https://example.org/1.html|",
	"location": "114.1, 33.2|", "lon": "114.1", "lat": "33.2", "hours": "周二-周日 9:00-17:00|", "free": "是|否", "since": "2020|", "valid_until": "2028|", "hosts": "县科协|", "summary": "讲了什么。|多行\\n文字|", "batch": "第四批|第五批", "line": "", "closed": "周一",
}

// random makes a book: heads of a sort, sometimes over two rows, once more further down, or none; rows of random cells; merged ranges.
func random(r *rand.Rand) *sheet.Book {
	b := &sheet.Book{Name: []string{"2025年活动.xlsx", "西平县2025.xlsx", "x.csv", "汇总.xlsx"}[r.IntN(4)]}
	table := heads.New(nil)
	for n := range 1 + r.IntN(3) {
		var rows, merged []string
		for range r.IntN(3) {
			rows = append(rows, []string{"2025年统计表", "填报单位：西平县科协", "第三批市级名单", ""}[r.IntN(4)])
		}
		width := 3 + r.IntN(6)
		var chosen []string // the keys of the columns
		line := func() string {
			cells := make([]string, width)
			for i := range cells {
				list := words
				switch good, known := right[chosen[i]]; {
				case r.IntN(10) == 0:
				case known:
					list = strings.Split(good, "|")
				default:
					list = []string{"30", "400", "", "１２"}
				}
				cells[i] = list[r.IntN(len(list))]
			}
			return strings.Join(cells, "|")
		}
		for range 1 + r.IntN(2) {
			sort := heads.Sorts[r.IntN(len(heads.Sorts))]
			var keys []string
			for _, x := range sort.Fields(nil) {
				if table.Name(sort.Name, x.Key) != "" {
					keys = append(keys, x.Key)
				}
			}
			if sort.Name == "activity" {
				keys = append(keys, "units", "remark")
			}
			must := map[string]string{"activity": "title", "annual": "base", "base": "name", "designation": "names"}[sort.Name]
			cells := make([]string, width)
			chosen = make([]string, width)
			for i := range cells {
				chosen[i] = keys[r.IntN(len(keys))]
				names := table.Names(sort.Name, chosen[i])
				cells[i] = names[r.IntN(len(names))]
			}
			first := map[string][]string{"activity": {must, "date"}, "annual": {must, "year"}, "base": {must, "county"}, "designation": {must, "level", "date"}}[sort.Name]
			for i, at := range r.Perm(width)[:len(first)] {
				cells[at], chosen[at] = table.Name(sort.Name, first[i]), first[i]
			}
			rows = append(rows, strings.Join(cells, "|"))
			if r.IntN(4) == 0 {
				at := len(rows)
				rows = append(rows, strings.Repeat("|", width/2)+"现场|线上")
				merged = append(merged, fmt.Sprintf("A%d:A%d", at, at+1))
			}
			for range r.IntN(7) {
				rows = append(rows, line())
			}
			if len(rows) > 3 && r.IntN(2) == 0 {
				col, at := 'A'+rune(r.IntN(width)), 2+r.IntN(len(rows)-2)
				merged = append(merged, fmt.Sprintf("%c%d:%c%d", col, at, col, at+1))
			}
		}
		b.Sheets = append(b.Sheets, grid(fmt.Sprintf("表%d", n+1), strings.Join(rows, "\n"), merged...))
	}
	return b
}

// TestNothingIsLostInSilence holds of random books that every row that holds anything is a head, a record or told; that
// what is in no doubt can be written; and that the same book again has nothing to write and asks no more than before.
func TestNothingIsLostInSilence(t *testing.T) {
	times := 500
	if testing.Short() {
		times = 100
	}
	content, records := city(), 0
	for seed := range times {
		b := random(rand.New(rand.NewPCG(uint64(seed), 7)))
		o := intake.Options{Keep: seed%3 == 0, Year: []int{0, 2025}[seed%2]}
		p := read(t, content, o, b)
		lost(t, seed, b, p)
		c, err := p.Change(content, true)
		if err != nil {
			t.Errorf("seed %d: %v\n%s", seed, err, told(p))
			continue
		}
		records += p.Count(intake.New)
		after := apply(content, c)
		if s, ps, _ := maker.Make(after); s == nil {
			t.Errorf("seed %d: the content has errors: %v\n%s", seed, ps, told(p))
			continue
		}
		again := read(t, after, o, b)
		if c, err := again.Change(after, true); err != nil || len(c.Files) > 0 {
			t.Errorf("seed %d: the second time %v %d files\n%s\nfirst\n%s", seed, err, len(c.Files), told(again), told(p))
		}
		if again.Undecided() > p.Undecided() {
			t.Errorf("seed %d: %d are asked, and the second time %d\n%s\nfirst\n%s", seed, p.Undecided(), again.Undecided(), told(again), told(p))
		}
		for _, r := range p.Records {
			for _, d := range r.Doubts {
				if d.What.Code == "" || d.What.ZH == "" || d.What.EN == "" || d.Key == "" || d.Grade == intake.Refuse && d.Mend.ZH == "" {
					t.Errorf("seed %d: a doubt without words: %+v", seed, d)
				}
			}
		}
	}
	if records < times {
		t.Errorf("only %d records in %d books: the test looks at nothing", records, times)
	}
}

// lost reports rows with words that nothing says anything of.
func lost(t *testing.T, seed int, b *sheet.Book, p *intake.Plan) {
	t.Helper()
	for _, s := range b.Sheets {
		known := map[int]bool{}
		for _, r := range p.Records {
			if r.Sheet == s.Name {
				known[r.Row] = true
			}
			for _, at := range r.Rows {
				var row int
				if _, err := fmt.Sscanf(at, s.Name+"!%d", &row); err == nil {
					known[row-1] = true
				}
			}
		}
		for _, x := range p.Passed {
			if x.Sheet == s.Name && x.Col < 0 {
				for row := x.Row; row <= x.Last; row++ {
					known[row] = true
				}
			}
		}
		for _, x := range p.Tables {
			if x.Sheet == s.Name {
				for row := x.Head; row < x.From; row++ {
					known[row] = true
				}
				if len(x.Sorts) > 1 {
					for row := x.From; row < x.To; row++ {
						known[row] = true
					}
				}
			}
		}
		for row, cells := range s.Rows {
			for _, c := range cells {
				if c.Text != "" && !known[row] {
					t.Errorf("seed %d: row %d of %s is lost: %v\n%s", seed, row+1, s.Name, c.Text, told(p))
					break
				}
			}
		}
	}
}
