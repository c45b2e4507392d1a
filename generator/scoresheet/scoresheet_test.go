package scoresheet_test

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kepu/generator/assess"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/sample"
	"kepu/generator/scoresheet"
	"kepu/generator/source"
)

// made applies a scheme to content and prints it.
func made(t *testing.T, content map[string]string, scheme string, year int, given string) (*assess.Result, map[string]string) {
	t.Helper()
	var parsed []*source.Parsed
	files := map[string]*diag.File{}
	for _, name := range slices.Sorted(maps.Keys(content)) {
		p := source.Parse(name, []byte(content[name]))
		parsed, files[name] = append(parsed, p), p.File
	}
	cat, ps := catalog.Link(catalog.Input{Files: parsed})
	if ps.HasErrors() {
		t.Fatal(ps)
	}
	in := assess.Input{Catalog: cat, Year: year, File: func(p string) *diag.File { return files[p] }}
	for _, s := range cat.Schemes {
		if s.ID == scheme {
			in.Scheme = s
		}
	}
	if given != "" {
		in.Given, _ = source.ParseAssessment("given.toml", []byte(given))
	}
	r, more := assess.Of(in)
	if r == nil {
		t.Fatal(more)
	}
	tree, err := scoresheet.Of(r, "示例市科协（虚构）")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for name, data := range tree {
		out[name] = string(data)
	}
	return r, out
}

// demo is the content of a small sample, without its pictures and articles.
func demo() map[string]string {
	content := map[string]string{}
	for name, data := range sample.Files(sample.Options{Bases: 60, Activities: 300, Years: 3}) {
		if source.SectionOf(name) != source.OtherFile && !strings.HasPrefix(name, "reports/") && !strings.HasPrefix(name, "notices/") {
			content[name] = string(data)
		}
	}
	return content
}

var tags = regexp.MustCompile(`<[^>]*>`)

// Each sheet of the examples says that it is one; a scheme that is none says nothing of it.
func TestEverySheetOfAnExampleSaysSo(t *testing.T) {
	content := demo()
	for _, id := range []string{"venue-steps", "documents-100", "provincial-gates"} {
		r, files := made(t, content, id, 2025, "")
		if len(r.Sheets) < 3 {
			t.Fatalf("%s: %d sheets", id, len(r.Sheets))
		}
		for name, text := range files {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			want := 1
			if name == "all.html" {
				want = len(r.Sheets)
			}
			if n := strings.Count(text, `<p class="mark">示例方案，不是正式文件</p>`); n != want {
				t.Errorf("%s, %s: the mark stands %d times, not %d", id, name, n, want)
			}
		}
		content["schemes/"+id+".toml"] = strings.Replace(content["schemes/"+id+".toml"], "example = true", "example = false", 1)
		if content["schemes/"+id+".toml"] = strings.Replace(content["schemes/"+id+".toml"], "example  = true", "example = false", 1); strings.Contains(content["schemes/"+id+".toml"], "= true") {
			t.Fatal("the scheme is an example still")
		}
		_, files = made(t, content, id, 2025, "")
		for name, text := range files {
			if strings.Contains(text, "不是正式文件") {
				t.Errorf("%s, %s: says that it is an example", id, name)
			}
		}
	}
}

// Pages have all that a sheet on paper needs, ask nothing of the network and hold no script; every
// link leads to a file of the tree.
func TestPagesStandAlone(t *testing.T) {
	r, files := made(t, demo(), "venue-steps", 2025, "")
	link := regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	for name, text := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		if strings.Contains(text, "<script") || strings.Contains(text, "javascript:") || strings.Contains(text, "://") {
			t.Errorf("%s has a script or an address", name)
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			to := strings.TrimPrefix(m[1], "../")
			if strings.HasPrefix(name, "bases/") && to == m[1] {
				to = "bases/" + to
			}
			if _, ok := files[to]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, m[1])
			}
		}
		if !strings.Contains(text, "noindex") {
			t.Errorf("%s may be indexed", name)
		}
	}
	if n := strings.Count(files["all.html"], "评价单位意见"); n != len(r.Sheets) {
		t.Errorf("%d boxes to sign on %d sheets", n, len(r.Sheets))
	}
	for _, s := range r.Sheets {
		row := regexp.MustCompile(`<tr>.*` + regexp.QuoteMeta(s.Base.Name) + `.*</tr>`).FindString(files["index.html"])
		if !strings.Contains(row, s.Score.String()) || !strings.Contains(row, scoresheet.Outcome(r, s)) {
			t.Errorf("the list says of %s: %s", s.Base.Name, tags.ReplaceAllString(row, " "))
		}
	}
	again, _ := made(t, demo(), "venue-steps", 2025, "")
	one, _ := scoresheet.Of(r, "示例市科协（虚构）")
	two, _ := scoresheet.Of(again, "示例市科协（虚构）")
	for name, data := range one {
		if !bytes.Equal(data, two[name]) {
			t.Errorf("%s has other bytes when it is made again", name)
		}
	}
}

