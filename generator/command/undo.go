package command

import (
	"context"
	"errors"
	"strings"
	"time"

	"kepu/generator/console"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/history"
	"kepu/generator/output"
)

var undoCommand = command{
	name:    "undo",
	asked:   diag.T("undo", "undo"),
	does:    diag.T("撤销本程序对 content 的最后一次改动", "take back the last change that kepu made to the content"),
	words:   1,
	options: []option{contentOption, langOption},
	run:     undoChange,
	about: diag.T(`用法：kepu undo [名字] [选项]

撤销 Kepu 对 content 的最后一次改动（在桌面里保存的、恢复的、自动改好的、新加的……）；再运行一次，撤销再前面的一次。
只想撤销某一次，就写上它的名字（kepu history 里方括号中的）。撤销错了，也可以用它的名字再撤销回来。
那次改动以后文件如果又改过，就什么也不动，并告诉您怎样一个一个恢复。

例子：
    kepu undo
    kepu undo 20261129T190016.123Z
`, `Usage: kepu undo [ENTRY] [options]

Takes back the last change that Kepu made to the content (a save in the desk, a restore, a fix, a new record ...); run it
again for the one before. To take back a certain change, give its name, which kepu history shows in brackets; the
name of an undo brings back what was undone. If a file has been changed since, nothing is done, and you are told how to
restore that file alone.

Examples:
    kepu undo
    kepu undo 20261129T190016.123Z
`),
	after: historyCodes,
}

var historyCodes = diag.T(`
结束代码：0 做好了，1 做不了（又改过，或没有留底），2 命令写错，3 电脑的问题
`, `
Exit codes: 0 done, 1 cannot be done (changed since, or not kept), 2 wrong command, 3 the machine
`)

// undoChange takes an entry back.
func undoChange(_ context.Context, o options, say *console.Console) int {
	store, err := openHistory(o)
	if err != nil {
		return say.Fail(err, "")
	}
	id := ""
	if len(o.words) > 0 {
		id = entryName(o.words[0])
	} else {
		last, ok := store.LastStanding()
		if !ok {
			return say.Fail(&console.Fault{What: diag.T("没有可以撤销的：本程序没有改过 content，或者都撤销过了", "there is nothing to undo: this program has not changed the content, or all of it was undone"),
				Mend: diag.T("用别的程序改的，先看 kepu history，再用 kepu restore 恢复", "for what was changed otherwise see kepu history, then kepu restore"), Code: console.ExitContent}, "")
		}
		id = last.ID
	}
	c, err := store.Undo(id)
	if errors.Is(err, history.ErrNone) {
		if _, there := store.Entry(id); there == nil {
			return say.Fail(&console.Fault{What: diag.T("%s 之前是什么样子没有留底，不能撤销", "nothing was kept of what was before %s, so it cannot be undone").With(id), Code: console.ExitContent}, "")
		}
		return say.Fail(console.Usage(diag.T("留底里没有 %s", "the history has no entry %s").With(id), diag.T("名字在 kepu history 的方括号里", "names stand in the brackets of kepu history")), "")
	}
	if err != nil {
		return failChange(say, err, o)
	}
	return makeChange(say, store, history.Undo, id, c, o)
}

// saveChange makes a change of this command's in the content, with the old bytes into the history
// first. The entry is empty where the change changes nothing.
func saveChange(c edit.Change, o options) (history.Entry, error) {
	store, err := history.Open(o.content)
	if err != nil {
		return history.Entry{}, err
	}
	return store.Save(c, time.Now())
}

// makeChange makes a change that the history gave, and says which.
func makeChange(say *console.Console, store *history.Store, kind history.Kind, of string, c edit.Change, o options) int {
	e, err := store.Make(kind, of, c, time.Now())
	if err != nil {
		return failChange(say, err, o)
	}
	if e.ID == "" {
		say.Print(diag.T("本来就是那样，没有改动", "it is so already: nothing was changed"))
		return console.ExitFine
	}
	say.Print(diag.T("%s（%s）", "%s (%s)").With(e.What, console.Few(pathsOf(e))))
	showEntry(say.Out, say.Lang, store, e, "")
	if e.Kind == history.Undo {
		say.Print(diag.T("要重做：kepu undo %s", "to do it again: kepu undo %s").With(e.ID))
	} else {
		say.Print(diag.T("要退回去：kepu undo", "to take this back: kepu undo"))
	}
	return console.ExitFine
}

func pathsOf(e history.Entry) []string {
	var paths []string
	for _, f := range e.Files {
		paths = append(paths, f.Path)
	}
	return paths
}

// failChange tells why a change was not made.
func failChange(say *console.Console, err error, o options) int {
	var (
		changed *history.Changed
		stale   *edit.Stale
		refused *edit.Refused
	)
	switch {
	case errors.As(err, &changed):
		say.Error(changed.Text(), changed.Mend())
	case errors.As(err, &stale):
		say.Error(stale.Text(), stale.Mend())
	case errors.As(err, &refused):
		say.Error(refused.What, refused.Mend)
		say.Problems(refused.Problems, o.content)
	case errors.Is(err, history.ErrLost):
		say.Error(diag.M("HISTORY-LOST", "那时的内容没有留底，或留底损坏了", "what it was then was not kept, or what held it is damaged"),
			diag.T("有备份的话，从备份里找", "look in a backup, if there is one"))
	case errors.Is(err, output.ErrBusy):
		say.Error(diag.M("HISTORY-BUSY", "另一个程序正在写留底", "another run is writing to the history"), diag.T("等几秒再试", "wait some seconds and try again"))
		return console.ExitMachine
	default:
		return say.Fail(err, "")
	}
	return console.ExitContent
}

