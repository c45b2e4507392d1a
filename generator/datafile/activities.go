package datafile

import (
	"io"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/csvfile"
)

// ActivitiesCSV writes data/activities.csv. There may be a hundred thousand rows, so that no
// list is made for one.
func (f *Files) ActivitiesCSV(w io.Writer) error {
	t := csvfile.New(w, columns(activityFields())...)
	for _, a := range f.Catalog.Activities {
		campaign, form, sessions, summary := "", "", int64(1), ""
		if a.Campaign != nil {
			campaign = a.Campaign.Name
		}
		if a.Form != nil {
			form = a.Form.Name
		}
		if a.Sessions.Known {
			sessions = a.Sessions.N
		}
		if a.Summary != nil {
			summary = a.Summary.Plain
		}
		for _, cell := range [...]string{
			a.Date.String(), a.Until.String(), a.Title,
			names(a.Bases, func(b *catalog.Base) string { return b.Name }), names(a.Counties, func(c *catalog.County) string { return c.Name }),
			campaign, form, join(a.Topic), a.Status.Key(), strconv.FormatBool(a.Counts()),
		} {
			t.Text(cell)
		}
		t.Int(sessions)
		for _, c := range a.Activity.Figures {
			t.Number(c.N, c.Known)
		}
		for _, cell := range [...]string{a.Place, join(a.Audience), summary, a.Link, join(a.Sources), f.Entries.Entry(a), join(a.Hosts), a.Time.String()} {
			t.Text(cell)
		}
		if err := t.End(); err != nil {
			return err
		}
	}
	return t.Flush()
}

// join makes one cell of several values.
func join(list []string) string { return strings.Join(list, "；") }

// names joins what name says of a list.
func names[T any](list []T, name func(T) string) string {
	if len(list) == 1 {
		return name(list[0])
	}
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = name(x)
	}
	return join(out)
}
