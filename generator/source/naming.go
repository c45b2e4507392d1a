package source

import (
	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// readNaming reads designations.toml or a file of designations/.
func readNaming(p *Parsed) *Naming { return readEntries(p, namingKeys) }

var namingKeys = []key[Naming]{
	tables("designation", func(n *Naming) *[]Designation { return &n.Designations }, designationKeys, checkDesignation),
	tables("revocation", func(n *Naming) *[]Revocation { return &n.Revocations }, revocationKeys, checkRevocation),
}

var designationKeys = []key[Designation]{
	ref("level", func(d *Designation) *Ref { return &d.Level }),
	when("date", func(d *Designation) *When { return &d.Date }),
	text("batch", func(d *Designation) *string { return &d.Batch }),
	text("document", func(d *Designation) *string { return &d.Document }),
	text("authority", func(d *Designation) *string { return &d.Authority }),
	text("note", func(d *Designation) *string { return &d.Note }),
	custom("total", tomldoc.Number, func(r *reader, d *Designation, f *tomldoc.Field) { d.Total, d.TotalSpan = r.count(f), valueSpan(f) }),
	refs("bases", func(d *Designation) *[]Ref { return &d.Bases }),
	text("line", func(d *Designation) *string { return &d.Line }),
	texts("others", func(d *Designation) *[]string { return &d.Others }),
	custom("valid_until", tomldoc.Date, func(r *reader, d *Designation, f *tomldoc.Field) {
		if v := &f.Value; v.Kind == tomldoc.String && tomldoc.Unknown(v.Text) {
			d.NoEndKnown, d.ValidUntil.Span = true, valueSpan(f)
			return
		}
		d.ValidUntil = r.when(f)
	}),
	flag("complete", func(d *Designation) *bool { return &d.Complete }),
	texts("sources", func(d *Designation) *[]string { return &d.Sources }),
}

func checkDesignation(r *reader, t *tomldoc.Table, d *Designation) {
	d.Span = span(t.Start, t.End)
	if t.Field("complete") == nil {
		d.Complete = true
	}
	r.require(t, d.Span, "level", diag.T(`level = "市级"`, `level = "市级"`))
	r.require(t, d.Span, "date", diag.Same("date = 2016-09-17"))
	if listed := int64(d.listed()); d.Total.Known && d.Total.N < listed {
		r.ps.Error(d.TotalSpan.In(r.file),
			diag.M("BATCH-TOTAL", "total 是 %d，但列出了 %d 个", "total is %d, but %d are listed").With(d.Total.N, listed),
			diag.T("total 是这一批的总数，不能少于列出的", "total counts the whole batch and cannot be below what is listed"))
	}
	if d.ValidUntil.Known() && d.Date.Known() && d.ValidUntil.Last().Before(d.Date.First()) {
		r.ps.Error(d.ValidUntil.Span.In(r.file),
			diag.M("BATCH-VALID-EARLY", "valid_until 早于命名日期 %s", "valid_until is before the date %s").With(d.Date.String()),
			diag.T("写有效期的最后一年或一天", "write the last year or day of its validity"))
	}
}

// listed counts the names of a designation, each once.
func (d *Designation) listed() int {
	seen := map[string]bool{}
	for _, name := range d.Names() {
		seen[name] = true
	}
	return len(seen)
}

// Names returns all names that a designation lists, as written.
func (d *Designation) Names() []string {
	names := make([]string, 0, len(d.Bases)+len(d.Others))
	for _, b := range d.Bases {
		names = append(names, b.Name)
	}
	return append(names, d.Others...)
}

var revocationKeys = []key[Revocation]{
	ref("level", func(v *Revocation) *Ref { return &v.Level }),
	when("date", func(v *Revocation) *When { return &v.Date }),
	custom("line", tomldoc.Text, func(r *reader, v *Revocation, f *tomldoc.Field) { v.Line, v.LineAt = r.text(f), valueSpan(f) }),
	refs("bases", func(v *Revocation) *[]Ref { return &v.Bases }),
	text("reason", func(v *Revocation) *string { return &v.Reason }),
}

func checkRevocation(r *reader, t *tomldoc.Table, v *Revocation) {
	v.Span = span(t.Start, t.End)
	r.require(t, v.Span, "level", diag.T(`level = "市级"`, `level = "市级"`))
	r.require(t, v.Span, "date", diag.Same("date = 2016-09-17"))
	r.require(t, v.Span, "bases", diag.T(`bases = ["基地名称"]`, `bases = ["…"]`))
}
