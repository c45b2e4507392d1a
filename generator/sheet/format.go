package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kepu/generator/date"
)

// formats shows numbers as people see them. How is the library's duty; what is a day and how exact it is is ours.
type formats struct {
	since1904 bool
	x         *excelize.File
	styles    map[string]int
	shown     map[shownKey]string
	dates     map[string]dateParts
}

type shownKey struct {
	format string
	number float64
	words  string
}

// number puts a number into c. What is none is words.
func (f *formats) number(c *Cell, raw string, iso bool, format string) {
	n, err := strconv.ParseFloat(raw, 64)
	if iso {
		var ok bool
		if n, ok = serialOf(raw); !ok {
			err = strconv.ErrSyntax
		} else if err = nil; f.since1904 {
			n -= days1904
		}
		if isGeneral(format) {
			format = builtIn[14]
		}
	}
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		c.Kind, c.Text = Words, clean([]byte(raw))
		return
	}
	if n, err = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64); err != nil { // the digits that Excel shows
		c.Kind, c.Text = Words, raw
		return
	}
	c.Kind, c.Number = Number, exact(n)
	if isGeneral(format) {
		c.Text = general(n)
		return
	}
	parts := f.partsOf(format)
	if !parts.any() {
		c.Text = f.show(format, n, "")
		return
	}
	if f.since1904 {
		n += days1904
	}
	if n < 0 || n >= lastSerial {
		c.Kind, c.Text, c.Number = Broken, "#####", "" // so Excel shows it
		return
	}
	c.Text = f.show(format, n, "")
	if !parts.year && !parts.month && !parts.day {
		return // a time of the day
	}
	day := dayOf(int(math.Floor(n)))
	if !day.Known() {
		return
	}
	switch {
	case parts.day:
	case parts.month:
		day.Day = 0
	default:
		day.Day, day.Month = 0, 0
	}
	c.Kind, c.Day, c.Number = Day, day, ""
}

// words shows a text by the part of a format that says how texts are shown.
func (f *formats) words(format, text string) string {
	if text == "" || !strings.Contains(format, "@") && strings.Count(format, ";") < 3 {
		return text
	}
	return f.show(format, 0, text)
}

// exact writes a number as TOML does.
func exact(n float64) string {
	if math.Abs(n) < 1e21 && (n == 0 || math.Abs(n) > 1e-10) {
		if n == 0 {
			return "0" // and no -0
		}
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return strconv.FormatFloat(n, 'e', -1, 64)
}

// general writes a number as it is shown without a format: in eleven signs where it has decimals. Long whole numbers keep
// their digits, as the line above the sheet shows them: they are telephones and codes.
func general(n float64) string {
	const room = 11
	whole := strconv.FormatFloat(math.Trunc(math.Abs(n)), 'f', 0, 64)
	if math.Abs(n) >= 1e15 || n != 0 && math.Abs(n) < 1e-9 {
		return strings.ToUpper(strconv.FormatFloat(n, 'g', 6, 64))
	}
	return exact(must(strconv.ParseFloat(strconv.FormatFloat(n, 'f', max(0, room-1-len(whole)), 64), 64)))
}

func must(n float64, _ error) float64 { return n }

const (
	days1904   = 1462    // the first of January 1904 in the usual count
	lastSerial = 2958466 // the day after the last of the year 9999
)

// dayOf returns the day of a number in the usual count, in which 1 is the first of January 1900 and 60 a 29th of February that year did not have.
func dayOf(n int) date.Date {
	switch {
	case n < 1 || n == 60:
		return date.Date{}
	case n < 60:
		n++
	}
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)
	return date.Date{Year: int16(t.Year()), Month: int8(t.Month()), Day: int8(t.Day())}
}

// serialOf returns the number of a day that is written out, as few programs do: 2026-03-05T00:00:00Z.
func serialOf(s string) (float64, bool) {
	for _, form := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(form, s); err == nil {
			days := t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, t.Location())).Hours() / 24
			return days, days > 60
		}
	}
	return 0, false
}

