package pages

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/chart"
	"kepu/generator/qrcode"
	"kepu/generator/view"
)

// # The folded map
//
// A sheet of A3: the map with an ordinal on each base, and on its back eight panels of A6 — the cover, how to read it, and six with the list. How much goes
// on a panel is counted here in tenths of a millimetre, as foldmap.css has it. The list tells as much of each base as lets all of them stand there:
// all that a visitor asks for, in large type or in small, else two lines of it or one, else names and telephones, else how many there are in each county, since the rest is on the site.
const (
	foldPanels = 6
	foldHeight = 1300            // of a panel, between its margins
	foldName   = chart.Pos(2800) // a line of a name, in its own em
	foldText   = chart.Pos(3250) // a line of what else is known
	foldMost   = 4               // lines of that
	foldLarge  = 1.4             // how much larger large type is
)

func (m *maker) foldMap() view.FoldMap {
	p := address.FoldMap
	v := view.FoldMap{Title: m.c.Site.Title, By: m.c.Site.Organiser.Name}
	v.Frame = m.frame(p, "折页地图", "一张 A3 的基地地图，背面是名单，打印出来折成八折", view.Link{Name: "基地地图", URL: address.Link(p, address.Map)})
	if m.c.AsOf.Known() {
		v.AsOf = "资料截至" + m.c.AsOf.Chinese()
	}
	if base := m.c.Site.BaseURL; base != "" {
		if code := qrcode.Encode(base+address.Map, qrcode.Medium); code != nil {
			v.Code, v.Size = code.Path(), code.Size+2*qrcode.Quiet
		}
	}
	list := m.inBooklet(m.c.Bases) // by county
	ordinals := map[*catalog.Base]int{}
	for i, b := range list {
		ordinals[b] = i + 1
	}
	drawn, key, tray := m.maps.Fold(p, list, func(b *catalog.Base) int { return ordinals[b] })
	if drawn != nil {
		v.Map, v.Key = *drawn, key
	}
	counties := map[*catalog.County]bool{}
	for _, b := range list {
		if b.County != nil {
			counties[b.County] = true
		}
	}
	v.Count = fmt.Sprintf("%s家基地，分布在%d个县区", digits(int64(len(list))), len(counties))
	unmarked := map[*catalog.Base]bool{}
	for _, b := range list {
		unmarked[b] = b.Point == nil || slices.Contains(tray, b)
	}
	for _, try := range []struct {
		lines int // of what is known of a base
		size  float64
	}{{foldMost, foldLarge}, {foldMost, 1}, {2, 1}, {1, 1}, {0, foldLarge}, {0, 1}} {
		if m.maps.CountsOnly() {
			break
		}
		if v.Panels = panels(m.foldLists(p, list, ordinals, unmarked, try.lines, try.size), try.size); len(v.Panels) <= foldPanels {
			v.Large, v.Notes = try.size > 1, make([]struct{}, foldPanels-len(v.Panels))
			v.Tray = unmarkedWords(list, ordinals, unmarked)
			v.Lead = fmt.Sprintf("%d家基地，一张 A3：正面是地图，背面是名单。", len(list))
			return v
		}
	}
	v.Says = fmt.Sprintf("%s家基地一张纸印不下，这里只印各县区有多少家，名单看网上或小册子。", digits(int64(len(list))))
	v.Lead = v.Says
	for i := range v.Map.Drawings {
		v.Map.Drawings[i].Spots, v.Map.Drawings[i].Crowds, v.Map.Drawings[i].Leaders = nil, nil, ""
	}
	v.Key = view.MapKey{}
	of := view.FoldMapList{Name: "各县区"}
	for _, c := range m.c.Counties {
		if n := len(m.inBooklet(m.index.bases[c])); n > 0 {
			of.Entries = append(of.Entries, view.FoldMapEntry{Name: c.Name, URL: address.Link(p, address.County(c)), Side: digits(int64(n)) + "家"})
		}
	}
	if v.Panels = panels([]view.FoldMapList{of}, foldLarge); len(v.Panels) > foldPanels {
		v.Panels = panels([]view.FoldMapList{of}, 1)
	} else {
		v.Large = true
	}
	v.Notes = make([]struct{}, max(0, foldPanels-len(v.Panels)))
	return v
}

