package doctor

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/presence"
	"kepu/generator/remove/removetest"
)

// feigned is a machine on which anything may be the matter.
type feigned struct {
	windows bool
	now     time.Time
	temp    string
	synced  []string
	volume  Volume
	closed  map[string]error // by the end of the path
}

func (f *feigned) Windows() bool               { return f.windows }
func (f *feigned) Now() time.Time              { return f.now }
func (f *feigned) Temp() string                { return f.temp }
func (f *feigned) Synced() []string            { return f.synced }
func (f *feigned) Volume(string) Volume        { return f.volume }
func (f *feigned) MayAdd(dir string) error     { return f.of(dir) }
func (f *feigned) MayChange(name string) error { return f.of(name) }

func (f *feigned) of(name string) error {
	for end, err := range f.closed {
		if strings.HasSuffix(filepath.ToSlash(name), end) {
			return err
		}
	}
	return nil
}

var (
	beijing = time.FixedZone("", 8*60*60)
	noon    = time.Date(2026, 3, 5, 12, 0, 0, 0, beijing)
	plenty  = Amount{100 << 30, true}
)

// ward is a folder with a sound site on a sound machine.
func ward(t *testing.T) (*feigned, *Site, string) {
	t.Helper()
	dir := filepath.Join(removetest.TempDir(t), "科普")
	put(t, filepath.Join(dir, "content"), map[string]string{
		"site.toml": "title = \"示例\"\n", "bases/demo.md": "+++\nname = \"虚构馆\"\n+++\n", "activities/2026.toml": "", "reports/a.docx": "",
		".kepu/history/index": "", ".kepu/history/20260305T040000.000Z.zip": "",
	})
	put(t, filepath.Join(dir, "public"), map[string]string{".kepu.sha256": ""})
	put(t, filepath.Join(dir, ".public.kepu"), map[string]string{"lock": ""})
	m := &feigned{now: noon, temp: filepath.Join(dir, "nowhere"), volume: Volume{System: "NTFS", Free: plenty, FreeFiles: Amount{1 << 20, true}}}
	return m, &Site{
		Content: filepath.Join(dir, "content"), Out: filepath.Join(dir, "public"), Program: filepath.Join(dir, "kepu.exe"),
		Released: date.Date{Year: 2026, Month: 1, Day: 1}, Newest: date.Date{Year: 2026, Month: 3, Day: 4}, Zone: beijing,
	}, dir
}

func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

