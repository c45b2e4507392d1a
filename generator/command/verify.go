package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/filelist"
	"kepu/generator/target"
	"kepu/generator/verify"
)

var verifyCommand = command{
	name:  "verify",
	asked: diag.T("verify [网址]", "verify [ADDRESS]"),
	does:  diag.T("从外面核对已经发布的网站：是不是这一版，全不全，有没有被改动", "look at the published site from outside: this edition, whole, unchanged"),
	words: 1,
	usual: options{out: defaultOut},
	options: []option{
		contentOption,
		outOption.saying("拿哪个文件夹里的网站来比（默认 public）", "the folder of the site that it is compared with (default public)"),
		{"sample", numberArg, func(o *options) any { return &o.verifying.sample },
			diag.T(fmt.Sprintf("抽查多少个文件（默认 %d 个以内全查，再多就抽 %d 个）", verify.AllUpTo, verify.Usual), fmt.Sprintf("how many files to ask for (default: all up to %d, else %d)", verify.AllUpTo, verify.Usual))},
		{"seed", numberArg, func(o *options) any { return &o.verifying.seed },
			diag.T("抽样号：同一个号抽到的一样（默认按日期，每天抽到的不同）", "the seed: the same one chooses the same files (default: of the day, so that each day looks at others)")},
		{"all", diag.Text{}, func(o *options) any { return &o.all }, diag.T("全部都查，大文件也逐字节比", "ask for all, and compare large files byte by byte too")},
		{"print", diag.T("文件", "FILE"), func(o *options) any { return &o.print }, diag.T("核对单写成一个网页文件，打印在 A4 上", "write the report as a page to print on A4")},
		{"json", diag.Text{}, func(o *options) any { return &o.verifying.json }, diag.T("结果写成 JSON，给别的程序用", "write the report as JSON, for programs")},
		strictOption.saying("有提醒也算不通过", "count warnings as errors"), langOption,
	},
	check: func(o *options) error {
		if o.verifying.sample < 0 || o.verifying.sample > 0 && o.all {
			return console.Usage(diag.T("--sample 是一个正数，不和 --all 一起用", "--sample is a positive number, and does not go with --all"), diag.T("例如 --sample 200", "for example --sample 200"))
		}
		if o.print == "" {
			return nil
		}
		to := *o
		to.out = o.print
		return apartFromSources(&to, diag.T("例如 --print 核对单.html", "for example --print report.html"))
	},
	run: verifySite,
	about: diag.T(`用法：kepu verify [网址] [选项]

像读者的浏览器那样到网站上去取，和本地 public 里的比：是不是这一版，文件全不全，有没有被改动、被插入脚本，
有没有传到一半、新旧混着；服务器的类型、编码、缓存、压缩对不对，是不是要浏览器下载；
找不到的网页怎样回答；https 和证书；有没有转到别处。每一条都写明对读者意味着什么、怎样办。
网址也可以是 publish.toml 里的名字，就用它的 url；不写，就用 site.toml 的 base_url。只问这一个网站，转到别处的不跟过去。一次最多问 4 个，不会压垮服务器。
不用代理；不改本地的任何东西。发布以后查一次，平常可以每天夜里查一次。

例子：
    kepu verify
    kepu verify https://www.example.org/kepu/ --print 核对单.html
    kepu verify --sample 200 --json
`, `Usage: kepu verify [ADDRESS] [options]

Fetches the site as a reader's browser does, and compares it with the local public: whether it is this edition, whole and unchanged,
with no injected script and no mixture of old and new; whether the server's types, charsets, caches and packing are right and
pages are opened, not saved; what it answers for a page that does not exist; https and its certificate; redirects elsewhere. Each
finding says what it means for readers and how it is put right. The address may be the name of a target in publish.toml, whose url
is taken; without one it is base_url of site.toml. No other host is asked, and redirects
elsewhere are not followed. At most four requests run at a time. No proxy is used, and nothing local is changed. Run it after a
publication, and every night if you like.

Examples:
    kepu verify
    kepu verify https://www.example.org/kepu/ --print report.html
    kepu verify --sample 200 --json
`),
	after: diag.T(`
结束代码：0 没有错（提醒可以有），1 有错，2 命令写错，3 网站没有回答，或电脑的问题
`, `
Exit codes: 0 no errors (warnings there may be), 1 errors, 2 wrong command, 3 the site does not answer, or the machine
`),
}

// verifyOptions are those of verify.
type verifyOptions struct {
	sample int
	seed   uint64
	json   bool
}

