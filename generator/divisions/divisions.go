// Package divisions is the table of China's provinces, cities and counties with their codes
// (GB/T 2260), as they were on [Edition]: whoever begins a site names the city, and its
// counties with their codes follow.
//
// In comes a name or a code as somebody writes it, or a part of one; out come divisions, and
// of each what lies above and below it. Where several could be meant all of them come back:
// nothing is guessed. Nothing of it is on a site by itself; content/ says which counties a
// site has.
//
// # Where the table comes from
//
// divisions.tsv holds facts of the Ministry of Civil Affairs: its list of November 2020, as the
// npm package administrative-division-cn 0.2.1 (MIT) has it, brought to the end of 2025 by the
// changes that the project areacodes (github.com/yescallop/areacodes) lists year by year with
// the announcements. Every line agrees with the end of 2025 of that project by length and
// place, and with two others in what they cover: china-division 2.7.0 (June 2023, without the
// development zones that only statistics know) and @vant/area-data 2.1.0 (December 2024). Old
// codes are not in it. For a newer edition replace the file and Edition; a test holds the
// number of divisions of each kind.
//
// # What is peculiar
//
// Districts of the four municipalities (直辖市) stand below the province itself; so do
// counties and cities that no prefecture governs (济源市, those of Hainan and of the 兵团).
// Four cities have no counties: 东莞市, 中山市, 儋州市, 嘉峪关市. Taiwan, Hong Kong and Macao are
// in the table without divisions of their own.
package divisions

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"kepu/generator/fold"
	"kepu/generator/pinyin"
)

// Edition is the day as of which the table holds.
const Edition = "2025-12-31"

//go:embed divisions.tsv
var table string

// Division is a province, a city or a county.
type Division struct {
	Code string // six digits
	Name string // the whole official name: 西平县
}

// Level says what sort of division one is.
type Level int

const (
	Province Level = iota // 省, 自治区, 直辖市, 特别行政区
	City                  // 地级市, 地区, 自治州, 盟
	County                // 县, 区, 县级市, 旗 …
)

// all is the table, in the order of the codes.
var all = sync.OnceValue(func() []Division {
	var list []Division
	for line := range strings.Lines(table) {
		code, name, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if ok && !strings.HasPrefix(code, "#") {
			list = append(list, Division{code, name})
		}
	}
	return list
})

// All returns every division, in the order of the codes. The list is shared: not to be changed.
func All() []Division { return all() }

// Find returns the division of that code.
func Find(code string) (Division, bool) {
	i, ok := slices.BinarySearchFunc(all(), code, func(d Division, code string) int { return strings.Compare(d.Code, code) })
	if !ok {
		return Division{}, false
	}
	return all()[i], true
}

// Level returns what sort of division d is.
func (d Division) Level() Level {
	switch {
	case strings.HasSuffix(d.Code, "0000"):
		return Province
	case strings.HasSuffix(d.Code, "00"):
		return City
	}
	return County
}

// Province returns the province that d lies in, d itself where it is one.
func (d Division) Province() Division {
	p, _ := Find(d.Code[:2] + "0000")
	return p
}

// City returns the city that governs the county d, d itself where it is one; false where
// none does: in a municipality, or directly below a province.
func (d Division) City() (Division, bool) {
	if d.Level() == Province {
		return Division{}, false
	}
	return Find(d.Code[:4] + "00")
}

// Municipality reports whether d is one of the four cities that are provinces (直辖市).
func (d Division) Municipality() bool {
	return d.Level() == Province && strings.HasSuffix(d.Name, "市")
}

// Counties returns the county-level divisions below d, in the order of the codes: of a
// province those of all its cities too, of a county none.
func (d Division) Counties() []Division { return d.below(County) }

// Cities returns the cities of the province d, and the counties that stand directly below it.
func (d Division) Cities() []Division {
	if d.Level() != Province {
		return nil
	}
	var list []Division
	for _, x := range d.within() {
		if _, governed := x.City(); x.Level() == City || x.Level() == County && !governed {
			list = append(list, x)
		}
	}
	return list
}

func (d Division) below(l Level) []Division {
	var list []Division
	for _, x := range d.within() {
		if x.Level() == l && x != d {
			list = append(list, x)
		}
	}
	return list
}

