package markdown

import (
	"strings"
	"unicode/utf8"

	"kepu/generator/numerals"
)

// Mark is the number that a part of an official text begins with: 一、 （一） 1. （1）.
type Mark struct {
	Rank int    // 1 to 4 in the order above; 0 for none
	N    int    // the number
	Text string // as written, "二、"
}

// mostParts is the highest number of a part: what is higher is a year or an amount.
const mostParts = 999

// MarkOf reads the number that a text begins with. Other marks than the right ones
// are read too (一． （二）、 1、), but 3.5 and 1,200 are amounts.
func MarkOf(text string) Mark {
	open, rest := "", text
	for _, o := range []string{"（", "("} {
		if r, ok := strings.CutPrefix(text, o); ok {
			open, rest = o, r
		}
	}
	number := numerals.Whole(rest)
	if number.N == 0 || number.N > mostParts {
		return Mark{}
	}
	rest = rest[number.Size:]
	end := ""
	for _, e := range []string{"）、", ")、", "）", ")", "、", "．", "。", ".", "，", ",", "：", ":"} {
		if strings.HasPrefix(rest, e) {
			end = e
			break
		}
	}
	if end == "" || (open == "") == strings.ContainsAny(end, "）)") {
		return Mark{}
	}
	m := Mark{N: int(number.N), Text: text[:len(open)+number.Size+len(end)]}
	switch {
	case open == "" && number.Chinese:
		m.Rank = 1
	case open != "" && number.Chinese:
		m.Rank = 2
	case open == "":
		m.Rank = 3
		if next := rest[len(end):]; digit(firstOf(next)) && !yearBegins(next) {
			return Mark{}
		}
	default:
		m.Rank = 4
	}
	return m
}

// yearBegins reports whether a text begins with a year: 1.2024年科普日 has the number 1.
func yearBegins(s string) bool {
	n := numerals.Whole(s)
	return 1900 <= n.N && n.N < 2100 && !n.Chinese && strings.HasPrefix(s[n.Size:], "年")
}

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
