package markdown

import (
	"slices"
	"testing"
)

func TestReadingsOfACharacter(t *testing.T) {
	for r, want := range map[rune][]string{'泌': {"bi", "mi"}, '确': {"que"}, '技': {"ji"}, '重': {"zhong", "chong"}, '女': {"nv"}, 'a': nil, '，': nil} {
		if got := Readings(r); !slices.Equal(got, want) {
			t.Errorf("%c: %v, want %v", r, got, want)
		}
	}
}

// The usual reading comes first, and is the one that ids are made with: the list of
// others must agree with it.
func TestOtherReadingsHoldTheUsualOne(t *testing.T) {
	for r, others := range otherReadings {
		if usual := pinyinOf(r); !slices.Contains(Readings(r), usual) || len(others) == 0 {
			t.Errorf("%c is usually read %s, and the list has %s", r, usual, others)
		}
	}
}
