package command

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kepu/generator/address"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/folder"
	"kepu/generator/history"
	"kepu/generator/permalink"
	"kepu/generator/site"
	"kepu/generator/source"
)

// # What is remembered of content/
//
// Build, check, zip, watch, and serve once it shows something, keep a copy of each file of content/ that
// is not as it was when one of them ran last (package history), so that what somebody wrote over can be
// got back. They take the bytes that the site is made of, which have been read anyhow. Where
// that cannot be done, it is told once and they go on.

// take reads the content, for the site to be made of, and remembers it. The mark is for published.
// Warned is where it is noted that something could not be kept; nil to tell it always.
func (o *options) take(ctx context.Context, say *console.Console, why history.Kind, warned *bool) (mark string) {
	now := time.Now()
	content, err := openContent(o.content)
	if err != nil {
		return "" // what is wrong with the folder is told when the site is made
	}
	o.recover(say)
	o.settle(say, warned)
	if o.taken, err = takeSnapshotKnowing(ctx, content, o.known); err != nil {
		o.taken = nil
		return ""
	}
	o.stage("remember")
	mark, err = remember(o.content, o.taken, why, now)
	if err != nil && ctx.Err() == nil && (warned == nil || !*warned) {
		if warned != nil {
			*warned = true
		}
		say.Warn(diag.M("HISTORY-UNKEPT", "这次没能给 content 里改过的文件留底：%s", "what was changed in the content could not be kept this time: %s").With(console.Explain(err)),
			diag.T("网站照常做；要能找回改错的文件，请让程序能写 %s", "the site is made all the same; let the program write to %s, so that files can be got back").With(filepath.Join(o.content, filepath.FromSlash(history.Folder))))
	}
	return mark
}

// settle takes the addresses that stood in the site at the end of an earlier day into the content, before it is read.
func (o *options) settle(say *console.Console, warned *bool) {
	if err := permalink.Settle(o.content, o.day()); err != nil {
		o.untold(say, err, warned)
	}
}

// publishes notes the addresses of a site that was written.
func (o *options) publishes(say *console.Console, s *site.Site, warned *bool) {
	if o.drafts {
		return // nobody shall see it
	}
	pages := s.Published()
	if !o.zip { // the page about the copy stands in the copy alone
		pages = slices.DeleteFunc(pages, func(p source.Published) bool { return p.Address == address.Offline })
	}
	if err := permalink.Note(o.content, o.day(), pages); err != nil {
		o.untold(say, err, warned)
	}
}

// untold says that addresses could not be noted.
func (o *options) untold(say *console.Console, err error, warned *bool) {
	if warned != nil {
		if *warned {
			return
		}
		*warned = true
	}
	say.Warn(diag.M("ADDRESS-UNKEPT", "这次没能记下网站发布了哪些网址：%s", "the addresses that the site has could not be noted this time: %s").With(console.Explain(err)),
		diag.T("网站照常做；要让旧网址以后不会断，请让程序能写 %s", "the site is made all the same; let the program write to %s, so that old addresses are not lost later").With(o.content))
}

// recover brings changes of content/ that a killed run left half made to their end, before it is read. What
// fails otherwise is told when something is to be kept.
func (o *options) recover(say *console.Console) {
	if _, err := os.Stat(filepath.Join(o.content, filepath.FromSlash(history.Folder))); err != nil {
		return
	}
	store, err := history.Open(o.content)
	if err != nil {
		return
	}
	unfinished, _ := store.Recover()
	for _, u := range unfinished {
		say.Warn(diag.M("HISTORY-UNFINISHED", "上次没有改完就断了，现在也补不完：%s（%s）", "a change was cut off last time and cannot be finished now: %s (%s)").With(u.Entry.What, console.Explain(u.Err)),
			diag.T("请打开看看现在写着什么，再改一次：%s；没写进去的内容留在 %s（改名为 .zip 就能打开）", "see what stands there now and make the change once more: %s; what was not written is kept in %s (rename it to .zip to open it)").With(
				strings.Join(pathsOf(u.Entry), "、"), filepath.Join(o.content, filepath.FromSlash(history.Folder), u.Kept)))
	}
}

// remember notes what was read, if the folder is one of ours: any other would find a copy of itself in it.
func remember(content string, s *snapshot, why history.Kind, now time.Time) (mark string, err error) {
	sums, read, ours := s.forHistory()
	if !ours {
		return "", nil
	}
	store, err := history.Open(content)
	if err != nil {
		return "", err
	}
	return store.Snapshot(sums, read, why, now)
}

// published notes that the site was made of the content at that mark. That it can't is told with
// what cannot be kept.
func (o options) published(mark string) {
	if mark == "" {
		return
	}
	if store, err := history.Open(o.content); err == nil {
		store.Published(mark)
	}
}

// forHistory returns what the history takes: the sums of all files and their bytes, and whether
// any is one that source reads.
func (s *snapshot) forHistory() (sums map[string]digest.Digest, read fs.FS, ours bool) {
	long := map[string]bool{}
	for name, data := range s.texts {
		ours = ours || source.SectionOf(name) != source.IgnoredFile && source.SectionOf(name) != source.NoSection
		if len(data) > 1<<20 { // of one that is too large only a part was read
			if info, err := fs.Stat(s.FS, name); err != nil || info.Size() != int64(len(data)) {
				long[name] = true
			}
		}
	}
	sums = s.sums
	if len(long) > 0 {
		sums = make(map[string]digest.Digest, len(s.sums))
		for name, sum := range s.sums {
			if long[name] {
				data, err := fs.ReadFile(s.FS, name)
				if err != nil {
					continue
				}
				sum = digest.OfBytes(data)
			}
			sums[name] = sum
		}
	}
	return sums, wholeFiles{s, long}, ours
}

// wholeFiles is a snapshot but for the texts of which it has only a part.
type wholeFiles struct {
	*snapshot
	long map[string]bool
}

func (w wholeFiles) ReadFile(name string) ([]byte, error) {
	if data, ok := w.texts[name]; ok && !w.long[name] {
		return data, nil
	}
	return fs.ReadFile(w.FS, name)
}

func (w wholeFiles) Stat(name string) (fs.FileInfo, error) {
	if w.long[name] {
		return fs.Stat(w.FS, name)
	}
	return w.snapshot.Stat(name)
}

// readNow reads the content as it is now, as forHistory returns it.
func readNow(ctx context.Context, content string) (sums map[string]digest.Digest, read fs.FS, err error) {
	s, err := takeSnapshot(ctx, folder.New(content))
	if err != nil {
		return nil, nil, err
	}
	sums, read, _ = s.forHistory()
	return sums, read, nil
}

// openHistory opens the history of the content folder, which must be there.
func openHistory(o options) (*history.Store, error) {
	if _, err := openContent(o.content); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(o.content, filepath.FromSlash(history.Folder))); err != nil {
		return nil, console.Usage(diag.T("%s 还没有留底", "nothing of %s has been kept yet").With(o.content),
			diag.T("运行一次 kepu check 或 kepu build，以后每次都会留底", "run kepu check or kepu build once; from then on each run keeps what was changed"))
	}
	return history.Open(o.content)
}
