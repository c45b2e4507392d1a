package source

import (
	"testing"

	"kepu/generator/tomldoc"
)

// TestEveryKeySaysWhatStandsAfterIt, and what is advised for a value is advised for that kind:
// keys of one name agree, so that no advice fits another.
func TestEveryKeySaysWhatStandsAfterIt(t *testing.T) {
	tables, words := 0, contentKeys
	hold := func(k shape, inside bool) {
		switch got := words.want(k.name, inside).Kind; {
		case k.below != nil:
			tables++
		case k.want == tomldoc.Anything:
			t.Errorf("the key %s does not say what stands after it", k.name)
		case got != k.want:
			t.Errorf("the key %s, in braces %v, is advised as kind %d and is of kind %d", k.name, inside, got, k.want)
		}
	}
	for _, file := range [][]shape{shapes(siteKeys), shapes(logKeys), shapes(namingKeys), shapes(ratingFileKeys), shapes(wordingFileKeys), shapes(baseKeys), shapes(articleKeys)} {
		for _, k := range file {
			hold(k, false)
			for _, own := range k.below {
				hold(own, true)
			}
		}
	}
	for _, k := range shapes(exchangeKeys) {
		hold(k, false)
		for _, own := range k.below {
			hold(own, true)
		}
	}
	words = routeWords
	for _, k := range shapes(routeKeys) {
		if k.name != "hours" { // a number, by routeWords
			hold(k, false)
		}
		for _, own := range k.below {
			hold(own, true)
		}
	}
	if routeWords.want("hours", false).Kind != tomldoc.Number || contentKeys.want("hours", false).Kind != tomldoc.Other {
		t.Error("hours of a route and of a base are not told apart")
	}
	words = contentKeys
	for _, k := range shapes(stayKeys) {
		hold(k, true)
	}
	if tables != 30 || len(contentKeys.lists) != 24 {
		t.Errorf("%d tables, lists %v", tables, contentKeys.lists)
	}
}
