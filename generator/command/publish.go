package command

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"sync"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/pages"
	"kepu/generator/publish"
	"kepu/generator/source"
	"kepu/generator/store"
	"kepu/generator/target"
)

var (
	yesOption  = option{"yes", diag.Text{}, func(o *options) any { return &o.yes }, diag.T("不问，直接做", "do it without asking")}
	jsonOption = option{"json", diag.Text{}, func(o *options) any { return &o.json },
		diag.T("给程序：结果写成一个 JSON，别的话写到错误输出", "for programs: the result as one JSON object; all else goes to standard error")}
	keepOption = option{"keep", diag.T("时间", "TIME"), func(o *options) any { return &o.keep },
		diag.T("网站上不再有的文件再留多久才删，例如 7d（7 天）、12h（默认马上删）", "how long files that the site has no more stay there, such as 7d or 12h (default: not at all)")}
)

var publishCommand = command{
	name:  "publish",
	asked: diag.T("publish 位置", "publish TARGET"),
	does:  diag.T("生成网站，发布到网上：只传有变化的，断了再运行就接着传", "make the site and publish it: only what changed travels, and a run that broke off is gone on with"),
	words: 1,
	usual: options{out: defaultOut},
	options: []option{
		contentOption, outOption, themeOption,
		zipOption.saying("网站上另放一份离线版，和 kepu build --zip 一样", "also put an offline copy on the site, as kepu build --zip does"),
		yesOption, jsonOption, keepOption, putAllOption,
		strictOption.saying("有提醒也算不通过，不发布", "count warnings as errors: with any, nothing is published"),
		shrinkOption.saying("比网上的少了很多也照发", "publish also when much of what stands there would go"),
		todayOption, langOption,
	},
	check: checkPublish,
	run:   publishSite,
	about: diag.T(`用法：kepu publish [位置] [选项]

先和 kepu build 一样生成网站；内容有错就不发布。再和网上的比，说出要新增、更换、去掉多少，问过以后才动。
位置可以是一个文件夹（本机或共享文件夹）、一个地址，或 content 旁边 publish.toml 里的名字；publish.toml 里只有一个位置时可以不写。
    D:\网站\kepu                       文件夹
    sftp://用户@服务器/srv/www/site    SSH 服务器；ftps:// 是带加密的 FTP
    s3://桶/文件夹、oss://桶/文件夹    云存储（endpoint 等写在 publish.toml 里）
密码不写在命令里，也不写在 publish.toml 里：见 content/README.md 的“放到网上”。

先传网页要用的图片和样式，再传网页，最后才删去不要的。读者随时看到的都是完整的网页；中途断了，再运行一次就接着做。
`, `Usage: kepu publish [TARGET] [options]

Makes the site as kepu build does (with errors nothing is published), holds it against what stands there, says what is new, changed and gone, and
asks before anything is done. TARGET is a folder (of this machine, or a share), an address, or a name from publish.toml
beside content; where that has one target only, it need not be named.
    /srv/www/site                      a folder
    sftp://user@host/srv/www/site      a server for SSH; ftps:// is FTP with encryption
    s3://bucket/folder, oss://…        a store (its endpoint stands in publish.toml)
Passwords stand neither here nor in publish.toml: see generator/FORMAT.md, “publish.toml”.

What pages load travels first, then the pages, and what is gone is removed last. Readers have whole pages at every moment; a
run that broke off is finished by the next.
`),
	after: diag.T(`
每晚自动发布：kepu publish 官网 --yes --json；经过记在 .public.kepu/publish.log，最近一次成功记在 published.json。
放错了要退回：kepu releases 位置，kepu rollback 位置。

结束代码：0 正常，1 内容有错（网上不变），2 命令、位置或密码不对，或者没有人可以问又没有 --yes，3 电脑或网络的问题（再运行一次就接着做）
`, `
Each night: kepu publish web --yes --json; what was done is noted in .public.kepu/publish.log, the last success in published.json.
To take a publication back: kepu releases TARGET, kepu rollback TARGET.

Exit codes: 0 fine, 1 the content is wrong (what stands there stays), 2 wrong command, place or password, or nobody to ask and no --yes, 3 the machine or the network (run it again to go on)
`),
}

