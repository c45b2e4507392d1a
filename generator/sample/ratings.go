package sample

import "fmt"

// ratings writes ratings/YEAR.toml: what came of two evaluations of each of the last years. The yearly review
// is that of the annual returns, and says the same where both speak of a base.
func (c *city) ratings(yield func(string, []byte) bool) {
	results := []string{"优秀", "合格", "基本合格"}
	for year := max(c.first, LastYear-2); year <= LastYear; year++ {
		var review, models []string
		byResult := map[string][]string{}
		for i := range c.bases {
			b := &c.bases[i]
			r := c.randomOf("rating", year*MaxBases+i)
			switch {
			case !b.active(year):
			case i%3 == 1: // no annual return tells its rating
				result := pick(r, results)
				byResult[result] = append(byResult[result], b.ref())
				review = append(review, b.ref())
			case i%10 == 0 && year == LastYear:
				models = append(models, b.ref())
			}
		}
		if len(review)+len(models) == 0 {
			continue
		}
		var t text
		t.line("# %d年的考核结果（虚构）", year)
		for _, result := range results {
			if len(byResult[result]) == 0 {
				continue
			}
			t.table("rating")
			t.words("scheme", "年度考核")
			t.number("year", year)
			t.list("bases", byResult[result])
			t.words("result", result)
			t.words("date", fmt.Sprintf("%d-12", year))
			t.words("document", fmt.Sprintf("示科协〔%d〕90号（虚构）", year))
			if result == "基本合格" {
				t.words("deadline", fmt.Sprintf("%d-06-30", year+1))
			}
			t.list("sources", []string{"示例市科普档案（虚构）"})
		}
		if len(models) > 0 {
			t.table("rating")
			t.words("scheme", "示例省示范基地评价（虚构）")
			t.number("year", year)
			t.list("bases", models)
			t.words("result", "示范基地")
			t.words("date", fmt.Sprintf("%d-12", year))
		}
		if !yield(fmt.Sprintf("ratings/%d.toml", year), t.bytes()) {
			return
		}
	}
}
