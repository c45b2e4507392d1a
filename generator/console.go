package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/term"

	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/theme"
)

// console is where the program speaks. Help and the summary go to out, all that is wrong to err.
type console struct {
	out, err io.Writer
	lang     diag.Lang
}

func (c *console) help(text string) int {
	io.WriteString(c.out, text)
	return exitFine
}

// say writes a line to err.
func (c *console) say(t diag.Text) { fmt.Fprintln(c.err, t.In(c.lang)) }

// error writes what is wrong and what to do to err.
func (c *console) error(what, mend diag.Text) { c.problem(diag.Error, what, mend) }

func (c *console) warn(what, mend diag.Text) { c.problem(diag.Warning, what, mend) }

func (c *console) problem(s diag.Severity, what, mend diag.Text) {
	io.WriteString(c.err, diag.Style{Lang: c.lang}.Format(diag.Problem{Severity: s, What: what, Mend: mend}))
}

// problems writes those of the content, 50 at most.
func (c *console) problems(l diag.List, o options) {
	diag.Style{Lang: c.lang, Root: filepath.ToSlash(o.content), Max: 50}.Print(c.err, l)
}

// fail tells the error and returns the exit code for it. Out is the output folder
// when something was to be written there.
func (c *console) fail(err error, out string) int {
	var (
		usage   *usageError
		refusal *output.Refusal
		named   *themeError
		fault   *theme.Fault
		faults  output.Faults
		name    *output.ZipNameError
		shrunk  *shrinkError
	)
	switch {
	case errors.As(err, &usage):
		c.error(usage.What, usage.Mend)
		return exitUsage
	case errors.As(err, &refusal):
		c.error(refusal.What, refusal.Mend)
		return exitUsage
	case errors.As(err, &shrunk):
		c.error(shrunk.what(), shrunk.mend())
		return exitContent
	case errors.As(err, &named):
		c.error(named.text(), diag.Text{})
		return exitUsage
	case errors.As(err, &name):
		c.error(diag.T("%s：%s", "%s: %s").With(name.Name, name.Why), name.Mend)
		return exitContent
	case errors.As(err, &faults):
		return c.faults(faults)
	case errors.As(err, &fault):
		c.error(diag.T(fault.In(diag.ZH), fault.In(diag.EN)), diag.Text{})
		return exitContent
	case errors.Is(err, context.Canceled):
		c.say(diag.T("已中断，没有写任何东西。", "Interrupted; nothing was written."))
		return exitMachine
	case errors.Is(err, output.ErrBusy):
		c.error(diag.T("另一个 build 正在运行，正在写 %s", "another build is running and writing to %s").With(out),
			diag.T("等它结束再运行", "run this again when it has ended"))
		return exitMachine
	}
	c.error(machine(err), diag.Text{})
	if errors.Is(err, output.ErrHalfway) {
		c.say(diag.T("%s 里现在新旧文件混在一起：排除上面的问题后再运行一次，就会恢复完整。",
			"%s now holds a mixture of old and new: when the fault above is put right, run this again to make it whole.").With(out))
	}
	return exitMachine
}

// explain puts an error that makes no site into words, for the preview.
func explain(err error) diag.Text {
	var (
		usage *usageError
		named *themeError
	)
	switch {
	case errors.As(err, &usage):
		return diag.T("%s，%s", "%s; %s").With(usage.What, usage.Mend)
	case errors.As(err, &named):
		return named.text()
	}
	return machine(err)
}

// machine is an error of the machine, with the common ones in words.
func machine(err error) diag.Text {
	var what diag.Text
	switch {
	case diskFull(err):
		what = diag.T("磁盘满了", "the disk is full")
	case errors.Is(err, syscall.EROFS):
		what = diag.T("这个磁盘只能读，不能写", "this disk can only be read")
	case errors.Is(err, syscall.EXDEV):
		what = diag.T("网站文件夹里有一个文件夹在另一个磁盘上，不能整个换成新的；请把它移走或卸下再运行", "a folder in the site's folder is on another disk, so the site cannot be replaced as a whole; move or unmount it and run again")
	case output.Held(err):
		what = diag.T("文件正被别的程序占用（例如 WPS、浏览器、杀毒软件），或没有权限", "another program holds the file (an editor, a browser, a virus scanner), or there is no permission")
	case errors.Is(err, fs.ErrPermission):
		what = diag.T("没有权限", "no permission")
	default:
		return diag.T("电脑出了问题：%v", "the machine failed: %v").With(err)
	}
	return diag.T("%s（%v）", "%s (%v)").With(what, err)
}

// diskFull knows the two numbers that Windows has for it besides the usual one.
func diskFull(err error) bool {
	const handleDiskFull, diskFull = syscall.Errno(39), syscall.Errno(112)
	windows := runtime.GOOS == "windows"
	return errors.Is(err, syscall.ENOSPC) || windows && (errors.Is(err, diskFull) || errors.Is(err, handleDiskFull))
}

