package edit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/source"
)

// writing lets one change of this process be made at a time: what was found
// unchanged stays so until it is replaced.
var writing sync.Mutex

// Write makes the change in the content folder root, whole or not at all. Each
// file is looked at first: a *Stale error names those that are no longer as
// Before says, a *Refused error one that must not be written (outside content/,
// reached by a link, hidden, with a name that Windows cannot have). Folders that
// are missing are made, and folders below a section's that a deleted file leaves
// empty are removed. Each is looked at again directly before it is replaced. When
// one has been saved meanwhile, or the machine fails midway, what was replaced is
// put back; the error says so where even that failed, or where somebody has
// changed it since, which stays.
func Write(root string, c Change) error {
	writing.Lock()
	defer writing.Unlock()
	if err := checkPaths(c.Files); err != nil {
		return err
	}
	stale := &Stale{}
	for _, f := range c.Files {
		now, err := readPlain(root, f.Path)
		if err != nil {
			return err
		}
		if !same(now, f.Before) {
			stale.Paths = append(stale.Paths, f.Path)
		}
	}
	if len(stale.Paths) > 0 {
		return stale
	}
	return perform(root, c.Files)
}

// perform writes what is new first and deletes last: a reader meanwhile finds a
// file in two places rather than in none.
func perform(root string, files []FileChange) error {
	order := slices.Clone(files)
	slices.SortStableFunc(order, func(a, b FileChange) int { return deleting(a) - deleting(b) })
	w := &writer{root: root}
	for _, f := range order {
		if same(f.Before, f.After) {
			continue
		}
		err := w.unchanged(f.Path, f.Before)
		if err == nil {
			err = w.put(f.Path, f.Before, f.After)
		}
		if err != nil {
			left, back := w.takeBack()
			var stale *Stale
			if errors.As(err, &stale) {
				stale.Left = left
				return stale
			}
			if back != nil {
				return errors.Join(err, fmt.Errorf("what was written before could not be put back: %w", back))
			}
			return err
		}
		w.done = append(w.done, f)
	}
	for _, f := range w.done {
		if f.After == nil {
			w.removeEmpty(path.Dir(f.Path))
		}
	}
	return nil
}

func deleting(f FileChange) int {
	if f.After == nil {
		return 1
	}
	return 0
}

type writer struct {
	root string
	done []FileChange
	made []string // folders, the outer ones first
}

func (w *writer) name(p string) string { return filepath.Join(w.root, filepath.FromSlash(p)) }

// meanwhile is how tests are another hand, directly before a file is looked at for the last time.
var meanwhile func(p string)

// unchanged returns a *Stale error for a file that is no longer as it was.
func (w *writer) unchanged(p string, was []byte) error {
	if meanwhile != nil {
		meanwhile(p)
	}
	now, err := readPlain(w.root, p)
	if err == nil && !same(now, was) {
		err = &Stale{Paths: []string{p}}
	}
	return err
}

