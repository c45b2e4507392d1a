package acceptance

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"kepu/generator/date"
	"kepu/generator/hours"
)

// TestHoursInABrowser has the script tell all cases of package hours on every day of
// three years: two of which one's holidays are announced, and the first of which they aren't.
func TestHoursInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to tell opening hours in Chromium; .ci/run does")
	}
	var cases []struct {
		About  string
		Hours  []hours.Line
		Closed []string
	}
	text, err := os.ReadFile("../hours/testdata/cases.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("../../themes/default/assets/hours.js")
	if err != nil {
		t.Fatal(err)
	}
	var body strings.Builder
	body.WriteString("<!doctype html><meta charset=utf-8><body>")
	var tables []hours.Table
	for _, c := range cases {
		table := hours.Of(c.Hours, c.Closed)
		tables = append(tables, table)
		fmt.Fprintf(&body, `<div data-hours="%s"><p data-now></p></div>`, html.EscapeString(table.JSON()))
	}
	body.WriteString(`<script src="hours.js"></script>`)
	dir := t.TempDir()
	for name, data := range map[string][]byte{"index.html": []byte(body.String()), "hours.js": script} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tb, shut, err := startBrowser(t).open()
	if err != nil {
		t.Fatal(err)
	}
	defer shut()
	// The clock stands at a moment that the test sets.
	const still = `{ const D = Date; self.at = D.UTC(2026, 0, 1); Date = class extends D { constructor(...a) { super(...(a.length ? a : [self.at])) } static now() { return self.at } } }`
	if _, err := chromedp.Call(tb.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: still}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := tb.visit("file://" + filepath.ToSlash(dir) + "/index.html"); err != nil {
		t.Fatal(err)
	}
	first := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
	const days = 3*365 - 60
	// A second after midnight in China, nothing is open yet and words of the moment are few.
	told, err := evaluate[[]string](tb, fmt.Sprintf(`(() => { const out = [];
		for (let i = 0; i < %d; i++) {
			self.at = %d + i * 864e5 - 8 * 36e5 + 1000;
			document.dispatchEvent(new Event("visibilitychange"));
			for (const p of document.querySelectorAll("[data-now]")) out.push(p.firstChild.textContent.trim());
		}
		return out })()`, days, first.UnixMilli()))
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != days*len(tables) {
		t.Fatalf("%d answers, want %d", len(told), days*len(tables))
	}
	faults, open := 0, 0
	for i := range days {
		at := first.AddDate(0, 0, i)
		day := date.Date{Year: int16(at.Year()), Month: int8(at.Month()), Day: int8(at.Day())}
		for j, table := range tables {
			want := hoursTold(table.On(day))
			if strings.HasPrefix(want, "今天 ") {
				open++
			}
			if got := told[i*len(tables)+j]; got != want {
				if faults++; faults <= 20 {
					t.Errorf("%s: on %s the script says %s, want %s", cases[j].About, day, got, want)
				}
			}
		}
	}
	if open == 0 || faults > 20 {
		t.Errorf("%d of %d answers differ; %d are open", faults, len(told), open)
	}
	// Before midnight of a day of which the next begins open.
	for i, c := range cases {
		for clock, want := range map[string]map[string]string{
			"all day":         {"2026-11-24T23:45": "今天 00:00—24:00 开放中"},
			"beyond midnight": {"2026-11-27T23:45": "今天 18:00—24:00 开放中", "2026-11-28T01:45": "今天 00:00—02:00、18:00—24:00 即将闭馆"},
			"open at night":   {"2026-11-24T23:45": "今天 18:00—24:00 即将闭馆"},
		}[c.About] {
			got, err := evaluate[string](tb, fmt.Sprintf(`(() => { self.at = Date.parse("%s:00+08:00"); document.dispatchEvent(new Event("visibilitychange")); return document.querySelectorAll("[data-now]")[%d].textContent })()`, clock, i))
			if err != nil || got != want {
				t.Errorf("%s, at %s: %q, want %q (%v)", c.About, clock, got, want, err)
			}
		}
	}
	// The last admission, minute by minute.
	for i, c := range cases {
		if c.About != "the last admission" {
			continue
		}
		for clock, want := range map[string]string{"08:59": "09:00 开放", "09:00": "开放中", "15:29": "开放中", "15:30": "即将停止入馆", "16:00": "即将停止入馆", "16:01": "已停止入馆", "16:59": "已停止入馆", "17:00": "已闭馆"} {
			got, err := evaluate[string](tb, fmt.Sprintf(`(() => { self.at = Date.parse("2026-11-24T%s:00+08:00"); document.dispatchEvent(new Event("visibilitychange")); return document.querySelectorAll("[data-now]")[%d].textContent })()`, clock, i))
			if want = "今天 09:00—17:00（16:00停止入馆） " + want; err != nil || got != want {
				t.Errorf("at %s: %q, want %q (%v)", clock, got, want, err)
			}
		}
	}
}

// hoursTold is what a page says of a day before anything opens.
func hoursTold(open []hours.Time, known bool) string {
	switch {
	case !known:
		return "今天是否开放未知"
	case len(open) == 0:
		return "今天不开放"
	}
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
	var times []string
	for _, o := range open {
		s := clock(o.Open) + "—" + clock(o.Close)
		if o.Last != 0 {
			s += "（" + clock(o.Last) + "停止入馆）"
		}
		times = append(times, s)
	}
	return "今天 " + strings.Join(times, "、")
}
