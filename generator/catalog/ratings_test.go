package catalog

import (
	"fmt"
	"strings"
	"testing"
)

// A base has one result by evaluation and year, wherever it is written, and the years and evaluations come in
// order; what no [[rating]] says an annual return may.
func TestRatingsAreOneByEvaluationAndYear(t *testing.T) {
	c, ps := linked(t, false, "site.toml", organiser, "bases/a.md", base("示例馆", ""), "bases/b.md", base("另一馆", ""), "activities/2020.toml", `
[[annual]]
base = "示例馆"
year = 2020
rating = "合格"
[[annual]]
base = "示例馆"
year = 2019
rating = "优秀"
[[annual]]
base = "另一馆"
year = 2020
`, "ratings/2021.toml", `
[[rating]]
scheme = "示范评价"
year = 2020
bases = ["另一馆", "示例馆"]
result = "通过"
date = "2021-03"
[[rating]]
scheme = "年度 考核"
year = 2020
base = "a"
result = "合 格"
document = "示科〔2021〕1号"
deadline = 2021-06-30
`)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	var got []string
	for _, r := range c.Ratings {
		got = append(got, fmt.Sprint(r.Year, " ", r.Scheme, " ", r.Base.ID, " ", r.Result, " ", r.Document, r.Return))
	}
	want := "2019 年度考核 a 优秀 true|2020 示范评价 b 通过 false|2020 示范评价 a 通过 false|2020 年度考核 a 合格 示科〔2021〕1号false"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("the results are\n%s\nwant\n%s", s, want)
	}
	if a := c.Bases[1]; len(a.Ratings) != 3 || a.Ratings[0].Year != 2020 || a.Ratings[0].Scheme != "示范评价" || a.Ratings[2].Year != 2019 {
		t.Errorf("the base's results: %+v", a.Ratings)
	}
	if c.AsOf.String() != "2021-03-01" {
		t.Errorf("the newest record is of %s", c.AsOf)
	}
	if n := len(c.RatingsIn(2020)) + 10*len(c.RatingsIn(2019)) + 100*len(c.RatingsIn(2018)); n != 13 {
		t.Errorf("by year: %d", n)
	}
	if got := strings.Join(Results(c.Ratings), " "); got != "优秀 合格 通过" {
		t.Errorf("the results in order: %s", got)
	}
}

// A result may name its evaluation by the id of a scheme, which is not published: it is called by its name.
func TestRatingsOfASchemeByItsID(t *testing.T) {
	c, ps := linked(t, false, "site.toml", organiser, "bases/a.md", base("示例馆", ""), "schemes/good.toml", `
name = "示例方案"
[[part]]
name = "一"
[[part.item]]
name = "展示"
points = 10
`, "ratings.toml", `
[[rating]]
scheme = "good"
year = 2020
base = "a"
result = "通过"
[[rating]]
scheme = "示例方案"
year = 2021
base = "a"
result = "通过（复核）"
[[rating]]
scheme = "示例方案"
year = 2022
base = "a"
result = "通过(复核)"
`)
	if ps.HasErrors() {
		t.Fatal(ps)
	}
	if len(c.RatingNames) != 1 || c.RatingNames[0] != "示例方案" || len(c.Ratings) != 3 || len(Results(c.Ratings)) != 2 {
		t.Errorf("%v %v", c.RatingNames, Results(c.Ratings))
	}
}

// The year stands once before an evaluation's name, whether or not the name begins with 年, or with the year itself.
func TestEvaluationsAreCalledWithTheirYearOnce(t *testing.T) {
	for scheme, want := range map[string]string{"年度考核": "2020年度考核", "示范评价": "2020年示范评价", "2020年示范评价": "2020年示范评价", "2019年示范评价": "2020年2019年示范评价"} {
		if got := (&Rating{Scheme: scheme, Year: 2020}).Evaluation(); got != want {
			t.Errorf("%s of 2020 is called %s, want %s", scheme, got, want)
		}
	}
}
