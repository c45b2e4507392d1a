package command

import (
	"maps"
	"runtime/debug"
	"strings"
	"testing"

	"kepu/generator/diag"
)

func TestVersionIsToldFromWhatIsKnown(t *testing.T) {
	made := func(modified string) []debug.BuildSetting {
		return []debug.BuildSetting{
			{Key: "vcs.revision", Value: "0123456789abcdef0123456789abcdef01234567"},
			{Key: "vcs.time", Value: "2026-03-05T08:00:00Z"},
			{Key: "vcs.modified", Value: modified},
		}
	}
	for _, c := range []struct {
		release string
		made    []debug.BuildSetting
		want    string
	}{
		{"2026.3", nil, "kepu 2026.3"},
		{"2026.3", made("true"), "kepu 2026.3"},
		{"", nil, "kepu，自己编译的，没有版本号"},
		{"", made("false"), "kepu，自己编译的，源代码是 0123456789ab（2026-03-05）"},
		{"", made("true"), "kepu，自己编译的，源代码是 0123456789ab（2026-03-05）加上没有提交的改动"},
	} {
		if got := versionOf(c.release, c.made).In(diag.ZH); got != c.want {
			t.Errorf("%q %v: %s, not %s", c.release, c.made, got, c.want)
		}
	}
}

// Whoever builds with another version of the program, or none, has the same bytes.
func TestSiteDoesNotTellTheVersion(t *testing.T) {
	write(t, smallSite)
	defer func(before string) { release = before }(release)
	trees := map[string]map[string]string{}
	for _, version := range []string{"", "2026.3-marked"} {
		release = version
		out := "public" + version
		if said, code := buildInto(t, out); code != 0 {
			t.Fatal(said)
		}
		trees[version] = treeOf(t, out)
		for name, text := range trees[version] {
			if strings.Contains(text, "2026.3-marked") {
				t.Errorf("%s tells the version", name)
			}
		}
	}
	if len(trees[""]) < 10 || !maps.Equal(trees[""], trees["2026.3-marked"]) {
		t.Errorf("two versions make two sites, of %d and %d files", len(trees[""]), len(trees["2026.3-marked"]))
	}
}
