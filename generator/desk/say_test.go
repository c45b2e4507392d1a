package desk

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTheDeskSaysHowItUnderstands(t *testing.T) {
	files := maps.Clone(city)
	b := sit(t, files)
	for _, c := range []struct{ record, key, text, want string }{
		{"base", "hours", "周二-周日 9点-17:00,16:30停止入馆\n周一闭馆", "周二至周日 09:00—17:00（16:30停止入馆）|周一 不开放"},
		{"base", "hours", "周二-周日 9:00-17:00，3-10月", "周二至周日 09:00—17:00，3—10月"},
		{"base", "hours", "周一 不开放，3-10月", "周一 不开放，3—10月"},
		{"base", "hours", "随便来", "看不懂"},
		{"base", "hours", "周二-周日 9:00-9:00", "周二"},
		{"base", "hours", "", ""},
		{"activity", "date", "9月20-22日", "2026年9月20日至22日"},
		{"activity", "date", "2026.9.30-10.2", "2026年9月30日至10月2日"},
		{"activity", "date", "2026.12.30-2027.1.2", "2026年12月30日至2027年1月2日"},
		{"activity", "date", "26.9.20", "就是 2026-09-20"},
		{"activity", "date", "下周", "看不懂"},
		{"activity", "participants", "1.2万", "就是 12000"},
		{"activity", "participants", "1,200人", "1200"},
		{"activity", "participants", "1200", ""},
		{"activity", "bases", "气象", "“气象”指甲县气象科普馆"},
		{"activity", "bases", "甲县气象科普馆", ""},
		{"annual", "base", "jxqx", "甲县气象科普馆"},
		{"annual", "base", "没有的馆", "没有“没有的馆”"},
		{"base", "location", "114.02, 32.98", "114.02, 32.98（WGS-84）"},
		{"base", "location", "https://uri.amap.com/marker?position=114.02712,33.38845", "高德地图的链接：114.02712, 33.38845（GCJ-02）"},
		{"base", "location", "在南边", "看不懂"},
		{"activity", "title", "标题", ""},
	} {
		status, page := b.get(Root + "say?" + url.Values{"record": {c.record}, "key": {c.key}, "text": {c.text}}.Encode())
		got := strings.Trim(says("<main "+page), "| ")
		if status != 200 || (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s %q: %d %q, want %q", c.key, c.text, status, got, c.want)
		}
	}
	for _, q := range []string{"", "record=base", "record=x&key=y&text=z", "record=base&key=hours&text=" + strings.Repeat("9", 20_000)} {
		if status, _ := b.get(Root + "say?" + q); status != http.StatusNotFound {
			t.Errorf("%.40q answers %d", q, status)
		}
	}
	if _, page := b.get(Root + "say?record=annual&key=base&text=" + url.QueryEscape(`"><script>alert(1)</script>`)); strings.Contains(page, "<script>") {
		t.Errorf("it has a script: %s", page)
	}
}

// A line of hours is made of boxes, without a script, and stands below those that were there.
func TestALineOfHoursIsMadeOfBoxes(t *testing.T) {
	files := maps.Clone(city)
	files["bases/jia-weather.md"] = strings.Replace(files["bases/jia-weather.md"], "fee ", "hours = [{days = \"周二-周日\", open = \"09:00\", close = \"17:00\"}] # 问过\r\nfee ", 1)
	b := sit(t, files)
	_, page := b.get(baseForm)
	b.must(page, "周二至周日 09:00—17:00", "加一行")
	_, page = b.send(page, "row", url.Values{"hours.days": {"周一"}})
	_, values := b.formOf(page)
	if got := values.Get("hours"); got != "周二-周日 09:00-17:00\n周一 不开放" || values.Get("hours.days") != "" {
		t.Errorf("the box has %q, the one for days %q", got, values.Get("hours.days"))
	}
	b.must(page, "周一 不开放")
	_, page = b.send(page, "look", url.Values{"hours.open": {"19:00"}, "hours.close": {"21:00"}, "hours.last": {"20:30"}, "hours.months": {"7-8"}})
	b.must(page, "每天 19:00—21:00（20:30停止入馆），7—8月", `{days = "每天", open = "19:00", close = "21:00", last = "20:30", months = "7-8"}`)
	b.send(page, "save", nil)
	if got := b.read("bases/jia-weather.md"); !strings.Contains(got, `{days = "周一", closed = true}`) || !strings.Contains(got, "# 问过") || strings.Count(got, "每天") != 1 {
		t.Errorf("the file is\n%s", got)
	}
	// What is no line of hours stays in the box.
	_, page = b.fill(baseForm, url.Values{"hours.days": {"周一"}, "hours.open": {"9:00"}})
	if _, values = b.formOf(page); !strings.HasSuffix(values.Get("hours"), "\n周一 9:00-") {
		t.Errorf("the box has %q", values.Get("hours"))
	}
}

// The number that is meant is taken by a button.
func TestAButtonTakesWhatIsMeant(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.fill(Root+"new/activity", url.Values{"date": {"2026.3.5"}, "title": {"讲座二"}, "participants": {"1.2万"}})
	if !strings.Contains(page, `name="take.participants" value="12000"`) {
		t.Fatalf("there is no button:\n%s", page)
	}
	_, page = b.send(page, "", url.Values{"take.participants": {"12000"}})
	b.must(page, "participants = 12000", "这样改，对吗")
	_, page = b.get(Root + "new/activity")
	if first := strings.Index(page, "<button"); !strings.HasPrefix(page[first:], `<button class="form__enter" name="act" value="look"`) {
		t.Error("the key Enter presses another button than 看看")
	}
}
