package signoff

import (
	"path"
	"slices"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/linkcheck"
	"kepu/generator/source"
)

// maps looks at the borders that maps draw.
func (l *looker) maps() {
	l.part = diag.T("地图", "Maps")
	i := l.item(diag.T("地图审核和审图号", "review of maps"), diag.T("地图管理条例（国务院令第664号）第十五、十八、十九、二十二条", "regulation on maps, articles 15, 18, 19, 22"))
	switch {
	case l.c.Borders == nil:
		i.Verdict, i.Says = NotApplicable, diag.T("没有县区界线，地图上只有点和名称。", "there are no borders: maps have places and names alone.")
	case l.c.Outlines() == nil:
		i.Says = diag.T("没有审图号，地图上也没有画县区界线，只有名称和数。", "without a number, maps draw no borders but names and numbers.")
	case l.c.Reviewed():
		i.Says = diag.T("每张地图都印着审图号 %s。号和界线是不是同一次送审的，请核对。", "every map has the number %s. Whether it is that of these borders, a person checks.").With(l.c.ReviewNumber())
	default:
		i.find(Failed, l.at("map", "outlines"), diag.T("地图画了县区界线，没有审图号", "maps draw the counties' borders, without a review number"),
			diag.T("送审，或删去 outlines = \"schematic\"（删去后不画界线，只写县区名称和数）", "have them reviewed, or take outlines = \"schematic\" out, so that no borders are drawn"))
		i.Says = diag.T("自己画的一个市的轮廓也要审：不用送审的只有景区图、街区图、地铁线路图等内容简单的地图，写了“示意图”不能免。"+
			"一个设区的市的地图（没有国界线）由本市自然资源主管部门审核，不收费，20个工作日内办结；拿到审图号，用 kepu map import 换上送审的界线。",
			"an outline of a city that one drew oneself wants a review too: only simple maps of a park, a block or the underground do not, and the word 示意图 is no exemption. "+
				"A map of one prefecture-level city without a national border is reviewed by that city's own bureau, free of charge, within 20 working days; kepu map import takes the reviewed borders in.")
	}
	l.end(i)
}

// bases looks at concessions, titles and plans.
func (l *looker) bases() {
	l.part = diag.T("基地", "Bases")
	i := l.item(diag.T("政府投资的场馆写明青少年优惠", "concessions for the young"), diag.T("科学技术普及法第四十六条", "law on popularising science, article 46"))
	funded := 0
	for _, b := range l.c.Bases {
		if b.Draft || b.Funded != source.Government || l.over(b) {
			continue
		}
		funded++
		if !conceded(b) {
			i.find(Failed, l.inFile(b.Path, b.FundedSpan), diag.T("%s由政府投资，没有写青少年免费还是优惠", "%s is built with public money, and what the young pay is not written").With(b.Name),
				diag.T(`问清楚，写 youth = "free"（免费）或 "reduced"（优惠）`, `ask, and write youth = "free" or "reduced"`))
		}
	}
	switch {
	case len(l.c.Bases) == 0:
		i.Verdict, i.Says = NotApplicable, diag.T("还没有基地。", "there are no bases.")
	case funded == 0:
		i.Verdict, i.Says = Ask, diag.T("没有一家写着是政府投资建的，查不了。是的请在它的页面写 funded = \"government\"。", "no base is said to be built with public money. Where one is, write funded = \"government\" into its page.")
	default:
		i.Says = says(i, diag.T("写着政府投资的%s家都写了。", "all %s that are said to be built with public money say it.").With(number(funded)))
	}
	l.end(i)

	l.dueItem(diag.T("称号没有过期", "titles that are over"), diag.T("各批命名文件的有效期", "the documents of the namings"), diag.T("没有过了有效期还没有说明的称号。", "no title is over without a word of what became of it."), due.TitleOver)
	l.dueItem(diag.T("没有过了日子的计划", "plans whose day has passed"), diag.T("网站上写着“已过日期，结果未报”", "the site says that what came of them was not told"), diag.T("没有。", "none."), due.PlanPast)
}

