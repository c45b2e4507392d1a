package site_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// planned is a city with a log, whose activities stand in calendars.
func planned(log string) fstest.MapFS {
	return fstest.MapFS{
		"site.toml":         {Data: []byte("title = \"示例\"\nbase_url = \"https://example.org/kepu/\"\n[organiser]\nname = \"示例市科学技术协会\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n[[form]]\nid = \"check\"\nname = \"督导\"\npublic = false\n"), Mode: 0o644},
		"bases/a.md":        {Data: []byte("+++\nname = \"甲馆\"\ncounty = \"甲县\"\naddress = \"示例路1号\"\nlocation = [114.02713, 32.98624]\nfree = true\n+++\n话。\n"), Mode: 0o644},
		"bases/b.md":        {Data: []byte("+++\nname = \"乙馆\"\ncounty = \"甲县\"\n+++\n话。\n"), Mode: 0o644},
		"activities/a.toml": {Data: []byte(log), Mode: 0o644},
	}
}

const lecture = "[[activity]]\ndate = 2026-03-01\ntitle = \"虚构\"\n[[activity]]\ndate = 2026-05-02\ntitle = \"讲座；“气象, 一”\"\nbase = \"甲馆\"\nstatus = \"planned\"\ntime = \"09:30-11:00\"\n"

