package seal

import (
	"regexp"
	"strings"
	"testing"
)

func TestForReadsTheNameOfAKind(t *testing.T) {
	for name, want := range map[string]string{
		"场馆": "dome", "科普场馆": "dome", "博物馆": "dome", "科技馆": "dome", "体验馆": "dome", "天文台": "dome",
		"气象": "vane", "气象台站": "vane", "气象观测": "vane",
		"学校": "book", "高等院校": "book", "中小学": "book", "图书馆": "book", "教育": "book",
		"旅游景区": "mountain", "地质公园": "mountain", "风景名胜": "mountain",
		"纪念馆": "stele", "革命旧址": "stele", "红色教育": "stele",
		"青少年活动": "kite", "少年宫": "kite", "青少年宫": "kite",
		"教育科研": "flask", "科研机构": "flask", "科研院所": "flask", "重点实验室": "flask", "研究所": "flask", "农业科研院所": "flask",
		"农业": "leaf", "生态": "leaf", "自然保护区": "leaf", "湿地公园": "leaf", "植物园": "leaf",
		// What a thing is stands last.
		"学校博物馆": "dome", "气象科普馆": "dome", "青少年科技馆": "dome", "科研学校": "book",
		// Nothing fits.
		"": "plain", "企业": "plain", "医院": "plain", "Museum": "plain", "其他": "plain",
	} {
		if got := For(name).ID; got != want {
			t.Errorf("%q has %s, want %s", name, got, want)
		}
	}
}

func TestOwnDrawingsStandInForOurs(t *testing.T) {
	if got := Of("farm", "农业", "M4 20h16"); got != (Seal{"own-farm", "M4 20h16"}) {
		t.Errorf("got %v", got)
	}
	for _, own := range []string{"", "M4", `"><script>`} {
		if got := Of("farm", "农业", own); got.ID != "leaf" {
			t.Errorf("%q: got %v", own, got)
		}
	}
}

// TestSealsAreOfOneHand holds our own to what is asked of others and to the margins that package seal names; each is drawn so
// that it is small in every page.
func TestSealsAreOfOneHand(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range All() {
		if path, f := Check(s.Path); f != nil || path != s.Path {
			t.Errorf("%s: %v", s.ID, f)
		}
		if len(s.Path) > 200 {
			t.Errorf("%s has %d bytes", s.ID, len(s.Path))
		}
		if m := regexp.MustCompile(`\d\.\d{2,}`).FindString(strings.ReplaceAll(s.Path, "h.01", "")); m != "" {
			t.Errorf("%s is drawn finer than a tenth: %s", s.ID, m)
		}
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(s.ID) || seen[s.ID] || seen[s.Path] {
			t.Errorf("%s is no name, or there twice", s.ID)
		}
		seen[s.ID], seen[s.Path] = true, true
	}
	if len(seen) != 2*9 {
		t.Errorf("%d seals and names, want eight and a plain one", len(seen))
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		path  string
		wrong Wrong // 0: it is right
		word  string
	}{
		{"M4 20h16M12 4v16", 0, ""},
		{" M 4,20 L 20 , 20\n\t10 10 z ", 0, ""},
		{"m4 4 4 4-2 2.5.5-.5+1 1z", 0, ""},
		{"M2 12a10 10 0 1 0 20 0 10 10 0 10-20 0", 0, ""}, // flags that run together
		{"M2 12a10 10 0 011 0", 0, ""},
		{"M-2 -2L26 26", 0, ""},
		{"M4 4c1 1 2 2 3 3s1 1 2 2q1 1 2 2t1 1", 0, ""},
		{"M4 4zm2 2h3", 0, ""},
		{"M4 4M5 5M6 6", Empty, ""},
		{"", Empty, ""},
		{" \n", Empty, ""},
		{"4 4h3", NotPath, "4 4h3"},
		{"L4 4h3", NotPath, "L4 4h3"},
		{"M4 4h", NotPath, ""},
		{"M4 4h3 x", NotPath, "x"},
		{"M4 4h1e1", NotPath, "e1"},
		{"M4,,4h3", NotPath, ",4h3"},
		{"M4 4h3,", NotPath, ""},
		{"M4 4z4", NotPath, "4"},
		{"M4 4a1 1 0 2 0 3 3", NotPath, "2 0 3 3"},
		{`<path d="M4 4h3"/>`, NotPath, `<path d=`},
		{`M4 4h3"/><script>alert(1)</script>`, NotPath, `"/><scri`},
		{"M4 4h3；", NotPath, "；"},
		{"M4 4h3\x00", NotPath, "\x00"},
		{"M4 4h.", NotPath, "."},
		{"M4 4h-", NotPath, "-"},
		{"M512 64L900 900", Outside, "512 64"},
		{"M4 4h22.1", Outside, "22.1"},
		{"M4 4v-6.5", Outside, "-6.5"},
		{"M4 4C-9 0 0 0 4 4", Outside, "-9 0 0 0 4 4"},
		{"M4 4h3h3h3h3h3h3h3h3", Outside, "3"},
		{"M4 4a900 900 0 0 0 3 3", Outside, "900 900 0 0 0 3 3"},
		{"M4 4a-3 3 0 0 0 3 3", Outside, "-3 3 0 0 0 3 3"},
		{"M4 4h" + strings.Repeat("9", 400), Outside, strings.Repeat("9", 40)},
		{"M4 4" + strings.Repeat("h1h-1", 500), TooLong, "2504"},
	} {
		path, f := Check(c.path)
		switch {
		case f == nil && c.wrong != 0:
			t.Errorf("%q is taken", c.path)
		case f != nil && (f.Wrong != c.wrong || f.Word != c.word):
			t.Errorf("%q: %+v, want %d %q", c.path, *f, c.wrong, c.word)
		case f == nil && strings.Join(strings.Fields(c.path), " ") != path:
			t.Errorf("%q becomes %q", c.path, path)
		}
	}
}

// FuzzCheck holds that what is taken can be written into any attribute, and is taken again as it is.
func FuzzCheck(f *testing.F) {
	for _, s := range All() {
		f.Add(s.Path)
	}
	f.Add(`M4 4h3"/><script>`)
	f.Add("M2 12a10 10 0 011 0z m 1,1")
	harmless := regexp.MustCompile(`^[MLHVCSQTAZmlhvcsqtaz0-9+\-., ]+$`)
	f.Fuzz(func(t *testing.T, s string) {
		path, fault := Check(s)
		if fault != nil {
			if fault.At < 0 || fault.At > len(s) {
				t.Errorf("a fault at %d of %d", fault.At, len(s))
			}
			return
		}
		if !harmless.MatchString(path) || len(path) > MaxLength {
			t.Errorf("%q is taken", path)
		}
		if again, fault := Check(path); fault != nil || again != path {
			t.Errorf("%q is not taken again: %v", path, fault)
		}
	})
}
