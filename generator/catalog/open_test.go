package catalog

import "testing"

// TestCustomaryLevelsKeepTheirOrderWithoutAList: a base named 省级 first and 市级
// later holds the higher of the two, though site.toml lists no levels.
func TestCustomaryLevelsKeepTheirOrderWithoutAList(t *testing.T) {
	c, ps := linked(t, false, "site.toml", organiser, "bases/a.md", base("示例馆", ""), "designations.toml", `
[[designation]]
level = "市级"
date  = 2012
bases = ["示例馆"]
[[designation]]
level = "省级"
date  = 2010
bases = ["示例馆"]
[[designation]]
level = "乡级"
date  = 2014
bases = ["示例馆"]
`)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if got := c.Bases[0].LevelAt(day(t, "2016")); got == nil || got.Name != "省级" {
		t.Errorf("the highest level is %v, want 省级", got)
	}
}
