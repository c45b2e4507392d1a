package pages

import (
	"io"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/docx"
	"kepu/generator/photo"
	"kepu/generator/twin"
)

// wordText makes the i-th article of a section as a text for Word, from the view of its page: both have one key.
func (m *maker) wordText(list []*catalog.Article, i int) Embed {
	return func(w io.Writer, read func(Picture) ([]byte, error)) error {
		a := list[i]
		p := address.Article(a)
		v := m.article(list, i)
		pictures := map[string]Picture{} // as it stands on the page
		for _, l := range a.Body.Links {
			if t, ok := m.c.Resolve(a.Path, l); l.Image && ok && t.Asset != nil {
				src, _ := address.Srcset(p, t.Asset, t.Asset.Picture.Widths())
				pictures[src] = Picture{t.Asset.Path, forPaper(t.Asset.Picture)}
			}
		}
		d, err := twin.Of(twin.Input{Page: &v, At: p, BaseURL: m.c.Site.BaseURL, Pictures: func(src string) ([]byte, error) {
			if x := pictures[src]; x.Asset != "" {
				return read(x)
			}
			return nil, nil
		}})
		if err != nil {
			return err
		}
		return docx.Write(w, d, docx.Properties{Creator: m.c.Site.Organiser.Name, Date: a.Date.Date})
	}
}

// forPaper returns the width of a picture in a text for Word: on a line of 156 mm, 960 pixels are what an office's printer shows.
func forPaper(in *photo.Info) int {
	widths := in.Widths()
	best := widths[0]
	for _, w := range widths {
		if w <= 960 {
			best = w
		}
	}
	return best
}
