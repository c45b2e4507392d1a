// Kepu makes the website of a city's science-education bases from a folder of
// text files. See help.go for what it can be asked to do.
//
// This package only wires: it reads the command line, opens folders, hands them to
// site and output, and tells what came of it. It is the only one that exits, knows the
// clock (for "took 0.08 s", and today.go) and writes to the terminal.
//
// Exit codes: 0 fine (warnings allowed), 1 the content or the theme is wrong, 2 the command
// line is wrong or names a folder that must not be used, 3 the machine failed (disk full, no
// permission, interrupted).
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"kepu/generator/diag"
)

// The exit codes.
const (
	exitFine    = 0
	exitContent = 1
	exitUsage   = 2
	exitMachine = 3
)

func main() {
	collectLate()
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // a closed terminal; under nohup it is no reason to end
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// collectLate lets the first collection of memory wait until there are 32 MB: the site of
// a small city is nearly made by then, and with the usual 4 MB a tenth of its time went into
// a dozen of them. From the second on they come as always. GOGC still has the last word.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(800) // of the 4 MB
	runtime.AddCleanup(new([64]byte), func(usual int) { debug.SetGCPercent(usual) }, usual)
}

// command is something that kepu can be asked to do.
type command struct {
	name string
	help diag.Text
	run  func(context.Context, options, *console) int
	own  func(ctx context.Context, args []string, say *console) int // instead of run: reads options of its own
}

func commands() []command {
	return []command{
		{name: "build", help: helpBuild, run: build},
		{name: "check", help: helpCheck, run: check},
		{name: "zip", help: helpZip, own: zipSite},
		{name: "serve", help: helpServe, own: serve},
		{name: "watch", help: helpWatch, run: watchContent},
		{name: "map", help: helpMap, own: mapCommand},
		{name: "sample", help: helpSample, own: writeSample},
		{name: "draft", help: helpDraft, own: draftReport},
		{name: "reconcile", help: helpReconcile, own: reconcileReport},
	}
}

// run is the program without its process: it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	say := &console{out: stdout, err: stderr, lang: guessLang(args)}
	if len(args) == 0 {
		return say.help(helpMain)
	}
	name, rest := args[0], args[1:]
	switch strings.ReplaceAll(name, "--", "-") {
	case "help", "-help", "-h", "-?", "/?":
		return helpOn(rest, say)
	}
	for _, c := range commands() {
		if c.name != name {
			continue
		}
		if c.own != nil {
			return c.own(ctx, rest, say)
		}
		opts, err := parseOptions(rest)
		if err == errHelp {
			return say.help(c.help)
		}
		if err != nil {
			return say.fail(err, "")
		}
		if opts.zip && (c.name != "build" || opts.drafts) {
			return say.fail(&usageError{diag.T("--zip 只和 build 一起用，不和 --drafts 一起用", "--zip goes with build only, and not with --drafts"),
				diag.T("只要压缩包，用 kepu zip", "for the zip alone, use kepu zip")}, "")
		}
		return profiled(ctx, opts, say, c.run)
	}
	return say.fail(unknownCommand(name), "")
}

// helpOn answers "kepu help" and "kepu help COMMAND".
func helpOn(args []string, say *console) int {
	for _, a := range args {
		if strings.HasPrefix(a, "-") || a == "zh" || a == "en" {
			continue // --lang, which guessLang has read
		}
		for _, c := range commands() {
			if c.name == a {
				return say.help(c.help)
			}
		}
		if a != "help" {
			return say.fail(unknownCommand(a), "")
		}
	}
	return say.help(helpMain)
}

func unknownCommand(name string) error {
	mend := diag.T("运行 kepu help 看有哪些命令", "run kepu help to see the commands")
	if strings.HasPrefix(name, "-") {
		return &usageError{diag.T("%s 前面要先写命令", "a command must stand before %s").With(name),
			diag.T("例如 kepu build %s", "for example kepu build %s").With(name)}
	}
	names := []string{"help"}
	for _, c := range commands() {
		names = append(names, c.name)
	}
	if near := diag.Nearest(name, names); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	return &usageError{diag.T("没有 %s 这个命令", "there is no command %s").With(name), mend}
}
