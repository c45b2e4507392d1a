package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kepu"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/divisions"
	"kepu/generator/edit"
	"kepu/generator/source"
	"kepu/generator/starter"
)

var initCommand = command{
	name:  "init",
	asked: diag.T("init [文件夹]", "init [FOLDER]"),
	does:  diag.T("为一个城市新建内容文件夹", "begin the content folder of a city"),
	words: 1,
	options: []option{
		{"city", diag.T("城市", "CITY"), func(o *options) any { return &o.place }, diag.T("哪个城市：名称、名称的一部分、拼音或行政区划代码", "which city: its name, a part of it, pinyin, or its code")},
		{"association", diag.T("名称", "NAME"), func(o *options) any { return &o.association }, diag.T("主办单位（默认“城市”科学技术协会）", "the organiser (default: CITY科学技术协会)")},
		{"name", diag.T("名称", "NAME"), func(o *options) any { return &o.title }, diag.T("网站的名称（默认“城市”科普教育基地）", "the site's title (default: CITY科普教育基地)")},
		contentOption.saying("写到哪里，和写在后面的文件夹一样（默认 content）", "where to write, the same as FOLDER (default content)"),
		langOption.saying("用中文还是英文显示", "the language of messages"),
	},
	run: beginSite,
	about: diag.T(`用法：kepu init [文件夹] --city 城市 [选项]

为一个城市新建内容文件夹（默认 content）：site.toml 里有它的县区和代码、常用的级别、类型、活动和形式，
每一项都有说明；pages/about.md 里标着“待补”的地方要补写；README.md 是内容维护手册。基地和数字一个也没有：
不知道的，程序不编。文件夹必须是空的，或还不存在。在窗口里运行而没有写城市，会一项一项地问您。

城市可以是地级市、州、盟、地区、直辖市，也可以是自己办网站的县、区、县级市。

例子：
    kepu init --city 驻马店市
    kepu init --city zhumadian
    kepu init D:\科普\content --city 411700 --association 驻马店市科学技术协会
`, `Usage: kepu init [FOLDER] --city CITY [options]

Begins the content folder (default content) of a city: site.toml with its counties and their codes, the usual levels,
kinds, campaigns and forms, each explained; pages/about.md, in which 待补 marks what is to be written; README.md, the
handbook. There is no base and no figure in it: nothing is made up. The folder must be empty or not exist yet. In a
terminal you are asked for what you did not give.

The city may be a prefecture, a municipality, or a county that keeps a site of its own.

Examples:
    kepu init --city 驻马店市
    kepu init --city zhumadian
    kepu init D:\kepu\content --city 411700 --association 驻马店市科学技术协会
`),
	after: diag.T(`
结束代码：0 已建好，2 命令写错、没有这个城市或文件夹里已经有东西，3 电脑的问题
`, `
Exit codes: 0 made, 2 wrong command, no such city, or the folder is not empty, 3 the machine
`),
}

// beginSite writes the content folder of a new site.
func beginSite(_ context.Context, o options, say *console.Console) int {
	dir := o.content
	if len(o.words) > 0 {
		dir = o.words[0]
	}
	if err := wantEmpty(dir); err != nil {
		return say.Fail(err, "")
	}
	city, names, err := whichCity(o, say)
	if err != nil {
		return say.Fail(err, "")
	}
	change := edit.Change{What: diag.T("新建了%s的网站", "began the site of %s").With(city.Name)}
	for _, f := range append(starter.Files(city, names), starter.File{Path: "README.md", Text: kepu.Handbook()}) {
		change.Files = append(change.Files, edit.FileChange{Path: f.Path, After: []byte(f.Text)})
	}
	for _, sub := range append(starter.Folders(), ".") {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			return say.Fail(err, "")
		}
	}
	// Not through history: of a new folder there is nothing to keep, and undo would leave an empty one.
	if err := edit.Write(dir, change); err != nil {
		return say.Fail(err, "")
	}
	tellBegun(say, city, dir)
	return console.ExitFine
}