// dueItem is an item of what is due of a kind, for a person to look at.
func (l *looker) dueItem(name, ground, fine diag.Text, kind due.Kind) {
	i := l.item(name, ground)
	for _, d := range l.items(kind) {
		i.find(Ask, d.Place, d.What, d.Do)
	}
	i.Says = says(i, fine)
	l.end(i)
}

// over reports whether a base is one no more.
func (l *looker) over(b *catalog.Base) bool {
	s := b.Standing(l.Today)
	return s == catalog.Ended || s == catalog.Revoked
}

// conceded reports whether it is written what the young pay: free for all says it too.
func conceded(b *catalog.Base) bool {
	if b.Youth != "" || b.Free != nil && *b.Free {
		return true
	}
	words := b.Fee + strings.Join(b.Conceded, "")
	return slices.ContainsFunc([]string{"青少年", "未成年", "学生", "儿童"}, func(s string) bool { return strings.Contains(words, s) })
}

func (l *looker) inFile(path string, s source.Span) diag.Place {
	for _, p := range l.Records.Parsed {
		if p.File.Path == path && s.Written() {
			return s.In(p.File)
		}
	}
	return diag.Whole(path)
}

// largeFile is above how many bytes an attachment is told: a phone loads it for half a minute.
const largeFile = 5 << 20

// files looks at what is offered to take away.
func (l *looker) files() {
	l.part = diag.T("附件和链接", "Attachments and links")
	i := l.item(diag.T("附件打得开", "attachments"), diag.T("政府网站发展指引 信息发布", "guideline"))
	n := 0
	for _, list := range [][]*catalog.Article{l.c.Reports, l.c.Notices, l.c.Pages} {
		for _, a := range list {
			for _, x := range a.Attachments {
				n++
				l.attachment(i, a, x)
			}
		}
	}
	if n == 0 {
		i.Verdict, i.Says = NotApplicable, diag.T("没有附件。", "there are none.")
	} else {
		i.Says = says(i, diag.T("%s个附件都在，不空，不大，格式常见（缺了附件做不出网站）。", "%s attachments are there, not empty, not large and of usual forms.").With(number(n)))
	}
	l.end(i)
}

func (l *looker) attachment(i *Item, a *catalog.Article, x *source.Asset) {
	at, ext := diag.Whole(x.Path), strings.ToLower(path.Ext(x.Path))
	head, _ := l.head(address.Asset(x))
	switch {
	case x.Size == 0:
		i.find(Failed, at, diag.T("“%s”的附件是空的", "an attachment of “%s” is empty").With(a.Title), diag.T("找到原来的文件，重新复制", "copy the original again"))
	case !isWhat(ext, head):
		i.find(Failed, at, diag.T("“%s”的附件，扩展名是 %s，里面不是", "an attachment of “%s” ends in %s and is something else").With(a.Title, ext), diag.T("用软件打开后另存，不要只改扩展名", "open it and save it anew; another name does not make another file"))
	case slices.Contains([]string{".wps", ".et", ".dps", ".rar", ".7z", ".zip"}, ext):
		i.find(Ask, at, diag.T("“%s”的附件是 %s，手机上多半打不开", "an attachment of “%s” is %s, which most phones cannot open").With(a.Title, ext), diag.T("文字另存为 PDF 或 docx，表格另存为 xlsx", "save texts as PDF or docx, sheets as xlsx"))
	}
	if x.Size > largeFile {
		i.find(Ask, at, diag.T("“%s”的附件有 %s MB", "an attachment of “%s” has %s MB").With(a.Title, number(int(x.Size>>20))), diag.T("能压缩就压缩，或分成几个", "make it smaller, or several"))
	}
}

// isWhat reports whether a file may be what its ending says, by its first bytes; of an ending that is not known, it may.
func isWhat(ext string, head []byte) bool {
	begins := string(head[:min(len(head), 1024)])
	pdf, zip := strings.Contains(begins, "%PDF-"), strings.HasPrefix(begins, "PK")
	switch ext {
	case ".pdf":
		return pdf
	case ".docx", ".xlsx", ".pptx", ".zip", ".ofd":
		return zip
	case ".doc", ".xls", ".ppt":
		return !pdf && !zip
	}
	return true
}

