package invisible_test

import (
	"testing"
	"unicode"

	"kepu/generator/invisible"
)

func TestOf(t *testing.T) {
	for want, runes := range map[invisible.Kind][]rune{
		invisible.Not:       {'a', ' ', '馆', 0xa0, 0x3000, 0x2003, 0xe000, 0xfffd, 0x1f3db, 0x600},
		invisible.ZeroWidth: {0xad, 0x61c, 0x180e, 0x200b, 0x200d, 0x200f, 0x2060, 0x2064, 0xfeff, 0xfff9, 0xe0041},
		invisible.Direction: {0x202a, 0x202e, 0x2066, 0x2069},
		invisible.Control:   {0, '\t', '\n', 0x7f, 0x80, 0x9b, 0xfdd0, 0xfdef, 0xfffe, 0xffff},
		invisible.LineBreak: {0x2028, 0x2029},
	} {
		for _, r := range runes {
			if got := invisible.Of(r); got != want {
				t.Errorf("Of(%U) = %d, want %d", r, got, want)
			}
		}
	}
}

// The short cut for Chinese takes nothing away.
func TestEveryFormatCharacterWithoutAShapeAndWhatIsNoneIsInvisible(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) || r&^1 == 0xfffe || 0xfdd0 <= r && r <= 0xfdef
		if got := invisible.Is(r); got != want {
			t.Errorf("Is(%U) = %t, want %t", r, got, want)
		}
	}
}
