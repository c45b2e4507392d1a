package site_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
	"kepu/generator/photo"
	"kepu/generator/photocache"
	"kepu/generator/remove/removetest"
	"kepu/generator/site"
)

// placed returns a photo that lies on its side, tells where and by whom it was taken, and has words of its own besides.
func placed(t *testing.T, tone uint8) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 1200, 900))
	for i := range img.Pix {
		img.Pix[i] = uint8(i/4*7) ^ tone
	}
	img.Set(0, 0, color.Black)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	be := binary.BigEndian
	block := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02")
	entry := func(tag, kind uint16, n uint32, value ...byte) {
		block = be.AppendUint32(be.AppendUint16(be.AppendUint16(block, tag), kind), n)
		block = append(block, value...)
	}
	entry(0x0112, 3, 1, 0, 6, 0, 0)
	entry(0x8825, 4, 1, 0, 0, 0, 38)
	block = append(block, 0, 0, 0, 0, 0, 1)
	entry(1, 2, 2, 'N', 0, 0, 0)
	block = append(block, "\x00\x00\x00\x00GEHEIM"...)
	segment := func(mark byte, body string) string {
		return "\xff" + string([]byte{mark, byte((len(body) + 2) >> 8), byte(len(body) + 2)}) + body
	}
	return []byte("\xff\xd8" + segment(0xe1, string(block)) + segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x>GEHEIM</x>") +
		segment(0xed, "Photoshop 3.0\x00GEHEIM") + segment(0xfe, "GEHEIM") + b.String()[2:])
}

// photoSite has that photo wherever one may stand: in a gallery, as its cover, with an activity, in a text, with a link, and attached.
func photoSite(t *testing.T) fstest.MapFS {
	t.Helper()
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s), Mode: 0o644} }
	return fstest.MapFS{
		"site.toml":         file("title = \"示例\"\n[organiser]\nname = \"示例市科学技术协会\"\n[[county]]\nid = \"jia\"\nname = \"甲县\"\n"),
		"bases/a/index.md":  file("+++\nname = \"甲馆\"\ncounty = \"jia\"\ncover = \"1.jpg\"\n[[photo]]\nfile = \"1.jpg\"\ncaption = \"门\"\n+++\n![内景](2.jpg)\n"),
		"bases/a/1.jpg":     {Data: placed(t, 1), Mode: 0o644},
		"bases/a/2.jpg":     {Data: placed(t, 2), Mode: 0o644},
		"activities/a.toml": file("[[activity]]\ndate = 2016-09-17\ntitle = \"虚构\"\nbase = \"甲馆\"\nphotos = [\"3.jpg\"]\n"),
		"activities/3.jpg":  {Data: placed(t, 3), Mode: 0o644},
		"reports/r.md":      file("+++\ntitle = \"虚构的总结\"\ndate = 2016-12-31\nattachments = [\"5.jpg\"]\n+++\n![现场](4.jpg)\n\n见[照片](6.jpg)。\n"),
		"reports/4.jpg":     {Data: placed(t, 4), Mode: 0o644},
		"reports/5.jpg":     {Data: placed(t, 5), Mode: 0o644},
		"reports/6.jpg":     {Data: placed(t, 6), Mode: 0o644},
	}
}

// metadata says what of a file's bytes tells of more than pixels; "" for nothing.
func metadata(data []byte) string {
	for _, mark := range []string{"GEHEIM", "Exif\x00\x00", "http://ns.adobe.com/xap", "Photoshop 3.0", "ICC_PROFILE", "\xff\xe1", "eXIf"} {
		if bytes.Contains(data, []byte(mark)) && (mark != "\xff\xe1" || bytes.HasPrefix(data, []byte("\xff\xd8\xff\xe1"))) {
			return mark
		}
	}
	return ""
}

