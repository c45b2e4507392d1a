package docx

import (
	"strings"
	"testing"
)

func TestWherePagesBegin(t *testing.T) {
	of := func(props, inner string) string { return "<w:p><w:pPr>" + props + "</w:pPr>" + inner + "</w:p>" }
	turn := `<w:r><w:br w:type="page"/></w:r>`
	for _, x := range []struct{ says, body, want string }{
		{"in a paragraph of its own", of("", run("", "甲")) + of("", turn) + of("", "") + of("", run("", "乙")) + of("", run("", "丙")), "甲 >乙 丙"},
		{"before and behind words", of("", turn+run("", "甲")) + of("", run("", "乙")+turn) + of("", run("", "丙")), ">甲 乙 >丙"},
		{"by the paragraph", of("<w:pageBreakBefore/>", run("", "甲")) + par(`<w:pageBreakBefore w:val="0"/>`, run("", "乙")), ">甲 乙"},
		{"by the end of a section", of("<w:sectPr/>", run("", "甲")) + par(`<w:sectPr><w:type w:val="continuous"/></w:sectPr>`, run("", "乙")) + of("", run("", "丙")), "甲 >乙 丙"},
		{"a column is no page", of("", run("", "甲")+`<w:r><w:br w:type="column"/></w:r>`) + of("", run("", "乙")), "甲 乙"},
		{"a table", of("", turn) + `<w:tbl><w:tr><w:tc>` + of("", turn+run("", "甲")) + `</w:tc><w:tc>` + of("", run("", "乙")) + `</w:tc></w:tr></w:tbl>` + of("", run("", "丙")), ">[] 丙"},
		{"a frame", of("", turn) + `<w:tbl><w:tr><w:tc>` + of("", run("", "甲")) + of("", run("", "乙")) + `</w:tc></w:tr></w:tbl>`, ">甲 乙"},
		{"an empty table", of("", turn) + `<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>` + of("", run("", "甲")), ">甲"},
	} {
		d, _, err := Read(made{body: x.body}.bytes(t))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range d.Blocks {
			s := textOf(b.Runs)
			if b.Role == Table {
				s = "[]"
			}
			if b.NewPage {
				s = ">" + s
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s: %q", x.says, got)
		}
	}
	p := body(t, &Document{Blocks: []Block{{Role: Heading, Level: 1, NewPage: true, Runs: words("附件1")}}}).all("pPr")[0]
	if p.child("pageBreakBefore") == nil || p.child("ind") == nil {
		t.Error("the mark of an annex does not stand at the margin of a new page")
	}
	d, _ := again(t, &Document{Blocks: []Block{{Runs: words("甲")}, {Role: Heading, Level: 1, NewPage: true, Runs: words("附件1")}, {Runs: words("乙")}}})
	if d.Blocks[0].NewPage || !d.Blocks[1].NewPage || d.Blocks[2].NewPage {
		t.Errorf("written and read: %+v", d.Blocks)
	}
}
