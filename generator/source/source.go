// Package source reads content/ one file at a time.
//
// In comes a folder as an fs.FS, or one file's path and bytes; out comes what
// that file says (a base, a log, an article …) with the place of every value
// that a later stage may have to point at, and the problems that can be told
// from the file alone: its encoding, its TOML, keys that nobody knows, values of
// the wrong kind, its Markdown.
//
// What Parse gives depends on the path and the bytes of that one file and on
// nothing else, so it may be kept as long as they are the same, and files may be
// read in any order and at once. Whether a name leads to anything is not asked
// here: that is catalog's duty.
//
// # What is refused
//
// An error, which holds the site back: a text in no encoding that Chinese Windows editors save,
// or damaged, cut short or above a megabyte (a log: 16); a key that its table doesn't know, a
// value of another kind, a required line that is missing, two files whose names Windows takes for one, a link in
// place of a file, a picture that is broken off or is none. What was plainly meant (名称 = "…",
// a key below the wrong header, GB18030) is read as that and told; nothing is left out in silence
// but what editors and systems leave behind (Skipped).
//
// # Where things stand
//
// Walk (folder.go) lists the content, unread.go and copies.go tell of files in it that will not be
// used. Parse reads one: encoding.go and misread.go make text of its bytes, page.go parts front matter
// from body. records.go has what all records hold; site.go, naming.go, base.go, log.go, article.go, wording.go,
// scheme.go, route.go, exchange.go and published.go each read a sort of file, by a table of its keys (keys.go) and the values' readers
// (reader.go). headers.go, chinese.go and pasted.go put right what was meant otherwise. ReadAsset reads
// pictures and attachments. The rules are those of FORMAT.md.
package source

import (
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/geo"
	"kepu/generator/tomldoc"
)

// Section says what a file of content/ is, by where it stands.
type Section int

const (
	NoSection    Section = iota
	SiteFile             // site.toml
	NamingFile           // designations.toml, designations/*.toml
	BaseFile             // bases/ID.md, bases/ID/index.md
	LogFile              // activities/**/*.toml
	ReportFile           // reports/ID.md
	NoticeFile           // notices/ID.md
	PageFile             // pages/ID.md
	RouteFile            // routes/ID.md
	ExchangeFile         // exchange.toml, exchange/*.toml
	Boundaries           // map/boundaries.geojson
	OtherFile            // a picture or an attachment, used when a page names it
	IgnoredFile          // README.md and other notes at the top of content/
	SchemeFile           // schemes/ID.toml
	RatingFile           // ratings.toml, ratings/*.toml
	WaterFile            // map/water.geojson
	WordingFile          // wording.toml
	AddressFile          // addresses.txt
)

// Parsed is what one file says.
type Parsed struct {
	Section  Section
	File     *diag.File
	ID       string        // the id by front matter or file name; "" where the section has none
	IDSpan   Span          // where the front matter sets it
	Problems diag.List     // of this file alone
	Sum      digest.Digest // of its text; not of a log, whose entries have their own

	room *tomldoc.Room // for its TOML, while it is read

	// One of these is set, by Section; none when the file could not be read.
	Site     *Site
	Naming   *Naming
	Log      *Log
	Base     *Base
	Article  *Article
	Route    *Route
	Exchange *Exchange
	Borders  *geo.Boundaries
	Water    *geo.Water
	Scheme   *Scheme
	Ratings  *Ratings
	Wordings *Wordings

	Published []Published // of addresses.txt
}

// SectionOf returns what the file with that path in content/ is. Endings count
// without regard to case: Windows makes .MD as readily as .md.
func SectionOf(name string) Section {
	dir, file := path.Split(strings.ToLower(name))
	top, rest, _ := strings.Cut(dir, "/")
	ext := path.Ext(file)
	toml, md := ext == ".toml", ext == ".md" || ext == ".markdown"
	switch {
	case name == "site.toml", dir == "" && file == "site.toml":
		return SiteFile
	case dir == "" && file == "designations.toml", dir == "designations/" && toml:
		return NamingFile
	case dir == "bases/" && md:
		return BaseFile
	case top == "bases" && strings.Count(rest, "/") == 1 && md && stem(file) == "index":
		return BaseFile
	case top == "activities" && toml:
		return LogFile
	case dir == "reports/" && md:
		return ReportFile
	case dir == "notices/" && md:
		return NoticeFile
	case dir == "pages/" && md:
		return PageFile
	case dir == "" && file == "ratings.toml", dir == "ratings/" && toml:
		return RatingFile
	case dir == "" && file == "wording.toml":
		return WordingFile
	case dir == "schemes/" && toml:
		return SchemeFile
	case dir == "routes/" && md:
		return RouteFile
	case dir == "" && file == "exchange.toml", dir == "exchange/" && toml:
		return ExchangeFile
	case dir == "" && file == "addresses.txt":
		return AddressFile
	case dir == "map/" && file == "boundaries.geojson":
		return Boundaries
	case dir == "map/" && file == "water.geojson":
		return WaterFile
	case dir == "" && md && asides[stem(file)]: // 通知.md beside them was meant for the site
		return IgnoredFile
	case toml, md:
		return NoSection
	}
	return OtherFile
}

