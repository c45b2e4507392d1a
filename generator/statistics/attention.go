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
	"kepu/generator/numerals"
	"kepu/generator/quote"
	"kepu/generator/standing"
	"kepu/generator/view"
)

// What the records show of a county, in words (package attention finds it). The words stay fair: of what is not on record it says so, and of
// nobody that nothing was done.

// FairWords says what a silence of the records means.
const FairWords = "这里只数有记录的：没有记录，不等于没有开展；没有报来，也不等于没有做。"

// Attention returns what the records show of each county.
func (b *Builder) Attention() *attention.City { return b.attention() }

// Neighbours are the counties that share a border with one; none where that is not known.
func (b *Builder) Neighbours(c *catalog.County) []*catalog.County {
	if city := b.attention(); city.Counties != nil && city.Counties[c.Index].Bordering {
		return city.Counties[c.Index].Neighbours
	}
	return nil
}

// CountyAttention is the section on a county's page at p; nil when there is no record at all.
func (b *Builder) CountyAttention(p string, c *catalog.County) *view.Attention {
	city := b.attention()
	if city.Counties == nil {
		return nil
	}
	x, s := city.Counties[c.Index], b.on(p)
	v := &view.Attention{AsOf: b.asOfRecords(), Says: []string{lastSaid(x, city), longestSaid(x)}, Notes: []string{FairWords}, Brief: address.Link(p, address.Brief(c))}
	v.Says = slices.DeleteFunc(v.Says, func(t string) bool { return t == "" })
	for _, f := range []*view.Figure{s.beside(x, city, mostBeside), s.quarters(x, city), b.CountyCompleteness(p, c)} {
		if f != nil {
			v.Figures = append(v.Figures, *f)
		}
	}
	v.Lists, _, _ = s.dueLists(x, mostDue, true)
	return v
}

// mostDue is how many are named in a list on a county's page.
const mostDue = 20

// lastSaid tells when the last activity of a county is on record.
func lastSaid(x *attention.County, city *attention.City) string {
	switch last := x.Last; {
	case !x.Active:
		return x.Name + "还没有活动记录。"
	case last.Days == 0:
		if x.LastMost > 0 {
			return fmt.Sprintf("%s最近一条活动记录只知道年份或月份，可能就在全市最新的记录那天（%s）。", x.Name, city.AsOf.Chinese())
		}
		return fmt.Sprintf("%s最近一条活动记录，就在全市最新的记录那天（%s）。", x.Name, city.AsOf.Chinese())
	case last.AtLeast:
		return fmt.Sprintf("从%s最近一条活动记录到%s，至少%s天没有记录。", x.Name, city.AsOf.Chinese(), digits(int64(last.Days)))
	default:
		return fmt.Sprintf("从%s最近一条活动记录（%s）到%s，%s天没有记录。", x.Name, last.From.Previous().Chinese(), city.AsOf.Chinese(), digits(int64(last.Days)))
	}
}

// longestSaid tells the longest time without one; "" where that is the last, or none.
func longestSaid(x *attention.County) string {
	long := x.Longest
	if long.Days == 0 || long == x.Last || long.Days < 2 {
		if long.Days > 1 {
			return "这也是最长的一段。"
		}
		return ""
	}
	least, opening := "", ""
	if long.AtLeast {
		least = "至少"
	}
	if long.Opening {
		opening = "从全市最早的活动记录算起，"
	}
	return fmt.Sprintf("%s最长的一段没有记录，是%s到%s，%s%s天。", opening, long.From.Chinese(), long.To.Chinese(), least, digits(int64(long.Days)))
}

// mostBeside is how many counties stand beside one in the table on its page.
const mostBeside = 20

// beside is the table of a county and its neighbours, at most so many.
func (s *page) beside(x *attention.County, city *attention.City, most int) *view.Figure {
	if len(s.c.Counties) < 2 {
		return nil
	}
	caption, who := x.Name+"与全市各县区对照", "没有县区边界，或边界里找不到相邻的县区，所以与全市各县区对照。"
	list := x.Neighbours
	if x.Bordering {
		caption, who = x.Name+"与相邻县区对照", fmt.Sprintf("相邻县区有%d个，按地图上有没有共同的边界来定。", len(list))
	}
	if n := len(list) - most; n > 0 {
		list, who = list[:most], who+fmt.Sprintf("这里列前%d个，其余见统计页。", most)
	}
	f := s.figure("_beside", caption, "活动日志、命名记录")
	f.Open, f.Wide, f.CSVURL = true, true, ""
	rows := []*attention.County{x}
	for _, o := range list {
		rows = append(rows, city.Counties[o.Index])
	}
	s.compare(f, rows, city, x, false)
	f.Notes = append([]string{who}, f.Notes...)
	return f
}