func examined(t *testing.T, m Machine, s Site) diag.List {
	t.Helper()
	found, err := Examine(context.Background(), m, s)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestNothingIsOddOnASoundMachine(t *testing.T) {
	for _, windows := range []bool{false, true} {
		m, s, _ := ward(t)
		m.windows = windows
		if found := examined(t, m, *s); len(found) > 0 {
			t.Errorf("%+v", found)
		}
	}
}

// Each oddity is told, by itself and with its remedy, and each that the package knows of is brought about here.
func TestEachOddityIsToldAndNoOther(t *testing.T) {
	cases := []struct {
		code string
		make func(t *testing.T, m *feigned, s *Site, dir string)
		says string // in Chinese
	}{
		{"E-DOCTOR-TEMP", func(t *testing.T, m *feigned, s *Site, dir string) { m.temp, m.windows = dir, true }, "解压"},
		{"E-DOCTOR-TEMP", func(t *testing.T, m *feigned, s *Site, dir string) { m.temp, m.windows = dir, false }, "把整个文件夹移到平常放文件的地方"},
		{"E-DOCTOR-TEMP", func(t *testing.T, m *feigned, s *Site, dir string) {
			s.Program = `C:\Users\zhang\AppData\Local\Temp\Temp1_科普.zip\kepu.exe`
		}, "Temp1_科普.zip"},
		{"E-DOCTOR-TEMP", func(t *testing.T, m *feigned, s *Site, dir string) {
			s.Program = `C:\Users\zhang\AppData\Local\Temp\Rar$EXa1234.567\kepu.exe`
		}, "解压"},
		{"W-DOCTOR-RECEIVED", movedInto("WeChat Files/wxid_a/FileStorage/File"), "微信"},
		{"W-DOCTOR-SYNCED", movedInto("OneDrive - 虚构单位"), "OneDrive"},
		{"W-DOCTOR-SYNCED", movedInto("我的坚果云"), "坚果云"},
		{"W-DOCTOR-SYNCED", movedInto("WPS云盘"), "WPS云盘"},
		{"W-DOCTOR-SYNCED", func(t *testing.T, m *feigned, s *Site, dir string) { m.synced = []string{dir} }, "科普会自动同步"},
		{"W-DOCTOR-NETWORK", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.Place = Network }, "网络盘"},
		{"W-DOCTOR-STICK", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.Place = Removable }, "安全弹出"},
		{"E-DOCTOR-MEMORY", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.Place = Memory }, "关机"},
		{"N-DOCTOR-FAT", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.System = "exFAT" }, "exFAT"},
		{"E-DOCTOR-READ-ONLY", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.ReadOnly = true }, "只能读"},
		{"E-DOCTOR-READ-ONLY", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.Place = Disc }, "只能读"},
		{"E-DOCTOR-PERMISSION", closed("/content", ErrBarred), "content"},
		{"E-DOCTOR-PERMISSION", closed("/科普", ErrBarred), "科普"},
		{"E-DOCTOR-SPACE", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.Free.N = 49 << 20 }, "49 MB"},
		{"W-DOCTOR-SPACE", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.Free.N = 400 << 20 }, "400 MB"},
		{"E-DOCTOR-INODES", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.FreeFiles.N = 12 }, "12 个文件"},
		{"W-DOCTOR-INODES", func(t *testing.T, m *feigned, s *Site, dir string) { m.volume.FreeFiles.N = 5000 }, "5000 个文件"},
		{"W-DOCTOR-PATH-LONG", func(t *testing.T, m *feigned, s *Site, dir string) {
			m.windows = true
			put(t, s.Content, map[string]string{strings.Repeat("虚构的长名字/", 40) + "a.jpg": ""})
		}, "虚构的长名字"},
		{"W-DOCTOR-PATH-ODD", movedInto("科普#1"), "（#）"},
		{"W-DOCTOR-PATH-ODD", movedInto("科普😀"), "😀"},
		{"W-DOCTOR-PATH-ODD", movedInto("科\u200b普"), "U+200B"},
		{"W-DOCTOR-IN-COPY", movedInto("科普 - 副本"), "旁边还有 科普"},
		{"W-DOCTOR-COPY-BESIDE", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, dir+"/content (1)", map[string]string{"site.toml": ""})
		}, "content (1)"},
		{"E-DOCTOR-CLOCK", func(t *testing.T, m *feigned, s *Site, dir string) {
			m.now, s.Newest = noon.AddDate(-1, 0, 0), date.Date{}
		}, "2025-03-05"},
		{"W-DOCTOR-CLOCK-RECORDS", func(t *testing.T, m *feigned, s *Site, dir string) { s.Newest.Year = 2027 }, "2027-03-04"},
		{"N-DOCTOR-ZONE", func(t *testing.T, m *feigned, s *Site, dir string) { m.now = noon.UTC() }, "UTC+00:00"},
		{"W-DOCTOR-DESK", func(t *testing.T, m *feigned, s *Site, dir string) {
			if _, err := presence.Announce(s.Content, noon); err != nil {
				t.Fatal(err)
			}
			m.now = time.Now().In(beijing) // the disk gave the file its time
		}, "2026-03-05 12:00:00"},
		{"W-DOCTOR-BUSY", func(t *testing.T, m *feigned, s *Site, dir string) {
			release, err := output.Lock(filepath.Join(dir, ".public.kepu", "lock"))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { release() })
		}, "正在写"},
		{"W-DOCTOR-UNFINISHED", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, dir, map[string]string{".public.kepu/journal": "x"})
		}, "kepu build"},
		{"W-DOCTOR-OPEN-BY", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, s.Content, map[string]string{"reports/~$26总结报告.docx": ofWord("张三"), "reports/2026总结报告.docx": ""})
		}, "张三正开着 reports/2026总结报告.docx"},
		{"W-DOCTOR-OPEN-BY", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, s.Content, map[string]string{"reports/.~lock.a.docx#": ",zhang,PC-01,05.03.2026 11:00,file:///x;"})
		}, "zhang正开着 reports/a.docx"},
		{"W-DOCTOR-OPEN", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, s.Content, map[string]string{"bases/.demo.md.swp": "b0VIM"})
		}, "bases/demo.md"},
		{"E-DOCTOR-HELD", closed("bases/demo.md", ErrHeld), "bases/demo.md"},
		{"E-DOCTOR-FILE-READ-ONLY", closed("bases/demo.md", ErrBarred), "“只读”"},
		{"W-DOCTOR-SAVE-CUT-OFF", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, s.Content, map[string]string{".kepu/history/20260305T040001.000Z.pending": ""})
		}, "kepu check"},
		{"W-DOCTOR-ASIDE", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, s.Content, map[string]string{".kepu/history/20260305T040001.000Z.aside": ""})
		}, ".zip"},
		{"E-FILE-COPY", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, s.Content, map[string]string{"bases/demo(1).md": "x"})
		}, "demo.md 的副本"},
		{"E-FILE-COPY", func(t *testing.T, m *feigned, s *Site, dir string) {
			put(t, s.Content, map[string]string{"activities/2026_冲突文件_张三_20260301120000.toml": "x"})
		}, "2026.toml 的副本"},
	}
	met := map[string]bool{}
	for i, c := range cases {
		t.Run(fmt.Sprintf("%d %s", i, c.code), func(t *testing.T) {
			met[c.code[2:]] = true
			m, s, dir := ward(t)
			c.make(t, m, s, dir)
			found := examined(t, m, *s)
			if len(found) != 1 || found[0].Code() != c.code || !strings.Contains(found[0].Message(diag.ZH), c.says) {
				t.Fatalf("%d: %+v", len(found), found)
			}
			if p := found[0]; p.Mend.ZH == "" || p.Mend.EN == "" || p.What.ZH == p.What.EN {
				t.Errorf("no remedy, or one language: %+v", p)
			}
		})
	}
	for _, code := range codes(t) {
		if !met[code] {
			t.Errorf("nothing brings %s about", code)
		}
	}
}

