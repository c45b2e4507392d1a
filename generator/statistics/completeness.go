package statistics

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/chart"
	"kepu/generator/completeness"
	"kepu/generator/view"
)

// How much is known of the bases that have a page: by item, by county, and of those that lack most.

const (
	mostIncomplete = 8 // bases in the table of those that lack most
	mostNext       = 3 // items named that are to be filled in next
)

// completeness are the figures of all bases that count.
func (s *page) completeness() []*view.Figure {
	bases := s.complete(s.c.Bases)
	if len(bases) == 0 {
		return nil
	}
	return []*view.Figure{s.knownItems(bases), s.knownCounties(bases), s.incomplete("completeness-bases", "资料待补最多的基地", bases)}
}

// CountyCompleteness is what is known of a county's bases, on its page at p; nil where it has none.
func (b *Builder) CountyCompleteness(p string, c *catalog.County) *view.Figure {
	s := b.on(p)
	of := s.complete(slices.DeleteFunc(slices.Clone(b.c.Bases), func(x *catalog.Base) bool { return x.County != c }))
	if len(of) == 0 {
		return nil
	}
	return s.incomplete("_completeness", "基地资料", of)
}

// complete are those bases of which there is something to fill in.
func (s *page) complete(bases []*catalog.Base) []*catalog.Base {
	return slices.DeleteFunc(slices.Clone(bases), func(b *catalog.Base) bool { return !completeness.Counts(b, s.c) })
}

// knownCell is a share with its bar: 31/60.
func knownCell(known, whole int) view.DataCell {
	return view.DataCell{Text: fmt.Sprintf("%s/%s", digits(int64(known)), digits(int64(whole))), Word: chart.Part(int64(known), int64(whole))}
}

// onPages begins a figure about what pages say.
func (s *page) onPages(id, caption string) *view.Figure {
	f := s.figure(id, caption, "基地介绍页")
	f.Open, f.CSVURL, f.CSVName = true, address.Link(s.p, address.BasesCSV), "全部基地"
	return f
}

func sumOf(bases []*catalog.Base) (sum completeness.Sum) {
	for _, b := range bases {
		sum.Add(completeness.Of(b))
	}
	return sum
}

// knownItems tells of how many bases each item is known.
func (s *page) knownItems(bases []*catalog.Base) *view.Figure {
	sum := sumOf(bases)
	f := s.onPages("completeness-items", "各项资料已知的基地")
	f.Sentence = fmt.Sprintf("%s家基地，每家%d项资料，合计%s项，已知%s项。", digits(int64(sum.Bases)), completeness.Items, digits(int64(sum.Whole())), digits(int64(sum.Known())))
	f.Table = view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "资料"}, {Name: "已知", Unit: "家"}, {Name: "待补", Unit: "家"}}}
	for i := range completeness.Item(completeness.Items) {
		missing := sum.Bases - sum.By[i]
		cell := view.DataCell{Text: digits(int64(missing))}
		if missing == 0 {
			cell.Text = dash
		}
		f.Table.Rows = append(f.Table.Rows, view.DataRow{Name: i.Name(), Cells: []view.DataCell{knownCell(sum.By[i], sum.Bases), cell}})
	}
	f.Notes = append(f.Notes, completeness.Definition+"不再是基地的不计。")
	return f
}

// knownCounties tells how much is known of the bases of each county; of those without one it says so.
func (s *page) knownCounties(bases []*catalog.Base) *view.Figure {
	if len(s.c.Counties) < 2 {
		return nil
	}
	f := s.onPages("completeness-counties", "各县区资料完整度")
	f.Table = view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "县区"}, {Name: "基地", Unit: "家"}, {Name: "已知", Unit: "项"}, {Name: "最缺"}}}
	var without []string
	for _, c := range s.c.Counties {
		own := sumOf(slices.DeleteFunc(slices.Clone(bases), func(b *catalog.Base) bool { return b.County != c }))
		if own.Bases == 0 {
			without = append(without, c.Name)
			continue
		}
		f.Table.Rows = append(f.Table.Rows, view.DataRow{Name: c.Name, URL: address.Link(s.p, address.County(c)), Cells: []view.DataCell{
			{Text: digits(int64(own.Bases))}, knownCell(own.Known(), own.Whole()), {Text: lacking(own)},
		}})
	}
	if len(f.Table.Rows) == 0 {
		return nil
	}
	if len(without) > 0 {
		f.Notes = append(f.Notes, fewNames(without)+"没有介绍页，不在表里。")
	}
	return f
}

// lacking names the item that is known of the fewest bases: of several the one that is needed most.
func lacking(sum completeness.Sum) string {
	least := completeness.Item(0)
	for i := range completeness.Item(completeness.Items) {
		if sum.By[i] < sum.By[least] {
			least = i
		}
	}
	if sum.By[least] == sum.Bases {
		return dash
	}
	return least.Name()
}

// incomplete is a table of some bases, those of which least is known first.
func (s *page) incomplete(id, caption string, bases []*catalog.Base) *view.Figure {
	f := s.onPages(id, caption)
	f.Wide = true
	f.Table = view.DataTable{Caption: caption, Words: true, Head: []view.DataHead{{Name: "基地"}, {Name: "已知", Unit: "项"}, {Name: "先补"}}}
	sorted := slices.Clone(bases)
	slices.SortStableFunc(sorted, func(a, b *catalog.Base) int { return completeness.Of(a).Count() - completeness.Of(b).Count() })
	whole := 0
	for _, b := range sorted {
		if completeness.Of(b).Count() == completeness.Items {
			whole++
		}
	}
	switch {
	case whole == len(sorted):
		f.Sentence = fmt.Sprintf("%s家基地的%d项资料都已知。", digits(int64(len(sorted))), completeness.Items)
	case whole > 0:
		f.Sentence = fmt.Sprintf("%s家基地里，%s家的%d项资料都已知。", digits(int64(len(sorted))), digits(int64(whole)), completeness.Items)
	}
	for _, b := range sorted[:min(mostIncomplete, len(sorted))] {
		k := completeness.Of(b)
		next := view.DataCell{Text: k.Next(mostNext)}
		if next.Text == "" {
			next.Text = dash
		}
		f.Table.Rows = append(f.Table.Rows, view.DataRow{Name: b.Name, URL: address.Link(s.p, address.Base(b)), Cells: []view.DataCell{knownCell(k.Count(), completeness.Items), next}})
	}
	if n := len(sorted) - mostIncomplete; n > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("另有%s家没有列出。", digits(int64(n))))
	}
	names := make([]string, completeness.Items)
	for i := range names {
		names[i] = completeness.Item(i).Name()
	}
	f.Notes = append(f.Notes, fmt.Sprintf("%d项资料：%s。%s", completeness.Items, strings.Join(names, "、"), completeness.Definition))
	return f
}
