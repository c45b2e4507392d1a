package quote

import "kepu/generator/markdown"

// Keys returns the English words of all keys; Takes those that the table allows with
// a directive, by whether it counts bases with a page, before the measure is asked.
func Keys() (out []string) {
	for _, words := range argumentWords {
		out = append(out, words[0])
	}
	return out
}

func Takes(kind markdown.Kind, bases bool) (out []string) {
	c := measured
	if bases {
		c = withPage
	}
	for _, a := range taken[kind][c] {
		out = append(out, a.words()[0])
	}
	return out
}
