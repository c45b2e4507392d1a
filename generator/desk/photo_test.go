package desk

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kepu/generator/photo"
)

// drawn is a picture unlike one of another number.
func drawn(n uint8) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		for y := range 30 {
			m.Set(x, y, color.RGBA{n, uint8(x * 6), uint8(y * 8), 255})
		}
	}
	return m
}

func jpg(n uint8) string {
	var b bytes.Buffer
	jpeg.Encode(&b, drawn(n), nil)
	return b.String()
}

func pngOf(n uint8) string {
	var b bytes.Buffer
	png.Encode(&b, drawn(n))
	return b.String()
}

type namedFile struct{ name, data string }

// upload sends photos as a browser does.
func (b *bench) upload(file string, fields map[string]string, photos ...namedFile) (status int, page string) {
	b.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for _, p := range photos {
		w, _ := m.CreateFormFile("photo", p.name)
		io.WriteString(w, p.data)
	}
	for k, v := range fields {
		m.WriteField(k, v)
	}
	m.Close()
	r, _ := http.NewRequest("POST", b.server.URL+Root+photoAddress("add", file, ""), &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Origin", b.server.URL)
	answer, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(data)
}

// files lists what stands in the content folder, without the history.
func (b *bench) files() (list []string) {
	b.t.Helper()
	filepath.WalkDir(b.dir, func(name string, e os.DirEntry, err error) error {
		if e.IsDir() && e.Name() == ".kepu" {
			return filepath.SkipDir
		}
		if !e.IsDir() {
			rest, _ := filepath.Rel(b.dir, name)
			list = append(list, filepath.ToSlash(rest))
		}
		return err
	})
	return list
}

func TestAPageGetsItsPhotoAndAFolder(t *testing.T) {
	files := maps.Clone(city)
	files["bases/yi.md"] = "+++\nname = \"乙县馆\"\ncounty = \"乙县\"\n+++\n\n见[甲馆](jia-weather.md)。\n"
	files["bases/jia-weather.md"] = strings.Replace(files["bases/jia-weather.md"], "正文。", "正文，见[乙馆](yi.md)。", 1)
	b := sit(t, files)
	before := b.files()
	_, page := b.get(Root + photoAddress("", "bases/jia-weather.md", ""))
	b.must(page, "加照片", "还没有照片")
	status, page := b.upload("bases/jia-weather.md", map[string]string{"caption": " 小学生参观“观测场” ", "credit": "甲县气象局"}, namedFile{"IMG_2345.JPG", jpg(1)})
	if status != 200 {
		t.Fatalf("%d\n%s", status, says(page))
	}
	b.must(page, "给“甲县气象科普馆”加了照片：小学生参观“观测场”", "撤销", "xiaoxueshengcanguanguancechang.jpg")
	want := slices.Sorted(slices.Values(append(slices.DeleteFunc(slices.Clone(before), func(n string) bool { return n == "bases/jia-weather.md" }), "bases/jia-weather/index.md", "bases/jia-weather/xiaoxueshengcanguanguancechang.jpg")))
	if got := slices.Sorted(slices.Values(b.files())); !slices.Equal(got, want) {
		t.Fatalf("there are %v, want %v", got, want)
	}
	text := strings.Replace(strings.Replace(files["bases/jia-weather.md"], "(yi.md)", "(/bases/yi.md)", 1), "fee      = \"免费\"\r\n+++",
		"fee      = \"免费\"\r\n\r\n[[photo]]\r\nfile    = \"xiaoxueshengcanguanguancechang.jpg\"\r\ncaption = \"小学生参观“观测场”\"\r\ncredit  = \"甲县气象局\"\r\n+++", 1)
	if got := b.read("bases/jia-weather/index.md"); got != text {
		t.Errorf("the page is\n%s\nwant\n%s", got, text)
	}
	if got := b.read("bases/yi.md"); got != strings.Replace(files["bases/yi.md"], "(jia-weather.md)", "(/bases/jia-weather/index.md)", 1) {
		t.Errorf("the other page is\n%s", got)
	}
	if _, problems := b.desk.o.Now(); problems.HasErrors() {
		t.Errorf("%v", problems)
	}
	if status, site := b.get("/bases/jia-weather.html"); status != 200 || !strings.Contains(site, "小学生参观“观测场”") || !strings.Contains(site, "甲县气象局") {
		t.Errorf("the page of the site: %d", status)
	}
	if status, shown := b.get(Root + photoAddress("show", "bases/jia-weather/xiaoxueshengcanguanguancechang.jpg", "")); status != 200 || shown == jpg(1) || photo.FormOf([]byte(shown)) != photo.JPEG {
		t.Errorf("the photo is shown with %d", status)
	}

	// The same words again, the same photo again.
	status, page = b.upload("bases/jia-weather/index.md", map[string]string{"caption": "小学生参观“观测场”"}, namedFile{"a.jpg", jpg(2)}, namedFile{"b.jpg", jpg(1)})
	b.must(page, "xiaoxueshengcanguanguancechang-2.jpg", "b.jpg：这张照片已经有了") // told beside what was taken
	if status != 200 || b.read("bases/jia-weather/xiaoxueshengcanguanguancechang.jpg") != jpg(1) {
		t.Errorf("%d, or the first was written over", status)
	}
	b.send(page, "", nil) // both taken back, the last first
	entries, _ := b.desk.history.Entries()
	for _, e := range entries {
		if strings.Contains(e.What.ZH, "加了照片") && len(e.Files) > 2 {
			b.post(Root+"undo", url.Values{"entry": {e.ID}})
		}
	}
	if got := b.files(); !slices.Equal(got, before) || b.read("bases/jia-weather.md") != files["bases/jia-weather.md"] || b.read("bases/yi.md") != files["bases/yi.md"] {
		t.Errorf("taken back, there are %v", got)
	}
}

// What the desk shows of a photo, by itself and on the page of the site, tells nothing but what is on it; the file stays as it came.
func TestDeskShowsNoPlaceOfAPhoto(t *testing.T) {
	b := sit(t, maps.Clone(city))
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00" + "\x00\x01\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00\x00\x00\x00\x00"
	told := "\xff\xd8\xff\xe1\x00" + string([]byte{byte(len(exif) + 2)}) + exif + jpg(1)[2:]
	if status, page := b.upload("bases/jia-weather.md", map[string]string{"caption": "观测场"}, namedFile{"a.jpg", told}); status != 200 {
		t.Fatalf("%d\n%s", status, says(page))
	}
	if got := b.read("bases/jia-weather/guancechang.jpg"); got != told {
		t.Error("the file is another")
	}
	_, page := b.get("/bases/jia-weather.html")
	at := strings.Index(page, "assets/photos/")
	if at < 0 {
		t.Fatalf("no photo on\n%s", page)
	}
	src := page[at:]
	for _, address := range []string{Root + photoAddress("show", "bases/jia-weather/guancechang.jpg", ""), "/" + src[:strings.Index(src, `"`)]} {
		status, shown := b.get(address)
		if status != 200 || strings.Contains(shown, "Exif") || photo.FormOf([]byte(shown)) != photo.JPEG {
			t.Errorf("%s: %d, %.40q", address, status, shown)
		}
	}
}

func TestPhotosThatAreNoneAreRefused(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := b.files()
	file := "bases/jia-weather.md"
	large := jpg(9) + strings.Repeat("\x00", 61<<20)
	for _, c := range []struct {
		photos []namedFile
		want   string
	}{
		{nil, "没有选照片"},
		{[]namedFile{{"x.jpg", "MZ\x90 no picture"}}, "不是完整的图片"},
		{[]namedFile{{"x.jpg", "<svg onload=alert(1)>"}}, "不是完整的图片"},
		{[]namedFile{{"x.html", "<script>alert(1)</script>"}}, "不是完整的图片"},
		{[]namedFile{{"x.heic", "\x00\x00\x00\x18ftypheic"}}, "这是手机的 HEIC 照片"},
		{[]namedFile{{"x.jpg", large}}, "60 MB"},
		{[]namedFile{{"x.jpg", ""}}, "文件是空的"},
		{[]namedFile{{"x.jpg", jpg(1)[:len(jpg(1))-60]}}, "不完整"},
	} {
		status, page := b.upload(file, map[string]string{"caption": "照片"}, c.photos...)
		if status != http.StatusUnprocessableEntity || !strings.Contains(says(page), c.want) {
			t.Errorf("%.40q: %d, does not say %q:\n%s", c.photos, status, c.want, says(page))
		}
		if got := b.files(); !slices.Equal(got, before) {
			t.Fatalf("%.40q: there are %v", c.photos, got)
		}
	}
	// What is good among them is taken, under names of ours; no name of the sender's leads anywhere.
	status, page := b.upload(file, nil, namedFile{"../../../etc/观测场.jpg", jpg(1)}, namedFile{`C:\x\微信图片_2026.jpg`, pngOf(2)}, namedFile{"x.jpg", large}, namedFile{"CON.png", pngOf(3)}, namedFile{"IMG_1.png", pngOf(4)}, namedFile{"IMG_2.png", pngOf(4)}, namedFile{".kepu.jpg", jpg(5)})
	if status != 200 {
		t.Fatalf("%d\n%s", status, says(page))
	}
	b.must(page, "加了 5 张照片", "60 MB", "这张照片已经有了：IMG_1.png")
	var got []string
	for _, n := range b.files() {
		if rest, ok := strings.CutPrefix(n, "bases/jia-weather/"); ok {
			got = append(got, rest)
		}
	}
	if want := []string{"20261130-2.png", "20261130-3.png", "20261130.png", "guancechang.jpg", "index.md", "kepu.jpg"}; !slices.Equal(got, want) {
		t.Errorf("beside the page are %q, want %q", got, want)
	}
	if strings.Contains(b.read("bases/jia-weather/index.md"), "[[photo]]") {
		t.Error("without words there is an entry")
	}
	if _, err := os.Stat(filepath.Join(b.dir, "..", "etc")); err == nil {
		t.Error("something was written outside content/")
	}
	many := make([]namedFile, mostPhotos+1)
	for i := range many {
		many[i] = namedFile{"IMG.jpg", jpg(uint8(i + 20))}
	}
	_, page = b.upload("bases/jia-weather/index.md", nil, many...)
	b.must(page, "加了 20 张照片", "一次最多加 20 张")
}

func TestWordsOfPhotosAndDeletingThem(t *testing.T) {
	files := maps.Clone(city)
	delete(files, "bases/jia-weather.md")
	files["bases/jia-weather/index.md"] = "+++\nname = \"甲县气象科普馆\"\ncounty = \"甲县\"\ncover = \"2.jpg\"\n\n# 照片\n[[photo]]\nfile = \"1.jpg\"  # 大门\ncaption = \"大门\"\n\n[[photo]]\nfile = \"2.jpg\"\ncaption = \"展厅\"\ncredit = \"馆里\"\n+++\n\n正文。\n\n![大门](1.jpg)\n"
	files["bases/jia-weather/1.jpg"], files["bases/jia-weather/2.jpg"], files["bases/jia-weather/10.png"] = jpg(1), jpg(2), pngOf(10)
	b := sit(t, files)
	file := "bases/jia-weather/index.md"
	_, page := b.get(Root + photoAddress("", file, ""))
	order := []int{strings.Index(page, `name="name" value="1.jpg"`), strings.Index(page, `name="name" value="2.jpg"`), strings.Index(page, `name="name" value="10.png"`)}
	if !slices.IsSorted(order) || order[0] < 0 {
		t.Errorf("they stand at %v", order)
	}
	words := func(name, caption, credit string) (int, string) {
		status, page, _ := b.post(Root+photoAddress("words", file, ""), url.Values{"name": {name}, "caption": {caption}, "credit": {credit}})
		return status, page
	}
	_, page = words("10.png", "夜\n景", "")
	b.must(page, "写了“甲县气象科普馆”一张照片的说明", "撤销")
	words("1.jpg", "大门", "张")
	words("2.jpg", "展厅", "")
	want := "+++\nname = \"甲县气象科普馆\"\ncounty = \"甲县\"\ncover = \"2.jpg\"\n\n# 照片\n[[photo]]\nfile = \"1.jpg\"  # 大门\ncaption = \"大门\"\ncredit = \"张\"\n\n[[photo]]\nfile = \"2.jpg\"\ncaption = \"展厅\"\n\n[[photo]]\nfile = \"10.png\"\ncaption = \"夜 景\"\n+++\n\n正文。\n\n![大门](1.jpg)\n"
	if got := b.read(file); got != want {
		t.Errorf("the page is\n%s\nwant\n%s", got, want)
	}
	for _, name := range []string{"", "none.jpg", "../x.jpg", "index.md"} {
		if status, _ := words(name, "x", ""); status != 404 {
			t.Errorf("words of %q: %d", name, status)
		}
	}
	// One that the text shows stays; the cover goes with its photo.
	status, page := b.get(Root + photoAddress("cut", file, "1.jpg"))
	b.must(page, "不能保存", "没有这个文件")
	if strings.Contains(page, `value="save"`) || status != 200 {
		t.Error("it can be deleted all the same")
	}
	_, page = b.get(Root + photoAddress("cut", file, "2.jpg"))
	b.must(page, "删去“甲县气象科普馆”的一张照片：2.jpg", "bases/jia-weather/2.jpg")
	_, page = b.send(page, "save", nil)
	b.must(page, "撤销")
	want2 := strings.Replace(strings.Replace(want, "cover = \"2.jpg\"\n", "", 1), "[[photo]]\nfile = \"2.jpg\"\ncaption = \"展厅\"\n\n", "", 1)
	if got := b.read(file); got != want2 || slices.Contains(b.files(), "bases/jia-weather/2.jpg") {
		t.Errorf("the page is\n%s\nwant\n%s\nfiles %v", got, want2, b.files())
	}
	b.send(page, "", nil)
	if b.read(file) != want || b.read("bases/jia-weather/2.jpg") != jpg(2) {
		t.Error("it does not come back")
	}
}

func TestAnArticleShowsItsPhoto(t *testing.T) {
	files := maps.Clone(city)
	files["notices/day.md"] = "+++\ntitle = \"开放日\"\ndate = 2026-11-01\n+++\n\n话。\n"
	b := sit(t, files)
	status, page := b.upload("notices/day.md", map[string]string{"caption": "现[场]"}, namedFile{"x.jpg", jpg(1)})
	b.must(page, "加了照片")
	if got := b.read("notices/day.md"); status != 200 || got != "+++\ntitle = \"开放日\"\ndate = 2026-11-01\n+++\n\n话。\n\n![现\\[场\\]](xianchang.jpg)\n" {
		t.Errorf("%d, the notice is\n%s", status, got)
	}
	if _, site := b.get("/notices/day.html"); !strings.Contains(site, "现[场]") {
		t.Error("the page does not show it")
	}
	// A script puts it where the cursor is.
	_, answer := b.upload("notices/day.md", map[string]string{"caption": "又一张", "json": "1", "text": "话，改了。"}, namedFile{"x.jpg", jpg(2)})
	var a photoAnswer
	if err := json.Unmarshal([]byte(answer), &a); err != nil || a.Insert != "![又一张](youyizhang.jpg)" || a.Text != "话，改了。" || a.Fault != "" {
		t.Errorf("%v %+v", err, a)
	}
	status, answer = b.upload("notices/day.md", map[string]string{"json": "1"}, namedFile{"x.jpg", "x"})
	if err := json.Unmarshal([]byte(answer), &a); err != nil || status != http.StatusUnprocessableEntity || a.Fault == "" || len(a.Refused) != 1 {
		t.Errorf("%d %v %+v", status, err, a)
	}
}

func TestWhatIsTypedMovesWithItsPage(t *testing.T) {
	files := maps.Clone(city)
	files["bases/yi.md"] = "+++\nname = \"乙县馆\"\ncounty = \"乙县\"\n+++\n\n话。\n"
	b := sit(t, files)
	_, answer := b.upload("bases/jia-weather.md", map[string]string{"json": "1", "text": "新的，见[乙](yi.md)。"}, namedFile{"x.jpg", jpg(1)})
	var a photoAnswer
	if err := json.Unmarshal([]byte(answer), &a); err != nil || a.Text != "新的，见[乙](/bases/yi.md)。" || a.Was != "正文。" || !strings.Contains(a.Action, "jia-weather%2Findex.md") || a.Insert != "" {
		t.Fatalf("%v %+v\n%s", err, a, answer)
	}
	_, page := b.get(a.Action)
	_, page = b.send(page, "look", url.Values{"text": {a.Text}, "was": {a.Was}})
	b.send(page, "save", nil)
	if got := b.read("bases/jia-weather/index.md"); !strings.Contains(got, a.Text) {
		t.Errorf("the page is\n%s", got)
	}
}

func TestPhotosGoNowhereElse(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := b.files()
	for _, file := range []string{"", "site.toml", "../x.md", "bases/nobody.md", "activities/2026.toml", "bases", `bases\jia-weather.md`, ".kepu/x.md"} {
		if status, _ := b.upload(file, nil, namedFile{"x.jpg", jpg(1)}); status != 404 {
			t.Errorf("photos for %q: %d", file, status)
		}
	}
	for _, name := range []string{"../x.jpg", "/etc/passwd", "site.toml", "", "bases/x.jpg", ".kepu/history/x.jpg"} {
		if status, _ := b.get(Root + photoAddress("show", name, "")); status != 404 {
			t.Errorf("%q is shown: %d", name, status)
		}
	}
	if status, _ := b.get(Root + photoAddress("add", "bases/jia-weather.md", "")); status != 404 {
		t.Errorf("photos by a link: %d", status)
	}
	r, _ := http.NewRequest("POST", b.server.URL+Root+photoAddress("add", "bases/jia-weather.md", ""), strings.NewReader("x"))
	r.Header.Set("Origin", b.server.URL)
	if answer, err := b.client.Do(r); err != nil || answer.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("no form at all: %v %v", answer, err)
	}
	r, _ = http.NewRequest("POST", b.server.URL+Root+photoAddress("add", "bases/jia-weather.md", ""), strings.NewReader("x"))
	r.Header.Set("Origin", b.server.URL)
	if answer, err := http.DefaultClient.Do(r); err != nil || answer.StatusCode != http.StatusForbidden {
		t.Errorf("a stranger: %v %v", answer, err)
	}
	if got := b.files(); !slices.Equal(got, before) {
		t.Errorf("there are %v", got)
	}
}
