package source

import (
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
)

// Files that staff believe to be on the site and that are not: their names are a
// little wrong, or they stand a little beside their place.

// warnEnding warns about a name such as 2016.toml.txt: what it holds is lost.
func (f *Folder) warnEnding(name, meant string) {
	lost := diag.M("FILE-OFFICE", "没有读取 %s，里面的内容不会出现在网站上", "%s was not read, and nothing in it will be on the site").With(path.Base(name))
	ext := path.Ext(name)
	if officeText[strings.ToLower(ext)] {
		f.Problems.Warn(diag.Whole(name), lost,
			diag.T("这是 WPS 或 Word 文件，改名没有用：请把文字复制到记事本，存成 %s", "this is a word processor's file, and renaming does not help: copy its words into a plain text editor and save them as %s").With(meant))
		return
	}
	f.Problems.Warn(diag.Whole(name), diag.M("FILE-ENDING", "文件名多了 %s（资源管理器可能隐藏了扩展名）：%s", "the name has %s too many (Explorer may hide endings): %s").With(ext, lost),
		diag.T("请改名为 %s", "rename it %s").With(meant)).By(&diag.Repair{Rename: path.Join(path.Dir(name), meant)})
}

// officeText are the endings of texts that no renaming makes readable.
var officeText = map[string]bool{".doc": true, ".docx": true, ".wps": true, ".rtf": true}

// isPage reports whether the name ends like that of a page.
func isPage(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// warnBesideIndex warns about pages in a base's folder that are not its index.md.
func (f *Folder) warnBesideIndex() {
	for _, name := range f.besideIndex {
		dir := path.Dir(name)
		has := func(page string) bool {
			return slices.ContainsFunc(f.Files, func(other string) bool { return strings.EqualFold(other, page) })
		}
		what := diag.M("FILE-BESIDE-INDEX", "基地文件夹里的这个文件没有用到，只用 index.md", "this file in a base's folder is not used: only index.md is")
		mend, repair := diag.T("请改名为 index.md", "rename it index.md"), (*diag.Repair)(nil)
		switch {
		case has(dir + "/index.md"):
			mend = diag.T("同一个文件夹里已经有 index.md：留下新的那个，删掉另一个", "there is an index.md in the folder: keep the newer one and delete the other")
		case has(dir + ".md"):
			mend = diag.T("外面还有一个 %s：留下新的那个，删掉另一个；留在文件夹里的改名为 index.md", "there is %s outside too: keep the newer one and delete the other; rename the one in the folder index.md").With(path.Base(dir) + ".md")
		case slices.ContainsFunc(f.besideIndex, func(other string) bool { return other != name && path.Dir(other) == dir }):
			mend = diag.T("请把基地的那一页改名为 index.md，其余的移走", "rename the base's page index.md and move the others away")
		default:
			repair = &diag.Repair{Rename: dir + "/index.md"}
		}
		f.Problems.Warn(diag.Whole(name), what, mend).By(repair)
	}
}

// warnInNoSection warns about texts in a place where none is read.
func (f *Folder) warnInNoSection() {
	for _, name := range f.inNoSection {
		mend := diag.T(
			"基地放在 bases，活动放在 activities，报告放在 reports，通知放在 notices，其他页面放在 pages，研学路线放在 routes，评价方案放在 schemes；命名写在 designations.toml，考核结果写在 ratings.toml，提供和需要写在 exchange.toml；打分的文件放在 content 旁边的 assessments",
			"bases go into bases, logs into activities, reports into reports, notices into notices, other pages into pages, routes into routes, evaluation schemes into schemes; namings stand in designations.toml, results in ratings.toml, offers in exchange.toml; grades go into assessments beside content")
		if meant := diag.Nearest(name, []string{"site.toml", "designations.toml", "ratings.toml", "exchange.toml"}); meant != "" && path.Dir(name) == "." {
			mend = diag.T("是否 %s？", "is it %s?").With(meant)
		}
		if strings.EqualFold(name, targetsFile) {
			mend = diag.T("请移到 content 文件夹的旁边：发布位置写在那里", "move it beside the folder content: where to publish is read there")
		}
		f.Problems.Warn(diag.Whole(name), diag.M("FILE-PLACE", "这个位置的文件不会用到", "a file in this place is not used"), mend)
	}
}
