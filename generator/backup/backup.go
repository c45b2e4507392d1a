// Package backup copies content/ with its history to a second place: a USB stick, a network share.
//
// In come the two folders; what comes out is the copy, and how much there was to do. In the folder of
// the backup stand
//
//	content/           the copy, to be copied back as it is
//	gone/2026-11-29/   what the content had no longer on that day
//	kepu-backup.txt    what this is, and the sums of all files of the copy
//
// A file is copied when the copy lacks it or has other bytes, whole (it has its name only once
// it is written and flushed), and read back; its sum must be that of what was read from the content. A run
// that is interrupted, a stick that is pulled out: the next run goes on, and copies nothing twice. A
// second run of the same reads the content and asks the copy only for sizes; Verify reads all of
// it. What was just written the system may answer from its memory: who wants to know about the stick itself
// pulls it out, plugs it in and verifies.
//
// # What is never done
//
// Nothing of the copy is deleted. A file that the content no longer has is moved to gone/, and so is
// one whose place another takes, unless the history (which is copied too) has its bytes. That is asked
// of the bytes that are there: the list knows nothing of what a run copied that was cut off.
// Whoever wants the room deletes gone/ by hand.
//
// # What is copied
//
// All files but hidden ones, the locks and leavings of systems and Office, and links, which are told.
// Of the hidden ones the history is copied, without what it makes anew by itself.
package backup

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/history"
	"kepu/generator/output"
)

// Options say how a backup is made.
type Options struct {
	Site   string                   // the site's title, by which the backup of another is told
	Day    string                   // 2026-11-29, for the folder of what is gone
	Verify bool                     // read all of the copy, not only what was written
	Kept   func(digest.Digest) bool // whether the history has these bytes; nil: it has none
	Apart  []string                 // folders that the backup must not lie in or hold, besides the content
	Show   func(done, of int)       // told of each file; may be nil
}

// Result says what was done.
type Result struct {
	Files   int   // of the content
	Bytes   int64 // that they are
	Copied  []string
	Read    int      // files of the copy that were read back
	Gone    []string // that were moved to gone/
	Links   []string // that were not copied
	Damaged []string // files of the copy that Verify found damaged; they were copied again
	Failed  []Failed
}

// Failed is a file that could not be copied.
type Failed struct {
	Path string
	Err  error
}

const (
	listName  = "kepu-backup.txt"
	listHead  = "kepu backup 1"
	copyName  = "content"
	goneName  = "gone"
	lockName  = ".kepu-backup.lock"
	listWords = "这是 kepu backup 做的备份，请不要手工改里面的东西。content 是内容的副本，恢复时把它整个拷回去；gone 里是内容里已经没有了的文件。\n" +
		"A backup made by kepu backup; please change nothing in it. content is the copy: to restore, copy it back as a whole. gone holds what the content no longer has.\n"
)

// ErrRead is what a copy fails with that cannot be read back as it was written.
var ErrRead = errors.New("what was written cannot be read back")

// Run copies the content to the folder. The error is a *output.Refusal when that is no place for
// it; what failed of single files stands in the result.
func Run(ctx context.Context, content, to string, o Options) (Result, error) {
	var r Result
	if err := fits(content, to, o); err != nil {
		return r, err
	}
	last, site, err := readList(to)
	if err != nil {
		return r, err
	}
	names, links, err := filesOf(content)
	if err != nil {
		return r, err
	}
	r.Links = links
	if other(names, last, site, o.Site) {
		return r, &output.Refusal{What: diag.T("%s 里是另一个网站的备份：《%s》", "%s holds the backup of another site: %s").With(to, site),
			Mend: diag.T("请另指定一个文件夹", "name another folder")}
	}
	if err := os.MkdirAll(filepath.Join(to, copyName), 0o755); err != nil {
		return r, err
	}
	release, err := output.Lock(filepath.Join(to, lockName))
	if err != nil {
		return r, err
	}
	defer os.Remove(filepath.Join(to, lockName))
	defer release()
	if last == nil { // so that a run that is cut off is known for ours
		if err := writeList(to, o.Site, nil); err != nil {
			return r, err
		}
	}
	b := &run{Options: o, from: content, to: to, last: last, now: map[string]entry{}, Result: r, folded: map[string]string{}}
	for i, name := range names {
		if ctx.Err() != nil {
			break
		}
		if err := b.file(name); err != nil {
			b.Failed = append(b.Failed, Failed{name, err})
			if e, ok := last[name]; ok {
				b.now[name] = e
			}
		}
		if o.Show != nil {
			o.Show(i+1, len(names))
		}
	}
	if ctx.Err() == nil {
		err = b.gone(names)
	} else {
		for name, e := range last { // what was not come to
			if _, there := b.now[name]; !there {
				b.now[name] = e
			}
		}
		err = ctx.Err()
	}
	return b.Result, errors.Join(err, writeList(to, o.Site, b.now))
}

