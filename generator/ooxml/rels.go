package ooxml

import (
	"net/url"
	"path"
	"strings"

	"kepu/generator/diag"
)

// Rel is what one part has to do with another one, or with something outside.
type Rel struct {
	ID       string
	Type     string // a URL; Kind is its last word
	Target   string // as written
	External bool   // Target is an address outside of the file
	Part     string // the part that it leads to; "" where it leads to none
}

// Kind is the last word of a relationship's type: officeDocument, image, hyperlink, styles.
func (r Rel) Kind() string { return r.Type[strings.LastIndexByte(r.Type, '/')+1:] }

// Rels are the relationships of a part, in their order; those of the file as a whole for "". A part without any has none.
func (p *Package) Rels(of string) ([]Rel, error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if !p.Has(name) {
		return nil, nil
	}
	return p.relsIn(name, dir)
}

// maxRels is the size of a list of relationships that is read: some 30,000 of them.
const maxRels = 4 << 20

func (p *Package) relsIn(name, dir string) ([]Rel, error) {
	data, err := p.Part(name)
	if err != nil {
		return nil, err
	}
	if len(data) > maxRels {
		return nil, fault(tooLarge, diag.T("部件 %s 有 %d MB", "its part %s has %d MB").With(diag.Clip(name, 80), len(data)>>20), smaller)
	}
	root, err := Parse(data)
	if err != nil {
		return nil, err
	}
	var rels []Rel
	for _, e := range root.Kids {
		if e.Name != "Relationship" {
			continue
		}
		r := Rel{ID: e.Get("Id"), Type: e.Get("Type"), Target: e.Get("Target"), External: strings.EqualFold(e.Get("TargetMode"), "External")}
		if !r.External {
			r.Part = p.resolve(dir, r.Target)
		}
		rels = append(rels, r)
	}
	return rels, nil
}

// resolve returns the part that an address within the file leads to; "" where there is none.
func (p *Package) resolve(dir, target string) string {
	target, _, _ = strings.Cut(target, "#")
	target = strings.ReplaceAll(target, `\`, "/")
	if plain, err := url.PathUnescape(target); err == nil && !p.Has(strings.TrimPrefix(path.Join("/", dir, target), "/")) {
		target = plain
	}
	if strings.HasPrefix(target, "/") {
		dir = ""
	}
	// path.Join leaves no .. above the root.
	if name := strings.TrimPrefix(path.Join("/", dir, target), "/"); p.Has(name) {
		return p.byName[strings.ToLower(name)].name
	}
	return ""
}

// Main is the part that the file is about: word/document.xml, xl/workbook.xml, or what it is called in this file; "" where there is none.
func (p *Package) Main() string {
	rels, _ := p.Rels("")
	for _, r := range rels {
		if r.Kind() == "officeDocument" && r.Part != "" {
			return r.Part
		}
	}
	for _, usual := range []string{"word/document.xml", "xl/workbook.xml"} {
		if p.Has(usual) {
			return p.byName[usual].name
		}
	}
	return ""
}

// types are what [Content_Types].xml says of the parts.
type types struct{ byExt, byName map[string]string }

func (p *Package) readTypes() error {
	p.types = types{map[string]string{}, map[string]string{}}
	if !p.Has(contentTypes) {
		return nil // KindOf knows some by their names alone
	}
	data, err := p.Part(contentTypes)
	if err != nil {
		return err
	}
	root, err := Parse(data)
	if err != nil {
		return err
	}
	for _, e := range root.Kids {
		switch e.Name {
		case "Default":
			p.types.byExt[strings.ToLower(e.Get("Extension"))] = e.Get("ContentType")
		case "Override":
			p.types.byName[strings.ToLower(strings.TrimPrefix(e.Get("PartName"), "/"))] = e.Get("ContentType")
		}
	}
	return nil
}

// Type is the content type of a part; "" where the file tells none.
func (p *Package) Type(name string) string {
	low := strings.ToLower(name)
	if t := p.types.byName[low]; t != "" {
		return t
	}
	return p.types.byExt[strings.TrimPrefix(path.Ext(low), ".")]
}
