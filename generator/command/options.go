package command

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/intake"
	"kepu/generator/pages"
	"kepu/generator/sample"
	"kepu/generator/source"
)

// defaultOut is the folder of the site where none is named.
const defaultOut = "public"

// options are what the command line asks for.
type options struct {
	words   []string // what stands beside the options
	content string   // the content folder as named
	out     string   // the output folder as named
	theme   string   // a name or a folder; "" is as site.toml says
	lang    string   // "zh", "en" or ""
	drafts  bool
	strict  bool
	shrink  bool // the site may lose much of what it had
	verify  bool // build: make every file, whatever the last build remembered
	zip     bool // build: put the offline copy on the site too
	today   dayFlag
	pages   pages.Options
	prepare func(done, total int) // see site.Options; no option, but what a command asks for

	write bool // fix: make the changes

	city bool // brief: of the whole city

	addr   string // serve: where to listen
	chosen bool   // addr was named, so no other will do
	open   bool
	noOpen bool    // desk
	zipIn  string  // desk: the folder of a zip that has no name of its own
	zipped *string // desk: where the zip went; nil: nobody asks
	lan    bool

	datum  string // map import: of the file; "" is what the file says, else WGS-84
	number string // 审图号

	unpublished bool   // history: what the site does not have yet
	limit       int    // history: in MB; 0 is as it was
	at          string // restore: of when
	beforeEntry string // restore: before which entry

	year, base string // assess: which year, and whose sheet to show; todo: whose items

	county string // todo: whose items
	all    bool   // todo, history: all of them
	print  string // todo, check: the file to write

	public, links bool   // check: what a person signs for; look outside links up
	pack          string // check: the zip to write

	place, association, title string    // init: the city, and what is to stand in site.toml
	input                     io.Reader // where a person answers; nil: the terminal, if there is one

	sheet            intake.Options // import: of a workbook
	replace, figures bool           // import: of a text
	sure             bool           // import: leave out what is in doubt
	returned         string         // import: the copy that goes back

	given          given  // new: what stands in the record
	like, id       string // new: an earlier activity, and the id of a page
	newName, newID string // rename

	verifying verifyOptions // verify

	yes, json bool   // publish, rollback, releases
	keep      string // publish, rollback: how long what is gone stays
	to        int    // rollback: which publication
	sample    sample.Options

	cpuProfile, trace string // files to write them to
	times             *timings
	taken             *snapshot  // the content, when it has been read already
	known             *knownSums // watch: of what was read before
}

// stage notes when a stage of the work begins.
func (o options) stage(name string) {
	if o.times != nil {
		o.times.stage(name)
	}
}

// errHelp says that help was asked for.
var errHelp = flag.ErrHelp

// option is one that a command knows.
type option struct {
	name string
	arg  diag.Text            // how the help writes what stands after it
	to   func(o *options) any // where it is noted: a pointer, or a flag.Value
	help diag.Text            // what the help says of it; one without is not in the help
}

// saying returns the option with other words for it.
func (p option) saying(zh, en string) option {
	p.help = diag.T(zh, en)
	return p
}

var (
	folderArg = diag.T("文件夹", "FOLDER")
	numberArg = diag.T("数", "N")
)

// The options that several commands know, with the words that most of them have for it.
var (
	contentOption = option{"content", folderArg, func(o *options) any { return &o.content },
		diag.T("内容在哪里（默认 content）", "where the content is (default content)")}
	outOption = option{"out", folderArg, func(o *options) any { return &o.out },
		diag.T("网站写到哪里（默认 public）；必须是空的，或是本程序以前生成的", "where the site goes (default public); must be empty or made by kepu before")}
	themeOption = option{"theme", diag.T("名字", "NAME"), func(o *options) any { return &o.theme },
		diag.T("用哪个主题，也可以写主题文件夹的路径（默认按 site.toml）", "which theme; the path of a theme's folder will do too (default: site.toml)")}
	draftsOption = option{"drafts", diag.Text{}, func(o *options) any { return &o.drafts },
		diag.T("草稿也生成（draft = true 的页面）", "make drafts too (pages with draft = true)")}
	strictOption = option{"strict", diag.Text{}, func(o *options) any { return &o.strict },
		diag.T("有提醒也算不通过，什么也不写", "count warnings as errors: with any, nothing is written")}
	shrinkOption = option{"allow-shrink", diag.Text{}, func(o *options) any { return &o.shrink },
		diag.T("比上次生成的少了很多也照写", "write also when much of what the site had would go")}
	verifyOption = option{"verify", diag.Text{}, func(o *options) any { return &o.verify },
		diag.T("每个网页都重新生成来核对，不靠上次记下的（平常不用）", "make every page anew and compare, whatever the last build noted (seldom needed)")}
	todayOption = option{"today", diag.T("日期", "DATE"), func(o *options) any { return &o.today },
		diag.T("当作今天是这一天，例如 2026-03-05（默认按电脑的日期）；只关系到提醒", "take this day for today, such as 2026-03-05 (default: the machine's); for problems only")}
	langOption = option{"lang", diag.Same("zh|en"), func(o *options) any { return &o.lang },
		diag.T("用中文还是英文显示（默认按 site.toml 的 language）", "the language of messages (default: language in site.toml)")}
	zipOption     = option{name: "zip", to: func(o *options) any { return &o.zip }}
	timingsOption = option{name: "timings", to: func(o *options) any { return &o.times.on }}
	profileOption = option{name: "cpuprofile", to: func(o *options) any { return &o.cpuProfile }}
	traceOption   = option{name: "trace", to: func(o *options) any { return &o.trace }}
)

