package due

import (
	"slices"

	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/source"
)

// plans are activities that are still planned for days that have passed.
func (l *lister) plans() {
	for _, a := range l.Catalog.Activities {
		if !a.Overdue(l.today) {
			continue
		}
		l.add(Item{Kind: PlanPast, Urgency: Overdue, Bases: a.Bases, Counties: a.Counties, Activity: a, Date: a.Last(),
			Place: l.at(a.Path, a.Date.Span), Key: "status",
			What: diag.T("%s（%s）还写着计划，日子已经过了", "%s (%s) is still planned, and its day is past").With(a.Title, day(a.Last())),
			Do: diag.T(`问问办了没有：办了就删去 status = "planned" 那一行，补上参加人次；没办就改为 "postponed"（延期）或 "cancelled"（取消）`,
				`ask whether it was held: if so take the line status = "planned" out and write how many took part; if not, write "postponed" or "cancelled"`)})
	}
}

// titles are those that are over, those that will be within a year, and the batches whose end is not known.
func (l *lister) titles() {
	for _, x := range l.city.Counties {
		seen := map[*catalog.Base]bool{}
		for _, t := range x.Titles.Lapsed { // the newest first
			if seen[t.Base] || l.settled(&t) {
				continue
			}
			seen[t.Base] = true
			i := Item{Kind: TitleOver, Urgency: Overdue, Base: t.Base, County: x.County, Batch: t.Designation, Date: t.Until,
				Place: l.at(t.Designation.Path, t.Designation.UntilSpan), Key: "valid_until",
				What: diag.T("%s的%s命名，有效期到%s，已经过了", "the title of %s, %s, was valid until %s").With(t.Base.Name, t.Designation.Level.Name, day(t.Until)),
				Do: diag.T("查有没有新的命名文件：有，在 designations 里记一批；没有再命名的，在它的页面写 until（作为基地的最后一天）",
					"see whether there is a new document: if so write it into designations; if it was not named again, write until, its last day as a base, into its page")}
			if now := t.Base.LevelAt(l.today); now != nil { // a lower one than it had
				if !l.lately(t.Until) {
					continue
				}
				i.Urgency = Someday
				i.What = diag.T("%s，现在按记录是%s", "%s; by the records it is %s now").With(i.What, now.Name)
				i.Do = diag.T("查有没有新的%s命名文件：有，在 designations 里记一批；没有，不用改", "see whether there is a new document for %s: if so write it into designations; if not, leave it").With(t.Designation.Level.Name)
			}
			l.add(i)
		}
		for _, t := range x.Titles.Due {
			if t.WithBase {
				continue // who wrote the day knows
			}
			l.add(Item{Kind: TitleEnding, Urgency: Soon, Base: t.Base, County: x.County, Batch: t.Designation, Date: t.Until,
				Place: l.at(t.Designation.Path, t.Designation.UntilSpan), Key: "valid_until",
				What: diag.T("%s的%s命名到%s为止", "the title of %s, %s, is valid until %s").With(t.Base.Name, t.Designation.Level.Name, day(t.Until)),
				Do:   diag.T("提前问续报、复核怎样办；有了新的命名文件，在 designations 里记一批", "ask in time how it is renewed; when there is a new document, write it into designations")})
		}
	}
	unsure := map[*catalog.Designation][]*catalog.Base{}
	for _, b := range l.Catalog.Bases {
		for i := range b.Titles {
			if t := &b.Titles[i]; t.At(l.today) == catalog.Unsure {
				unsure[t.Designation] = append(unsure[t.Designation], b)
			}
		}
	}
	for _, d := range l.Catalog.Designations {
		bases := unsure[d]
		if len(bases) == 0 {
			continue
		}
		at := d.UntilSpan
		who := diag.Same(bases[0].Name)
		if n := len(bases); n > 1 {
			who = diag.T("%s等%d家", "%s and others, %d in all").With(bases[0].Name, n)
		}
		l.add(Item{Kind: TitleUnknown, Urgency: Someday, Bases: bases, Batch: d,
			Place: l.at(d.Path, at), Key: "valid_until",
			What: diag.T("%s%s的命名（%s），有效期未查到", "until when the titles of %[3]s are valid is not known (%[2]s, %[1]s)").With(day(d.Date), d.Level.Name, who),
			Do:   diag.T("查命名文件或问命名单位；查到了，在 valid_until 写到哪一天，又有新命名的另记一批", "look it up in the document or ask who gave them; then write the day into valid_until, and a later naming as a batch of its own")})
	}
}

// lately reports whether a day lies less than two years back: whoever still holds another title is not asked about an older one for ever.
func (l *lister) lately(d date.Date) bool { return l.today.Before(d.Last().InAYear().InAYear()) }

// noMore reports whether it is on record that a base is one no more: nothing is asked of it.
func (l *lister) noMore(b *catalog.Base) bool {
	s := b.Standing(l.today)
	return s == catalog.Ended || s == catalog.Revoked || b.Until.Known() && b.Until.Last().Before(l.today)
}

// settled reports whether it is known what came after a title that is over: its base is one no more, or certainly holds as high a one.
func (l *lister) settled(t *attention.Title) bool {
	return l.noMore(t.Base) || slices.ContainsFunc(t.Base.Titles, func(o catalog.Title) bool {
		return o.Designation.Level.Rank <= t.Designation.Level.Rank && o.At(l.today).Holds()
	})
}

