package sample

// random is a stream of numbers that are the same on every machine and with every
// version of Go, which math/rand does not promise of all that it has. It is
// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
// 2014, with the constants of its reference code).
type random struct{ state uint64 }

// randomOf returns the numbers of one thing of the city, told by its kind and number, so
// that one more base does not change all others.
func (c *city) randomOf(kind string, number int) *random {
	r := &random{c.o.Seed}
	for _, b := range []byte(kind) {
		r.state = r.next() ^ uint64(b)
	}
	r.state = r.next() ^ uint64(number)
	return r
}

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 up to n-1. That small numbers are likelier by one
// in 2^50 does not matter here.
func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// from returns a number from least to most.
func (r *random) from(least, most int) int { return least + r.below(most-least+1) }

// percent reports true p times in a hundred.
func (r *random) percent(p int) bool { return r.below(100) < p }

// pick returns one of the list.
func pick[T any](r *random, list []T) T { return list[r.below(len(list))] }

// few returns n different ones of the list, in its order.
func few[T any](r *random, list []T, n int) []T {
	var out []T
	for i, x := range list {
		if left := len(list) - i; r.below(left) < n-len(out) {
			out = append(out, x)
		}
	}
	return out
}
