package signoff

import (
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/date"
	"kepu/generator/diag"
)

var guideline = diag.T("政府网站发展指引（国办发〔2017〕47号）网页标签", "guideline for government sites, tags")

// onWeb reports whether the site has an address, so that what the web asks of it is due.
func (l *looker) onWeb() bool {
	return l.c.Site.BaseURL != "" || l.c.Site.Registration.SiteDomain != ""
}

// tags looks for the tags of the guideline: in what is written, and in pages that were made, which a theme of one's own may spoil.
func (l *looker) tags() {
	l.part = diag.T("标签和页脚", "Tags and foot")
	r := &l.c.Site.Registration
	i := l.item(diag.T("网站标签", "tags of the site"), guideline)
	home := l.read(address.Home)
	for _, t := range []struct{ name, value, key string }{{"SiteName", l.c.Site.Title, "title"}, {"SiteDomain", r.SiteDomain, "site_domain"}, {"SiteIDCode", r.SiteIDCode, "site_id_code"}} {
		switch {
		case t.value != "" && !strings.Contains(home, `name="`+t.name+`"`):
			i.find(Failed, diag.Whole("site.toml"), diag.T("首页里没有 %s", "the home page has no %s").With(t.name), diag.T("样式（themes）里删掉了它，请改回来", "the theme lacks it: put it back"))
		case t.value == "" && t.key == "site_domain":
			v := Ask
			if l.onWeb() {
				v = Failed
			}
			i.find(v, l.at("registration", t.key), diag.T("没有写域名（SiteDomain）", "the domain (SiteDomain) is not written"), diag.T("网址定了，写 site_domain", "write site_domain when the address is known"))
		case t.value == "":
			i.find(Ask, l.at("registration", t.key), diag.T("没有写网站标识码（SiteIDCode）", "the identity code (SiteIDCode) is not written"),
				diag.T("政府部门的网站必须有；科协等群团组织的网站有就写，没有不写", "a department's site must have one; that of another public body may lack it"))
		}
	}
	for _, p := range l.warned(func(code string) bool {
		return strings.HasPrefix(code, "REGISTRATION-") && code != "REGISTRATION-ICP" && code != "REGISTRATION-POLICE"
	}) {
		i.find(Failed, p.Place, p.What, p.Mend)
	}
	i.Says = says(i, diag.T("每页都有网站名称、域名、标识码。", "each page has the site's name, domain and code."))
	l.end(i)

	i = l.item(diag.T("栏目标签", "tags of columns"), guideline)
	n := 0
	for _, p := range l.columnPages() {
		text := l.read(p)
		if text == "" {
			continue
		}
		n++
		for _, tag := range []string{"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"} {
			if !strings.Contains(text, `name="`+tag+`"`) {
				i.find(Failed, diag.Place{}, diag.T("%s 没有 %s", "%s has no %s").With(p, tag), diag.T("样式（themes）里删掉了它，请改回来", "the theme lacks it: put it back"))
			}
		}
	}
	i.Says = says(i, diag.T("看了%s个栏目页，四项都有。", "%s pages of columns have all four.").With(number(n)))
	l.end(i)

	i = l.item(diag.T("文章标签", "tags of articles"), guideline)
	articles := l.articles()
	untimed := 0
	for _, a := range articles {
		at := diag.Whole(a.Path)
		if a.Date.Day == 0 {
			i.find(Failed, at, diag.T("“%s”没有写到日的发布日期（PubDate）", "“%s” has no day of publication (PubDate)").With(a.Title), diag.T("查到哪一天发布的，写 date；查不到不要编", "write date where the day can be found, and do not make one up"))
		} else if a.Time == "" {
			untimed++
		}
		if a.Source == "" {
			i.find(Failed, at, diag.T("“%s”没有写来源（ContentSource）", "“%s” has no source (ContentSource)").With(a.Title), diag.T("写 source；本单位写的，写本单位的名称", "write source; of a text of one's own, one's own name"))
		}
	}
	if untimed > 0 {
		i.find(Ask, diag.Place{}, diag.T("%s篇只有发布日期，没有几点几分：标签里只写日期，不补 00:00", "%s have a day of publication and no time: the tag has the day alone, and no 00:00").With(number(untimed)),
			diag.T("指引要写到分；知道的写 time = \"09:30\"", "the guideline asks for the minute: where it is known write time = \"09:30\""))
	}
	if len(articles) == 0 {
		i.Verdict, i.Says = NotApplicable, diag.T("还没有总结和通知。", "there are no reports and notices.")
	} else {
		i.Says = says(i, diag.T("%s篇总结和通知都有标题、发布时间和来源。", "%s reports and notices have title, time and source.").With(number(len(articles))))
	}
	l.end(i)
}

