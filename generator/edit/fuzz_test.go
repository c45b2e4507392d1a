package edit_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"kepu/generator/edit"
)

// Whatever somebody types into a form stands in the file as that, or is refused; no other
// value of the file becomes another.
func FuzzAnyTextIsHeld(f *testing.F) {
	for _, s := range []string{"", "x", "两\n行", "\r\n", "\"", "\"\"\"", "\\", "'''", "+++", "\n+++\n", "[[activity]]\ntitle = 1", "\u200b", "\x00", "\x1b", "a\"\"\"\nb = 1", "\t", " ", "#", "\xff", "\ufeff", "C:\\a\\1.jpg", "x\\", "\u2028", "café", "\U0001f600", "锟斤拷", "{{ }}"} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(5))
	}
	f.Fuzz(func(t *testing.T, s string, n uint8) {
		text, p, key := aLog, "activities/2025.toml", []string{"summary", "title", "topic", "place"}[n%4]
		table := at(aLog, "[[activity]]", 1+int(n>>4)%2)
		page := n&8 > 0
		if page {
			text, p, table = aPage, "bases/a.md", edit.Top()
			key = []string{"summary", "name", "alias", "address"}[n%4]
		}
		file, err := edit.Open(p, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		v, x := edit.Text(s), any(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
		if n%4 == 2 {
			v, x = edit.Texts(s, "甲"), []any{x, "甲"}
		}
		if err = file.Set(table, key, v); err == nil {
			_, err = file.Change()
		}
		var refused *edit.Refused
		if errors.As(err, &refused) {
			if refused.What.ZH == "" || refused.What.Code == "" || strings.Contains(refused.What.ZH, "%!") {
				t.Errorf("%q: %v", s, refused)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		want := decode(t, settings(text, page))
		m := want
		if !page {
			m = want["activity"].([]map[string]any)[int(n>>4)%2]
		}
		m[key] = x
		if got := decode(t, settings(file.Text(), page)); !reflect.DeepEqual(got, want) {
			t.Errorf("%q:\n%v\n%v\n%s", s, got, want, file.Text())
		}
	})
}

// Any file that can be read is spelled as it is: a splice leaves every byte outside of it alone.
func FuzzAnyFileKeepsItsBytes(f *testing.F) {
	for _, spell := range spellings {
		f.Add(spell(aLog), 20, 30, "新")
		f.Add(spell(aPage), 5, 5, "a\nb")
	}
	f.Add([]byte("a\r\n\rb\n\r\n\xff"), 1, 3, "")
	f.Fuzz(func(t *testing.T, raw []byte, start, end int, s string) {
		file, err := edit.Open("odd/a.toml", raw)
		if err != nil {
			return
		}
		text := file.Text()
		if start < 0 || end < start || end > len(text) || !strings.Contains(text, text[start:end]) || !utf8Edge(text, start) || !utf8Edge(text, end) {
			return
		}
		if err := file.Splice(edit.Splice{Start: start, End: end, New: s}); err != nil {
			t.Fatal(err)
		}
		c, err := file.Change()
		if err != nil || c.After == nil {
			return
		}
		before, after := common(c.Before, c.After)
		g, err := edit.Open("odd/a.toml", c.After)
		if err != nil || g.Text() != file.Text() {
			t.Fatalf("%q becomes %q: %v", text, c.After, err)
		}
		// What the texts have in common the bytes have too.
		same, rest := common([]byte(text), []byte(file.Text()))
		if bytes.Equal(c.Before, c.After) || same+rest == 0 {
			return
		}
		if changed := len(text) - same - rest; len(c.Before)-before-after > 4*changed+8 {
			t.Errorf("%d characters of %q cost %d bytes", changed, text, len(c.Before)-before-after)
		}
	})
}

func utf8Edge(s string, i int) bool { return i == len(s) || s[i]&0xc0 != 0x80 }
