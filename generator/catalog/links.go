package catalog

import (
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/source"
)

// BaseAnchors are the parts of a base's page that a link may name after #. Every
// theme's base layout has them.
var BaseAnchors = []string{"facts", "hours", "fee", "booking", "address", "phone", "titles", "activities"}

// Resolve returns what the link in a text of the content file at from leads to:
// for a link without a path, that file's own page. It is false for one that
// leads nowhere, which Link has reported.
func (c *Catalog) Resolve(from string, l markdown.Link) (Target, bool) {
	name := from
	if l.Path != "" {
		name = l.To
	}
	t, ok := c.targets[strings.ToLower(name)]
	return t, ok
}

// links checks where the links and pictures of all texts lead.
func (l *linker) links() {
	for _, b := range l.c.Bases {
		for _, h := range b.Body.Headings {
			if slices.Contains(BaseAnchors, h.ID) {
				at := source.Span{Start: int32(h.Start), End: int32(h.End)}
				l.ps.Warn(l.place(b.Path, at), diag.M("TEXT-HEADING-TAKEN", "小标题 “%s” 和基地页自己的一部分重名", "the heading “%s” has the name of a part of the page").With(h.Text),
					diag.T("请换个说法", "word it otherwise"))
			}
		}
		l.linksOf(b.Path, b.Body)
	}
	for _, list := range [][]*Article{l.c.Reports, l.c.Notices, l.c.Pages} {
		for _, a := range list {
			l.linksOf(a.Path, a.Body)
		}
	}
	for _, r := range l.c.Routes {
		l.linksOf(r.Path, r.Body)
	}
	for _, a := range l.linking {
		l.linksOf(a.Path, a.Summary)
	}
}

// linksOf checks the links of a text that stands in the content file from.
func (l *linker) linksOf(from string, d *markdown.Doc) {
	for i := range d.Links {
		if l.ps.Full(l.files[from], d.Links[i].Start) {
			continue
		}
		l.link(from, d, &d.Links[i])
	}
}

func (l *linker) link(from string, d *markdown.Doc, k *markdown.Link) {
	at := source.Span{Start: int32(k.Start), End: int32(k.End)}
	if k.Path == "" {
		l.fragment(from, at, d, ownParts(l.c.targets[strings.ToLower(from)]), k.Fragment)
		return
	}
	name := k.To
	t, ok := l.c.targets[strings.ToLower(name)]
	if ok = ok && t.Asset == nil && !k.Image; !ok {
		if name == ".." || strings.HasPrefix(name, "../") {
			l.ps.Error(l.place(from, at), diag.M("LINK-OUTSIDE", "这个链接指到了 content 之外：%s", "this link leads out of content: %s").With(k.Path),
				diag.T("只能链接 content 里的文件", "only files in content can be linked to"))
			return
		}
		if k.Image || l.others[strings.ToLower(name)] != "" || source.IsAttachment(name) {
			l.fileLink(from, at, name, k.Image)
			return
		}
	}
	if !ok || caseDiffers(t, name) {
		l.missing(from, at, k.Path, name)
		return
	}
	if k.Fragment != "" {
		if text := t.Text(); text != nil {
			l.fragment(from, at, text, ownParts(t), k.Fragment)
		}
	}
}

// ownParts are the ids that the page of t has besides those of its text.
func ownParts(t Target) []string {
	if t.Base != nil {
		return BaseAnchors
	}
	return nil
}

// Text returns the text that the page of t shows; nil for a file.
func (t Target) Text() *markdown.Doc {
	switch {
	case t.Base != nil:
		return t.Base.Body
	case t.Article != nil:
		return t.Article.Body
	case t.Route != nil:
		return t.Route.Body
	}
	return nil
}

// Fragment returns the #id that a link to the part of t's page ends in; "" when
// the link names none.
func (t Target) Fragment(fragment string) string {
	if text := t.Text(); text != nil {
		if id, ok := Anchor(text, ownParts(t), fragment); ok {
			return "#" + id
		}
	}
	return ""
}

// caseDiffers reports whether the target's file is written otherwise than name:
// such a link works on Windows only.
func caseDiffers(t Target, name string) bool {
	return t.Base != nil && t.Base.Path != name || t.Article != nil && t.Article.Path != name || t.Route != nil && t.Route.Path != name
}

