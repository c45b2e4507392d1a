// Package datafile writes what the site has for other programs of bases and activities:
// data/bases.json, data/bases.csv, data/bases.geojson and data/activities.csv. Their columns
// are those of FORMAT.md; what is not known is left out or an empty cell.
//
// The files grow with the city and flow through: each row or element is one write. The bytes
// are those of encoding/json and of package csvfile. The figures are written by packages
// figures and workbook.
package datafile

import (
	"kepu/generator/address"
	"kepu/generator/catalog"
)

// Files are the files of a catalog.
type Files struct {
	Catalog *catalog.Catalog
	Entries *address.Entries
	Words   func(*catalog.Base) Words
}

// Words are what pages say of a base too.
type Words struct {
	Level     string // the highest in force as of the newest record
	LevelNote string // that it may be over; of none, what became of the titles
	Titles    string // all of them
	Summary   string // as written, else the beginning of the text
}
