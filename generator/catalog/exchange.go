package catalog

import (
	"cmp"
	"slices"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// Offer is what a base offers to others, or wants of them.
type Offer struct {
	*source.Offer // what its file says; use the linked fields below for references
	Want          bool
	Path          string // of its file in content/
	Base          *Base
	Number        int        // which of its base's offers, or wants, it is, from 1, in the order of the files
	Stops         []TourStop // in the order of their days
}

// TourStop is one place on a touring exhibit's way.
type TourStop struct {
	*source.TourStop
	County *County // nil when not said
	Base   *Base   // whose name the place is; nil when it is none's
}

// KindIndex returns the place of the offer's kind in source.OfferKinds.
func (o *Offer) KindIndex() int { return slices.Index(source.OfferKinds, o.Kind) }

// exchange takes in what bases offer and want.
func (l *linker) exchange() {
	type side struct {
		base *Base
		want bool
	}
	number := map[side]int{}
	type entry struct {
		side
		kind, title string
		from, until date.Date
	}
	first := map[entry]*Offer{}
	take := func(path string, list []source.Offer, want bool) {
		for i := range list {
			o := &Offer{Offer: &list[i], Path: path, Want: want}
			o.Stops = l.tour(path, o.Offer.Stops)
			if o.Base = l.base(path, o.Offer.Base, &l.pass); o.Base == nil || l.drafts[o.Base] {
				continue // that was reported
			}
			at := side{o.Base, want}
			number[at]++
			o.Number = number[at]
			same := entry{at, o.Kind, strings.TrimSpace(o.Title), o.From.Date, o.Until.Date}
			if f := first[same]; f != nil {
				l.ps.Warn(l.place(path, o.Span), diag.M("EXCHANGE-TWICE", "可能重复：和 %s 第 %d 行的那一条基地、类别、名称、起止都相同", "perhaps entered twice: that in %s, line %d has the same base, kind, title and days").With(
					f.Path, l.place(f.Path, f.Span).Line),
					diag.T("多贴的请删去；真是两回事，在 title 里写出区别", "delete it if it is; where they are two, let the titles tell them apart"))
			} else {
				first[same] = o
			}
			l.c.Offers = append(l.c.Offers, o)
		}
	}
	l.each(source.ExchangeFile, func(p *source.Parsed) {
		if p.Exchange != nil {
			take(p.File.Path, p.Exchange.Offers, false)
			take(p.File.Path, p.Exchange.Wants, true)
		}
	})
	slices.SortStableFunc(l.c.Offers, func(a, b *Offer) int {
		if a.Want != b.Want {
			if b.Want {
				return -1
			}
			return 1
		}
		return cmp.Or(a.KindIndex()-b.KindIndex(), a.Base.Index-b.Base.Index)
	})
	for _, o := range l.c.Offers {
		o.Base.Offers = append(o.Base.Offers, o)
	}
}

// unpublishedPlace is what a stop at a base is called whose page is a draft.
const unpublishedPlace = "一家基地（介绍还没有发布）"

// tour links the stops of a touring exhibit and puts them in the order of their days.
func (l *linker) tour(path string, list []source.TourStop) []TourStop {
	var out []TourStop
	for i := range list {
		s := TourStop{TourStop: &list[i], County: l.counties.find(path, list[i].County, &l.pass)}
		switch b := l.baseNames.known[s.Place]; {
		case b == nil:
		case l.drafts[b]: // its name stands in no file
			hidden := list[i]
			hidden.Place = unpublishedPlace
			s.TourStop = &hidden
		default:
			s.Base = b
			if s.County == nil {
				s.County = b.CountyAt(s.From.Date)
			}
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b TourStop) int { return a.From.First().Compare(b.From.First()) })
	return out
}
