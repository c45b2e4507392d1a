package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/tomldoc"
)

// Synonym is a [[synonym]] of site.toml: words that the search takes for one another.
type Synonym struct {
	Words []string // two or more, no two alike

	span Span // of the words
}

// longestSynonym is how many characters a word has at most: the search tries every word in every place of what somebody types.
const longestSynonym = 20

// isSearched reports whether the search page looks at a character: it does at letters and numbers (fold in find.js).
func isSearched(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

var synonymKeys = []key[Synonym]{
	custom("words", tomldoc.Texts, func(r *reader, s *Synonym, f *tomldoc.Field) {
		s.span = valueSpan(f)
		seen := map[string]bool{}
		r.each(f, tomldoc.String, listOfTexts, func(v *tomldoc.Value) {
			word := fold.Name(v.Text)
			switch {
			case word == "":
			case !strings.ContainsFunc(word, isSearched):
				r.wrong(v, diag.M("SYNONYM-SIGNS", "同义词 “%s” 里没有字，搜索时不看标点和符号", "the synonym “%s” has neither letters nor numbers: the search passes signs over").With(v.Text),
					diag.T("写别人会打的词，或者删去它", "write a word that somebody would type, or take it out"))
			case utf8.RuneCountInString(word) > longestSynonym:
				r.wrong(v, diag.M("SYNONYM-LONG", "同义词写的是词：“%s” 太长", "a synonym is a word: “%s” is too long").With(v.Text),
					diag.T("写别人会打的词，不超过 20 个字，例如 “公园”“景区”", "write a word that somebody would type, of 20 characters at most"))
			case seen[word]:
				r.wrong(v, diag.M("SYNONYM-AGAIN", "“%s” 在一组里写了两次", "“%s” stands twice in one list").With(v.Text), diag.T("删去一个", "take one out"))
			default:
				seen[word] = true
				s.Words = append(s.Words, v.Text)
			}
		})
	}),
}

func requireSynonym(r *reader, t *tomldoc.Table, s *Synonym) {
	mend := diag.T(`words = ["公园", "景区"]`, `words = ["park", "garden"]`)
	r.require(t, span(t.Start, t.End), "words", mend)
	f := t.Field("words")
	if f == nil || f.Value.Kind != tomldoc.Array {
		return // which was told
	}
	some := 0
	for _, v := range f.Value.Items {
		if v.Kind != tomldoc.String || fold.Name(v.Text) != "" {
			some++
		}
	}
	if some < 2 {
		r.wrong(&f.Value, diag.M("SYNONYM-ALONE", "一组同义词至少有两个词", "synonyms are two words or more"), mend)
	}
}

// synonyms tells of words that stand in two groups: what is meant by them is not said.
func (r *reader) synonyms(s *Site) {
	seen := map[string]bool{}
	for i := range s.Synonyms {
		x := &s.Synonyms[i]
		for _, word := range x.Words {
			if seen[fold.Name(word)] {
				r.ps.Error(x.span.In(r.file), diag.M("SYNONYM-TWICE", "同义词 “%s” 写在两组里", "the synonym “%s” stands in two lists").With(word),
					diag.T("意思一样就并成一组，不一样就从一组里删去", "make one list of both, or take it out of one"))
			}
		}
		for _, word := range x.Words {
			seen[fold.Name(word)] = true
		}
	}
}
