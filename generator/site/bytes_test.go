package site_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// baseWith returns a base page with the given name and text; the name is a name
// of a fictional base.
func baseWith(name, text string) string {
	return "+++\nname = \"" + name + "\"\ncounty = \"jia\"\n+++\n" + text
}

func gbk(s string) string {
	b, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic("cannot happen: " + err.Error())
	}
	return b
}

// utf16Of returns s as Notepad's “Unicode” saves it, with a byte order mark.
func utf16Of(s string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(s))...) {
		if bigEndian {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func repeat(s string, n int) string { return strings.Repeat(s, n) }

// pictureFile is one of those of package photo.
func pictureFile(name string) string {
	data, err := os.ReadFile("../photo/testdata/" + name)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// movingPNG is a picture that says that another one follows.
func movingPNG() string {
	var b bytes.Buffer
	png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)))
	chunk := []byte("acTL\x00\x00\x00\x02\x00\x00\x00\x00")
	sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(chunk))
	return b.String()[:33] + "\x00\x00\x00\x08" + string(chunk) + string(sum) + b.String()[33:]
}

// byteCases are faults that no text file can show: encodings and sizes. One file
// is put into the smallest site.
var byteCases = []struct {
	id, path, data string
	want           []expected
	shows          string // what bases/a.html shows then
}{
	{"ENC-01", "bases/a.md", "\ufeff" + baseWith("科技馆", "正文"), nil, "科技馆"},
	{"ENC-02", "bases/a.md", "\ufeff" + baseWith("科技馆", "# 标题\n"), nil, ">标题</h2>"},
	{"ENC-03", "bases/a.md", "\ufeff\ufeff" + baseWith("科技馆", "正文"),
		[]expected{{"bases/a.md", 0, 0, "W-ENCODING-BOM-TWICE", "多个 BOM"}}, "科技馆"},
	{"ENC-05", "bases/a.md", gbk(baseWith("科技馆", "正文")),
		[]expected{{"bases/a.md", 0, 0, "W-ENCODING-GBK", "已按 GBK 读取"}}, "科技馆"},
	{"ENC-06", "bases/a.md", baseWith("a", gbk("北\n京\n")),
		[]expected{{"bases/a.md", 0, 0, "W-ENCODING-GBK", "已按 GBK 读取"}}, "北京"},
	{"ENC-09", "bases/a.md", "+++\nname = \"科技馆\"\ncounty = \"甲县\"\naddress = \"" + gbk("地址") + "\"\n+++\n正文",
		[]expected{{"bases/a.md", 4, 12, "E-ENCODING-MIXED-GBK", "这一行是 GBK"}}, ""},
	{"ENC-10", "bases/a.md", utf16Of(strings.ReplaceAll(baseWith("科技馆", "正文"), "\n", "\r\n"), false),
		[]expected{{"bases/a.md", 0, 0, "W-ENCODING-UTF16", "UTF-16"}}, "科技馆"},
	{"ENC-11", "bases/a.md", utf16Of(baseWith("科技馆", "𠮷"), true),
		[]expected{{"bases/a.md", 0, 0, "W-ENCODING-UTF16", "UTF-16"}}, "𠮷"},
	{"ENC-13", "bases/a.md", "\xff\xfea\x00b",
		[]expected{{"bases/a.md", 0, 0, "E-ENCODING-UTF16-HALF", "UTF-16 文件不完整"}}, ""},
	{"ENC-13 half a pair", "bases/a.md", "\xff\xfe\x34\xd8a\x00",
		[]expected{{"bases/a.md", 0, 0, "E-ENCODING-UTF16-BROKEN", "坏字符"}}, ""},
	{"ENC-15", "bases/a.md", strings.ReplaceAll(baseWith("科技馆", "一\n\n二"), "\n", "\r"), nil, "<p>二</p>"},
	{"ENC-17", "activities/a.toml", "\x1a[[activity]]\n",
		[]expected{{"activities/a.toml", 1, 1, "E-ENCODING-CONTROL", "U+001A"}}, ""},
	{"ENC-17 at the end", "bases/a.md", baseWith("科技馆", "正文\n\x1a"), nil, "正文"},
	{"ENC-18", "bases/a.md", "", []expected{{"bases/a.md", 0, 0, "E-FILE-EMPTY", "空文件"}}, ""},
	{"ENC-18 with a BOM", "bases/a.md", "\ufeff", []expected{{"bases/a.md", 0, 0, "E-FILE-EMPTY", "空文件"}}, ""},
	{"ENC-18 blank", "bases/a.md", " \n\u3000\n", []expected{{"bases/a.md", 0, 0, "E-FILE-EMPTY", "空文件"}}, ""},
	{"ENC-19", "bases/a.md", baseWith("\xbf\xc6\xbc", "\n"), []expected{{"bases/a.md", 0, 0, "E-ENCODING-UNKNOWN", "认不出"}}, ""},
	{"ENC-22", "bases/a.md", baseWith("\x95\x34\xb2\x35", "\n"),
		[]expected{{"bases/a.md", 0, 0, "W-ENCODING-GBK", "已按 GBK 读取"}}, "𠮷"},
	{"TOML-51", "activities/a.toml", "x = " + repeat("{a=", 5000) + "1" + repeat("}", 5000),
		[]expected{{"activities/a.toml", 1, 53, "E-TOML-BRACKET-DEEP", "括号套得太深"}, {"activities/a.toml", 1, 1, "E-KEY-UNKNOWN", "不认识 x"}}, ""},
	{"MD-27", "bases/a.md", baseWith("科技馆", repeat("[a](", 100000)),
		[]expected{{"bases/a.md", 5, 203, "E-TEXT-TANGLED", "太多"}}, ""},
	{"MD-29", "bases/a.md", baseWith("科技馆", "|"+repeat("a|", 3000)+"\n|"+repeat("-|", 3000)+"\n"+repeat("|a\n", 3000)),
		[]expected{{"bases/a.md", 6, 1, "E-TEXT-TABLE-COLUMNS", "表格有 3000 列，最多 64 列"}}, ""},
	{"MD-30", "bases/a.md", baseWith("科技馆", repeat("[a]", 30000)+"\n\n[a]: /u \""+repeat("x", 30000)+"\""),
		[]expected{{"bases/a.md", 5, 1, "E-TEXT-PAGE-HUGE", ""}}, ""},
	{"MD-31", "bases/a.md", repeat("a", 1<<20+1),
		[]expected{{"bases/a.md", 0, 0, "E-FILE-LARGE-TEXT", "文件太大"}}, ""},
	{"IMG-02", "bases/a/照片.jpg", "<html>",
		[]expected{{"bases/a/照片.jpg", 0, 0, "E-PHOTO-UNREADABLE", "不是完整的图片文件"}}, ""},
	{"IMG-02 cut short", "bases/a/a.jpg", pictureFile("lossy.webp")[:2000],
		[]expected{{"bases/a/a.jpg", 0, 0, "E-PHOTO-CUT", "图片不完整"}}, ""},
	{"IMG-03", "bases/a/a.jpg", pictureFile("lossy.webp"),
		[]expected{{"bases/a/a.jpg", 0, 0, "E-PHOTO-ENDING", "扩展名是 .jpg，内容却是 WEBP"}}, ""},
	{"IMG-03 of a phone", "bases/a/IMG_0001.jpg", pictureFile("phone.heic"),
		[]expected{{"bases/a/IMG_0001.jpg", 0, 0, "E-PHOTO-HEIC", "另存为 JPG"}}, ""},
	{"IMG-03 a scan", "bases/a/a.jpg", "II*\x00\x08\x00\x00\x00",
		[]expected{{"bases/a/a.jpg", 0, 0, "E-PHOTO-FORM", "这是 TIFF 图片"}}, ""},
	{"IMG-05 of a printer", "bases/a/a.jpg", pictureFile("cmyk.jpg"),
		[]expected{{"bases/a/a.jpg", 0, 0, "W-PHOTO-PRINT", "把颜色模式改成 RGB"}}, ""},
	{"IMG-05 moving", "bases/a/a.png", movingPNG(),
		[]expected{{"bases/a/a.png", 0, 0, "W-PHOTO-MOVING", "只显示第一幅"}}, ""},
	{"IMG-05 a WebP that moves", "bases/a/a.webp", pictureFile("moving.webp"),
		[]expected{{"bases/a/a.webp", 0, 0, "E-PHOTO-MOVING-WEBP", "请截图另存为 PNG"}}, ""},
	{"IMG-06", "bases/a/a.jpg", repeat("\xff", 61<<20),
		[]expected{{"bases/a/a.jpg", 0, 0, "E-FILE-LARGE", "60 MB 以上"}}, ""},
	{"FS-21", "activities/" + repeat("长", 180) + ".toml", "# 虚构\n",
		[]expected{{"activities/" + repeat("长", 180) + ".toml", 0, 0, "W-FILE-PATH-LONG", "路径有 196 个字符"}}, ""},
}

