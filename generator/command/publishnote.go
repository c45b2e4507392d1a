package command

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/filelist"
	"kepu/generator/output"
	"kepu/generator/publish"
	"kepu/generator/target"
)

// # What is noted of publications
//
// Beside the site's folder, with what is noted of builds: publish.log has a line for each run that changed something, was told to (--yes) or failed, published.json the last success
// of each target, publisher a name for this folder, and published/ the lists of what was published last. It may be deleted at any time.

const (
	logFile     = "publish.log"
	lastFile    = "published.json"
	holderFile  = "publisher"
	holderLock  = "publish.lock"
	listFolder  = "published"
	longestLog  = 1 << 20 // then its older half goes
	alertWithin = time.Minute
)

// log adds a line to the log.
func (p *publishing) log() {
	name := output.Beside(p.o.out, logFile)
	if name == "" {
		return
	}
	if _, err := os.Stat(filepath.Dir(name)); err != nil {
		if _, err := openContent(p.o.content); err != nil {
			return // nobody looks for a log where kepu was started in a wrong folder
		}
	}
	d := p.done
	to := ""
	if d.To != 0 {
		to = fmt.Sprintf(" to=%d", d.To)
	}
	line := fmt.Sprintf("%s %s%s code=%d number=%d new=%d changed=%d gone=%d files=%d bytes=%d copied=%d seconds=%.1f target=%q %s\n",
		d.Time.In(p.o.zone()).Format(time.RFC3339), d.Result, to, d.Code, d.Number, d.New, d.Changed, d.Gone, d.Files, d.Bytes, d.Copied, d.Seconds, d.Target, oneLine(d.Problem))
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if len(text)+len(line) > longestLog {
		text = text[len(text)/2:]
		text = text[bytes.IndexByte(text, '\n')+1:]
	}
	if err == nil {
		err = note(name, string(text)+line)
	}
	p.unlogged(err)
}

// note writes a file of notes.
func note(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return output.Replace(name, output.Text(text))
}

// unlogged tells that something could not be noted.
func (p *publishing) unlogged(err error) {
	if err != nil {
		p.say.Warn(diag.M("PUBLISH-UNLOGGED", "没能记下这次发布的经过：%s", "this publication could not be noted: %s").With(console.Explain(err)), diag.Text{})
	}
}

// success notes the last success of a target.
func (p *publishing) success(start time.Time) {
	name := output.Beside(p.o.out, lastFile)
	if name == "" {
		return
	}
	all := p.successes()
	d := p.done
	d.Seconds = time.Since(start).Seconds()
	if last, ok := all[d.Target]; ok && d.Result != published {
		// How fast it went is that of the last that carried something.
		d.Files, d.Bytes, d.Seconds = last.Files, last.Bytes, last.Seconds
	}
	all[d.Target] = d
	text, err := json.MarshalIndent(all, "", "  ") // in the order of the names
	if err == nil {
		err = note(name, string(text)+"\n")
	}
	p.unlogged(err)
}

// wentBack notes that readers have an earlier publication again.
func (p *publishing) wentBack(rep publish.Report, start time.Time) {
	p.done.Number, p.done.Result, p.done.To = rep.Number, rolledBack, rep.To.Number
	p.success(start)
}

// successes returns the last success of each target.
func (p *publishing) successes() map[string]outcome {
	all := map[string]outcome{}
	text, err := os.ReadFile(output.Beside(p.o.out, lastFile))
	if err != nil || json.Unmarshal(text, &all) != nil {
		return map[string]outcome{}
	}
	return all
}

// howLong says how long a publication takes, as long as the last one there took for a file and for a byte; nothing where that is not known.
func (p *publishing) howLong(c publish.Changes) diag.Text {
	last, ok := p.successes()[p.at.Title()]
	if !ok || last.Files < 20 || last.Bytes == 0 {
		return diag.Text{}
	}
	seconds := last.Seconds * max(float64(c.Puts)/float64(last.Files), float64(c.Bytes)/float64(last.Bytes))
	if seconds < 60 {
		return diag.T("，大约 %d 秒", ", about %d s").With(int(math.Ceil(seconds)))
	}
	return diag.T("，大约 %d 分钟", ", about %d min").With(int(math.Ceil(seconds / 60)))
}

// lists keeps lists of publications in a folder, so that they need not come back over the line. Each has one of sixteen places, by the first digit of its sum, and takes it from the one before: so there are never more, and
// nothing is to be cleared away. What is damaged there is not believed by who asks.
type lists string

func (l lists) name(sum filelist.Sum) string {
	return filepath.Join(string(l), sum.String()[:1]+".sha256")
}

func (l lists) Recall(sum filelist.Sum) []byte {
	text, err := os.ReadFile(l.name(sum))
	if err != nil {
		return nil
	}
	return text
}

// Keep says nothing where it cannot: the next publication takes a little longer.
func (l lists) Keep(sum filelist.Sum, text []byte) { note(l.name(sum), string(text)) }