// parse reads what stands after the command. The error is errHelp or a *console.Fault.
func (c command) parse(args []string) (options, error) {
	o := c.usual
	o.content, o.times = "content", &timings{}
	set := flag.NewFlagSet("kepu", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	for _, p := range c.options {
		switch to := p.to(&o).(type) {
		case *string:
			set.StringVar(to, p.name, *to, "")
		case *bool:
			set.BoolVar(to, p.name, *to, "")
		case *int:
			set.IntVar(to, p.name, *to, "")
		case *uint64:
			set.Uint64Var(to, p.name, *to, "")
		case flag.Value:
			set.Var(to, p.name, "")
		}
	}
	for rest := args; ; {
		if err := set.Parse(rest); err != nil {
			return o, flagError(set, err)
		}
		if rest = set.Args(); len(rest) == 0 {
			break
		}
		if len(o.words) == c.words {
			return o, straggler(rest[0])
		}
		o.words, rest = append(o.words, rest[0]), rest[1:]
	}
	if o.lang != "" && o.lang != "zh" && o.lang != "en" {
		return o, console.Usage(diag.T("--lang 只能是 zh 或 en，不能是 %s", "--lang is zh or en, not %s").With(o.lang),
			diag.T("例如 --lang zh", "for example --lang en"))
	}
	if err := o.today.fault(); err != nil || c.check == nil {
		return o, err
	}
	return o, c.check(&o)
}

// flagError puts what the flag package says into words for staff. It gives no
// types to tell its errors by, so they are told by their wording, which a test holds.
func flagError(set *flag.FlagSet, err error) error {
	if errors.Is(err, flag.ErrHelp) {
		return errHelp
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -"); ok {
		var names []string
		set.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		mend := diag.T("加 --help 看有哪些选项", "add --help to see the options")
		if near := diag.Nearest(name, names); near != "" {
			mend = diag.T("是不是 --%s？", "did you mean --%s?").With(near)
		}
		return console.Usage(diag.T("没有 --%s 这个选项", "there is no option --%s").With(name), mend)
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag needs an argument: -"); ok {
		return console.Usage(diag.T("--%s 后面缺了内容", "something is missing after --%s").With(name),
			diag.T("加 --help 看怎么写", "add --help to see how it is written"))
	}
	mend := diag.T("加 --help 看怎么写", "add --help to see how it is written")
	if m := badValue.FindStringSubmatch(err.Error()); m != nil {
		return console.Usage(diag.T("--%s 不能写成 %s", "--%s cannot be %s").With(m[2], m[1]), mend)
	}
	return console.Usage(diag.T("选项写得不对（%s）", "an option is written wrong (%s)").With(err.Error()), mend)
}

// badValue is what the flag package says of a value that is none for the option: `invalid
// value "x" for flag -bases: parse error`, `invalid boolean value "x" for -strict: parse error`.
var badValue = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?-([^ :]+): `)

// straggler is about a word that no option takes.
func straggler(word string) error {
	mend := diag.T("路径里有空格时要加双引号；加 --help 看怎么写", "put a path with spaces in double quotes; add --help to see how options are written")
	if rest := strings.TrimLeft(word, "－—–‐−"); rest != word {
		mend = diag.T("横线请用英文的：--%s", "write the dashes as --%s").With(rest)
	}
	return console.Usage(diag.T("看不懂 %s", "%s is not understood").With(word), mend)
}

// guessLang returns the language to speak before the options are known to be
// right: as --lang says, else the site's, else Chinese.
func guessLang(args []string) diag.Lang {
	content := "content"
	for i, a := range args {
		name, value, joined := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(a, "-"), "-"), "=")
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		switch {
		case name == "lang" && value == "en":
			return diag.EN
		case name == "lang" && value == "zh":
			return diag.ZH
		case name == "content" && value != "":
			content = value
		}
	}
	return siteLang(content)
}

// siteLang reads the site's language from site.toml, as far as that can be read.
func siteLang(content string) diag.Lang {
	if site := readSite(content); site != nil && strings.HasPrefix(strings.ToLower(site.Language), "en") {
		return diag.EN
	}
	return diag.ZH
}

// readSite reads site.toml, before and apart from the rest of the content; nil when that
// cannot be done.
func readSite(content string) *source.Site {
	root, err := os.OpenRoot(content)
	if err != nil {
		return nil
	}
	defer root.Close()
	info, err := root.Stat("site.toml")
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	data, err := source.ReadFile(root.FS(), "site.toml")
	if err != nil {
		return nil
	}
	return source.Parse("site.toml", data).Site
}

// themesBeside is the folder for themes of one's own, beside the content.
func (o options) themesBeside() string {
	return filepath.Join(o.beside(), "themes")
}

// themeFolder is the folder that --theme names by its path; "" when it names a theme or
// nothing.
func (o options) themeFolder() string {
	if strings.ContainsAny(o.theme, `/\`) || o.theme == "." || o.theme == ".." {
		return filepath.Clean(o.theme)
	}
	return ""
}

// sources are the folders that the site is made from. They need not exist.
func (o options) sources() []string {
	s := []string{o.content, o.themesBeside()}
	if dir := o.themeFolder(); dir != "" {
		s = append(s, dir)
	}
	return s
}

// beside is the folder that holds the content folder.
func (o options) beside() string {
	dir := filepath.Clean(o.content)
	if base := filepath.Base(dir); base == "." || base == ".." {
		return filepath.Join(dir, "..") // who stands in it
	}
	return filepath.Dir(dir)
}
