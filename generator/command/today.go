package command

import (
	"time"

	"kepu/generator/console"
	"kepu/generator/date"
	"kepu/generator/diag"
)

// # The day
//
// What is wrong with the content may depend on the day: a record of an activity that has
// not been yet, a plan for a day that has passed. So commands know today, by the clock and
// the site's time zone, or as --today says. The bytes of a site never depend on it: what a
// reader sees of today is worked out in the browser, from dates in the page.

// dayFlag is the value of --today.
type dayFlag struct {
	text string
	date.Date
}

func (f *dayFlag) String() string { return f.text }

func (f *dayFlag) Set(text string) error {
	f.text = text
	f.Date, _ = date.Parse(text)
	return nil
}

// fault says what is wrong with a --today that was given.
func (f *dayFlag) fault() error {
	if f.text == "" || f.Day != 0 {
		return nil
	}
	return console.Usage(diag.T("--today 要写到日：%s", "--today names a day: %s").With(f.text),
		diag.T("例如 --today 2026-03-05", "for example --today 2026-03-05"))
}

// day returns the day that problems are told as of.
func (o options) day() date.Date {
	if o.today.Known() {
		return o.today.Date
	}
	now := time.Now().In(o.zone())
	return date.Date{Year: int16(now.Year()), Month: int8(now.Month()), Day: int8(now.Day())}
}

// zone is the site's time zone; that of the machine where it is not known.
func (o options) zone() *time.Location {
	if site := readSite(o.content); site != nil {
		if named, err := time.LoadLocation(site.Timezone); err == nil {
			return named
		}
	}
	return time.Local
}
