package atlas

import "testing"

// What grows meets nothing that it did not meet before.
func TestWordsGrowOnlyWhereThereIsRoom(t *testing.T) {
	b, areas := city(t)
	grown, kept := 0, 0
	for _, n := range []int{0, 16, 100} {
		for _, o := range append(figured, sizes...) {
			list := crowd(b, n, uint64(n))
			d := Draw(b, areas, list, o)
			names, boxes := stands(d, list, o)
			larger := func(i int, l *Label) {
				if l == nil || !l.Grows {
					kept++
					return
				}
				grown++
				boxes[i] = boxes[i].grown(l.X, l.Y)
			}
			i := 0
			for _, g := range d.Groups {
				if g.Spots == nil {
					i++
				}
				for _, s := range g.Spots {
					if i++; s.Label != nil {
						larger(i, s.Label)
						i++
					}
				}
			}
			for _, c := range d.Counties {
				if c.Name != nil {
					larger(i, c.Name)
					i++
				}
			}
			for i := range boxes {
				for j := range i {
					if (names[i][0] == 'n' || names[i][0] == 'c' && names[i][1] == 'o') && boxes[i].meets(boxes[j]) {
						t.Errorf("%d places, %v wide: in larger type %s covers %s", n, o.Width, names[i], names[j])
					}
				}
			}
		}
	}
	if grown == 0 || kept == 0 {
		t.Errorf("%d words grow, %d do not: nothing is tested", grown, kept)
	}
}
