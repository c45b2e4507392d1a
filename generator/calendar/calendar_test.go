package calendar

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"kepu/generator/date"
)

// unfold joins the lines of a file as RFC 5545, 3.1 says. It is false where a line is too long, breaks a character, or ends otherwise.
func unfold(s string) ([]string, bool) {
	if !strings.HasSuffix(s, "\r\n") {
		return nil, false
	}
	var out []string
	for line := range strings.SplitSeq(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
			return nil, false
		}
		if rest, ok := strings.CutPrefix(line, " "); ok && len(out) > 0 {
			out[len(out)-1] += rest
			continue
		}
		out = append(out, line)
	}
	return out, true
}

// unescape reads text as RFC 5545, 3.3.11 has it.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'n' || s[i] == 'N' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func FuzzTextComesBack(f *testing.F) {
	f.Add("讲座，“9:30”开始；地点：甲馆\\二楼\n请预约, 谢谢")
	f.Add(strings.Repeat("气象科普馆", 40))
	f.Add("a\r\nb\rc\x00d\tDESCRIPTION:x\xffy")
	f.Fuzz(func(t *testing.T, text string) {
		lines, ok := unfold(fold("DESCRIPTION:" + escape(text)))
		if !ok || len(lines) != 1 {
			t.Fatalf("%q is %d lines: %q", text, len(lines), fold("DESCRIPTION:"+escape(text)))
		}
		want := strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\uFFFD")
		want = strings.Map(func(r rune) rune {
			if r == '\n' {
				return r
			}
			return printable(r)
		}, want)
		if got := unescape(strings.TrimPrefix(lines[0], "DESCRIPTION:")); got != want {
			t.Errorf("%q comes back as %q", text, got)
		}
	})
}

func on(year, month, day int) date.Date {
	return date.Date{Year: int16(year), Month: int8(month), Day: int8(day)}
}

func TestWhatAnEventIsWrittenAs(t *testing.T) {
	c := Calendar{Name: "示例市科普", URL: "https://example.org/", Source: "https://example.org/activities.ics", AsOf: on(2026, 4, 30), Events: []Event{
		{UID: "1@example.org", Title: "科技周,开幕", First: on(2026, 5, 1), Last: on(2026, 5, 1), From: "09:30", Until: "11:00", Status: Confirmed, Place: "甲馆", Lat: 32.98624, Lon: 114.02713, URL: "https://example.org/activities/2026.html#a20260501", Categories: []string{"讲座", "科技,周"}},
		{UID: "2@example.org", Title: "展览", First: on(2026, 12, 30), Last: on(2027, 1, 2), Status: Tentative},
		{UID: "3@example.org", Title: "观星", First: on(2026, 6, 29), Last: on(2026, 7, 1), From: "20:00", Until: "24:00", Status: Cancelled, Text: "带水\n带衣服"},
		{UID: "4@example.org", Title: "参观", First: on(2026, 6, 30), Last: on(2026, 6, 30), From: "09:00", Status: Confirmed},
	}}
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		t.Fatal(err)
	}
	lines, ok := unfold(b.String())
	if !ok {
		t.Fatalf("%q", b.String())
	}
	text := strings.Join(lines, "\n")
	for _, want := range []string{
		"SUMMARY:科技周\\,开幕", "DTSTART;TZID=Asia/Shanghai:20260501T093000\nDTEND;TZID=Asia/Shanghai:20260501T110000\nSUMMARY", "GEO:32.98624;114.02713", "CATEGORIES:讲座,科技\\,周",
		"DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270103\n",
		"DTSTART;TZID=Asia/Shanghai:20260629T200000\nDTEND;TZID=Asia/Shanghai:20260630T000000\nRRULE:FREQ=DAILY;COUNT=3\n", "STATUS:CANCELLED", "DESCRIPTION:带水\\n带衣服",
		"DTSTART;TZID=Asia/Shanghai:20260630T090000\nSUMMARY", "DTSTAMP:20260430T000000Z\nLAST-MODIFIED:20260430T000000Z\nSEQUENCE:9616\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	for _, name := range []string{"VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT"} {
		if n := strings.Count(text, "BEGIN:"+name); n == 0 || n != strings.Count(text, "END:"+name) {
			t.Errorf("%d begin %s, %d end it", n, name, strings.Count(text, "END:"+name))
		}
	}
}

func TestUIDsAreOfTheWordsAlone(t *testing.T) {
	a := UID("example.org", "讲座", "甲馆", "2026")
	if a != UID("example.org", "讲座", "甲馆", "2026") {
		t.Error("the same words have two UIDs")
	}
	for _, other := range []string{UID("example.org", "讲座", "甲馆2026"), UID("example.org", "讲座", "", "2026"), UID("example.net", "讲座", "甲馆", "2026")} {
		if a == other {
			t.Errorf("other words have the UID %s too", a)
		}
	}
}
