package due

import (
	"path"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/source"
)

// facts are what the page of a base that is one, or may become one, does not say.
func (l *lister) facts() {
	check := diag.T(`照页面问一遍（地址、电话、开放时间、收费），改好，写 verified = {date = %s, how = "电话核对"}，日期写核对的那天`,
		`ask whether the page is right (address, phone, hours, fee), mend it and write verified = {date = %s, how = "电话核对"} with the day of it`).With(l.today.String())
	for _, b := range l.Catalog.Bases {
		if l.noMore(b) {
			continue
		}
		var at diag.Place
		lacks := func(kind Kind, key string, what, do diag.Text) {
			if at.File == "" {
				at = l.at(b.Path, b.NameSpan)
			}
			// Of ten thousand bases the words are put together as fast as that can be.
			l.add(Item{Kind: kind, Urgency: Someday, Base: b, Place: at, Key: key, What: diag.T(b.Name+what.ZH, b.Name+what.EN), Do: do})
		}
		if b.Point == nil {
			lacks(NoLocation, "location", diag.T("没有写坐标", ": its coordinates are not written"),
				diag.T("在电子地图上找到它，照经度、纬度的顺序写 location，只知道在哪个镇的加 precision = \"town\"", "find it on a map and write location, the longitude first; where only the town is known add precision = \"town\""))
		}
		if len(b.Hours) == 0 && !inWords(b.Booking) {
			lacks(NoHours, "hours", diag.T("没有写开放时间", ": its opening hours are not written"),
				diag.T("问清哪几天、几点到几点开放，写 hours；没有固定时间、要先约的，在 booking 写怎样约", "ask on which days and from when to when it is open, and write hours; where people must arrange it before, write into booking how"))
		}
		if b.Phone == "" || strings.Contains(b.Phone, source.Unfinished) {
			lacks(NoPhone, "phone", diag.T("没有写电话", ": its phone is not written"),
				diag.T("问到办公电话，写 phone（不写个人手机）", "ask for the desk phone and write phone (nobody's own mobile)"))
		}
		if b.Cover == nil && len(b.Gallery) == 0 {
			do := diag.T("向它要一张横的照片，放在它的 index.md 旁边", "ask for a photo and put it beside its index.md")
			if path.Dir(b.Path) == "bases" {
				do = diag.T("向它要一张横的照片；在 bases 里建一个和它的文件同名的文件夹，照片和那一页都放进去，那一页改名为 index.md", "ask for a photo; in bases make a folder named as its file, put the photo and the page into it and name the page index.md")
			}
			lacks(NoPhoto, "photo", diag.T("的页面上没有照片", ": its page has no photo"), do)
		}
		if v := b.Verified.Date; !v.Known() || !l.lately(v.Date) {
			if !v.Known() {
				lacks(Unchecked, "verified", diag.T("的页面没有写什么时候核对过", ": when its page was checked is not written"), check)
				continue
			}
			l.add(Item{Kind: Unchecked, Urgency: Someday, Base: b, Place: l.at(b.Path, v.Span), Key: "verified", Do: check, Date: v.Last().InAYear().InAYear(),
				What: diag.T("%s的页面上一次核对是%s", "the page of %s was checked last %s").With(b.Name, day(v.Date))})
		}
	}
}

// inWords reports whether it is said in words how to book: an address alone does not tell when a place is open.
func inWords(booking string) bool { return booking != "" && !strings.Contains(booking, "://") }

// assets are the files that the site offers and that have nothing in them.
func (l *lister) assets() {
	for _, a := range l.Catalog.Assets {
		if a.Size > 0 {
			continue
		}
		i := Item{Kind: FileEmpty, Urgency: Overdue, Place: diag.Whole(a.Path),
			What: diag.T("文件 %s 是空的，读者打不开", "the file %s is empty, and nobody can open it").With(a.Path),
			Do:   diag.T("找到原来的文件，重新复制到这里", "find the original and copy it here again")}
		for _, list := range [][]*catalog.Article{l.Catalog.Reports, l.Catalog.Notices, l.Catalog.Pages} {
			for _, x := range list {
				if k := slices.Index(x.Attachments, a); k >= 0 && i.Page == "" {
					i.Page, i.Bases = x.Path, x.Bases
					i.What = diag.T("%s（%s 的附件）", "%s (attached to %s)").With(i.What, x.Path)
				}
			}
		}
		l.add(i)
	}
}

