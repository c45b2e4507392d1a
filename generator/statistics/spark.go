package statistics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/chart"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// Spark is the activities of a key in each year, for beside its numbers on the
// page at p. Nil when there are fewer than two years or no activity: then it
// would show nothing.
func (b *Builder) Spark(p string, d figures.Dimension, key string) *view.Spark {
	years := b.PastYears()
	years = years[max(0, len(years)-chartYears):]
	if len(years) < 2 {
		return nil
	}
	values := make([]chart.Value, len(years))
	some := 0
	var words []string
	for i, y := range years {
		r, _ := b.f.Get(y, measure.Activities, d, key)
		values[i] = chart.Value{N: r.Value, Known: r.Known}
		if r.Known {
			some++
			words = append(words, fmt.Sprintf("%d年%s项", y, digits(r.Value)))
		}
	}
	if some == 0 {
		return nil
	}
	if some < len(years) {
		words = append(words, "其余年份"+quote.NoRecords)
	}
	s := &view.Spark{
		Chart: chart.Spark(values, slices.Index(years, b.HeadlineYear())), First: strconv.Itoa(years[0]), Last: strconv.Itoa(years[len(years)-1]),
		URL: address.Link(p, address.Statistics),
	}
	s.Label = fmt.Sprintf("%s—%s年各年活动数：%s", s.First, s.Last, strings.Join(words, "，"))
	return s
}
