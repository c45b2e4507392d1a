package statistics

import (
	"fmt"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/attention"
	"kepu/generator/catalog"
	"kepu/generator/figures"
	"kepu/generator/measure"
	"kepu/generator/quote"
	"kepu/generator/view"
)

// The brief of one sheet: what the county's section says, and the city's, in as many words as fit on A4. Of each list stand the first few; what
// is left out is counted.

// How much fits. Widths are in halves of a Chinese character; a line of one of the sheet's two columns holds briefLine.
const (
	mostBriefDue      = 6   // named in a list
	mostBriefBeside   = 7   // neighbours in the table
	mostBriefCounties = 14  // counties in the table of the city
	briefDueRoom      = 880 // width of all lists of what is due
	briefLine         = 52
	briefLines        = 20 // of bases
)

// width is how wide a text is drawn.
func width(text string) (n int) {
	for _, r := range text {
		n++
		if r > 0x2000 {
			n++
		}
	}
	return n
}

// fit leaves out of lists what does not fit, and counts it: each has the same room, and what one leaves goes to those after it.
func fit(lists []view.AttentionList, all []int, units []string, room int) {
	for i := range lists {
		l := &lists[i]
		own := room/(len(lists)-i) - width(l.Title) - width(l.Says) - 10
		shown := 0
		for shown < len(l.Items) {
			w := width(l.Items[shown].Name) + width(l.Items[shown].Note) + 6
			if own < w {
				break
			}
			own -= w
			shown++
		}
		if l.Items = l.Items[:shown]; shown == 0 {
			l.Says = strings.TrimRight(l.Says, "：。") + "。"
			l.More = ""
		} else {
			l.More = others(all[i]-shown, units[i])
		}
		room = room - room/(len(lists)-i) + max(own, 0)
	}
}

// BriefFits returns how many of some bases fit on a sheet, each with its level and its phone in a line or more. What does not fit is told
// in a line of its own.
func BriefFits(list []view.BriefBase) int {
	lines := 0
	for i, b := range list {
		name, rest := width(b.Name), width(b.Level)+width(b.Phone.Name)+6
		if b.Phone.Name == "" {
			rest += width("电话未查到")
		}
		lines++
		if name+rest > briefLine {
			lines += (name-1)/briefLine + (rest-1)/briefLine + 1
		}
		if lines > briefLines || lines == briefLines && i < len(list)-1 {
			return i
		}
	}
	return len(list)
}

// HasBriefs reports whether there is anything to tell on a brief. It finds nothing out yet: a preview asks at every save.
func (b *Builder) HasBriefs() bool { return b.c.AsOf.Known() && len(b.c.Counties) > 0 }

// CountyBrief is the sheet about a county on the page at p, but for its frame, its map and its bases.
func (b *Builder) CountyBrief(p string, c *catalog.County) view.Brief {
	city := b.attention()
	x, s := city.Counties[c.Index], b.on(p)
	v := view.Brief{Title: c.Name + "科普教育基地工作简况", AsOf: b.asOfRecords(), Due: s.briefDue(x), Notes: []string{FairWords}}
	v.Says = slices.DeleteFunc([]string{s.standsSaid(x, city), lastSaid(x, city), peopleSaid(x)}, func(t string) bool { return t == "" })
	year := b.HeadlineYear()
	v.Numbers = b.briefNumbers(x.InForce, year, func(m measure.Measure) figures.Row {
		r, _ := b.f.Get(year, m, figures.ByCounty, c.ID)
		return r
	})
	v.Beside = s.beside(x, city, mostBriefBeside)
	return v
}

// briefDue is what is due in a county, as much of it as fits; of returns those of the newest year.
func (s *page) briefDue(x *attention.County) []view.AttentionList {
	one := *x
	one.Returns = x.Returns[:min(1, len(x.Returns))]
	lists, all, units := s.dueLists(&one, mostBriefDue, false)
	fit(lists, all, units, briefDueRoom)
	return lists
}

