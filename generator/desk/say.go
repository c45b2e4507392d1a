package desk

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"kepu/generator/form"
)

// understood is how a box is understood, as field.html shows it below it.
type understood struct {
	Key   string
	Lines []string
	Wrong *form.Slip
	Notes []string
	Meant string // what the box would hold if its user says yes
}

// Reads reports whether the box of a field is worth a reading while one types.
func (x fieldView) Reads() bool {
	switch x.Kind {
	case form.Hours, form.Place, form.Day, form.Time, form.Number, form.Decimal:
		return true
	case form.One, form.Several:
		return x.Box != "select" && x.List != nil
	}
	return false
}

// reading returns how what stands in a box is understood.
func (d *Desk) reading(f form.Field, text string) understood {
	today := d.o.Today()
	r := f.Read(text, form.Context{Catalog: d.catalog(), Today: today, Year: int(today.Year)})
	v := understood{Key: f.Key, Lines: r.Lines, Wrong: r.Doubt}
	if r.Doubt != nil {
		v.meant(f, r.Doubt)
	}
	for _, p := range r.Notes {
		v.Notes = append(v.Notes, p.Message(d.o.Lang))
	}
	return v
}

// meant takes over what a slip offers, where it stands for the whole of the box.
func (v *understood) meant(f form.Field, slip *form.Slip) {
	if v.Meant = slip.Meant; f.Kind == form.Several || f.Kind == form.Hours {
		v.Meant = ""
	}
}

// take puts into an answer what a button of the form adds: the meaning that its user said yes to, or a line of hours.
func (p *sent) take(values url.Values, f form.Field) {
	if v := values.Get("take." + f.Key); v != "" {
		p.typed[f.Key] = v
	}
	if f.Kind != form.Hours {
		return
	}
	part := func(name string) string {
		return strings.Join(strings.Fields(values.Get(f.Key+"."+name)), " ")
	}
	if line := form.HoursLine(part("days"), part("open"), part("close"), part("last"), part("months")); line != "" {
		p.typed[f.Key] = strings.TrimLeft(strings.TrimRight(p.typed[f.Key], "\n ")+"\n"+line, "\n")
	}
}

// mostSaid is how many bytes are read while somebody types.
const mostSaid = 8 << 10

// say answers a script that asks how the text of a box would be understood.
func (d *Desk) say(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	rec, ok := form.Named(q.Get("record"))
	text := q.Get("text")
	if !ok || len(text) > mostSaid {
		d.nothing(w)
		return
	}
	fields := rec.Fields(d.catalog())
	i := slices.IndexFunc(fields, func(f form.Field) bool { return f.Key == q.Get("key") })
	if i < 0 {
		d.nothing(w)
		return
	}
	var b bytes.Buffer
	if err := d.pages.ExecuteTemplate(&b, "said", d.reading(fields[i], lines(text))); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(b.Bytes())
}
