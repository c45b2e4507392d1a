package repair_test

import (
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/diag"
	"kepu/generator/repair"
	"kepu/generator/site"
	"kepu/themes"
)

const theSite = "title = \"虚构\"\n[organiser]\nname = \"虚构科协\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n"
const theBase = "+++\nname = \"虚构甲馆\"\ncounty = \"甲县\"\n+++\n\n虚构的馆。\n"

// folder is a content folder with one file more, or another.
func folder(name, text string) fstest.MapFS {
	content := fstest.MapFS{"site.toml": {Data: []byte(theSite)}, "bases/a.md": {Data: []byte(theBase)}}
	content["bases/b.md"] = &fstest.MapFile{Data: []byte(strings.Replace(theBase, "甲馆", "乙馆", 1))}
	content[name] = &fstest.MapFile{Data: []byte(text)}
	return content
}

func planOf(t testing.TB, content fs.FS) *repair.Plan {
	t.Helper()
	m := site.NewMaker(site.Options{Theme: func(name string) (fs.FS, error) { f, _ := themes.Open(name); return f, nil }})
	p, err := repair.All(content, func(content fs.FS) (diag.List, error) {
		_, ps, err := m.Make(content)
		return ps, err
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// after returns what a plan makes of a file: as it was where it changes nothing.
func after(p *repair.Plan, name, text string) string {
	for _, f := range p.Change.Files {
		if f.Path == name {
			return string(f.After)
		}
	}
	return text
}

const entry = "[[activity]]\ndate = 2026-03-05\ntitle = \"开放日\"\nbase = \"虚构甲馆\"\n"

// TestWhatIsMeant holds what comes of faults against what a careful person would have written.
func TestWhatIsMeant(t *testing.T) {
	line := func(before, after string) [3]string {
		return [3]string{"activities/2026.toml", entry + before, entry + after}
	}
	base := func(before, after string) [3]string {
		in := func(s string) string { return strings.Replace(theBase, "+++\n\n", s+"+++\n\n", 1) }
		return [3]string{"bases/a.md", in(before), in(after)}
	}
	for _, c := range [][3]string{
		line("place = “甲县文化广场”\n", "place = \"甲县文化广场\"\n"),
		line("place = “甲县“文化”广场” # 原话\n", "place = \"甲县“文化”广场\" # 原话\n"),
		line("place = ”甲县文化广场“\n", "place = \"甲县文化广场\"\n"),
		line("place = “甲县文化广场\"\n", "place = \"甲县文化广场\"\n"),
		line("place = \"甲县文化广场”\n", "place = \"甲县文化广场\"\n"),
		line("place = ‘甲县’\n", "place = \"甲县\"\n"),
		line("place = ＂甲县＂；\n", "place = \"甲县\"\n"),
		line("place = \"甲县\nparticipants = 3\n", "place = \"甲县\"\nparticipants = 3\n"),
		line("place = 甲县文化广场\n", "place = \"甲县文化广场\"\n"),
		line("place = \"甲县\"文化\"广场\"\n", "place = \"甲县“文化”广场\"\n"),
		line("place ＝ \"甲县\"\n", "place = \"甲县\"\n"),
		line("place： \"甲县\"\n", "place= \"甲县\"\n"),
		line("place := \"甲县\"\n", "place = \"甲县\"\n"),
		line("　place =　\"甲县\"\n", " place = \"甲县\"\n"),
		line("place = \"甲县\" ＃ 说明\n", "place = \"甲县\" # 说明\n"),
		line("place = \"甲县\" // 说明\n", "place = \"甲县\" # 说明\n"),
		line("place = \"甲县\"，participants = 3\n", "place = \"甲县\"\nparticipants = 3\n"),
		line("- place = \"甲县\"\n", "place = \"甲县\"\n"),
		line("地点 = \"甲县\"\n参加人次：300人\n", "place = \"甲县\"\nparticipants=300\n"),
		line("topic = 天文、气象\n", "topic = [\"天文\", \"气象\"]\n"),
		line("topic = “天文”、“气象”\n", "topic = [\"天文\", \"气象\"]\n"),
		line("topic = 【“天文”，“气象”】\n", "topic = [\"天文\",\"气象\"]\n"),
		line("topic = [\"天文\" \"气象\"]\n", "topic = [\"天文\", \"气象\"]\n"),
		line("topic = [\"天文\", \"气象\"\n", "topic = [\"天文\", \"气象\"]\n"),
		line("topic = [天文，气象]\n", "topic = [\"天文\",\"气象\"]\n"),
		line("participants = 12,000\n", "participants = 12000\n"),
		line("participants = １２００\n", "participants = 1200\n"),
		line("participants = \"300人次\"\n", "participants = 300\n"),
		line("participants = 12 000\n", "participants = 12000\n"),
		line("participants = 0300\n", "participants = 300\n"),
		line("participants = 300.0\n", "participants = 300\n"),
		line("until = 2026.3.6\n", "until = 2026-03-06\n"),
		line("until = 2026／3／6\n", "until = 2026-03-06\n"),
		line("until = \"20260306\"\n", "until = 2026-03-06\n"),
		line("until = 二〇二六年三月六日\n", "until = 2026-03-06\n"),
		{"activities/2026.toml", strings.Replace(entry, "[[activity]]", "[activity]", 1), entry},
		{"activities/2026.toml", strings.Replace(entry, "[[activity]]", "【活动】", 1), strings.Replace(entry, "[[activity]]", "【活动】", 1)},
		{"activities/2026.toml", strings.Replace(entry, "[[activity]]", "[[活动]]", 1), entry},
		{"activities/2026.toml", strings.Replace(entry, "[[activity]]", "activity", 1), entry},
		{"activities/2026.toml", strings.TrimPrefix(entry, "[[activity]]\n"), entry},
		{"activities/2026.toml", entry + "\n" + entry, entry + "\n"},
		{"activities/2026.toml", strings.Replace(entry, "base = \"虚构甲馆\"", "base = \"虚构甲馆、虚构乙馆\"", 1), strings.Replace(entry, "base = \"虚构甲馆\"", "bases = [\"虚构甲馆\", \"虚构乙馆\"]", 1)},
		base("phone = 03961234567\n", "phone = \"03961234567\"\n"),
		base("fee = 20元\n", "fee = \"20元\"\n"),
		base("free = 是\n", "free = true\n"),
		base("hours = [{days = \"每天\", open = 9:00, close = \"17：00\"}]\n", "hours = [{days = \"每天\", open = \"09:00\", close = \"17:00\"}]\n"),
		base("location = (114.02711 32.98012)\n", "location = [114.02711, 32.98012]\n"),
		base("location = [32.98012, 114.02711]\n", "location = [114.02711, 32.98012]\n"),
		{"bases/a.md", strings.Replace(theBase, "+++\n\n", "\n", 1), strings.Replace(theBase, "+++\n\n", "+++\n\n", 1)},
		{"bases/a.md", strings.TrimPrefix(theBase, "+++\n"), theBase},
		{"bases/a.md", strings.Replace(theBase, "+++", "＋＋＋", 1), theBase},
		{"bases/a.md", "\n" + theBase, theBase},
		{"bases/a.md", strings.Replace(theBase, "+++\n\n", "++++\n\n", 1), theBase},
		{"bases/a.md", theBase + "\n##小标题\n\n见[乙馆]（b.md）。\n", theBase + "\n## 小标题\n\n见[乙馆](b.md)。\n"},
		{"bases/a.md", theBase + "\n看\u200b不见\u200b。\n", theBase + "\n看不见。\n"},
	} {
		name, before, want := c[0], c[1], c[2]
		p := planOf(t, folder(name, before))
		got := after(p, name, before)
		if name == "bases/a.md" && strings.HasPrefix(want, "+++") && got != want && strings.ReplaceAll(got, "\n\n", "\n") == strings.ReplaceAll(want, "\n\n", "\n") {
			got = want // an empty line more or less stands beside a fence that was missing
		}
		if got != want || want != before && p.After.HasErrors() {
			t.Errorf("of\n%s\ncame\n%s\nnot\n%s\nrefused: %v\nleft: %v", before, got, want, p.Refused, p.After)
		}
	}
}

// TestWhatNobodyCanKnowIsLeftAlone holds that nothing is done where a person has to decide.
func TestWhatNobodyCanKnowIsLeftAlone(t *testing.T) {
	for _, line := range []string{
		"participants = 1.2万", "participants = 近300人", "participants = 三百人", "participants = 300场", "participants = 300-400", "participants = \"1.2万\"", "participants = 1,2000",
		"until = 5/6/2026", "until = 3月6日", "until = 2026.1", "until = 2026年3月上旬", "until = 2026-03-05至06", "until = 2026-13-05",
		"place = \"C:\\photos\\1.jpg\"", "place = 甲县\"文化", "place = 3＃楼", "place = 3 abc", "place = 甲县 participants = 3", "place = \"甲县\" \"乙县\"", "place = 未知",
		"title = \"又一个\"", "topic = [天文 气象]", "sources = 《甲报》2026年3月6日，第3版", "去年参加人次 = 3", "place = \"甲县", "vistors = 3",
		"base = \"虚构甲\"", "link = \"www.example.org\"", "place = \"甲\u202e县\"", "place = 甲县，", "participants = 300，400",
	} {
		text := entry + line + "\n"
		if line == "place = \"甲县" {
			text += "第二行还有字\n"
		}
		p := planOf(t, folder("activities/2026.toml", text))
		if got := after(p, "activities/2026.toml", text); got != text {
			t.Errorf("%s became\n%s", line, got)
		}
		if len(p.Before) == 0 {
			t.Errorf("%s is no fault", line)
		}
	}
}

// faults are slips that a hand or an input method makes of what is right; each is undone by its remedy.
var faults = []func(line string) string{
	func(l string) string { return strings.Replace(l, " = ", " ＝ ", 1) },
	func(l string) string {
		if at := strings.IndexByte(l, '"'); at >= 0 && strings.HasSuffix(l, `"`) && strings.Count(l, `"`) == 2 {
			return l[:at] + "“" + l[at+1:len(l)-1] + "”"
		}
		return l
	},
	func(l string) string { return strings.Replace(l, `", "`, `"， "`, 1) },
	func(l string) string { return strings.Replace(l, "[[activity]]", "[activity]", 1) },
	func(l string) string { return strings.Replace(l, "participants = 1200", "participants = 1,200", 1) },
	func(l string) string {
		return strings.Replace(l, "participants = 1200", "participants = １２００", 1)
	},
	func(l string) string { return strings.Replace(l, "date = 2026-03-05", "date = 2026年3月5日", 1) },
	func(l string) string { return strings.Replace(l, "date = 2026-03-05", "date = 2026.3.5", 1) },
	func(l string) string { return strings.Replace(l, "title =", "标题 =", 1) },
	func(l string) string { return strings.Replace(l, "# ", "＃ ", 1) },
	func(l string) string { return strings.Replace(l, `["`, `［"`, 1) },
	func(l string) string { return strings.TrimSuffix(l, "]") },
}

const soundLog = "# 二〇二六年\n[[activity]]\ndate = 2026-03-05\ntitle = \"开放日\"\nbase = \"虚构甲馆\"\nparticipants = 1200\ntopic = [\"天文\", \"气象\"]\n\n" +
	"[[activity]]\ndate = 2026-03-05\ntitle = \"走进“科学”\"\nbase = \"虚构乙馆\"   # 和甲馆一起\nplace = \"甲县\"\nparticipants = 1200\n\n[[annual]]\nbase = \"虚构甲馆\"\nyear = 2025\nvisitors = 90\n"

// mixture puts faults into a sound file, at most one of a line, and saves it in some way.
func mixture(r *rand.Rand) []byte {
	lines := strings.Split(soundLog, "\n")
	for i, l := range lines {
		if r.IntN(3) == 0 {
			if faulty := faults[r.IntN(len(faults))](l); l != "" && !strings.HasSuffix(l, "[[annual]") {
				lines[i] = faulty
			}
		}
	}
	text := strings.ReplaceAll(strings.Join(lines, "\n"), "[[activity]\n", "[[activity]]\n")
	text = strings.ReplaceAll(text, "[[annual]\n", "[[annual]]\n")
	if r.IntN(2) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if r.IntN(3) == 0 {
		text, _ = simplifiedchinese.GBK.NewEncoder().String(text)
	}
	return []byte(text)
}

// TestMixturesOfFaultsAreMended puts random faults into a sound file: it becomes the sound file again,
// byte for byte but for its line ends, and the repairs are found again in what is shown.
func TestMixturesOfFaultsAreMended(t *testing.T) {
	rounds := 400
	if testing.Short() {
		rounds = 60
	}
	for seed := range rounds {
		r := rand.New(rand.NewPCG(uint64(seed), 15))
		content := folder("activities/2026.toml", "")
		faulty := mixture(r)
		content["activities/2026.toml"].Data = faulty
		p := planOf(t, content)
		got := after(p, "activities/2026.toml", string(faulty))
		if plain := strings.ReplaceAll(got, "\r\n", "\n"); plain != soundLog && !strings.Contains(plain, "［") {
			t.Fatalf("seed %d: of\n%s\ncame\n%s\nrefused %v", seed, faulty, plain, p.Refused)
		}
		if strings.Contains(string(faulty), "\r\n") != strings.Contains(got, "\r\n") {
			t.Fatalf("seed %d: the line ends changed", seed)
		}
		if p.After.HasErrors() {
			t.Fatalf("seed %d: %v", seed, p.After)
		}
	}
}

// TestOneRepairAlone makes the repair of one problem of a list, as a button beside it does.
func TestOneRepairAlone(t *testing.T) {
	text := entry + "place = “甲县”\nparticipants = 1,200\n"
	content := folder("activities/2026.toml", text)
	check := func(content fs.FS) (diag.List, error) {
		_, ps, err := site.Make(content, site.Options{Theme: func(name string) (fs.FS, error) { f, _ := themes.Open(name); return f, nil }})
		return ps, err
	}
	list, _ := check(content)
	if len(list) != 2 || repair.Count(list) != 2 {
		t.Fatalf("%v", list)
	}
	p, err := repair.One(content, check, list[1])
	if want := entry + "place = “甲县”\nparticipants = 1200\n"; err != nil || after(p, "activities/2026.toml", text) != want || len(p.Repaired) != 1 || len(p.After) != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	if string(content["activities/2026.toml"].Data) != text {
		t.Error("the content itself was changed")
	}
}
