package figures_test

import (
	"math"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/source"
)

func TestBreaksNameAMeasureByKeyOrName(t *testing.T) {
	c := sample()
	c.Site.Breaks = []source.Break{
		{Year: 2016, Measure: source.Ref{Name: "activities"}, Note: "甲"},
		{Year: 2017, Measure: source.Ref{Name: "活动数"}, Note: "乙"},
		{Year: 2017, Measure: source.Ref{Name: "参加人次"}, Note: "丙"},
	}
	f := figures.Of(c)
	if got := f.Breaks(measure.Activities); len(got) != 2 || got[0].Year != 2016 || got[1].Note != "乙" {
		t.Errorf("breaks %+v", got)
	}
	if got := f.Breaks(measure.Online); got != nil {
		t.Errorf("breaks of online: %+v", got)
	}
}

func TestBreakOfAnUnknownMeasureIsReportedAtItsPlace(t *testing.T) {
	c := sample()
	text := "[[break]]\nyear = 2016\nmeasure = \"活动教\"\nnote = \"甲\"\n"
	file := diag.NewFile("site.toml", text)
	at := strings.Index(text, `"活动教"`)
	c.Site.Breaks = []source.Break{{Year: 2016, Measure: source.Ref{Name: "活动教", Span: source.Span{Start: int32(at), End: int32(at + 11)}}}}
	found := figures.Check(c, func(path string) *diag.File {
		if path == "site.toml" {
			return file
		}
		return nil
	})
	for _, p := range found {
		if p.Severity == diag.Error && p.Place.File == "site.toml" && p.Place.Line == 3 && strings.Contains(p.Mend.ZH, "活动数") {
			return
		}
	}
	t.Errorf("not reported: %v", found)
}

func TestOnlyWhatMayBeComparedIsCompared(t *testing.T) {
	count := func(n int64) figures.Row {
		return figures.Row{Measure: measure.Activities, Value: n, Known: true, Reported: n, Entries: n}
	}
	people := func(n, reported, entries int64) figures.Row {
		return figures.Row{Measure: measure.Participants, Value: n, Known: reported > 0, Reported: reported, Entries: entries}
	}
	least := count(20)
	least.LowerBound = true
	for _, c := range []struct {
		name        string
		before, now figures.Row
		want        figures.Change
	}{
		{"growth", count(10), count(15), figures.Change{Known: true, Diff: 5, HasPercent: true, Tenths: 500}},
		{"loss", count(12), count(8), figures.Change{Known: true, Diff: -4, HasPercent: true, Tenths: -333}},
		{"the same", count(12), count(12), figures.Change{Known: true, HasPercent: true}},
		{"from nothing", count(0), count(15), figures.Change{Known: true, Diff: 15}},
		{"from few", count(9), count(15), figures.Change{Known: true, Diff: 6}},
		{"to nothing", count(15), count(0), figures.Change{Known: true, Diff: -15, HasPercent: true, Tenths: -1000}},
		{"beyond sense", count(10), count(1000), figures.Change{Known: true, Diff: 990}},
		{"largest", count(10), count(math.MaxInt64), figures.Change{Known: true, Diff: math.MaxInt64 - 10}},
		{"at least before", least, count(25), figures.Change{Reason: figures.LowerBound}},
		{"at least", count(15), least, figures.Change{Reason: figures.LowerBound}},
		{"no year before", figures.Row{}, count(5), figures.Change{Reason: figures.NoBefore}},
		{"not reported before", people(0, 0, 3), people(50, 2, 2), figures.Change{Reason: figures.NoBefore}},
		{"not reported", people(50, 2, 2), people(0, 0, 3), figures.Change{Reason: figures.NotReported}},
		{"part reported", people(50, 2, 2), people(90, 1, 3), figures.Change{Reason: figures.PartReported}},
		{"all reported", people(50, 2, 2), people(90, 3, 3), figures.Change{Known: true, Diff: 40, HasPercent: true, Tenths: 800}},
	} {
		if got := figures.Compare(c.before, c.now); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
