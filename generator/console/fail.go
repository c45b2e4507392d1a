package console

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/theme"
)

// The exit codes.
const (
	ExitFine    = 0 // warnings allowed
	ExitContent = 1 // the content or the theme is wrong
	ExitUsage   = 2 // the command line is wrong, or names a folder that must not be used
	ExitMachine = 3 // the machine failed: disk full, no permission, interrupted
)

// Fault is an error of a command, in words for staff.
type Fault struct {
	What, Mend diag.Text
	Code       int // the exit code that it makes
}

// Usage returns a fault of the command line.
func Usage(what, mend diag.Text) error { return &Fault{what, mend, ExitUsage} }

func (e *Fault) Error() string { return e.What.EN + "; " + e.Mend.EN }

// Fail tells the error and returns the exit code for it. Out is the output folder
// when something was to be written there.
func (c *Console) Fail(err error, out string) int {
	var (
		own     *Fault
		refusal *output.Refusal
		fault   *theme.Fault
		faults  output.Faults
		name    *output.ZipNameError
	)
	switch {
	case errors.As(err, &own):
		c.Error(own.What, own.Mend)
		return own.Code
	case errors.As(err, &refusal):
		c.Error(refusal.What, refusal.Mend)
		return ExitUsage
	case errors.As(err, &name):
		c.Error(diag.M(name.Why.Code, "%s：%s", "%s: %s").With(name.Name, name.Why), name.Mend)
		return ExitContent
	case errors.As(err, &faults):
		return c.faults(faults)
	case errors.As(err, &fault):
		c.Error(fault.Text(), diag.Text{})
		return ExitContent
	case errors.Is(err, context.Canceled):
		c.Say(diag.T("已中断，没有写任何东西。", "Interrupted; nothing was written."))
		return ExitMachine
	case errors.Is(err, output.ErrBusy):
		c.Error(diag.T("另一个 build 正在运行，正在写 %s", "another build is running and writing to %s").With(out),
			diag.T("等它结束再运行", "run this again when it has ended"))
		return ExitMachine
	}
	c.Error(machine(err), diag.Text{})
	if errors.Is(err, output.ErrHalfway) {
		c.Say(diag.T("%s 里现在新旧文件混在一起：排除上面的问题后再运行一次，就会恢复完整。",
			"%s now holds a mixture of old and new: when the fault above is put right, run this again to make it whole.").With(out))
	}
	return ExitMachine
}

// Explain puts an error that makes no site into words, for the preview.
func Explain(err error) diag.Text {
	var own *Fault
	if !errors.As(err, &own) {
		return machine(err)
	}
	if own.Mend == (diag.Text{}) {
		return own.What
	}
	return diag.T("%s，%s", "%s; %s").With(own.What, own.Mend)
}

// machine is an error of the machine, with the common ones in words.
func machine(err error) diag.Text {
	var what diag.Text
	switch {
	case output.Full(err):
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

// faults tells the files of the site that could not be made. One fault of the theme may
// spoil a thousand pages, so equal ones are told once.
func (c *Console) faults(faults output.Faults) int {
	code := ExitContent
	pages := map[string][]string{}
	var order []diag.Text
	for _, f := range faults {
		text := diag.Same(f.Err.Error())
		var broken *theme.Fault
		var path *fs.PathError
		switch {
		case errors.As(f.Err, &broken):
			text = broken.Text()
		case errors.As(f.Err, &path):
			text, code = machine(f.Err), ExitMachine
		}
		if pages[text.EN] == nil {
			order = append(order, text)
		}
		pages[text.EN] = append(pages[text.EN], f.Path)
	}
	const most = 50 // as with problems
	for _, text := range order[:min(len(order), most)] {
		p := pages[text.EN]
		what := diag.M(text.Code, "网页 %s 做不出来：%s", "the page %s cannot be made: %s").With(p[0], text)
		if len(p) > 1 {
			what = diag.M(text.Code, "网页 %s 和另外 %d 个做不出来：%s", "the page %s and %d more cannot be made: %s").With(p[0], len(p)-1, text)
		}
		c.Error(what, diag.Text{})
	}
	if rest := len(order) - most; rest > 0 {
		c.Say(diag.T("还有 %d 个问题没有列出。", "%d more problems are not listed.").With(rest))
	}
	return code
}
