package markdown

import (
	"strings"
	"testing"
)

func ids(text string) []string {
	d, _ := read(text)
	var all []string
	for _, h := range d.Headings {
		all = append(all, h.ID)
	}
	return all
}

// TestRepeatedHeadingsKeepTheirIDs is MD-26: what is written above changes no id.
func TestRepeatedHeadingsKeepTheirIDs(t *testing.T) {
	for _, c := range []struct{ below, above string }{
		{"# 科技馆\n\n# 科技馆\n", "# 科技馆\n\n"},
		{"# 科技馆\n", "# 科技馆\n\n"},
		{"# 2016\n\n## 活动\n\n# 2017\n\n## 活动\n", "# 2015\n\n## 活动\n\n"},
		{"# 甲\n\n## 活动\n\n## 活动\n\n# 乙\n\n## 活动\n", "# 丙\n\n## 活动\n\n## 活动\n\n"},
	} {
		old, all := ids(c.below), ids(c.above+c.below)
		if tail := all[len(all)-len(old):]; strings.Join(tail, " ") != strings.Join(old, " ") {
			t.Errorf("%q: %v became %v", c.below, old, tail)
		}
		seen := map[string]bool{}
		for _, id := range all {
			if seen[id] {
				t.Errorf("%q: %s twice in %v", c.above+c.below, id, all)
			}
			seen[id] = true
		}
	}
}

func TestHeadingIDs(t *testing.T) {
	for _, c := range []struct{ text, ids string }{
		{"# 泌阳县 重点活动", "bi-yang-xian-zhong-dian-huo-dong"},
		{"# 2016 年总结", "s-2016-nian-zong-jie"},
		{"# fn-1\n# fnref-1", "s-fn-1 s-fnref-1"},
		{"# fn\n## source\n# fnref\n## source\n# fn", "s-fn-2 s-fn-source s-fnref source s-fn"},
		{"# ！？", "section"},
		{"# A\n## B\n# C\n## B", "a a-b c b"},
		{"# B 2\n# B\n# B", "b-2 b-3 b"},
		{"# B\n# B\n# B 2", "b-3 b b-2"},
		{"# 题\n\n> # *强*[调](a.md) `码`", "ti qiang-diao-ma"},
	} {
		if got := strings.Join(ids(c.text), " "); got != c.ids {
			t.Errorf("%q: %s, want %s", c.text, got, c.ids)
		}
	}
}

func TestHighestLevelBecomesH2(t *testing.T) {
	for _, c := range []struct{ text, levels string }{
		{"# 甲\n## 乙\n#### 丙\n###### 丁", "2356"},
		{"### 甲\n# 乙", "42"},
		{"### 甲\n#### 乙", "23"},
		{"###### 甲", "2"},
	} {
		d, _ := read(c.text)
		got := ""
		for _, h := range d.Headings {
			got += itoa(h.Level)
			if !strings.Contains(page(d), "<h"+itoa(h.Level)+` id="`+h.ID+`">`+h.Text+"</h"+itoa(h.Level)+">") {
				t.Errorf("%q: %+v is not in %s", c.text, h, page(d))
			}
		}
		if got != c.levels {
			t.Errorf("%q: levels %s, want %s", c.text, got, c.levels)
		}
	}
}
