package catalog

import (
	"maps"
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/source"
)

// unused warns about files in the folders of pages that no page shows: staff who put
// 总结.docx into reports/ believe that it is published. Where a page could not be read
// nothing is said, since nobody knows what it names.
func (l *linker) unused() {
	for _, p := range l.in.Files {
		if p.Problems.HasErrors() {
			return
		}
		l.nameDraft(p)
	}
	photos := map[string][]string{} // folder -> pictures in it that nobody uses
	for _, name := range l.in.Others {
		top, _, _ := strings.Cut(name, "/")
		if l.used[name] != nil || l.named[strings.ToLower(name)] || !slices.Contains(pageFolders, top) && !(amongRecords(name) && isOffice(name)) {
			continue
		}
		if source.IsPicture(name) {
			photos[path.Dir(name)] = append(photos[path.Dir(name)], name)
			continue
		}
		if what, mend, ok := phonePhoto(name); ok {
			l.ps.Warn(diag.Whole(name), what, mend)
			continue
		}
		l.ps.Warn(diag.Whole(name), diag.M("FILE-UNUSED", "没有用到这个文件，它不会出现在网站上", "nothing uses this file, and it will not be on the site"), useOf(name))
	}
	for _, dir := range slices.Sorted(maps.Keys(photos)) {
		l.unusedPhotos(dir, photos[dir])
	}
}

var pageFolders = []string{"bases", "reports", "notices", "pages", "routes", "activities"}

// amongRecords reports whether records stand where a file does: a table beside them is believed to be read. In
// folders that are none of the site's staff may keep what they like.
func amongRecords(name string) bool {
	top, _, below := strings.Cut(name, "/")
	return !below || slices.Contains([]string{"activities", "designations", "ratings", "exchange", "schemes"}, top)
}

// isOffice reports whether a file is of a kind that records are often kept in, and that is not read.
func isOffice(name string) bool { return isSheet(name) || isText(name) }

func isSheet(name string) bool {
	return slices.Contains([]string{".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsm"}, strings.ToLower(path.Ext(name)))
}

func isText(name string) bool {
	return slices.Contains([]string{".doc", ".docx", ".wps", ".rtf", ".txt", ".dot", ".wpt"}, strings.ToLower(path.Ext(name)))
}

// nameDraft marks what a page names that is left out as a draft.
func (l *linker) nameDraft(p *source.Parsed) {
	if l.in.Drafts {
		return
	}
	from := p.File.Path
	name := func(link string) {
		l.named[strings.ToLower(markdown.Absolute(from, strings.ReplaceAll(link, `\`, "/")))] = true
	}
	switch {
	case p.Base != nil && p.Base.Draft:
		name(p.Base.Cover.Name)
		for _, ph := range p.Base.Photos {
			name(ph.File)
		}
		for _, k := range p.Base.Body.Links {
			name(k.Path)
		}
		for _, other := range l.in.Others { // its gallery
			if path.Dir(other) == path.Dir(from) && path.Dir(from) != "bases" && source.IsPicture(other) {
				l.named[strings.ToLower(other)] = true
			}
		}
	case p.Route != nil && p.Route.Draft:
		for _, k := range p.Route.Body.Links {
			name(k.Path)
		}
	case p.Article != nil && p.Article.Draft:
		for _, r := range p.Article.Attachments {
			name(r.Name)
		}
		for _, k := range p.Article.Body.Links {
			name(k.Path)
		}
	}
}

// useOf says how a file comes onto the site.
func useOf(name string) diag.Text {
	switch ext := strings.ToLower(path.Ext(name)); {
	case slices.Contains([]string{".bmp", ".tif", ".tiff", ".svg"}, ext):
		return diag.T("网页不能显示这种图片：请另存为 .jpg", "pages cannot show pictures of this kind: save it as .jpg")
	case amongRecords(name) && isOffice(name):
		return diag.T("程序不读这种文件：请照手册把里面的记录写进 .toml 文件，正文写进 .md 文件；供人下载的放到 notices，在通知里写 attachments；不用就移到 content 外面",
			"files of this kind are not read: write their records into a .toml file, and texts into an .md file; what people may take away goes into notices and is named in attachments there; else move it out of content")
	case isText(name):
		return diag.T(`要放正文，请把文字复制到记事本，存成 .md；供人下载，在通知或总结里写 attachments = ["%[1]s"]；不用就移到 content 外面`,
			`for a page, copy its words into a plain text editor and save them as .md; to be taken away, name it in a notice or report: attachments = ["%[1]s"]; else move it out of content`).With(path.Base(name))
	}
	return diag.T(`供人下载，在通知或总结里写 attachments = ["%[1]s"]，或在正文里写 [文字](%[1]s)；不用就移到 content 外面`,
		`to be taken away, name it in a notice or report: attachments = ["%[1]s"], or in a text: [words](%[1]s); else move it out of content`).With(path.Base(name))
}

// unusedPhotos warns about the pictures of one folder that nobody uses, at once.
func (l *linker) unusedPhotos(dir string, photos []string) {
	const code = "PHOTO-UNUSED"
	at, what := diag.Whole(photos[0]), diag.M(code, "没有用到这张照片", "nothing uses this photo")
	if n := len(photos); n > 1 {
		names := make([]string, n)
		for i, p := range photos {
			names[i] = path.Base(p)
		}
		at, what = diag.Whole(dir), diag.M(code, "这里有 %d 张照片没有用到：%s", "nothing uses %d photos in here: %s").With(n, fewNames(names))
	}
	mend := diag.T("要显示就在页面里写 ![说明](文件名)；不用就移到 content 外面", "to show it write ![description](file) in a page; else move it out of content")
	switch {
	case path.Dir(dir) == "bases" && l.files[dir+".md"] != nil && l.files[dir+"/index.md"] == nil:
		mend = diag.T("%[1]s.md 还在文件夹外面：请移进文件夹 %[1]s，改名为 index.md", "%[1]s.md is still outside: move it into the folder %[1]s and rename it index.md").With(path.Base(dir))
	case path.Dir(dir) == "bases" && l.files[dir+"/index.md"] == nil:
		mend = diag.T("这个文件夹里没有 index.md：请把基地的那一页移进来，改名为 index.md", "there is no index.md in this folder: move the base's page into it and rename it so")
	case dir == "bases":
		mend = diag.T("请建一个和基地同名的文件夹，把照片和那一页都移进去，那一页改名为 index.md", "make a folder with the base's name, move the photos and its page into it, and rename the page index.md")
	case dir == "activities" || strings.HasPrefix(dir, "activities/"):
		mend = diag.T(`要显示就在那次活动里写 photos = ["文件名"]；不用就移到 content 外面`, `to show it write photos = ["file"] in its activity; else move it out of content`)
	}
	l.ps.Warn(at, what, mend)
}