// compare fills a figure with a table of counties, one of which may be the one that it is about; due adds what is due in each.
func (s *page) compare(f *view.Figure, list []*attention.County, city *attention.City, strong *attention.County, due bool) {
	year := s.HeadlineYear()
	people := slices.ContainsFunc(list, func(x *attention.County) bool { return x.People.Number > 0 })
	t := view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "县区"}, {Name: "在册基地", Unit: "家"}}}
	if people {
		t.Head = append(t.Head, view.DataHead{Name: "每10万人", Unit: "家"})
	}
	t.Head = append(t.Head, view.DataHead{Name: "有效的命名", Unit: "个"})
	if year != 0 {
		t.Head = append(t.Head, view.DataHead{Name: "活动", Unit: fmt.Sprintf("%d年", year)}, view.DataHead{Name: "占全市"})
	}
	t.Head = append(t.Head, view.DataHead{Name: "距最近一次活动", Unit: "天"})
	if due {
		t.Head = append(t.Head, view.DataHead{Name: "最长没有记录", Unit: "天"})
		for _, r := range list[0].Returns[:min(1, len(list[0].Returns))] {
			t.Head = append(t.Head, view.DataHead{Name: "年度数据", Unit: fmt.Sprintf("%d年", r.Year)})
		}
		t.Head = append(t.Head, view.DataHead{Name: "一年内到期", Unit: "个"})
	}
	whole, _ := s.f.Get(year, measure.Activities, figures.All, "")
	var rows []figures.Row
	for _, x := range list {
		row := view.DataRow{Name: x.Name, Strong: x == strong && len(list) > 1}
		if x != strong {
			row.URL = address.Link(s.p, address.County(x.County))
		}
		row.Cells = append(row.Cells, numberCell(x.InForce))
		if people {
			row.Cells = append(row.Cells, perPeopleCell(x.InForce, x.People.Number))
		}
		row.Cells = append(row.Cells, titlesCell(x.Titles))
		rows = append(rows, x.InForce)
		if year != 0 {
			held, _ := s.f.Get(year, measure.Activities, figures.ByCounty, x.ID)
			row.Cells = append(row.Cells, numberCell(held), shareCell(held, whole))
			rows = append(rows, held)
		}
		row.Cells = append(row.Cells, lastCell(x))
		if due {
			row.Cells = append(row.Cells, longestCell(x))
			for _, r := range x.Returns[:min(1, len(x.Returns))] {
				row.Cells = append(row.Cells, returnCell(r))
			}
			row.Cells = append(row.Cells, dueCell(x.Titles))
		}
		t.Rows = append(t.Rows, row)
	}
	f.Table = t
	if people {
		f.Notes = append(f.Notes, peopleNote(list))
	}
	f.Notes = append(f.Notes, "在册基地和命名只计有介绍页的基地。")
	if slices.ContainsFunc(list, func(x *attention.County) bool { return x.Active && x.Last.Days < x.LastMost }) {
		f.Notes = append(f.Notes, "日期只知道年份或月份的，写最少和最多几天。")
	}
	if year != 0 {
		f.Notes = append(f.Notes, shareNote(year, whole, city))
	}
	s.finish(f, rows)
}

// shareNote says of what the shares are.
func shareNote(year int, whole figures.Row, city *attention.City) string {
	text := fmt.Sprintf("%d年全市有记录的活动%s项", year, digits(whole.Value))
	switch {
	case city.Shared && city.Elsewhere:
		return text + "。几个县区的活动，在每个县区各计一次；没有写县区的，只计入全市。"
	case city.Shared:
		return text + "。几个县区的活动，在每个县区各计一次，所以占比加起来可能超过100%。"
	case city.Elsewhere:
		return text + "，其中没有写县区的，只计入全市。"
	}
	return text + "。"
}