var restoreCommand = command{
	name:  "restore",
	asked: diag.T("restore 文件", "restore FILE"),
	does:  diag.T("把一个文件恢复成某个时候的样子（删了的也行）", "bring a file back to what it was at some time (also a deleted one)"),
	words: 1,
	options: []option{
		{"at", diag.T("时间", "TIME"), func(o *options) any { return &o.at },
			diag.T("恢复成那时的样子：\"2026-11-29 18:00\"；只写日期，就是那天最后的样子；\n也可以写 kepu history 方括号里的名字，就是那次改动之后", "as it was then: \"2026-11-29 18:00\"; a date alone is the end of that day;\nthe name of an entry of kepu history will do too: as that left it")},
		{"before", diag.T("名字", "ENTRY"), func(o *options) any { return &o.beforeEntry }, diag.T("恢复成那次改动之前的样子", "as it was before that entry")},
		contentOption, langOption,
	},
	check: func(o *options) error {
		if len(o.words) == 0 {
			return console.Usage(diag.T("没有写要恢复哪个文件", "the file to restore is missing"), diag.T(`例如 kepu restore bases/xiping-weather.md --at "2026-11-29 18:00"`, `for example kepu restore bases/xiping-weather.md --at "2026-11-29 18:00"`))
		}
		if (o.at == "") == (o.beforeEntry == "") {
			return console.Usage(diag.T("要写恢复成什么时候的样子：--at 或 --before，只写一个", "say of when: --at or --before, one of them"), diag.T("什么时候改过，看 kepu history %[1]s", "kepu history %[1]s tells when it was changed").With(o.words[0]))
		}
		return nil
	},
	run: restoreFile,
	about: diag.T(`用法：kepu restore 文件 --at 时间 [选项]

把 content 里的一个文件恢复成某个时候的样子，删掉的也能恢复。恢复以前先把现在的样子留底，所以恢复错了还能退回去
（kepu undo）。时间照这台电脑的钟。

例子：
    kepu restore bases/xiping-weather.md --at "2026-11-29 18:00"
    kepu restore xiping-weather --at 2026-11-28
    kepu restore bases/xiping-weather.md --before 20261129T190016.123Z
`, `Usage: kepu restore FILE --at TIME [options]

Brings one file of the content back to what it was at some time, even if it was deleted. What it is now is kept first, so a
mistake can be taken back (kepu undo). Times are by this computer's clock.

Examples:
    kepu restore bases/xiping-weather.md --at "2026-11-29 18:00"
    kepu restore xiping-weather --at 2026-11-28
    kepu restore bases/xiping-weather.md --before 20261129T190016.123Z
`),
	after: historyCodes,
}

// restoreFile brings a file back.
func restoreFile(_ context.Context, o options, say *console.Console) int {
	store, err := openHistory(o)
	if err != nil {
		return say.Fail(err, "")
	}
	file, err := fileAsked(o.words[0], o, store)
	if err != nil {
		return say.Fail(err, "")
	}
	var c edit.Change
	word := entryName(o.at + o.beforeEntry)
	if _, there := store.Entry(word); there == nil || o.beforeEntry != "" {
		c, err = store.RestoreAs(file, word, o.beforeEntry != "")
	} else {
		at, ok := moment(o.at, time.Local)
		if !ok {
			return say.Fail(console.Usage(diag.T("看不懂时间 %s", "the time %s is not understood").With(o.at), diag.T(`例如 --at "2026-11-29 18:00"，或 kepu history 方括号里的名字`, `for example --at "2026-11-29 18:00", or the name of an entry of kepu history`)), "")
		}
		c, err = store.Restore(file, at)
	}
	if errors.Is(err, history.ErrNone) {
		return say.Fail(&console.Fault{What: diag.T("%s 那时的样子没有留底", "nothing was kept of %s at that time").With(file),
			Mend: diag.T("留了哪些时候的，看 kepu history %s", "kepu history %s tells what was kept").With(file), Code: console.ExitContent}, "")
	}
	if err != nil {
		return failChange(say, err, o)
	}
	return makeChange(say, store, history.Restore, "", c, o)
}

// entryName is the name of an entry as people copy it: from between brackets, or from the Explorer.
func entryName(word string) string { return strings.TrimSuffix(strings.Trim(word, "[]"), ".zip") }

// moment reads a time as people write it, on the clock of the zone: to its end, for who writes
// 18:00 has seen that in a list, and means what was there at 18:00:16 too.
func moment(text string, zone *time.Location) (time.Time, bool) {
	text = strings.NewReplacer("：", ":", "／", "/", "T", " ", "\u3000", " ").Replace(strings.TrimSpace(text))
	day, clock, _ := strings.Cut(text, " ")
	d, fault := date.Parse(strings.ReplaceAll(day, "/", "-"))
	if fault != date.None || d.Day == 0 {
		return time.Time{}, false
	}
	at := time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, zone)
	clock = strings.TrimSpace(clock)
	if clock == "" {
		return at.AddDate(0, 0, 1).Add(-time.Nanosecond), true
	}
	for layout, until := range map[string]time.Duration{"15:04:05": time.Second, "15:04": time.Minute} {
		if t, err := time.Parse(layout, clock); err == nil {
			return time.Date(at.Year(), at.Month(), at.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone).Add(until - time.Nanosecond), true
		}
	}
	return time.Time{}, false
}
