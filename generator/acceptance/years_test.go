package acceptance

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// inForce is a row of data/statistics.csv: who was in force at a year's end, and who may have been.
type inForce struct{ certain, may int }

// text is how the map writes it.
func (n inForce) text() string {
	switch {
	case n.certain+n.may == 0:
		return ""
	case n.may == 0:
		return strconv.Itoa(n.certain)
	case n.certain == 0:
		return fmt.Sprintf("%d?", n.may)
	}
	return fmt.Sprintf("%d+%d?", n.certain, n.may)
}

// yearsInForce reads from data/statistics.csv who was in force, by year and then by county, "" being the city.
func yearsInForce(tr *tree) (map[int]map[string]inForce, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(tr.files["data/statistics.csv"]), "\ufeff")))
	rows, err := r.ReadAll()
	out := map[int]map[string]inForce{}
	for _, row := range rows {
		if row[1] != "in_force" || row[2] != "all" && row[2] != "county" {
			continue
		}
		year, _ := strconv.Atoi(row[0])
		value, _ := strconv.Atoi(row[5]) // empty: none is known
		reported, _ := strconv.Atoi(row[6])
		entries, _ := strconv.Atoi(row[7])
		if out[year] == nil {
			out[year] = map[string]inForce{}
		}
		out[year][row[3]] = inForce{value, entries - reported}
	}
	return out, err
}

// scrubData is what the script of the years is told.
type scrubData struct {
	Words    []string
	Counties map[string]struct {
		ID string
		N  []string
	}
}

var (
	scrubAttribute = regexp.MustCompile(`data-scrub="([^"]*)"`)
	scrubFirst     = regexp.MustCompile(`id="_year" type="range" min="(\d+)"`)
)

// yearFaults holds what the map is told of years against data/statistics.csv.
func yearFaults(tr *tree) (faults []string, compared int) {
	page := string(tr.files["map.html"])
	m, first := scrubAttribute.FindStringSubmatch(page), scrubFirst.FindStringSubmatch(page)
	if m == nil || first == nil {
		return []string{"map.html has no control of years"}, 0
	}
	var data scrubData
	if err := json.Unmarshal([]byte(html.UnescapeString(m[1])), &data); err != nil {
		return []string{err.Error()}, 0
	}
	years, err := yearsInForce(tr)
	if err != nil {
		return []string{err.Error()}, 0
	}
	year, _ := strconv.Atoi(first[1])
	for i, words := range data.Words[:len(data.Words)-1] { // the last is as of the newest record, the file as of its end
		y := year + i
		city := years[y][""]
		if !strings.HasPrefix(words, fmt.Sprintf("%d年年底：", y)) {
			faults = append(faults, fmt.Sprintf("%d is called %q", y, words))
		}
		for _, n := range []int{city.certain, city.may} {
			if n > 0 && !regexp.MustCompile(fmt.Sprintf(`\D%d家`, n)).MatchString(words) {
				faults = append(faults, fmt.Sprintf("%q does not say %d", words, n))
			}
		}
		for _, c := range data.Counties {
			compared++
			if want := years[y][c.ID].text(); c.N[i] != want {
				faults = append(faults, fmt.Sprintf("%d, %s: the map says %q, the statistics %q", y, c.ID, c.N[i], want))
			}
		}
	}
	return faults, compared
}

// What the map says of a year is what the statistics say of it.
func TestYearsOfTheMapAreThoseOfTheStatistics(t *testing.T) {
	tr := realTree(t)
	faults, compared := yearFaults(tr)
	report(t, faults)
	if compared < 20 {
		t.Errorf("only %d numbers were compared", compared)
	}
	wrong := *tr
	wrong.files = map[string][]byte{"map.html": tr.files["map.html"], "data/statistics.csv": []byte(strings.Replace(string(tr.files["data/statistics.csv"]), "in_force,county", "in_force,elsewhere", 1))}
	if faults, _ := yearFaults(&wrong); len(faults) != 1 {
		t.Errorf("a county that is left out of the statistics gives the faults %v", faults)
	}
}

