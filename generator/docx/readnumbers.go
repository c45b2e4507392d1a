package docx

import (
	"strconv"
	"strings"

	"kepu/generator/numerals"
	"kepu/generator/ooxml"
)

// numbers are the lists of numbering.xml, and how far each has come.
type numbers struct {
	lists  map[string]*numbered // by numId
	styles *readSheet
}

// numbered is one list: a way of numbering, with what this list has otherwise.
type numbered struct {
	way    *way
	own    map[int]*rank // levels of its own
	begin  map[int]int   // levels that begin anew with this list
	begun  map[int]bool
	byName map[string]int // the level that a paragraph's style has
}

// way is a way of numbering. Lists of one way go on with each other's numbers.
type way struct {
	ranks  [9]*rank
	at     [9]int
	used   [9]bool
	byName map[string]int
}

// rank is one level of a way.
type rank struct {
	start   int
	format  string
	text    string
	restart int // the level (from 1) whose number lets this one begin anew; 0: never; -1: any above
	legal   bool
}

func readRank(e *ooxml.Element) *rank {
	k := &rank{start: 1, format: "decimal", restart: -1}
	if v, err := strconv.Atoi(e.Kid("start").Get("val")); err == nil {
		k.start = v
	} else {
		k.start = 0 // Word counts from 0 where nothing is said
	}
	// A format that only newer programs know stands in an alternative.
	f := e.Kid("numFmt")
	if alt := e.Kid("AlternateContent"); alt != nil {
		if c := alt.Kid("Choice", "numFmt"); c != nil && c.Get("val") != "custom" {
			f = c
		} else if c := alt.Kid("Fallback", "numFmt"); c != nil {
			f = c
		}
	}
	if v := f.Get("val"); v != "" {
		k.format = v
	}
	k.text = e.Kid("lvlText").Get("val")
	if r := e.Kid("lvlRestart"); r != nil {
		k.restart, _ = strconv.Atoi(r.Get("val"))
	}
	k.legal = yes(on(e.Kid("isLgl")))
	return k
}

// readNumbers reads numbering.xml; nil is one without lists.
func readNumbers(root *ooxml.Element, s *readSheet) *numbers {
	n := &numbers{lists: map[string]*numbered{}, styles: s}
	ways := map[string]*way{}
	links := map[string]string{} // ways that are those of a style
	byStyle := map[string]*way{}
	for _, e := range kids(root) {
		if e.Name != "abstractNum" {
			continue
		}
		w := &way{byName: map[string]int{}}
		for _, l := range e.Kids {
			i := max(level(l.Get("ilvl")), 0)
			if l.Name != "lvl" {
				continue
			}
			w.ranks[i] = readRank(l)
			if p := l.Kid("pStyle").Get("val"); p != "" {
				w.byName[p] = i
			}
		}
		id := e.Get("abstractNumId")
		ways[id] = w
		if to := e.Kid("numStyleLink").Get("val"); to != "" {
			links[id] = to
		}
		if is := e.Kid("styleLink").Get("val"); is != "" {
			byStyle[is] = w
		}
	}
	for id, to := range links {
		if w := byStyle[to]; w != nil {
			ways[id] = w
		}
	}
	for _, e := range kids(root) {
		if e.Name != "num" {
			continue
		}
		w := ways[e.Kid("abstractNumId").Get("val")]
		if w == nil {
			continue
		}
		l := &numbered{way: w, own: map[int]*rank{}, begin: map[int]int{}, begun: map[int]bool{}, byName: w.byName}
		for _, o := range e.Kids {
			if o.Name != "lvlOverride" {
				continue
			}
			i := max(level(o.Get("ilvl")), 0)
			if own := o.Kid("lvl"); own != nil {
				l.own[i] = readRank(own)
				l.begin[i] = l.own[i].start
			}
			if v, err := strconv.Atoi(o.Kid("startOverride").Get("val")); err == nil {
				l.begin[i] = v
			}
		}
		n.lists[e.Get("numId")] = l
	}
	return n
}

func (l *numbered) rank(i int) *rank {
	if k := l.own[i]; k != nil {
		return k
	}
	return l.way.ranks[i]
}

