package draft_test

import (
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/draft"
	"kepu/generator/figures"
	"kepu/generator/source"
)

// entry is what a base offers or wants, from one day until another.
func entry(b *catalog.Base, want bool, kind, title, from, until string) *catalog.Offer {
	o := &catalog.Offer{Offer: &source.Offer{Kind: kind, Title: title}, Base: b, Want: want}
	o.From.Date, o.Until.Date = day(from), day(until)
	b.Offers = append(b.Offers, o)
	return o
}

func TestDraftTellsWhatBasesHaveForEachOther(t *testing.T) {
	c := city("")
	busy := c.Bases[0]
	tour := entry(busy, false, "巡展", "虚构巡展", "", "")
	tour.Stops = []catalog.TourStop{{TourStop: &source.TourStop{Place: "旧处"}}, {TourStop: &source.TourStop{Place: "新处"}}}
	tour.Stops[0].From.Date, tour.Stops[1].From.Date = day("2015-11-01"), day("2016-02-01")
	c.Offers = []*catalog.Offer{
		tour,
		entry(busy, false, "讲座", "当年的", "2016-03", "2016-05"),
		entry(busy, false, "讲座", "跨年的", "2015-03", "2016-01-01"),
		entry(busy, false, "讲座", "过去的", "", "2015"),
		entry(busy, false, "讲座", "以后的", "2017", ""),
		entry(busy, true, "志愿服务", "缺人", "", ""),
	}
	c.Routes = []*catalog.Route{{Route: &source.Route{Title: "虚构*路线"}, ID: "r", Path: "routes/r.md", Stops: make([]catalog.RouteStop, 3)}}
	text := draft.Report(c, figures.Of(c), 2016)
	for _, want := range []string{
		"2016年，有1家基地登记了可以提供给别的单位使用的资源3项：讲座2项，巡展1项。其中1项没有写起止时间，按现有的记录算。",
		"2016年，有1家基地登记了需要别的单位支持的资源1项：志愿服务1项。都没有写起止时间，按现有的记录算。",
		"- 虚构巡展（[虚构甲馆](<../bases/busy.md>)）：2016年2月1日起在新处。",
		"现有研学路线1条：\n\n- [虚构\\*路线](<../routes/r.md>)（3站）",
		"没有登记可以共享的资源的在册基地：[虚构乙馆](<../bases/quiet/index.md>)。",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the draft lacks %q", want)
		}
	}
	if strings.Contains(text, "旧处") {
		t.Error("a stop of another year is told")
	}
	for range 30 {
		c.Offers = append(c.Offers, tour)
	}
	if text := draft.Report(c, figures.Of(c), 2016); strings.Count(text, "在新处。") != 30 || !strings.Contains(text, "其余见网站的基地交流。") {
		t.Error("of 31 tours not 30 are told, or not that there are more")
	}
	if strings.Contains(text, "其余") {
		t.Error("of few the draft says that there are more")
	}
	if text := draft.Report(city(""), figures.Of(city("")), 2016); strings.Contains(text, "共享") || strings.Contains(text, "研学") {
		t.Error("nothing is on record, and the draft tells of it")
	}
}
