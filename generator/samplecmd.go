package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"kepu/generator/diag"
	"kepu/generator/sample"
)

// writeSample makes a content folder of a city that does not exist. It reads its own
// options: those of the other commands are about content that is there.
func writeSample(_ context.Context, args []string, say *console) int {
	dir, o, err := parseSample(args)
	if err == errHelp {
		return say.help(helpSample)
	}
	if err != nil {
		return say.fail(err, "")
	}
	n, err := sample.Write(dir, o)
	if errors.Is(err, sample.ErrNotEmpty) {
		return say.fail(&usageError{diag.T("%s 里已经有东西", "%s is not empty").With(dir),
			diag.T("请指定一个空文件夹，或还不存在的文件夹", "name an empty folder, or one that does not exist yet")}, "")
	}
	if err != nil {
		return say.fail(err, "")
	}
	fmt.Fprintln(say.out, diag.T("已写入 %d 个文件到 %s（虚构的示例市，仅供试用）", "wrote %d files to %s (a city that does not exist, for trying the program)").With(n, dir).In(say.lang))
	fmt.Fprintln(say.out, diag.T("试一试：kepu build --content %s --out %s-public", "try it: kepu build --content %s --out %s-public").With(dir, dir).In(say.lang))
	return exitFine
}

// parseSample reads what stands after "sample": the folder, before or after the options.
func parseSample(args []string) (dir string, o sample.Options, err error) {
	set := flag.NewFlagSet("kepu sample", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.IntVar(&o.Bases, "bases", 60, "")
	set.IntVar(&o.Activities, "activities", 1000, "")
	set.IntVar(&o.Years, "years", 10, "")
	set.Uint64Var(&o.Seed, "seed", 1, "")
	set.IntVar(&o.Photos, "photos", -1, "")
	var lang string // guessLang has read it, and takes what is none for Chinese
	set.StringVar(&lang, "lang", "", "")
	for rest := args; len(rest) > 0; rest = set.Args() {
		if err := set.Parse(rest); err != nil {
			return "", o, flagError(set, err)
		}
		rest = set.Args()
		if len(rest) == 0 {
			break
		}
		if dir != "" {
			return "", o, straggler(rest[0])
		}
		dir = rest[0]
		if err := set.Parse(rest[1:]); err != nil {
			return "", o, flagError(set, err)
		}
	}
	if lang != "" && lang != "zh" && lang != "en" {
		return "", o, wrongLang(lang)
	}
	if dir == "" {
		return "", o, &usageError{diag.T("没有写要生成到哪个文件夹", "the folder to write to is missing"),
			diag.T("例如 kepu sample demo", "for example kepu sample demo")}
	}
	if o.Photos < 0 {
		const usual = 12
		o.Photos = max(min(usual, o.Bases), 0)
	}
	if name, least, most, ok := o.Check(); !ok {
		return "", o, &usageError{diag.T("--%s 要在 %d 到 %d 之间", "--%s must be from %d to %d").With(name, least, most),
			diag.T("例如 --%s %d", "for example --%s %d").With(name, min(max(least, 10), most))}
	}
	return dir, o, nil
}

var helpSample = diag.T(`用法：kepu sample 文件夹 [选项]

生成一个虚构的“示例市”的内容文件夹，各种写法都有，用来试用、测试和测速度。
其中的单位、活动和数字全部是虚构的。文件夹必须是空的，或还不存在。
选项相同，生成的内容就一个字节也不差。

选项：
    --bases 数          多少个基地（默认 60，最多 50000）
    --activities 数     多少条活动记录（默认 1000，最多 1000000）
    --years 数          记录覆盖多少年（默认 10，最多 60）
    --photos 数         多少个基地有图片（默认 12）
    --seed 数           换一个数，就是另一座城市（默认 1）
    --lang zh|en        用中文还是英文显示
    -h, --help          显示这段说明

例子：
    kepu sample demo
    kepu build --content demo --out demo-public
`, `Usage: kepu sample FOLDER [options]

Makes the content folder of a city that does not exist, 示例市, with every feature in use,
for trying the program, for tests and for measuring. All bodies, activities and figures in
it are made up. The folder must be empty or not exist yet. The same options give the same
bytes.

Options:
    --bases N           how many bases (default 60, at most 50000)
    --activities N      how many activities (default 1000, at most 1000000)
    --years N           how many years they cover (default 10, at most 60)
    --photos N          how many bases have pictures (default 12)
    --seed N            another number, another city (default 1)
    --lang zh|en        the language of messages
    -h, --help          show this text

Examples:
    kepu sample demo
    kepu build --content demo --out demo-public
`)