// entry is what the list says of a file of the copy.
type entry struct {
	sum  digest.Digest
	size int64
}

type run struct {
	Options
	Result
	from, to string
	last     map[string]entry // as the last run left the copy
	now      map[string]entry
	folded   map[string]string
}

func (b *run) source(name string) string { return filepath.Join(b.from, filepath.FromSlash(name)) }
func (b *run) target(name string) string {
	return filepath.Join(b.to, copyName, filepath.FromSlash(name))
}

// file makes the copy of one file what the file is.
func (b *run) file(name string) error {
	low := strings.ToLower(name)
	if twin, twice := b.folded[low]; twice {
		return fmt.Errorf("a stick or a share may take it for %s", twin)
	}
	b.folded[low] = name
	sum, size, err := sumOf(b.source(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // removed meanwhile: the next run sees that
	}
	if err != nil {
		return err
	}
	b.Files++
	b.Bytes += size
	info, err := os.Lstat(b.target(name))
	there := err == nil && info.Mode().IsRegular()
	was, known := b.last[name]
	rotten := false
	same := there && info.Size() == size && (!known || was.sum == sum)
	if same && (!known || b.Verify) {
		is, _, err := sumOf(b.target(name))
		b.Read++
		if same = err == nil && is == sum; !same && known {
			b.Damaged = append(b.Damaged, name)
			rotten = true
		}
	}
	if !same && there && !rotten {
		// What is there may be of a run that was cut off, and then the list knows nothing of it.
		is, _, err := sumOf(b.target(name))
		same = err == nil && is == sum
		if !same && (err != nil || b.Kept == nil || !b.Kept(is)) {
			if err := b.aside(name); err != nil {
				return err
			}
		}
	}
	if !same {
		if sum, size, err = b.copy(name); err != nil {
			return err
		}
		b.Copied = append(b.Copied, name)
	}
	b.now[name] = entry{sum, size}
	return nil
}

// copy copies a file and reads it back.
func (b *run) copy(name string) (sum digest.Digest, size int64, err error) {
	if err := os.MkdirAll(filepath.Dir(b.target(name)), 0o755); err != nil {
		return sum, 0, err
	}
	from, err := os.Open(b.source(name))
	if err != nil {
		return sum, 0, err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return sum, 0, err
	}
	err = output.Replace(b.target(name), func(w io.Writer) error {
		if _, err := from.Seek(0, io.SeekStart); err != nil {
			return err
		}
		h := sha256.New()
		if size, err = io.Copy(io.MultiWriter(w, h), from); err != nil {
			return err
		}
		sum = digest.Digest(h.Sum(nil))
		return nil
	})
	if err != nil {
		return sum, 0, err
	}
	os.Chtimes(b.target(name), time.Time{}, info.ModTime()) // for who looks at it; nothing depends on it
	is, _, err := sumOf(b.target(name))
	if err == nil && is != sum {
		err = ErrRead
	}
	b.Read++
	return sum, size, err
}

// aside moves a file of the copy to gone/, to a name that is free there.
func (b *run) aside(name string) error {
	at := filepath.Join(b.to, goneName, b.Day, filepath.FromSlash(name))
	for n := 2; ; n++ {
		if _, err := os.Lstat(at); errors.Is(err, fs.ErrNotExist) {
			break
		}
		ext := path.Ext(name)
		at = filepath.Join(b.to, goneName, b.Day, filepath.FromSlash(strings.TrimSuffix(name, ext)+" ("+strconv.Itoa(n)+")"+ext))
	}
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	if err := os.Rename(b.target(name), at); err != nil {
		return err
	}
	b.Gone = append(b.Gone, name)
	return nil
}

// gone moves what the copy has and the content has not. Zips of the history that were folded into another
// are no loss, but go the same way.
func (b *run) gone(names []string) error {
	have := make(map[string]bool, len(names))
	for _, name := range names {
		have[name] = true
	}
	copied, _, err := filesOf(filepath.Join(b.to, copyName))
	if err != nil {
		return err
	}
	for _, name := range copied {
		if have[name] {
			continue
		}
		if err := b.aside(name); err != nil {
			b.Failed = append(b.Failed, Failed{name, err})
			if e, ok := b.last[name]; ok {
				b.now[name] = e
			}
		}
		for dir := path.Dir(name); dir != "." && os.Remove(b.target(dir)) == nil; dir = path.Dir(dir) {
		}
	}
	return nil
}

// filesOf lists the files of a folder that are copied, and its links.
func filesOf(dir string) (names, links []string, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case name == ".":
		case left(name, d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0:
			links = append(links, name)
		case d.Type().IsRegular():
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, links, err
}

// left reports whether a file or folder is not copied.
func left(name, base string) bool {
	if name == path.Dir(history.Folder) || name == history.Folder {
		return false
	}
	if rest, ok := strings.CutPrefix(name, history.Folder+"/"); ok {
		return !history.Lasting(rest)
	}
	switch strings.ToLower(base) {
	case "desktop.ini", "thumbs.db", "system volume information", "$recycle.bin":
		return true
	}
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$")
}

func sumOf(name string) (sum digest.Digest, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return sum, 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return digest.Digest(h.Sum(nil)), size, err
}

// fits refuses a folder that is no place for a backup.
func fits(content, to string, o Options) error {
	mend := diag.T(`请指定别的地方，例如 E:\科普备份`, `name another place, such as E:\backup`)
	for _, other := range append([]string{content}, o.Apart...) {
		over, err := output.Overlaps(to, other)
		if err != nil {
			return err
		}
		if over {
			return &output.Refusal{What: diag.T("备份不能放在 %s 里，也不能包含它", "a backup must not lie in %s, nor hold it").With(other), Mend: mend}
		}
	}
	info, err := os.Stat(to)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return &output.Refusal{What: diag.T("%s 不是文件夹", "%s is not a folder").With(to), Mend: mend}
	}
	if _, err := os.Lstat(filepath.Join(to, listName)); err == nil {
		return nil
	}
	entries, err := os.ReadDir(to)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !left(e.Name(), e.Name()) {
			return &output.Refusal{What: diag.T("%s 里有别的东西（例如 %s），不是备份", "%s holds other things (for example %s) and is no backup").With(to, e.Name()),
				Mend: diag.T("请指定一个新的文件夹，例如 %s", "name a new folder, such as %s").With(filepath.Join(to, "kepu-backup"))}
		}
	}
	return nil
}