func checkPublish(o *options) error {
	if o.keep == "" {
		return nil
	}
	if _, ok := source.ParseKeep(o.keep); !ok {
		return console.Usage(diag.T("看不懂 --keep %s", "--keep %s is not understood").With(o.keep), diag.T("例如 --keep 7d（7 天）、--keep 12h", "for example --keep 7d or --keep 12h"))
	}
	return nil
}

// outcome is what a publication came to, for programs.
type outcome struct {
	Format  int       `json:"kepu"` // 1
	Target  string    `json:"target"`
	URL     string    `json:"url,omitempty"`
	Result  string    `json:"result"`       // published, unchanged, rolledback, planned (nobody said yes), failed
	To      int       `json:"to,omitempty"` // which publication was gone back to
	Code    int       `json:"code"`         // the exit code
	Time    time.Time `json:"time"`
	Number  int       `json:"number,omitempty"` // of the publication that stands
	New     int       `json:"new"`
	Changed int       `json:"changed"`
	Gone    int       `json:"gone"`
	Files   int       `json:"files"` // that travelled
	Bytes   int64     `json:"bytes"`
	Copied  int       `json:"copied"`
	Stands  int       `json:"stands"`
	Seconds float64   `json:"seconds"`
	Problem string    `json:"problem,omitempty"`
}

// The results of a run, for programs. planned is that of one that said what it would do, and was not told to.
const (
	published  = "published"
	unchanged  = "unchanged"
	rolledBack = "rolledback"
	planned    = "planned"
	failed     = "failed"
)

// publishing is a run of publish or rollback.
type publishing struct {
	o     options
	say   *console.Console
	at    target.Target
	done  outcome
	said  bytes.Buffer // what was said of problems, for the alert
	wrong heard        // the problems themselves

	store store.Store
	root  string
	begun bool // something may have been changed there
	first bool // no site stood there
	back  bool // an earlier publication is gone back to
}

// publishSite makes the site and publishes it.
func publishSite(ctx context.Context, o options, say *console.Console) int {
	return forMachines(ctx, o, say, func(p *publishing) int {
		if err := p.aim(o.sources()...); err != nil {
			return p.fail(err)
		}
		if code := build(ctx, p.o, p.say); code != console.ExitFine {
			end := diag.T("网站没有生成，没有发布，网上还是原来的样子", "the site was not made and nothing was published; what stands there is as it was")
			p.done.Problem = p.reason(end)
			p.say.Say(diag.T("%s。", "%s.").With(end))
			return code
		}
		return p.publish(ctx)
	})
}

// forMachines does it, and tells programs and the log what came of it.
func forMachines(ctx context.Context, o options, say *console.Console, do func(p *publishing) int) int {
	start := time.Now()
	p := &publishing{o: o, done: outcome{Format: 1, Result: failed, Time: start.In(o.zone()).Truncate(time.Second)}}
	mine := *say
	mine.Err = &teed{Writer: say.Err, keeps: &p.said}
	if o.json {
		mine.Out = mine.Err
	}
	mine.Hears = p.wrong.hear
	p.say = &mine
	code := do(p)
	p.done.Code = code
	p.done.Seconds = math.Round(time.Since(start).Seconds()*10) / 10
	if code != console.ExitFine && p.done.Result != planned {
		p.done.Result = failed
	}
	if o.yes || code != console.ExitFine || p.done.Result == published || p.done.Result == rolledBack {
		p.log()
	}
	if code != console.ExitFine && o.yes && o.json {
		p.alert(ctx)
	}
	if o.json {
		printJSON(say, p.done)
	}
	return code
}

// printJSON prints a value for programs, on one line.
func printJSON(say *console.Console, x any) int {
	line, err := json.Marshal(x)
	if err != nil {
		panic(fmt.Sprintf("what is printed is plain data: %v", err)) // cannot happen
	}
	fmt.Fprintf(say.Out, "%s\n", line)
	return console.ExitFine
}