// outside looks at the register of outside links. It asks the network for nothing.
func (l *looker) outside() {
	i := l.item(diag.T("对外链接", "outside links"), diag.T("检查指标：链接错误、链到别的单位", "indicators of inspections"))
	links := linkcheck.Of(l.Records.Parsed, l.c.Drafts, l.c.Site.BaseURL)
	fresh, old := 0, 0
	waiting := map[string]int{} // by host: where it stands among the findings
	count := map[string]int{}
	for _, k := range links {
		was, known := l.Links[k.URL]
		at := k.Places[0]
		if !known || was.Day.DaysTo(l.Today) > linkDays {
			old++
			host := linkcheck.Host(k.URL)
			n, met := waiting[host]
			if !met {
				n = len(i.Found)
				waiting[host] = n
				i.find(Ask, at, diag.Text{}, diag.Text{})
			}
			count[host]++
			i.Found[n].What = diag.T("%s：%s个网址90天内没有查过", "%s: addresses not looked at within 90 days: %s").With(host, number(count[host]))
			continue
		}
		fresh++
		says := diag.T("%s %s", "%s: %s").With(k.URL, was.Result.Says())
		switch {
		case was.Result == linkcheck.Strange:
			i.find(Failed, at, diag.T("%s：%s", "%s: %s").With(says, was.To), diag.T("打开看看是谁的：是同一家换了网址的，改写新网址；不是的，马上删去", "see whose it is: if its owner moved write the new address, else take it out at once"))
		case was.Result.Bad():
			i.find(Failed, at, says, diag.T("找到现在的网址改写，找不到的删去", "write where it is now, or take it out"))
		case was.Result == linkcheck.Moved:
			i.find(Ask, at, diag.T("%s：%s", "%s: %s").With(says, was.To), diag.T("改写成新网址", "write the new address"))
		case was.Result == linkcheck.Unknown:
			i.find(Ask, at, says, diag.T("用浏览器打开看看，过几天再查一次", "open it in a browser, and look again in a few days"))
		case was.Until.Known() && l.Today.DaysTo(was.Until) < certificate:
			i.find(Ask, at, diag.T("%s 的安全证书到%s为止", "the certificate of %s ends on %s").With(k.URL, day(was.Until)), diag.T("过期后浏览器会拦住，到时再查", "browsers will stop there afterwards: look again"))
		}
	}
	if old > 0 {
		i.Do = diag.T("上网时运行 kepu check --public --links，逐个查一遍，查过的记下日期。", "kepu check --public --links looks at each of them and notes the day.")
	}
	switch {
	case len(links) == 0:
		i.Verdict, i.Says = NotApplicable, diag.T("没有连到别的网站。", "no link leads to another site.")
	case len(i.Found) == 0:
		i.Says = diag.T("%s个网址90天内都查过，打得开。", "%s addresses were looked at within 90 days, and open.").With(number(fresh))
	default:
		i.Says = diag.T("共%s个网址，90天内查过%s个，没有查的%s个。", "%s addresses: %s looked at within 90 days, %s not.").With(number(len(links)), number(fresh), number(old))
	}
	l.end(i)
}

// rest is what the check warns about besides.
func (l *looker) rest() {
	l.part = diag.T("检查", "Check")
	i := l.item(diag.T("检查没有别的提醒", "other warnings of check"), diag.T("kepu check", "kepu check"))
	for _, p := range l.Problems {
		code := p.What.Code
		if p.Severity != diag.Warning || strings.HasPrefix(code, "REGISTRATION-") || strings.HasPrefix(code, "TEXT-PERSONAL-") {
			continue
		}
		i.find(Ask, p.Place, p.What, p.Mend)
	}
	i.Says = says(i, diag.T("没有错误，也没有别的提醒。", "there are no errors and no other warnings."))
	l.end(i)
}
