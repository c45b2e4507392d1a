package command

import (
	"bufio"
	"context"
	"io"
	"os"

	"kepu/generator/console"
	"kepu/generator/diag"
)

// atTerminal reports whether a person is there to read what is written and to answer: a script or a
// pipe is not. The tests put another in its place.
var atTerminal = func(out io.Writer) bool { return console.IsTerminal(out) && console.IsTerminal(os.Stdin) }

// bare is kepu without a word, or a double click on it. Where a person is and the folder has content it opens
// the desk; else it says what there is to ask for.
func bare(ctx context.Context, say *console.Console) int {
	code := console.ExitFine
	if _, err := openContent("content"); err == nil && atTerminal(say.Out) {
		say.Say(diag.T("在浏览器里打开桌面，填写和修改 content 里的内容。\n这个窗口开着，桌面才能用；关上它，桌面就停了，已经保存的都在。别的命令见 kepu help",
			"Opening the desk: forms in the browser for the folder content.\nThe desk works while this window is open; when it is closed the desk stops, and what was saved stays. For other commands: kepu help"))
		o, err := deskCommand.parse(nil)
		if err != nil {
			return say.Fail(err, "") // cannot happen: nothing was typed
		}
		code = profiled(ctx, o, say, deskCommand.run)
	} else {
		code = say.Help(helpMain(say.Lang))
		if err != nil {
			say.Print(diag.T("\n这里还没有内容文件夹 content。新建一个：kepu init --city 城市，例如 kepu init --city 驻马店市", "\nThere is no content folder here yet. To begin one: kepu init --city CITY, for example kepu init --city 驻马店市"))
		}
	}
	if ctx.Err() == nil && ownWindow() { // of a double click: what it says would be gone at once
		say.Say(diag.T("\n按回车键关上这个窗口", "\nPress Enter to close this window"))
		bufio.NewReader(os.Stdin).ReadString('\n')
	}
	return code
}
