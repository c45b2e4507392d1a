package source

import (
	"testing"
	"testing/fstest"

	"kepu/generator/diag"
)

func TestCopiesBesideTheirOriginalAreToldAndNotRead(t *testing.T) {
	for name, copies := range map[string][]string{
		"activities/2026.toml": {"2026 - 副本.toml", "2026 - 副本 (2).toml", "2026-副本(2).toml", "2026 - 副本 - 副本.toml", "复件 2026.toml", "复件 (2) 2026.toml",
			"2026(1).toml", "2026 (1).toml", "2026（1）.toml", "2026 - Copy.toml", "2026 - Copy (2).TOML", "Copy of 2026.toml", "2026 copy 2.toml", "2026备份.toml", "2026_备份0301.toml",
			"2026_bak.toml", "2026-old.toml", "2026旧版.toml", "2026_冲突副本_办公室_20260301.toml", "2026(冲突副本 2026-03-01 10-20-30).toml", "2026_conf(1).toml", "2026 (somebody's conflicted copy 2026-03-01).toml",
			"2026.sync-conflict-20260301-120000-ABCDEFG.toml", "2026-DESKTOP-1A2B3C.toml", "2026 - 副本/1.toml"},
		"bases/科技馆.md":           {"科技馆 - 副本.md", "科技馆(1).md", "科技馆_conf(办公室).md", "科技馆 - 副本/index.md"},
		"bases/a/index.md":       {"a (1).md", "a - 副本/index.md"},
		"notices/tongzhi.md":     {"tongzhi(2).md"},
		"designations/2016.toml": {"2016 - 副本.toml"},
	} {
		for _, c := range copies {
			dir := "activities/"
			for _, d := range []string{"bases/", "notices/", "designations/"} {
				if len(name) > len(d) && name[:len(d)] == d {
					dir = d
				}
			}
			files := fstest.MapFS{name: {}, dir + c: {}}
			if c == "2026 - 副本/1.toml" {
				files["activities/2026/1.toml"] = &fstest.MapFile{}
			}
			f, err := Walk(files)
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Problems) != 1 || f.Problems[0].Severity != diag.Error || f.Problems[0].Place.File == name {
				t.Errorf("%s beside %s: %+v", c, name, f.Problems)
			}
			if len(f.Files) != len(files)-1 || f.Files[len(f.Files)-1] == dir+c {
				t.Errorf("%s beside %s: %q are read", c, name, f.Files)
			}
		}
	}
}

func TestNamesThatOnlyLookAlikeAreNoCopies(t *testing.T) {
	for _, names := range [][]string{
		{"activities/2026 - 副本.toml"}, // its original was deleted
		{"activities/2026.toml", "activities/2026下半年.toml", "activities/2026-2.toml", "activities/副本.toml"},
		{"bases/g.md", "bases/gold.md"}, {"bases/wen.md", "bases/wenhuaguan.md"},
		{"notices/2026.md", "notices/2026 通知.md"},
		{"bases/a/index.md", "bases/a/照片(1).jpg", "bases/a/照片.jpg"},
	} {
		files := fstest.MapFS{}
		for _, name := range names {
			files[name] = &fstest.MapFile{}
		}
		f, err := Walk(files)
		if err != nil || len(f.Problems) != 0 || len(f.Files)+len(f.Others) != len(names) {
			t.Errorf("%q: %v, %+v", names, err, f)
		}
	}
}

// A folder that is a copy is told once, whatever is in it.
func TestACopiedFolderIsToldOnce(t *testing.T) {
	f, err := Walk(fstest.MapFS{"bases/a/index.md": {}, "bases/a - 副本/index.md": {}, "bases/a - 副本/1.jpg": {}, "bases/a - 副本/2.jpg": {}, "site - 副本.toml": {}, "site.toml": {}})
	if err != nil || len(f.Problems) != 2 || len(f.Files) != 2 || len(f.Others) != 0 {
		t.Fatalf("%v %+v", err, f)
	}
	if p := f.Problems[1]; p.Severity != diag.Warning || p.Place.File != "site - 副本.toml" {
		t.Errorf("a copy that would not be read anyway: %+v", p)
	}
}
