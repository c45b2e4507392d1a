package pages

import (
	"fmt"
	"math/rand"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/view"
)

// fiveCounties is madeUpSite with three counties more.
var fiveCounties = madeUpSite + `[[county]]
id = "north"
name = "示例北县"
code = "410003"
[[county]]
id = "south"
name = "示例南县"
code = "410004"
[[county]]
id = "mid"
name = "示例中区"
code = "410005"
`

// randomLog is a log of some years in some counties, in which much may be missing.
func randomLog(r *rand.Rand) map[string]string {
	var log strings.Builder
	counties := []string{"east", "west", "north", "south", "mid"}[:1+r.Intn(5)]
	for i := range r.Intn(40) {
		date := fmt.Sprintf("%d-%02d-%02d", 2020+r.Intn(4), 1+r.Intn(12), 1+r.Intn(28))
		if r.Intn(5) == 0 {
			date = date[:4]
		}
		more := fmt.Sprintf("place = \"第%d处\"\n", i)
		if r.Intn(6) > 0 {
			more += fmt.Sprintf("county = %q\n", counties[r.Intn(len(counties))])
		}
		if r.Intn(3) > 0 {
			more += fmt.Sprintf("participants = %d\n", r.Intn(3)*100)
		}
		log.WriteString(activity(date, more))
	}
	if r.Intn(2) == 0 {
		log.WriteString(activity("2023-12-31", "place = \"终处\"\n"))
	}
	c := map[string]string{"site.toml": fiveCounties, "bases/a.md": basePage("虚构甲馆", "east")}
	if log.Len() > 0 {
		c["activities/log.toml"] = log.String()
	}
	if r.Intn(2) == 0 {
		c["designations.toml"] = fmt.Sprintf("[[designation]]\nlevel = \"市级\"\ndate = 2019\nvalid_until = %s\ntotal = %d\nbases = [\"a\"]\n", []string{`"未知"`, "2030"}[r.Intn(2)], 1+r.Intn(30))
	}
	return c
}

var firstNumber = regexp.MustCompile(`^(?:至少)?([\d,]+)`)

// leading is the number that a cell, or a sentence's number, begins with.
func leading(text string) (int, bool) {
	m := firstNumber.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, _ := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
	return n, true
}

// column is a table's column under a head, by the names of its rows; what is no number is left out.
func column(t view.DataTable, head string) map[string]int {
	out := map[string]int{}
	for i, h := range t.Head[1:] {
		for _, r := range t.Rows {
			if n, ok := leading(r.Cells[i].Text); ok && h.Name == head && r.Name != "合计" {
				out[r.Name] = n
			}
		}
	}
	return out
}

var partReported = regexp.MustCompile(`([\d,]+)项中，?([\d,]+)项已报`)

