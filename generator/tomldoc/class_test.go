package tomldoc

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
)

// A byte that is ordinary begins no character that hides.
func TestNoHiddenCharacterBeginsAsOrdinaryOnesDo(t *testing.T) {
	for c := rune(utf8.RuneSelf); c <= unicode.MaxRune; c++ {
		if first := string(c)[0]; hidden(c) != seen && class[first]&ordinary != 0 {
			t.Fatalf("%U hides, and %#x is ordinary", c, first)
		}
	}
}

func TestHiddenCharactersInValuesAreReported(t *testing.T) {
	for _, c := range []rune{0xad, 0x61c, 0x180e, 0x200b, 0x2028, 0x202e, 0x2060, 0x2064, 0xe123, 0xf123, 0xfeff, 0xe0041, 0xf0001, 0x100001} {
		var ps diag.List
		f := diag.NewFile("a.toml", "name = \"科"+string(c)+"普\"\n")
		Parse(f, 0, len(f.Text), &ps, Options{})
		if len(ps) != 1 {
			t.Errorf("%U: %v", c, ps)
		}
	}
}
