package pages

import (
	"io"
	"strconv"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/geo"
	"kepu/generator/measure"
	"kepu/generator/workbook"
)

// data adds the files for other programs.
func (m *maker) data() {
	m.add(File{Path: address.BasesJSON, Write: m.basesJSON, Key: m.keys.whole})
	m.add(File{Path: address.BasesGeoJSON, Write: m.basesGeoJSON, Key: m.keys.whole})
	m.add(File{Path: address.BasesCSV, Write: m.basesCSV, Key: m.keys.whole})
	m.add(File{Path: address.ActivitiesCSV, Write: m.activitiesCSV, Key: m.keys.whole})
	m.add(File{Path: address.StatisticsCSV, Write: m.f.WriteCSV, Key: m.keys.whole})
	m.add(File{Path: address.BasesByYear, Write: m.f.WriteBases, Key: m.keys.whole})
	m.add(File{Path: address.StatisticsBook, Write: m.statisticsBook, Key: m.keys.whole})
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
	Level      string        `json:"level,omitempty"`      // the highest in force as of the newest record
	LevelNote  string        `json:"level_note,omitempty"` // that it may be over; of none, what became of the titles
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
	card := m.card(address.Home, b)
	r := baseRecord{
		ID: b.ID, Name: b.Name, Alias: b.Alias, URL: card.URL, County: card.County, Kind: card.Kind, Level: card.Level, LevelNote: card.LevelNote,
		Address: b.Address, Phone: b.Phone, Website: b.Website, Fee: b.Fee, Free: b.Free, Booking: b.Booking,
		Facilities: b.Facilities, Summary: card.Summary, Since: b.Since.String(), Until: b.Until.String(), Sources: b.Sources,
	}
	if b.Point != nil {
		r.Location, r.Precision = []float64{geo.Round(b.Point.Lon, 6), geo.Round(b.Point.Lat, 6)}, b.Precision
	}
	for _, t := range b.Titles {
		d := t.Designation
		x := titleRecord{Level: d.Level.Name, Date: d.Date.String(), Authority: d.Authority, Batch: d.Batch, ValidUntil: d.ValidUntil.String()}
		if d.NoEndKnown {
			x.ValidUntil = "unknown"
		}
		if t.Revoked != nil {
			x.Revoked = t.Revoked.Date.String()
		}
		r.Titles = append(r.Titles, x)
	}
	return r
}

func (m *maker) basesJSON(w io.Writer) error {
	a := newArray(w, "")
	for _, b := range m.c.Bases {
		if err := a.add(m.record(b)); err != nil {
			return err
		}
	}
	return a.end("\n")
}

func (m *maker) basesCSV(w io.Writer) error {
	header := strings.Split("id,name,alias,county,kind,level,titles,address,phone,website,longitude,latitude,precision,fee,free,booking,facilities,summary,since,until,url,sources", ",")
	return table(w, header, func(row func(...string) error) error {
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
			err := row(r.ID, r.Name, join(r.Alias), r.County, r.Kind, r.Level, m.card(address.Home, b).Titles, r.Address, r.Phone, r.Website, lon, lat, r.Precision,
				r.Fee, free, r.Booking, join(r.Facilities), r.Summary, r.Since, r.Until, r.URL, join(r.Sources))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (m *maker) activitiesCSV(w io.Writer) error {
	header := strings.Split("date,until,title,bases,counties,campaign,form,topic,status,counted,sessions", ",")
	for _, x := range measure.InActivity {
		header = append(header, x.Key())
	}
	header = append(header, "place", "audience", "summary", "link", "sources", "url")
	return table(w, header, func(row func(...string) error) error {
		var cells []string
		for _, a := range m.c.Activities {
			cells = m.activityCells(cells[:0], a)
			if err := row(cells...); err != nil {
				return err
			}
		}
		return nil
	})
}

// activityCells adds the cells of an activity's row. There may be a hundred thousand, so that no list's
// item is made for it.
func (m *maker) activityCells(cells []string, a *catalog.Activity) []string {
	campaign, form, sessions, summary := "", "", "1", ""
	if a.Campaign != nil {
		campaign = a.Campaign.Name
	}
	if a.Form != nil {
		form = a.Form.Name
	}
	if a.Sessions.Known {
		sessions = strconv.FormatInt(a.Sessions.N, 10)
	}
	if a.Summary != nil {
		summary = a.Summary.Plain
	}
	cells = append(cells, a.Date.String(), a.Until.String(), a.Title,
		names(a.Bases, between, func(b *catalog.Base) string { return b.Name }), names(a.Counties, between, func(c *catalog.County) string { return c.Name }),
		campaign, form, join(a.Topic), a.Status.Key(), strconv.FormatBool(a.Counts()), sessions)
	for _, c := range a.Activity.Figures {
		cell := ""
		if c.Known {
			cell = strconv.FormatInt(c.N, 10)
		}
		cells = append(cells, cell)
	}
	return append(cells, a.Place, join(a.Audience), summary, a.Link, join(a.Sources), m.entries.Entry(a))
}

// between stands between the values of a cell that has several.
const between = "；"

func join(list []string) string { return strings.Join(list, between) }

// names joins what name says of the list.
func names[T any](list []T, between string, name func(T) string) string {
	if len(list) == 1 {
		return name(list[0])
	}
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = name(x)
	}
	return strings.Join(out, between)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
