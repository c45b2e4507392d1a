package intake_test

import (
	"testing"
	"testing/fstest"

	"kepu/generator/intake"
)

// TestSlipsOfOtherNamesOfABase holds that a slip of a short name or of another name of a base is asked about as one of its page's
// name is, and makes no host of it; and that words which are no such slip are hosts.
func TestSlipsOfOtherNamesOfABase(t *testing.T) {
	content := city()
	content["bases/tianwen.md"] = &fstest.MapFile{Data: []byte("+++\nname = \"示例天文台观测基地\"\nshort = \"遥远星空馆\"\ncounty = \"东平县\"\n+++\n虚构的基地。\n"), Mode: 0o644}
	content["bases/zhiwu.md"] = &fstest.MapFile{Data: []byte("+++\nname = \"示例植物园\"\nshort = \"绿园\"\ncounty = \"东平县\"\n+++\n虚构的基地。\n"), Mode: 0o644}
	for _, x := range []struct{ words, base, meant, host string }{
		{"遥远星空馆", "示例天文台观测基地", "", ""},
		{"遥远星空官", "", "示例天文台观测基地", ""},
		{"远星空馆", "", "示例天文台观测基地", ""}, // a part of it
		{"西平气象科普官", "", "西平县气象局", ""}, // of an alias
		{"县图书馆", "", "", "县图书馆"},
		{"遥远的县图书馆", "", "", "遥远的县图书馆"},
		{"红园", "", "", "红园"}, // one character of two is no slip
	} {
		p := read(t, content, intake.Options{}, book("x.xlsx", grid("活动", "活动名称|时间|承办单位\n虚构的讲座|2025年5月16日|"+x.words)))
		r, meant := p.Records[0], ""
		for _, d := range r.Doubts {
			meant += d.Meant
		}
		if r.Answers["bases"] != x.base || meant != x.meant || r.Answers["hosts"] != x.host {
			t.Errorf("%s: the base is %q, %q is meant, the host %q\n%s", x.words, r.Answers["bases"], meant, r.Answers["hosts"], told(p))
		}
	}
}
