package measure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unique"
)

// Indicator is an [[indicator]] of site.toml: a number of annual returns besides the fixed ones.
type Indicator struct {
	ID, Name, Unit string
	Group          string // 人员, 场地 …; "" is one too
	Note           string // what is counted, in the words of staff
	National       string // its name in the national form; "" when it has none
	Since, Until   int    // the first and the last year in which it is asked; 0: no bound
	Stock          bool   // it tells what there is at a year's end
}

// Indicators makes the measures of a site's indicators, which come after the fixed ones in this order.
func Indicators(list []Indicator) (out List) {
	for i, x := range list {
		out = append(out, Measure{all + i, unique.Make(x)})
	}
	return out
}

// IsIndicator reports whether the measure is an indicator of site.toml.
func (m Measure) IsIndicator() bool { return m.at >= all }

// Indicator returns what site.toml says of an indicator; of a fixed measure nothing.
func (m Measure) Indicator() Indicator {
	if !m.IsIndicator() {
		return Indicator{}
	}
	return m.own.Value()
}

// Asked reports whether the measure is asked for in a year: an indicator is from its since to its until.
func (m Measure) Asked(year int) bool {
	x := m.Indicator()
	return x.Since <= year && (x.Until == 0 || year <= x.Until)
}

// Group returns the group of the national survey that a measure of annual returns stands in, "" of others.
func (m Measure) Group() string {
	switch m {
	case StaffFull, StaffPart, BaseVolunteers:
		return "人员"
	case OpenDays, FreeDays, Visitors:
		return "场地"
	case BaseFunds:
		return "经费"
	case BaseMedia:
		return "传媒"
	}
	return m.Indicator().Group
}

// Groups returns the groups of some measures, each once, in the order of the national survey; others after
// them as they come, and those without a group last, as "".
func (l List) Groups() []string {
	var out []string
	for _, m := range l {
		if g := m.Group(); !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	place := func(g string) int {
		if i := slices.Index(nationalGroups, g); i >= 0 {
			return i
		} else if g == "" {
			return len(nationalGroups) + 1
		}
		return len(nationalGroups)
	}
	slices.SortStableFunc(out, func(a, b string) int { return place(a) - place(b) })
	return out
}

var nationalGroups = []string{"人员", "场地", "经费", "传媒", "活动", "科学教育"}

// definition says what an indicator is, as those of the fixed measures do.
func (x Indicator) definition() string {
	text := "各基地年度数据填报的" + x.Name + "之和；没有填报的不当作零。"
	switch {
	case x.Since != 0 && x.Until != 0:
		text += fmt.Sprintf("%d—%d年填报。", x.Since, x.Until)
	case x.Since != 0:
		text += fmt.Sprintf("%d年起填报。", x.Since)
	case x.Until != 0:
		text += fmt.Sprintf("填报到%d年。", x.Until)
	}
	if x.Note != "" {
		text += strings.TrimSuffix(x.Note, "。") + "。"
	}
	if x.National != "" && x.National != x.Name {
		text += "全国科普统计里的名称：" + x.National + "。"
	}
	return text
}

// Figures with decimals are whole numbers of a small part of the unit, so that sums are exact.

// Decimals is how many decimals a figure may have whose unit is one of withDecimals: 万元 down to the yuan.
const Decimals = 4

var withDecimals = []string{"平方米", "万元"}

const parts = 10_000 // of a unit: 10 to the power of Decimals

// Scale returns how many of its unit's parts a figure counts: 1, or 10,000 where it may have decimals.
func (m Measure) Scale() int64 {
	if slices.Contains(withDecimals, m.Unit()) {
		return parts
	}
	return 1
}

// StockUnit reports whether what is counted in a unit is, if nothing else is said, what there is
// at a year's end.
func StockUnit(unit string) bool { return unit == "人" || unit == "平方米" }

// Digits writes a figure of m in digits alone: 1234, 1234.5.
func (m Measure) Digits(n int64) string {
	whole, rest := m.Split(n)
	return strconv.FormatInt(whole, 10) + rest
}

// Split returns the whole units of a figure of m, and the decimals after them: 1234 and ".5", or "".
// A figure below zero is the difference of two: of one between 0 and -1 the whole has no sign, so
// ask of its absolute value.
func (m Measure) Split(n int64) (whole int64, decimals string) {
	scale := m.Scale()
	whole, rest := n/scale, n%scale
	if rest == 0 {
		return whole, ""
	}
	return whole, "." + strings.TrimRight(fmt.Sprintf("%0*d", Decimals, max(rest, -rest)), "0")
}

// Round returns a figure of m in whole units, for drawing; what is above zero stays so.
func (m Measure) Round(n int64) int64 {
	scale := m.Scale()
	if scale == 1 || n <= 0 {
		return n
	}
	whole := n / scale
	if n%scale >= scale/2 {
		whole++
	}
	return max(whole, 1)
}