// faults tells the files of the site that could not be made. One fault of the theme may
// spoil a thousand pages, so equal ones are told once.
func (c *console) faults(faults output.Faults) int {
	code := exitContent
	pages := map[string][]string{}
	var order []diag.Text
	for _, f := range faults {
		text := diag.Same(f.Err.Error())
		var broken *theme.Fault
		var path *fs.PathError
		switch {
		case errors.As(f.Err, &broken):
			text = diag.T(broken.In(diag.ZH), broken.In(diag.EN))
		case errors.As(f.Err, &path):
			text, code = machine(f.Err), exitMachine
		}
		if pages[text.EN] == nil {
			order = append(order, text)
		}
		pages[text.EN] = append(pages[text.EN], f.Path)
	}
	const most = 50 // as with problems
	for _, text := range order[:min(len(order), most)] {
		p := pages[text.EN]
		what := diag.T("网页 %s 做不出来：%s", "the page %s cannot be made: %s").With(p[0], text)
		if len(p) > 1 {
			what = diag.T("网页 %s 和另外 %d 个做不出来：%s", "the page %s and %d more cannot be made: %s").With(p[0], len(p)-1, text)
		}
		c.error(what, diag.Text{})
	}
	if rest := len(order) - most; rest > 0 {
		c.say(diag.T("还有 %d 个问题没有列出。", "%d more problems are not listed.").With(rest))
	}
	return code
}

// recovered tells what was found of an earlier run.
func (c *console) recovered(o output.Outcome, out string) {
	switch o {
	case output.Completed:
		c.say(diag.T("上次的 build 被打断了，已把它写完：%s 是那次的新网站。", "The last build was cut off; it has been finished: %s is the site that it made.").With(out))
	case output.TakenBack:
		c.say(diag.T("上次的 build 没有成功又被打断了，已恢复：%s 是原来的网站。", "The last build failed and was cut off; it has been taken back: %s is the site as it was before.").With(out))
	case output.Mixed:
		c.say(diag.T("上次的 build 被打断了，它写下的步骤也坏了，做到哪里已经看不出来：%s 里可能新旧网页混在一起，再 build 一次就完整。", "The last build was cut off, and its list of steps is damaged, so how far it came cannot be told: %s may hold a mixture of old and new; the next build makes it whole.").With(out))
	case output.Cleared:
		c.say(diag.T("上次的 build 没有正常结束，已清理它留下的临时文件：%s 是完整的。", "The last build did not end well; what it left has been cleared away: %s is whole.").With(out))
	}
}

// foreign tells what stands in the output folder and isn't ours. The files by
// which git keeps an empty folder are nobody's concern.
func (c *console) foreign(names []string, out string) {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == ".gitignore" || name == ".gitkeep" })
	if len(names) == 0 {
		return
	}
	c.warn(diag.T("%s 里有 %d 个不是本程序写的，保持原样：%s", "%s holds %d that this program did not write; left as they are: %s").With(out, len(names), few(names)), diag.Text{})
}

// edited tells which files of the site somebody had changed by hand.
func (c *console) edited(r output.Result, out string) {
	if len(r.Edited) == 0 {
		return
	}
	c.warn(diag.T("%s 里有 %d 个文件在上次生成以后被手工改过，现在又按内容生成了：%s", "%s held %d files that were changed by hand since the last build; they are now as the content has them: %s").With(out, len(r.Edited), few(r.Edited)),
		diag.T("改过的留在 %s，要保留的改动请写进 content", "what they were is kept in %s; write what should stay into the content").With(r.Kept))
}

// few names some of the names, and all if they are few.
func few(names []string) diag.Text {
	const most = 10
	shown := names[:min(len(names), most)]
	list := diag.T(strings.Join(shown, "、"), strings.Join(shown, ", "))
	if len(names) > most {
		list = diag.T("%s 等", "%s …").With(list)
	}
	return list
}

// progress shows on a terminal how far a long run is, on one line that clear removes.
type progress struct {
	w     io.Writer // nil: not a terminal
	lang  diag.Lang
	start time.Time
	last  time.Time
	width int
}

func (c *console) progress() *progress {
	p := &progress{lang: c.lang, start: time.Now()}
	if isTerminal(c.err) {
		p.w = c.err
	}
	return p
}

func (p *progress) show(done, total int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < time.Second || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last = now
	line := diag.T("正在生成 %d / %d", "making %d / %d").With(done, total).In(p.lang)
	p.width = max(p.width, 2*len([]rune(line)))
	fmt.Fprint(p.w, "\r", line)
}

// clear blanks the line. Old Windows consoles know no escape sequences.
func (p *progress) clear() {
	if p.width > 0 {
		fmt.Fprint(p.w, "\r", strings.Repeat(" ", p.width), "\r")
	}
}

// isTerminal reports whether what is written to w is read by a person at once.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