// teed writes to a terminal or file, and keeps the beginning. Stores and the progress of a run write at the same time.
type teed struct {
	io.Writer
	keeps *bytes.Buffer
	one   sync.Mutex
}

// Unwrap leads to the terminal, for what is to be seen and not kept.
func (t *teed) Unwrap() io.Writer { return t.Writer }

func (t *teed) Write(p []byte) (int, error) {
	const most = 64 << 10
	t.one.Lock()
	defer t.one.Unlock()
	t.keeps.Write(p[:max(0, min(len(p), most-t.keeps.Len()))])
	return t.Writer.Write(p)
}

// aim finds the target, and refuses one that is unsafe.
func (p *publishing) aim(apart ...string) error {
	if err := inContent(p.o.content); err != nil {
		return err // there is no publish.toml, but that is not what is wrong
	}
	beside := p.o.beside()
	all, problems, err := target.List(beside)
	if err != nil {
		return err
	}
	p.say.Problems(problems, beside)
	word := ""
	if len(p.o.words) > 0 {
		word = p.o.words[0]
	}
	p.guess(word, all)
	if problems.HasErrors() {
		return console.Usage(diag.M("TARGET-FILE", "%s 里有错，没有发布", "%s has errors; nothing was published").With(target.File), diag.T("请先改好上面说的几行", "mend the lines told above first"))
	}
	at, err := target.Find(word, beside, all)
	if err != nil {
		return err
	}
	p.at = at
	p.done.Target, p.done.URL = p.at.Title(), p.at.URL
	if p.at.Kind == target.FTP {
		p.say.Warn(diag.M("TARGET-PLAIN", "ftp:// 不加密：密码和内容在网络上谁都能看到、能改", "ftp:// is not encrypted: anybody on the way can read and change password and pages"),
			diag.T("请服务器管理员开通 ftps:// 或 sftp://", "ask for ftps:// or sftp://"))
	}
	return p.at.Apart(append(apart, p.o.out)...)
}

// guess says whose publication it is as long as its target is not found, for log and alert: the one that the word names, else the only one of the file. What an address may hold is not repeated.
func (p *publishing) guess(word string, all *source.Targets) {
	if !strings.Contains(word, "://") {
		p.done.Target = word
	}
	for _, t := range all.List {
		if t.Name == word || len(all.List) == 1 {
			p.at.Target = source.Target{Name: cmp.Or(p.done.Target, t.Name), Alert: t.Alert}
			p.done.Target = p.at.Name
			return
		}
	}
}

// open connects.
func (p *publishing) open(ctx context.Context) error {
	secrets, problems, err := p.at.Secrets(os.Getenv)
	if err != nil {
		return err
	}
	p.say.Problems(problems, "")
	if problems.HasErrors() {
		return console.Usage(diag.M("TARGET-SECRET-FILE", "密码文件有错", "the file of secrets has errors"), diag.T("请先改好上面说的几行", "mend the lines told above first"))
	}
	s, root, err := p.at.Open(ctx, secrets)
	if err != nil {
		return err
	}
	p.store, p.root = store.Retry(s, store.Patient, p.tellTries()), root
	return nil
}

// tellTries returns what tells once that something is tried again; several may fail at the same moment.
func (p *publishing) tellTries() func(name string, err error) {
	var once sync.Once
	return func(_ string, err error) {
		once.Do(func() {
			p.say.Say(diag.T("对方没有好好回应，正在再试（%v）", "no good answer from there; trying again (%v)").With(err))
		})
	}
}

