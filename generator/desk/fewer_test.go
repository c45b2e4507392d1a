package desk

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A revocation, a result, an offer and a wish are entries like any other.
func TestRecordsThatAreSeldomWritten(t *testing.T) {
	for _, c := range []struct {
		sort, list string
		typed      url.Values
		path, want string
		called     string
	}{
		{"revocation", "revocation", url.Values{"level": {"市级"}, "date": {"2020.5"}, "bases": {"气象", "丁县植物园"}, "reason": {"不再开放"}}, "designations.toml", "\n[[revocation]]\nlevel = \"市级\"\ndate = \"2020-05\"\nbases = [\"甲县气象科普馆\", \"丁县植物园\"]\nreason = \"不再开放\"\n", "市级 甲县气象科普馆等"},
		{"rating", "rating", url.Values{"scheme": {"年度考核"}, "year": {"2025"}, "result": {"优秀"}, "bases": {"气象"}}, "ratings.toml", "[[rating]]\nscheme = \"年度考核\"\nyear = 2025\nresult = \"优秀\"\nbase = \"甲县气象科普馆\"\n", "2025 年度考核 优秀"},
		{"offer", "offer", url.Values{"base": {"气象"}, "kind": {"讲座"}, "title": {"看云识天气"}}, "exchange.toml", "[[offer]]\nbase = \"甲县气象科普馆\"\nkind = \"讲座\"\ntitle = \"看云识天气\"\n", "看云识天气"},
		{"want", "want", url.Values{"base": {"气象"}, "kind": {"展品"}, "title": {"望远镜"}}, "exchange.toml", "[[want]]\nbase = \"甲县气象科普馆\"\nkind = \"展品\"\ntitle = \"望远镜\"\n", "望远镜"},
	} {
		files := maps.Clone(city)
		files["designations.toml"] += "others = [\"丁县植物园\"]\n"
		b := sit(t, files)
		_, page := b.fill(Root+"new/"+c.sort, c.typed)
		status, page := b.send(page, "save", nil)
		if got := b.read(c.path); status != 200 || !strings.HasSuffix(got, c.want) || !strings.HasPrefix(got, files[c.path]) {
			t.Errorf("%s: saving answers %d, and the file is\n%s\nwant\n%s\n%s", c.sort, status, got, c.want, says(page))
		}
		_, page = b.get(Root + "list/" + c.list)
		b.must(page, c.called)
		for key := range c.typed {
			typed := maps.Clone(c.typed)
			typed[key] = []string{""}
			if key == "reason" {
				continue
			}
			if status, page := b.fill(Root+"new/"+c.sort, typed); status != http.StatusUnprocessableEntity {
				t.Errorf("%s without %s answers %d:\n%s", c.sort, key, status, says(page))
			}
		}
	}
}

// What was begun as a draft is found again, though the site does not show it.
func TestDraftsAreFoundAgain(t *testing.T) {
	b := sit(t, maps.Clone(city))
	for sort, list := range map[string]string{"notice": "article", "route": "route", "base": "base"} {
		typed := url.Values{"title": {"草拟的"}, "name": {"草拟的"}, "county": {"甲县"}, "date": {"2026.3.5"}, "draft": {"true"}, "stop.base": {"气象"}, "stop.minutes": {""}, "stop.what": {""}}
		_, page := b.fill(Root+"new/"+sort, typed)
		b.send(page, "save", nil)
		_, page = b.get(Root + "list/" + list)
		if n := strings.Count(says(page), "草拟的"); n != 1 {
			t.Errorf("%s is listed %d times:\n%s", sort, n, says(page))
		}
		b.must(page, "草稿")
	}
}
