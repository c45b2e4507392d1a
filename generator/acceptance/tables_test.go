package acceptance

import (
	"encoding/csv"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var thousands = regexp.MustCompile(`^[-+]?\d+,\d`)

// TestTablesAreTakenAlong takes along the table of every figure of the statistics and of a report, as a reader does, and
// holds what comes against the page.
func TestTablesAreTakenAlong(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to take tables along in Chromium; .ci/run does")
	}
	tb, shut, err := startBrowser(t).open()
	if err != nil {
		t.Fatal(err)
	}
	defer shut()
	tr := realTree(t)
	taken, notes := 0, 0
	for _, page := range tr.pagePaths() {
		if !strings.Contains(string(tr.files[page]), "data-rows") {
			continue
		}
		if _, _, err := tb.visit(onDisk(t, tr) + page); err != nil {
			t.Fatal(err)
		}
		got, err := evaluate[[][]string](tb, `(async () => {
			const made = [], out = [];
			URL.createObjectURL = b => { made.push(b); return "#taken"; };
			for (const a of document.querySelectorAll("a[data-rows]")) {
				a.addEventListener("click", e => e.preventDefault());
				a.click();
				const table = a.closest("figure").querySelector("table");
				out.push([new TextDecoder("utf-8", { ignoreBOM: true }).decode(await made.pop().arrayBuffer()), a.download, a.textContent, a.getAttribute("aria-label"), String(table.rows.length), table.rows[0].cells[0].textContent, table.rows[1].cells[0].textContent]);
			}
			return out;
		})()`)
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		names := map[string]bool{}
		for _, f := range got {
			text, name := f[0], f[1]
			if !strings.HasPrefix(text, "\ufeff") || !strings.HasSuffix(text, "\r\n") || !strings.HasSuffix(name, ".csv") || names[name] || strings.ContainsAny(name, `/\:*?"<>|`) {
				t.Errorf("%s: %q is %q", page, name, text)
			}
			names[name] = true
			if f[2] != "下载这张表（CSV）" || !strings.HasPrefix(f[3], f[2]) || len(f[3]) == len(f[2]) {
				t.Errorf("%s: the link says %q, and %q to who hears it", page, f[2], f[3])
			}
			rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll() // every row has as many cells
			if err != nil {
				t.Errorf("%s: %s: %v\n%s", page, name, err, text)
				continue
			}
			if strconv.Itoa(len(rows)) != f[4] || rows[0][0] != f[5] || rows[1][0] != f[6] {
				t.Errorf("%s: %s: of %s rows %q: %q", page, name, f[4], f[6], rows[:2])
			}
			for _, r := range rows {
				for i, c := range r {
					if thousands.MatchString(c) || c == "" && !strings.HasSuffix(rows[0][i], "：说明") {
						t.Errorf("%s: %s: %q", page, name, r)
					}
				}
			}
			if strings.Contains(text, "：说明") {
				notes++
			}
			taken++
		}
	}
	if taken < 50 || notes < 5 {
		t.Errorf("%d tables, %d with notes", taken, notes)
	}
}
