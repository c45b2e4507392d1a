package desk

import (
	"maps"
	"strings"
	"testing"
)

// A browser has rules of its own about what boxes can hold. By them, too, a form that is opened and sent changes
// nothing but what its user typed.
func TestABrowserChangesNothingByItself(t *testing.T) {
	files := maps.Clone(city)
	files["bases/jia-weather.md"] = "+++\nname = \"甲县气象科普馆\"\ncounty = \"甲县\"\nkind = \"气象\"\naddress = \"\"\"\n一号楼\n二号楼\"\"\"\nphone = \"1\\n2\"\n+++\n\n正文。\n"
	files["activities/2026.toml"] = "[[activity]]\ndate = 2026-03-05\ntitle = \"讲座\\n上\"\ncampaign = \"没有的活动\"\n"
	files["designations.toml"] = "[[designation]]\nlevel = \"没有的级\"\ndate = 2016-05-01\ncomplete = \"是\"\nbases = [\"甲县气象科普馆\"]\n"
	for _, path := range []string{"edit/base?file=bases%2Fjia-weather.md", "edit/activity?file=activities%2F2026.toml", "edit/designation?file=designations.toml"} {
		b := sit(t, files)
		status, page := b.fill(Root+path, nil)
		if status != 200 || !strings.Contains(says(page), "没有改动") {
			t.Errorf("%s: %d\n%s", path, status, says(page))
		}
	}
}