// Each number of a conclusion stands in a table that it leads to, and nothing on record there is more than what is told as most, or less than what is
// told as least.
func TestConclusionsAreOfTheTablesBesideThem(t *testing.T) {
	told := map[string]int{}
	for seed := range int64(120) {
		m := made(t, randomLog(rand.New(rand.NewSource(seed))))
		all, years := checkAll(t, m)
		check := func(p string, says []view.Conclusion, heads []view.Headline, sections []view.StatisticsSection, over func(year string) bool) {
			for i, c := range says {
				if slices.ContainsFunc(says[:i], func(o view.Conclusion) bool { return o.Sort == c.Sort }) {
					t.Errorf("%d %s: two of one sort: %+v", seed, p, says)
				}
				n, ok := leading(c.Number)
				f := find(sections, strings.TrimPrefix(c.URL, "#"))
				if !ok || f == nil && c.URL != "#_headlines" || c.Word == nil || c.Number == "0项" || c.Number == "0个" {
					t.Errorf("%d %s: %+v leads nowhere", seed, p, c)
					continue
				}
				told[c.Sort+c.URL]++
				if c.Sort == "missing" {
					checkMissing(t, fmt.Sprintf("%d %s: %s", seed, p, c.Text()), c, n, f, heads)
					continue
				}
				numbers := column(f.Table, "活动数")
				least, most := 1<<40, 0
				for name, x := range numbers {
					if f.ID == "activities-years" && !over(name) || name == "未注明" {
						continue
					}
					least, most = min(least, x), max(most, x)
					if named := regexp.MustCompile(`(^|\D)` + name + `(活动|、)`).MatchString(c.Before); named != (x == n) {
						t.Errorf("%d %s: %s: but %s has %d", seed, p, c.Text(), name, x)
					}
				}
				if want := map[string]int{"most": most, "least": least}[c.Sort]; n != want || n == 0 || least == most {
					t.Errorf("%d %s: %s, but the table has %v", seed, p, c.Text(), numbers)
				}
			}
		}
		asOf := m.c.AsOf
		over := func(year string) bool {
			y, _ := strconv.Atoi(strings.TrimSuffix(year, "年"))
			return y < int(asOf.Year) || asOf.Month == 12 && asOf.Day == 31
		}
		check("index", all.Says, all.Headlines, all.Sections, over)
		for y, v := range years {
			check(strconv.Itoa(y), v.Says, v.Headlines, v.Sections, over)
			if !over(strconv.Itoa(y)) && slices.ContainsFunc(v.Says, func(c view.Conclusion) bool { return c.Sort == "least" }) {
				t.Errorf("%d %d: the least of a year that is not over: %+v", seed, y, v.Says)
			}
		}
	}
	for _, want := range []string{"most#activities-years", "most#county-table", "most#months", "least#county-table", "least#activities-years", "missing#county-table", "missing#_headlines", "missing#participants-years", "missing#levels", "missing#in-force-years"} {
		if told[want] == 0 {
			t.Errorf("nothing was told of %s: %v", want, told)
		}
	}
}

func checkMissing(t *testing.T, where string, c view.Conclusion, n int, f *view.Figure, heads []view.Headline) {
	t.Helper()
	var notes []string
	if f == nil {
		for _, h := range heads {
			if h.Label == "参加人次" {
				notes = append(notes, h.Note)
				if !h.Known {
					notes = append(notes, fmt.Sprintf("%d项中0项已报", n))
				}
			}
		}
	} else {
		for _, r := range f.Table.Rows {
			for _, cell := range r.Cells {
				notes = append(notes, cell.Note)
			}
		}
	}
	switch {
	case strings.Contains(c.After, "有效期"):
		if !slices.ContainsFunc(notes, func(s string) bool { return strings.Contains(s, c.Number+"，有效期未查到") }) {
			t.Errorf("%s: not in %q", where, notes)
		}
	case strings.Contains(c.After, "没有活动记录"):
		if some := column(f.Table, "活动数"); len(f.Table.Rows)-len(some) != n || len(some) == 0 {
			t.Errorf("%s: the table has %v", where, some)
		}
	case c.URL == "#activities-years":
		if all := f.Table.Rows[len(f.Table.Rows)-1]; all.Cells[0].Text != strconv.Itoa(n) {
			t.Errorf("%s: the table has %+v", where, all)
		}
	default:
		if !slices.ContainsFunc(notes, func(s string) bool {
			m := partReported.FindStringSubmatch(s)
			if m == nil {
				return false
			}
			whole, _ := leading(m[1])
			part, _ := leading(m[2])
			return whole-part == n
		}) {
			t.Errorf("%s: not in %q", where, notes)
		}
	}
}