func TestBytesThatAreNoText(t *testing.T) {
	for _, c := range byteCases {
		t.Run(c.id, func(t *testing.T) {
			content := faultCase{}.folder(t, saved[0].change)
			content[c.path] = &fstest.MapFile{Data: []byte(c.data), Mode: 0o644}
			if strings.HasPrefix(c.path, "bases/a/") {
				words := "[[photo]]\nfile = \"" + path.Base(c.path) + "\"\ncaption = \"图\"\n+++\n"
				content["bases/a/index.md"] = &fstest.MapFile{Data: []byte(strings.Replace(baseWith("甲馆", "正文"), "+++\n正文", words+"正文", 1)), Mode: 0o644}
			}
			began := time.Now()
			s, ps := makeSite(t, content)
			// What had no limit took a minute and a half; a busy machine with the race detector takes some seconds.
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			compare(t, s, ps, c.want)
			if s == nil {
				return
			}
			for name, text := range renderAll(t, s) {
				if strings.HasPrefix(name, "data/") && strings.HasSuffix(name, ".csv") {
					text = strings.TrimPrefix(text, "\ufeff") // for Excel
				}
				if isText(name) && strings.ContainsAny(text, "\ufeff\ufffd\x1a") {
					t.Errorf("%s holds a BOM or a character that was lost", name)
				}
			}
			page, err := s.ReadFile("bases/a.html")
			if c.shows != "" && (err != nil || !strings.Contains(string(page), c.shows)) {
				t.Errorf("the page does not show %q: %v", c.shows, err)
			}
		})
	}
}

