package command

import (
	"context"
	"fmt"
	"io"
	"math"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kepu/generator/changes"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
)

var historyCommand = command{
	name:  "history",
	asked: diag.T("history 文件", "history FILE"),
	does:  diag.T("什么时候改了什么（不写文件就是全部）", "what was changed when (without FILE: all)"),
	words: 1,
	options: []option{
		contentOption,
		{"all", diag.Text{}, func(o *options) any { return &o.all }, diag.T("从头到尾都列出（平常只列最近 20 条）", "list all (usually the newest 20)")},
		{"unpublished", diag.Text{}, func(o *options) any { return &o.unpublished }, diag.T("上次生成网站以后改了什么，一句一句说", "what was changed since the last build, in sentences")},
		{"limit", diag.Same("MB"), func(o *options) any { return &o.limit },
			diag.T("留底最多占多少 MB（平常 200），记在留底里，以后都按它", "how many megabytes the history may take (200 unless set); remembered in it")},
		langOption,
	},
	check: func(o *options) error {
		if o.unpublished && len(o.words) > 0 {
			return console.Usage(diag.T("--unpublished 说的是全部文件，不写文件名", "--unpublished tells of all files: name none"), diag.T("只看一个文件，用 kepu history %s", "for one file use kepu history %s").With(o.words[0]))
		}
		if o.limit < 0 || o.limit > 1<<20 {
			return console.Usage(diag.T("--limit 要在 1 到 %d 之间", "--limit must be from 1 to %d").With(1<<20), diag.T("例如 --limit 500", "for example --limit 500"))
		}
		return nil
	},
	run: listHistory,
	about: diag.T(`用法：kepu history [文件] [选项]

列出 content 里的改动，新的在前：什么时候、改了什么、去掉了哪些行（-）、加上了哪些行（+）。
每次检查、生成、打包，还有打开桌面或预览时，改过的文件都留一份底，所以用记事本改的也在里面。
方括号里的是每次改动的名字，撤销（kepu undo）和恢复（kepu restore）时用。

留底放在 content 的 .kepu 文件夹里，每次改动一个压缩包，里面是原来的文件，没有 Kepu 也能打开。
留底不上网站，也不进离线版。占的地方超过上限时，最早的几次改动并成一条；每个文件现在的样子总是留着。

例子：
    kepu history
    kepu history bases/xiping-weather.md
    kepu history xiping-weather
    kepu history --unpublished
`, `Usage: kepu history [FILE] [options]

Lists what was changed in the content, the newest first: when, what in one sentence, and the lines taken out (-) and
put in (+). Each build, check, zip and watch, and each start of the desk or the preview, keeps a copy of the files that were
changed, so changes made with Notepad are listed too. The name in brackets is what kepu undo and kepu restore take.

All is kept in the folder .kepu of the content, a zip for each change with the files as they were, which
opens without this program. It never goes to the site or the offline copy. When it grows beyond its limit, the oldest changes
are put together as one; how each file stands now is always kept.

Examples:
    kepu history
    kepu history bases/xiping-weather.md
    kepu history xiping-weather
    kepu history --unpublished
`),
	after: diag.T(`
结束代码：0 已列出，2 命令写错，或没有这个文件的留底，3 电脑的问题
`, `
Exit codes: 0 listed, 2 wrong command or nothing is kept of that file, 3 the machine
`),
}

// How much of a change is shown.
const (
	mostEntries = 20
	mostFiles   = 5  // of an entry
	mostLines   = 12 // of a file
	mostLetters = 100
)