// next counts one more at a level of a list, and returns the number as it is shown and whether it counts: a
// bullet does not. ok is false where there is no such list or level.
func (n *numbers) next(numID string, at int) (shown string, ordered, ok bool) {
	l := n.lists[numID]
	if l == nil || at < 0 || at > 8 {
		return "", false, false
	}
	k := l.rank(at)
	if k == nil {
		return "", false, false
	}
	w := l.way
	if v, anew := l.begin[at]; anew && !l.begun[at] {
		l.begun[at] = true
		w.at[at], w.used[at] = v, true
	} else if !w.used[at] {
		w.at[at], w.used[at] = k.start, true
	} else {
		w.at[at]++
	}
	for i := at + 1; i < 9; i++ {
		deeper := l.rank(i)
		if deeper == nil || deeper.restart == 0 || deeper.restart > 0 && at >= deeper.restart {
			continue
		}
		w.used[i] = false
	}
	switch k.format {
	case "bullet":
		return "", false, true
	case "none":
		return strings.TrimSpace(plainText(k.text)), false, true
	}
	shown = k.text
	for i := 8; i >= 0; i-- {
		mark := "%" + strconv.Itoa(i+1)
		if !strings.Contains(shown, mark) {
			continue
		}
		value, format := w.at[i], "decimal"
		if other := l.rank(i); other != nil {
			format = other.format
			if !w.used[i] {
				value = other.start
			}
		}
		if k.legal {
			format = "decimal"
		}
		shown = strings.ReplaceAll(shown, mark, inFormat(value, format))
	}
	shown = strings.TrimSpace(shown)
	return shown, shown != "", true
}

// plainText takes away the places of numbers in a text that has none.
func plainText(s string) string {
	for i := '1'; i <= '9'; i++ {
		s = strings.ReplaceAll(s, "%"+string(i), "")
	}
	return s
}

// inFormat writes a number in one of Word's formats; in digits where the format is unknown or has no such number.
func inFormat(n int, format string) string {
	from := func(first rune, most int, also ...rune) string {
		if n >= 1 && n <= most {
			return string(first + rune(n-1))
		}
		if n == 0 && len(also) > 0 {
			return string(also[0])
		}
		return strconv.Itoa(n)
	}
	oneOf := func(letters string) string {
		r := []rune(letters)
		if n < 1 || n > len(r) {
			return strconv.Itoa(n)
		}
		return string(r[n-1])
	}
	switch format {
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return letters(n, 'A')
	case "lowerLetter":
		return letters(n, 'a')
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanCounting":
		if n > 0 {
			return numerals.Write(int64(n))
		}
	case "ideographDigital", "taiwaneseDigital", "koreanDigital2":
		if n >= 0 {
			return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(strconv.Itoa(n))
		}
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		if n > 0 {
			return strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖", "十", "拾", "百", "佰", "千", "仟").Replace(legalTens(numerals.Write(int64(n))))
		}
	case "ideographTraditional":
		return oneOf("甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return oneOf("子丑寅卯辰巳午未申酉戌亥")
	case "ideographEnclosedCircle":
		return from('㊀', 10)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n > 20 && n <= 35 {
			return string('㉑' + rune(n-21))
		}
		if n > 35 && n <= 50 {
			return string('㊱' + rune(n-36))
		}
		return from('①', 20, '⓪')
	case "decimalEnclosedParen":
		return from('⑴', 20)
	case "decimalEnclosedFullstop":
		return from('⒈', 20)
	case "decimalFullWidth", "decimalFullWidth2":
		var b strings.Builder
		for _, c := range strconv.Itoa(n) {
			if c >= '0' && c <= '9' {
				c += '０' - '0'
			}
			b.WriteRune(c)
		}
		return b.String()
	case "bullet", "none":
		return ""
	}
	return strconv.Itoa(n)
}

// legalTens writes 十 at a beginning with its one, as amounts do: 壹拾.
func legalTens(s string) string {
	if strings.HasPrefix(s, "十") {
		return "一" + s
	}
	return s
}

func letters(n int, a rune) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(a+rune((n-1)%26)), (n-1)/26+1) // after z comes aa, then bb
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, x := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= x.n; n -= x.n {
			b.WriteString(x.s)
		}
	}
	return b.String()
}
