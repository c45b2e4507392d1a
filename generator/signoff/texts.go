package signoff

import (
	"strings"

	"kepu/generator/diag"
	"kepu/generator/due"
	"kepu/generator/personal"
	"kepu/generator/source"
)

// words looks for wrong wordings, and for what is not written yet.
func (l *looker) words() {
	l.part = diag.T("文字", "Texts")
	sure := l.item(diag.T("错误用语和机构名称", "wrong wordings and names"), diag.T("检查指标“严重表述错误”；本站 content/wording.toml", "indicators of inspections; wording.toml"))
	ask := l.item(diag.T("可能有误的用语和名称", "wordings and names that may be wrong"), sure.Ground)
	for _, f := range l.lists().Find(l.Records.Parsed, l.c.Drafts) {
		i, v := sure, Failed
		if f.Ask {
			i, v = ask, Ask
		}
		what := diag.T("“%s”应为“%s”", "“%s” should be “%s”")
		if f.Ask {
			what = diag.T("“%s”是不是该写“%s”", "“%s”: should it be “%s”")
		}
		i.find(v, f.Place, what.With(f.Wrong, f.Right), diag.Same(f.Reason))
	}
	sure.Says = says(sure, diag.T("没有找到名单里的错误写法。名单查不到的错，要靠人读。", "none of the list is found. What no list has, a person must read for."))
	ask.Says = says(ask, diag.T("没有。", "none."))
	l.end(sure)
	l.end(ask)

	i := l.item(diag.T("没有写完的地方", "what is not written yet"), diag.T("网站上不应有“待补”", "a site says no 待补"))
	for _, d := range l.items(due.Unfinished) {
		i.find(Failed, d.Place, d.What, d.Do)
	}
	for _, d := range l.items(due.Draft) {
		if d.Urgency == due.Soon { // its day has come
			i.find(Ask, d.Place, d.What, d.Do)
		}
	}
	i.Says = says(i, diag.T("没有“待补”，也没有到了日期还没发的草稿；链接没有指到草稿的（有就做不出网站）。", "no 待补, no draft whose day has come; no link leads to a draft (there would be no site)."))
	l.end(i)
}

// persons looks for what names a person.
func (l *looker) persons() {
	l.part = diag.T("个人信息", "Personal data")
	ground := diag.T("个人信息保护法", "law on personal data")
	i := l.item(diag.T("手机号和身份证号", "mobile and identity numbers"), ground)
	for _, p := range l.warned(func(code string) bool { return strings.HasPrefix(code, "TEXT-PERSONAL-") }) {
		v := Failed
		if p.Mend != personal.TakeOut { // where people are asked to call
			v = Ask
		}
		i.find(v, p.Place, p.What, p.Mend)
	}
	i.Says = says(i, diag.T("没有找到。", "none is found."))
	l.end(i)

	mails := l.item(diag.T("私人邮箱", "private mail"), ground)
	pupils := l.item(diag.T("学生的姓名和学校班级", "pupils' names with school and class"), diag.T("个人信息保护法；儿童个人信息网络保护规定", "law on personal data; rules for children"))
	source.EachText(l.Records.Parsed, l.c.Drafts, func(t source.Text) {
		for _, s := range personal.PrivateMails(t.Words) {
			mails.find(Ask, t.Place(s.Start, s.End), diag.T("%s 是公用邮箱", "%s is at a service for anybody").With(t.Words[s.Start:s.End]), diag.T("是单位的就留着，是个人的删去", "leave it if it is the office's, take it out if it is a person's"))
		}
		for _, s := range personal.Pupils(t.Words) {
			pupils.find(Ask, t.Place(s.Start, s.End), diag.T("像是学生的姓名和班级：%s", "this looks like a pupil's name and class: %s").With(t.Words[s.Start:s.End]), diag.T("没有监护人同意的，只写学校，不写姓名", "without consent of the parents give the school and no name"))
		}
	})
	mails.Says = says(mails, diag.T("没有找到。", "none is found."))
	pupils.Says = says(pupils, diag.T("没有找到。名单和照片里的人，请人看一遍。", "none is found. Lists and people on photos are for a person to look at."))
	l.end(mails)
	l.end(pupils)
	l.pictures(ground)
}