// asides are the texts at the top of content/ that are for staff.
var asides = map[string]bool{"readme": true, "sources": true, "license": true, "licence": true, "changelog": true, "todo": true, "notes": true, "说明": true, "手册": true, "备忘": true}

// stem returns a file name without its ending.
func stem(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }

// Parse reads one file of a section that is read. It never fails: what is
// wrong stands in Problems.
func Parse(name string, data []byte) *Parsed {
	p := &Parsed{Section: SectionOf(name)}
	if p.Section == Boundaries || p.Section == WaterFile {
		readMap(p, name, data)
		p.Sum = digest.Of(p.File.Text)
		return p
	}
	text, ok := decodeText(name, data, &p.Problems)
	p.File = diag.NewFile(name, text)
	if p.Section != LogFile {
		p.Sum = digest.Of(text)
	}
	if !ok {
		return p
	}
	if p.Section == AddressFile {
		p.Published = readPublished(p)
		return p
	}
	p.room = rooms.Get().(*tomldoc.Room)
	switch p.Section {
	case SiteFile:
		p.Site = readSite(p)
	case NamingFile:
		p.Naming = readNaming(p)
	case LogFile:
		p.Log = readLog(p)
	case BaseFile:
		p.Base = readBase(p)
	case ReportFile, NoticeFile, PageFile:
		p.Article = readArticle(p)
	case SchemeFile:
		p.Scheme = readScheme(p)
	case RatingFile:
		p.Ratings = readRatings(p)
	case WordingFile:
		p.Wordings = readWordings(p)
	case RouteFile:
		p.Route = readRoute(p)
	case ExchangeFile:
		p.Exchange = readExchange(p)
	}
	p.room.Clear()
	rooms.Put(p.room)
	p.room = nil
	return p
}

var rooms = sync.Pool{New: func() any { return new(tomldoc.Room) }}

// Decode returns the bytes of a file as UTF-8, which they may be in any encoding that
// Chinese Windows editors save, and says so in ps. ok is false when they are in none.
func Decode(name string, data []byte, ps *diag.List) (text []byte, ok bool) {
	if utf8.Valid(data) {
		return data, true
	}
	decoded, ok := toUTF8(name, data, ps)
	return []byte(decoded), ok
}

// readMap reads map/boundaries.geojson or map/water.geojson.
func readMap(p *Parsed, name string, data []byte) {
	most := mapLimit(p.Section)
	if len(data) <= most {
		var ok bool
		if data, ok = Decode(name, data, &p.Problems); !ok {
			p.File = diag.NewFile(name, "")
			if p.Section == Boundaries {
				p.Borders = &geo.Boundaries{}
			} else {
				p.Water = &geo.Water{}
			}
			return
		}
	}
	p.File = diag.NewFile(name, string(data))
	var faults []geo.Fault
	if p.Section == Boundaries {
		b, f := geo.ReadBoundaries(data)
		p.Borders, faults = &b, f
	} else {
		w, f := geo.ReadWater(data)
		p.Water, faults = &w, f
	}
	for _, f := range faults {
		at := diag.Whole(name)
		if f.Offset >= 0 && len(data) <= most {
			at = p.File.Place(int(f.Offset), int(f.Offset)+1)
		}
		if f.Harmless() {
			p.Problems.Warn(at, f.What, diag.Text{})
		} else {
			p.Problems.Error(at, f.What, diag.Text{})
		}
	}
}

// mapLimit is how many bytes a file of the map may have.
func mapLimit(s Section) int {
	if s == WaterFile {
		return geo.MaxWaterBytes
	}
	return geo.MaxBytes
}
