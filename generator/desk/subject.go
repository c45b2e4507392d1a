package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strconv"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/tomldoc"
)

// subject is the record that a form is about, in its file as it is now.
type subject struct {
	record form.Record
	path   string     // of its file in content/
	at     int        // the offset of its header in the file's text, 0 of what stands at the top of a page; -1: a new one
	raw    []byte     // the file's bytes; nil: there is no such file yet
	file   *edit.File // nil: there is none
	table  *tomldoc.Table
	text   *diag.File
	top    *tomldoc.Table // of the file
	sort   fresh.Sort     // of a new one
}

// errGone says that there is no such record any more.
var errGone = errors.New("there is no such record")

// find opens the record at a place of a file.
func (d *Desk) find(rec form.Record, path string, at int) (*subject, error) {
	if at >= 0 {
		path = d.moved(path)
	}
	s := &subject{record: rec, path: path, at: at}
	if at < 0 && path == "" {
		return s, nil // which file, its answers will tell
	}
	if err := edit.CheckPath(path); err != nil {
		return nil, err
	}
	raw, err := folder.New(d.o.Content).ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && at < 0 {
		return s, nil
	}
	if err != nil && !d.there(path) {
		return nil, errGone
	}
	if err != nil {
		return nil, err
	}
	s.raw = raw
	if s.file, err = edit.Open(path, raw); err != nil {
		return nil, err
	}
	s.text, s.top = form.Open(path, s.file.Text())
	if at < 0 {
		return s, nil
	}
	if rec.List == "" {
		s.table = s.top
		return s, nil
	}
	for _, t := range s.entries() {
		if t.Start == at {
			s.table = t
			return s, nil
		}
	}
	return nil, errGone
}

// entries returns the tables of the record's list in their order.
func (s *subject) entries() (list []*tomldoc.Table) {
	if f := s.top.Field(s.record.List); f != nil && f.Value.Kind == tomldoc.Array {
		for i := range f.Value.Items {
			if t := f.Value.Items[i].Table; t != nil {
				list = append(list, t)
			}
		}
	}
	return list
}

// where is the record's table in its file.
func (s *subject) where() edit.Table {
	if s.record.List == "" {
		return edit.Top()
	}
	return edit.At(s.table.Start)
}

// sum stands for the text of an entry: by it the entry is found again when others have been written before it.
func (s *subject) sum() string {
	if s.table == nil {
		return ""
	}
	var g digest.Gathering
	for _, f := range s.table.Fields {
		g.Text(f.Key)
		g.Text(s.text.Text[f.Value.Start:f.Value.End])
	}
	return fmt.Sprintf("%x", g.Digest())
}

// follow finds the entry that had a sum where the file has changed: the one with the sum, else the only one of
// its name; an error when it is gone.
func (d *Desk) follow(rec form.Record, path string, at int, sum string, was form.Answers) (*subject, error) {
	s, err := d.find(rec, path, at)
	if at < 0 || rec.List == "" || err == nil && s.sum() == sum {
		return s, err
	}
	if s, err = d.find(rec, path, -1); err != nil || s.file == nil {
		return nil, errGone
	}
	fields := rec.Fields(d.catalog())
	called := 0
	for _, t := range s.entries() {
		one := *s
		one.table, one.at = t, t.Start
		if one.sum() == sum {
			return &one, nil
		}
		if slices.Equal(names(fields, form.Table(fields, s.text, t)), names(fields, was)) {
			called++
			s.table = t
		}
	}
	if called != 1 {
		return nil, errGone // of two of that name nobody can say which it was
	}
	s.at = s.table.Start
	return s, nil
}

// names are the answers by which a person knows a record.
func names(fields []form.Field, a form.Answers) (out []string) {
	for _, f := range fields {
		if f.Must {
			out = append(out, a[f.Key])
		}
	}
	return out
}

// address is the path of the record's form, below Root.
func (s *subject) address() string {
	if s.at < 0 {
		return "new/" + s.sort.Name()
	}
	return editAddress(s.record.Name, s.path, s.at)
}

func editAddress(record, path string, at int) string {
	v := url.Values{"file": {path}}
	if at > 0 {
		v.Set("at", strconv.Itoa(at))
	}
	return "edit/" + record + "?" + v.Encode()
}

// catalog is that of the last good site, nil when there was none.
func (d *Desk) catalog() *catalog.Catalog {
	if s, _ := d.o.Now(); s != nil {
		return s.Records().Catalog
	}
	return nil
}
