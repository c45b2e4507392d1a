package checksheet_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"kepu/generator/checksheet"
)

// Nothing of what is printed becomes markup, and what is left out is counted.
func TestASheetIsWordsAndCountsWhatItLeavesOut(t *testing.T) {
	var found []checksheet.Found
	for i := range 50 {
		f := checksheet.Found{What: fmt.Sprint("finding ", i, " <script>")}
		for k := range 20 {
			f.Places = append(f.Places, fmt.Sprint("place ", k))
		}
		found = append(found, f)
	}
	s := checksheet.Sheet{
		Title:   "题",
		Heading: "<b>名</b>",
		Of:      "虚构市",
		Lead:    []string{"一", "二"},
		Result:  "没有问题",
		Tick:    "看过",
		Parts:   []checksheet.Part{{Name: "部分", Rows: []checksheet.Row{{Name: "项", Mark: "✕", Verdict: "不通过", Box: true, Found: found}}}},
		Foot:    "脚",
	}
	text, err := checksheet.Page(s, func(w io.Writer) error {
		_, err := io.WriteString(w, "<p>between</p>\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	for _, want := range []string{
		"<title>题</title>", "&lt;b&gt;名&lt;/b&gt;", "finding 39 &lt;script&gt;", "place 11，还有8处", "还有 10 处没有列出", `<td class="box"><i></i></td>`,
		"</table>\n<p>between</p>\n<p class=\"foot\">脚</p>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the sheet has no %q", want)
		}
	}
	for _, not := range []string{"<script", "finding 40", "place 12", "<small></small>"} {
		if strings.Contains(page, not) {
			t.Errorf("the sheet has %q", not)
		}
	}
	if len(s.Parts[0].Rows[0].Found) != 50 || len(s.Parts[0].Rows[0].Found[0].Places) != 20 {
		t.Error("the caller's sheet was cut")
	}
	if one, err := checksheet.Page(s, nil); err != nil || strings.Contains(string(one), "between") {
		t.Error(err)
	}
}
