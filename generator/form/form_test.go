package form_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/form"
	"kepu/generator/source"
)

// files are where the records stand, with one each that has every line in some way.
var files = map[string]struct{ path, text string }{
	"activity": {"activities/2026.toml", `
# 一行备注
[[activity]]
date   = 2026-03-05   # 备注
title  = '科普 “讲座”'
base   = "甲馆"
topic  = ["气象", "防灾"]
participants = 1_200
summary = """
第一段。

第二段。
"""
unknown_key = 5
`},
	"annual":      {"activities/2026.toml", "[[annual]]\nbase = \"甲馆\"\nyear = 2026\nvisitors = 300\n"},
	"base":        {"bases/jia.md", "+++\nname = \"甲馆\"\ncounty = \"甲县\"\nlocation = [114.02, 32.98]\ndatum = \"gcj02\"\nhours = [\n  {days = \"周二-周日\", open = \"09:00\", close = \"17:00\", last = \"16:30\", months = \"3-10\"},\n  {days = \"周一\", closed = true},\n]\nclosed = [\"春节\"]\nfree = true\nverified = {date = 2025-03-02, how = \"电话核对\"} # 问过\n+++\n\n正文。\n"},
	"designation": {"designations.toml", "[[designation]]\nlevel = \"市级\"\ndate = 2016\nvalid_until = \"unknown\"\nbases = [\"甲馆\"]\nothers = [\"乙馆\", \"丙馆\"]\n"},
	"route":       {"routes/a.md", "+++\ntitle = \"一日\"\n\n[[stop]]\nbase = \"甲馆\"\nminutes = 1_0\n+++\n\n正文。\n"},
	"revocation":  {"designations.toml", "[[revocation]]\nlevel = \"市级\"\ndate = \"2020-01\"\nbases = [\"甲馆\"]\n"},
	"rating":      {"ratings.toml", "[[rating]]\nscheme = \"年度考核\"\nyear = 2025\nbase = \"甲馆\"\nresult = '优秀'\n"},
	"offer":       {"exchange.toml", "[[offer]]\nbase = \"甲馆\"\nkind = \"讲座\"\ntitle = \"讲座\"\nstops = [{place = \"甲\", from = 2026-03-01}]\n"},
	"want":        {"exchange.toml", "[[want]]\nbase = \"甲馆\"\nkind = \"展品\"\ntitle = \"望远镜\"\n"},
	"article":     {"notices/a.md", "+++\ntitle = \"通知\"\ndate = 2026-03-05\n+++\n\n正文。\n"},
}

