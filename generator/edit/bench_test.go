package edit_test

import (
	"strconv"
	"strings"
	"testing"

	"kepu/generator/edit"
)

// A form saves ten keys of one entry of a year's log that ten thousand activities stand in.
func BenchmarkTenKeysOfALongLog(b *testing.B) {
	var s strings.Builder
	for i := range 10_000 {
		s.WriteString("[[activity]]\ndate         = 2025-03-01\ntitle        = \"科普大篷车进校园第" + strconv.Itoa(i) + "次\"\nbase         = \"西平县气象局\"\nform         = \"巡展\"\ntopic        = [\"气象\", \"防灾减灾\"]\nplace        = \"西平县第一小学\"\nparticipants = 120\nsummary      = \"孩子们看了天气怎样预报。\"\n\n")
	}
	raw := []byte(s.String())
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		f, err := edit.Open("activities/2025.toml", raw)
		if err != nil {
			b.Fatal(err)
		}
		table := at(s.String()[:4000], "[[activity]]", 7)
		for _, key := range []string{"title", "base", "form", "place", "summary", "link", "audience", "media", "campaign", "county"} {
			v := edit.Text("改过的 " + key)
			switch key {
			case "audience":
				v = edit.Texts("学生")
			case "media":
				v = edit.Int(2)
			case "link":
				v = edit.Text("https://example.org/a")
			}
			if err := f.Set(table, key, v); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := f.Change(); err != nil {
			b.Fatal(err)
		}
	}
}
