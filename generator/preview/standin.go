package preview

import (
	"bytes"
	_ "embed" // the page that stands in
	"html/template"

	"kepu/generator/diag"
)

// What stands in the place of a page: when there is no site, or no such page.

//go:embed standin.html
var standInText string

var standInPage = template.Must(template.New("standin").Parse(standInText))

// standIn is what standin.html shows.
type standIn struct {
	Lang, Prefix, Title, Text, Home string
	Fault                           string
	Problems                        []problem
	Rest                            string
}

var (
	diag404     = diag.T("网站里没有这一页", "The site has no such page")
	diag404Mend = diag.T("它可能改了名字，或被删掉了。", "It may have been renamed or deleted.")
	diag500     = diag.T("这一页做不出来", "This page cannot be made")
	noSiteYet   = diag.T("还没有网站可看", "There is no site to show yet")
	noSiteMend  = diag.T("内容里有下面这些错误。改好并保存后，这里会自动出现网站，不用刷新。",
		"The content has the errors below. When they are mended and saved, the site appears here by itself.")
	preparing = diag.T("正在准备，马上就好。", "It is being made and will be here in a moment.")
)

// noSite is the page that is shown when the content has never made a site.
func (p *Preview) noSite(s *state) []byte {
	text := noSiteMend
	if !s.broken() {
		text = preparing
	}
	v := p.standIn(noSiteYet, text)
	v.Fault = s.fault.In(p.opts.Lang)
	v.Problems, v.Rest = p.problems(s)
	return v.page()
}

// noPage is shown in the place of one page.
func (p *Preview) noPage(title, text diag.Text) []byte {
	v := p.standIn(title, text)
	v.Home = diag.T("回到首页", "To the home page").In(p.opts.Lang)
	return v.page()
}

func (p *Preview) standIn(title, text diag.Text) *standIn {
	lang := "zh-CN"
	if p.opts.Lang == diag.EN {
		lang = "en"
	}
	return &standIn{Lang: lang, Prefix: p.prefix(), Title: title.In(p.opts.Lang), Text: text.In(p.opts.Lang)}
}

func (v *standIn) page() []byte {
	var b bytes.Buffer
	if err := standInPage.Execute(&b, v); err != nil {
		panic("the page that stands in for others cannot be made: " + err.Error()) // cannot happen: a buffer takes all, a test makes it
	}
	return b.Bytes()
}