// within returns d and all that lies in it.
func (d Division) within() []Division {
	head := d.Code
	for strings.HasSuffix(head, "00") {
		head = strings.TrimSuffix(head, "00")
	}
	first, _ := slices.BinarySearchFunc(all(), head, func(d Division, head string) int { return strings.Compare(d.Code, head) })
	rest := all()[first:]
	n := 0
	for n < len(rest) && strings.HasPrefix(rest[n].Code, head) {
		n++
	}
	return rest[:n:n]
}

// Full returns the name with those of what lies above: 河南省驻马店市西平县, 北京市东城区.
func (d Division) Full() string {
	name := d.Province().Name
	if c, ok := d.City(); ok {
		name += c.Name
	}
	if d.Level() == County {
		name += d.Name
	}
	return name
}

// Search returns the divisions that somebody means who writes words: a code; the whole name,
// with what lies above it or without; the name without its last word (驻马店, 西平); else any
// part of a name, or of its pinyin (zhumadian, zmd). Of these the first that finds something
// counts, so that 吉林市 is not 吉林省 as well. Blanks and the width of characters do not count.
func Search(words string) []Division {
	words = strings.ToLower(strings.Join(strings.Fields(fold.String(words)), ""))
	if words == "" {
		return nil
	}
	if d, ok := Find(words); ok {
		return []Division{d}
	}
	if len(words) < 6 && strings.Trim(words, "0123456789") == "" && len(words)%2 == 0 {
		if d, ok := Find(words + "000000"[len(words):]); ok { // 4117
			return []Division{d}
		}
	}
	for _, is := range []func(d Division) bool{
		func(d Division) bool { return d.Name == words },
		func(d Division) bool { return d.Full() == words },
		func(d Division) bool { return d.Short() == words },
		func(d Division) bool { return strings.HasSuffix(d.Full(), words) || d.spoken() == words },
		func(d Division) bool { return strings.Contains(d.Name, words) },
	} {
		if found := keep(is); len(found) > 0 {
			return found
		}
	}
	if strings.Trim(words, "abcdefghijklmnopqrstuvwxyz") != "" {
		return nil
	}
	for _, is := range []func(d Division) bool{
		func(d Division) bool { return pinyin.Slug(d.Name, "") == words || pinyin.Slug(d.Short(), "") == words },
		func(d Division) bool { return pinyin.Initials(d.Name) == words || pinyin.Initials(d.Short()) == words },
		func(d Division) bool { return strings.HasPrefix(pinyin.Slug(d.Name, ""), words) },
	} {
		if found := keep(is); len(found) > 0 {
			return found
		}
	}
	return nil
}

func keep(is func(d Division) bool) []Division {
	var list []Division
	for _, d := range all() {
		if is(d) {
			list = append(list, d)
		}
	}
	return list
}

// Short returns the name without the word for what it is, as people say it: 西平, 驻马店, 内蒙古,
// 延边 for 延边朝鲜族自治州. A name of two characters stays whole: 朗县.
func (d Division) Short() string {
	name := d.Name
	autonomous := false
	for _, end := range []string{"特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "矿区", "新区", "省", "市", "县", "区", "旗", "盟"} {
		if rest, ok := strings.CutSuffix(name, end); ok && len([]rune(rest)) >= 2 {
			name, autonomous = rest, strings.HasPrefix(end, "自治")
			break
		}
	}
	for again := autonomous; again; {
		again = false
		for _, people := range peoples {
			if rest, ok := strings.CutSuffix(name, people); ok && len([]rune(rest)) >= 2 {
				name, again = rest, true
				break
			}
		}
	}
	return name
}

// spoken is the short name of a county after that of its city: 驻马店西平.
func (d Division) spoken() string {
	above := d.Province()
	if c, ok := d.City(); ok && d.Level() == County {
		above = c
	}
	if above == d {
		return ""
	}
	return above.Short() + d.Short()
}

// peoples are the words for peoples in the names of autonomous divisions.
var peoples = []string{"蒙古族", "蒙古", "回族", "藏族", "维吾尔", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族",
	"哈尼族", "哈萨克族", "哈萨克", "傣族", "黎族", "傈僳族", "佤族", "畲族", "拉祜族", "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜", "土族", "达斡尔族",
	"仫佬族", "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯", "阿昌族", "普米族", "塔吉克", "怒族", "鄂温克族", "保安族", "裕固族", "独龙族",
	"鄂伦春", "各族"}