// pages are drafts, and pages and logs with places that are still to be written.
func (l *lister) pages() {
	bases := make(map[string]*catalog.Base, len(l.Catalog.Bases))
	for _, b := range l.Catalog.Bases {
		bases[b.Path] = b
	}
	waiting := make(map[string]bool, len(l.Catalog.Drafts))
	for _, name := range l.Catalog.Drafts {
		waiting[name] = true
	}
	others := map[string]bool{}
	for _, name := range l.Others {
		others[strings.ToLower(name)] = true
	}
	for _, p := range l.Parsed {
		if p.Section == source.SchemeFile || p.Section == source.WordingFile || p.Section == source.SiteFile || p.Section == source.Boundaries || p.Section == source.WaterFile || p.Section == source.AddressFile {
			continue // no reader sees a word of them
		}
		gaps := l.gaps(p)
		if waiting[p.File.Path] {
			l.draft(p, len(gaps))
			l.missing(p, others)
			continue
		}
		if len(gaps) == 0 {
			continue
		}
		i := Item{Kind: Unfinished, Urgency: Soon, Base: bases[p.File.Path], Page: p.File.Path,
			Place: p.File.Place(gaps[0], gaps[0]+len(source.Unfinished)),
			What:  diag.T("%s 里有一处写着“待补”", "%s says 待补 once: something is still to be written").With(p.File.Path),
			Do:    diag.T("写上要补的话，删去“待补”", "write it, and take 待补 out")}
		if n := len(gaps); n > 1 {
			i.What = diag.T("%s 里有 %d 处写着“待补”", "%s says 待补 %d times: something is still to be written").With(p.File.Path, n)
			i.Do = diag.T("从第 %d 行起，写上要补的话，删去“待补”", "from line %d on, write it and take 待补 out").With(i.Place.Line)
		}
		l.add(i)
	}
}

// draft is a page that waits. One that is dated for a later day is waiting for it.
func (l *lister) draft(p *source.Parsed, gaps int) {
	i := Item{Kind: Draft, Urgency: Someday, Page: p.File.Path, Place: draftLine(p), Key: "draft",
		Do: diag.T("写好后删去 draft = true 那一行；不要了就移到 content 外面", "take the line draft = true out when it is ready; if it is not wanted, move it out of content")}
	title := ""
	var on date.Date
	switch {
	case p.Base != nil:
		title = p.Base.Name
		for _, c := range l.Catalog.Counties {
			if name := p.Base.County.Name; name != "" && (c.Name == name || c.ID == name) {
				i.County = c
			}
		}
	case p.Article != nil:
		title, on = p.Article.Title, p.Article.Date.Date
	case p.Route != nil:
		title = p.Route.Title
	}
	if on.Known() && l.today.Before(on) {
		return
	}
	i.What = diag.T("“%s”（%s）还是草稿", "“%s” (%s) is a draft").With(title, p.File.Path)
	if on.Known() {
		i.Urgency, i.Date = Soon, on
		i.What = diag.T("%s，它写的日期%s已经到了", "%s, and its date, %s, has come").With(i.What, day(on))
	}
	if gaps > 0 {
		i.What = diag.T("%s，有 %d 处写着“待补”", "%s, and says 待补 %d times").With(i.What, gaps)
	}
	l.add(i)
}

// draftLine is the place of the line that makes a page a draft.
func draftLine(p *source.Parsed) diag.Place {
	at := 0
	for line := range strings.Lines(p.File.Text) {
		if key, _, ok := strings.Cut(line, "="); ok && strings.TrimSpace(key) == "draft" {
			return p.File.Place(at, at+len(strings.TrimRight(line, "\r\n")))
		}
		at += len(line)
	}
	return diag.Whole(p.File.Path)
}

// missing are the files that a draft names and that are not there: of a page on the site that is an error.
func (l *lister) missing(p *source.Parsed, others map[string]bool) {
	var named []source.Ref
	switch {
	case p.Base != nil:
		named = append(named, p.Base.Cover)
		for _, ph := range p.Base.Photos {
			named = append(named, source.Ref{Name: ph.File, Span: ph.Span})
		}
	case p.Article != nil:
		named = p.Article.Attachments
	}
	for _, r := range named {
		if r.Name == "" || others[strings.ToLower(markdown.Absolute(p.File.Path, strings.ReplaceAll(r.Name, `\`, "/")))] {
			continue
		}
		l.add(Item{Kind: FileMissing, Urgency: Someday, Page: p.File.Path, Place: r.Span.In(p.File),
			What: diag.T("草稿 %s 提到的文件 %s 不在", "the draft %s names the file %s, which is not there").With(p.File.Path, r.Name),
			Do:   diag.T("把文件放到它旁边，或改成真的文件名；不要了就删去", "put the file beside it or write its real name; if it is not wanted, take the name out")})
	}
}
