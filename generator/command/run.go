package command

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"

	"kepu/generator/console"
)

// Main is the program: it does what the arguments say until it is done or a signal ends it, and
// returns the exit code.
func Main(args []string, stdout, stderr io.Writer) int {
	collectLate()
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // a closed terminal; under nohup it is no reason to end
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	return run(ctx, args, stdout, stderr)
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

// run is Main without what belongs to the process.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	say := &console.Console{Out: stdout, Err: stderr, Lang: guessLang(args)}
	if len(args) == 0 {
		return bare(ctx, say)
	}
	name, rest := args[0], args[1:]
	switch strings.ReplaceAll(name, "--", "-") {
	case "help", "-help", "-h", "-?", "/?":
		return helpOn(rest, say)
	case "-version":
		name = versionCommand.name
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

// helpOn answers "kepu help", "kepu help COMMAND" and "kepu help licences".
func helpOn(args []string, say *console.Console) int {
	for _, a := range args {
		if strings.HasPrefix(a, "-") || a == "zh" || a == "en" {
			continue // --lang, which guessLang has read
		}
		if a == "help" {
			break
		}
		if a == licencesTopic || a == "licenses" {
			return tellLicences(say)
		}
		c, err := commandNamed(a, licencesTopic)
		if err != nil {
			return say.Fail(err, "")
		}
		return say.Help(c.help(say.Lang))
	}
	return say.Help(helpMain(say.Lang))
}
