package fillform

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/measure"
)

// A line of a cover has its blanks behind a colon: 申报单位：________（盖章）　填表日期：　　年　月　日.

// lineBlank is a blank within a text.
type lineBlank struct {
	label      string
	start, end int // of what the value takes the place of
	dated      bool
	ruled      bool   // it is drawn with underscores, or as wide as a word
	unit       string // that is printed behind it: ____万人次; "" where other words stand there or none
}

var (
	blankLine = regexp.MustCompile(`^[ \t　\x{a0}_＿]*`)
	blankDay  = regexp.MustCompile(`^[ \t　\x{a0}_＿]*年[ \t　\x{a0}_＿]*月(?:[ \t　\x{a0}_＿]*日)?`)
	onlyBlank = regexp.MustCompile(`^[\s　\x{a0}_＿]*年[\s　\x{a0}_＿]*月(?:[\s　\x{a0}_＿]*日)?[\s　\x{a0}_＿]*$`)
)

// nextLabel is the label of the blank that follows one.
var nextLabel = regexp.MustCompile(`^\p{Han}{2,10}(?:[（(]\p{Han}+[）)])?[:：]`)

// unitBehind is what may be a unit behind a blank.
var unitBehind = regexp.MustCompile(`^[\p{Han}㎡%]+`)

const lineBlanks = " \t　\u00a0_＿"

// blanksIn returns the blanks of a line.
func blanksIn(text string) (list []lineBlank) {
	from := 0 // behind the last blank
	for i, r := range text {
		if r != ':' && r != '：' || i < from {
			continue
		}
		after := i + utf8.RuneLen(r)
		b := lineBlank{label: strings.Trim(text[from:i], lineBlanks+"\n"), start: after}
		rest := text[after:]
		day, blank := blankDay.FindString(rest), blankLine.FindString(rest)
		if day != "" {
			blank, b.dated = day, true
		}
		b.end = after + len(blank)
		strokes := strings.ContainsAny(blank, "_＿")
		b.ruled = strokes || utf8.RuneCountInString(blank) >= 4
		behind := text[b.end:]
		if u := unitBehind.FindString(behind); measure.IsUnit(u) || large.MatchString(u) {
			b.unit = u
		}
		before := utf8.RuneCountInString(blank) >= 2 && nextLabel.MatchString(behind)
		b.ruled = b.ruled || before || behind == "" && ofSomebody(b.label)
		from = b.end
		switch {
		case b.label == "":
			continue
		case behind == "" || strings.HasPrefix(behind, "（") || strings.HasPrefix(behind, "(") || strings.HasPrefix(behind, "\n") || b.dated:
		case strokes: // what is behind the last stroke keeps its distance
			b.end = after + len(strings.TrimRight(blank, " \t　\u00a0"))
		case b.unit != "" && utf8.RuneCountInString(blank) >= 2:
		case before, utf8.RuneCountInString(blank) >= 4 && strings.ContainsAny(behind, ":："):
			_, last := utf8.DecodeLastRuneInString(blank)
			b.end -= last
		default:
			continue // words stand there
		}
		list = append(list, b)
	}
	return list
}

// lineAsked tells what the label before a colon asks for: the last of its words that are known, since others may stand before them.
func (f *filler) lineAsked(label string, s scope) (asked, bool) {
	words := strings.Fields(label)
	for n := 1; n <= min(len(words), 6); n++ {
		if a, ok := f.label(strings.Join(words[len(words)-n:], ""), s); ok {
			return a, true
		}
	}
	return asked{}, false
}

// lines finds the blanks of a line that are known. Whose value is no day is not put into the place of one.
func (f *filler) lines(text string, at diag.Text) (list []*blank) {
	s := f.scope()
	somebody := false
	for _, l := range blanksIn(text) {
		a, ok := f.lineAsked(l.label, s)
		if !ok {
			somebody = somebody || ofSomebody(l.label)
			if l.ruled && couldBeLabel(l.label) {
				list = append(list, &blank{words: l.label, cell: &cell{place: at}, v: unnamed(l.label)})
			}
			continue
		}
		if l.unit != "" && a.x.unit != "" {
			a.hinted(l.unit)
		}
		if a.x.contact && somebody {
			a.doubt = ofAPerson
		}
		b := &blank{asked: a, cell: &cell{place: at}, line: l}
		b.v, b.wrong = f.answer(a, s)
		if l.dated && b.wrong == nil && b.v.has() && !b.v.day.Known() {
			continue
		}
		list = append(list, b)
	}
	return list
}

var ofAPerson = diag.T("这一行写的是个人，多半是要这个人的", "this row is about a person: it is probably theirs that is wanted")
