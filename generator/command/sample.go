package command

import (
	"context"
	"errors"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/sample"
)

var sampleCommand = command{
	name:  "sample",
	asked: diag.T("sample 文件夹", "sample FOLDER"),
	does:  diag.T("生成一个虚构城市的内容，供试用", "make the content of a city that does not exist, for trying"),
	words: 1,
	usual: options{sample: sample.Options{Bases: 60, Activities: 1000, Years: 10, Seed: 1, Photos: -1}},
	options: []option{
		{"bases", numberArg, func(o *options) any { return &o.sample.Bases }, diag.T("多少个基地（默认 60，最多 50000）", "how many bases (default 60, at most 50000)")},
		{"activities", numberArg, func(o *options) any { return &o.sample.Activities }, diag.T("多少条活动记录（默认 1000，最多 1000000）", "how many activities (default 1000, at most 1000000)")},
		{"years", numberArg, func(o *options) any { return &o.sample.Years }, diag.T("记录覆盖多少年（默认 10，最多 60）", "how many years they cover (default 10, at most 60)")},
		{"photos", numberArg, func(o *options) any { return &o.sample.Photos }, diag.T("多少个基地有图片（默认 12）", "how many bases have pictures (default 12)")},
		{"seed", numberArg, func(o *options) any { return &o.sample.Seed }, diag.T("换一个数，就是另一座城市（默认 1）", "another number, another city (default 1)")},
		langOption.saying("用中文还是英文显示", "the language of messages"),
	},
	check: checkSample,
	run:   writeSample,
	about: diag.T(`用法：kepu sample 文件夹 [选项]

生成一个虚构的“示例市”的内容文件夹，各种写法都有，用来试用、测试和测速度。
其中的单位、活动和数字全部是虚构的。文件夹必须是空的，或还不存在。
选项相同，生成的内容就一个字节也不差。
`, `Usage: kepu sample FOLDER [options]

Makes the content folder of a city that does not exist, 示例市, with every feature in use,
for trying the program, for tests and for measuring. All bodies, activities and figures in
it are made up. The folder must be empty or not exist yet. The same options give the same
bytes.
`),
	after: diag.T(`
例子：
    kepu sample demo
    kepu build --content demo --out demo-public
`, `
Examples:
    kepu sample demo
    kepu build --content demo --out demo-public
`),
}

// writeSample makes a content folder of a city that does not exist.
func writeSample(_ context.Context, o options, say *console.Console) int {
	dir := o.words[0]
	n, err := sample.Write(dir, o.sample)
	if errors.Is(err, sample.ErrNotEmpty) {
		return say.Fail(console.Usage(diag.T("%s 里已经有东西", "%s is not empty").With(dir),
			diag.T("请指定一个空文件夹，或还不存在的文件夹", "name an empty folder, or one that does not exist yet")), "")
	}
	if err != nil {
		return say.Fail(err, "")
	}
	say.Print(diag.T("已写入 %d 个文件到 %s（虚构的示例市，仅供试用）", "wrote %d files to %s (a city that does not exist, for trying the program)").With(n, dir))
	say.Print(diag.T("试一试：kepu build --content %s --out %s-public", "try it: kepu build --content %s --out %s-public").With(dir, dir))
	return console.ExitFine
}

// checkSample wants a folder and numbers that a city can be made of.
func checkSample(o *options) error {
	if len(o.words) == 0 {
		return console.Usage(diag.T("没有写要生成到哪个文件夹", "the folder to write to is missing"),
			diag.T("例如 kepu sample demo", "for example kepu sample demo"))
	}
	if o.sample.Photos < 0 {
		const usual = 12
		o.sample.Photos = max(min(usual, o.sample.Bases), 0)
	}
	if name, least, most, ok := o.sample.Check(); !ok {
		return console.Usage(diag.T("--%s 要在 %d 到 %d 之间", "--%s must be from %d to %d").With(name, least, most),
			diag.T("例如 --%s %d", "for example --%s %d").With(name, min(max(least, 10), most)))
	}
	return nil
}
