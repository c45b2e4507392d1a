package form

import (
	"fmt"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/typed"
)

// File returns the file of content/ that a new entry of a log or of the namings goes into: the one
// that has the most entries of its year, else the year's own; "" where the answers tell no year.
// Pages have files of their own.
func File(c *catalog.Catalog, r Record, a Answers, in Context) string {
	switch r.Name {
	case Designation.Name, Revocation.Name:
		return "designations.toml"
	case Rating.Name:
		return "ratings.toml"
	case Offer.Name, Want.Name:
		if c != nil && len(c.Offers) > 0 {
			return c.Offers[len(c.Offers)-1].Path
		}
		return "exchange.toml"
	case Activity.Name:
		days, doubt := typed.Date(a["date"], in.Year)
		if doubt != nil {
			return ""
		}
		return logOf(c, int(days.From.Year))
	case Annual.Name:
		n, doubt := typed.Number(a["year"])
		year, fault := date.Of(int(n), 0, 0, 1)
		if doubt != nil || fault != date.None {
			return ""
		}
		return logOf(c, int(year.Year))
	}
	return ""
}

// logOf returns the log that has the most records of a year.
func logOf(c *catalog.Catalog, year int) string {
	best, usual := 0, fmt.Sprintf("activities/%d.toml", year)
	if c == nil {
		return usual
	}
	count := map[string]int{}
	for _, a := range c.In(year) {
		count[a.Path]++
	}
	for _, a := range c.AnnualsIn(year) {
		count[a.Path]++
	}
	if count[usual] > 0 {
		return usual
	}
	name := usual
	for _, l := range c.Logs { // by path: of two with as many the first
		if n := count[l.Path]; n > best {
			best, name = n, l.Path
		}
	}
	return name
}