// peopleNote says of which year the populations are, and whose is not known.
func peopleNote(list []*attention.County) string {
	byYear, without := map[int][]string{}, []string(nil)
	var years []int
	for _, x := range list {
		y := x.People.Year
		if x.People.Number == 0 {
			without = append(without, x.Name)
			continue
		}
		if byYear[y] == nil {
			years = append(years, y)
		}
		byYear[y] = append(byYear[y], x.Name)
	}
	slices.Sort(years)
	var parts []string
	for _, y := range years {
		if len(years) == 1 {
			parts = append(parts, fmt.Sprintf("人口是%d年的常住人口", y))
		} else {
			parts = append(parts, fmt.Sprintf("%s的人口是%d年的", fewNames(byYear[y]), y))
		}
	}
	if len(without) > 0 {
		parts = append(parts, fewNames(without)+"的人口未查到")
	}
	return strings.Join(parts, "；") + "。"
}

// fewNames names a few of a list.
func fewNames(names []string) string {
	if len(names) > 5 {
		return fmt.Sprintf("%s等%d个县区", strings.Join(names[:4], "、"), len(names))
	}
	return strings.Join(names, "、")
}

// perPeopleCell is how many bases there are for 100,000 people: from those that certainly hold a title to those that may.
func perPeopleCell(r figures.Row, people int64) view.DataCell {
	switch {
	case people == 0:
		return view.DataCell{Text: quote.NotFound, Unknown: true}
	case r.NoRecords:
		return view.DataCell{Text: dash}
	case r.Unplaced:
		return view.DataCell{Text: quote.NotFound, Unknown: true}
	}
	least := perPeople(r.Value, people)
	if r.LowerBound {
		return view.DataCell{Text: "至少" + least}
	}
	return view.DataCell{Text: numerals.Span(least, perPeople(r.Value+r.Unsure(), people))}
}

// perPeople is n for 100,000 people, to two decimals rounded half up.
func perPeople(n, people int64) string {
	hundredths := (n*20_000_000 + people) / (2 * people)
	return fmt.Sprintf("%s.%02d", digits(hundredths/100), hundredths%100)
}

// titlesCell is how many titles hold.
func titlesCell(t attention.Titles) view.DataCell {
	cell := view.DataCell{Text: digits(int64(t.Held))}
	switch {
	case t.Held == 0 && t.Unsure == 0:
		cell.Text = dash
	case t.Held == 0:
		cell = view.DataCell{Text: quote.NotFound, Note: fmt.Sprintf("%s个，%s", digits(int64(t.Unsure)), quote.NoEndKnown), Unknown: true}
	case t.Unsure > 0:
		cell.Note = fmt.Sprintf("另有%s个，%s", digits(int64(t.Unsure)), quote.NoEndKnown)
	}
	return cell
}

// shareCell is a part's share of the whole, in percent.
func shareCell(part, whole figures.Row) view.DataCell {
	if !part.Known || whole.Value == 0 {
		return view.DataCell{Text: dash}
	}
	return view.DataCell{Text: share(part.Value, whole.Value)}
}