// missing reports a link to a page that is not there.
func (l *linker) missing(from string, at source.Span, written, name string) {
	for _, p := range l.in.Files {
		if p.File.Path == name && (p.Section == source.BaseFile && p.Base == nil || isArticle(p.Section) && p.Article == nil || p.Section == source.RouteFile && p.Route == nil) {
			return // it is there, but could not be read: that was reported
		}
		if p.File.Path == name && (p.Base != nil && p.Base.Draft || p.Article != nil && p.Article.Draft || p.Route != nil && p.Route.Draft) {
			l.ps.Error(l.place(from, at), diag.M("LINK-DRAFT", "链接的页面还是草稿：%s", "the page linked to is a draft: %s").With(written),
				diag.T("先删去它的 draft = true，或者去掉链接", "take draft = true out of it, or take the link out"))
			return
		}
	}
	what := diag.M("LINK-PAGE-MISSING", "没有这个页面：%s", "there is no such page: %s").With(written)
	mend, moved := diag.T("看看这个文件现在叫什么；改了名的，改回去再用 kepu rename 改，链接会跟着改", "see what the file is called now; where it was renamed, name it back and use kepu rename, which changes the links too"), (*diag.Repair)(nil)
	if p := l.files[inFolder(name)]; p != nil {
		what = diag.M("LINK-MOVED", "这一页移进了文件夹：%s", "this page has moved into a folder: %s").With(written)
		mend = diag.T("请写 %s", "write %s").With(relative(from, p.Path))
		moved = l.inPlace(from, at, written, relative(from, p.Path))
	} else if near := l.nearPage(name); near != "" {
		mend = diag.T("是否 %s？", "is it %s?").With(relative(from, near))
	}
	l.ps.Error(l.place(from, at), what, mend).By(moved)
}

// inPlace writes the path of a link anew, where it stands as it is read: once, and with no blanks or
// signs that an address writes otherwise.
func (l *linker) inPlace(from string, at source.Span, written, path string) *diag.Repair {
	f := l.files[from]
	if f == nil || !at.Written() || written == path || strings.ContainsAny(path, " ()<>%#?\\\"") {
		return nil
	}
	text := f.Text[at.Start:at.End]
	i := strings.Index(text, written)
	if i < 0 || strings.Count(text, written) != 1 {
		return nil
	}
	return diag.Replace(int(at.Start)+i, int(at.Start)+i+len(written), path)
}

// nearPage returns the page that a link to name most likely means, or "": the one of
// that name in another folder, or one whose name differs by a slip.
func (l *linker) nearPage(name string) string {
	var pages []string
	for _, p := range l.in.Files {
		if p.Section == source.BaseFile || p.Section == source.RouteFile || isArticle(p.Section) {
			pages = append(pages, p.File.Path)
		}
	}
	if at := sameName(name, pages); at != "" {
		return at
	}
	return diag.Nearest(name, pages)
}

// sameName returns the one of paths that has the file name of name; "" when there is
// none or more than one. The page of a base is called after its folder too.
func sameName(name string, paths []string) string {
	found := ""
	file := path.Base(name)
	for _, p := range paths {
		if path.Base(p) != file && p != inFolder(path.Dir(path.Dir(p))+"/"+file) || file == "index.md" {
			continue
		}
		if found != "" {
			return ""
		}
		found = p
	}
	return found
}

// relative returns how a link in the file from names the file to, as staff are
// taught to write it.
func relative(from, to string) string {
	up := strings.Split(path.Dir(from), "/")
	if path.Dir(from) == "." {
		up = nil
	}
	down := strings.Split(to, "/")
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/")
}

func isArticle(s source.Section) bool {
	return s == source.ReportFile || s == source.NoticeFile || s == source.PageFile
}

// Anchor returns the id of the part of a page that the fragment of a link means:
// the id itself, or the words of a heading. The page shows the text d and has
// the parts own besides.
func Anchor(d *markdown.Doc, own []string, fragment string) (id string, ok bool) {
	if slices.Contains(own, fragment) {
		return fragment, true
	}
	for _, h := range d.Headings {
		if h.ID == fragment || h.Text == fragment {
			return h.ID, true
		}
	}
	return "", false
}

// fragment checks that a part of a page exists.
func (l *linker) fragment(from string, at source.Span, d *markdown.Doc, own []string, fragment string) {
	if _, ok := Anchor(d, own, fragment); ok || fragment == "" {
		return
	}
	known := slices.Clone(own)
	for _, h := range d.Headings {
		known = append(known, h.ID)
	}
	mend := diag.T("可以写：#%s", "known: #%s").With(strings.Join(known, " #"))
	if near := diag.Nearest(fragment, known); near != "" {
		mend = diag.T("是否 #%s？", "is it #%s?").With(near)
	}
	if len(known) == 0 {
		mend = diag.T("那一页没有小标题，请去掉 #%s", "that page has no headings: take #%s out").With(fragment)
	}
	l.ps.Error(l.place(from, at), diag.M("LINK-PART-MISSING", "那一页没有 #%s 这一处", "that page has no part #%s").With(fragment), mend)
}

