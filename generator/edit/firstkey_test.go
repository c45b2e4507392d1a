package edit

import "testing"

// The only key above the tables of a file comes and goes with the empty line below it.
func TestTheFirstKeyOfAFileIsTakenBack(t *testing.T) {
	for _, before := range []string{"[[activity]]\ntitle = \"一\"\n", "# 记录\n\n\n[[activity]]\ntitle = \"一\"\n", "\n[x]\na = 1\n\n[[activity]]\n"} {
		f, err := Open("activities/2026.toml", []byte(before))
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range []string{"甲", "甲\n乙"} {
			if err := f.Set(Top(), "note", Text(value)); err != nil {
				t.Fatal(err)
			}
			if err := f.Remove(Top(), "note"); err != nil {
				t.Fatal(err)
			}
			if f.Text() != before {
				t.Errorf("%q is %q after a key came and went", before, f.Text())
			}
		}
	}
}
