package fillform

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/measure"
)

// asked is what the label of a blank, or the head of a column, asks for.
type asked struct {
	x      *field
	who    owner
	year   int       // that the label names; 0: none
	places int       // in units of ten thousand
	own    bool      // the label names its unit itself
	doubt  diag.Text // why it may not be filled; empty where it may
}

// officeLabels are those by which a form that is not about one base asks for who fills it in.
var officeLabels = map[string]string{"填报单位": "名称", "填表单位": "名称", "报送单位": "名称", "汇总单位": "名称", "上报单位": "名称"}

var (
	numbering  = regexp.MustCompile(`^(?:\*|[0-9]{1,2}[.、)]|\([0-9一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.])`)
	yearBefore = regexp.MustCompile(`^((?:19|20)[0-9]{2})年度?`)
	inBrackets = regexp.MustCompile(`^(.+)\(([^()]*)\)$`)
)

// harmless are words in brackets after a label that change nothing about it.
var harmless = []string{"盖章", "公章", "全称", "必填", "座机", "固定电话", "中文", "加盖公章", "单位盖章"}

// label tells what a label asks for; false where it is none that is known.
func (f *filler) label(text string, s scope) (a asked, ok bool) {
	if utf8.RuneCountInString(text) > 40 {
		return a, false
	}
	key := strings.TrimRight(fold.Name(text), ":*")
	if rest := numbering.ReplaceAllString(key, ""); rest != "" {
		key = rest
	}
	hint := ""
	x, who := f.labelled(key, s)
	if m := inBrackets.FindStringSubmatch(key); x == nil && m != nil {
		key, hint = strings.TrimRight(m[1], ":*"), m[2]
		x, who = f.labelled(key, s)
	}
	if x == nil {
		x, who = f.several(key, s)
	}
	if x == nil {
		year, rest := 0, key
		if m := yearBefore.FindStringSubmatch(key); m != nil {
			year, _ = strconv.Atoi(m[1])
			rest = key[len(m[0]):]
		} else if s.year != 0 {
			for _, w := range []struct {
				words string
				less  int
			}{{"上一年度", 1}, {"上一年", 1}, {"上年度", 1}, {"上年", 1}, {"本年度", 0}, {"本年", 0}, {"当年", 0}, {"年度", 0}} {
				if after, found := strings.CutPrefix(key, w.words); found && after != "" {
					year, rest = s.year-w.less, after
					break
				}
			}
		}
		if year == 0 {
			return a, false
		}
		if x, who = f.labelled(rest, s); x == nil || x.measure == nil {
			return a, false
		}
		a.year = year
	}
	a.x, a.who = x, who
	a.hinted(hint)
	return a, true
}

// several is what a label asks for that names two or three fields of a base: 命名时间及文号.
func (f *filler) several(key string, s scope) (*field, owner) {
	parts := strings.FieldsFunc(key, func(r rune) bool { return strings.ContainsRune("及和与、/", r) })
	if len(parts) < 2 || len(parts) > 3 {
		return nil, 0
	}
	var list []*field
	name := ""
	for _, part := range parts {
		x, who := f.labelled(part, s)
		if x == nil || who != ofBase || x.measure != nil || slices.Contains(list, x) {
			return nil, 0
		}
		list = append(list, x)
		name += "、" + x.name
	}
	all := &field{name: strings.TrimPrefix(name, "、")}
	all.value = func(f *filler, s scope) value {
		var words, without []string
		var v value
		for _, x := range list {
			one := x.value(f, s)
			if one.has() {
				words = append(words, one.text)
			}
			if one.note != (diag.Text{}) {
				v.note = one.note
			}
			if !one.has() {
				without, v.why = append(without, x.name), one.why
			}
		}
		if len(words) > 0 {
			if len(without) > 0 {
				v.note = diag.T("没有%s", "without %s").With(strings.Join(without, "、"))
			}
			v.text, v.why = strings.Join(words, "，"), diag.Text{}
		}
		return v
	}
	for _, x := range list {
		all.contact = all.contact || x.contact
	}
	return all, ofBase
}

// hinted takes in what stands in brackets after a label.
func (a *asked) hinted(hint string) {
	hint = strings.TrimPrefix(strings.TrimPrefix(hint, "单位"), ":")
	unit := fold.Name(a.x.unit)
	a.own = a.own || hint != "" && !slices.Contains(harmless, hint)
	switch {
	case hint == "" || slices.Contains(harmless, hint):
	case a.x.measure == nil && unit == "":
		a.doubt = diag.T("看不懂括号里的“%s”", "“%s” in the brackets is not understood").With(hint)
	case measure.SameUnit(hint, unit):
	case strings.HasPrefix(hint, "万") && measure.SameUnit(strings.TrimPrefix(hint, "万"), unit):
		a.places = 4
	case strings.HasPrefix(unit, "万") && measure.SameUnit(hint, strings.TrimPrefix(unit, "万")):
		a.places = -4
	default:
		a.doubt = diag.T("表里要的单位是“%s”，记录里是“%s”", "the form wants it in “%s”, the records have it in “%s”").With(hint, a.x.unit)
	}
}

// labelled returns the field of a label.
func (f *filler) labelled(key string, s scope) (*field, owner) {
	if key == "" {
		return nil, 0
	}
	if _, short := measure.Short[key]; short {
		return nil, 0 // 人次 is a unit more often
	}
	if x := f.of[ofRun].byKey[key]; x != nil {
		return x, ofRun
	}
	if name := officeLabels[key]; name != "" && s.base == nil {
		return f.of[ofOffice].byKey[fold.Name(name)], ofOffice
	}
	for _, now := range []string{"", "现有", "目前", "现"} { // 现有命名级别
		word, ok := strings.CutPrefix(key, now)
		if x := f.labels[word]; ok && x != nil {
			return x, ofBase
		} else if x := f.of[ofBase].byKey[word]; ok && x != nil {
			return x, ofBase
		}
	}
	return nil, 0
}

// answer returns the value that a label asks for.
func (f *filler) answer(a asked, s scope) (value, *fault) {
	if a.doubt != (diag.Text{}) {
		return missing(a.doubt), nil
	}
	if a.year != 0 {
		s.year = a.year
	}
	if a.who == ofBase && s.base == nil && a.x.measure != nil { // of the county or the city
		if s.year == 0 {
			return value{}, &fault{noYear.With(a.x.name), nameYear}
		}
		return a.scaled(f.figure(*a.x.measure, s)), nil
	}
	v, wrong := f.ask(a.x, a.who, s)
	if wrong != nil {
		return v, wrong
	}
	return a.scaled(v), nil
}

// scaled gives a number in the unit that the form wants.
func (a asked) scaled(v value) value {
	if a.places != 0 && v.has() {
		if v.number == "" {
			return missing(diag.T("表里要以万为单位，这个数不确切", "the form wants it in ten thousands, and the number is not exact"))
		}
		return v.moved(a.places)
	}
	return v
}

// person are labels of somebody, to whom a telephone in the same row belongs.
var person = regexp.MustCompile(`(人|者|姓名|代表|馆长|主任|经办|校长|局长)$`)

// ofSomebody reports whether the text is the label of a person.
func ofSomebody(text string) bool {
	return person.MatchString(strings.TrimRight(fold.Name(text), ":*"))
}
