package form_test

import (
	"os"
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/edit"
	"kepu/generator/form"
)

// TestWhatTheHandbookSaysCanBeTyped types each example of the handbook's tables of what can be filled in. The last
// column is the line of the file, or says in words that the form asks.
func TestWhatTheHandbookSaysCanBeTyped(t *testing.T) {
	handbook, err := os.ReadFile("../../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	tables := strings.Split(string(handbook), "| 哪一格 | 可以填 | 文件里写成 |\n|---|---|---|\n")[1:]
	tried := 0
	for _, table := range tables {
		for line := range strings.SplitSeq(table, "\n") {
			if !strings.HasPrefix(line, "|") {
				break
			}
			cells := strings.Split(strings.Trim(line, "| "), " | ")
			if len(cells) != 3 {
				t.Fatalf("not three cells: %s", line)
			}
			want, written := strings.CutPrefix(cells[2], "`")
			for _, example := range inTicks(cells[1]) {
				tried++
				got, asked := typeInto(t, cells[0], example)
				switch {
				case written && got != strings.TrimSuffix(want, "`"):
					t.Errorf("%s: %q becomes %q (%s), and the handbook says %s", cells[0], example, got, asked, cells[2])
				case !written && asked == "":
					t.Errorf("%s: %q is written as %q, and the handbook says: %s", cells[0], example, got, cells[2])
				case !written && strings.Contains(cells[2], "12000") && !strings.Contains(asked, "12000"):
					t.Errorf("%s: %q is asked for with %q, and the handbook says: %s", cells[0], example, asked, cells[2])
				}
			}
		}
	}
	if tried < 10 {
		t.Errorf("only %d examples were found", tried)
	}
}

// inTicks returns what stands between ticks.
func inTicks(s string) (out []string) {
	for i, part := range strings.Split(s, "`") {
		if i%2 == 1 {
			out = append(out, part)
		}
	}
	return out
}

// typeInto types into the first box of that label, and returns what the file then says, or what is asked.
func typeInto(t *testing.T, label, text string) (written, asked string) {
	t.Helper()
	for _, rec := range form.Records {
		for _, x := range rec.Fields(nil) {
			if x.Label.ZH != label {
				continue
			}
			list, slips := form.Changes([]form.Field{x}, nil, nil, form.Answers{x.Key: text}, form.Context{Year: 2026, Today: date.Date{Year: 2026, Month: 11, Day: 30}})
			if len(slips) > 0 {
				return "", slips[0].What.ZH + slips[0].Mend.ZH
			}
			f, err := edit.Open("notices/a.md", []byte("+++\n+++\n"))
			if err != nil {
				t.Fatal(err)
			}
			if err := form.Write(f, edit.Top(), list[:1]); err != nil {
				t.Fatal(err)
			}
			_, after, _ := strings.Cut(f.Text(), x.Key+" = ")
			after, _, _ = strings.Cut(after, "\n+++")
			return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(after, "[\n  ", "["), ",\n]", "]"), "\n  ", " "), ""
		}
	}
	t.Errorf("no form has a box %q", label)
	return "", "-"
}
