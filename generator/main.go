// Kepu makes the website of a city's science-education bases from a folder of
// text files. See command.go for what it can be asked to do.
//
// This package only wires: it reads the command line, opens folders, hands them to
// site and output, and tells what came of it. It is the only one that exits, knows the
// clock (for "took 0.08 s", and today.go) and writes to the terminal.
//
// The exit codes are those of console.
package main

import (
	"context"
	"errors"
	"io"
	"kepu/generator/console"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
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

// run is the program without its process: it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	say := &console.Console{Out: stdout, Err: stderr, Lang: guessLang(args)}
	if len(args) == 0 {
		return say.Help(helpMain(say.Lang))
	}
	name, rest := args[0], args[1:]
	switch strings.ReplaceAll(name, "--", "-") {
	case "help", "-help", "-h", "-?", "/?":
		return helpOn(rest, say)
	}
	c, err := commandNamed(name)
	if err != nil {
		return say.Fail(err, "")
	}
	o, err := c.parse(rest)
	if errors.Is(err, errHelp) {
		return say.Help(c.help(say.Lang))
	}
	if err != nil {
		return say.Fail(err, "")
	}
	return profiled(ctx, o, say, c.run)
}

// helpOn answers "kepu help" and "kepu help COMMAND".
func helpOn(args []string, say *console.Console) int {
	for _, a := range args {
		if strings.HasPrefix(a, "-") || a == "zh" || a == "en" {
			continue // --lang, which guessLang has read
		}
		if a == "help" {
			break
		}
		c, err := commandNamed(a)
		if err != nil {
			return say.Fail(err, "")
		}
		return say.Help(c.help(say.Lang))
	}
	return say.Help(helpMain(say.Lang))
}