// heard is what a run said of problems.
type heard struct {
	errors []string // the first of them, in the words that they are written in
	first  string   // what else there is: the first warning
}

func (h *heard) hear(p diag.Problem, words string) {
	const most = 50 // as many as are written
	switch {
	case p.Severity == diag.Error && len(h.errors) < most:
		h.errors = append(h.errors, words)
	case p.Severity == diag.Warning && h.first == "":
		h.first = words
	}
}

// reason says in one line why nothing was published: the first error that was told, with its file and line, and how it ended. Without an error it was a warning
// that stopped a strict run, if anything.
func (p *publishing) reason(end diag.Text) string {
	why := p.wrong.first
	if len(p.wrong.errors) > 0 {
		why = p.wrong.errors[0]
	} else if !p.o.strict {
		why = ""
	}
	if why == "" {
		return end.In(p.say.Lang)
	}
	why, _, _ = strings.Cut(why, "\n") // without the excerpt
	return diag.T("%s；%s", "%s; %s").With(why, end).In(p.say.Lang)
}

// unfinished says what a run left that broke off. Of a site that was never there readers have nothing.
func (p *publishing) unfinished() diag.Text {
	if p.first {
		return diag.T("没有发布完，网站还没有全部放上去；再运行一次就接着做。", "The publication is not finished, and the site is not all there yet; run it again to go on.")
	}
	return diag.T("没有发布完。读者看到的每一页都是完整的；再运行一次就接着做。", "The publication is not finished. Each page that readers get is whole; run it again to go on.")
}

// alarm is what the site's own command reads: a line that can be sent on as it is, then the errors, then the rest of what was said.
func (p *publishing) alarm() string {
	done := diag.T("没有发布", "was not published")
	switch {
	case p.back:
		done = diag.T("没有退回", "has not gone back")
	case p.begun:
		done = diag.T("没有发布完", "was not published to the end")
	}
	var b strings.Builder
	fmt.Fprintln(&b, diag.T("%s %s：%s（%s，%s）", "%s %s: %s (%s, %s)").
		With(cmp.Or(p.done.Target, target.File), done, oneLine(p.done.Problem), p.time(p.done.Time), thisMachine()).In(p.say.Lang))
	rest := p.said.String()
	for _, words := range p.wrong.errors {
		b.WriteString(words)
		rest = strings.Replace(rest, words, "", 1)
	}
	b.WriteString(rest)
	return b.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// thisMachine is how locks and alerts name the machine.
func thisMachine() string {
	name, err := os.Hostname()
	if err != nil {
		return "?"
	}
	return name
}

// alert runs the site's own command for publications that fail, with what was said of it.
func (p *publishing) alert(ctx context.Context) {
	if len(p.at.Alert) == 0 {
		return
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), alertWithin)
	defer stop()
	beside, err := filepath.Abs(p.o.beside())
	if err != nil {
		beside = p.o.beside()
	}
	program := p.at.Alert[0]
	if strings.ContainsAny(program, `/\`) && !filepath.IsAbs(program) {
		program = filepath.Join(beside, filepath.FromSlash(program))
	}
	c := exec.CommandContext(ctx, program, p.at.Alert[1:]...)
	c.Dir = beside
	c.Stdin = strings.NewReader(p.alarm())
	c.Stdout, c.Stderr = p.say.Err, p.say.Err
	c.WaitDelay = time.Second
	if err := c.Run(); err != nil {
		p.say.Warn(diag.M("PUBLISH-ALERT", "报警的命令没有成功（%v）", "the command of alert failed (%v)").With(err), diag.T("请核对 publish.toml 里的 alert", "check alert in publish.toml"))
	}
}

// holderOf takes the folder's own lock, and returns the name that locks on the far side carry for it. Whoever has the lock knows that another run of that name
// is dead. release may be nil: where nothing can be noted beside the folder the name is none.
func holderOf(out string) (holder string, release func() error, err error) {
	name := output.Beside(out, holderFile)
	if name == "" || os.MkdirAll(filepath.Dir(name), 0o755) != nil {
		return "", nil, nil
	}
	release, err = output.Lock(output.Beside(out, holderLock))
	if errors.Is(err, output.ErrBusy) {
		return "", nil, &console.Fault{Code: console.ExitMachine, What: diag.M("PUBLISH-BUSY-HERE", "这个网站正在发布，由本机的另一个 kepu 进行", "another kepu on this machine is publishing this site"),
			Mend: diag.T("等它结束再运行", "run this again when it has ended")}
	}
	if err != nil {
		return "", nil, nil
	}
	text, err := os.ReadFile(name)
	if holder = strings.TrimSpace(string(text)); err == nil && holder != "" {
		return holder, release, nil
	}
	holder = rand.Text()
	if note(name, holder+"\n") != nil {
		holder = ""
	}
	return holder, release, nil
}
