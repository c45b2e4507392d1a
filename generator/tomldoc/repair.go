package tomldoc

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/numerals"
)

// A repair is what a remedy comes to, letter for letter; see diag.Repair. There is none where the
// words can be read in two ways, where some of them would go, and where what follows on the line
// may belong to them: then a person decides.

// ended reports whether nothing but blanks and a remark, or in brackets the mark after an item,
// follows a value that ends at i.
func (r *reader) ended(i int, marks string) bool {
	after := r.afterBlanks(i)
	if after >= len(r.text) || r.text[after] == '\n' || r.text[after] == '#' && after > i {
		return true
	}
	c, _ := utf8.DecodeRuneInString(r.text[after:])
	return r.depth > 0 && strings.ContainsRune(marks, c)
}

// quotable reports whether s may be put between quotes as it is.
func quotable(s string) bool {
	if strings.ContainsAny(s, "\"\\=") || strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) || hidden(c) != seen }) {
		return false
	}
	return balanced(s, '“', '”') && balanced(s, '‘', '’')
}

// balanced reports whether each opening quote in s has its closing one after it.
func balanced(s string, open, close rune) bool {
	depth := 0
	for _, c := range s {
		switch c {
		case open:
			depth++
		case close:
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

// inQuotes puts a word, which stands at start, between quotes.
func (r *reader) inQuotes(start int, word string) *diag.Repair {
	marks := ",]}"
	if r.want().Kind == Texts {
		marks += "，、；］】"
		if strings.ContainsFunc(word, func(c rune) bool { return looksBlank(c) || c == ' ' }) {
			return nil // one item, or two
		}
	}
	c, _ := utf8.DecodeLastRuneInString(word)
	if word == "" || len(word) > 190 || !quotable(word) || strings.ContainsRune("，、；,;#", c) || !r.ended(start+len(word), marks) {
		return nil
	}
	return diag.Replace(start, start+len(word), `"`+word+`"`)
}

// asList makes the list of a word that it was meant as; it stands at start.
func (r *reader) asList(start int, word string) *diag.Repair {
	if len(word) > 190 || !r.ended(start+len(word), "") || !ListIsPlain(r.of.key, word) {
		return nil
	}
	return diag.Replace(start, start+len(word), AsList(word))
}

// ListIsPlain reports whether the list that AsList makes of a word for that key is the only one it can
// have been meant as.
func ListIsPlain(key, word string) bool {
	inner := strings.TrimSpace(word)
	for _, pair := range []string{"[]", "［］", "【】"} {
		open, close := string([]rune(pair)[0]), string([]rune(pair)[1])
		if rest, ok := strings.CutPrefix(inner, open); ok {
			if inner, ok = strings.CutSuffix(rest, close); !ok {
				return false
			}
			break
		}
	}
	if strings.ContainsAny(inner, "[]［］【】=\\") {
		return false
	}
	parts := strings.FieldsFunc(inner, func(c rune) bool { return strings.ContainsRune("、，,；;", c) })
	if key == "sources" && len(parts) > 1 && strings.ContainsAny(inner, "、，,") {
		return false // 《报》2016年9月17日，第3版
	}
	for _, p := range parts {
		p = strings.TrimSpace(p)
		quoted := len(p) > 1 && (p[0] == '"' && p[len(p)-1] == '"' || strings.HasPrefix(p, "“") && strings.HasSuffix(p, "”"))
		bare := strings.Trim(p, `"“”`)
		if bare == "" || !quotable(bare) || strings.ContainsAny(bare, `“”"`) || !quoted && (bare != p || strings.ContainsAny(p, " \t\u3000")) {
			return false
		}
	}
	return len(parts) > 0
}

// plainQuotes writes the quotes of the text that begins at start as ordinary ones. Width is that of
// the quote there.
func (r *reader) plainQuotes(start, width int) *diag.Repair {
	at, end := r.closing(start+width, r.text[start:start+width])
	if end == 0 || !quotable(r.text[start+width:at]) {
		return nil
	}
	return diag.Edits(diag.Edit{Start: start, End: start + width, New: `"`}, diag.Edit{Start: at, End: end, New: `"`})
}

// closing finds the quote that ends a text which begins at i, after the quote open: one that
// belongs to no other, with nothing after it but what may follow a value.
func (r *reader) closing(i int, open string) (at, end int) {
	const most = 2000
	opens, closes := '“', '”'
	if strings.ContainsAny(open, "‘’`´＇") {
		opens, closes = '‘', '’'
	}
	line := r.text[i:min(r.lineEnd(i), i+most)]
	depth := 0
	for j, c := range line {
		n := utf8.RuneLen(c)
		switch {
		case c == opens && depth == 0 && r.endsQuoted(i+j+n):
			return i + j, i + j + n // ”甲“
		case c == opens:
			depth++
		case depth > 0 && c == closes:
			depth--
		case depth > 0:
		case c == closes, c == '"' || c == '＂', closes == '’' && strings.ContainsRune("'`´＇", c):
			if c == '"' && open == `"` || !r.endsQuoted(i+j+n) {
				return 0, 0
			}
			return i + j, i + j + n
		}
	}
	return 0, 0
}

// endsQuoted reports whether a quote before i may be the last of a text: a mark that does not belong
// there may follow, and is told next.
func (r *reader) endsQuoted(i int) bool {
	if r.ended(i, ",]}，、；］】｝") {
		return true
	}
	after := r.afterBlanks(i)
	c, _ := utf8.DecodeRuneInString(r.text[after:])
	return r.depth == 0 && strings.ContainsRune("，、；。,;", c)
}

// innerQuotes writes the quotes within the text that begins at start as “ ”.
func (r *reader) innerQuotes(start int) *diag.Repair {
	word := r.wordAt(start)
	if r.depth > 0 || r.want().Kind != Text || len(word) > 190 || len(word) < 2 || word[len(word)-1] != '"' || !r.ended(start+len(word), "") {
		return nil
	}
	inner := word[1 : len(word)-1]
	if n := strings.Count(inner, `"`); n == 0 || n%2 != 0 || !quotable(strings.ReplaceAll(inner, `"`, "")) {
		return nil
	}
	var edits []diag.Edit
	for i := range len(inner) {
		if inner[i] != '"' {
			continue
		}
		mark := "“"
		if len(edits)%2 == 1 {
			mark = "”"
		}
		at := start + 1 + i
		edits = append(edits, diag.Edit{Start: at, End: at + 1, New: mark})
	}
	for i := 0; i < len(edits); i += 2 {
		if strings.Trim(r.text[edits[i].End:edits[i+1].Start], " \t，、,;；") == "" {
			return nil // "甲", "乙": two texts
		}
	}
	return diag.Edits(edits...)
}

// outerQuotes writes the single quotes around the text that begins at start as double ones.
func (r *reader) outerQuotes(start int) *diag.Repair {
	word := r.wordAt(start)
	end := start + len(word)
	if r.depth > 0 || r.want().Kind != Text || len(word) > 190 || len(word) < 2 || word[len(word)-1] != '\'' || !quotable(word) || !r.ended(end, "") ||
		strings.Contains(word, "','") || strings.Contains(word, "', '") {
		return nil
	}
	return diag.Edits(diag.Edit{Start: start, End: start + 1, New: `"`}, diag.Edit{Start: end - 1, End: end, New: `"`})
}

// endOfText puts the quote q at the end of the text that begins at start and has none; pos is at the
// end of its line.
func (r *reader) endOfText(start int, q string) *diag.Repair {
	line := strings.TrimRight(r.text[start+1:r.pos], " \t")
	if r.depth > 0 || strings.Contains(line, "#") || !quotable(line) || line == "" || strings.ContainsAny(line, `"'`) {
		return nil
	}
	if r.pos == len(r.text) {
		return nil // the file may have been cut short there, and what stood after it would be given up
	}
	if next := r.pos + 1; next < len(r.text) && r.text[next] != '\n' && r.text[next] != '#' && !r.beginsPair(next) && !r.beginsHeader(next) {
		return nil // the text may go on there
	}
	return diag.Insert(start+1+len(line), q)
}

// halfQuote replaces the Chinese quote at the end of a text that begins with an ordinary one.
func (r *reader) halfQuote(start int) *diag.Repair {
	at, end := r.closing(start+1, r.text[start:start+1])
	if end == 0 || !quotable(r.text[start+1:at]) || r.text[start] != '"' {
		return nil
	}
	return diag.Replace(at, end, `"`)
}

var hourAndMinute = regexp.MustCompile(`^([0-9]{1,2}):([0-9]{2})$`)

// clockInQuotes writes the time at start with two digits each, in quotes.
func (r *reader) clockInQuotes(start int, word string) *diag.Repair {
	m := hourAndMinute.FindStringSubmatch(word)
	if m == nil || !r.ended(start+len(word), ",]}") {
		return nil
	}
	return diag.Replace(start, start+len(word), `"`+("0" + m[1])[len(m[1])-1:]+":"+m[2]+`"`)
}

// digitsOf writes the number of a word such as 300人 as its digits alone; it stands at start.
func (r *reader) digitsOf(start int, word, number string) *diag.Repair {
	if !ExactAmount(word, number, r.want().Units) || !r.ended(start+len(word), ",]}") {
		return nil
	}
	return diag.Replace(start, start+len(word), number)
}

// ExactAmount reports whether a word says no more than that number of one of the units: 300人, but not
// 1.2万, which may be rounded, nor 300人 where it is times (场) that are counted.
func ExactAmount(word, number, units string) bool {
	narrow := strings.TrimSpace(halfWidth(word))
	read := numerals.Read(narrow)
	if read.Size == 0 {
		return false
	}
	digits, unit := narrow[:read.Size], strings.TrimSpace(narrow[read.Size:])
	if unit != "" && !strings.Contains(" "+units+" ", " "+unit+" ") {
		return false
	}
	return digits == number && allDigits(digits) || !allDigits(digits) && !strings.Contains(digits, ".") && read.N%10 != 0 || exactDecimals(digits, read.N)
}

// exactDecimals reports whether digits such as 1.2345万 go down to the last one.
func exactDecimals(digits string, n int64) bool {
	return strings.Contains(digits, ".") && strings.HasSuffix(digits, "万") && n%10 != 0
}

// yesOrNoOf is what a word for yes or no is written as.
func yesOrNoOf(word string) (string, bool) {
	switch strings.ToLower(strings.TrimRight(word, "。；;，,")) {
	case "true", "yes", "是", "真":
		return "true", true
	case "false", "no", "否", "假":
		return "false", true
	}
	return "", false
}

// narrow writes the number or date that was meant in the place of a word with wide characters, which
// stands at start.
func (r *reader) narrow(start int, word, meant string) *diag.Repair {
	day, _ := meantDate(word)
	switch kind := r.want().Kind; {
	case !r.ended(start+len(word), ",]}"), kind == Number && day != "", kind == Date && day == "" && !(len(meant) == 4 && allDigits(meant)):
		return nil
	}
	return diag.Replace(start, start+len(word), meant)
}