var small = map[string]string{
	"site.toml": "title = \"示例\"\n[organiser]\nname = \"虚构\"\n",
	"bases/a.md": `+++
name = "甲<b>馆 & \"一\""
county = "甲县"
+++
虚构。
`,
	"schemes/x.toml": `name = "=方案<script>alert(1)</script>"
[[part]]
name = "一"
[[part.item]]
name = "<i>接待"
points = 10
from = "visitors"
steps = [[10, 10, "<u>"]]
evidence = ["<登记表>"]
[[grade]]
name = "合格"
from = 1
`,
}

// What the content says is text and nothing else, on pages and in the book.
func TestContentNeverBecomesMarkup(t *testing.T) {
	_, files := made(t, small, "x", 2025, "[[base]]\nbase = \"a\"\nnote = \"<img onerror=x>\"\n")
	for name, text := range files {
		for _, bad := range []string{"<script>", "<b>馆", "<i>接", "<u>", "<登记表>", "<img"} {
			if strings.HasSuffix(name, ".html") && strings.Contains(text, bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
	}
	x, err := excelize.OpenReader(strings.NewReader(files["scores.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got := strings.Join(x.GetSheetList(), " "); got != "总表 各项 要问谁" {
		t.Errorf("sheets %s", got)
	}
	title, _ := x.GetCellValue("总表", "A1")
	formula, _ := x.GetCellFormula("总表", "A1")
	if !strings.HasPrefix(title, "=方案") || formula != "" {
		t.Errorf("the title is %q, formula %q", title, formula)
	}
	rows, err := x.GetRows("总表")
	if err != nil || len(rows) < 2 {
		t.Fatal(rows, err)
	}
	if got := fmt.Sprint(rows[len(rows)-1]); got != "[1 1 甲<b>馆 & \"一\" 甲县 0 10 1 0 合格或不入等次]" {
		t.Errorf("the row is %s", got)
	}
}

// What is not known is said to be so, wherever a sheet would have a value.
func TestNothingKnownIsSaid(t *testing.T) {
	_, files := made(t, small, "x", 2025, "")
	sheet := files["bases/a.html"]
	for _, want := range []string{"0 至 10 分，1 项未报", "未报", "类型没有写", "2025年年底没有有效的命名记录", "合格或不入等次", "未核", "2025年的年度数据没有报：接待人次", "（没有记录）"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet does not say %s", want)
		}
	}
	_, files = made(t, map[string]string{"site.toml": small["site.toml"], "bases/a.md": small["bases/a.md"],
		"schemes/x.toml": small["schemes/x.toml"] + "", "schemes/y.toml": "name = \"乙\"\nkinds = [\"场馆\"]\n[[gate]]\nname = \"条件\"\n"}, "y", 2025, "")
	if text := files["index.html"]; !strings.Contains(text, "参评 0 家") || !strings.Contains(text, "没有一家基地是这个方案评的") || !strings.Contains(text, "没有写类型，不知道是不是这个方案评的") {
		t.Error("a list without a base does not say why")
	}
	if text := files["ask.html"]; !strings.Contains(text, "没有参评的基地") {
		t.Error("the page of questions says that all was reported, where nobody is assessed")
	}
}

// The form that is written for persons is right, and says nothing.
func TestFormIsReadAndGivesNothing(t *testing.T) {
	content := demo()
	for _, id := range []string{"venue-steps", "documents-100", "provincial-gates"} {
		r, _ := made(t, content, id, 2025, "")
		form := scoresheet.Form(r)
		if _, ps := source.ParseAssessment("form.toml", []byte(form)); len(ps) > 0 {
			t.Fatalf("%s: %s", id, diag.Style{}.Format(ps[0]))
		}
		filled, _ := made(t, content, id, 2025, form)
		for i := range r.Sheets {
			if r.Sheets[i].Score != filled.Sheets[i].Score || r.Sheets[i].Out != filled.Sheets[i].Out {
				t.Errorf("%s: the empty form changes %s", id, r.Sheets[i].Base.Name)
			}
		}
		// With the marks taken off nobody has said anything yet: that is told, and is no 0 points.
		bare := regexp.MustCompile(`(?m)^# (points|passed|applies) `).ReplaceAllString(form, "$1 ")
		if _, ps := source.ParseAssessment("form.toml", []byte(bare)); bare != form && !ps.HasErrors() {
			t.Errorf("%s: a line without a value is taken for one with", id)
		}
		// Filled in it is right as well, and leaves nothing for a person to say.
		whole := regexp.MustCompile(`(?m)^# (evidence|note) `).ReplaceAllString(form, "$1 ")
		for key, value := range map[string]string{"points": "0", "passed": "true", "applies": "false"} {
			whole = strings.ReplaceAll(whole, "# "+key+" =  ", key+" = "+value)
		}
		all, _ := made(t, content, id, 2025, whole)
		for _, s := range all.Sheets {
			if s.Ungiven > 0 {
				t.Errorf("%s: %d are not given of %s", id, s.Ungiven, s.Base.Name)
			}
		}
	}
}

// Results that are certain are written as the content takes them, and no others.
func TestRatingsAreThoseThatAreCertain(t *testing.T) {
	content := maps.Clone(small)
	content["schemes/x.toml"] = strings.Replace(content["schemes/x.toml"], "=方案<script>alert(1)</script>", "虚构“甲”\\\"乙", 1)
	content["bases/b.md"] = "+++\nname = \"乙馆\"\ncounty = \"甲县\"\n+++\n虚构。\n"
	content["activities/a.toml"] = "[[annual]]\nbase = \"a\"\nyear = 2025\nvisitors = 12\n"
	_, files := made(t, content, "x", 2025, "")
	p := source.Parse("ratings/x.toml", []byte(files["ratings.toml"]))
	if len(p.Problems) > 0 {
		t.Fatal(diag.Style{}.Format(p.Problems[0]))
	}
	if got := fmt.Sprintf("%+v", p.Ratings.List); len(p.Ratings.List) != 1 || len(p.Ratings.List[0].Bases) != 1 || p.Ratings.List[0].Result != "合格" || p.Ratings.List[0].Year != 2025 {
		t.Errorf("ratings %s", got)
	}
	if !strings.Contains(files["ratings.toml"], "#   乙馆：合格或不入等次") {
		t.Error("it does not say what is left")
	}
	content["ratings/x.toml"] = files["ratings.toml"]
	made(t, content, "x", 2025, "") // the catalog takes it
}

// A sheet tells what was published of the three years before, and is silent where nothing was.
func TestEarlierResultsStandOnTheSheet(t *testing.T) {
	content := maps.Clone(small)
	rating := func(year int, result, more string) string {
		return fmt.Sprintf("[[rating]]\nscheme = \"虚构考核\"\nyear = %d\nbase = \"a\"\nresult = \"%s\"\n%s", year, result, more)
	}
	content["ratings.toml"] = rating(2025, "太新", "") + rating(2024, "基本合格", "date = 2025-03-01\ndeadline = 2025-06-30\n") + rating(2022, "优秀", "") + rating(2021, "太旧", "")
	_, files := made(t, content, "x", 2025, "")
	if text := files["bases/a.html"]; !strings.Contains(text, "2024年虚构考核：基本合格（整改期限 2025年6月30日）；2022年虚构考核：优秀<") || strings.Contains(text, "太新") || strings.Contains(text, "太旧") {
		t.Error("the sheet does not tell the results of the three years before, or others")
	}
	if _, files = made(t, small, "x", 2025, ""); strings.Contains(files["bases/a.html"], "以往结果") {
		t.Error("the sheet has a row of results where none is published")
	}
}