// foldLists are the bases by county, with so many lines of what is known in type of that size.
func (m *maker) foldLists(p string, list []*catalog.Base, ordinals map[*catalog.Base]int, unmarked map[*catalog.Base]bool, lines int, size float64) []view.FoldMapList {
	var out []view.FoldMapList
	for _, b := range list {
		name := "县区未注明"
		if b.County != nil {
			name = b.County.Name
		}
		if n := len(out); n == 0 || out[n-1].Name != name {
			out = append(out, view.FoldMapList{Name: name})
		}
		e := view.FoldMapEntry{Number: digits(int64(ordinals[b])), Name: b.Name, URL: address.Link(p, address.Base(b)), Side: b.Phone}
		if lines > 0 {
			f := m.baseFacts(b)
			var parts []string
			for _, r := range f.Rows {
				switch text := strings.ReplaceAll(r.Text, "\n", "；"); r.Name {
				case "交通", "电话":
				case "地址", "位置":
					parts = append(parts, text)
				default:
					parts = append(parts, r.Name+" "+text)
				}
			}
			parts = append(parts, f.Since)
			if unmarked[b] {
				parts = append(parts, "图上没有点")
			}
			width := chart.Pos(float64(foldText) / size)
			for _, part := range parts { // a fact is told whole or not at all, but for an address
				switch text := strings.TrimSpace(e.Text + "　" + part); {
				case part == "":
				case lineCount(text, width) <= lines:
					e.Text = text
				case e.Text == "":
					e.Text = cutTo(part, width, lines)
				}
			}
		}
		last := &out[len(out)-1]
		last.Entries = append(last.Entries, e)
	}
	return out
}

// panels divides the lists among panels. A county that goes on is named again; no name stands alone at the foot.
func panels(lists []view.FoldMapList, size float64) [][]view.FoldMapList {
	em := func(width chart.Pos) chart.Pos { return chart.Pos(float64(width) / size) }
	const head = 80
	var out [][]view.FoldMapList
	left := 0
	for _, l := range lists {
		name, open := l.Name, false
		for _, e := range l.Entries {
			width := em(foldName)
			if e.Side != "" {
				width -= chart.Width(e.Side) + 200
			}
			high := int(size*float64(40*lineCount(e.Name, max(width, 600))+36*lineCount(e.Text, em(foldText)))) + 14 // a hairline is a pixel on screens
			if need := high + head; !open && left < need || open && left < high {
				out, left = append(out, nil), foldHeight
				if open {
					name, open = l.Name+"（续）", false
				}
			}
			panel := &out[len(out)-1]
			if !open {
				*panel = append(*panel, view.FoldMapList{Name: name})
				left -= head
				open = true
			}
			last := &(*panel)[len(*panel)-1]
			last.Entries = append(last.Entries, e)
			left -= high
		}
	}
	return out
}

// unmarkedWords say which ordinals are not looked for on the map.
func unmarkedWords(list []*catalog.Base, ordinals map[*catalog.Base]int, unmarked map[*catalog.Base]bool) string {
	var out []string
	for _, b := range list {
		if unmarked[b] {
			out = append(out, digits(int64(ordinals[b])))
		}
	}
	if out == nil {
		return ""
	}
	const most = 40
	if len(out) > most {
		return fmt.Sprintf("%d家没有准确位置，图上没有点，数在各县区的家数里。", len(out))
	}
	return "位置不够准、图上没有点的：" + strings.Join(out, "、") + "。它们数在各县区的家数里。"
}
