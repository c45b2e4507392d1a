package command

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/history"
	"kepu/generator/rename"
	"kepu/generator/source"
)

var renameCommand = command{
	name:  "rename",
	asked: diag.T("rename 基地", "rename BASE"),
	does:  diag.T("给基地换名称或编号，提到它的地方一起改", "give a base another name or id, and change what refers to it"),
	words: 1,
	options: []option{
		{"name", diag.T("新名称", "NAME"), func(o *options) any { return &o.newName }, diag.T("换名称；原来的名称写进别名，以前的记录不用改", "another name; the old one becomes an alias, and older records stay as they are")},
		{"id", diag.T("新编号", "ID"), func(o *options) any { return &o.newID }, diag.T("换编号（网址和文件名）；各处的引用、链接一起改，原来的网址会转过来", "another id, which is its address and file name; references and links are changed with it, and the old address leads on")},
		contentOption, langOption,
	},
	run: renameBase,
	about: diag.T(`用法：kepu rename 基地 --name 新名称 | --id 新编号 [选项]

给一个基地换名称或编号，用到它的地方一起改。改以前先把所有内容核对一遍，会出错就不改。
改了哪些文件、哪些行，都列出来；要退回去：kepu undo。
content 以外的东西（打分的文件、别的网站上的链接）不会改。

例子：
    kepu rename xiping-weather --name 西平县气象科普馆
    kepu rename 西平县气象局 --id xiping-qixiang
`, `Usage: kepu rename BASE --name NAME | --id ID [options]

Gives a base another name or id, and changes every place that refers to it. All of the content is checked first: if the
change would make an error, nothing is written. The files and lines that were changed are listed; kepu undo takes it back.
What is outside the content folder (grades, links on other sites) is not changed.

Examples:
    kepu rename xiping-weather --name 西平县气象科普馆
    kepu rename 西平县气象局 --id xiping-qixiang
`),
	after: diag.T(`
结束代码：0 改好了，1 改不了（内容有错，或会出错），2 命令写错、没有这个基地，3 电脑的问题
`, `
Exit codes: 0 done, 1 cannot be done (the content is wrong, or would be), 2 wrong command, no such base, 3 the machine
`),
}

// renameBase gives a base another name or id.
func renameBase(ctx context.Context, o options, say *console.Console) int {
	if len(o.words) == 0 || (o.newName == "") == (o.newID == "") {
		return say.Fail(console.Usage(diag.T("要写是哪个基地，换名称还是换编号（写一样）", "name the base, and either its new name or its new id"),
			diag.T("例如 kepu rename xiping-weather --name 西平县气象科普馆", "for example kepu rename xiping-weather --name 西平县气象科普馆")), "")
	}
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	content, err := openContent(o.content)
	if err != nil {
		return say.Fail(err, "")
	}
	records := m.site.Records()
	base, err := baseNamed(records.Catalog, o.words[0])
	if err != nil {
		return say.Fail(err, "")
	}
	in := catalog.Input{Files: records.Parsed, Others: records.Others, Asset: func(name string) *source.Asset {
		data, err := source.ReadFile(content, name)
		if err != nil {
			return nil
		}
		return source.ReadAsset(name, data)
	}}
	change := rename.Name
	to := o.newName
	if o.newID != "" {
		change, to = rename.ID, o.newID
	}
	var c edit.Change
	if c, err = change(in, content, base.ID, to); err != nil {
		return failChange(say, err, o)
	}
	store, err := history.Open(o.content)
	if err != nil {
		return say.Fail(err, "")
	}
	code := makeChange(say, store, history.Save, "", c, o)
	if code == console.ExitFine && o.newID != "" && gradesBeside(o.content) {
		say.Print(diag.T("打分的文件（assessments）没有改：里面写编号 %s 的，请自己改", "the grades in assessments/ were not changed: where they use the id %s, change it by hand").With(base.ID))
	}
	return code
}

// gradesBeside reports whether there are files of grades beside the content.
func gradesBeside(content string) bool {
	abs, err := filepath.Abs(content)
	if err != nil {
		return false
	}
	found, err := fs.Glob(os.DirFS(filepath.Dir(abs)), "assessments/*")
	return err == nil && len(found) > 0
}