// put makes one file what it shall be.
func (w *writer) put(p string, before, after []byte) error {
	name := w.name(p)
	fill := func(to io.Writer) error {
		_, err := to.Write(after)
		return err
	}
	switch {
	case after == nil:
		return os.Remove(name)
	case before == nil:
		if err := w.mkdir(path.Dir(p)); err != nil {
			return err
		}
		return output.WriteNew(name, fill)
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if err := output.Replace(name, fill); err != nil {
		return err
	}
	if now, err := os.Stat(name); err == nil && now.Mode().Perm() != info.Mode().Perm() {
		os.Chmod(name, info.Mode().Perm()) // who may read it is not worth failing for
	}
	return nil
}

func (w *writer) mkdir(dir string) error {
	if dir == "." {
		return nil
	}
	if _, err := os.Lstat(w.name(dir)); err == nil {
		return nil
	}
	if err := w.mkdir(path.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(w.name(dir), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	w.made = append(w.made, dir)
	return nil
}

// takeBack undoes what was done, the last first. What somebody has changed since is left as it is; left
// names it, and what else could not be put back.
func (w *writer) takeBack() (left []string, err error) {
	var errs []error
	back := &writer{root: w.root}
	for _, f := range slices.Backward(w.done) {
		err := back.unchanged(f.Path, f.After)
		if err == nil {
			err = back.put(f.Path, f.After, f.Before)
		}
		if err != nil {
			left = append(left, f.Path)
			errs = append(errs, fmt.Errorf("%s: %w", f.Path, err))
		}
	}
	for _, dir := range slices.Backward(w.made) {
		os.Remove(w.name(dir)) // one that somebody filled meanwhile stays
	}
	return left, errors.Join(errs...)
}

// removeEmpty removes the folder of a deleted file and those around it that are
// left empty, but not a section's own.
func (w *writer) removeEmpty(dir string) {
	for strings.Contains(dir, "/") && os.Remove(w.name(dir)) == nil {
		dir = path.Dir(dir)
	}
}

// same reports whether two files are the same; none and an empty one are not.
func same(a, b []byte) bool { return (a == nil) == (b == nil) && bytes.Equal(a, b) }

// readPlain returns a file's bytes, nil when there is none. It refuses what is
// reached over a link and what is no file.
func readPlain(root, p string) ([]byte, error) {
	parts := strings.Split(p, "/")
	for i := range parts {
		at := strings.Join(parts[:i+1], "/")
		name := filepath.Join(root, filepath.FromSlash(at))
		info, err := os.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			if _, err := os.Stat(root); err != nil {
				return nil, err
			}
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		switch last := i == len(parts)-1; {
		case last && info.Mode().IsRegular():
			if info.Mode().Perm()&0o200 == 0 {
				return nil, refuse(p, diag.M("EDIT-READONLY", "%s 设成了“只读”，不能改", "%s is marked as read-only and is not changed").With(p),
					diag.T("请在文件的“属性”里去掉“只读”", "take that mark away in the file's properties"))
			}
			data, err := os.ReadFile(name)
			if data == nil && err == nil {
				data = []byte{}
			}
			return data, err
		case !last && info.IsDir():
		default:
			return nil, refuse(p, diag.M("EDIT-NO-FILE", "%s 不是普通的文件或文件夹（可能是链接），不能写", "%s is no plain file or folder (perhaps a link) and is not written to").With(at),
				diag.T("请把文件本身放进 content", "put the file itself into content"))
		}
	}
	return nil, nil
}

// checkPaths refuses names that do not belong into content/ or that some system
// cannot have, and a file that is named twice.
func checkPaths(files []FileChange) error {
	seen := map[string]string{}
	for _, f := range files {
		if err := CheckPath(f.Path); err != nil {
			return err
		}
		folded := strings.ToLower(f.Path)
		if other, twice := seen[folded]; twice {
			return refuse(f.Path, diag.M("EDIT-TWICE", "%s 和 %s 是同一个文件", "%s and %s are one file").With(f.Path, other),
				diag.T("请换一个名字", "choose another name"))
		}
		seen[folded] = f.Path
	}
	return nil
}

// longest is how long a part of a path may be: file systems keep 255 bytes.
const longest = 200

// CheckPath returns a *Refused error for a path that no file of content/ may have:
// one that leads out of it, a hidden file or one that Kepu passes over, and names
// that Windows cannot have.
func CheckPath(p string) error {
	mend := diag.T("请换一个名字：用字母、数字、汉字和 -", "choose another name of letters, digits and -")
	if !fs.ValidPath(p) || p == "." || strings.ContainsAny(p, `\:*?"<>|`) || strings.ContainsFunc(p, func(c rune) bool { return c < ' ' || c == 0x7f || c == '\ufffd' }) {
		return refuse(p, diag.M("EDIT-PATH", "“%s” 不能作 content 里的文件名", "“%s” cannot be the name of a file in content").With(p), mend)
	}
	for part := range strings.SplitSeq(p, "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		switch {
		case source.Skipped(part):
			return refuse(p, diag.M("EDIT-HIDDEN", "“%s” 这样的名字 Kepu 不读，也不写", "Kepu neither reads nor writes names such as “%s”").With(part), mend)
		case source.Reserved(strings.TrimRight(stem, " ")), strings.HasSuffix(part, "."), strings.HasSuffix(part, " "), strings.HasPrefix(part, " "):
			return refuse(p, diag.M("EDIT-WINDOWS", "Windows 不能用 “%s” 作文件名", "Windows cannot have a file named “%s”").With(part), mend)
		case len(part) > longest:
			return refuse(p, diag.M("EDIT-LONG", "文件名 “%s” 太长", "the file name “%s” is too long").With(part), mend)
		}
	}
	return nil
}
