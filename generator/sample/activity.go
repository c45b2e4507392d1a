package sample

import "fmt"

// entry is an activity before it is put into words.
type entry struct {
	r          *random
	year       int
	month, day int // day 0: known to the month; month 0 too: to the year
	county     int // of the log; that after the last is the organiser's own
	base       *base
	campaign   *campaign
	private    bool
}

// entry decides who held the activity, and when.
func (c *city) entry(year int, r *random) entry {
	e := entry{r: r, year: year, county: len(c.counties), private: r.percent(3)}
	if !r.percent(5) {
		e.base = &c.bases[0] // the one that always was
		for range 10 {
			if b := &c.bases[r.below(len(c.bases))]; b.active(year) {
				e.base = b
				break
			}
		}
		e.county = e.base.county
	}
	e.month, e.day = r.from(1, 12), r.from(1, 28)
	if r.percent(35) && !e.private {
		e.campaign = &campaigns[r.below(len(campaigns))]
		e.month = e.campaign.month
	}
	switch how := r.below(100); {
	case how < 1:
		e.month, e.day = 0, 0
	case how < 8:
		e.day = 0
	}
	return e
}

// date is the entry's date as one of the forms that staff write.
func (e *entry) date() string {
	switch {
	case e.month == 0:
		return pick(e.r, []string{fmt.Sprint(e.year), fmt.Sprintf(`"%d年"`, e.year)})
	case e.day == 0:
		return pick(e.r, []string{fmt.Sprintf(`"%d-%02d"`, e.year, e.month), fmt.Sprintf(`"%d年%d月"`, e.year, e.month)})
	}
	return fmt.Sprintf("%d-%02d-%02d", e.year, e.month, e.day)
}

// form returns the form of the entry, and the index of the first private one tells which are.
func (e *entry) form() *form {
	const public = 8 // the first ones of forms
	if e.private {
		return &forms[e.r.from(public, len(forms)-1)]
	}
	return &forms[e.r.below(public)]
}

// activity returns the entry as it stands in a log.
func (c *city) activity(e entry) string {
	r, f, subject := e.r, e.form(), pick(e.r, topics)
	var t text
	t.table("activity")
	t.raw("date", e.date())
	if e.day != 0 && r.percent(8) {
		t.raw("until", fmt.Sprintf("%d-%02d-%02d", e.year, e.month, min(e.day+r.from(1, 10), 28)))
	}
	together := e.base != nil && r.percent(5)
	t.words("title", c.title(e, f, subject, together))
	c.heldBy(&t, e, together)
	if e.campaign != nil {
		t.words("campaign", pick(r, []string{e.campaign.name, e.campaign.id}))
	}
	t.words("form", pick(r, []string{f.name, f.id}))
	t.list("topic", subject.tags)
	if !e.private && r.percent(2) {
		t.words("status", pick(r, []string{"postponed", "cancelled", "held"}))
	}
	c.figures(&t, e)
	t.list("audience", few(r, audiences, r.below(3)))
	c.account(&t, e, subject)
	return t.String()
}

// title is different for every entry of a base and a year: two of the same name on one
// day would rightly be warned about.
func (c *city) title(e entry, f *form, subject topic, together bool) string {
	title := fmt.Sprintf(f.title, subject.name)
	if e.campaign != nil {
		title = fmt.Sprintf("%d年%s：%s", e.year, e.campaign.name, title)
	}
	key := fmt.Sprintf("own %d", e.year)
	if e.base != nil {
		key = fmt.Sprintf("%d %d", e.base.number, e.year)
	}
	if together {
		key, title = fmt.Sprintf("together %d %d", e.county, e.year), "联合举办："+title
	}
	if n := c.timesSeen(key); n > 1 {
		title += fmt.Sprintf("（第%d期）", n)
	}
	return title
}

// heldBy writes who held it: one base, several, or the organiser in some county.
func (c *city) heldBy(t *text, e entry, together bool) {
	if e.base == nil {
		if e.r.percent(70) {
			t.words("county", pick(e.r, c.counties).name)
		}
		return
	}
	if together {
		refs := []string{e.base.ref()}
		for _, i := range few(e.r, c.counties[e.county].bases, 2) {
			if b := &c.bases[i]; b != e.base && b.active(e.year) {
				refs = append(refs, b.ref())
			}
		}
		t.list("bases", refs)
		return
	}
	t.words("base", e.base.ref())
}

// figures writes the figures. They stay within a few times of what the base usually
// has, since ten times would rightly be warned about.
func (c *city) figures(t *text, e entry) {
	r, scale := e.r, 500
	if e.base != nil {
		scale = e.base.scale
	}
	some := func(key string, percent, least, most int) {
		if r.percent(percent) {
			t.number(key, r.from(least, most))
		}
	}
	some("sessions", 25, 1, 6)
	some("participants", 85, scale/2, scale*2)
	some("online", 12, scale*2, scale*8)
	some("volunteers", 40, 6, 30)
	some("staff", 30, 4, 12)
	some("media", 20, 1, 6)
	some("materials", 25, scale/2, scale*2)
	some("experts", 20, 1, 5)
	some("funds", 15, 2000, 12000)
}

// account writes what went on, and where.
func (c *city) account(t *text, e entry, subject topic) {
	r := e.r
	if r.percent(60) {
		t.words("place", pick(r, []string{"多功能厅", "报告厅", "广场", "校园操场", "村文化礼堂", "展厅一层"}))
	}
	switch how := r.below(100); {
	case how < 10:
	case how < 85:
		t.words("summary", pick(r, subject.said)+pick(r, subject.said))
	case how < 95:
		other := &c.bases[r.below(len(c.bases))]
		t.words("summary", fmt.Sprintf("%s参加的还有[%s](%s)的讲解员，**全程免费**。", pick(r, subject.said), other.name, other.link()))
	default:
		t.line("summary = \"\"\"\n%s\n\n现场分为三个部分：\n\n1. 讲解；\n2. 动手；\n3. 问答。\n\"\"\"", pick(r, subject.said))
	}
	if r.percent(8) {
		t.words("link", fmt.Sprintf("https://example.org/news/%d/%d", e.year, r.below(100_000)))
	}
	if e.base != nil && e.base.number < c.o.Photos && r.percent(20) {
		t.list("photos", []string{"/bases/" + e.base.id + "/photo-2.png"})
	}
	if r.percent(30) {
		t.list("sources", few(r, []string{"示例日报（虚构）", "基地月报（虚构）", "https://example.org/archive"}, 1))
	}
}

// planned returns the entry as one that is still to come.
func (c *city) planned(e entry) string {
	var t text
	subject := pick(e.r, topics)
	t.table("activity")
	t.raw("date", e.date())
	t.words("title", c.title(e, &forms[0], subject, false))
	c.heldBy(&t, e, false)
	t.words("form", forms[0].id)
	t.words("status", "planned")
	t.words("time", pick(e.r, []string{"09:30-11:00", "14:30-16:00", "19:00"}))
	t.words("place", "多功能厅")
	t.words("register", "开讲前一周电话报名，名额60人（虚构）")
	t.words("summary", pick(e.r, subject.said))
	return t.String()
}
