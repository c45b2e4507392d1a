package assess

import (
	"cmp"
	"math/big"
	"slices"
)

// rank compares the bases: the ranks and grades that each may have, and the order of the list.
func (r *Result) rank() {
	for _, s := range r.Sheets {
		if s.Out == Yes {
			continue
		}
		s.Rank = [2]int{1, 1}
		for _, o := range r.Sheets {
			if o.Out == No && o.Score.Lo > s.Score.Hi {
				s.Rank[0]++
			}
			if o != s && o.Out != Yes && o.Score.Hi > s.Score.Lo {
				s.Rank[1]++
			}
		}
	}
	r.grade()
	slices.SortStableFunc(r.Sheets, func(a, b *Sheet) int {
		out := func(s *Sheet) int {
			if s.Out == Yes {
				return 1
			}
			return 0
		}
		return cmp.Or(out(a)-out(b), a.Rank[0]-b.Rank[0], a.Rank[1]-b.Rank[1],
			cmp.Compare(b.Score.Lo, a.Score.Lo), a.Base.Index-b.Base.Index)
	})
}

// grade finds the best and the worst grade that each base may have. Grades are gone through from
// the highest: for each it is known then who certainly has a better one and who can have none.
func (r *Result) grade() {
	grades := r.Scheme.Grades
	for _, s := range r.Sheets {
		s.Best, s.Worst = len(grades), len(grades)
	}
	better, limited := 0, true // places in the grades before; limited: there is an end of them
	for g := range grades {
		places, limit := r.Places(g)
		var best, worst []*Sheet
		for _, s := range r.Sheets {
			if s.Out == Yes {
				continue
			}
			if s.Best > g && s.Score.Hi >= grades[g].From && !(limit && r.full(s, g, places, better, limited)) {
				best = append(best, s)
			}
			if s.Worst > g && s.Score.Lo >= grades[g].From && !(limit && r.mayFill(s, g, places)) {
				worst = append(worst, s)
			}
		}
		for _, s := range best {
			s.Best = g
		}
		for _, s := range worst {
			s.Worst = g
		}
		better += places
		limited = limited && limit
	}
}

// Places returns how many bases may have a grade; limit is false where all may.
func (r *Result) Places(g int) (n int, limit bool) {
	share := r.Scheme.Grades[g].AtMost
	if share == nil {
		return 0, false
	}
	all := new(big.Rat).Mul(share, big.NewRat(int64(len(r.Sheets)), 100))
	return int(new(big.Int).Quo(all.Num(), all.Denom()).Int64()), true
}

// full reports whether a grade is certainly full before it comes to s, whatever s may have at best.
func (r *Result) full(s *Sheet, g, places, better int, limited bool) bool {
	ahead, take := 0, 0
	for _, o := range r.Sheets {
		if o.Out == No && o.Score.Lo > s.Score.Hi {
			ahead++
			if o.Best >= g { // it can have no better one
				take++
			}
		}
	}
	if limited {
		take = max(take, ahead-better)
	}
	return take >= places
}

// mayFill reports whether a grade may be full before it comes to s, when s has least. It is not where
// too few may have a place in it; nor where those that may be ahead are fewer than the places in it and in
// the better ones that s has the points for, for s gets nothing of these only when all are taken.
func (r *Result) mayFill(s *Sheet, g, places int) bool {
	take, ahead, room := 0, 0, 0
	for _, o := range r.Sheets {
		if o == s || o.Out == Yes || o.Score.Hi < s.Score.Lo {
			continue
		}
		ahead++
		if o.Worst >= g && o.Score.Hi >= r.Scheme.Grades[g].From {
			take++
		}
	}
	for h := range g + 1 {
		if n, limit := r.Places(h); limit && s.Score.Lo >= r.Scheme.Grades[h].From {
			room += n
		}
	}
	return take >= places && ahead >= room
}