// options are those of package publish.
func (p *publishing) options() publish.Options {
	keep := p.at.Keep
	if p.o.keep != "" {
		keep, _ = source.ParseKeep(p.o.keep)
	}
	o := publish.Options{Keep: keep, Releases: p.at.Releases, Gzip: p.at.Gzip, All: p.o.all, Who: thisMachine(), Pause: 2 * time.Second,
		Words: func(c publish.Changes) string {
			return diag.T("新增 %d，更换 %d，去掉 %d", "new %d, changed %d, gone %d").With(len(c.New), len(c.Changed), len(c.Gone)).In(p.say.Lang)
		},
		Takes: func(l publish.Lock) {
			p.say.Say(diag.T("上一次发布（%s，%s 开始）没有正常结束，现在接手", "a publication from %s, begun %s, did not end well; it is taken over").With(l.Who, p.time(l.Since)))
		},
		Resumes: func() {
			p.say.Say(diag.T("上一次没有发布完，接着做", "the last publication broke off; going on with it"))
		},
	}
	if folder := output.Beside(p.o.out, listFolder); folder != "" {
		o.Lists = lists(folder)
	}
	if !p.o.shrink {
		o.Consent = func(was, comes []string) error { return shrunkOnline(was, comes, p.at) }
	}
	return o
}

// publish publishes what the build left.
func (p *publishing) publish(ctx context.Context) int {
	tree, err := publish.Open(os.DirFS(p.o.out))
	if err != nil {
		return p.fail(err)
	}
	if err := p.open(ctx); err != nil {
		return p.fail(err)
	}
	defer p.store.Close()
	if !p.o.yes {
		c, err := publish.Look(ctx, p.store, p.root, tree, p.options())
		if err != nil {
			return p.fail(err)
		}
		p.count(c)
		if c.Nothing() {
			return p.unchanged()
		}
		p.tellPlan(c)
		if ok, code := p.asked(); !ok {
			return code
		}
	}
	return p.alone(func(holder string) int {
		o := p.options()
		o.Holder = holder
		bar := p.say.Progress()
		bar.Doing = diag.T("正在发布", "publishing")
		o.Watch = func(x publish.Progress) { p.begun = true; bar.ShowWith(x.Files, x.AllFiles, sent(x)) }
		start := time.Now()
		rep, err := publish.Run(ctx, p.store, p.root, tree, o)
		bar.Clear()
		p.count(rep.Changes)
		if err != nil {
			return p.fail(err)
		}
		p.done.Number, p.done.Copied, p.done.Stands = rep.Number, rep.Copied, rep.Stands
		if rep.Nothing() {
			return p.unchanged()
		}
		p.done.Result = published
		p.say.Print(diag.T("已发布到 %s：第 %d 次，新增 %d，更换 %d，去掉 %d；传了 %d 个文件（%s），用时 %.1f 秒", "published to %s: number %d, new %d, changed %d, gone %d; %d files travelled (%s), took %.1f s").
			With(p.at.Title(), rep.Number, len(rep.New), len(rep.Changed), len(rep.Gone), rep.Puts, pages.Size(rep.Bytes), time.Since(start).Seconds()))
		p.tellBack(rep.Changes)
		p.tellForgot(rep.Changes)
		p.tellStands(rep)
		p.tellNext()
		p.success(start)
		return console.ExitFine
	})
}

// sent is how many bytes have travelled; of files that are copied over there none do.
func sent(x publish.Progress) diag.Text {
	if x.AllBytes == 0 {
		return diag.Text{}
	}
	return diag.Same(pages.Size(x.Bytes) + " / " + pages.Size(x.AllBytes))
}

func (p *publishing) count(c publish.Changes) {
	p.first = c.First
	p.done.New, p.done.Changed, p.done.Gone, p.done.Files, p.done.Bytes = len(c.New), len(c.Changed), len(c.Gone), c.Puts, c.Bytes
}

func (p *publishing) unchanged() int {
	p.done.Result = unchanged
	p.say.Print(diag.T("%s 已经是最新的，没有要传的。", "%s is up to date; nothing has to travel.").With(p.at.Title()))
	p.success(time.Now())
	return console.ExitFine
}