// columnPages are the lists that the menu leads to.
func (l *looker) columnPages() []string {
	return []string{address.Directory, address.Map, address.Activities, address.Statistics, address.Routes, address.Exchange, address.Section(catalog.Reports), address.Section(catalog.Notices), address.Titles, address.SiteMap}
}

func (l *looker) articles() []*catalog.Article {
	var out []*catalog.Article
	for _, list := range [][]*catalog.Article{l.c.Reports, l.c.Notices} {
		for _, a := range list {
			if !a.Draft {
				out = append(out, a)
			}
		}
	}
	return out
}

// says is the sentence of an item: fine where nothing was found, else how many places there are.
func says(i *Item, fine diag.Text) diag.Text {
	if len(i.Found) == 0 {
		return fine
	}
	return diag.T("有%s处：", "places: %s.").With(number(len(i.Found)))
}

// foot looks at what stands below each page.
func (l *looker) foot() {
	r, o := &l.c.Site.Registration, &l.c.Site.Organiser
	i := l.item(diag.T("主办单位和联系方式", "organiser and contact"), diag.T("政府网站发展指引 网页布局", "guideline, layout"))
	if o.Phone == "" && o.Email == "" {
		i.find(Failed, l.at("organiser", "phone"), diag.T("页脚没有电话，也没有邮箱", "the foot has neither phone nor mail"), diag.T("在 [organiser] 写 phone（座机）或 email", "write phone or email into [organiser]"))
	}
	if o.Address == "" {
		i.find(Ask, l.at("organiser", "address"), diag.T("页脚没有地址", "the foot has no address"), diag.T("在 [organiser] 写 address", "write address into [organiser]"))
	}
	i.Says = says(i, diag.T("页脚写着主办单位、地址和联系方式。", "the foot has organiser, address and contact."))
	l.end(i)

	i = l.item(diag.T("备案号", "numbers of registers"), diag.T("非经营性互联网信息服务备案管理办法；公安机关联网备案（开通后30日内）", "rules of both registers"))
	missing := Ask
	if l.onWeb() {
		missing = Failed
	}
	if r.ICP == "" {
		i.find(missing, l.at("registration", "icp"), diag.T("没有写 ICP 备案号", "the ICP number is not written"), diag.T("备案后写 icp，页脚会连到备案系统；还没有公开的网址，公开以前要办好", "write icp when the site is registered, before it is public"))
	}
	if r.Police == "" {
		i.find(missing, l.at("registration", "police"), diag.T("没有写公安备案号", "the number of the police's register is not written"), diag.T("网站开通后30日内办理，办好写 police", "it is due within 30 days: then write police"))
	}
	for _, p := range l.warned(func(code string) bool { return code == "REGISTRATION-ICP" || code == "REGISTRATION-POLICE" }) {
		i.find(Failed, p.Place, p.What, p.Mend)
	}
	i.Says = says(i, diag.T("两个号都写了，样子对。号是不是本单位的，请核对。", "both are written in the right form. Whether they are this office's, a person checks."))
	l.end(i)

	i = l.item(diag.T("党政机关网站标识", "mark of public bodies"), diag.T("中央编办 党政机关网站标识管理", "rules of the mark"))
	switch {
	case r.AgencyMarkURL == "":
		i.find(Ask, l.at("registration", "agency_mark_url"), diag.T("没有写", "it is not written"), diag.T("挂了标识的，写 agency_mark 和 agency_mark_url；没有的不写", "write agency_mark and agency_mark_url where the site has one"))
	case l.c.AgencyMark == nil:
		i.find(Ask, l.at("registration", "agency_mark"), diag.T("只有网址，没有图片：页脚用文字代替", "there is an address and no picture: the foot has words"), diag.T("把标识的图片放在 site.toml 旁边，写 agency_mark", "put the picture beside site.toml and write agency_mark"))
	}
	i.Says = says(i, diag.T("页脚有标识，连到 %s。", "the foot has the mark, which leads to %s.").With(r.AgencyMarkURL))
	l.end(i)

	i = l.item(diag.T("网站找错和网站地图", "reports of mistakes, site map"), diag.T("政府网站发展指引 网页布局", "guideline, layout"))
	home := l.read(address.Home)
	if r.CorrectionURL == "" && o.Phone == "" && o.Email == "" {
		i.find(Failed, l.at("registration", "correction_url"), diag.T("页脚没有“网站找错”：没有写找错平台的网址，也没有主办单位的邮箱、电话", "the foot says nowhere how to report a mistake"), diag.T("写 correction_url，或在 [organiser] 写 email、phone", "write correction_url, or email or phone of [organiser]"))
	}
	if !strings.Contains(home, `href="`+address.SiteMap+`"`) || l.read(address.SiteMap) == "" {
		i.find(Failed, diag.Place{}, diag.T("首页没有连到网站地图", "the home page does not lead to the site map"), diag.T("样式（themes）里删掉了它，请改回来", "the theme lacks it: put it back"))
	}
	i.Says = says(i, diag.T("每页页脚都有。", "the foot of each page has both."))
	l.end(i)
}