// other reports whether the backup is of another site: it has another title, and no zip of a history in common.
func other(names []string, last map[string]entry, was, is string) bool {
	if len(last) == 0 || was == is {
		return false
	}
	for _, name := range names {
		if _, both := last[name]; both && strings.HasPrefix(name, history.Folder+"/") && strings.HasSuffix(name, ".zip") {
			return false
		}
	}
	return true
}

// readList reads what the last run noted; nil where there is no list or none that can be read.
func readList(to string) (list map[string]entry, site string, err error) {
	text, err := os.ReadFile(filepath.Join(to, listName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	list = map[string]entry{}
	lines := bufio.NewScanner(strings.NewReader(string(text)))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		word, rest, _ := strings.Cut(strings.TrimRight(lines.Text(), "\r"), " ")
		if word == "site" {
			site, _ = strconv.Unquote(rest)
			continue
		}
		sum, err := hex.DecodeString(word)
		size, name, _ := strings.Cut(rest, " ")
		n, err2 := strconv.ParseInt(size, 10, 64)
		name, err3 := strconv.Unquote(name)
		if len(sum) == len(digest.Digest{}) && errors.Join(err, err2, err3) == nil {
			list[name] = entry{digest.Digest(sum), n}
		}
	}
	return list, site, lines.Err()
}

func writeList(to, site string, list map[string]entry) error {
	var b strings.Builder
	b.WriteString(listHead + "\n" + listWords)
	fmt.Fprintf(&b, "site %q\n", site)
	names := make([]string, 0, len(list))
	for name := range list {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%x %d %q\n", list[name].sum, list[name].size, name)
	}
	text := b.String()
	if old, err := os.ReadFile(filepath.Join(to, listName)); err == nil && string(old) == text {
		return nil
	}
	return output.Replace(filepath.Join(to, listName), output.Text(text))
}
