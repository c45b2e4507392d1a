package source

import (
	"slices"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/measure"
)

// tablesOfKeys are all lists of keys that a file may hold.
func tablesOfKeys() map[string][]string {
	return map[string][]string{
		"site": names(siteKeys), "organiser": names(organiserKeys), "registration": names(registrationKeys), "map": names(mapKeys), "break": names(breakKeys),
		"theme_colours": names(themeColourKeys),
		"log":           names(logKeys), "activity": names(activityKeys), "annual": names(annualKeys),
		"naming": names(namingKeys), "designation": names(designationKeys), "revocation": names(revocationKeys),
		"base": names(baseKeys), "photo": names(photoKeys), "hours": names(hoursKeys), "article": names(articleKeys),
		"term": {"id", "name", "code", "authority", "rank", "colour", "description", "public"},
	}
}

// TestEveryKeyIsKnownByItsChineseName: 名称 = "科技馆" is told what to write, whatever the key.
func TestEveryKeyIsKnownByItsChineseName(t *testing.T) {
	for table, keys := range tablesOfKeys() {
		for _, k := range keys {
			words := strings.Fields(chineseNames[k])
			if !slices.ContainsFunc(words, func(w string) bool { return chinese(w, keys) == k }) {
				t.Errorf("%s: the key %s has no Chinese name of its own; add one in chinese.go", table, k)
			}
		}
	}
}

func TestChineseNamesMeanTheirKeyInTheirTable(t *testing.T) {
	all := tablesOfKeys()
	for _, tt := range []struct{ table, name, want string }{
		{"base", "名称", "name"}, {"activity", "名称", "title"}, {"article", "名称", "title"}, {"term", "名称", "name"},
		{"base", "联系电话", "phone"}, {"base", "所在县区", "county"}, {"base", "网址", "website"}, {"activity", "网址", "link"},
		{"activity", "参加人数（人）", "participants"}, {"activity", "活动举办地点", "place"}, {"activity", "活动主题", "topic"}, {"activity", "日期", "date"},
		{"hours", "开门时间", "open"}, {"annual", "年度", "year"}, {"designation", "文号", "document"}, {"log", "活动", "activity"}, {"base", "院长", ""},
	} {
		if got := chinese(tt.name, all[tt.table]); got != tt.want {
			t.Errorf("%s in %s means %q, want %q", tt.name, tt.table, got, tt.want)
		}
	}
}

// TestAChineseNameIsToldOnceInAFile: with the number of its places, and every line is read.
func TestAChineseNameIsToldOnceInAFile(t *testing.T) {
	p := Parse("activities/2016.toml", []byte(strings.Repeat("[[activity]]\n日期 = 2016-03-01\n活动名称： \"一\"\n参加人次 = 30\n# x\n场次 = \"二\"\n", 2)[:0]+
		"[[activity]]\n日期 = 2016-03-01\n活动名称： \"一\"\n参加人次 = 30\n[[activity]]\n日期 = 2016-03-02\n活动名称： \"二\"\n"))
	if len(p.Problems) != 3 || len(p.Log.Activities) != 2 || p.Log.Activities[1].Title != "二" || p.Log.Activities[0].Figure(measure.Participants).N != 30 {
		t.Fatalf("%d problems %+v", len(p.Problems), p.Log)
	}
	if got, want := p.Problems[0].Message(diag.ZH), "日期 要写英文名称（这个文件里共 2 处），请写 date ="; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
