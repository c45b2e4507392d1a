package source

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/tomldoc"
)

// Repairs, which say in letters what the remedies say in words; see diag.Repair. Where they would
// drop a word, or where somebody has to choose, there is none.

// unitsOf are the words that may stand behind the number of a key and say no more than the key.
var unitsOf = map[string]string{
	"participants": "人 人次 名 位", "online": "人 人次", "visitors": "人 人次", "capacity": "人 人次", "population": "人",
	"volunteers": "人 名 位", "staff": "人 名 位", "experts": "人 名 位", "staff_full": "人 名 位", "staff_part": "人 名 位",
	"sessions": "场 场次", "media": "篇 篇次 条", "materials": "份", "funds": "元", "open_days": "天 日", "free_days": "天 日",
	"total": "个 家", "minutes": "分 分钟", "year": "年", "population_year": "年",
}

// value replaces a value as it is written.
func replaceValue(v *tomldoc.Value, by string) *diag.Repair {
	return diag.Replace(v.Start, v.End, by)
}

// quoted writes the value of a text in quotes, where it is one that lacks no more than them.
func (r *reader) quoted(f *tomldoc.Field) *diag.Repair {
	switch f.Value.Kind {
	case tomldoc.Integer, tomldoc.Float, tomldoc.Day:
		return replaceValue(&f.Value, `"`+r.file.Text[f.Value.Start:f.Value.End]+`"`)
	}
	return nil
}

// listed writes the list that a text was meant as.
func listed(f *tomldoc.Field) *diag.Repair {
	v := &f.Value
	if v.Kind != tomldoc.String || !v.Plain || strings.TrimSpace(v.Text) == "" {
		return nil
	}
	// What stands in one pair of quotes may be one item with a mark in it.
	if strings.ContainsAny(v.Text, "、，,；; \u3000\n") || !tomldoc.ListIsPlain(f.Key, v.Text) {
		return nil
	}
	return replaceValue(v, tomldoc.AsList(v.Text))
}

// number writes the digits of a text without its quotes, where it says no more than the number.
func number(f *tomldoc.Field, n string) *diag.Repair {
	if f.Value.Kind != tomldoc.String || !f.Value.Plain || !tomldoc.ExactAmount(f.Value.Text, n, unitsOf[f.Key]) {
		return nil
	}
	return replaceValue(&f.Value, n)
}

// yesOrNo is what a text in quotes says of yes and no; "" for nothing sure.
func yesOrNo(v *tomldoc.Value) string {
	if v.Kind != tomldoc.String {
		return ""
	}
	switch strings.ToLower(strings.TrimSpace(v.Text)) {
	case "true", "是":
		return "true"
	case "false", "否":
		return "false"
	}
	return ""
}

var (
	looseClock = regexp.MustCompile(`^([0-9]{1,2}):([0-5][0-9])$`)
	yearAlone  = regexp.MustCompile(`^[0-9]{4}年?$`)
	yearToYear = regexp.MustCompile(`^[0-9]{4}年?\s*(?:[-—–~～－]+|至|到)\s*[0-9]{4}年?$`)
)

// clockOf returns a time as it must be written: 09:00 for 9：00; "" for what is none.
func clockOf(written string) string {
	m := looseClock.FindStringSubmatch(fold.String(strings.TrimSpace(written)))
	if m == nil {
		return ""
	}
	if s := ("0" + m[1])[len(m[1])-1:] + ":" + m[2]; clockForm.MatchString(s) {
		return s
	}
	return ""
}

// english gives a field with a Chinese name, which repairs hold already or not, the key that it
// means; the = as well where another mark stands. It returns the edits, none where the name may
// mean something else, too.
func (r *reader) english(f *tomldoc.Field, meant string, known []string) []diag.Edit {
	if !onlyMeans(f.Key, meant, known) {
		return nil
	}
	if r.isHeader(f) {
		header := "[" + meant + "]"
		if r.isList(meant) {
			header = "[" + header + "]"
		}
		var edits []diag.Edit
		values := f.Value.Items
		if f.Value.Kind != tomldoc.Array {
			values = []tomldoc.Value{f.Value}
		}
		for _, v := range values {
			if v.Table == nil || strings.Contains(r.file.Text[v.Table.Start:v.Table.End], ".") {
				return nil
			}
			edits = append(edits, diag.Edit{Start: v.Table.Start, End: v.Table.End, New: header})
		}
		return edits
	}
	edits := []diag.Edit{{Start: f.Start, End: f.End, New: meant}}
	between := r.file.Text[f.End:max(f.End, f.Value.Start)]
	mark := strings.Trim(between, " \t")
	switch c, _ := utf8.DecodeRuneInString(mark); {
	case mark == "=":
	case (c == ':' || c == '：' || c == '＝') && strings.Trim(mark, ":：＝= \t") == "":
		at := f.End + strings.Index(between, mark)
		edits = append(edits, diag.Edit{Start: at, End: at + len(mark), New: "="})
	default:
		return nil
	}
	return edits
}

// onlyMeans reports whether a Chinese name is one of the names of the key meant, to the letter, and of
// no other known key.
func onlyMeans(name, meant string, known []string) bool {
	if strings.ToLower(fold.String(name)) == meant {
		return true // ｄａｔｅ
	}
	found := false
	for _, k := range known {
		for _, word := range strings.Fields(chineseNames[k]) {
			if word != name {
				continue
			}
			if k != meant {
				return false
			}
			found = true
		}
	}
	return found
}

// settingLine is a line that is a setting by its look: a name and =, a header, a remark, the end of a list.
var settingLine = regexp.MustCompile(`^[ \t]*(?:[A-Za-z_][A-Za-z0-9_-]*[ \t]*[=＝]|\[\[?[a-z_.]+\]\]?[ \t]*$|#|\][ \t]*,?[ \t]*$)`)

// settingsEnd returns where the settings that begin at an offset of a page end: before the first line
// that is none. It is -1 where that cannot be told, since a setting stands below, or a line with # that
// may be a remark and may be a heading.
func settingsEnd(text string, from int) int {
	end, at, open := -1, from, false
	for line := range strings.Lines(text[from:]) {
		next := at + len(line)
		words := strings.TrimSpace(line)
		setting := settingLine.MatchString(line) && !strings.HasPrefix(words, "#")
		switch {
		case open || setting:
			if end >= 0 && strings.TrimSpace(text[end:at]) != "" && !remarks(text[end:at]) {
				return -1 // prose stands between settings
			}
			open = unclosed(words, open)
			end = next
		}
		at = next
	}
	if end < 0 || open {
		return -1
	}
	if rest := strings.TrimSpace(text[end:]); strings.HasPrefix(rest, "#") && !strings.HasPrefix(rest, "##") {
		return -1
	}
	return end
}

// unclosed reports whether the list that a line begins, or goes on with, goes on below it.
func unclosed(line string, open bool) bool {
	if open {
		return !strings.HasPrefix(line, "]")
	}
	_, value, _ := strings.Cut(line, "=")
	return strings.TrimSpace(value) == "["
}

func remarks(s string) bool {
	for line := range strings.Lines(s) {
		if words := strings.TrimSpace(line); words != "" && !strings.HasPrefix(words, "#") {
			return false
		}
	}
	return true
}
