// Package calendar writes iCalendar files (RFC 5545), which telephones and office programs take events from.
//
// In comes a Calendar with its Events, as plain values; out go the bytes: lines of at most 75 octets that end
// in CRLF, text escaped, days as dates, times in the zone of China with its VTIMEZONE. There is no clock: the
// time of the stamp is a day of the data, and the same events give the same bytes.
//
// # What an event is known by
//
// A program that reads the file again knows an event by its UID, and takes what is newer for a change of it. [UID] makes it
// of words that stay what they are when the event is moved, filled in or called off, never of its day or of its
// place in a list. Stamp and sequence are of the newest record: they only grow, so that no program
// takes a change for something older than what it has. What is called off or put off without a new day is
// CANCELLED under its own UID, and a later file that has it on another day brings it back.
package calendar

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"kepu/generator/date"
)

// Status says whether an event takes place.
type Status string

// The statuses of RFC 5545, 3.8.1.11.
const (
	Confirmed Status = "CONFIRMED"
	Tentative Status = "TENTATIVE"
	Cancelled Status = "CANCELLED"
)

// Event is something on one day or several.
type Event struct {
	UID         string
	Title       string
	First, Last date.Date // to the day
	From, Until string    // of day: "09:30", and "24:00" at the latest; of several days on each of them. Until may be ""; without From it is all day
	Status      Status
	Place       string
	Lat, Lon    float64 // WGS-84; 0, 0: not known
	Text        string
	URL         string
	Categories  []string
}

// Calendar is a file of events.
type Calendar struct {
	Name   string
	URL    string    // of the page that it is about
	Source string    // of the file itself, for programs that come back
	AsOf   date.Date // of the newest record, to the day
	Events []Event
}

// UID returns the UID of what has these words; host is that of the site.
func UID(host string, words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:16]) + "@" + host
}

// zone is the zone of all times. China has had no other time since 1992.
const zone = "Asia/Shanghai"

// Write writes the file.
func (c *Calendar) Write(w io.Writer) error {
	b := writer{bufio.NewWriter(w)}
	b.line("BEGIN", "VCALENDAR")
	b.line("VERSION", "2.0")
	b.line("PRODID", "-//Kepu//Kepu//ZH")
	b.line("CALSCALE", "GREGORIAN")
	b.text("NAME", c.Name)
	b.text("X-WR-CALNAME", c.Name) // what programs read that do not know RFC 7986
	b.line("X-WR-TIMEZONE", zone)
	b.known("URL", c.URL)
	b.known("SOURCE;VALUE=URI", c.Source)
	b.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
	b.line("X-PUBLISHED-TTL", "P1D")
	for _, line := range []string{"BEGIN:VTIMEZONE", "TZID:" + zone, "BEGIN:STANDARD", "DTSTART:19920101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE"} {
		name, value, _ := strings.Cut(line, ":")
		b.line(name, value)
	}
	for i := range c.Events {
		b.event(&c.Events[i], c.AsOf)
	}
	b.line("END", "VCALENDAR")
	return b.Flush()
}

type writer struct{ *bufio.Writer }

func (b writer) event(e *Event, asOf date.Date) {
	b.line("BEGIN", "VEVENT")
	b.line("UID", e.UID)
	stamp := asOf
	if !stamp.Known() {
		stamp = date.Date{Year: e.First.Year, Month: 1, Day: 1}
	}
	b.line("DTSTAMP", day(stamp)+"T000000Z")
	b.line("LAST-MODIFIED", day(stamp)+"T000000Z")
	b.line("SEQUENCE", fmt.Sprint(max(0, date.Date{Year: 2000, Month: 1, Day: 1}.DaysTo(stamp))))
	switch last := e.Last; {
	case e.From == "":
		b.line("DTSTART;VALUE=DATE", day(e.First))
		b.line("DTEND;VALUE=DATE", day(last.Next()))
	default:
		b.line("DTSTART;TZID="+zone, moment(e.First, e.From))
		if e.Until != "" {
			b.line("DTEND;TZID="+zone, moment(e.First, e.Until))
		}
		if last != e.First {
			b.line("RRULE", fmt.Sprintf("FREQ=DAILY;COUNT=%d", e.First.DaysTo(last)+1))
		}
	}
	b.text("SUMMARY", e.Title)
	b.line("STATUS", string(e.Status))
	b.line("TRANSP", "TRANSPARENT") // whoever takes it is not busy by it
	if e.Place != "" {
		b.text("LOCATION", e.Place)
	}
	if e.Lat != 0 || e.Lon != 0 {
		b.line("GEO", fmt.Sprintf("%.5f;%.5f", e.Lat, e.Lon))
	}
	if e.Text != "" {
		b.text("DESCRIPTION", e.Text)
	}
	if len(e.Categories) > 0 {
		list := make([]string, len(e.Categories))
		for i, x := range e.Categories {
			list[i] = escape(x)
		}
		b.line("CATEGORIES", strings.Join(list, ","))
	}
	b.known("URL", e.URL)
	b.line("END", "VEVENT")
}

func day(d date.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// moment is a time of a day; 24:00 is the next day's beginning.
func moment(d date.Date, clock string) string {
	if clock == "24:00" {
		d, clock = d.Next(), "00:00"
	}
	return day(d) + "T" + strings.ReplaceAll(clock, ":", "") + "00"
}

// text writes a property whose value is text.
func (b writer) text(name, s string) { b.line(name, escape(s)) }

// known writes an address, where there is one.
func (b writer) known(name, address string) {
	if address != "" {
		b.line(name, strings.Map(printable, address))
	}
}

// line writes a property, folded.
func (b writer) line(name, value string) { b.WriteString(fold(name + ":" + value)) }

// escape writes text as RFC 5545, 3.3.11 has it. What no line may hold is left out.
func escape(s string) string {
	s = strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\uFFFD")
	s = strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return printable(r)
	}, s)
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// printable takes away the controls that RFC 5545 allows nowhere; a tab is none of them.
func printable(r rune) rune {
	if r < ' ' && r != '\t' || r == 0x7f {
		return -1
	}
	return r
}

// most is how many octets a line may have, without its end.
const most = 75

// fold breaks a line between two characters, never within one.
func fold(line string) string {
	var b strings.Builder
	room := most
	for len(line) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(line[cut]) {
			cut--
		}
		b.WriteString(line[:cut] + "\r\n ")
		line, room = line[cut:], most-1
	}
	b.WriteString(line + "\r\n")
	return b.String()
}
