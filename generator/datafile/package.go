package datafile

import (
	"encoding/json"
	"io"
	"path"
	"strings"

	"kepu/generator/address"
	"kepu/generator/pinyin"
)

// The profile that data/datapackage.json says of itself to follow. It is a name; nothing is fetched.
const packageProfile = "https://datapackage.org/profiles/2.0/datapackage.json"

// edition is that of FORMAT.md.
const edition = 2

// dataPackage is a Data Package, version 2 (datapackage.org). Edition and as_of are ours, as the standard allows; it has no day of
// its making, for one content makes the same bytes on any day.
type dataPackage struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Description  string        `json:"description,omitempty"`
	Homepage     string        `json:"homepage,omitempty"`
	Edition      int           `json:"edition"`
	AsOf         string        `json:"as_of,omitempty"`
	Licenses     []licence     `json:"licenses,omitempty"`
	Contributors []contributor `json:"contributors"`
	Sources      []sourceNote  `json:"sources"`
	Resources    []resource    `json:"resources"`
}

type licence struct {
	Name string `json:"name,omitempty"`
	Path string `json:"path,omitempty"`
}

type contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

type sourceNote struct {
	Title string `json:"title"`
}

type resource struct {
	Name        string       `json:"name"`
	Type        string       `json:"type,omitempty"` // table
	Path        string       `json:"path"`           // from data/
	Title       string       `json:"title"`
	Description string       `json:"description,omitempty"`
	Format      string       `json:"format"`
	Mediatype   string       `json:"mediatype"`
	Encoding    string       `json:"encoding,omitempty"`
	Dialect     *dialect     `json:"dialect,omitempty"`
	Schema      *tableSchema `json:"schema,omitempty"`
}

type dialect struct {
	Header         bool   `json:"header"`
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

type tableSchema struct {
	Fields        []fieldSchema `json:"fields"`
	MissingValues []string      `json:"missingValues"`
	PrimaryKey    []string      `json:"primaryKey,omitempty"`
	ForeignKeys   []foreignKey  `json:"foreignKeys,omitempty"`
}

type fieldSchema struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Title       string       `json:"title"`
	Description string       `json:"description,omitempty"`
	Unit        string       `json:"unit,omitempty"` // the standard has no word for it
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// Other is a file of data/ that is no table, or the same as one.
type Other struct{ Path, Title, About, Mediatype string }

// Others are the files of data/ besides the tables.
var Others = []Other{
	{address.BasesJSON, "基地（JSON）", "和基地表一样，命名分开列。", "application/json"},
	{address.BasesGeoJSON, "基地（GeoJSON）", "可以放到地图软件里，坐标是 WGS-84；位置未查到的也在，没有坐标。", "application/geo+json"},
	{address.StatisticsBook, "统计（Excel）", "和统计表一样，另有各基地历年。", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}

// Package writes data/datapackage.json: what the files of data/ are, for programs.
func (f *Files) Package(w io.Writer) error {
	site := &f.Catalog.Site
	p := dataPackage{
		Schema: packageProfile, Name: packageName(site.Title), Title: site.Title, Description: site.Description, Homepage: site.BaseURL, Edition: edition, AsOf: f.Catalog.AsOf.String(),
		Contributors: []contributor{{site.Organiser.Name, []string{"publisher"}}},
		Sources:      []sourceNote{{site.Organiser.Name + "的记录；各条的出处写在 sources 一栏"}},
	}
	if l := site.Data.Licence; strings.Contains(l, "://") {
		p.Licenses = []licence{{Path: l}}
	} else if l != "" {
		p.Licenses = []licence{{Name: l}}
	}
	for _, t := range f.Tables() {
		s := &tableSchema{MissingValues: []string{""}}
		for _, x := range t.Fields {
			one := fieldSchema{Name: x.Name, Type: x.Type, Title: x.Title, Description: x.Note, Unit: x.Unit}
			if x.Required {
				one.Constraints = &constraints{true}
			}
			s.Fields = append(s.Fields, one)
		}
		if t.Key != "" {
			s.PrimaryKey = []string{t.Key}
		}
		if t.Bases != "" {
			s.ForeignKeys = []foreignKey{{[]string{t.Bases}, reference{resourceName(address.BasesCSV), []string{"id"}}}}
		}
		p.Resources = append(p.Resources, resource{
			Name: resourceName(t.Path), Type: "table", Path: path.Base(t.Path), Title: t.Title, Description: t.About, Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
			Dialect: &dialect{true, ",", "\r\n", `"`, true}, Schema: s,
		})
	}
	for _, o := range Others {
		p.Resources = append(p.Resources, resource{
			Name: resourceName(o.Path) + "-" + ending(o.Path), Path: path.Base(o.Path), Title: o.Title, Description: o.About, Format: ending(o.Path), Mediatype: o.Mediatype,
		})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(p)
}

func ending(p string) string { return strings.TrimPrefix(path.Ext(p), ".") }

func resourceName(p string) string { return strings.TrimSuffix(path.Base(p), path.Ext(p)) }

// packageName is a name of small letters, digits and hyphens.
func packageName(title string) string {
	if name := pinyin.Slug(title, "-"); name != "" {
		return name
	}
	return "kepu"
}
