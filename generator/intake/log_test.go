package intake_test

import (
	"testing"
	"testing/fstest"

	"kepu/generator/intake"
)

// TestANewLogIsCalledAsItsBook holds that the name of a book makes one of a file on any disk.
func TestANewLogIsCalledAsItsBook(t *testing.T) {
	content := fstest.MapFS{"activities/Old.toml": {}}
	for name, want := range map[string]string{
		"西平县2025年活动.xlsx":        "西平县2025年活动",
		"西平县2025年活动(1).xlsx":     "西平县2025年活动",
		"西平县 活动 - 副本.xlsx":       "西平县活动",
		"活动.xlsx.xlsx":           "活动",
		"a'b&c?.csv":             "a-b-c",
		"CON.xlsx":               "import-CON",
		".csv":                   "import",
		"__~.xlsx":               "import",
		"x.tmp.csv":              "x-tmp",
		`C:\报表\西平.xlsx`:          "西平",
		"../../designations.csv": "designations",
		"old.xlsx":               "Old", // a file of that name is there: Windows knows no other
	} {
		p := intake.Plan{Book: name}
		if got := p.Log(content); got != "activities/"+want+".toml" {
			t.Errorf("%s goes into %s, want %s", name, got, want)
		}
	}
}