// events returns the events of a file for calendars, by their titles: the lines of each.
func events(t *testing.T, content fstest.MapFS, name string) map[string][]string {
	t.Helper()
	s, ps := makeSite(t, content)
	if s == nil {
		t.Fatal(ps)
	}
	data, err := fs.ReadFile(s, name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	var at []string
	for line := range strings.SplitSeq(strings.ReplaceAll(string(data), "\r\n ", ""), "\r\n") {
		switch {
		case line == "BEGIN:VEVENT":
			at = nil
		case line == "END:VEVENT":
			title := ""
			for _, l := range at {
				if rest, ok := strings.CutPrefix(l, "SUMMARY:"); ok {
					title = rest
				}
			}
			if out[title] != nil {
				t.Errorf("%s stands twice", title)
			}
			out[title] = at
		default:
			at = append(at, line)
		}
	}
	return out
}

func line(lines []string, name string) string {
	for _, l := range lines {
		if rest, ok := strings.CutPrefix(l, name+":"); ok {
			return rest
		}
	}
	return ""
}

// TestAnEventKeepsItsUIDWhenItIsMovedFilledInAndCalledOff holds what calendars that took an event in go by.
func TestAnEventKeepsItsUIDWhenItIsMovedFilledInAndCalledOff(t *testing.T) {
	const title = `讲座；“气象\, 一”`
	was := events(t, planned(lecture), "bases/a.ics")[title]
	if line(was, "DTSTART;TZID=Asia/Shanghai") != "20260502T093000" || line(was, "STATUS") != "CONFIRMED" || line(was, "LOCATION") != `甲馆，示例路1号` || line(was, "GEO") != "32.98624;114.02713" ||
		line(was, "URL") != "https://example.org/kepu/activities/2026.html#a20260502" || line(was, "DTSTAMP") != "20260301T000000Z" {
		t.Errorf("%q", was)
	}
	change := func(old, now string) fstest.MapFS {
		if !strings.Contains(lecture, old) {
			t.Fatalf("no %q", old)
		}
		return planned(strings.Replace(lecture, old, now, 1))
	}
	for _, c := range []struct{ old, now, title, status, start string }{
		{"2026-05-02", "2026-04-20", title, "CONFIRMED", "20260420T093000"},
		{"time = ", "place = \"二楼\"\nsummary = \"改了\"\ntime = ", title, "CONFIRMED", "20260502T093000"},
		{`"planned"`, `"cancelled"`, "取消：" + title, "CANCELLED", "20260502T093000"},
		{`"planned"`, `"postponed"`, "延期：" + title, "CANCELLED", "20260502T093000"},
		{`status = "planned"`, `status = "held"`, title, "CONFIRMED", "20260502T093000"},
		{"[[activity]]\ndate = 2026-03-01", "[[activity]]\ndate = 2026-05-02\ntitle = \"先写的\"\nstatus = \"planned\"\n[[activity]]\ndate = 2026-03-01", title, "CONFIRMED", "20260502T093000"},
	} {
		now := events(t, change(c.old, c.now), "activities.ics")[c.title]
		if c.status == "CANCELLED" && line(events(t, change(c.old, c.now), "bases/a.ics")[c.title], "STATUS") != c.status {
			t.Errorf("%q: the base's calendar does not say so", c.now)
		}
		if line(now, "UID") == "" || line(now, "UID") != line(was, "UID") || line(now, "STATUS") != c.status || line(now, "DTSTART;TZID=Asia/Shanghai") != c.start {
			t.Errorf("%q: %q, was %q", c.now, now, was)
		}
		if a, b := line(now, "SEQUENCE"), line(was, "SEQUENCE"); len(a) < len(b) || len(a) == len(b) && a < b {
			t.Errorf("%q: sequence %s after %s", c.now, a, b)
		}
	}
	for _, c := range [][2]string{{"“气象", "“地震"}, {`"甲馆"`, `"乙馆"`}, {"2026-05-02", "2027-05-02"}} {
		for title, now := range events(t, change(c[0], c[1]), "activities.ics") {
			if line(now, "UID") == line(was, "UID") {
				t.Errorf("%s has the UID of another", title)
			}
		}
	}
}

// TestAnEventThatIsPutOffIsCalledOffThoughItsNewDayStandsBesideIt: a telephone that took it in when it stood alone learns of it.
func TestAnEventThatIsPutOffIsCalledOffThoughItsNewDayStandsBesideIt(t *testing.T) {
	const title = `讲座；“气象\, 一”`
	was := line(events(t, planned(lecture), "activities.ics")[title], "UID")
	old := strings.Replace(lecture, `"planned"`, `"postponed"`, 1)
	_, entry, _ := strings.Cut(lecture[1:], "[[activity]]")
	both := events(t, planned(old+"[[activity]]"+strings.Replace(entry, "2026-05-02", "2026-06-06", 1)), "activities.ics")
	if off := both["延期："+title]; line(off, "UID") != was || line(off, "STATUS") != "CANCELLED" || !strings.HasPrefix(line(off, "DESCRIPTION"), "原定2026年5月2日，这一天不办了。") {
		t.Errorf("%q, the UID was %s", off, was)
	}
	if now := both[title]; line(now, "UID") == was || line(now, "STATUS") != "CONFIRMED" || line(now, "DTSTART;TZID=Asia/Shanghai") != "20260606T093000" {
		t.Errorf("%q", now)
	}
}

func TestWhatStandsInACalendar(t *testing.T) {
	log := lecture
	for _, x := range []string{
		"date = \"2026-06\"\ntitle = \"不知哪天\"\nstatus = \"planned\"", "date = 2026-06-01\ntitle = \"督导\"\nform = \"check\"\nstatus = \"planned\"",
		"date = 2025-11-01\ntitle = \"早\"", "date = 2026-02-01\ntitle = \"近\"\nuntil = \"2026-02\"", "date = 2026-06-02\nuntil = 2026-06-04\ntitle = \"三天\"\nstatus = \"planned\"",
		"date = 2026-02-20\ntitle = \"过了\"\nstatus = \"planned\"",
	} {
		log += "[[activity]]\n" + x + "\n"
	}
	all := events(t, planned(log), "activities.ics")
	for _, not := range []string{"不知哪天", "督导", "早"} {
		if all[not] != nil {
			t.Errorf("%s stands in the calendar", not)
		}
	}
	for title, want := range map[string][2]string{"近": {"DTEND;VALUE=DATE", "20260202"}, "三天": {"DTEND;VALUE=DATE", "20260605"}, "过了": {"STATUS", "TENTATIVE"}} {
		if got := line(all[title], want[0]); got != want[1] {
			t.Errorf("%s: %s is %q, want %q", title, want[0], got, want[1])
		}
	}
	// A course of lectures: each has a UID of its own.
	course := ""
	for i, day := range []string{"04-01", "04-08", "04-08", "04-15"} {
		course += "[[activity]]\ndate = 2026-" + day + "\ntitle = \"课\"\nplace = \"第" + string('1'+rune(i)) + "教室\"\nstatus = \"planned\"\n"
	}
	s, ps := makeSite(t, planned(lecture+course))
	if s == nil {
		t.Fatal(ps)
	}
	data, err := fs.ReadFile(s, "activities.ics")
	if err != nil {
		t.Fatal(err)
	}
	uids := map[string]bool{}
	for line := range strings.SplitSeq(string(data), "\r\n") {
		if rest, ok := strings.CutPrefix(line, "UID:"); ok {
			uids[rest] = true
		}
	}
	if events := strings.Count(string(data), "BEGIN:VEVENT"); len(uids) != events || events != 6 {
		t.Errorf("%d UIDs of %d events", len(uids), events)
	}
}

func TestWithoutTheSitesAddressNothingNeedsIt(t *testing.T) {
	content := planned(lecture)
	content["site.toml"].Data = []byte(strings.Replace(string(content["site.toml"].Data), "base_url", "# base_url", 1))
	s, ps := makeSite(t, content)
	if s == nil {
		t.Fatal(ps)
	}
	for _, name := range s.Files() {
		if strings.HasSuffix(name, ".ics") {
			t.Errorf("%s is made", name)
		}
		if strings.HasSuffix(name, ".html") {
			data, err := fs.ReadFile(s, name)
			if err != nil || strings.Contains(string(data), ".ics") || strings.Contains(string(data), "ld+json") || strings.Contains(string(data), "og:") || strings.Contains(string(data), "atom+xml") {
				t.Errorf("%s speaks of what is not there (%v)", name, err)
			}
		}
	}
}