func TestNoPlaceOfAPhotoComesOut(t *testing.T) {
	content := photoSite(t)
	if metadata(content["bases/a/1.jpg"].Data) == "" {
		t.Fatal("the photo tells nothing")
	}
	s, ps := makeSite(t, content)
	if s == nil {
		t.Fatal(ps)
	}
	photos := 0
	for _, name := range s.Files() {
		data, err := fs.ReadFile(s, name)
		if err != nil {
			t.Fatal(err)
		}
		if found := metadata(data); found != "" {
			t.Errorf("%s has %q", name, found)
		}
		if photo.FormOf(data) == photo.JPEG {
			photos++
			c, _, err := image.DecodeConfig(bytes.NewReader(data))
			if err != nil || c.Width >= c.Height {
				t.Errorf("%s lies on its side: %d×%d, %v", name, c.Width, c.Height, err)
			}
			for _, original := range content {
				if bytes.Equal(original.Data, data) {
					t.Errorf("%s is the original", name)
				}
			}
		}
		if !strings.HasSuffix(name, ".docx") {
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			part, err := fs.ReadFile(z, f.Name)
			if found := metadata(part); err != nil || found != "" {
				t.Errorf("%s: %s has %q, %v", name, f.Name, found, err)
			}
		}
	}
	if photos != 6*2 {
		t.Errorf("%d photos", photos)
	}
	note := 0
	for _, p := range ps {
		if p.Code() == "N-PHOTO-LOCATION" && strings.Contains(p.What.ZH, "共 6 张") {
			note++
		}
	}
	if note != 1 {
		t.Errorf("it is not noted: %v", ps)
	}
	page, err := fs.ReadFile(s, "bases/a.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`srcset="../assets/photos/1-`, `-480.jpg 480w, ../assets/photos/1-`, `-900.jpg 900w"`, ` width="900" height="1200"`, `<a class="photo__large" href="../assets/photos/1-`, ` alt="内景"`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// prepared makes a site with all its photos, as a build does.
func prepared(content fs.FS, cache *photocache.Cache) (s *site.Site, ps diag.List, asked int, err error) {
	opts := site.Options{Theme: defaultTheme}
	opts.Photos = cache
	opts.Prepare = func(done, total int) { asked = max(asked, total) }
	s, ps, err = site.Make(content, opts)
	return s, ps, asked, err
}

func TestSecondSiteTouchesNoPhoto(t *testing.T) {
	content, dir := photoSite(t), removetest.TempDir(t)
	first := photocache.New(dir)
	s, _, asked, err := prepared(content, first)
	if err != nil || s == nil || asked != 6 || first.Made() != 6 {
		t.Fatalf("%d asked, %d made, %v", asked, first.Made(), err)
	}
	again := photocache.New(dir)
	now, _, asked, err := prepared(content, again)
	if err != nil || now == nil || asked != 0 {
		t.Fatalf("%d asked, %v", asked, err)
	}
	for _, name := range s.Files() {
		a, err1 := fs.ReadFile(s, name)
		b, err2 := fs.ReadFile(now, name)
		if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
			t.Errorf("%s is another: %v, %v", name, err1, err2)
		}
	}
	if again.Made() != 0 || first.Made() != 6 {
		t.Errorf("%d and %d were decoded", again.Made(), first.Made())
	}
}

func TestDamagedPixelsAreToldWithTheFile(t *testing.T) {
	content := photoSite(t)
	bad := bytes.Clone(content["activities/3.jpg"].Data)
	copy(bad[len(bad)/2:], strings.Repeat("\xff\x00", len(bad)/4-20)) // ones alone are no code
	content["activities/3.jpg"] = &fstest.MapFile{Data: bad, Mode: 0o644}
	s, ps, _, err := prepared(maps.Clone(content), photocache.New(removetest.TempDir(t)))
	if s != nil || err != nil {
		t.Fatalf("a site, %v", err)
	}
	for _, p := range ps {
		if p.Code() == "E-PHOTO-UNREADABLE" && p.Place.File == "activities/3.jpg" {
			return
		}
	}
	t.Errorf("%v", ps)
}