// wantEmpty wants a folder that is not there, or in which nothing stands but what systems leave.
func wantEmpty(dir string) error {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() { // listed, Windows says of a file that it is not there
		return console.Usage(diag.T("%s 不是文件夹", "%s is not a folder").With(dir), diag.T("请指定一个空文件夹，或还不存在的文件夹", "name an empty folder, or one that does not exist yet"))
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if source.Skipped(e.Name()) {
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, "site.toml")); err == nil {
			return console.Usage(diag.T("%s 里已经有网站的内容", "%s holds the content of a site already").With(dir),
				diag.T("检查它：kepu check%[1]s；加一个基地：kepu new base%[1]s --name 名称 --county 县区；要另建一个，写另一个文件夹", "look at it: kepu check%[1]s; add a base: kepu new base%[1]s --name NAME --county COUNTY; to begin another, name another folder").With(contentFlag(dir)))
		}
		return console.Usage(diag.T("%s 里已经有东西（%s），什么也没有写", "%s is not empty (%s): nothing was written").With(dir, e.Name()),
			diag.T("请指定一个空文件夹，或还不存在的文件夹，例如 kepu init content-new", "name an empty folder, or one that does not exist yet, such as kepu init content-new"))
	}
	return nil
}

// contentFlag is how the next command names the folder.
func contentFlag(dir string) string {
	switch {
	case filepath.Clean(dir) == "content":
		return ""
	case strings.ContainsAny(dir, " \t"):
		return ` --content "` + dir + `"`
	}
	return " --content " + dir
}

// whichCity returns the city and the names of the site, as the options say or as a person answers.
func whichCity(o options, say *console.Console) (divisions.Division, starter.Names, error) {
	names := starter.Names{Title: strings.TrimSpace(o.title), Organiser: strings.TrimSpace(o.association)}
	if o.place != "" {
		city, err := cityNamed(o.place)
		return city, names, err
	}
	ask := o.ask(say)
	if ask == nil {
		return divisions.Division{}, names, console.Usage(diag.T("没有写是哪个城市", "the city is missing"),
			diag.T("例如 kepu init --city 驻马店市", "for example kepu init --city 驻马店市"))
	}
	city, err := askCity(ask)
	if err != nil {
		return city, names, err
	}
	usual := names.For(city)
	for _, q := range []struct {
		what  diag.Text
		to    *string
		usual string
	}{
		{diag.T("网站的名称", "the site's title"), &names.Title, usual.Title},
		{diag.T("主办单位", "the organiser"), &names.Organiser, usual.Organiser},
	} {
		if *q.to != "" {
			continue
		}
		if *q.to, err = ask.line(q.what, q.usual); err != nil {
			return city, names, leftOff()
		}
	}
	return city, names, nil
}

func askCity(ask *asker) (divisions.Division, error) {
	for {
		words, err := ask.line(diag.T("哪个城市（名称、名称的一部分、拼音或代码）", "which city (its name, a part of it, pinyin or code)"), "")
		if err != nil {
			return divisions.Division{}, leftOff()
		}
		if words == "" {
			continue
		}
		city, err := cityNamed(words)
		if err == nil {
			ask.say.Print(diag.Same(city.Full()))
			return city, nil
		}
		ask.say.Fail(err, "")
	}
}

func leftOff() error {
	return console.Usage(diag.T("没有答完，什么也没有写", "not everything was answered: nothing was written"), diag.T("再运行一次 kepu init，或者写在命令里：kepu init --city 驻马店市", "run kepu init again, or say it all: kepu init --city 驻马店市"))
}