// years of returns that are asked for reach so far back: nobody looks up older ones.
const yearsOfReturns = 3

// returnYears are the years of which returns are asked for: the newest that any base sent one of, and the last year where
// the city collects them. The year that runs is not due.
func (l *lister) returnYears() (years []int) {
	lastYear := int(l.today.Year) - 1
	for _, a := range l.Catalog.Annuals { // by year
		if a.Year <= lastYear && a.Year > lastYear-yearsOfReturns && !slices.Contains(years, a.Year) {
			years = append(years, a.Year)
		}
	}
	if len(years) > 0 && !slices.Contains(years, lastYear) {
		years = append(years, lastYear)
	}
	return years
}

// returns are those that were not sent.
func (l *lister) returns() {
	years := l.returnYears()
	all := attention.ReturnsOf(l.Catalog, l.today, years)
	logs := map[int]string{} // year -> a log with returns of it
	for _, a := range l.Catalog.Annuals {
		if logs[a.Year] == "" {
			logs[a.Year] = a.Path
		}
	}
	for i, year := range years {
		end := date.YearEnd(year)
		for _, x := range l.city.Counties {
			for _, b := range all[x.Index][i].Missing {
				if l.noMore(b) {
					continue
				}
				at := logs[year]
				if at == "" {
					at = b.Path
					if n := len(b.Annuals); n > 0 {
						at = b.Annuals[n-1].Path
					}
				}
				urgency := Overdue
				if year == int(l.today.Year)-1 {
					urgency = Soon
				}
				l.add(Item{Kind: ReturnMissing, Urgency: urgency, Base: b, County: x.County, Year: year, Date: end, Place: diag.Whole(at), Key: "annual",
					What: diag.T("%s的%d年年度数据没有报来", "%s has not sent its return for %d").With(b.Name, year),
					Do:   diag.T("向它要：报来多少填多少，在 activities 里写一条 [[annual]]；没有的项目不写", "ask for it, and write what it gives as an [[annual]] into activities; leave out what it does not know")})
			}
		}
	}
}

// quiet are the bases, and the counties without such a base, of which nothing has been logged for a year or more.
func (l *lister) quiet() {
	if !slices.ContainsFunc(l.Catalog.Activities, (*catalog.Activity).Counts) {
		return // nothing is logged at all here, of anybody
	}
	named := map[*catalog.County]bool{}
	for _, b := range l.Catalog.Bases {
		if b.LevelAt(l.today) == nil || l.fresh(b) {
			continue
		}
		counted := slices.DeleteFunc(slices.Clone(b.Activities), func(a *catalog.Activity) bool { return !a.Counts() })
		last, quiet := attention.LastOf(counted, l.today)
		if quiet != attention.Silent {
			continue
		}
		if b.County != nil {
			named[b.County] = true
		}
		l.add(Item{Kind: Quiet, Urgency: Someday, Base: b, Place: l.at(b.Path, b.NameSpan),
			What: silence(diag.Same(b.Name), last, len(counted) > 0),
			Do:   diag.T("问问它：办过的补记到 activities 里；没有办的不用写", "ask it: write what it did into activities; if nothing, leave it")})
	}
	for _, x := range l.city.Counties {
		if x.Quiet != attention.Silent || named[x.County] {
			continue
		}
		l.add(Item{Kind: Quiet, Urgency: Someday, County: x.County, Place: l.countyAt(x.County),
			What: silence(diag.Same(x.Name), x.Last, x.Active),
			Do:   diag.T("问问这个县区：办过的补记到 activities 里，写上 county；没有办的不用写", "ask the county: write what was done into activities, with county; if nothing, leave it")})
	}
}

// countyAt is where a county stands in site.toml.
func (l *lister) countyAt(c *catalog.County) diag.Place {
	for _, p := range l.Parsed {
		if p.Site == nil {
			continue
		}
		for _, t := range p.Site.Counties {
			if t.ID == c.ID {
				return l.at(p.File.Path, t.Span)
			}
		}
		return diag.Whole(p.File.Path)
	}
	return diag.Whole("")
}

// fresh reports whether something of a base is on record lately though no activity is: a return of this year or the last, a plan that
// is still to come, or a first naming within the year.
func (l *lister) fresh(b *catalog.Base) bool {
	if n := len(b.Annuals); n > 0 && b.Annuals[n-1].Year >= int(l.today.Year)-1 { // the oldest first
		return true
	}
	if slices.ContainsFunc(b.Activities, func(a *catalog.Activity) bool { return a.Status == source.Planned && !a.Last().Before(l.today) }) {
		return true
	}
	first := b.Titles[len(b.Titles)-1].Designation.Date // the newest first; one that holds has one
	return l.today.Before(first.Next().InAYear())
}

// silence says since when nothing is logged of somebody.
func silence(who diag.Text, last attention.Stretch, any bool) diag.Text {
	switch {
	case !any:
		return diag.T("%s还没有活动记录", "no activity of %s is on record").With(who)
	case last.AtLeast:
		return diag.T("%s一年以上没有活动记录", "no activity of %s is on record for more than a year").With(who)
	}
	return diag.T("%s从%s以后没有活动记录", "no activity of %s is on record after %s").With(who, day(last.From.Previous()))
}