// CityBrief is the sheet about the whole city on the page at p, but for its frame and map.
func (b *Builder) CityBrief(p string) view.Brief {
	city, s := b.attention(), b.on(p)
	v := view.Brief{Title: "全市科普教育基地工作简况", AsOf: b.asOfRecords(), Notes: []string{FairWords}}
	year := b.HeadlineYear()
	inForce := b.f.Ask(figures.Query{Measure: measure.InForce, Now: true})
	v.Numbers = b.briefNumbers(inForce, year, func(m measure.Measure) figures.Row {
		r, _ := b.f.Get(year, m, figures.All, "")
		return r
	})
	if sum := sumInForce(city.Counties); inForce.Known && inForce.Value != sum.Value {
		n := &v.Numbers[0] // else a reader adds up the table and finds fewer
		n.Note = strings.TrimSuffix("含没有介绍页的；"+n.Note, "；")
	}
	v.Says = slices.DeleteFunc([]string{s.citySaid(city, year), quietSaid(city), s.landsSaid(city, year)}, func(t string) bool { return t == "" })
	if len(city.Counties) > 1 {
		f := s.figure("_counties", "各县区对照", "活动日志、命名记录、基地年度数据")
		f.Open, f.Wide, f.CSVURL = true, true, ""
		s.compare(f, city.Counties[:min(mostBriefCounties, len(city.Counties))], city, nil, true)
		if n := len(city.Counties) - mostBriefCounties; n > 0 {
			f.Notes = append([]string{fmt.Sprintf("另有%d个县区，见统计页。", n)}, f.Notes...)
		}
		v.Beside = f
	}
	v.Due = s.cityDue(city, len(city.Counties[0].Returns), 0)
	return v
}

// briefNumbers are the three figures: bases in force, and a year's activities and participants.
func (b *Builder) briefNumbers(inForce figures.Row, year int, get func(measure.Measure) figures.Row) []view.Number {
	out := []view.Number{Number("在册基地", inForce)}
	if year == 0 {
		return out
	}
	for _, m := range []measure.Measure{measure.Activities, measure.Participants} {
		n := Number(fmt.Sprintf("%d年%s", year, m.Name()), get(m))
		if r := get(m); r.Entries == 0 {
			n.Value, n.Unit, n.Note, n.Known = quote.NoRecords, "", "", false
		}
		out = append(out, n)
	}
	return out
}

// standsSaid tells how much of the city's activities on record are a county's.
func (s *page) standsSaid(x *attention.County, city *attention.City) string {
	year := s.HeadlineYear()
	if year == 0 {
		return ""
	}
	whole, _ := s.f.Get(year, measure.Activities, figures.All, "")
	own, _ := s.f.Get(year, measure.Activities, figures.ByCounty, x.ID)
	before, ties, some := 0, 0, 0
	for _, o := range city.Counties {
		r, _ := s.f.Get(year, measure.Activities, figures.ByCounty, o.ID)
		if r.Value > 0 {
			some++
		}
		switch {
		case r.Value > own.Value:
			before++
		case r.Value == own.Value && o != x:
			ties++
		}
	}
	if own.Value == 0 {
		return fmt.Sprintf("%d年%s没有活动记录；全市有记录的活动%s项，在%d个县区。", year, x.Name, digits(whole.Value), some)
	}
	text := fmt.Sprintf("%d年%s有记录的活动%s项，占全市%s项的%s", year, x.Name, digits(own.Value), digits(whole.Value), share(own.Value, whole.Value))
	if len(city.Counties) > 1 {
		text += fmt.Sprintf("，按项数在%d个县区里", len(city.Counties))
		if ties > 0 {
			text += "并列"
		}
		text += fmt.Sprintf("第%d", before+1)
	}
	return text + "。"
}

// peopleSaid tells of a county's population; "" where that is not known.
func peopleSaid(x *attention.County) string {
	if x.People.Number == 0 {
		return ""
	}
	text := fmt.Sprintf("%d年常住人口%s人", x.People.Year, quote.Wan.Write(x.People.Number))
	if c := perPeopleCell(x.InForce, x.People.Number); !c.Unknown && c.Text != dash {
		text += "，每10万人有在册基地" + c.Text + "家"
	}
	return text + "。"
}

// citySaid tells where a year's activities on record were.
func (s *page) citySaid(city *attention.City, year int) string {
	if year == 0 {
		return "还没有活动记录。"
	}
	whole, _ := s.f.Get(year, measure.Activities, figures.All, "")
	var without []string
	for _, x := range city.Counties {
		if r, _ := s.f.Get(year, measure.Activities, figures.ByCounty, x.ID); r.Value == 0 {
			without = append(without, x.Name)
		}
	}
	text := fmt.Sprintf("%d年全市有记录的活动%s项", year, digits(whole.Value))
	switch n := len(city.Counties); {
	case len(without) == 0:
		return text + fmt.Sprintf("，%d个县区都有。", n)
	case len(without) == n:
		return text + "，都没有写县区。"
	default:
		return text + fmt.Sprintf("，%d个县区里%d个有；没有记录的是%s。", n, n-len(without), fewNames(without))
	}
}

