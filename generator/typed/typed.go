// Package typed reads what people type into a field or after an option, in the forms in which
// they write it, and returns the value that content/ knows: 2026.3.5 and 3月5日 are dates,
// 9月20-22日 is one with its last day, 1,200 is a number, a link from a map is a place, and
// 气象科普馆, qxkpg or a part of it is the one base that it names.
//
// In come the words and what is known of the field (the log's year, the site's datum, the names
// that may stand there); out comes the value or a Doubt. Nothing is guessed: what could be
// meant in two ways, or is not exact (1.2万, 约300), comes back as a Doubt that holds the value
// which a person may confirm. All functions are pure; they know no clock and no file.
//
// [Date] and its forms stand in date.go, [Time] in times.go, [Number] and [Decimal] in number.go, [Location] in
// location.go, [Pick] in pick.go.
package typed

import (
	"strings"
	"unicode"

	"kepu/generator/diag"
	"kepu/generator/fold"
)

// Doubt says why words are no value as they stand. It is an error whose words are Chinese.
type Doubt struct {
	What    diag.Text // what is wrong, with a code
	Mend    diag.Text // what to write instead
	Meant   string    // what the field would hold if the person says yes: 12000; "" where nothing can be offered
	Choices []int     // of Pick: which of the candidates it may be
}

func (d *Doubt) Error() string { return diag.Problem{What: d.What, Mend: d.Mend}.Message(diag.ZH) }

// empty is about a field that nothing was written into.
func empty() *Doubt {
	return &Doubt{What: diag.M("TYPED-EMPTY", "这里是空的", "nothing is written here"), Mend: diag.T("不知道就不写这一项", "leave it out when it is not known")}
}

// longest is how many bytes a date or a number may have: more is a text pasted into the wrong field.
const longest = 200

// narrow returns words as they are compared: half-width, with one form of dash, blanks of any
// kind as one, none around.
func narrow(words string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		switch r {
		case '—', '–', '−', '‐', '‑', '―', '─', '﹣':
			return '-'
		case '〜', '∼', '～':
			return '~'
		case '\u200b', '\u200e', '\u200f', '\ufeff', '\u202a', '\u202c', '\u2060':
			return -1
		}
		return fold.Rune(r)
	}, words), unicode.IsSpace), " ")
}
