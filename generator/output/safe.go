package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"kepu/generator/diag"
)

// ErrUnsafe is what every Refusal is, for errors.Is.
var ErrUnsafe = errors.New("not a folder to write into")

// Refusal says why a folder is not written to. The wording is for staff.
type Refusal struct {
	What diag.Text
	Mend diag.Text
}

func (r *Refusal) Error() string        { return r.What.EN + "; " + r.Mend.EN }
func (r *Refusal) Is(target error) bool { return target == ErrUnsafe }

// Safe returns a *Refusal when dir must not be written to: a root, the home folder
// or what holds it, a link, a file, a folder with files and no list of ours, and any of the
// sources (the folders that the tree is made from), what holds one and what lies in one. It
// changes nothing. Folders are compared as the disk knows them, so that another
// spelling or a link on the way does not get past. A dir that doesn't exist is fine.
func Safe(dir string, sources ...string) error {
	if strings.TrimSpace(dir) == "" { // first: Windows finds no path in blanks
		return refuse(elsewhere, diag.T("没有写输出文件夹的名字", "the output folder has no name"))
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if filepath.Dir(abs) == abs {
		return refuse(elsewhere, diag.T("不能把整个磁盘 %s 当作输出文件夹", "the whole disk %s cannot be the output folder").With(dir))
	}
	info, err := os.Lstat(abs)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil && !info.IsDir() {
		return refuse(elsewhere, diag.T("%s 是一个文件或链接，不是文件夹", "%s is a file or a link, not a folder").With(dir))
	}
	at, err := chain(abs)
	if err != nil {
		return err
	}
	if home, err := os.UserHomeDir(); err == nil && at.holds(home) {
		return refuse(elsewhere, diag.T("%s 是个人文件夹或包含它", "%s is the home folder, or holds it").With(dir))
	}
	for _, source := range sources {
		switch {
		case at.holds(source):
			return refuse(elsewhere, diag.T("输出文件夹 %s 就是 %s 或包含它，写进去会混在一起", "the output folder %s is %s or holds it; what is written would mix with it").With(dir, source))
		case at.within(source):
			return refuse(elsewhere, diag.T("输出文件夹 %s 在 %s 里面，下次会被当作内容", "the output folder %s lies in %s, and would be taken for content next time").With(dir, source))
		}
	}
	return ours(dir)
}

var elsewhere = diag.T("请用 --out 指定一个空文件夹，例如 --out public", "name an empty folder with --out, for example --out public")

func refuse(mend, what diag.Text) error { return &Refusal{what, mend} }

// place is a folder, whether it exists or not, as the folders on the way to it.
type place struct {
	up     []fs.FileInfo // those that exist, the innermost first
	exists bool          // up[0] is the folder itself
}

// chain returns the place of the absolute path, links on the way resolved.
func chain(abs string) (place, error) {
	var p place
	real, err := filepath.EvalSymlinks(abs)
	p.exists = err == nil
	for err != nil {
		if !errors.Is(err, fs.ErrNotExist) || filepath.Dir(abs) == abs {
			return p, err
		}
		abs = filepath.Dir(abs)
		real, err = filepath.EvalSymlinks(abs)
	}
	for {
		info, err := os.Stat(real)
		if err != nil {
			return p, err
		}
		p.up = append(p.up, info)
		if filepath.Dir(real) == real {
			return p, nil
		}
		real = filepath.Dir(real)
	}
}

// holds reports whether the place is the other folder, or that lies in it.
func (p place) holds(other string) bool {
	abs, err := filepath.Abs(other)
	if err != nil || !p.exists {
		return false
	}
	o, err := chain(abs)
	if err != nil {
		return false
	}
	for _, info := range o.up {
		if os.SameFile(info, p.up[0]) {
			return true
		}
	}
	return false
}

// within reports whether the place lies in the other folder.
func (p place) within(other string) bool {
	info, err := os.Stat(other)
	if err != nil {
		return false
	}
	for _, up := range p.up {
		if os.SameFile(up, info) {
			return true
		}
	}
	return false
}

// ours refuses a folder with files in it that no run of ours has written to.
func ours(dir string) error {
	// The others are from when all was kept in the output folder.
	for _, name := range []string{manifestFile, formerList, journalFile, journalBack} {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			return nil
		}
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		n := e.Name()
		if strings.HasPrefix(n, ".") || strings.EqualFold(n, "desktop.ini") || strings.EqualFold(n, "Thumbs.db") {
			continue // what systems and git leave in an empty folder
		}
		return refuse(
			diag.T("请把里面的东西移走，或用 --out 指定一个空文件夹", "move what is in it elsewhere, or name an empty folder with --out"),
			diag.T("%s 不是本程序生成的目录，里面有别的东西（例如 %s）", "%s was not made by this program, and there are other things in it (for example %s)").With(dir, n))
	}
	return nil
}

// unfinished reports whether a run in dir did not come to its end, or is at work.
func unfinished(dir string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	if info, err := os.Lstat(filepath.Join(abs, own)); err == nil && info.IsDir() {
		return true // no run that ended leaves that
	}
	for _, name := range []string{journalFile, journalBack, journalNew, stageFolder, oldFolder} {
		if _, err := os.Lstat(filepath.Join(beside(abs), path.Base(name))); err == nil {
			return true
		}
	}
	return false
}
