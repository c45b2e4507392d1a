package search

import (
	_ "embed"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/pinyin"
)

// runes is a set of characters: a bit for each of the first plane, where nearly all are.
type runes struct {
	plane  [1 << 10]uint64
	others []rune
}

// add adds the characters of s; of ASCII none, since it is not read and has no old form.
func (x *runes) add(s string) {
	for _, r := range s {
		if r >= 1<<16 {
			if !slices.Contains(x.others, r) {
				x.others = append(x.others, r)
			}
		} else if r >= utf8.RuneSelf {
			x.plane[r>>6] |= 1 << (r & 63)
		}
	}
}

func (x *runes) has(r rune) bool {
	if r >= 1<<16 {
		return slices.Contains(x.others, r)
	}
	return x.plane[r>>6]>>(r&63)&1 == 1
}

func (x *runes) list() []rune {
	out := slices.Clone(x.others)
	for i, word := range x.plane {
		for ; word != 0; word &= word - 1 {
			out = append(out, rune(i<<6+bits.TrailingZeros64(word)))
		}
	}
	return out
}

// readings lists the syllables with the characters read so. A simplified character is
// listed, and not its traditional one: the script folds before it reads.
func readings(spoken []rune) string {
	bySound := map[string][]rune{}
	simple := simplified()
	for i, r := range spoken {
		if s, ok := simple.of[r]; ok {
			spoken[i] = s
		}
	}
	slices.Sort(spoken)
	for _, r := range slices.Compact(spoken) {
		for _, sound := range pinyin.Readings(r) {
			bySound[sound] = append(bySound[sound], r)
		}
	}
	var b strings.Builder
	for _, sound := range slices.Sorted(maps.Keys(bySound)) {
		b.WriteString(sound)
		b.WriteString(string(bySound[sound]))
	}
	return b.String()
}

// oldForms lists the traditional characters that stand in the part, or mean one that
// does.
func oldForms(sets ...*runes) string {
	simple := simplified()
	var b strings.Builder
	for _, old := range simple.old {
		new := simple.of[old]
		if slices.ContainsFunc(sets, func(x *runes) bool { return x.has(old) || x.has(new) }) {
			b.WriteRune(old)
			b.WriteRune(new)
		}
	}
	return b.String()
}

// usual returns the characters that people type: those of GB/T 2312, which has all that are in common use and few more.
func usual() []rune {
	var out []rune
	code := simplifiedchinese.GBK.NewDecoder()
	for row := byte(0xb0); row <= 0xf7; row++ {
		for cell := byte(0xa1); cell <= 0xfe; cell++ {
			text, err := code.Bytes([]byte{row, cell})
			if r, _ := utf8.DecodeRune(text); err == nil && unicode.Is(unicode.Han, r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// allOldForms lists all traditional characters with their simplified forms.
func allOldForms() string {
	simple := simplified()
	var b strings.Builder
	for _, old := range simple.old {
		b.WriteRune(old)
		b.WriteRune(simple.of[old])
	}
	return b.String()
}

//go:embed traditional.txt
var traditional string

// simplified is the table of traditional.txt.
var simplified = sync.OnceValue(func() simplification {
	x := simplification{of: map[rune]rune{}}
	for line := range strings.Lines(traditional) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		pair := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(pair); i += 2 {
			x.of[pair[i]] = pair[i+1]
		}
	}
	x.old = slices.Sorted(maps.Keys(x.of))
	return x
})

// simplification says which character a traditional one is now.
type simplification struct {
	of  map[rune]rune
	old []rune // all of its keys, sorted
}
