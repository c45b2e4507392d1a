package feed

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"kepu/generator/date"
)

func day(year, month, day int) date.Date {
	return date.Date{Year: int16(year), Month: int8(month), Day: int8(day)}
}

func written(t *testing.T, f Feed) (string, feedXML) {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	var back feedXML
	if err := xml.Unmarshal(b.Bytes(), &back); err != nil {
		t.Fatalf("%v:\n%s", err, b.String())
	}
	return b.String(), back
}

func TestAFeedSaysWhatRFC4287Asks(t *testing.T) {
	f := Feed{Title: "示例", Language: "zh-CN", Author: "示例市科学技术协会", URL: "https://example.org/kepu/feed.xml", Page: "https://example.org/kepu/index.html", AsOf: day(2026, 3, 1), Entries: []Entry{
		{ID: Tag("example.org", day(2026, 5, 0), "notices/a"), Title: "通知 <b>&amp;</b>", URL: "https://example.org/kepu/notices/a.html", Day: day(2026, 5, 0), Category: "通知", Text: "话 </summary>"},
		{ID: "tag:example.org,2025:b", Title: "活动", URL: "https://example.org/kepu/activities/2025.html#a20250101", Day: day(2025, 1, 1)},
	}}
	text, back := written(t, f)
	for _, want := range []string{
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">`, `<link rel="self" type="application/atom+xml" href="https://example.org/kepu/feed.xml"></link>`,
		"<updated>2026-05-01T00:00:00+08:00</updated>", "<id>tag:example.org,2026:notices/a</id>", "&lt;b&gt;&amp;amp;&lt;/b&gt;", `<summary type="text">话 &lt;/summary&gt;</summary>`, `<category term="通知">`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
	if len(back.Entries) != 2 || back.Entries[0].Title != "通知 <b>&amp;</b>" || back.Entries[0].Summary.Text != "话 </summary>" || back.Entries[1].Summary != nil || back.Updated != "2026-05-01T00:00:00+08:00" {
		t.Errorf("%+v", back)
	}
	if text, back = written(t, Feed{Title: "空"}); back.Updated == "" || len(back.Entries) != 0 {
		t.Error(text)
	}
}

func TestTheNewestStandFirstAndTheOldestAreLeftOut(t *testing.T) {
	var list []Entry
	for i := range 60 {
		list = append(list, Entry{Title: string(rune('a' + i%26)), Day: day(2020+i%3, 1, 1+i%28)})
	}
	list = Sort(list)
	if len(list) != Most {
		t.Errorf("%d entries", len(list))
	}
	for i := range list[1:] {
		if list[i].Day.Before(list[i+1].Day) {
			t.Errorf("%s stands before %s", list[i].Day, list[i+1].Day)
		}
	}
}

func FuzzWordsComeBack(f *testing.F) {
	f.Add("a\x00b]]>\ufffe<&>\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		text, back := written(t, Feed{Title: s, Entries: []Entry{{Title: s, Text: s, Category: s, Day: day(2026, 1, 1)}}})
		if back.Title != clean(s) || back.Entries[0].Title != clean(s) || s != "" && back.Entries[0].Summary.Text != clean(s) {
			t.Errorf("%q comes back as %q\n%s", s, back.Title, text)
		}
	})
}