// show has the library show a number or a text.
func (f *formats) show(format string, n float64, words string) (text string) {
	plain := words
	if words == "" {
		plain = general(n)
	}
	switch {
	case strings.Contains(format, "[$-F800]"), strings.Contains(format, "[$-f800]"):
		format = builtIn[31] // the long date of a Chinese Windows
	case len(format) > maxFormat*utf8.UTFMax || len(words) > 1<<15:
		return plain
	}
	if words == "" && n <= 0 && !strings.Contains(format, "[") {
		if sections := sectionsOf(format); n < 0 && len(sections) > 1 {
			format, n = sections[1], -n
		} else if n == 0 && len(sections) > 2 {
			format = sections[2]
		}
	}
	switch {
	case strings.Contains(format, `\.`), strings.Contains(format, "!."), strings.Contains(format, `"."`):
		if !strings.ContainsAny(format, "ymdYMD") {
			return plain // 0!.0,"万": the library takes the point for that of the decimals, and would show another number
		}
	case strings.Contains(format, "aaa") && !strings.Contains(format, "[$-"):
		format = "[$-804]" + format // the day of the week, in Chinese
	}
	if text, is := literal(format); is && words == "" {
		return text
	}
	key := shownKey{format, n, words}
	if s, ok := f.shown[key]; ok {
		return s
	}
	if f.x == nil {
		f.x = excelize.NewFile(excelize.Options{CultureInfo: excelize.CultureNameZhCN, ShortDatePattern: builtIn[14], LongDatePattern: builtIn[31], LongTimePattern: "h:mm:ss"})
		f.styles, f.shown = map[string]int{}, map[shownKey]string{}
	}
	defer func() {
		if recover() != nil { // a format that the library doesn't understand
			text = plain
		}
		if len(f.shown) < maxShown {
			f.shown[key] = text
		}
	}()
	const at, home = "A1", "Sheet1"
	style, ok := f.styles[format]
	if !ok {
		if len(f.styles) == maxFormats {
			return plain
		}
		var err error
		if style, err = f.x.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return plain
		}
		f.styles[format] = style
	}
	var v any = n
	if words != "" {
		v = words
	}
	if f.x.SetCellValue(home, at, v) != nil || f.x.SetCellStyle(home, at, at, style) != nil {
		return plain
	}
	shown, err := f.x.GetCellValue(home, at)
	if err != nil {
		return plain
	}
	return strings.TrimSpace(shown)
}

// sectionsOf parts a format into that of numbers above zero, below, of zero and of texts.
func sectionsOf(format string) (list []string) {
	from := 0
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '\\', '_', '*':
			i++ // no sign of more bytes holds a ; or a quote
		case '"':
			n := strings.IndexByte(format[i+1:], '"')
			if n < 0 {
				return append(list, format[from:])
			}
			i += n + 1
		case ';':
			list, from = append(list, format[from:i]), i+1
		}
	}
	return append(list, format[from:])
}

// literal returns what the first part of a format shows where that is words alone.
func literal(format string) (string, bool) {
	s := sectionsOf(format)[0]
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			n := strings.IndexByte(s[i+1:], '"')
			if n < 0 {
				return "", false
			}
			out.WriteString(s[i+1 : i+1+n])
			i += n + 1
		case c == '\\' && i+1 < len(s):
			_, n := utf8.DecodeRuneInString(s[i+1:])
			out.WriteString(s[i+1 : i+1+n])
			i += n
		case c >= utf8.RuneSelf || strings.IndexByte(" -+/():,!$", c) >= 0:
			out.WriteByte(c)
		default:
			return "", false
		}
	}
	return strings.TrimSpace(out.String()), true
}

// dateParts are what a format shows of a day.
type dateParts struct{ year, month, day, time bool }

func (p dateParts) any() bool { return p.year || p.month || p.day || p.time }

func (f *formats) partsOf(format string) dateParts {
	p, ok := f.dates[format]
	if !ok {
		if p = datePartsOf(format); f.dates == nil {
			f.dates = map[string]dateParts{}
		}
		f.dates[format] = p
	}
	return p
}

// datePartsOf reads what a format shows of a day: its first part counts, without what stands in it as words. An m is a month
// unless hours stand before it or seconds behind.
func datePartsOf(format string) (p dateParts) {
	var marks []byte
	s := strings.NewReplacer("General", "", "GENERAL", "", "AM/PM", "", "am/pm", "", "A/P", "", "a/p", "", "上午/下午", "").Replace(format)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ';':
			i = len(s)
		case '\\', '_', '*':
			if _, n := utf8.DecodeRuneInString(s[i+1:]); n > 0 {
				i += n
			}
		case '"':
			if n := strings.IndexByte(s[i+1:], '"'); n >= 0 {
				i += n + 1
			} else {
				i = len(s)
			}
		case '[':
			n := strings.IndexByte(s[i:], ']')
			if n < 0 {
				i = len(s)
				break
			}
			if inside := strings.ToLower(s[i+1 : i+n]); inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "") {
				marks = append(marks, 't') // hours that go on beyond a day
			}
			i += n
		case 'E', 'e':
			if i+1 < len(s) && (s[i+1] == '+' || s[i+1] == '-') {
				i++ // of a power of ten
				break
			}
			marks = append(marks, 'y')
		case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S', 'a', 'A', 'b', 'B':
			c |= 0x20
			if len(marks) == 0 || marks[len(marks)-1] != c || s[i-1]|0x20 != c {
				marks = append(marks, c)
			}
		}
	}
	for i, c := range marks {
		switch c {
		case 'y', 'b':
			p.year = true
		case 'd', 'a':
			p.day = true
		case 'h', 's', 't':
			p.time = true
		case 'm':
			if i > 0 && marks[i-1] == 'h' || i > 0 && marks[i-1] == 't' || i+1 < len(marks) && marks[i+1] == 's' {
				p.time = true
			} else {
				p.month = true
			}
		}
	}
	return p
}