// scrub goes from now to the first year by the keys, and back by the finger's way.
func (c *mapCheck) scrub(tr *tree) {
	years, err := yearsInForce(tr)
	if err != nil {
		c.fault("%v", err)
	}
	const shown = `JSON.stringify(Object.fromEntries([...m.svg().querySelectorAll("[data-code]")].map(g => [g.dataset.code, (g.querySelector(".held") || {}).textContent || ""])))`
	before := ask[string](c, `m.standing()`)
	ask[string](c, `m.range = document.querySelector("#_year"), m.data = JSON.parse(document.querySelector("[data-scrub]").dataset.scrub), m.range.scrollIntoView({block: "center"}), m.range.focus(), ""`)
	c.holds("the control of years is too low for a finger", `m.range.getBoundingClientRect().height >= 44`)
	ids := map[string]string{}
	if err := json.Unmarshal([]byte(ask[string](c, `JSON.stringify(Object.fromEntries(Object.keys(m.data.counties).map(code => [code, m.data.counties[code].id])))`)), &ids); err != nil {
		c.fault("%v", err)
	}
	steps := ask[int](c, `m.range.max - m.range.min`)
	drawn := map[int]bool{}
	ask[string](c, `m.lead = document.querySelector("[data-lead]").textContent, m.top = m.range.getBoundingClientRect().top, ""`)
	for i := range steps {
		c.do(chromedp.KeyEvent(kb.ArrowLeft))
		c.holds("the lead still tells of now", `document.querySelector("[data-lead]").textContent.startsWith("图上是" + m.range.value + "年")`)
		c.holds("the control has moved", `Math.abs(m.range.getBoundingClientRect().top - m.top) < 1`)
		c.holds("a head of the list counts those that are not in it", `[...document.querySelectorAll(".spots__group:not([hidden])")].every(g => { const n = g.querySelectorAll("li:not([hidden])").length; return g.querySelector("[data-number]").textContent.endsWith((n < g.querySelectorAll("li").length ? "中的" : "") + n + "家"); })`)
		year := ask[int](c, `+m.range.value`)
		c.holds("the words are not those of the year", `document.querySelector("[data-scrub-words]").textContent.startsWith(m.range.value + "年") && m.range.getAttribute("aria-valuetext").includes(m.range.value)`)
		c.holds(fmt.Sprintf("%d: list, map and tray differ", year), `m.drawn() === m.listed().length`)
		c.holds(fmt.Sprintf("%d: the address does not keep the year", year), `location.hash.includes("year=" + m.range.value)`)
		drawn[ask[int](c, `m.drawn()`)] = true
		if i == 0 {
			continue // as of the newest record, and not at the year's end
		}
		var got map[string]string
		if err := json.Unmarshal([]byte(ask[string](c, shown)), &got); err != nil || len(got) == 0 {
			c.fault("%d: no county has a number: %v", year, err)
		}
		sum := 0
		for code, text := range got {
			n := years[year][ids[code]]
			sum += n.certain + n.may
			if want := n.text(); text != want {
				c.fault("%d, %s: the map says %q, the statistics %q", year, ids[code], text, want)
			}
		}
		if listed := ask[int](c, `m.listed().length`); listed != sum {
			c.fault("%d: %d bases are listed, the counties have %d", year, listed, sum)
		}
	}
	if len(drawn) < 2 {
		c.fault("the years of the map are all alike: %v bases", drawn)
	}
	c.holds("the first year is not the end of the way", `m.range.value === m.range.min`)
	c.do(chromedp.KeyEvent(kb.End))
	if after := ask[string](c, `m.standing()`); after != before {
		c.fault("after the years the map is another:\n%s\n%s", before, after)
	}
	c.holds("after the years the lead does not tell of now", `document.querySelector("[data-lead]").textContent === m.lead && document.querySelector("[data-lead]").style.minBlockSize === ""`)
	c.holds("after the years the counties are not tinted as before", `document.querySelector("[data-measure]").dataset.measure === "bases" && document.querySelector("[name=_measure]").checked`)
	c.holds("a measure does not end the year", `(() => {
		m.range.value = m.range.min; m.range.dispatchEvent(new Event("input"));
		const held = document.querySelector("[data-measure]").dataset.measure === "held", other = document.querySelectorAll("[name=_measure]")[1];
		other.click();
		const done = m.range.value === m.range.max && document.querySelector("[data-measure]").dataset.measure === other.value;
		document.querySelector("[name=_measure]").click();
		return held && done;
	})()`)
	first := ask[int](c, `+m.range.min`)
	for _, address := range []string{fmt.Sprintf("?year=%d", first+1), fmt.Sprintf("#year=%d", first+1), fmt.Sprintf("#free=&year=%d", first+1)} {
		c.open(desktop, "about.html")
		c.open(desktop, "map.html"+address)
		c.holds(address+" does not show its year", fmt.Sprintf(`document.querySelector("#_year").value === "%d" && m.drawn() === m.listed().length && m.listed().length < document.querySelectorAll("[data-base]").length`, first+1))
	}
	for _, nonsense := range []string{"?year=1066", "#year=", "#year=9999", "?year=%E0%A4%A", "#year=20"} {
		c.open(desktop, "about.html")
		c.open(desktop, "map.html"+nonsense)
		c.holds(nonsense+" hides bases", `m.listed().length === document.querySelectorAll("[data-base]").length && document.querySelector("#_year").value === document.querySelector("#_year").max`)
	}
}