// listHistory prints the entries.
func listHistory(ctx context.Context, o options, say *console.Console) int {
	store, err := openHistory(o)
	if err != nil {
		return say.Fail(err, "")
	}
	if o.limit > 0 {
		if err := store.SetLimit(int64(o.limit)<<20, time.Now()); err != nil {
			return failHistory(say, err, o)
		}
	}
	tellDamaged(store, say, o)
	if o.unpublished {
		return listUnpublished(ctx, o, say, store)
	}
	file, most := "", mostEntries
	if len(o.words) > 0 {
		if file, err = fileAsked(o.words[0], o, store); err != nil {
			return say.Fail(err, "")
		}
	}
	if o.all || file != "" {
		most = math.MaxInt
	}
	entries, all, err := store.Newest(most)
	if err != nil {
		return failHistory(say, err, o)
	}
	if file != "" {
		entries = slices.DeleteFunc(entries, func(e history.Entry) bool {
			return !slices.ContainsFunc(e.Files, func(f history.File) bool { return f.Path == file })
		})
		all = len(entries)
	}
	published, _ := store.LastPublished()
	shown := 0
	for _, e := range slices.Backward(entries) {
		if shown == mostEntries && !o.all {
			break
		}
		shown++
		say.Print(headOf(e, published))
		showEntry(say.Out, say.Lang, store, e, file)
	}
	size, limit, err := store.Size()
	if err != nil {
		return failHistory(say, err, o)
	}
	if rest := all - shown; rest > 0 {
		say.Print(diag.T("还有更早的 %d 条，加 --all 全部列出", "%d earlier ones are not listed: add --all").With(rest))
	}
	say.Print(diag.T("共 %d 条；留底占 %.1f MB，上限 %d MB", "entries: %d; they take %.1f MB of %d").With(all, float64(size)/(1<<20), limit>>20))
	return console.ExitFine
}

// listUnpublished tells in sentences what the content says otherwise than when the site was made of it.
func listUnpublished(ctx context.Context, o options, say *console.Console, store *history.Store) int {
	published, ok := store.LastPublished()
	if !ok {
		say.Say(diag.T("不知道网站是照什么时候的内容生成的：留底里没有（还没有 build 过，或者太早了）", "when the site was made of the content is not known: there was no build, or it was longer ago than the history reaches"))
		return console.ExitContent
	}
	sums, read, err := readNow(ctx, o.content)
	if err != nil {
		return say.Fail(err, "")
	}
	files, err := store.Since(published.ID, sums, read)
	if err != nil {
		return failHistory(say, err, o)
	}
	list := changes.Of(files)
	at := published.Time.Local().Format("2006-01-02 15:04")
	if len(list) == 0 {
		say.Print(diag.T("内容和生成网站时一样（%s 的内容）", "the content is as it was when the site was made of it (that of %s)").With(at))
		return console.ExitFine
	}
	say.Print(diag.T("网站是照 %s 的内容生成的，以后改了：", "the site was made of the content of %s; since then:").With(at))
	const most = 100
	for i, s := range list {
		if i == most && !o.all {
			say.Print(diag.T("还有 %d 处，加 --all 全部列出", "%d more are not listed: add --all").With(len(list) - most))
			break
		}
		say.Print(diag.T("- %s", "- %s").With(s.What))
	}
	return console.ExitFine
}

// headOf is the first line of an entry.
func headOf(e history.Entry, published history.Entry) diag.Text {
	t := diag.T("%s  %s  [%s]", "%s  %s  [%s]").With(e.Time.Local().Format(time.DateTime), e.What, e.ID)
	if e.ID == published.ID && e.ID != "" {
		t = diag.T("%s  ← 网站是照这时的内容生成的", "%s  <- the site was made of the content at this time").With(t)
	}
	return t
}

// showEntry prints what an entry changed; of one file where it is named.
func showEntry(w io.Writer, l diag.Lang, store *history.Store, e history.Entry, only string) {
	if (e.First || e.Kind == history.Folded) && only == "" {
		return // nothing is known of what was before
	}
	shown := 0
	for _, f := range e.Files {
		if only != "" && f.Path != only {
			continue
		}
		if shown++; shown > mostFiles {
			fmt.Fprintln(w, diag.T("    （还有 %d 个文件，写出文件名可以单看）", "    (%d more files: name one to see it)").With(len(e.Files)-mostFiles).In(l))
			return
		}
		showFile(w, l, store, e, f)
	}
}