// share is a share in percent; of one that is not none, no 0%.
func share(part, whole int64) string {
	tenths := (part*2000 + whole) / (2 * whole)
	switch {
	case tenths == 0 && part > 0:
		return "不到0.1%"
	case tenths%10 == 0:
		return fmt.Sprintf("%d%%", tenths/10)
	}
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

// lastCell is the days since a county's last activity on record.
func lastCell(x *attention.County) view.DataCell {
	switch {
	case !x.Active:
		return view.DataCell{Text: dash}
	case x.Last.Days < x.LastMost:
		return view.DataCell{Text: numerals.Span(digits(int64(x.Last.Days)), digits(int64(x.LastMost)))}
	}
	return view.DataCell{Text: digits(int64(x.Last.Days))}
}

// longestCell is the longest time without an activity of a county on record.
func longestCell(x *attention.County) view.DataCell {
	switch {
	case !x.Active:
		return view.DataCell{Text: dash}
	case x.Longest.AtLeast:
		return view.DataCell{Text: "至少" + digits(int64(x.Longest.Days))}
	}
	return view.DataCell{Text: digits(int64(x.Longest.Days))}
}

// returnCell is how many bases sent a year's return, of those that held a title.
func returnCell(r attention.Return) view.DataCell {
	all := len(r.Sent) + len(r.Missing)
	if all == 0 {
		return view.DataCell{Text: dash}
	}
	return view.DataCell{Text: fmt.Sprintf("%s／%s", digits(int64(len(r.Sent))), digits(int64(all)))}
}

// dueCell is how many titles end within a year of the newest record: of some nobody can tell.
func dueCell(t attention.Titles) view.DataCell {
	switch {
	case t.Held+t.Unsure == 0:
		return view.DataCell{Text: dash}
	case t.Unclear == t.Held+t.Unsure:
		return view.DataCell{Text: "未知", Unknown: true}
	case t.Unclear > 0:
		return view.DataCell{Text: digits(int64(len(t.Due))), Note: fmt.Sprintf("另有%d个未知", t.Unclear)}
	}
	return view.DataCell{Text: digits(int64(len(t.Due)))}
}

// countyAttention compares all counties, for the page of all years.
func (s *page) countyAttention() *view.Figure {
	city := s.attention()
	if len(city.Counties) < 2 {
		return nil
	}
	f := s.figure("attention-table", "各县区关注情况", "活动日志、命名记录、基地年度数据")
	f.Open, f.Wide, f.CSVURL, f.CSVName = true, true, address.Link(s.p, address.CountiesCSV), "各县区数字"
	s.compare(f, city.Counties, city, nil, true)
	if len(city.Counties[0].Returns) > 0 {
		f.Notes = append(f.Notes, "年度数据：已报的家数／在册的家数。")
	}
	f.Notes = append(f.Notes, FairWords)
	return f
}

// landsTable compares districts with the other counties; nil where all are of one land. That is as much of the balance of town and country as the records tell.
func (s *page) landsTable() *view.Figure {
	city := s.attention()
	of := lands(city)
	for _, list := range of {
		if len(list) == 0 {
			return nil
		}
	}
	f := s.figure("lands-table", "区与县的对照", "活动日志、命名记录")
	f.Open = true
	year := s.HeadlineYear()
	people := slices.ContainsFunc(of[:], func(list []*attention.County) bool { return peopleOf(list) > 0 })
	f.Table = view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "县区"}, {Name: "个数"}, {Name: "在册基地", Unit: "家"}}}
	if people {
		f.Table.Head = append(f.Table.Head, view.DataHead{Name: "每10万人", Unit: "家"})
	}
	if year != 0 {
		f.Table.Head = append(f.Table.Head, view.DataHead{Name: "活动", Unit: fmt.Sprintf("%d年", year)})
	}
	var rows []figures.Row
	for land, list := range of {
		inForce := sumInForce(list)
		row := view.DataRow{Name: landNames[land], Cells: []view.DataCell{{Text: digits(int64(len(list)))}, numberCell(inForce)}}
		if people {
			row.Cells = append(row.Cells, perPeopleCell(inForce, peopleOf(list)))
		}
		if year != 0 {
			n := view.DataCell{Text: dash}
			if held := s.heldIn(year, list); held > 0 {
				n.Text = digits(held)
			}
			row.Cells = append(row.Cells, n)
		}
		rows = append(rows, inForce)
		f.Table.Rows = append(f.Table.Rows, row)
	}
	f.Notes = append(f.Notes, "按名称分：以“区”结尾的是区。区里也有乡村，县里也有城镇；基地的地址看不出是城是乡，所以城乡只能这样粗看。")
	if people {
		f.Notes = append(f.Notes, peopleNote(city.Counties))
	}
	if year != 0 && city.Shared {
		f.Notes = append(f.Notes, "一项活动在区也在县的，两边各计一次。")
	}
	return s.finish(f, rows)
}

var landNames = [attention.Lands]string{attention.District: "区", attention.Rural: "县、市"}

// lands are the counties by land.
func lands(city *attention.City) (of [attention.Lands][]*attention.County) {
	for _, x := range city.Counties {
		at := attention.LandOf(x.County)
		of[at] = append(of[at], x)
	}
	return of
}

// sumInForce adds the bases in force of several counties: each is in one.
func sumInForce(list []*attention.County) figures.Row {
	sum := list[0].InForce
	for _, x := range list[1:] {
		r := x.InForce
		sum.Known = sum.Known || r.Known
		sum.LowerBound, sum.Unplaced = sum.LowerBound || r.LowerBound, sum.Unplaced || r.Unplaced
		sum.UnsureLowerBound, sum.NoRecords = sum.UnsureLowerBound || r.UnsureLowerBound, sum.NoRecords && r.NoRecords
		sum.Value, sum.Reported, sum.Entries = sum.Value+r.Value, sum.Reported+r.Reported, sum.Entries+r.Entries
	}
	sum.LowerBound = sum.Known && (sum.LowerBound || sum.Unplaced)
	sum.Unplaced = sum.Unplaced && !sum.Known
	sum.Key, sum.Name = "", ""
	return sum
}

