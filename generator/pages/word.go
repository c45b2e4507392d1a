package pages

import (
	"io"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/docx"
	"kepu/generator/twin"
)

// wordText makes the i-th article of a section as a text for Word, from the view of its page: both have one key.
func (m *maker) wordText(list []*catalog.Article, i int) Embed {
	return func(w io.Writer, read func(asset string) ([]byte, error)) error {
		a := list[i]
		p := address.Article(a)
		v := m.article(list, i)
		pictures := map[string]string{} // as it stands on the page -> the path in content/
		for _, l := range a.Body.Links {
			if t, ok := m.c.Resolve(a.Path, l); l.Image && ok && t.Asset != nil {
				pictures[address.Link(p, address.Asset(t.Asset))] = t.Asset.Path
			}
		}
		d, err := twin.Of(twin.Input{Page: &v, At: p, BaseURL: m.c.Site.BaseURL, Pictures: func(src string) ([]byte, error) {
			if name := pictures[src]; name != "" {
				return read(name)
			}
			return nil, nil
		}})
		if err != nil {
			return err
		}
		return docx.Write(w, d, docx.Properties{Creator: m.c.Site.Organiser.Name, Date: a.Date.Date})
	}
}
