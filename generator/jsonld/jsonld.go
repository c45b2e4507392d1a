// Package jsonld makes the facts of a page as schema.org has them, for search engines that read JSON-LD.
//
// In come plain values; out comes JSON that may stand in a script element as data: every <, > and & of it is written as an escape, so that
// no text ends the element. What is not known is left out, never guessed. Each type has a struct, whose fields are the properties
// that are said here and stand in their order; [Text] writes any of them.
package jsonld

import (
	"bytes"
	"encoding/json"
)

// Kind is the type of a thing, which it says by itself.
type Kind string

// Text returns a thing as JSON.
func Text(thing any) string {
	data, err := json.Marshal(thing)
	if err != nil {
		panic(err) // structs of texts and numbers alone
	}
	const context = `{"@context":"https://schema.org",`
	return context + string(bytes.TrimPrefix(data, []byte("{")))
}

// Link is a name and an absolute address.
type Link struct{ Name, URL string }

type listItem struct {
	Type     Kind   `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

type breadcrumbs struct {
	Type  Kind       `json:"@type"`
	Items []listItem `json:"itemListElement"`
}

// Breadcrumbs are the pages from the home page down to this one.
func Breadcrumbs(way []Link) any {
	b := breadcrumbs{Type: "BreadcrumbList"}
	for i, l := range way {
		b.Items = append(b.Items, listItem{"ListItem", i + 1, l.Name, l.URL})
	}
	return b
}

// Address is where something is, as one writes it on a letter.
type Address struct {
	Type    Kind   `json:"@type"` // PostalAddress
	Country string `json:"addressCountry"`
	County  string `json:"addressLocality,omitempty"`
	Street  string `json:"streetAddress,omitempty"`
}

// At returns an address in China.
func At(county, street string) *Address {
	if county == "" && street == "" {
		return nil
	}
	return &Address{"PostalAddress", "CN", county, street}
}

// Point is a point of WGS-84.
type Point struct {
	Type Kind    `json:"@type"` // GeoCoordinates
	Lat  float64 `json:"latitude"`
	Lon  float64 `json:"longitude"`
}

// Geo returns a point.
func Geo(lat, lon float64) *Point { return &Point{"GeoCoordinates", lat, lon} }

// Hours are from when to when a place is open on some days of the week.
type Hours struct {
	Type   Kind     `json:"@type"` // OpeningHoursSpecification
	Days   []string `json:"dayOfWeek"`
	Opens  string   `json:"opens"`
	Closes string   `json:"closes"`
}

// weekdays are the days of the week, Monday first.
var weekdays = [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// Open returns hours on days of the week, Monday is 0.
func Open(days []int, opens, closes string) Hours {
	h := Hours{Type: "OpeningHoursSpecification", Opens: opens, Closes: closes}
	for _, d := range days {
		h.Days = append(h.Days, weekdays[d])
	}
	return h
}

// Place is somewhere to go to.
type Place struct {
	Type        Kind     `json:"@type"` // Place, or a kind of it: Museum
	ID          string   `json:"@id,omitempty"`
	Name        string   `json:"name"`
	Others      []string `json:"alternateName,omitempty"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	SameAs      string   `json:"sameAs,omitempty"`
	Image       string   `json:"image,omitempty"`
	Address     *Address `json:"address,omitempty"`
	Geo         *Point   `json:"geo,omitempty"`
	Telephone   string   `json:"telephone,omitempty"`
	Free        *bool    `json:"isAccessibleForFree,omitempty"`
	Most        int64    `json:"maximumAttendeeCapacity,omitempty"`
	Hours       []Hours  `json:"openingHoursSpecification,omitempty"`
}

// Organization is who does something.
type Organization struct {
	Type Kind   `json:"@type"` // Organization
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// Organizations returns those of these names.
func Organizations(list []Link) []Organization {
	var out []Organization
	for _, l := range list {
		out = append(out, Organization{"Organization", l.Name, l.URL})
	}
	return out
}

// What became of an event.
const (
	Scheduled = "https://schema.org/EventScheduled"
	Postponed = "https://schema.org/EventPostponed"
	Cancelled = "https://schema.org/EventCancelled"
)

// Event is something that is planned.
type Event struct {
	Type        Kind           `json:"@type"` // Event
	Name        string         `json:"name"`
	Description string         `json:"description,omitempty"`
	Start       string         `json:"startDate"` // 2026-05-02, 2026-05-02T09:30+08:00
	End         string         `json:"endDate,omitempty"`
	Status      string         `json:"eventStatus"`
	URL         string         `json:"url"`
	Location    *Place         `json:"location,omitempty"`
	By          []Organization `json:"organizer,omitempty"`
}

// Download is a file of a dataset.
type Download struct {
	Type   Kind   `json:"@type"` // DataDownload
	Format string `json:"encodingFormat"`
	URL    string `json:"contentUrl"`
}

// File returns a file of that media type.
func File(format, url string) Download { return Download{"DataDownload", format, url} }

// Dataset is data for other programs.
type Dataset struct {
	Type        Kind          `json:"@type"` // Dataset
	Name        string        `json:"name"`
	Description string        `json:"description"`
	URL         string        `json:"url"`
	Language    string        `json:"inLanguage"`
	Years       string        `json:"temporalCoverage,omitempty"` // 2015/2026
	Changed     string        `json:"dateModified,omitempty"`
	Free        bool          `json:"isAccessibleForFree"`
	By          *Organization `json:"creator,omitempty"`
	Files       []Download    `json:"distribution"`
}
