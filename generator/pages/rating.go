package pages

import (
	"strings"

	"kepu/generator/catalog"
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
		if r.Deadline.Known() {
			if r.Deadline.Last().Before(m.c.AsOf) {
				row.Passed = deadlinePassed
			} else {
				row.Days = standing.Days{{r.Deadline.Next().String(), deadlinePassed}}.String()
			}
		}
		out = append(out, row)
	}
	return out
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