// A fault of the encoding must not hide the site of files that are in order.
func TestSourceBytesAreNotTouched(t *testing.T) {
	content := faultCase{}.folder(t, saved[0].change)
	data := gbk(baseWith("科技馆", "正文"))
	content["bases/a.md"] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	s, _ := makeSite(t, content)
	renderAll(t, s)
	if got := string(content["bases/a.md"].Data); got != data {
		t.Errorf("the source became %q", got)
	}
}

// FS-13: a file that goes between the listing and the reading is looked for anew,
// and the site is that of the files which are there.
func TestFileThatVanishesIsNotMissed(t *testing.T) {
	content := faultCase{}.folder(t, saved[0].change)
	s, ps, err := siteOf(&swapping{content, func() { delete(content, "bases/kjg.md") }})
	if s == nil || err != nil || len(ps) != 0 {
		t.Fatalf("%v, %v", err, ps)
	}
	if _, err := s.ReadFile("bases/kjg.html"); err == nil {
		t.Error("the page is still there")
	}
}

// CRLF, a BOM and CR make the very same site as LF.
func TestLineEndsAndBOMChangeNothing(t *testing.T) {
	c := readCase(t, "testdata/faults/toml-dates-as-text.txtar")
	first, _ := makeSite(t, c.folder(t, saved[0].change))
	want := renderAll(t, first)
	for _, way := range saved[1:] {
		s, _ := makeSite(t, c.folder(t, way.change))
		sameFiles(t, way.name, renderAll(t, s), want)
	}
}

// sameFiles fails the test where two sites differ.
func sameFiles(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s: %s differs", what, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s is new", what, name)
		}
	}
}
