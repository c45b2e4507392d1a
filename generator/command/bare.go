package command

import (
	"bufio"
	"context"
	"io"
	"os"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/doctor"
)

// atTerminal reports whether a person is there to read what is written and to answer: a script or a
// pipe is not. The tests put another in its place.
var atTerminal = func(out io.Writer) bool { return console.IsTerminal(out) && console.IsTerminal(os.Stdin) }

// bare is kepu without a word, or a double click on it. Where a person is and the folder has content it opens
// the desk; else it says what there is to ask for.
func bare(ctx context.Context, say *console.Console) int {
	program, _ := os.Executable() // where the system cannot tell, nothing is told of its place
	return window{own: ownWindow(), program: program}.open(ctx, say)
}

// window is where kepu was started without a word.
type window struct {
	own     bool      // it goes with the program: somebody has double-clicked it
	program string    // its path
	answers io.Reader // a person's; nil: the terminal
}

func (w window) open(ctx context.Context, say *console.Console) int {
	code := console.ExitFine
	_, err := openContent("content")
	switch {
	case err == nil && atTerminal(say.Out):
		code = deskHere(ctx, say)
	case err != nil && w.own && doctor.Unpacked(w.program):
		say.Error(diag.T("程序是在压缩包里直接打开的，写的东西存不住", "the program was opened inside a zip, where nothing that is written lasts"),
			diag.T("先把压缩包整个解压到硬盘上的文件夹，例如 D:\\科普，再双击里面的 kepu.exe", `unpack the whole zip into a folder of the disk, such as D:\kepu, and double-click kepu.exe there`))
		code = console.ExitUsage
	case inContent("content") != nil:
		code = say.Fail(err, "")
	case err != nil && w.own && atTerminal(say.Out):
		code = w.begin(ctx, say)
	default:
		code = say.Help(helpMain(say.Lang))
		if err != nil {
			say.Print(diag.T("\n这里还没有内容文件夹 content。新建一个：kepu init --city 城市，例如 kepu init --city 驻马店市", "\nThere is no content folder here yet. To begin one: kepu init --city CITY, for example kepu init --city 驻马店市"))
		}
	}
	if ctx.Err() == nil && w.own { // of a double click: what it says would be gone at once
		say.Say(diag.T("\n按回车键关上这个窗口", "\nPress Enter to close this window"))
		in := w.answers
		if in == nil {
			in = os.Stdin
		}
		bufio.NewReader(in).ReadString('\n')
	}
	return code
}

// deskHere opens the desk of the content that is here.
func deskHere(ctx context.Context, say *console.Console) int {
	say.Say(diag.T("在浏览器里打开桌面，填写和修改 content 里的内容。\n这个窗口开着，桌面才能用；关上它，桌面就停了，已经保存的都在。别的命令见 kepu help",
		"Opening the desk: forms in the browser for the folder content.\nThe desk works while this window is open; when it is closed the desk stops, and what was saved stays. For other commands: kepu help"))
	o, err := deskCommand.parse(nil)
	if err != nil {
		return say.Fail(err, "") // cannot happen: nothing was typed
	}
	return profiled(ctx, o, say, deskCommand.run)
}

// begin begins a site where there is none yet, as somebody wants who has unpacked the program and double-clicks it, and opens
// its desk.
func (w window) begin(ctx context.Context, say *console.Console) int {
	say.Print(diag.T("这里还没有内容。回答下面几个问题，就建好一个城市的内容文件夹，再打开桌面。\n不想在这里建，直接关上这个窗口。\n",
		"There is no content here yet. A few answers, and the content folder of a city is made and its desk opened.\nIf this is not the place for it, close this window.\n"))
	o, err := initCommand.parse(nil)
	if err != nil {
		return say.Fail(err, "") // cannot happen: nothing was typed
	}
	o.input = w.answers
	if code := initCommand.run(ctx, o, say); code != console.ExitFine {
		return code
	}
	return deskHere(ctx, say)
}