// cityNamed finds the one city that words mean.
func cityNamed(words string) (divisions.Division, error) {
	found := divisions.Search(words)
	switch {
	case len(found) == 0:
		mend := diag.T("写名称、名称的一部分、拼音或六位代码，例如 --city 驻马店市", "write its name, a part of it, pinyin or its code of six digits, such as --city 驻马店市")
		var all []string
		for _, d := range divisions.All() {
			all = append(all, d.Name, d.Short())
		}
		if near := divisions.Search(diag.Nearest(strings.TrimSpace(words), all)); len(near) > 0 {
			mend = diag.T("是不是 %s？", "did you mean %s?").With(listed(near))
		}
		return divisions.Division{}, console.Usage(diag.T("没有找到“%s”", "“%s” was not found").With(diag.Clip(words, 40)), mend)
	case len(found) > 1:
		return divisions.Division{}, console.Usage(diag.T("“%s”不止一个", "there is more than one “%s”").With(diag.Clip(words, 40)),
			diag.T("写全名或代码：%s", "write the whole name or the code: %s").With(listed(found)))
	}
	d := found[0]
	if d.Level() == divisions.Province && !d.Municipality() {
		if len(d.Cities()) == 0 {
			return d, console.Usage(diag.T("这里没有%s的县区代码", "the codes of %s's counties are not known here").With(d.Name),
				diag.T("照 content/README.md 的附表手工写 site.toml", "write site.toml by hand, as content/README.md says"))
		}
		return d, console.Usage(diag.T("%s是省级，要写到市", "%s is a province: a city is wanted").With(d.Name), diag.T("例如：%s", "for example: %s").With(listed(d.Cities())))
	}
	return d, nil
}

// listed names divisions with their codes.
func listed(list []divisions.Division) string {
	const most = 24
	var names []string
	for _, d := range list[:min(len(list), most)] {
		names = append(names, d.Full()+" "+d.Code)
	}
	if len(list) > most {
		names = append(names, "…")
	}
	return strings.Join(names, "、")
}

// tellBegun says what was made, and what comes next.
func tellBegun(say *console.Console, city divisions.Division, dir string) {
	if n := len(city.Counties()); n > 0 {
		say.Print(diag.T("在 %s 里建好了%s的网站：%d 个县区，代码是 %s 的。", "began the site of %[2]s in %[1]s: %[3]d counties, with their codes of %[4]s.").With(dir, city.Full(), n, divisions.Edition))
	} else {
		say.Print(diag.T("在 %s 里建好了%s的网站。它下面没有县区：基地的 county 写镇、街道。", "began the site of %[2]s in %[1]s. It has no counties: a base's county is its town.").With(dir, city.Full()))
	}
	for _, f := range []struct {
		name string
		what diag.Text
	}{
		{"site.toml", diag.T("核对主办单位和县区，备案号办好再填", "check the organiser and the counties; fill in the registration numbers once there are any")},
		{"pages/about.md", diag.T("补写标着“待补”的地方", "write what is marked 待补")},
		{"README.md", diag.T("内容维护手册：怎样写，先看第一页", "the handbook, in Chinese: how everything is written")},
	} {
		fmt.Fprintf(say.Out, "    %s  %s\n", filepath.Join(dir, filepath.FromSlash(f.name)), f.what.In(say.Lang))
	}
	flag := contentFlag(dir)
	say.Print(diag.T("下一步：", "next:"))
	say.Print(diag.T("    kepu desk%s    在浏览器里填写：加第一个基地，记活动，写文章", "    kepu desk%s    write in the browser: the first base, activities, articles").With(flag))
	county := diag.T("镇或街道", "TOWN")
	if c := city.Counties(); len(c) > 0 {
		county = diag.Same(c[0].Name)
	}
	say.Print(diag.T("    kepu new base --name 名称 --county %s%s    也可以用命令加第一个基地", "    kepu new base --name NAME --county %s%s    or add the first base from here").With(county, flag))
	say.Print(diag.T("    kepu build%s    生成网站，然后打开 public/index.html", "    kepu build%s    make the site, then open public/index.html").With(flag))
}