func showFile(w io.Writer, l diag.Lang, store *history.Store, e history.Entry, f history.File) {
	state := diag.Text{}
	switch {
	case e.First || e.Kind == history.Folded:
		fmt.Fprintf(w, "    %s\n", f.Path)
		return
	case f.Before == history.None && f.After == history.None:
	case f.Before == history.None:
		state = diag.T("（新增）", " (new)")
	case f.After == history.None:
		state = diag.T("（删除）", " (removed)")
	}
	fmt.Fprintf(w, "    %s%s\n", f.Path, state.In(l))
	before, err1 := store.Bytes(f.Before)
	after, err2 := store.Bytes(f.After)
	if err1 != nil || err2 != nil {
		fmt.Fprintln(w, diag.T("      （内容没有留底：太大，或留底损坏）", "      (its bytes were not kept: too large, or damaged)").In(l))
		return
	}
	lines, note := history.Diff(f.Path, before, after)
	if note != (diag.Text{}) {
		fmt.Fprintln(w, diag.T("      （%s）", "      (%s)").With(note).In(l))
		return
	}
	for i, line := range lines {
		if i == mostLines {
			fmt.Fprintln(w, diag.T("      （还有 %d 行）", "      (%d more lines)").With(len(lines)-mostLines).In(l))
			return
		}
		if line.Sign == '~' {
			fmt.Fprintln(w, "      …")
			continue
		}
		fmt.Fprintf(w, "      %c %s\n", line.Sign, diag.Clip(line.Text, mostLetters))
	}
}

// tellDamaged names what cannot be read.
func tellDamaged(store *history.Store, say *console.Console, o options) {
	damaged, err := store.Damaged()
	if err != nil || len(damaged) == 0 {
		return
	}
	names := make([]string, len(damaged))
	for i, d := range damaged {
		names[i] = d.Name
	}
	say.Warn(diag.M("HISTORY-DAMAGED", "留底里有 %d 个文件坏了，读不了：%s", "files of the history that are damaged and cannot be read, %d: %s").With(len(names), console.Few(names)),
		diag.T("别的都好好的；有备份就从备份里拷回来，放进 %s", "all others are well; if you have a backup, copy them from it into %s").With(filepath.Join(o.content, filepath.FromSlash(history.Folder))))
}

// fileAsked returns the path of the file that a word names: from the content folder or from where the
// person stands, with / or \, or by its name alone when only one is called so.
func fileAsked(word string, o options, store *history.Store) (string, error) {
	name := path.Clean(strings.ReplaceAll(filepath.ToSlash(word), `\`, "/"))
	paths, err := store.Paths()
	if err != nil {
		return "", err
	}
	known := map[string]bool{}
	for _, p := range paths {
		known[p] = true
	}
	if known[name] {
		return name, nil
	}
	root := path.Clean(strings.ReplaceAll(filepath.ToSlash(o.content), `\`, "/"))
	if rest, ok := strings.CutPrefix(name, root+"/"); ok && known[rest] {
		return rest, nil
	}
	if abs, err := filepath.Abs(word); err == nil {
		if top, err := filepath.Abs(o.content); err == nil {
			if rest, err := filepath.Rel(top, abs); err == nil && known[filepath.ToSlash(rest)] {
				return filepath.ToSlash(rest), nil
			}
		}
	}
	var like []string
	for _, p := range paths {
		base := path.Base(p)
		short := strings.TrimSuffix(base, path.Ext(base))
		if short == "index" {
			short = path.Base(path.Dir(p))
		}
		if strings.EqualFold(base, name) || strings.EqualFold(short, name) {
			like = append(like, p)
		}
	}
	slices.Sort(like)
	if len(like) == 1 {
		return like[0], nil
	}
	if len(like) > 1 {
		return "", console.Usage(diag.T("叫 %s 的不止一个：%s", "more than one is called %s: %s").With(word, console.Few(like)), diag.T("写出它在 content 里的路径", "write its path in the content"))
	}
	mend := diag.T("写 content 里的路径，例如 bases/xiping-weather.md；不写文件，列出全部", "write its path in the content, such as bases/xiping-weather.md; without a file all is listed")
	if near := diag.Nearest(name, paths); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	return "", console.Usage(diag.T("留底里没有 %s", "the history has nothing of %s").With(word), mend)
}

// failHistory tells what the history could not do.
func failHistory(say *console.Console, err error, o options) int {
	return failChange(say, err, o)
}