// codes are those that the package gives.
func codes(t *testing.T) (list []string) {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, m := range regexp.MustCompile(`diag\.M\("([A-Z-]+)"`).FindAllSubmatch(data, -1) {
			list = append(list, string(m[1]))
		}
	}
	if len(list) < 20 {
		t.Fatalf("only %v", list)
	}
	return list
}

// movedInto moves the ward's folder into another.
func movedInto(into string) func(*testing.T, *feigned, *Site, string) {
	return func(t *testing.T, m *feigned, s *Site, dir string) {
		to := filepath.Join(filepath.Dir(dir), filepath.FromSlash(into))
		if err := os.MkdirAll(to, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"content", "public", ".public.kepu"} {
			if err := os.Rename(filepath.Join(dir, name), filepath.Join(to, name)); err != nil {
				t.Fatal(err)
			}
		}
		s.Content, s.Out = filepath.Join(to, "content"), filepath.Join(to, "public")
	}
}

func closed(end string, err error) func(*testing.T, *feigned, *Site, string) {
	return func(t *testing.T, m *feigned, s *Site, dir string) { m.closed = map[string]error{end: err} }
}

// ofWord is the file that Word keeps beside a text that somebody has open, as it writes it.
func ofWord(who string) string {
	data := make([]byte, 162)
	data[0] = byte(len(who))
	copy(data[1:], who)
	units := utf16.Encode([]rune(who))
	binary.LittleEndian.PutUint16(data[54:], uint16(len(units)))
	for i, u := range units {
		binary.LittleEndian.PutUint16(data[56+2*i:], u)
	}
	return string(data)
}