// peopleOf is how many live in some counties; 0 where that is not known of each.
func peopleOf(list []*attention.County) (sum int64) {
	for _, x := range list {
		if x.People.Number == 0 {
			return 0
		}
		sum += x.People.Number
	}
	return sum
}

// heldIn counts the activities of a year in some counties, each once.
func (s *page) heldIn(year int, list []*attention.County) (n int64) {
	in := make([]bool, len(s.c.Counties))
	for _, x := range list {
		in[x.Index] = true
	}
	for _, a := range s.c.In(year) {
		if a.Counts() && slices.ContainsFunc(a.Counties, func(c *catalog.County) bool { return in[c.Index] }) {
			n++
		}
	}
	return n
}

// quarters is the activities of a county by quarter.
func (s *page) quarters(x *attention.County, city *attention.City) *view.Figure {
	years := slices.DeleteFunc(slices.Clone(x.Years), func(y attention.Year) bool { return y.Silent })
	if !slices.ContainsFunc(years, func(y attention.Year) bool { return y.All > 0 }) {
		return nil
	}
	f := s.figure("_quarters", x.Name+"各季度的活动（项）", "活动日志")
	f.Open, f.CSVURL = true, ""
	f.Table = view.DataTable{Caption: f.Caption, Head: []view.DataHead{{Name: "年份"}}}
	for _, n := range []string{"一", "二", "三", "四"} {
		f.Table.Head = append(f.Table.Head, view.DataHead{Name: n + "季度"})
	}
	undated := slices.ContainsFunc(years, func(y attention.Year) bool { return y.Undated > 0 })
	if undated {
		f.Table.Head = append(f.Table.Head, view.DataHead{Name: "月份", Unit: "未注明"})
	}
	f.Table.Head = append(f.Table.Head, view.DataHead{Name: "全年"}, view.DataHead{Name: "占全市"})
	cell := func(n int64) view.DataCell {
		if n == 0 {
			return view.DataCell{Text: dash}
		}
		return view.DataCell{Text: digits(n)}
	}
	future := false
	for _, y := range years {
		row := view.DataRow{Name: fmt.Sprint(y.Year), URL: address.Link(s.p, address.StatisticsYear(y.Year))}
		for i, n := range y.Quarters {
			if n == 0 && (y.Year > int(city.AsOf.Year) || y.Year == int(city.AsOf.Year) && i > int(city.AsOf.Month-1)/3) {
				future = true
				row.Cells = append(row.Cells, view.DataCell{Text: "未到", Unknown: true})
				continue
			}
			row.Cells = append(row.Cells, cell(n))
		}
		if undated {
			row.Cells = append(row.Cells, cell(y.Undated))
		}
		whole := city.Years[slices.IndexFunc(city.Years, func(c attention.Year) bool { return c.Year == y.Year })]
		of := view.DataCell{Text: dash}
		if y.All > 0 {
			of.Text = share(y.All, whole.All)
		}
		row.Cells = append(row.Cells, cell(y.All), of)
		f.Table.Rows = append(f.Table.Rows, row)
	}
	if future {
		f.Notes = append(f.Notes, "未到：最新的记录还在这一季度以前。")
	}
	f.Notes = append(f.Notes, "跨季度的活动计在开始的那一季度。")
	if city.Shared {
		f.Notes = append(f.Notes, "几个县区的活动，在每个县区各计一次。")
	}
	return s.finish(f, nil)
}

