package draft

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/source"
)

// exchange is about what bases have for each other, and the routes along them. No directive asks for
// these, so they are told in plain sentences. Neither routes nor most entries say of which year they are: what
// says so is told of the year, and the rest as what is on record now.
func (w *writer) exchange() {
	if len(w.cat.Offers) == 0 && len(w.cat.Routes) == 0 {
		return
	}
	w.subheading("经验交流和资源共享")
	offers, wants := w.inYear(false), w.inYear(true)
	for _, side := range []struct {
		list  []*catalog.Offer
		words string
	}{{offers, "可以提供给别的单位使用的"}, {wants, "需要别的单位支持的"}} {
		if len(side.list) == 0 {
			continue
		}
		text := fmt.Sprintf("%d年，有%d家基地登记了%s资源%d项：%s。", w.year, giversOf(side.list), side.words, len(side.list), byKind(side.list))
		switch n := undated(side.list); {
		case n == len(side.list):
			text += "都没有写起止时间，按现有的记录算。"
		case n > 0:
			text += fmt.Sprintf("其中%d项没有写起止时间，按现有的记录算。", n)
		}
		w.para(text)
	}
	w.tours(offers)
	if n := len(w.cat.Routes); n > 0 {
		var lines []string
		for _, r := range w.cat.Routes[:min(n, mostActivities)] {
			lines = append(lines, fmt.Sprintf("- [%s](<%s>)（%d站）", escape(r.Title), path.Join("..", r.Path), len(r.Stops)))
		}
		w.paraf("现有研学路线%d条：", n)
		w.para(strings.Join(lines, "\n"))
		if n > mostActivities {
			w.para("其余见网站的研学路线。")
		}
	}
	w.missing("交流会、互访和结对的情况，哪些资源真的用上了")
}

// inYear are the entries of one side that hold at some time of the year, as far as they say.
func (w *writer) inYear(want bool) []*catalog.Offer {
	first, last := date.Date{Year: int16(w.year), Month: 1, Day: 1}, w.yearEnd()
	var out []*catalog.Offer
	for _, o := range w.cat.Offers {
		late := o.From.Known() && last.Before(o.From.First())
		over := o.Until.Known() && o.Until.Last().Before(first)
		if o.Want == want && !late && !over {
			out = append(out, o)
		}
	}
	return out
}

// undated counts the entries that do not say when they hold.
func undated(list []*catalog.Offer) int {
	n := 0
	for _, o := range list {
		if !o.From.Known() && !o.Until.Known() {
			n++
		}
	}
	return n
}

// giversOf counts the bases of some entries.
func giversOf(list []*catalog.Offer) int {
	seen := map[*catalog.Base]bool{}
	for _, o := range list {
		seen[o.Base] = true
	}
	return len(seen)
}

// byKind says how many there are of each kind.
func byKind(list []*catalog.Offer) string {
	var parts []string
	for _, kind := range source.OfferKinds {
		n := 0
		for _, o := range list {
			if o.Kind == kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d项", kind, n))
		}
	}
	return strings.Join(parts, "，")
}

// tours tells where touring exhibits went in the year: the stops that begin in it.
func (w *writer) tours(offers []*catalog.Offer) {
	var lines []string
	for _, o := range offers {
		var places []string
		for i := range o.Stops {
			if s := &o.Stops[i]; int(s.From.Year) == w.year {
				places = append(places, s.From.Date.Chinese()+"起在"+escape(s.Place))
			}
		}
		if len(places) > 0 {
			lines = append(lines, fmt.Sprintf("- %s（%s）：%s。", escape(o.Title), link(o.Base), strings.Join(places, "，")))
		}
	}
	if len(lines) > 0 {
		w.para("巡展计划：")
		w.para(strings.Join(lines[:min(len(lines), mostActivities)], "\n"))
	}
	if len(lines) > mostActivities {
		w.para("其余见网站的基地交流。")
	}
}

// withoutOffers are the bases in force of which nothing is on record that others could use. It is asked only where
// some base has entered something.
func (w *writer) withoutOffers() []string {
	if len(w.cat.Offers) == 0 {
		return nil
	}
	var out []string
	for _, b := range w.bases() {
		if !slices.ContainsFunc(b.Offers, func(o *catalog.Offer) bool { return !o.Want }) {
			out = append(out, link(b))
		}
	}
	return out
}
