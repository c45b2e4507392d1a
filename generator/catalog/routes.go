package catalog

import (
	"slices"
	"strings"

	"kepu/generator/source"
)

// Route is a study route.
type Route struct {
	*source.Route        // what its file says; use the linked fields below for references
	ID            string // [a-z0-9-]+, unique among routes
	Path          string // of its file in content/
	Stops         []RouteStop
}

// RouteStop is one stop of a route.
type RouteStop struct {
	*source.RouteStop
	Base *Base // nil where its page is a draft
}

// OneDay reports whether the route is said to take no longer than a day.
func (r *Route) OneDay() bool { return r.Length > 0 || r.Days.Known && r.Days.N == 1 }

// Minutes returns how long one stays at all stops together, and how many of them say it. The
// time between them is known to nobody.
func (r *Route) Minutes() (sum int64, known int) {
	for _, s := range r.Stops {
		if s.Minutes.Known {
			sum += s.Minutes.N
			known++
		}
	}
	return sum, known
}

// routes takes in the study routes.
func (l *linker) routes() {
	ids := owners{}
	l.each(source.RouteFile, func(p *source.Parsed) {
		if p.Route == nil {
			return
		}
		ids.claim(l, p)
		r := &Route{Route: p.Route, ID: p.ID, Path: p.File.Path}
		for i := range p.Route.Stops {
			s := RouteStop{RouteStop: &p.Route.Stops[i]}
			b := l.base(r.Path, s.RouteStop.Base, &l.pass)
			if b != nil && !l.drafts[b] {
				s.Base = b
			}
			r.Stops = append(r.Stops, s)
		}
		if r.Draft && !l.in.Drafts {
			l.c.Drafts = append(l.c.Drafts, r.Path)
			return
		}
		l.c.Routes = append(l.c.Routes, r)
		l.c.targets[strings.ToLower(r.Path)] = Target{Route: r}
	})
	slices.SortStableFunc(l.c.Routes, func(a, b *Route) int {
		if c := strings.Compare(a.TitleKey, b.TitleKey); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	for _, r := range l.c.Routes {
		for _, s := range r.Stops {
			if b := s.Base; b != nil && !slices.Contains(b.Routes, r) {
				b.Routes = append(b.Routes, r)
			}
		}
	}
}
