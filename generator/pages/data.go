package pages

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/source"
	"kepu/generator/workbook"
)

// data adds the files for other programs.
func (m *maker) data() {
	m.add(File{Path: "data/bases.json", Write: m.basesJSON})
	m.add(File{Path: "data/bases.geojson", Write: m.basesGeoJSON})
	m.add(File{Path: "data/bases.csv", Write: m.basesCSV})
	m.add(File{Path: "data/activities.csv", Write: m.activitiesCSV})
	m.add(File{Path: statisticsCSV, Write: m.f.WriteCSV})
	m.add(File{Path: statisticsJSON, Write: m.f.WriteJSON})
	m.add(File{Path: statisticsBook, Write: m.statisticsBook})
}

func (m *maker) statisticsBook(w io.Writer) error {
	return workbook.Write(w, m.f, workbook.About{Title: m.c.Site.Title, By: m.c.Site.Organiser.Name, AsOf: m.c.AsOf})
}

// baseRecord is a base in data/bases.json. What is not known is left out.
type baseRecord struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Alias      []string      `json:"alias,omitempty"`
	URL        string        `json:"url"` // from the site's root
	County     string        `json:"county"`
	Kind       string        `json:"kind,omitempty"`
	Level      string        `json:"level,omitempty"` // the highest in force as of the newest record
	Titles     []titleRecord `json:"titles,omitempty"`
	Address    string        `json:"address,omitempty"`
	Phone      string        `json:"phone,omitempty"`
	Website    string        `json:"website,omitempty"`
	Location   []float64     `json:"location,omitempty"` // WGS-84: longitude, latitude
	Precision  string        `json:"precision,omitempty"`
	Fee        string        `json:"fee,omitempty"`
	Free       *bool         `json:"free,omitempty"`
	Booking    string        `json:"booking,omitempty"`
	Facilities []string      `json:"facilities,omitempty"`
	Summary    string        `json:"summary,omitempty"`
	Since      string        `json:"since,omitempty"`
	Until      string        `json:"until,omitempty"`
	Sources    []string      `json:"sources,omitempty"`
}

// titleRecord is a title held, in data/bases.json.
type titleRecord struct {
	Level      string `json:"level"`
	Date       string `json:"date"`
	Authority  string `json:"authority,omitempty"`
	Batch      string `json:"batch,omitempty"`
	ValidUntil string `json:"valid_until,omitempty"`
	Revoked    string `json:"revoked,omitempty"`
}

func (m *maker) record(b *catalog.Base) baseRecord {
	card := m.card(homeAddress, b)
	r := baseRecord{
		ID: b.ID, Name: b.Name, Alias: b.Alias, URL: card.URL, County: card.County, Kind: card.Kind, Level: card.Level,
		Address: b.Address, Phone: b.Phone, Website: b.Website, Fee: b.Fee, Free: b.Free, Booking: b.Booking,
		Facilities: b.Facilities, Summary: card.Summary, Since: b.Since.String(), Until: b.Until.String(), Sources: b.Sources,
	}
	if b.Point != nil {
		r.Location, r.Precision = []float64{geo.Round(b.Point.Lon, 6), geo.Round(b.Point.Lat, 6)}, b.Precision
	}
	for _, t := range b.Titles {
		d := t.Designation
		x := titleRecord{Level: d.Level.Name, Date: d.Date.String(), Authority: d.Authority, Batch: d.Batch, ValidUntil: d.ValidUntil.String()}
		if t.Revoked != nil {
			x.Revoked = t.Revoked.Date.String()
		}
		r.Titles = append(r.Titles, x)
	}
	return r
}

func (m *maker) basesJSON(w io.Writer) error {
	records := []baseRecord{}
	for _, b := range m.c.Bases {
		records = append(records, m.record(b))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(true)
	e.SetIndent("", "  ")
	return e.Encode(records)
}

// table writes rows as a CSV that Excel opens right: UTF-8 with BOM, CRLF. A cell
// that a spreadsheet would take for a formula gets an apostrophe in front.
func table(w io.Writer, header []string, rows func(row func(...string))) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true
	c.Write(header) // the writer keeps its first error for Error
	rows(func(cells ...string) {
		for i, s := range cells {
			if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
				cells[i] = "'" + s
			}
		}
		c.Write(cells)
	})
	c.Flush()
	return c.Error()
}

func (m *maker) basesCSV(w io.Writer) error {
	header := strings.Split("id,name,alias,county,kind,level,titles,address,phone,website,longitude,latitude,precision,fee,free,booking,facilities,summary,since,until,url,sources", ",")
	return table(w, header, func(row func(...string)) {
		for _, b := range m.c.Bases {
			r := m.record(b)
			lon, lat := "", ""
			if r.Location != nil {
				lon, lat = decimal(r.Location[0]), decimal(r.Location[1])
			}
			free := ""
			if b.Free != nil {
				free = strconv.FormatBool(*b.Free)
			}
			row(r.ID, r.Name, join(r.Alias), r.County, r.Kind, r.Level, m.card(homeAddress, b).Titles, r.Address, r.Phone, r.Website, lon, lat, r.Precision,
				r.Fee, free, r.Booking, join(r.Facilities), r.Summary, r.Since, r.Until, r.URL, join(r.Sources))
		}
	})
}

func (m *maker) activitiesCSV(w io.Writer) error {
	header := strings.Split("date,until,title,bases,counties,campaign,form,topic,status,counted,sessions", ",")
	for x := range source.Measures {
		header = append(header, x.Key())
	}
	header = append(header, "place", "audience", "summary", "link", "sources", "url")
	return table(w, header, func(row func(...string)) {
		for _, a := range m.c.Activities {
			it := m.item(homeAddress, a)
			sessions := "1"
			if a.Sessions.Known {
				sessions = strconv.FormatInt(a.Sessions.N, 10)
			}
			cells := []string{a.Date.String(), a.Until.String(), a.Title, names(it.Bases), names(it.Counties), it.Campaign, it.Form, join(a.Topic),
				statusKeys[a.Status], strconv.FormatBool(a.Counts()), sessions}
			for x := range source.Measures {
				cell := ""
				if c := a.Activity.Figures[x]; c.Known {
					cell = strconv.FormatInt(c.N, 10)
				}
				cells = append(cells, cell)
			}
			summary := ""
			if a.Summary != nil {
				summary = a.Summary.Plain
			}
			row(append(cells, a.Place, join(a.Audience), summary, a.Link, join(a.Sources), it.URL)...)
		}
	})
}

// statusKeys are the words of format.md.
var statusKeys = [...]string{source.Held: "held", source.Planned: "planned", source.Postponed: "postponed", source.Cancelled: "cancelled"}

func join(list []string) string { return strings.Join(list, "；") }

func names(list []Link) string {
	var out []string
	for _, l := range list {
		out = append(out, l.Name)
	}
	return join(out)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
