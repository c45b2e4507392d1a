package catalog

import (
	"path"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/photo"
	"kepu/generator/source"
)

// phoneForms are the endings of photos that phones write in a form of their own.
var phoneForms = map[string]photo.Form{".heic": photo.HEIC, ".heif": photo.HEIC, ".avif": photo.AVIF}

// phonePhoto tells how to make a picture of a photo of a phone, by its ending; false for other files.
func phonePhoto(name string) (what, mend diag.Text, ok bool) {
	form, ok := phoneForms[strings.ToLower(path.Ext(name))]
	if ok {
		what, mend = source.PhoneForm(form)
	}
	return what, mend, ok
}

// wordless warns about the photos of a base's page that say nothing to those who cannot see them, at once. One that stands in the
// text has its description there.
func (l *linker) wordless(b *Base) {
	var names []string
	described := func(p Picture) bool {
		return p.Caption != "" || b.Body != nil && slices.ContainsFunc(b.Body.Links, func(k markdown.Link) bool { return k.Image && k.To == p.Asset.Path })
	}
	for _, p := range b.Gallery {
		if !described(p) {
			names = append(names, path.Base(p.Asset.Path))
		}
	}
	if len(names) == 0 {
		return
	}
	l.ps.Warn(diag.Whole(b.Path), diag.M("PHOTO-WORDS", "“%s”的照片有 %d 张没有说明：%s", "photos of “%s” without words, %d: %s").With(b.Name, len(names), fewNames(names)),
		diag.T(`看不见照片的人不知道上面是什么；请在 +++ 里加 [[photo]]，写 file = "%s" 和 caption = "照片上是什么"`,
			`who cannot see them does not know what they show; add [[photo]] to the front matter, with file = "%s" and caption = "what it shows"`).With(names[0]))
}

// places notes which pictures tell where they were taken. The site does not.
func (l *linker) places() {
	var names []string
	for _, a := range l.c.Assets {
		if a.Picture != nil && a.Picture.Place {
			names = append(names, a.Path)
		}
	}
	if len(names) == 0 {
		return
	}
	l.ps.Note(diag.Whole(""), diag.M("PHOTO-LOCATION", "照片里带有拍摄地点，网站里的已去掉，共 %d 张：%s", "photos that tell where they were taken, %d; those of the site do not: %s").With(len(names), fewNames(names)),
		diag.T("原片仍带着，不要直接发给别人", "the files still do: do not pass them on as they are"))
}

// fewNames lists the first of some names.
func fewNames(names []string) diag.Text {
	const most = 5
	shown := names[:min(len(names), most)]
	list := diag.T(strings.Join(shown, "、"), strings.Join(shown, ", "))
	if len(names) > most {
		list = diag.T("%s 等", "%s …").With(list)
	}
	return list
}
