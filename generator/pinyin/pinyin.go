// Package pinyin writes Chinese in Latin letters: ids and addresses for what is named in
// Chinese (Slug), and what somebody types to find it (Readings, Initials).
//
// Pinyin here has no tones, and v for ü as keyboards do. One reading is settled for each
// character, so that an id never changes by itself: the first of go-pinyin's dictionary, but
// for the characters and the phrases of two characters that this city's texts mean otherwise
// (泌 in 泌阳 is bi, 重 in 重庆 is chong). Surnames and rare words may come out wrong, which
// an id can bear; whoever searches finds them by any reading in use.
//
// The tables are the package's own and never change, so everything may be called from
// anywhere at once.
package pinyin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	dictionary "github.com/mozillazg/go-pinyin"

	"kepu/generator/fold"
)

// maxSlug is how long a slug may get, in bytes. Ids may have 63 characters, and a
// repeated heading needs some of them.
const maxSlug = 56

// Slug returns text as an id made of a to z, 0 to 9 and sep: Chinese by its
// pinyin without tones, Latin letters and digits as they are, in lower case, all
// else left out. sep stands between syllables and words; with "" they run
// together (西平县气象局 → xipingxianqixiangju). It is cut before a syllable that would
// make it longer than 56 bytes, and is "" where nothing in text can be said.
func Slug(text, sep string) string {
	var b strings.Builder
	for _, part := range syllables(text) {
		if b.Len() == 0 {
			b.WriteString(part[:min(len(part), maxSlug)])
			continue
		}
		if b.Len()+len(sep)+len(part) > maxSlug {
			break
		}
		b.WriteString(sep)
		b.WriteString(part)
	}
	return b.String()
}

// syllables returns what text says: a syllable for each Chinese character, a
// word for each run of Latin letters and digits.
func syllables(text string) []string {
	var parts []string
	open := false // the last part is a word that may go on
	for rest := text; rest != ""; {
		if read, n := phrase(rest); n > 0 {
			parts = append(parts, read...)
			rest, open = rest[n:], false
			continue
		}
		r, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
		if c := latin(r); c != 0 {
			if !open {
				parts = append(parts, "")
			}
			if word := &parts[len(parts)-1]; len(*word) <= maxSlug { // of a longer one nothing more is asked
				*word += string(c)
			}
			open = true
			continue
		}
		open = false
		if s := usual(r); s != "" {
			parts = append(parts, s)
		}
	}
	return parts
}

// latin returns a letter or digit in lower case and half width, or 0.
func latin(r rune) rune {
	if r = unicode.ToLower(fold.Rune(r)); 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
		return r
	}
	return 0
}

// usual returns the usual reading of one character, "" if it has none.
func usual(r rune) string {
	if s, ok := ownReadings[r]; ok {
		return s
	}
	first, _, _ := strings.Cut(dictionary.PinyinDict[int(r)], ",")
	return strings.Map(toneless, first)
}

// toneless returns a letter of pinyin without its tone, ü as v as keyboards have
// it. The module can do this too, at twenty times the cost.
func toneless(r rune) rune {
	for _, row := range [...]string{"aāáǎà", "oōóǒò", "eēéěèê", "iīíǐì", "uūúǔù", "vüǖǘǚǜ", "nńňǹ", "mḿ"} {
		if strings.ContainsRune(row, r) {
			return rune(row[0])
		}
	}
	if 'a' <= r && r <= 'z' {
		return r
	}
	return -1 // a tone that stands as a character of its own
}

// ownReadings are characters whose first reading in the dictionary is not the
// one that this city's texts mean.
var ownReadings = map[rune]string{
	'泌': "bi", // 泌阳
	'都': "du", // 首都, 都市; the adverb dou is rare in titles
	'似': "si",
	'薄': "bo", // 薄山湖
}

// ownPhrases are words in which a character is read otherwise than alone. None
// begins another. 重 by itself stays zhong: 重点, 重要.
var ownPhrases = map[string][]string{
	"分泌": {"fen", "mi"},
	"重庆": {"chong", "qing"}, "重阳": {"chong", "yang"}, "重新": {"chong", "xin"}, "重建": {"chong", "jian"},
	"长期": {"chang", "qi"}, "长江": {"chang", "jiang"}, "长城": {"chang", "cheng"}, "长度": {"chang", "du"},
	"长征": {"chang", "zheng"}, "特长": {"te", "chang"}, "延长": {"yan", "chang"},
	"银行": {"yin", "hang"}, "行业": {"hang", "ye"},
	"音乐": {"yin", "yue"}, "乐器": {"yue", "qi"},
	"调整": {"tiao", "zheng"}, "协调": {"xie", "tiao"}, "空调": {"kong", "tiao"}, "调节": {"tiao", "jie"},
	"会计": {"kuai", "ji"}, "传记": {"zhuan", "ji"}, "西藏": {"xi", "zang"}, "宝藏": {"bao", "zang"},
	"率先": {"shuai", "xian"}, "率领": {"shuai", "ling"}, "处理": {"chu", "li"}, "薄弱": {"bo", "ruo"},
}

// phrase returns the reading of the phrase that s begins with, and its length in bytes.
func phrase(s string) ([]string, int) {
	const twoCharacters = 6 // bytes; all phrases have this length
	if len(s) < twoCharacters || s[0] < 0xE4 {
		return nil, 0
	}
	if read, ok := ownPhrases[s[:twoCharacters]]; ok {
		return read, twoCharacters
	}
	return nil, 0
}
