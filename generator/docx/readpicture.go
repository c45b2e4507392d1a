package docx

import (
	"path"
	"strconv"
	"strings"

	"kepu/generator/ooxml"
)

// drawing reads a picture, a shape, a text box or what else is drawn.
func (r *reader) drawing(p *paragraph, e *ooxml.Element, link string) {
	if r.inInstruction() != nil || r.dropped() {
		return
	}
	before, pics := len(p.after), p.pics
	if e.Name == "object" {
		p.lost[lostObject].WriteString("\n" + e.Kid("OLEObject").Get("ProgID"))
	}
	d := drawn{}
	r.drawnIn(p, e, link, &d)
	if len(p.after) == before && p.pics == pics && e.Name != "object" && !d.told && d.shape {
		p.lost[lostShape].WriteString("\n" + d.alt)
	}
}

// drawn is what is known of a drawing while its inside is read.
type drawn struct {
	alt, link string
	told      bool // something is said of it already
	shape     bool
}

func (r *reader) drawnIn(p *paragraph, e *ooxml.Element, link string, d *drawn) {
	for _, k := range e.Kids {
		switch k.Name {
		case "", "shapetype", "Fallback":
			continue
		case "AlternateContent":
			for _, one := range r.alternative(k) {
				r.drawnIn(p, &ooxml.Element{Kids: []*ooxml.Element{one}}, link, d)
			}
			continue
		case "docPr", "cNvPr":
			if words := strings.TrimSpace(k.Get("descr")); words != "" {
				d.alt = words
			} else if words := strings.TrimSpace(k.Get("title")); words != "" && d.alt == "" {
				d.alt = words
			}
			if h := k.Kid("hlinkClick"); h != nil {
				if x, ok := r.rels[h.In(relSpace, "id")]; ok && x.External {
					d.link = x.Target
				}
			}
		case "shape", "rect", "roundrect", "oval", "line", "group":
			d.shape = true
			if words := strings.TrimSpace(k.Get("alt")); words != "" {
				d.alt = words
			}
		case "wsp", "cxnSp":
			d.shape = true
		case "textpath":
			if words := strings.TrimSpace(k.Get("string")); words != "" {
				d.told = true
				p.lost[lostShape].WriteString("\n" + words)
			}
		case "blipFill":
			src := k.Kid("srcRect")
			cropped := false
			for _, side := range []string{"l", "t", "r", "b"} {
				n, _ := strconv.Atoi(src.Get(side))
				cropped = cropped || n > 500 // of 100,000
			}
			blip := k.Kid("blip")
			r.picture(p, blip.In(relSpace, "embed"), blip.In(relSpace, "link"), link, cropped, d)
			continue
		case "imagedata":
			cropped := false
			for _, side := range []string{"cropleft", "croptop", "cropright", "cropbottom"} {
				v := k.Get(side)
				cropped = cropped || v != "" && strings.Trim(v, "0.f") != ""
			}
			r.picture(p, k.In(relSpace, "id"), k.In(relSpace, "href"), link, cropped, d)
		case "txbxContent":
			blocks := r.apart(k, p.at, r.rels)
			if len(blocks) > 0 {
				d.told = true
				p.lost[lostBox].WriteString(wordsIn(blocks))
				p.after = append(p.after, blocks...)
			}
			continue
		case "chart", "relIds":
			d.told = true
			p.lost[lostChart].WriteString("\n" + d.alt)
		}
		r.drawnIn(p, k, link, d)
	}
}

// wordsIn are the letters of some blocks, in one line.
func wordsIn(blocks []Block) string {
	var list []string
	for i := range blocks {
		if blocks[i].Role != Table {
			list = append(list, textOf(blocks[i].Runs))
		}
		for _, row := range blocks[i].Rows {
			for _, c := range row {
				list = append(list, wordsIn(c.Blocks))
			}
		}
	}
	return strings.Join(list, " ")
}

// picture takes the bytes of a picture in.
func (r *reader) picture(p *paragraph, embedded, linked, link string, cropped bool, d *drawn) {
	d.told = true
	x, ok := r.rels[embedded]
	if !ok || x.Part == "" {
		words := d.alt
		if y, out := r.rels[linked]; out && words == "" {
			words = y.Target
		}
		p.lost[lostPicture].WriteString("\n" + words)
		return
	}
	data, err := r.pkg.Part(x.Part)
	if err != nil || len(data) == 0 {
		p.lost[lostPicture].WriteString("\n" + d.alt)
		return
	}
	name := r.names[x.Part]
	if name == "" {
		name = path.Base(x.Part)
		for n := 2; r.doc.Pictures[name] != nil; n++ {
			name = strconv.Itoa(n) + "-" + path.Base(x.Part)
		}
		r.names[x.Part] = name
		r.doc.Pictures[name] = data
	}
	if cropped {
		p.lost[lostCropped].WriteString(name + " ")
	}
	if d.link != "" {
		link = d.link
	}
	if link == "" {
		link = r.fieldLink()
	}
	p.pics++
	p.runs = append(p.runs, Run{Picture: name, Alt: d.alt, Link: link})
}
