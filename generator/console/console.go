// Package console is where the program speaks: what it has done goes to one stream, what is
// wrong to another, each sentence in the language that the person reads. It knows how to say
// what may go wrong in any command (a Fault, what output and theme return, the machine's own
// errors) and which exit code that makes; what only one command has to say stands with that
// command.
//
// Every message names the place, the fault and the remedy. Errors that a thousand pages share
// are told once, and of a long list its beginning.
package console

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/term"

	"kepu/generator/diag"
	"kepu/generator/output"
)

// Console is where the program speaks.
type Console struct {
	Out, Err io.Writer
	Lang     diag.Lang

	Watch func(done, total int)              // told how far a long run is, one call at a time; may be nil
	Hears func(p diag.Problem, words string) // told of each problem, and the words that it is written in; may be nil
}

// Help writes what was asked for to Out.
func (c *Console) Help(text string) int {
	io.WriteString(c.Out, text)
	return ExitFine
}

// Print writes a line to Out.
func (c *Console) Print(t diag.Text) { fmt.Fprintln(c.Out, t.In(c.Lang)) }

// Say writes a line to Err.
func (c *Console) Say(t diag.Text) { fmt.Fprintln(c.Err, t.In(c.Lang)) }

// Error writes what is wrong and what to do to Err; Warn what may be.
func (c *Console) Error(what, mend diag.Text) { c.Problem(diag.Error, what, mend) }

func (c *Console) Warn(what, mend diag.Text) { c.Problem(diag.Warning, what, mend) }

// Problem writes one of any severity.
func (c *Console) Problem(s diag.Severity, what, mend diag.Text) {
	p := diag.Problem{Severity: s, What: what, Mend: mend}
	words := diag.Style{Lang: c.Lang}.Format(p)
	if c.Hears != nil {
		c.Hears(p, words)
	}
	io.WriteString(c.Err, words)
}

// Problems writes those of the content folder, 50 at most.
func (c *Console) Problems(l diag.List, content string) {
	style := diag.Style{Lang: c.Lang, Root: filepath.ToSlash(content), Max: 50}
	if c.Hears != nil {
		for _, p := range l { // also those that are not written: an error may stand behind 50 warnings
			c.Hears(p, style.Format(p))
		}
	}
	style.Print(c.Err, l)
}

// Recovered tells what was found of an earlier run.
func (c *Console) Recovered(o output.Outcome, out string) {
	switch o {
	case output.Completed:
		c.Say(diag.T("上次的 build 被打断了，已把它写完：%s 是那次的新网站。", "The last build was cut off; it has been finished: %s is the site that it made.").With(out))
	case output.TakenBack:
		c.Say(diag.T("上次的 build 没有成功又被打断了，已恢复：%s 是原来的网站。", "The last build failed and was cut off; it has been taken back: %s is the site as it was before.").With(out))
	case output.Mixed:
		c.Say(diag.T("上次的 build 被打断了，它写下的步骤也坏了，做到哪里已经看不出来：%s 里可能新旧网页混在一起，再 build 一次就完整。", "The last build was cut off, and its list of steps is damaged, so how far it came cannot be told: %s may hold a mixture of old and new; the next build makes it whole.").With(out))
	case output.Cleared:
		c.Say(diag.T("上次的 build 没有正常结束，已清理它留下的临时文件：%s 是完整的。", "The last build did not end well; what it left has been cleared away: %s is whole.").With(out))
	}
}

// Foreign tells what stands in the output folder and isn't ours. The files by
// which git keeps an empty folder are nobody's concern.
func (c *Console) Foreign(names []string, out string) {
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == ".gitignore" || name == ".gitkeep" })
	if len(names) == 0 {
		return
	}
	c.Warn(diag.T("%s 里有 %d 个不是本程序写的，保持原样：%s", "%s holds %d that this program did not write; left as they are: %s").With(out, len(names), Few(names)), diag.Text{})
}

// Edited tells which files of the site somebody had changed by hand.
func (c *Console) Edited(r output.Result, out string) {
	if len(r.Edited) == 0 {
		return
	}
	c.Warn(diag.T("%s 里有 %d 个文件在上次生成以后被手工改过，现在又按内容生成了：%s", "%s held %d files that were changed by hand since the last build; they are now as the content has them: %s").With(out, len(r.Edited), Few(r.Edited)),
		diag.T("改过的留在 %s，要保留的改动请写进 content", "what they were is kept in %s; write what should stay into the content").With(r.Kept))
}

// Few names some of the names, and all if they are few.
func Few(names []string) diag.Text {
	const most = 10
	shown := names[:min(len(names), most)]
	list := diag.T(strings.Join(shown, "、"), strings.Join(shown, ", "))
	if len(names) > most {
		list = diag.T("%s 等", "%s …").With(list)
	}
	return list
}

// IsTerminal reports whether what is written to w is read by a person at once.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