// How old the newest thing of a column may be: 国办秘函〔2019〕19号.
const (
	homeDays    = 14
	columnDays  = 183
	linkDays    = 90
	certificate = 30 // days before a certificate's end in which it is told
)

// columns looks at what is new, by the dates that records and texts have.
func (l *looker) columns() {
	l.part = diag.T("栏目更新", "Fresh columns")
	ground := diag.T("政府网站与政府系统政务新媒体检查指标（国办秘函〔2019〕19号）", "indicators of inspections")
	newest := func(list []*catalog.Article) (d date.Date, at diag.Place) {
		for _, a := range list {
			if a.Date.Known() && !l.Today.Before(a.Date.First()) && (!d.Known() || d.Before(a.Date.Last())) {
				d, at = a.Date.Last(), diag.Whole(a.Path)
			}
		}
		return d, at
	}
	told := func(i *Item, v Verdict, d date.Date, at diag.Place, days int, what, do diag.Text) {
		if d.Known() && d.DaysTo(l.Today) <= days {
			i.Says = diag.T("最新的是%s。", "the newest is of %s.").With(day(d))
			return
		}
		if d.Known() {
			i.Says = diag.T("最新的是%s，已经%s天。", "the newest is of %s, %s days ago.").With(day(d), number(d.DaysTo(l.Today)))
		} else {
			i.Says = diag.T("没有写着日期的内容。", "nothing has a date.")
		}
		i.find(v, at, what, do)
	}

	last, at := newest(append(l.articles(), l.c.Pages...))
	if a := l.newestHeld(); a != nil && (!last.Known() || last.Before(a.Last())) {
		last, at = a.Last(), diag.Whole(a.Path)
	}
	i := l.item(diag.T("首页两周内有更新", "home page within two weeks"), ground)
	told(i, Failed, last, at, homeDays, diag.T("两周内没有新的通知、总结和活动记录", "no notice, report or activity is of the last two weeks"),
		diag.T("这两周办了活动的记上，有通知的发上；没有的照实，不编", "log what was done, publish what there is, and make nothing up"))
	l.end(i)

	i = l.item(diag.T("通知半年内有更新", "notices within half a year"), ground)
	if len(l.c.Notices) == 0 {
		i.Verdict, i.Says = NotApplicable, diag.T("没有通知，网站上也没有这个栏目。", "there are no notices, and no such column.")
	} else {
		d, at := newest(l.c.Notices)
		told(i, Failed, d, at, columnDays, diag.T("半年内没有新的通知", "no notice is of the last half year"), diag.T("有通知就发上；栏目长期没有内容的，移到别处", "publish what there is; a column that stays empty is better closed"))
	}
	l.end(i)

	i = l.item(diag.T("活动记录半年内有更新", "activities within half a year"), ground)
	if len(l.c.Activities) == 0 {
		i.Verdict, i.Says = NotApplicable, diag.T("没有活动记录，网站上也没有这个栏目。", "there are no activities, and no such column.")
	} else {
		var d date.Date
		var at diag.Place
		if a := l.newestHeld(); a != nil {
			d, at = a.Last(), diag.Whole(a.Path)
		}
		told(i, Ask, d, at, columnDays, diag.T("半年内没有活动记录", "no activity is of the last half year"), diag.T("没有记录不等于没有开展：问一问各县区", "nothing logged is not nothing done: ask the counties"))
	}
	l.end(i)

	i = l.item(diag.T("没有空白栏目", "no blank columns"), ground)
	for _, a := range l.c.Pages {
		if !a.Draft && (a.Body == nil || strings.TrimSpace(a.Body.Plain) == "") {
			i.find(Failed, diag.Whole(a.Path), diag.T("“%s”是空的", "“%s” is empty").With(a.Title), diag.T("写上内容，或写 draft = true 先不发布", "write it, or add draft = true"))
		}
	}
	if len(l.c.Bases) == 0 {
		i.find(Failed, diag.Whole("bases"), diag.T("基地名录是空的", "the directory is empty"), diag.T("先写基地", "write the bases first"))
	}
	i.Says = says(i, diag.T("空的栏目网站自己不列，页面都有内容。", "the site lists no empty columns, and each page has a text."))
	l.end(i)
}

// newestHeld is the newest activity that was held by today.
func (l *looker) newestHeld() *catalog.Activity {
	var newest *catalog.Activity
	for _, a := range l.c.Activities {
		if a.Counts() && !l.Today.Before(a.Date.First()) && (newest == nil || newest.Last().Before(a.Last())) {
			newest = a
		}
	}
	return newest
}

// day is a date in both languages.
func day(d date.Date) diag.Text { return diag.T(d.Chinese(), d.String()) }
