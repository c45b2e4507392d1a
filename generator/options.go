package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/pages"
	"kepu/generator/source"
)

// defaultOut is the folder of the site where none is named.
const defaultOut = "public"

// options are what the command line asks for.
type options struct {
	content string // the content folder as named
	out     string // the output folder as named
	theme   string // a name or a folder; "" is as site.toml says
	lang    string // "zh", "en" or ""
	drafts  bool
	strict  bool
	shrink  bool // the site may lose much of what it had
	zip     bool // build: put the offline copy on the site too
	today   dayFlag
	pages   pages.Options

	cpuProfile, trace string // files to write them to
	times             *timings
	taken             *snapshot // the content, when it has been read already
}

// stage notes when a stage of the work begins.
func (o options) stage(name string) {
	if o.times != nil {
		o.times.stage(name)
	}
}

// usageError is a command line that is wrong.
type usageError struct {
	What diag.Text
	Mend diag.Text
}

func (e *usageError) Error() string { return e.What.EN + "; " + e.Mend.EN }

// errHelp says that help was asked for.
var errHelp = flag.ErrHelp

// parseOptions reads what stands after the command. The error is errHelp or a *usageError.
func parseOptions(args []string) (options, error) {
	o := options{times: &timings{}}
	set := o.flags()
	set.StringVar(&o.out, "out", defaultOut, "")
	set.BoolVar(&o.drafts, "drafts", false, "")
	set.BoolVar(&o.strict, "strict", false, "")
	set.BoolVar(&o.shrink, "allow-shrink", false, "")
	set.BoolVar(&o.zip, "zip", false, "")
	set.StringVar(&o.cpuProfile, "cpuprofile", "", "")
	set.StringVar(&o.trace, "trace", "", "")
	set.BoolVar(&o.times.on, "timings", false, "")
	return o, o.parse(set, args)
}

// flags returns a set with the flags that every command on a content folder has.
func (o *options) flags() *flag.FlagSet {
	set := flag.NewFlagSet("kepu", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&o.content, "content", "content", "")
	set.StringVar(&o.theme, "theme", "", "")
	set.StringVar(&o.lang, "lang", "", "")
	set.Var(&o.today, "today", "")
	return set
}

// parse reads args, which hold flags of set and nothing else.
func (o *options) parse(set *flag.FlagSet, args []string) error {
	if err := set.Parse(args); err != nil {
		return flagError(set, err)
	}
	if set.NArg() > 0 {
		return straggler(set.Arg(0))
	}
	if o.lang != "" && o.lang != "zh" && o.lang != "en" {
		return wrongLang(o.lang)
	}
	return o.today.fault()
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
		return &usageError{diag.T("没有 --%s 这个选项", "there is no option --%s").With(name), mend}
	}
	if name, ok := strings.CutPrefix(err.Error(), "flag needs an argument: -"); ok {
		return &usageError{diag.T("--%s 后面缺了内容", "something is missing after --%s").With(name),
			diag.T("加 --help 看怎么写", "add --help to see how it is written")}
	}
	return &usageError{diag.T("选项写得不对（%s）", "an option is written wrong (%s)").With(err.Error()),
		diag.T("加 --help 看怎么写", "add --help to see how it is written")}
}

// straggler is about a word that no option takes.
func straggler(word string) error {
	mend := diag.T("路径里有空格时要加双引号；加 --help 看怎么写", "put a path with spaces in double quotes; add --help to see how options are written")
	if rest := strings.TrimLeft(word, "－—–‐−"); rest != word {
		mend = diag.T("横线请用英文的：--%s", "write the dashes as --%s").With(rest)
	}
	return &usageError{diag.T("看不懂 %s", "%s is not understood").With(word), mend}
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
	return filepath.Join(filepath.Dir(filepath.Clean(o.content)), "themes")
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