// Where there is nothing to say, nothing is said.
func TestNothingIsConcludedFromNothing(t *testing.T) {
	for name, c := range map[string]struct {
		log  string
		want string
	}{
		"no records":           {"", ""},
		"one activity, whole":  {activity("2020-12-31", "county = \"east\"\nparticipants = 3"), "2020年2个县区里，1个没有活动记录：示例西县。"},
		"all the same":         {activity("2020-05-01", "county = \"east\"\nparticipants = 3") + activity("2020-12-31", "county = \"west\"\nparticipants = 3"), ""},
		"nobody told of two":   {activity("2020-05-01", "county = \"east\"") + activity("2020-12-31", "county = \"west\""), "2020年的2项活动都未报参加人次。"},
		"none has a county":    {activity("2020-05-01", "participants = 1") + activity("2020-05-02", "participants = 1") + activity("2020-12-31", "participants = 3"), "2020年5月活动最多，2项。"},
		"months not certain":   {activity("2020-05-01", "participants = 1") + activity("2020-05-02", "participants = 1") + activity("2020", "participants = 1") + activity("2020-12-31", "participants = 3"), "2020年5月活动最多，2项；另有1项没有注明月份。"},
		"planned is not there": {activity("2020-05-01", "county = \"east\"\nstatus = \"planned\""), ""},
	} {
		files := map[string]string{"bases/a.md": basePage("虚构甲馆", "east")}
		if c.log != "" {
			files["activities/log.toml"] = c.log
		}
		m := made(t, files)
		var got []string
		for _, x := range m.stats.Conclusions("statistics/2020.html", 2020) {
			got = append(got, x.Text())
		}
		if text := strings.Join(got, ""); text != c.want {
			t.Errorf("%s: %s, want %s", name, text, c.want)
		}
	}
}

// Who has least is told where even the least has some on record, and all have: else it would blame for a thin log. What it tells of is the record.
func TestTheLeastIsToldOfThickRecordsOnly(t *testing.T) {
	for _, c := range []struct {
		counts string // of the counties, in 2020
		want   string
	}{
		{"9 9 8 7 5", "2020年示例中区活动记录最少，5项。"},
		{"9 9 8 7 4", ""},
		{"9 9 8 7 0", ""},
		{"9 9 5 5 5", "2020年示例北县、示例南县、示例中区活动记录最少，各5项。"},
		{"9 5 5 5 5", ""},
		{"9 9 9 9 9", ""},
	} {
		var log strings.Builder
		for i, n := range strings.Fields(c.counts) {
			n, _ := strconv.Atoi(n)
			for k := range n {
				fmt.Fprint(&log, activity(fmt.Sprintf("2020-%02d-%02d", k+1, i+1), fmt.Sprintf("county = %q\nparticipants = 1", []string{"east", "west", "north", "south", "mid"}[i])))
			}
		}
		log.WriteString(activity("2021-12-31", "participants = 1"))
		m := made(t, map[string]string{"site.toml": fiveCounties, "activities/log.toml": log.String()})
		least := ""
		for _, x := range m.stats.Conclusions("statistics/2020.html", 2020) {
			if x.Sort == "least" {
				least = x.Text()
			}
		}
		if least != c.want {
			t.Errorf("%s: %q, want %q", c.counts, least, c.want)
		}
	}
}

// The home page has one sentence, of the newest year that is over, or none.
func TestHomeSaysWhatTheYearComesTo(t *testing.T) {
	for log, want := range map[string]string{
		"": "",
		activity("2019-05-01", "county = \"east\"") + activity("2019-06-01", "county = \"east\"") + activity("2019-06-02", "county = \"west\"") + activity("2020-01-09", ""): "2019年示例东县活动最多，2项。",
		activity("2019-05-01", "") + activity("2020-01-09", ""): "",
	} {
		files := map[string]string{"bases/a.md": basePage("虚构甲馆", "east")}
		if log != "" {
			files["activities/log.toml"] = log
		}
		got := ""
		if c := made(t, files).home().Says; c != nil {
			if got = c.Text(); !strings.HasPrefix(c.URL, "statistics/2019.html#") {
				t.Errorf("it leads to %s", c.URL)
			}
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// On another page the sentences lead to the statistics.
func TestConclusionsOnOtherPages(t *testing.T) {
	m := made(t, twentyYears(20))
	for _, c := range m.stats.Conclusions("counties/east.html", 2019) {
		if !strings.HasPrefix(c.URL, "../statistics/2019.html#") {
			t.Errorf("%s leads to %s", c.Text(), c.URL)
		}
	}
}
