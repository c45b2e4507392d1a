package source

import (
	"path"
	"regexp"
	"strings"

	"kepu/generator/diag"
)

// A copy that stands beside its original, made by Explorer, a download, a synchronised
// disk or a careful hand, would count every record twice, or be told in hundreds of
// reminders that blame the original. Its name gives it away.

// copied finds the files and folders that are by their names copies of one beside them.
// Each is told once, and nothing in it is read.
func (f *Folder) copied() {
	var known map[string]string // path in lower case -> path, of texts and their folders
	told := map[string]bool{}
	for _, list := range []*[]string{&f.Files, &f.inNoSection, &f.besideIndex, &f.Others} {
		kept := (*list)[:0]
		for _, name := range *list {
			if !mayBeCopy(name) {
				kept = append(kept, name)
				continue
			}
			if known == nil {
				known = f.texts()
			}
			at, original := copyIn(name, known)
			if original == "" {
				kept = append(kept, name)
				continue
			}
			if told[at] {
				continue
			}
			told[at] = true
			what := diag.M("FILE-COPY", "像是 %s 的副本，没有读取", "this looks like a copy of %s and was not read").With(path.Base(original))
			mend := diag.T("留下对的那个，删掉另一个（或移到 content 外面）；如果不是副本，请换一个看得出区别的名字", "keep the right one and delete the other, or move it out of content; if it is no copy, give it a name that tells them apart")
			if list == &f.Files {
				f.Problems.Error(diag.Whole(at), what, mend)
			} else {
				f.Problems.Warn(diag.Whole(at), what, mend) // nothing would have been read from it
			}
		}
		*list = kept
	}
}

// texts returns the paths of all texts and of their folders, by their lower case.
func (f *Folder) texts() map[string]string {
	known := map[string]string{}
	for _, list := range [][]string{f.Files, f.inNoSection} {
		for _, name := range list {
			for ; name != "."; name = path.Dir(name) {
				known[strings.ToLower(name)] = name
			}
		}
	}
	return known
}

// copyIn returns the first folder of a path, or the file itself, that is a copy of a known
// one beside it, and that one.
func copyIn(name string, known map[string]string) (at, original string) {
	parts := strings.Split(name, "/")
	for i := range parts {
		at, ending := strings.Join(parts[:i+1], "/"), ""
		if i == len(parts)-1 {
			ending = path.Ext(at)
		}
		if original := originalOf(strings.TrimSuffix(at, ending), ending, known); original != "" {
			return at, original
		}
	}
	return "", ""
}

// CopyOf returns which of the names that stand in one folder a name looks like a copy of, or "".
func CopyOf(name string, names []string) string {
	known := map[string]string{}
	for _, n := range names {
		known[strings.ToLower(n)] = n
	}
	_, original := copyIn(name, known)
	return original
}

// originalOf returns the known path that the one without its ending is a copy of, or "".
// A copy of a copy is one of the original too, and a base may be a page or a folder.
func originalOf(name, ending string, known map[string]string) string {
	dir, file := path.Split(name)
	endings := []string{ending}
	if strings.EqualFold(dir, "bases/") {
		endings = []string{ending, "", ".md"}
	}
	for {
		s := withoutMark(file)
		if s == "" || s == file {
			return ""
		}
		for _, e := range endings {
			if original := known[strings.ToLower(dir+s+e)]; original != "" {
				return original
			}
		}
		file = s
	}
}

// withoutMark returns a name without the last mark of a copy; the name when it has none.
func withoutMark(name string) string {
	for _, mark := range copyMarks {
		if at := mark.FindStringIndex(name); at != nil {
			return strings.Trim(name[:at[0]]+name[at[1]:], " ")
		}
	}
	return name
}

// mayBeCopy reports whether a path holds any word of a mark. It is asked of every file at
// every save of a preview.
func mayBeCopy(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"(", "（", "副本", "复件", "拷贝", "备份", "旧", "原版", "原稿", "改前", "冲突",
		"copy", "backup", "bak", "old", "orig", "conf", "desktop-", "laptop-", "pc-", "win-"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

// copyMarks are what programs and people put around the name of a copy.
var copyMarks = []*regexp.Regexp{
	// 复件 2026, 副本2026, Copy of 2026
	regexp.MustCompile(`(?i)^(?:复件|副本|备份|copy)[ _-]*(?:[(（][0-9]+[)）] ?)?(?:of )?[ _-]*`),
	// 2026 - 副本, 2026 副本 (2), 2026_备份0301, 2026旧版
	regexp.MustCompile(`(?i)[ _.—-]*(?:冲突副本|冲突文件|副本|复件|拷贝|备份|旧版|旧的|旧|原版|原稿|改前|修改前)[ _-]*(?:[(（][0-9]+[)）]|[0-9-]*)$`),
	// 2026 - Copy (2), 2026 copy 2, 2026_old, 2026.bak
	regexp.MustCompile(`(?i)[ _.—-]+(?:copy|backup|bak|old|orig|original)[ _-]*(?:[(（][0-9]+[)）]|[0-9-]*)$`),
	// 2026_冲突副本_张三_20260301, 2026 (somebody's conflicted copy 2026-03-01), 2026.sync-conflict-20260301-120000
	regexp.MustCompile(`(?i)[ _.—-]*[(（][^()（）]*(?:冲突|副本|备份|conflict|copy)[^()（）]*[)）]$`),
	regexp.MustCompile(`(?i)[ _.—-]+(?:sync-conflict|conflict|冲突)[^/]*$`),
	regexp.MustCompile(`冲突[^/]*$`),
	// 2026_conf(1)
	regexp.MustCompile(`(?i)[ _.-]+conf[ _-]*[(（][^()（）]*[)）]$`),
	// 2026 (1), 2026（1）
	regexp.MustCompile(`[ _]*[(（][0-9]{1,3}[)）]$`),
	// 2026-DESKTOP-1A2B3C: what OneDrive makes of two that were changed at once
	regexp.MustCompile(`-(?:DESKTOP|LAPTOP|PC|WIN)(?:-[0-9A-Z]+)+$`),
}
