package pages

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/address"
)

// The ledger tells published results with their documents and deadlines: each evaluation and year
// by itself, the newest first; what is not known is not said.
func TestTheLedgerTellsResultsOfEvaluations(t *testing.T) {
	m := made(t, map[string]string{
		"bases/jia.md": placedPage("虚构甲馆", "east"), "bases/yi.md": placedPage("虚构乙馆", "west"), "bases/bing.md": placedPage("虚构丙馆", "west"),
		"designations.toml": "[[designation]]\nlevel = \"市级\"\ndate = 2017\nbases = [\"jia\", \"yi\"]\n",
		"ratings.toml": `
[[rating]]
scheme = "年度考核"
year = 2018
bases = ["yi", "jia"]
result = "合格"
[[rating]]
scheme = "年度考核"
year = 2019
base = "jia"
result = "优秀"
date = 2020-01-15
document = "虚构〔2020〕1号"
[[rating]]
scheme = "年度考核"
year = 2019
base = "yi"
result = "限期整改"
date = "2020-01"
document = "虚构〔2020〕1号"
deadline = 2020-06-30
[[rating]]
scheme = "示范基地评价"
year = 2019
base = "yi"
result = "通过"
deadline = "2019-12"
`,
		"activities/all.toml": activity("2020-03-10", "base = \"jia\""),
	})
	v := m.titles()
	var got []string
	for _, e := range v.Ratings {
		got = append(got, fmt.Sprintf("%s|%s|%s|%s", e.Name, e.Date, e.Results, strings.Join(e.Documents, "、")))
		for _, o := range e.Orders {
			got = append(got, fmt.Sprintf("  %s|%s|%s|%s|%s|%s", o.Name, o.URL, o.Result, o.Deadline, o.Passed, o.Days))
		}
	}
	want := `2019年示范基地评价||通过1家|
  虚构乙馆|bases/yi.html|通过|2019年12月|期限已过，整改结果没有记录|
2019年度考核|2020年1月|优秀1家，限期整改1家|虚构〔2020〕1号
  虚构乙馆|bases/yi.html|限期整改|2020年6月30日||[["2020-07-01","期限已过，整改结果没有记录"]]
2018年度考核||合格2家|`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("\n%s\nwant\n%s", s, want)
	}
	var entries []string
	for _, e := range v.Groups[0].Batches[0].Entries {
		entries = append(entries, e.Name+" "+e.Rating)
	}
	if s := strings.Join(entries, "；"); s != "虚构甲馆 2019年度考核：优秀；虚构乙馆 2019年度考核：限期整改；2019年示范基地评价：通过" {
		t.Error(s)
	}
	if d := v.Downloads[len(v.Downloads)-1]; d.URL != address.RatingsCSV {
		t.Errorf("%+v", v.Downloads)
	}
	if v := unsure(t).titles(); v.Ratings != nil || len(v.Downloads) != 1 {
		t.Errorf("without results: %+v, %+v", v.Ratings, v.Downloads)
	}
}