// assets makes the pictures and attachments of content/ known by name.
func (l *linker) assets() {
	l.others = make(map[string]string, len(l.in.Others))
	l.used = map[string]*source.Asset{}
	l.named = map[string]bool{}
	for _, name := range l.in.Others {
		l.others[strings.ToLower(name)] = name
	}
	l.each(source.SiteFile, func(p *source.Parsed) {
		if p.Site != nil {
			l.c.AgencyMark = l.picture(p.File.Path, p.Site.Registration.AgencyMark)
		}
	})
	for _, a := range l.pictured {
		for _, r := range a.Activity.Photos {
			if p := l.picture(a.Path, r); p != nil {
				a.Gallery = append(a.Gallery, p)
			}
		}
	}
	for _, list := range [][]*Article{l.c.Reports, l.c.Notices, l.c.Pages} {
		for _, a := range list {
			for _, r := range a.Article.Attachments {
				if x := l.fileLink(a.Path, r.Span, markdown.Absolute(a.Path, strings.ReplaceAll(r.Name, `\`, "/")), false); x != nil {
					a.Attachments = append(a.Attachments, x)
				}
			}
		}
	}
}

// picture finds the picture that a key of the file at from names; nil when none is written or it is wrong.
func (l *linker) picture(from string, r source.Ref) *source.Asset {
	if r.Name == "" {
		return nil
	}
	return l.fileLink(from, r.Span, markdown.Absolute(from, strings.ReplaceAll(r.Name, `\`, "/")), true)
}

// fileLink finds the picture or attachment at name, and reports one that is not there.
func (l *linker) fileLink(from string, at source.Span, name string, picture bool) *source.Asset {
	real := l.others[strings.ToLower(name)]
	l.named[strings.ToLower(name)] = true
	switch {
	case strings.HasPrefix(name, "../"):
		l.ps.Error(l.place(from, at), diag.M("FILE-OUTSIDE", "这个文件在 content 之外：%s", "this file is outside content: %s").With(name), diag.T("请把文件放进 content", "put it into content"))
	case real == "":
		what, kind := diag.M("FILE-MISSING", "没有这个文件：%s", "there is no such file: %s").With(name), diag.T("附件", "an attachment")
		if picture {
			kind = diag.T("图片", "a picture")
		}
		mend := diag.T("请核对文件名：%s和这一页放在同一个文件夹里", "check the name: %s stands beside the page").With(kind)
		near := sameName(name, l.in.Others)
		if near == "" {
			near = diag.Nearest(name, l.in.Others)
		}
		if near != "" {
			l.named[strings.ToLower(near)] = true // one mistake, told here
			mend = diag.T("是否 %s？", "is it %s?").With(relative(from, near))
		}
		l.ps.Error(l.place(from, at), what, mend)
	case real != name:
		l.ps.Error(l.place(from, at), diag.M("LINK-CASE", "文件名的大小写不同：磁盘上是 %s", "the case differs: on disk it is %s").With(path.Base(real)),
			diag.T("请照磁盘上的写，否则手机上看不到", "write it as on disk, or phones will not find it")).By(l.inPlace(from, at, path.Base(name), path.Base(real)))
	case picture && !source.IsPicture(real):
		what, mend, ok := phonePhoto(real)
		if !ok {
			what, mend = diag.M("PHOTO-KIND", "这不是图片：%s", "this is no picture: %s").With(name), diag.T("图片用 .jpg 或 .png", "use .jpg or .png")
		}
		l.ps.Error(l.place(from, at), what, mend)
	case !source.IsAttachment(real):
		l.ps.Error(l.place(from, at), diag.M("FILE-KIND", "网站不放这种文件：%s", "the site does not hold files of this kind: %s").With(name), diag.T("请改为 PDF、Word、Excel 或图片", "use PDF, Word, Excel or a picture"))
	default:
		return l.asset(real)
	}
	return nil
}

// asset takes a file of the content into the site.
func (l *linker) asset(name string) *source.Asset {
	if a := l.used[name]; a != nil {
		return a
	}
	a := l.in.Asset(name)
	if a == nil {
		return nil
	}
	l.ps = append(l.ps, a.Problems...)
	l.used[name] = a
	l.c.Assets = append(l.c.Assets, a)
	l.c.targets[strings.ToLower(name)] = Target{Asset: a}
	return a
}
