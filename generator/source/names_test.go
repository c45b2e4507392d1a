package source

import (
	"strings"
	"testing"
)

func TestPathSaysWhatAFileIs(t *testing.T) {
	tests := map[string]Section{
		"site.toml": SiteFile, "SITE.TOML": SiteFile, "site.md": NoSection, "README.md": IgnoredFile, "说明.md": IgnoredFile, "a/site.toml": NoSection,
		"designations.toml": NamingFile, "designations/2015.toml": NamingFile, "designations/a/b.toml": NoSection, "designations/x.md": NoSection,
		"bases/a.md": BaseFile, "bases/科技馆.MD": BaseFile, "bases/a.markdown": BaseFile, "Bases/a.md": BaseFile,
		"bases/a/index.md": BaseFile, "bases/a/INDEX.md": BaseFile, "bases/index.md": BaseFile,
		"bases/a/other.md": NoSection, "bases/a/b/index.md": NoSection, "bases/a.toml": NoSection,
		"activities/2016.toml": LogFile, "activities/a/b/c.TOML": LogFile, "activities/x.md": NoSection, "activities.toml": NoSection,
		"reports/a.md": ReportFile, "notices/a.md": NoticeFile, "pages/a.md": PageFile, "pages/a/b.md": NoSection,
		"map/boundaries.geojson": Boundaries, "map/other.geojson": OtherFile, "map/water.geojson": WaterFile, "MAP/Water.GeoJSON": WaterFile, "boundaries.geojson": OtherFile,
		"other.toml": NoSection, "bases/a/照片.jpg": OtherFile, "a.pdf": OtherFile, "noending": OtherFile,
	}
	for name, want := range tests {
		if got := SectionOf(name); got != want {
			t.Errorf("SectionOf(%q) = %d, want %d", name, got, want)
		}
	}
}

func TestWhatEditorsLeaveBehindIsSkipped(t *testing.T) {
	for _, name := range []string{".git", ".DS_Store", "._a.md", ".~a.md", ".#a.md", "~$a.docx", "_draft.md", "a.md~", "a.tmp", "A.TMP", "a.md.bak", ".a.md.swp",
		"a.swp", "desktop.ini", "Desktop.ini", "Thumbs.db", "__MACOSX", "System Volume Information", "$RECYCLE.BIN", "4913", "~WPS1234.tmp"} {
		if !Skipped(name) {
			t.Errorf("%s is not skipped", name)
		}
	}
	for _, name := range []string{"a.md", "a_b.md", "a~b.md", "科技馆.md", "4913.md", "tmp", "bak.md", "~a.md", "$a.md"} {
		if Skipped(name) {
			t.Errorf("%s is skipped", name)
		}
	}
}

func TestSlipsOfFileNamesAreSeen(t *testing.T) {
	tests := map[string]string{
		"2016.toml.txt": "2016.toml", "bases/a.md.TXT": "a.md", "a.md.docx": "a.md", "a.toml.toml": "a.toml", "a.md.md": "a.md", "a.MD.doc": "a.MD",
		"a.md": "", "a.toml": "", "a.txt": "", "2016.09.md": "", "a.md.jpg": "", "a.markdown": "",
	}
	for name, want := range tests {
		if got := rightName(name); got != want {
			t.Errorf("rightName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestIDsAreFileNamesEverywhere(t *testing.T) {
	long := strings.Repeat("a", 63)
	for _, id := range []string{"a", "0", "a-b", "2016", "a--b", "a-", "con-1", "com10", long} {
		if !IsID(id) {
			t.Errorf("%q is no id", id)
		}
	}
	for _, id := range []string{"", "-a", "A", "a.b", "a/b", "a b", "a_b", "é", "馆", "con", "nul", "com1", "lpt9", "aux", "prn", "../x", long + "a", "a\n"} {
		if IsID(id) {
			t.Errorf("%q is an id", id)
		}
	}
}

func TestFileNamesBecomeIDs(t *testing.T) {
	tests := map[string]string{
		"bases/xiping-weather.md":              "xiping-weather",
		"bases/西平县气象局.md":                      "xipingxianqixiangju",
		"bases/KJG.md":                         "kjg",
		"bases/kjg/index.md":                   "kjg",
		"bases/科技馆/INDEX.md":                   "kejiguan",
		"bases/index.md":                       "index",
		"reports/2017年 总结.md":                  "2017nianzongjie",
		"bases/CON.md":                         "",
		"bases/！.md":                           "",
		"pages/-.md":                           "",
		"a/" + strings.Repeat("馆", 40) + ".md": strings.Repeat("guan", 14),
	}
	for name, want := range tests {
		if got := stemID(name); got != want || got != "" && !IsID(got) {
			t.Errorf("stemID(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestOldAddressesStayInTheSite(t *testing.T) {
	for _, s := range []string{"a.html", "reports/2017-old.html", "a/b/c.html"} {
		if !isAddress(s) {
			t.Errorf("%q is refused", s)
		}
	}
	for _, s := range []string{"", ".html", "a", "a.htm", "A.html", "../a.html", "a/../b.html", "a//b.html", "./a.html", "con/a.html", "a/.html", "旧.html", "a.html/b", "http://a.html", "a b.html"} {
		if isAddress(s) {
			t.Errorf("%q is taken", s)
		}
	}
}

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	for _, s := range []string{"http://a.example", "https://a.example/b?c=d#e", "https://例子.example/路", "https://a.example:8080/(x)"} {
		if !IsWebURL(s) {
			t.Errorf("%q is refused", s)
		}
	}
	for _, s := range []string{"", "a.example", "www.a.example", "http://", "https:///a", "http:a", "ftp://a", "javascript:alert(1)", "JAVASCRIPT:x", "https://a b", "https://a\u3000b",
		"https://a\nb", "https://a\"b", "https://a<b", "https://a'b", "https://a\\b", "//a.example", " https://a.example"} {
		if IsWebURL(s) {
			t.Errorf("%q is taken", s)
		}
	}
}