// A file that says nothing sensible of its owner, or is none of Office's, has none.
func TestOwnersAreReadOfNothingElse(t *testing.T) {
	for _, data := range []string{"", "x", strings.Repeat("\xff", 400), strings.Repeat("\x00", 400), ofWord("")} {
		if who := wordOwner([]byte(data)); who != "" {
			t.Errorf("%q is of %q", data, who)
		}
	}
	if who := libreOfficeOwner([]byte("王五,wang,PC,x;")); who != "王五" {
		t.Errorf("%q", who)
	}
	if who := libreOfficeOwner([]byte("\x1b[31m,\xff\xfe")); who != "" {
		t.Errorf("%q", who)
	}
}

func FuzzOwners(f *testing.F) {
	f.Add([]byte(ofWord("张三")))
	f.Add([]byte(",zhang,PC-01,05.03.2026 11:00,file:///x;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, who := range []string{wordOwner(data), libreOfficeOwner(data)} {
			if strings.ContainsFunc(who, func(r rune) bool { return r < ' ' }) || len([]rune(who)) > 60 {
				t.Errorf("%q", who)
			}
		}
	})
}

// Looking at a folder leaves it as it is: no file, no time of one is another afterwards, whatever the machine.
func TestNothingIsTouched(t *testing.T) {
	_, s, dir := ward(t)
	put(t, dir, map[string]string{
		".public.kepu/journal": "x", ".public.kepu/stage/index.html": "x", "content/.kepu/history/20260305T040001.000Z.pending": "x",
		"content/.kepu/desks/ABC.txt": "PC\n2020-01-01T00:00:00Z\n", "content/bases/demo (1).md": "", "content/bases/~$demo.docx": ofWord("张三"),
	})
	long := noon.AddDate(-3, 0, 0)
	if err := os.Chtimes(filepath.Join(dir, "content/.kepu/desks/ABC.txt"), long, long); err != nil { // a desk would remove it
		t.Fatal(err)
	}
	before := state(t, dir)
	if found := examined(t, This(), *s); len(found) < 4 {
		t.Errorf("only %+v", found)
	}
	if after := state(t, dir); !slices.Equal(before, after) {
		t.Errorf("before:\n%s\nafter:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
	}
}

// state is every file and folder with its time and bytes.
func state(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var data []byte
		if !d.IsDir() {
			data, err = os.ReadFile(name)
		}
		list = append(list, name+" "+info.ModTime().Format(time.RFC3339Nano)+" "+string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// This machine answers something sensible of a folder of the tests.
func TestThisMachineAnswers(t *testing.T) {
	m, dir := This(), removetest.TempDir(t)
	put(t, dir, map[string]string{"a.md": "x"})
	if v := m.Volume(dir); !v.Free.Known || v.Free.N == 0 || v.ReadOnly || v.Place == Network || v.Place == Disc {
		t.Errorf("the tests run on %+v", v)
	}
	if v := m.Volume(filepath.Join(dir, "none")); v.ReadOnly || v.Place == Network {
		t.Errorf("%+v", v)
	}
	name := filepath.Join(dir, "a.md")
	if err := errors.Join(m.MayAdd(dir), m.MayChange(name)); err != nil {
		t.Error(err)
	}
	if err := m.MayChange(filepath.Join(dir, "none")); err == nil || errors.Is(err, ErrHeld) || errors.Is(err, ErrBarred) {
		t.Errorf("of a file that is not there: %v", err)
	}
	if !within(dir, m.Temp()) {
		t.Errorf("%s is not within %s", dir, m.Temp())
	}
}

func TestAContextThatEndsEndsIt(t *testing.T) {
	m, s, _ := ward(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Examine(ctx, m, *s); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
