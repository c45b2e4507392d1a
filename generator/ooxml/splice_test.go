package ooxml

import "testing"

func TestSplicesKeepWhatTheyDoNotName(t *testing.T) {
	got := Spliced([]byte("abcdef"), []Splice{{4, 5, "E"}, {0, 0, "1"}, {0, 0, "2"}, {1, 3, ""}})
	if string(got) != "12adEf" {
		t.Errorf("%s", got)
	}
	if got := Spliced([]byte("abc"), nil); string(got) != "abc" {
		t.Errorf("%s", got)
	}
}

func TestWhatIsEscapedIsReadAgain(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{`<a & "b">`, `<a & "b">`}, {"甲\n乙\t丙", "甲\n乙\t丙"}, {"a\x00\x07b\uFFFEc\r", "abc"}, {"\xff", "\uFFFD"}, {"]]>", "]]>"}, {"", ""},
	} {
		e, err := Parse([]byte(`<r v="` + Escape(x.text) + `">` + Escape(x.text) + `</r>`))
		if err != nil || e.Get("v") != x.want || e.Words() != x.want {
			t.Errorf("%q: %v, %+v", x.text, err, e)
		}
	}
}