// open returns the answers that a file of files gives for its record.
func open(t *testing.T, rec form.Record, path, text string) (*edit.File, edit.Table, form.Answers, []form.Field, []form.Assignment, func(form.Answers) ([]form.Assignment, []form.Slip)) {
	t.Helper()
	f, err := edit.Open(path, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	file, top := form.Open(path, f.Text())
	table, where := top, edit.Top()
	if rec.List != "" {
		table = top.Field(rec.List).Value.Items[0].Table
		where = edit.At(table.Start)
	}
	fields := rec.Fields(nil)
	was := form.Table(fields, file, table)
	return f, where, was, fields, nil, func(typed form.Answers) ([]form.Assignment, []form.Slip) {
		return form.Changes(fields, table, was, typed, form.Context{Year: 2026, Today: date.Date{Year: 2026, Month: 11, Day: 30}})
	}
}

func TestEveryFieldIsALineThatTheFilesKnow(t *testing.T) {
	for _, rec := range form.Records {
		at := files[rec.Name]
		for _, x := range rec.Fields(nil) {
			for _, key := range x.Keys() {
				line := key + " = 0\n"
				text := "[[" + rec.List + "]]\n" + line
				if rec.List == "" {
					text = "+++\n" + line + "+++\n"
				}
				for _, p := range source.Parse(at.path, []byte(text)).Problems {
					if strings.HasPrefix(p.Code(), "E-KEY-UNKNOWN") || strings.HasPrefix(p.Code(), "E-KEY-ELSEWHERE") {
						t.Errorf("%s %s: %s", rec.Name, key, p.Message(diag.EN))
					}
				}
			}
		}
	}
	// … and the test would notice one that they do not know.
	if ps := source.Parse("activities/2026.toml", []byte("[[activity]]\nwhatever = 0\n")).Problems; !slices.ContainsFunc(ps, func(p diag.Problem) bool { return p.Code() == "E-KEY-UNKNOWN" }) {
		t.Errorf("an unknown key is told as %v", ps)
	}
}

func TestABoxThatNobodyTouchedChangesNothing(t *testing.T) {
	for _, rec := range form.Records {
		at := files[rec.Name]
		_, _, was, fields, _, changes := open(t, rec, at.path, at.text)
		sent := form.Answers{}
		for _, x := range fields {
			sent[x.Key] = strings.ReplaceAll(was[x.Key], "\n", "\r\n") + " " // as a browser sends it
		}
		if list, slips := changes(sent); len(list)+len(slips) > 0 {
			t.Errorf("%s: %v %v", rec.Name, list, slips)
		}
	}
}

// Each row changes one box of a record; the line that comes of it, and nothing else, is another.
func TestOneBoxChangesOneLine(t *testing.T) {
	for _, c := range []struct{ rec, key, typed, gone, come string }{
		{"activity", "date", "2026.9.20-22", "date   = 2026-03-05   # 备注", "date   = 2026-09-20   # 备注|until  = 2026-09-22"},
		{"activity", "date", "9月", "date   = 2026-03-05   # 备注", `date   = "2026-09"   # 备注`},
		{"activity", "participants", "1,500人", "participants = 1_200", "participants = 1500"},
		{"activity", "participants", "", "participants = 1_200", ""},
		{"activity", "topic", "气象、天文", `topic  = ["气象", "防灾"]`, `topic  = ["气象", "天文"]`},
		{"activity", "bases", "甲馆\n乙馆", `base   = "甲馆"`, `bases  = ["甲馆", "乙馆"]`},
		{"activity", "bases", "乙馆", `base   = "甲馆"`, `base   = "乙馆"`},
		{"base", "hours", "周二至周日 9:00-11:30，下午2:30—5:00", "  {days = \"周二-周日\", open = \"09:00\", close = \"17:00\", last = \"16:30\", months = \"3-10\"},|  {days = \"周一\", closed = true},", `  {days = "周二至周日", open = "09:00", close = "11:30"},|  {days = "周二至周日", open = "14:30", close = "17:00"},`},
		{"activity", "title", `说"好"的`, `title  = '科普 “讲座”'`, `title  = '说"好"的'`},
		{"annual", "visitors", "３００１", "visitors = 300", "visitors = 3001"},
		{"annual", "open_days", "200", "", "open_days = 200"},
		{"base", "free", "false", "free = true", "free = false"},
		{"base", "free", "", "free = true", ""},
		{"base", "hours", "每天 9点-下午5点", "  {days = \"周二-周日\", open = \"09:00\", close = \"17:00\", last = \"16:30\", months = \"3-10\"},|  {days = \"周一\", closed = true},", `  {days = "每天", open = "09:00", close = "17:00"},`},
		{"base", "verified", "2026.11.29 实地核对", `verified = {date = 2025-03-02, how = "电话核对"} # 问过`, `verified = {date = 2026-11-29, how = "实地核对"} # 问过`},
		{"base", "verified", "3月2日，电话核对（办公室）", `verified = {date = 2025-03-02, how = "电话核对"} # 问过`, `verified = {date = 2026-03-02, how = "电话核对（办公室）"} # 问过`},
		{"base", "verified", "今天 电话核对", `verified = {date = 2025-03-02, how = "电话核对"} # 问过`, `verified = {date = 2026-11-30, how = "电话核对"} # 问过`},
		{"base", "verified", "２０２６年３月", `verified = {date = 2025-03-02, how = "电话核对"} # 问过`, `verified = {date = "2026-03"} # 问过`},
		{"designation", "valid_until", "2030", `valid_until = "unknown"`, `valid_until = "2030"`},
		{"designation", "others", "乙馆", `others = ["乙馆", "丙馆"]`, `others = ["乙馆"]`},
		{"article", "title", "新的通知", `title = "通知"`, `title = "新的通知"`},
	} {
		rec, _ := form.Named(c.rec)
		at := files[c.rec]
		f, where, was, _, _, changes := open(t, rec, at.path, at.text)
		sent := maps.Clone(was)
		sent[c.key] = c.typed
		list, slips := changes(sent)
		if len(slips) > 0 {
			t.Errorf("%s %s: %v", c.rec, c.key, slips)
			continue
		}
		for _, a := range list {
			var err error
			if a.Remove {
				err = f.Remove(where, a.Key)
			} else {
				err = f.Set(where, a.Key, a.Value)
			}
			if err != nil {
				t.Fatalf("%s %s: %v", c.rec, c.key, err)
			}
		}
		gone, come := differing(at.text, f.Text())
		if want := strings.Trim(c.gone, "|"); gone != want || come != c.come {
			t.Errorf("%s %s = %q:\n gone %q, want %q\n come %q, want %q", c.rec, c.key, c.typed, gone, want, come, c.come)
		}
	}
}

// differing returns the lines of a that b has not, and the other way round.
func differing(a, b string) (gone, come string) {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	without := func(list, other []string) string {
		other = slices.Clone(other)
		var out []string
		for _, l := range list {
			if i := slices.Index(other, l); i >= 0 {
				other = slices.Delete(other, i, i+1)
				continue
			}
			out = append(out, l)
		}
		return strings.Join(out, "|")
	}
	return without(x, y), without(y, x)
}

// A line that cannot be read is written anew from its box, where its box can be read.
func TestABrokenLineIsWrittenAnew(t *testing.T) {
	f, where, was, _, _, changes := open(t, form.Activity, "activities/2026.toml", "[[activity]]\ndate = 2026-03-05\ntitle = \"讲座\"\nparticipants = 三百\n")
	list, slips := changes(maps.Clone(was))
	if len(slips) > 0 || len(list) != 1 || list[0].Key != "participants" {
		t.Fatalf("%v %v", list, slips)
	}
	if err := f.Set(where, list[0].Key, list[0].Value); err != nil {
		t.Fatal(err)
	}
	if want := "participants = 300\n"; !strings.HasSuffix(f.Text(), want) {
		t.Errorf("the file is\n%s", f.Text())
	}
}

// A return without a figure would count as sent.
func TestAReturnNeedsAFigure(t *testing.T) {
	fields := form.Annual.Fields(nil)
	for _, c := range []struct {
		typed form.Answers
		want  int
	}{
		{form.Answers{"base": "甲馆", "year": "2025"}, 1},
		{form.Answers{"base": "甲馆", "year": "2025", "visitors": " "}, 1},
		{form.Answers{"base": "甲馆", "year": "2025", "visitors": "0"}, 0},
		{form.Answers{"base": "甲馆", "year": "2025", "rating": "优秀"}, 0},
		{form.Answers{"base": "甲馆", "open_days": "3"}, 1}, // the year
	} {
		if got := form.Missing(fields, c.typed); len(got) != c.want {
			t.Errorf("%v: %v", c.typed, got)
		}
	}
	if got := form.Missing(form.Activity.Fields(nil), form.Answers{"date": "2026", "title": "讲座"}); len(got) > 0 {
		t.Errorf("an activity without figures: %v", got)
	}
}

// What cannot be taken in is asked about, and nothing is guessed.
func TestWhatIsNoAnswerIsASlip(t *testing.T) {
	for _, c := range []struct{ rec, key, typed string }{
		{"activity", "participants", "1.2万"}, {"activity", "participants", "约300"}, {"activity", "participants", "3OO"}, {"activity", "participants", "30a"}, {"activity", "participants", "很多"},
		{"activity", "date", "上周"}, {"activity", "date", "2026.2.30"}, {"activity", "until", "9月1-3日"},
		{"base", "hours", "周一到周五上班时间"}, {"base", "hours", "每天 9:00-11:30，14:30-17:00，3-10月"}, {"base", "hours", "每天 9:00-17:00，雨天除外"}, {"base", "location", "驿城区文明路"},
		{"annual", "year", "去年"}, {"base", "free", "也许"}, {"designation", "valid_until", "三年"},
	} {
		rec, _ := form.Named(c.rec)
		at := files[c.rec]
		_, _, was, _, _, changes := open(t, rec, at.path, at.text)
		sent := maps.Clone(was)
		sent[c.key] = c.typed
		list, slips := changes(sent)
		if len(slips) != 1 || slips[0].Key != c.key || len(list) > 0 {
			t.Errorf("%s %s = %q gives %v and the slips %v", c.rec, c.key, c.typed, list, slips)
		}
	}
}

// Hours that are shown are read as the same.
func TestHoursAreShownAsTheyAreTyped(t *testing.T) {
	for _, c := range [][2]string{
		{"周二-周日 09:00-17:00，16:30停止入馆，3-10月", `{days = "周二-周日", open = "09:00", close = "17:00", last = "16:30", months = "3-10"}`},
		{"周一 不开放", `{days = "周一", closed = true}`},
		{"每天 00:00-24:00", `{days = "每天", open = "00:00", close = "24:00"}`},
		{"周六、日 8:30—11:30", `{days = "周六、日", open = "08:30", close = "11:30"}`},
		{"周二至周日 下午2:30—5:00", `{days = "周二至周日", open = "14:30", close = "17:00"}`},
		{"工作日 上午8点至下午5点30分", `{days = "工作日", open = "08:00", close = "17:30"}`},
		{"9:00-17:00", `{days = "每天", open = "09:00", close = "17:00"}`},
		{"周一至周五：9：00－17：00（5月1日—10月7日）", `{days = "周一至周五", open = "09:00", close = "17:00", months = "5月1日—10月7日"}`},
		{"周一闭馆。", `{days = "周一", closed = true}`},
	} {
		text := "+++\nname = \"甲馆\"\ncounty = \"甲县\"\n+++\n"
		f, where, was, _, _, changes := open(t, form.Base, "bases/jia.md", text)
		was["hours"] = ""
		sent := maps.Clone(was)
		sent["hours"] = c[0]
		list, slips := changes(sent)
		if len(slips) > 0 || len(list) != 1 {
			t.Errorf("%s: %v", c[0], slips)
			continue
		}
		if err := f.Set(where, list[0].Key, list[0].Value); err != nil {
			t.Fatal(err)
		}
		if want := "hours = [" + c[1] + "]"; !strings.Contains(strings.ReplaceAll(f.Text(), "  ", " "), want) {
			t.Errorf("%s gives\n%s\nwant %s", c[0], f.Text(), want)
		}
		_, _, shown, _, _, again := open(t, form.Base, "bases/jia.md", f.Text())
		if list, slips := again(maps.Clone(shown)); len(list)+len(slips) > 0 {
			t.Errorf("%s, shown as %s, is another", c[0], shown["hours"])
		}
		second := maps.Clone(shown)
		second["hours"] += "\n周一 休息"
		if _, slips := again(second); len(slips) > 0 {
			t.Errorf("what is shown, %s, cannot be read: %v", shown["hours"], slips)
		}
	}
}

// A new entry goes into the file of its year.
func TestWhereANewEntryGoes(t *testing.T) {
	for _, c := range []struct{ rec, key, typed, want string }{
		{"activity", "date", "2025.3.5", "activities/2025.toml"},
		{"activity", "date", "3月5日", "activities/2026.toml"},
		{"activity", "date", "", ""},
		{"annual", "year", "2024", "activities/2024.toml"},
		{"annual", "year", "二〇二四", "activities/2024.toml"},
		{"designation", "date", "", "designations.toml"},
	} {
		rec, _ := form.Named(c.rec)
		got := form.File(nil, rec, form.Answers{c.key: c.typed}, form.Context{Year: 2026})
		if got != c.want {
			t.Errorf("%s %s: %q, want %q", c.rec, c.typed, got, c.want)
		}
	}
}

func ExampleChanges() {
	fields := form.Activity.Fields(nil)
	list, _ := form.Changes(fields, nil, nil, form.Answers{"date": "2026年9月20日", "title": "讲座"}, form.Context{Year: 2026})
	for _, a := range list {
		fmt.Println(a.Key)
	}
	// Output:
	// date
	// title
}

// What is no day is not written, and a table with more than a day and a way stays as it is.
func TestACheckIsADayAndAWay(t *testing.T) {
	at := files["base"]
	_, _, was, _, _, changes := open(t, form.Base, at.path, at.text)
	if was["verified"] != "2025-03-02，电话核对" {
		t.Errorf("it shows %q", was["verified"])
	}
	for _, typed := range []string{"电话核对", "2026.3.2-5 电话核对", "2026-02-30 电话核对", "2026-03-02 2次"} {
		sent := maps.Clone(was)
		sent["verified"] = typed
		if list, slips := changes(sent); len(list) > 0 || len(slips) != 1 || slips[0].Key != "verified" || slips[0].What.ZH == "" {
			t.Errorf("%q: %v %v", typed, list, slips)
		}
	}
	odd := strings.Replace(at.text, `how = "电话核对"}`, `how = "电话核对", by = "科普部"}`, 1)
	_, _, was, _, _, _ = open(t, form.Base, at.path, odd)
	if want := `{date = 2025-03-02, how = "电话核对", by = "科普部"}`; was["verified"] != want {
		t.Errorf("it shows %q, not %q", was["verified"], want)
	}
}