// dueLists are the returns that were not sent, the titles that end, and the plans whose day has passed; at most so many of each; and, where sent is true,
// the returns that were. Each has
// a number of all that it is about, and what that number counts.
func (s *page) dueLists(x *attention.County, most int, sent bool) (out []view.AttentionList, all []int, units []string) {
	add := func(l view.AttentionList, n int, unit string) {
		l.More = others(n-len(l.Items), unit)
		out, all, units = append(out, l), append(all, n), append(units, unit)
	}
	baseItem := func(b *catalog.Base, note string) view.AttentionItem {
		return view.AttentionItem{Link: view.Link{Name: b.Name, URL: address.Link(s.p, address.Base(b))}, Note: note}
	}
	for _, r := range x.Returns {
		l := view.AttentionList{Title: fmt.Sprintf("%d年年度数据", r.Year), Says: returnSaid(r)}
		for _, b := range r.Missing[:min(most, len(r.Missing))] {
			l.Items = append(l.Items, baseItem(b, ""))
		}
		add(l, len(r.Missing), "家")
		if sent && len(r.Sent) > 0 && len(r.Missing) > 0 {
			l := view.AttentionList{Title: fmt.Sprintf("%d年已报的", r.Year), Says: digits(int64(len(r.Sent))) + "家："}
			for _, b := range r.Sent[:min(most, len(r.Sent))] {
				l.Items = append(l.Items, baseItem(b, ""))
			}
			add(l, len(r.Sent), "家")
		}
	}
	titles := func(title, says string, list []attention.Title, words string) {
		if len(list) == 0 {
			return
		}
		l := view.AttentionList{Title: title, Says: says}
		for _, t := range list[:min(most, len(list))] {
			note := t.Designation.Level.Name + "，" + words + t.Until.Chinese()
			if t.WithBase {
				note = t.Designation.Level.Name + "，作为基地到" + t.Until.Chinese() + "为止"
			}
			valid, it := t.Until, baseItem(t.Base, note)
			if !valid.Last().Before(s.c.AsOf) {
				it.Days = standing.Days{{valid.Next().String(), it.Note + "，已过"}}.String()
			}
			l.Items = append(l.Items, it)
		}
		add(l, len(list), "个")
	}
	titles("一年内到期的命名", fmt.Sprintf("%s个。", digits(int64(len(x.Titles.Due)))), x.Titles.Due, "有效期至")
	titles("已过有效期、没有查到新命名的", fmt.Sprintf("%s个。", digits(int64(len(x.Titles.Lapsed)))), x.Titles.Lapsed, "有效期到")
	if says := endsSaid(x.Titles); says != "" {
		add(view.AttentionList{Title: "有效期", Says: says}, 0, "")
	}
	if len(x.Passed) > 0 {
		l := view.AttentionList{Title: "已过日期、结果未报的计划", Says: fmt.Sprintf("%s项。", digits(int64(len(x.Passed))))}
		for _, a := range x.Passed[:min(most, len(x.Passed))] {
			l.Items = append(l.Items, view.AttentionItem{Link: view.Link{Name: a.Title}, Note: "计划" + a.Date.Chinese()})
		}
		add(l, len(x.Passed), "项")
	}
	return out, all, units
}

// others says how many a list leaves out.
func others(n int, unit string) string {
	if n <= 0 {
		return ""
	}
	return "另有" + digits(int64(n)) + unit
}

// returnSaid tells how many of a county's bases sent the returns of a year.
func returnSaid(r attention.Return) string {
	sent, missing := len(r.Sent), len(r.Missing)
	var text string
	all := sent + missing
	who := fmt.Sprintf("在册的%d家", all)
	switch {
	case r.Unsure == all:
		who += "（" + quote.NoEndKnown + "）"
	case r.Unsure > 0:
		who += fmt.Sprintf("（其中%d家%s）", r.Unsure, quote.NoEndKnown)
	}
	switch {
	case all == 0 && r.Besides > 0:
		return fmt.Sprintf("没有在册的基地；不在册的报来%d家。", r.Besides)
	case all == 0:
		return "没有查到在册的基地。"
	case missing == 0:
		text = who + "都已报"
	case sent == 0:
		text = who + "都未报"
	default:
		text = fmt.Sprintf("%s中，%d家已报，%d家未报", who, sent, missing)
	}
	if r.Besides > 0 {
		text += fmt.Sprintf("；另有不在册的%d家报来", r.Besides)
	}
	if missing > 0 {
		return text + "："
	}
	return text + "。"
}

// endsSaid tells of titles of which nobody knows whether they end within a year.
func endsSaid(t attention.Titles) string {
	var parts []string
	if n := t.Unclear - t.Unstated; n > 0 {
		parts = append(parts, fmt.Sprintf("%d个%s，可能还有效", n, quote.NoEndKnown))
	}
	if t.Unstated > 0 {
		parts = append(parts, fmt.Sprintf("%d个没有注明有效期", t.Unstated))
	}
	if parts == nil {
		return ""
	}
	return strings.Join(parts, "，") + "；它们是不是一年内到期，看不出来。"
}
