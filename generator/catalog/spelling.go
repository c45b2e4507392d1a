package catalog

import (
	"strings"
	"unicode"

	"kepu/generator/fold"
)

// oneForm has the forms of marks that mean the same in a name.
var oneForm = strings.NewReplacer("〔", "(", "〕", ")", "【", "(", "】", ")", "[", "(", "]", ")", "“", "", "”", "", "「", "", "」", "", "\"", "", "‘", "", "’", "",
	"•", "·", "・", "·", "‧", "·", "∙", "·", "．", "·")

// plainName returns a name without what is written now this way and now that: blanks, the
// width of letters and brackets, capitals, quotation marks, the form of a dot.
func plainName(name string) string {
	name = oneForm.Replace(name)
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(fold.Rune(r))
	}, name)
}

// baseSpelled finds a base by a name that differs from its own in the spelling alone; nil
// when there is none, or more than one.
func (l *linker) baseSpelled(name string) *Base {
	if l.spelled == nil {
		l.spelled = map[string]*Base{}
		for name, b := range l.baseNames.known {
			plain := plainName(name)
			if other, twice := l.spelled[plain]; twice && other != b {
				b = nil
			}
			l.spelled[plain] = b
		}
	}
	return l.spelled[plainName(name)]
}
