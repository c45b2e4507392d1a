package pages

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// ratingRows tells each result of b as a dated fact. Whether a deadline has passed depends on the day: what
// the newest record proves is said at once, the rest by the script; what came of it no record says.
func (m *maker) ratingRows(b *catalog.Base) []view.RatingRow {
	var out []view.RatingRow
	for _, r := range b.Ratings {
		row := view.RatingRow{Year: r.Year, Scheme: r.Scheme, Result: r.Result, Date: r.Date.Chinese(), Document: r.Document, Deadline: r.Deadline.Chinese(), Sources: sourcesOf(r.Sources)}
		if r.Return {
			row.Sources = []view.Source{{Name: "基地年度数据"}}
		}
		row.Passed, row.Days = m.deadline(r)
		out = append(out, row)
	}
	return out
}

// deadline says that the deadline of a result has passed: at once, or on which day the script says so.
func (m *maker) deadline(r *catalog.Rating) (passed, days string) {
	switch {
	case !r.Deadline.Known():
		return "", ""
	case r.Deadline.Last().Before(m.c.AsOf):
		return deadlinePassed, ""
	}
	return "", standing.Days{{r.Deadline.Next().String(), deadlinePassed}}.String()
}

const deadlinePassed = "期限已过，整改结果没有记录"

// latestRating says the results of b's newest rated year in a line; "" when none is known.
func latestRating(b *catalog.Base) string {
	var words []string
	for _, r := range b.Ratings {
		if r.Year == b.Ratings[0].Year {
			words = append(words, r.Evaluation()+"："+r.Result)
		}
	}
	return strings.Join(words, "；")
}

// mostOrders is how many bases with a deadline the ledger names for one evaluation; data/ratings.csv has all.
const mostOrders = 40

// evaluations lists the published results for the page at p, an entry for each evaluation and year.
func (m *maker) evaluations(p string) []view.Evaluation {
	var out []view.Evaluation
	for list := m.c.Ratings; len(list) > 0; {
		first := list[0]
		n := 1
		for n < len(list) && list[n].Year == first.Year && list[n].Order == first.Order {
			n++
		}
		out = append(out, m.evaluation(p, list[:n]))
		list = list[n:]
	}
	slices.Reverse(out)
	return out
}

// evaluation tells the results of one evaluation and year.
func (m *maker) evaluation(p string, list []*catalog.Rating) view.Evaluation {
	first := list[0]
	v := view.Evaluation{ID: fmt.Sprintf("r-%d-%d", first.Year, first.Order+1), Name: first.Evaluation()}
	counts := map[string]int64{}
	var sources []string
	var day date.Date
	for _, r := range list {
		counts[r.Result]++
		if r.Date.Known() && (!day.Known() || r.Date.Before(day)) {
			day = r.Date
		}
		if r.Document != "" && !slices.Contains(v.Documents, r.Document) {
			v.Documents = append(v.Documents, r.Document)
		}
		from := r.Sources
		if r.Return {
			from = []string{"基地年度数据"}
		}
		for _, s := range from {
			if !slices.Contains(sources, s) {
				sources = append(sources, s)
			}
		}
		if !r.Deadline.Known() {
			continue
		}
		if len(v.Orders) == mostOrders {
			v.More++
			continue
		}
		o := view.RatingOrder{Link: view.Link{Name: r.Base.Name, URL: address.Link(p, address.Base(r.Base))}, Result: r.Result, Deadline: r.Deadline.Chinese()}
		o.Passed, o.Days = m.deadline(r)
		v.Orders = append(v.Orders, o)
	}
	var words []string
	for _, result := range catalog.Results(list) {
		words = append(words, result+digits(counts[result])+"家")
	}
	v.Date, v.Results, v.Sources = day.Chinese(), strings.Join(words, "，"), sourcesOf(sources)
	return v
}

// addRatings adds the results of a base.
func addRatings(g *gathering, b *catalog.Base) {
	g.Number(len(b.Ratings))
	for _, r := range b.Ratings {
		g.Number(r.Order, r.Year)
		g.Text(r.Scheme, r.Result, r.Date.String(), r.Document, r.Deadline.String())
		g.Flag(r.Return)
		g.List(r.Sources)
	}
}
