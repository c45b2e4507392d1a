// Package command is what kepu can be asked to do: a file a command, each of which holds one
// value of the type command (its words, its options with the sentences of the help, what it
// checks and what it runs), and one parser of options for all. What goes in are the words of
// the command line; what comes out are files, sentences on a console and an exit code.
//
// It only wires: it opens folders, hands them to site and output, and tells what came of it.
// It knows the clock (for "took 0.08 s", and today.go).
//
// To add a command, write its value and name it in commands: help, "did you mean" and parser
// follow. An option that several commands know stands in options.go.
package command

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"kepu/generator/console"
	"kepu/generator/diag"
)

// command is something that kepu can be asked to do. Its help is made from what stands here.
type command struct {
	name    string
	asked   diag.Text // as the list of commands writes it after kepu, and what it does
	does    diag.Text
	words   int // that may stand beside the options, at most
	usual   options
	options []option
	about   diag.Text              // in its help, before the options
	after   diag.Text              // and after them
	check   func(o *options) error // what no option tells alone; the error is a *console.Fault
	run     func(context.Context, options, *console.Console) int
}

// commands returns what kepu can be asked, in the order of the help.
func commands() []command {
	return []command{buildCommand, deskCommand, serveCommand, checkCommand, zipCommand, watchCommand,
		publishCommand, releasesCommand, rollbackCommand,
		initCommand, newCommand, importCommand,
		fixCommand, verifyCommand,
		todoCommand, draftCommand, briefCommand, fillCommand, exportCommand, reconcileCommand, assessCommand, historyCommand, undoCommand, restoreCommand, backupCommand, renameCommand, mapCommand, sampleCommand, doctorCommand, versionCommand}
}

// commandNamed returns the command of that name. The error suggests one, or one of the topics that it might be as well.
func commandNamed(name string, topics ...string) (command, error) {
	names := append([]string{"help"}, topics...)
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	mend := diag.T("运行 kepu help 看有哪些命令", "run kepu help to see the commands")
	if strings.HasPrefix(name, "-") {
		asked, _, _ := strings.Cut(strings.TrimLeft(name, "-"), "=")
		for _, c := range commands() {
			if slices.ContainsFunc(c.options, func(p option) bool { return p.name == asked }) {
				mend = diag.T("例如 kepu %s %s", "for example kepu %s %s").With(c.name, name)
				break
			}
		}
		return command{}, console.Usage(diag.T("%s 前面要先写命令", "a command must stand before %s").With(name), mend)
	}
	if near := diag.Nearest(name, names); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	} else if about := thatTellOf(name); len(about) > 0 {
		mend = diag.T("说到“%s”的命令有：%s", "commands that tell of “%s”: %s").With(name, diag.T(strings.Join(about, "、"), strings.Join(about, ", ")))
	}
	return command{}, console.Usage(diag.T("没有 %s 这个命令", "there is no command %s").With(name), mend)
}

// thatTellOf returns the names of the commands whose sentence, or else the first lines of whose help, have a Chinese word in them.
func thatTellOf(word string) (names []string) {
	if !strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return nil
	}
	for _, text := range []func(c command) string{func(c command) string { return c.does.ZH }, func(c command) string { return c.about.ZH }} {
		for _, c := range commands() {
			if strings.Contains(text(c), word) && !slices.Contains(names, c.name) && len(names) < 5 {
				names = append(names, c.name)
			}
		}
	}
	return names
}

// help returns what the command says of itself.
func (c command) help(l diag.Lang) string {
	var b strings.Builder
	b.WriteString(c.about.In(l) + diag.T("\n选项：\n", "\nOptions:\n").In(l))
	for _, p := range c.options {
		if p.help != (diag.Text{}) {
			b.WriteString(row(strings.TrimSuffix("--"+p.name+" "+p.arg.In(l), " "), p.help.In(l)))
		}
	}
	b.WriteString(row("-h, --help", diag.T("显示这段说明", "show this text").In(l)) + c.after.In(l))
	return b.String()
}

// row is a line of a help: two columns, the second in one line or more.
func row(left, right string) string {
	const room = 20
	wide := 0 // on a terminal, where a Chinese character takes two places
	for _, r := range left {
		wide++
		if r > 0xFF {
			wide++
		}
	}
	gap := 3
	if wide < room {
		gap = room - wide
	}
	return "    " + left + strings.Repeat(" ", gap) + strings.ReplaceAll(right, "\n", "\n    "+strings.Repeat(" ", room)) + "\n"
}

// helpMain is what kepu says of itself.
func helpMain(l diag.Lang) string {
	var b strings.Builder
	b.WriteString(diag.T("kepu：用一个文件夹的文字，生成科普教育基地网站\n\n用法：\n",
		"kepu: makes the website of science-education bases from a folder of text files\n\nUsage:\n").In(l))
	for _, c := range commands() {
		b.WriteString(row("kepu "+c.asked.In(l), c.does.In(l)))
	}
	b.WriteString(row(diag.T("kepu help 命令", "kepu help COMMAND").In(l), diag.T("某个命令的说明，例如 kepu help build", "about one command, for example kepu help build").In(l)))
	b.WriteString(row("kepu help "+licencesTopic, diag.T("程序里用到的开源软件和它们的许可", "the licences of what is linked into the program").In(l)))
	b.WriteString(diag.T(`
例子：
    kepu check
    kepu build
    kepu build --content D:\科普\content --out D:\科普\public

有错误时什么也不写，原来的网站保持不变。
`, `
Examples:
    kepu check
    kepu build
    kepu build --content D:\kepu\content --out D:\kepu\public

When there are errors nothing is written, and the site stays as it was.
`).In(l))
	return b.String()
}
