package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/draft"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/fresh"
	"kepu/generator/source"
)

// idField is asked for a new page alone: by it its file is named, once and for all.
var idField = form.Field{Key: "id", Label: diag.T("网址里的编号", "Its id in addresses"), Kind: form.Line, More: true,
	Hint: diag.T("不填就用拼音。只用小写字母、数字和 -，如 xiping-weather；定了以后最好不改", "none: pinyin. Small letters, digits and - alone, such as xiping-weather; better not changed later")}

// withoutID leaves out the id, which is the file's name and no line of it.
func withoutID(list []form.Assignment) []form.Assignment {
	return slices.DeleteFunc(list, func(a form.Assignment) bool { return a.Key == idField.Key })
}

func (d *Desk) wrongID(sort fresh.Sort, id string) []form.Slip {
	switch id = strings.TrimSpace(id); {
	case id == "":
		return nil
	case !source.IsID(id):
		return []form.Slip{{Key: idField.Key, What: diag.M("DESK-ID", "编号不能写成 %s", "%s is no id").With(diag.Clip(id, 40)), Mend: diag.T("用小写字母、数字和 -，例如 xiping-weather", "small letters, digits and -, such as xiping-weather")}}
	case sort.Taken(folder.New(d.o.Content), id, d.catalog()):
		return []form.Slip{{Key: idField.Key, What: diag.M("DESK-ID-TAKEN", "编号 %s 已经有了", "there is an id %s already").With(id), Mend: diag.T("换一个，或者空着", "take another, or none")}}
	}
	return nil
}

// besidesUnwritten leaves out that a new page has no text yet: it says so itself.
func besidesUnwritten(s *subject, warnings diag.List) diag.List {
	if s.at >= 0 || !s.sort.IsPage() {
		return warnings
	}
	return slices.DeleteFunc(slices.Clone(warnings), func(p diag.Problem) bool { return p.What.Code == "TEXT-UNFINISHED" })
}

// before returns what a new record may begin with, while nothing is filled in yet.
func (d *Desk) before(sort fresh.Sort, typed form.Answers) (parts []ofPart) {
	s, _ := d.o.Now()
	if s == nil {
		return nil
	}
	switch sort.Name() {
	case "activity":
		if form.Same(typed["title"], "") {
			return d.lastYears(s.Records().Catalog)
		}
	case "report":
		var rows []row
		years := s.Records().Figures.Years()
		for i := len(years) - 1; i >= 0 && len(rows) < 6; i-- {
			rows = append(rows, row{Name: diag.T("%d 年工作总结", "The summary of %d").With(years[i]).In(d.o.Lang), Path: "new/draft?year=" + strconv.Itoa(years[i])})
		}
		if rows != nil {
			parts = append(parts, ofPart{Name: diag.T("照记录起草（数字从记录里取，会跟着变）", "Draft it from the records, whose figures it follows"), Rows: rows})
		}
	}
	return parts
}

// weeksAround is how many weeks before and after a day count as its weeks.
const weeksAround = 3

// lastYears lists activities of earlier years that may come again: those of the weeks around today, those of campaigns first.
func (d *Desk) lastYears(c *catalog.Catalog) []ofPart {
	today := d.o.Today()
	near := func(a *catalog.Activity) bool {
		if a.Date.Day == 0 || a.Date.Year >= today.Year || a.Date.Year < today.Year-2 {
			return false
		}
		// Days of one year, so that the turn of the year is no gap.
		gap := (int(a.Date.Month)-int(today.Month))*30 + int(a.Date.Day) - int(today.Day)
		return gap <= weeksAround*7 && gap >= -weeksAround*7 || gap >= 360-weeksAround*7 || gap <= -360+weeksAround*7
	}
	var campaigns, others []row
	seen := map[string]bool{}
	for _, a := range c.Activities { // the newest first
		if !near(a) || seen[a.Title] {
			continue
		}
		seen[a.Title] = true
		x := activityRow(a)
		x.Path = "new/activity?" + url.Values{"like": {a.Path}, "at": {strconv.Itoa(int(a.Span.Start))}}.Encode()
		if a.Campaign != nil {
			campaigns = append(campaigns, x)
		} else {
			others = append(others, x)
		}
	}
	rows := append(campaigns, others...)
	if len(rows) == 0 {
		return nil
	}
	const most = 5
	p := ofPart{Name: diag.T("照往年这个时候的（日期和数字不照抄）", "Like one of earlier years at this time (without its date and figures)"), Rows: rows[:min(len(rows), most)]}
	return []ofPart{p}
}

// newDraft shows the draft of a year's summary, and writes it.
func (d *Desk) newDraft(w http.ResponseWriter, r *http.Request) {
	s, _ := d.o.Now()
	year, err := strconv.Atoi(r.URL.Query().Get("year"))
	if s == nil || err != nil || !slices.Contains(s.Records().Figures.Years(), year) {
		d.show(w, http.StatusNotFound, "nothing", &frame{Title: diag.T("写不出这一年的总结", "There is nothing to draft from"), Lead: diag.T("没有那一年的记录。", "There are no records of that year."), Path: "list/article"})
		return
	}
	path := draft.Path(year)
	if _, err := folder.New(d.o.Content).ReadFile(path); err == nil {
		d.show(w, http.StatusConflict, "of", &frame{Title: diag.T("%d 年的总结已经有了", "There is a summary of %d already").With(year), Lead: diag.T("不会覆盖它。", "It is not written over."), Path: "list/article",
			View: &ofView{Parts: []ofPart{{Name: diag.T("打开它", "Open it"), Rows: []row{{Name: path, Path: editAddress(form.Article.Name, path, 0), Body: bodyAddress(path)}}}}}})
		return
	}
	rec := s.Records()
	c := edit.Change{What: diag.T("起草 %d 年的工作总结", "a draft of the summary of %d").With(year), Files: []edit.FileChange{{Path: path, After: []byte(draft.Report(rec.Catalog, rec.Figures, year))}}}
	d.lookAndSave(w, r, proposal{change: c, action: "new/draft?year=" + strconv.Itoa(year), record: form.Article.Name, back: "new/report"})
}

// entries lists the entries of a record's list in all files, the last of each first.
func (d *Desk) entries(rec form.Record, parsed []*source.Parsed) (rows []row) {
	fields := rec.Fields(d.catalog())
	for _, p := range parsed {
		if p.Naming == nil && p.Ratings == nil && p.Exchange == nil {
			continue
		}
		file, top := form.Open(p.File.Path, p.File.Text)
		f := top.Field(rec.List)
		if f == nil {
			continue
		}
		for i := len(f.Value.Items) - 1; i >= 0; i-- {
			if t := f.Value.Items[i].Table; t != nil {
				called := rec.Call(form.Table(fields, file, t))
				rows = append(rows, row{Name: cmp.Or(called, p.File.Path), Path: editAddress(rec.Name, p.File.Path, t.Start)})
			}
		}
	}
	return rows
}
