package pages

import (
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/datafile"
	"kepu/generator/statistics"
	"kepu/generator/view"
	"kepu/generator/workbook"
)

// data adds the files for other programs, and the page that says what they are.
func (m *maker) data() {
	files := &datafile.Files{Catalog: m.c, Entries: m.entries, Figures: m.f, Attention: m.stats.Attention, Words: func(b *catalog.Base) datafile.Words {
		c := m.card(address.Home, b)
		return datafile.Words{Level: c.Level, LevelNote: c.LevelNote, Titles: c.Titles, Summary: c.Summary}
	}, Hours: hoursWords}
	about := workbook.About{Title: m.c.Site.Title, By: m.c.Site.Organiser.Name, AsOf: m.c.AsOf}
	write := map[string]func(io.Writer) error{
		address.BasesJSON: files.BasesJSON, address.BasesGeoJSON: files.BasesGeoJSON, address.DataPackage: files.Package,
		address.StatisticsBook: func(w io.Writer) error { return workbook.Write(w, m.f, about) },
	}
	for _, t := range files.Tables() {
		write[t.Path] = t.Write
	}
	for _, path := range slices.Sorted(maps.Keys(write)) {
		m.add(File{Path: path, Write: write[path], Key: m.keys.whole})
	}
	m.page(address.Data, "data", func() any { return m.dataPage(files, write) }, m.keys.whole)
}

// hoursWords says in a line when a base is open; "" when that is not known.
func hoursWords(b *catalog.Base) string {
	var parts []string
	for _, h := range hoursRows(b) {
		parts = append(parts, strings.Join(strings.Fields(h.Days+" "+h.Times+" "+h.Months), " "))
	}
	if len(b.Closed) > 0 {
		parts = append(parts, "闭馆："+strings.Join(b.Closed, "、"))
	}
	return strings.Join(parts, "；")
}

// dataPage makes data.html. How long each file is it learns by making it; the spreadsheet, which takes as long as all
// others together, is left out.
func (m *maker) dataPage(files *datafile.Files, write map[string]func(io.Writer) error) view.Data {
	p := address.Data
	v := view.Data{
		Frame: m.column(p, statistics.DataTitle, "本站的全部数据：有哪些表，每一列是什么，怎样下载", view.Link{Name: "统计", URL: address.Link(p, address.Statistics)}),
		AsOf:  m.c.AsOf.Chinese(), Licence: sourceOf(m.c.Site.Data.Licence), Package: address.Link(p, address.DataPackage),
	}
	tables := files.Tables()
	v.Tables = make([]view.DataFile, len(tables))
	var others = make([]view.DataFile, len(datafile.Others))
	var all sync.WaitGroup
	for i, t := range tables {
		all.Go(func() {
			c := counter{}
			t.Write(&c) // what goes wrong is told of the file
			v.Tables[i] = view.DataFile{Title: t.Title, About: t.About, URL: address.Link(p, t.Path), Name: path.Base(t.Path), ID: strings.TrimSuffix(path.Base(t.Path), ".csv"), Size: Size(c.bytes), Rows: digits(max(c.rows-1, 0))}
			for _, f := range t.Fields {
				v.Tables[i].Columns = append(v.Tables[i].Columns, view.DataColumn{Name: f.Name, Title: f.Title, Type: typeNames[f.Type], Unit: f.Unit, Note: f.Note})
			}
		})
	}
	for i, o := range datafile.Others {
		all.Go(func() {
			others[i] = view.DataFile{Title: o.Title, About: o.About, URL: address.Link(p, o.Path), Name: path.Base(o.Path)}
			if o.Path != address.StatisticsBook {
				c := counter{}
				write[o.Path](&c)
				others[i].Size = Size(c.bytes)
			}
		})
	}
	all.Wait()
	v.Others = others
	return v
}

// typeNames are what columns hold, in words.
var typeNames = map[string]string{"string": "文字", "integer": "整数", "number": "数", "boolean": "true 或 false", "year": "年份"}

// counter counts what is written to it: bytes, and the rows of a table.
type counter struct {
	bytes, rows int64
	quoted      bool // within a cell in quotes, where a line may end without a row's end
}

func (c *counter) Write(data []byte) (int, error) {
	c.bytes += int64(len(data))
	for _, b := range data {
		switch {
		case b == '"':
			c.quoted = !c.quoted
		case b == '\n' && !c.quoted:
			c.rows++
		}
	}
	return len(data), nil
}