// quietSaid names the counties without an activity on record for a year or more. Where the day of that is not known it may be: then it says
// so, and not that there was one within the year.
func quietSaid(city *attention.City) string {
	var quiet, perhaps []string
	for _, x := range city.Counties {
		switch x.Quiet {
		case attention.Silent:
			quiet = append(quiet, x.Name)
		case attention.Perhaps:
			perhaps = append(perhaps, x.Name)
		}
	}
	text := "到" + city.AsOf.Chinese() + "，"
	unclear := fewNames(perhaps) + "最近一条记录的日期不全，看不出来"
	switch {
	case quiet == nil && perhaps == nil:
		return text + "各县区一年内都有活动记录。"
	case perhaps == nil:
		return text + "一年以上没有活动记录的：" + fewNames(quiet) + "。"
	case quiet != nil:
		return text + "一年以上没有活动记录的：" + fewNames(quiet) + "；" + unclear + "。"
	case len(perhaps) == len(city.Counties):
		return text + "一年内有没有活动记录：" + unclear + "。"
	}
	return text + "其他县区一年内都有活动记录；" + unclear + "。"
}

// landsSaid tells how districts stand beside the other counties; "" where all are of one land.
func (s *page) landsSaid(city *attention.City, year int) string {
	of := lands(city)
	var parts []string
	for land, list := range of {
		if len(list) == 0 {
			return ""
		}
		bases := numberCell(sumInForce(list))
		text := fmt.Sprintf("%d个%s，在册基地", len(list), landNames[land])
		switch {
		case bases.Text == dash:
			text += quote.NoRecords
		case bases.Unknown:
			text += bases.Text
		default:
			text += bases.Text + "家"
		}
		if year != 0 {
			held := quote.NoRecords
			if n := s.heldIn(year, list); n > 0 {
				held = digits(n) + "项"
			}
			text += fmt.Sprintf("，%d年活动%s", year, held)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "；") + "。"
}

// cityDue is what is due in the whole city, by county, with the returns of so many years. With a room, in halves of a Chinese character, as much
// as fits.
func (s *page) cityDue(city *attention.City, returns, room int) []view.AttentionList {
	var out []view.AttentionList
	var all []int // counties of each
	var units []string
	list := func(title string, says func(all int) string, unit string, count func(*attention.County) int) {
		l, of, counties := view.AttentionList{Title: title}, 0, 0
		for _, x := range city.Counties {
			n := count(x)
			if n == 0 {
				continue
			}
			of += n
			if counties++; counties <= 2*mostBriefDue {
				l.Items = append(l.Items, view.AttentionItem{Link: view.Link{Name: x.Name, URL: address.Link(s.p, address.Brief(x.County))}, Note: digits(int64(n)) + unit})
			}
		}
		l.More = others(counties-len(l.Items), "个县区")
		if l.Says = says(of); l.Says != "" {
			out, all, units = append(out, l), append(all, counties), append(units, "个县区")
		}
	}
	for i, r := range city.Counties[0].Returns[:min(returns, len(city.Counties[0].Returns))] {
		sum := attention.Return{Year: r.Year}
		for _, x := range city.Counties {
			o := x.Returns[i]
			sum.Sent, sum.Missing = append(sum.Sent, o.Sent...), append(sum.Missing, o.Missing...)
			sum.Unsure, sum.Besides = sum.Unsure+o.Unsure, sum.Besides+o.Besides
		}
		list(fmt.Sprintf("%d年年度数据", r.Year), func(int) string { return returnSaid(sum) }, "家未报", func(x *attention.County) int { return len(x.Returns[i].Missing) })
	}
	counted := func(unit string) func(int) string {
		return func(all int) string {
			if all == 0 {
				return ""
			}
			return digits(int64(all)) + unit + "："
		}
	}
	list("一年内到期的命名", counted("个"), "个", func(x *attention.County) int { return len(x.Titles.Due) })
	list("已过有效期、没有查到新命名的", counted("个"), "个", func(x *attention.County) int { return len(x.Titles.Lapsed) })
	var ends attention.Titles
	for _, x := range city.Counties {
		ends.Unclear, ends.Unstated = ends.Unclear+x.Titles.Unclear, ends.Unstated+x.Titles.Unstated
	}
	if says := endsSaid(ends); says != "" {
		out, all, units = append(out, view.AttentionList{Title: "有效期", Says: says}), append(all, 0), append(units, "")
	}
	list("已过日期、结果未报的计划", counted("项"), "项", func(x *attention.County) int { return len(x.Passed) })
	if room > 0 {
		fit(out, all, units, room)
	}
	for i := range out {
		if len(out[i].Items) == 0 {
			out[i].Says = strings.TrimSuffix(out[i].Says, "：")
		}
	}
	return out
}
