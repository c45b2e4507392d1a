package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf16"

	"kepu/generator/diag"
)

// Folder is what content/ holds.
type Folder struct {
	Files    []string // paths of the files of a section that is read, sorted
	Others   []string // paths of pictures and attachments, sorted
	Ignored  int      // how many files were passed over in silence
	Problems diag.List

	besideIndex []string // pages in a base's folder that are not its index.md
	inNoSection []string // texts in a place where none is read
}

// Longer paths than this leave no room for C:\Users\…\Desktop\… within the 259
// units that Windows programs take.
const longPath = 180

// Walk lists content. Only regular files are read: links, pipes and devices
// are reported. The error is the machine's: a folder that cannot be listed.
func Walk(content fs.FS) (*Folder, error) {
	f := &Folder{}
	err := fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if name != "." && errors.Is(err, fs.ErrNotExist) {
				return nil // gone since its folder was listed
			}
			return err
		}
		if name == "." {
			return nil
		}
		return f.visit(name, d)
	})
	if err != nil {
		return nil, err
	}
	sort.Strings(f.Files)
	sort.Strings(f.Others)
	f.copied()
	f.warnInNoSection()
	f.warnBesideIndex()
	f.sameOnWindows()
	return f, nil
}

func (f *Folder) visit(name string, d fs.DirEntry) error {
	if Skipped(d.Name()) {
		if d.IsDir() {
			return fs.SkipDir
		}
		f.Ignored++
		return nil
	}
	if d.Type()&fs.ModeSymlink != 0 {
		f.Problems.Error(diag.Whole(name), diag.M("FILE-SYMLINK", "这是一个链接，不是文件", "this is a link and not a file"),
			diag.T("请把文件本身放进 content", "put the file itself into content"))
		return nil
	}
	if d.IsDir() {
		if ext := strings.ToLower(path.Ext(name)); ext == ".md" || ext == ".toml" {
			f.Problems.Warn(diag.Whole(name), diag.M("FILE-FOLDER-NAME", "这是文件夹，名字却像文件", "this is a folder with the name of a file"),
				diag.T("请去掉名字后面的 %s", "take %s off its name").With(ext))
		}
		return nil
	}
	if d.Type()&fs.ModeIrregular != 0 {
		if _, err := d.Info(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err // the machine's: nobody knows what it is
		}
	}
	if !d.Type().IsRegular() {
		f.Problems.Warn(diag.Whole(name), diag.M("FILE-IRREGULAR", "这不是普通文件，没有读取", "this is no ordinary file and was not read"), diag.Text{})
		return nil
	}
	f.add(name)
	return nil
}

// units returns how long Windows takes a path to be; for one that is short in any case, its
// bytes.
func units(name string) int {
	if len(name) <= longPath {
		return len(name)
	}
	return len(utf16.Encode([]rune(name)))
}

func (f *Folder) add(name string) {
	if n := units(name); n > longPath {
		f.Problems.Warn(diag.Whole(name), diag.M("FILE-PATH-LONG", "路径有 %d 个字符，放到桌面的文件夹里可能打不开", "the path is %d characters long and may not open below a desktop folder").With(n),
			diag.T("请用短一些的文件名", "use shorter names"))
	}
	if real := rightName(name); real != "" {
		f.warnEnding(name, real)
		return
	}
	switch SectionOf(name) {
	case OtherFile:
		f.Others = append(f.Others, name)
	case IgnoredFile:
		f.Ignored++
	case NoSection:
		if isPage(name) && strings.HasPrefix(strings.ToLower(name), "bases/") && strings.Count(name, "/") == 2 {
			f.besideIndex = append(f.besideIndex, name)
			return
		}
		f.inNoSection = append(f.inNoSection, name)
	default:
		f.Files = append(f.Files, name)
	}
}

// Skipped reports whether a file or folder of that name (not its path) is passed over in
// silence: what editors and systems leave behind (FORMAT.md).
func Skipped(name string) bool {
	n := strings.ToLower(name)
	switch n {
	case "desktop.ini", "thumbs.db", "__macosx", "system volume information", "$recycle.bin", "4913": // 4913: vim's test file
		return true
	}
	return slices.ContainsFunc([]string{".", "~$", "_"}, func(start string) bool { return strings.HasPrefix(n, start) }) ||
		slices.ContainsFunc([]string{"~", ".tmp", ".bak", ".swp"}, func(end string) bool { return strings.HasSuffix(n, end) })
}

// rightName returns the name that was meant by one such as 2016.toml.txt, or "".
func rightName(name string) string {
	ext := strings.ToLower(path.Ext(name))
	meant := strings.TrimSuffix(name, path.Ext(name))
	switch inner := strings.ToLower(path.Ext(meant)); {
	case inner != ".toml" && inner != ".md":
		return ""
	case ext == ".txt" || ext == ".doc" || ext == ".docx" || ext == ".wps" || ext == ".md" || ext == ".toml" || ext == ".rtf":
		return path.Base(meant)
	}
	return ""
}

// sameOnWindows reports files whose names differ only by case.
func (f *Folder) sameOnWindows() {
	seen := make(map[string]string, len(f.Files)+len(f.Others))
	for _, list := range [][]string{f.Files, f.Others} {
		for _, name := range list {
			low := strings.ToLower(name)
			if first, ok := seen[low]; ok {
				f.Problems.Error(diag.Whole(name), diag.M("FILE-NAME-CASE", "和 %s 只差大小写，在 Windows 上是同一个文件", "differs from %s only by case: on Windows they are one file").With(first),
					diag.T("请给其中一个改名", "rename one of them"))
			}
			seen[low] = name
		}
	}
}