// tellPlan says what would change.
func (p *publishing) tellPlan(c publish.Changes) {
	if c.First {
		p.say.Print(diag.T("%s：还没有发布过", "%s: nothing was published there yet").With(p.at.Title()))
	}
	for _, part := range []struct {
		names []string
		words diag.Text
	}{{c.New, diag.T("新增", "new")}, {c.Changed, diag.T("更换", "changed")}, {c.Gone, diag.T("去掉", "gone")}} {
		if len(part.names) > 0 {
			p.say.Print(diag.T("%s %d：%s", "%s, %d: %s").With(part.words, len(part.names), console.Few(part.names)))
		}
	}
	if c.Resumes {
		p.say.Print(diag.T("上一次没有发布完，这次一起补上", "the last publication broke off and is finished with this one"))
	}
	if p.back {
		return
	}
	p.tellAll(c)
	p.tellForgot(c)
	p.tellBack(c)
	p.say.Print(diag.T("要传 %d 个文件，共 %s%s", "%d files would travel, %s%s").With(c.Puts, pages.Size(c.Bytes), p.howLong(c)))
}

// tellStands tells of what is not as one would think.
func (p *publishing) tellStands(rep publish.Report) {
	if rep.Stands > 0 {
		p.say.Print(diag.T("网站上不再有的文件 %d 个先留着，到时间再删", "files that the site has no more, %d, stay until their time is over").With(rep.Stands))
	}
	p.tellAllPut(rep)
	if rep.NoBack && !rep.All {
		p.say.Warn(diag.M("PUBLISH-NO-WAY-BACK", "这个位置不能保留上一次的文件，以后不能用 kepu rollback 退回", "what was replaced cannot be kept there, so kepu rollback cannot go back"),
			diag.T("要退回，就在 content 里改回来再发布（kepu undo、kepu restore）", "to go back, change the content back (kepu undo, kepu restore) and publish again"))
	}
}

// tellNext says how to see what was published, where the address is known.
func (p *publishing) tellNext() {
	address, name := p.at.URL, p.at.Name
	if address == "" || name == "" {
		name = "" // kepu verify without a name asks the site's own address
		if site := readSite(p.o.content); address == "" && site != nil {
			address = site.BaseURL
		}
	}
	if address == "" {
		return
	}
	check := "kepu verify"
	if name != "" {
		check += " " + quoted(name)
	}
	check += contentFlag(p.o.content)
	if p.o.out != defaultOut {
		check += " --out " + quoted(p.o.out)
	}
	p.say.Print(diag.T("打开 %s 看一看；核对：%s", "Open %s and look at it; to check it: %s").With(address, check))
}

// asked asks the person whether to go on. That nobody is there to answer is a fault of the command line.
func (p *publishing) asked() (ok bool, code int) {
	a := p.o.ask(p.say)
	if a == nil || p.o.json {
		// A line of a timetable that forgot --yes would look fine for ever.
		p.done.Result = planned
		undone := diag.T("没有动：没有人可以问", "nothing was changed: there is nobody to ask")
		mend := diag.T("要照做，加 --yes 再运行一次", "to do it, run it again with --yes")
		p.done.Problem = diag.T("%s，%s", "%s; %s").With(undone, mend).In(p.say.Lang)
		p.say.Error(undone, mend)
		return false, console.ExitUsage
	}
	answer, err := a.line(diag.T("照这样做吗？（y/n）", "do this? (y/n)"), "n")
	if err == nil && (answer == "y" || answer == "Y" || answer == "yes" || answer == "是") {
		return true, console.ExitFine
	}
	p.done.Result = planned
	p.say.Print(diag.T("没有动。", "nothing was changed."))
	return false, console.ExitFine
}

// alone does it where no other run of this folder's does so, and names the run so that what one left that died is known for this folder's.
func (p *publishing) alone(do func(holder string) int) int {
	holder, release, err := holderOf(p.o.out)
	if err != nil {
		return p.fail(err)
	}
	if release != nil {
		defer release()
	}
	return do(holder)
}

// time returns a moment as people here read it.
func (p *publishing) time(t time.Time) string { return t.In(p.o.zone()).Format("2006-01-02 15:04") }