// verifySite looks at the published site and tells what is found.
func verifySite(ctx context.Context, o options, say *console.Console) int {
	look, title, err := whatToVerify(o)
	if err != nil {
		return say.Fail(err, "")
	}
	p := say.Progress()
	p.Doing = diag.T("正在核对", "verifying")
	look.Progress = p.Show
	start := time.Now()
	r, err := verify.Look(ctx, look)
	p.Clear()
	if err != nil {
		return say.Fail(err, "")
	}
	if o.verifying.json {
		if err := printVerified(say, r); err != nil {
			return say.Fail(err, "")
		}
	} else {
		tellVerified(say, r, time.Since(start))
	}
	if o.print != "" {
		if err := printVerifySheet(o, say, r, title); err != nil {
			return say.Fail(err, "")
		}
	}
	switch {
	case !r.Reached:
		return console.ExitMachine
	case r.Outcome() == verify.Error, o.strict && r.Outcome() == verify.Warning:
		return console.ExitContent
	}
	return console.ExitFine
}

// whatToVerify says what is to be asked, and what the site is called.
func whatToVerify(o options) (verify.Options, string, error) {
	title, base, zone := "", "", time.Local
	if site := readSite(o.content); site != nil {
		title, base = site.Title, site.BaseURL
		if named, err := time.LoadLocation(site.Timezone); err == nil {
			zone = named
		}
	}
	address, err := wordToVerify(o, base)
	if err != nil {
		return verify.Options{}, "", err
	}
	at, err := addressToVerify(address)
	if err != nil {
		return verify.Options{}, "", err
	}
	text, err := os.ReadFile(filepath.Join(o.out, filelist.Name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return verify.Options{}, "", err
	}
	list, err := filelist.Decode(text)
	if err != nil {
		return verify.Options{}, "", console.Usage(diag.T("%s 里没有本程序生成的网站，没有东西可比", "there is no site of this program in %s to compare with").With(o.out), diag.T("先运行 kepu build；网站在别处，用 --out 那个文件夹", "run kepu build first, or name the folder of the site with --out"))
	}
	now := time.Now().In(zone)
	look := verify.Options{
		Address: at,
		Base:    base,
		Local:   os.DirFS(o.out),
		List:    list,
		Now:     now,
		Sample:  o.verifying.sample,
		All:     o.all,
		Seed:    o.verifying.seed,
	}
	if look.Seed == 0 {
		look.Seed = uint64(now.Year()*10000 + int(now.Month())*100 + now.Day())
	}
	return look, title, nil
}

// wordToVerify returns the address that is meant: the one that is told, that of the target that is named, else the site's own.
func wordToVerify(o options, base string) (string, error) {
	if len(o.words) == 0 {
		return base, nil
	}
	word := o.words[0]
	all, _, err := target.List(o.beside()) // what is wrong in it is told by those who publish
	if err != nil {
		return "", err
	}
	for _, t := range all.List {
		if t.Name != word {
			continue
		}
		if t.URL == "" {
			return "", console.Usage(diag.T("%s 里的 %s 没有写网址", "%[2]s has no address in %[1]s").With(target.File, word), diag.T(`加一行 url = "https://www.example.org/"，照实写`, `add a line url = "https://www.example.org/" with the one that readers use`))
		}
		return t.URL, nil
	}
	return word, nil
}

// addressToVerify reads the address of a site.
func addressToVerify(text string) (string, error) {
	mend := diag.T("例如 kepu verify https://www.example.org/", "for example kepu verify https://www.example.org/")
	if text == "" {
		return "", console.Usage(diag.T("没有写网址，site.toml 里也没有 base_url", "there is no address, and no base_url in site.toml"), mend)
	}
	at, err := verify.Address(text)
	if err != nil {
		return "", console.Usage(diag.T("这不是网站的地址：%s", "this is not the address of a site: %s").With(text), mend)
	}
	return at, nil
}

// tellVerified prints the report.
func tellVerified(say *console.Console, r *verify.Report, took time.Duration) {
	part := diag.Text{}
	var not []diag.Text
	for i := range r.Checks {
		c := &r.Checks[i]
		if !c.Asked {
			not = append(not, c.Kind.Name())
			continue
		}
		if c.Kind.Part() != part {
			part = c.Kind.Part()
			fmt.Fprintf(say.Out, "\n%s\n", part.In(say.Lang))
		}
		fmt.Fprintf(say.Out, "  [%s] %s\n", c.Outcome.Name().In(say.Lang), diag.T("%s：%s", "%s: %s").With(c.Kind.Name(), c.Says()).In(say.Lang))
		tellVerifiedFindings(say, r, c)
	}
	if len(not) > 0 {
		fmt.Fprintln(say.Out)
		say.Print(diag.T("没有查的：%s", "not looked at: %s").With(joined(not)))
	}
	fmt.Fprintln(say.Out)
	say.Print(diag.T("%s，用时 %.1f 秒", "%s, in %.1f s").With(r.Extent(), took.Seconds()))
	say.Print(diag.T("%s：%s", "%s: %s").With(r.Address, r.Result()))
}

// tellVerifiedFindings prints the first findings of a check, what they mean, and the cure.
func tellVerifiedFindings(say *console.Console, r *verify.Report, c *verify.Check) {
	if len(c.Found) == 0 {
		return
	}
	groups := c.Groups()
	usual := false
	for k, g := range groups {
		usual = usual || g.Do == diag.Text{}
		if k >= fewFindings {
			continue
		}
		what := g.What
		if g.Do != (diag.Text{}) {
			what = diag.T("%s；%s", "%s; %s").With(what, g.Do)
		}
		fmt.Fprintf(say.Out, "      - %s%s\n", what.In(say.Lang), someAddresses(r, g.Places).In(say.Lang))
	}
	if n := len(groups) - fewFindings; n > 0 {
		say.Print(diag.T("      还有 %d 条", "      and %d more").With(n))
	}
	fmt.Fprintf(say.Out, "      %s\n", c.Kind.Means().In(say.Lang))
	if usual {
		fmt.Fprintf(say.Out, "      %s\n", diag.T("怎样办：%s。", "what to do: %s.").With(c.Kind.Cure()).In(say.Lang))
	}
}

// someAddresses are the first of some addresses, and how many there are besides.
func someAddresses(r *verify.Report, list []string) diag.Text {
	var at diag.Text
	for k, a := range list {
		if k == fewPlaces {
			return diag.T("%s  还有 %d 处", "%s  and %d more").With(at, len(list)-k)
		}
		at = diag.T("%s  %s", "%s  %s").With(at, r.Short(a))
	}
	return at
}

// printVerifySheet writes the report as a page to print.
func printVerifySheet(o options, say *console.Console, r *verify.Report, title string) error {
	refused := console.Usage(diag.T("%s 在网站的文件夹里：核对单是内部材料，不能公开", "%s is in the folder of a site: the report is internal").With(o.print), diag.T("换一个文件夹", "name another folder"))
	if err := notPublished(o, filepath.Dir(o.print), refused); err != nil {
		return err
	}
	text, err := verify.Sheet(r, title)
	if err != nil {
		return err
	}
	if err := replaceOwn(o.print, text, diag.T("已经有 %s，它不是本程序写的，不会覆盖它", "%s is there already and not of this program; it is not written over"), "--print"); err != nil {
		return err
	}
	if !o.verifying.json {
		say.Print(diag.T("已写入 %s。用浏览器打开它，按 Ctrl+P 打印，纸张选 A4。", "wrote %s. Open it in a browser and print it with Ctrl+P, on A4.").With(o.print))
	}
	return nil
}

// verifyReport is the report for programs. Its keys stay; sentences are in the language of the run.
type verifyReport struct {
	Format  int             `json:"kepu"` // 1
	Address string          `json:"address"`
	Time    string          `json:"time"`
	Reached bool            `json:"reached"`
	Outcome string          `json:"outcome"` // ok, remark, warning, error
	Edition string          `json:"edition"` // same, another, unknown
	Listed  int             `json:"listed"`
	Asked   int             `json:"asked"`
	Same    int             `json:"same"`
	Sized   int             `json:"sized"` // by their length alone
	Seed    uint64          `json:"seed,omitempty"`
	Bytes   int64           `json:"bytes"`
	Checks  []verifiedCheck `json:"checks"`
}

type verifiedCheck struct {
	Kind    string          `json:"kind"`
	Outcome string          `json:"outcome"` // "" where nothing was looked at
	Means   string          `json:"means,omitempty"`
	Count   int             `json:"count"`
	Found   []verifiedFound `json:"found,omitempty"`
}

type verifiedFound struct {
	What      string   `json:"what"`
	Do        string   `json:"do"`
	Count     int      `json:"count"`
	Addresses []string `json:"addresses,omitempty"` // some
}

// printVerified prints the report as one object of JSON.
func printVerified(say *console.Console, r *verify.Report) error {
	const most = 20 // groups of a check, and addresses of a group
	out := verifyReport{
		Format:  1,
		Address: r.Address,
		Time:    r.Time.Format(time.RFC3339),
		Reached: r.Reached,
		Outcome: r.Outcome().Key(),
		Edition: r.Edition.Key(),
		Listed:  r.Listed,
		Asked:   r.Asked,
		Same:    r.Same,
		Sized:   r.Sized,
		Bytes:   r.Bytes,
	}
	if r.Sampled {
		out.Seed = r.Seed
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		one := verifiedCheck{Kind: string(c.Kind), Count: len(c.Found)}
		if c.Asked {
			one.Outcome = c.Outcome.Key()
		}
		if len(c.Found) > 0 {
			one.Means = c.Kind.Means().In(say.Lang)
		}
		groups := c.Groups()
		for _, g := range groups[:min(len(groups), most)] {
			do := g.Do
			if do == (diag.Text{}) {
				do = c.Kind.Cure()
			}
			one.Found = append(one.Found, verifiedFound{g.What.In(say.Lang), do.In(say.Lang), max(1, len(g.Places)), g.Places[:min(len(g.Places), most)]})
		}
		out.Checks = append(out.Checks, one)
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(say.Out, "%s\n", text)
	return err
}
