package pages

import (
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/view"
)

// # Old addresses
//
// What was published once is linked from elsewhere, so every address keeps an answer. A page's own aliases and the
// [[moved]] of site.toml are what staff say of old ones. Of all that addresses.txt remembers besides, a page that
// is generated (a year's, a part of a list, a poster) leads to the page that has the same now, see address.Above.
// One about a single thing that is gone without a word is an error: only people know what
// became of it. Where a page of the same name has come, the error stands there and has its repair.

// oldAddresses adds a page at each old address. All others must have been added.
func (m *maker) oldAddresses() {
	o := oldAddresses{maker: m, leads: map[string]string{}}
	o.names = make(map[string]string, len(m.files))
	for _, f := range m.files {
		if f.Name != "" {
			o.names[f.Path] = f.Name
		}
	}
	o.aliases()
	o.moved()
	o.remembered()
}

type oldAddresses struct {
	*maker
	names map[string]string // of pages about single things, by address
	leads map[string]string // where old addresses lead
}

// holder is a page of content/ that may have aliases.
type holder struct {
	path, to string // its file and its address
	names    []string
	aliases  []string
	room     source.AliasRoom
}

func (m *maker) holders() []holder {
	var list []holder
	for _, s := range []catalog.Section{catalog.Reports, catalog.Notices, catalog.Pages} {
		for _, a := range m.section(s) {
			list = append(list, holder{a.Path, address.Article(a), []string{a.Title}, a.Aliases, a.AliasRoom})
		}
	}
	for _, b := range m.c.Bases {
		list = append(list, holder{b.Path, address.Base(b), append([]string{b.Name}, b.Alias...), b.Aliases, b.AliasRoom})
	}
	for _, r := range m.c.Routes {
		list = append(list, holder{r.Path, address.Route(r), []string{r.Title}, r.Aliases, r.AliasRoom})
	}
	return list
}

// aliases adds what pages say of themselves.
func (o *oldAddresses) aliases() {
	for _, h := range o.holders() {
		for _, old := range h.aliases {
			if !o.lead(old, h.to, view.Moved{}) {
				o.ps.Error(diag.Whole(h.path), diag.M("LINK-ALIAS-TAKEN", "旧网址 %s 已有别的页面", "the old address %s is taken by another page").With(old),
					diag.T("请从 aliases 里删去它", "take it out of aliases"))
			}
		}
	}
}

// moved adds what site.toml says.
func (o *oldAddresses) moved() {
	for _, x := range o.c.Site.Moved {
		if x.Old == "" || x.To == "" && x.Gone == "" {
			continue // which was told
		}
		if x.To == "" {
			if !o.lead(x.Old, o.there(address.Above(x.Old)), view.Moved{Gone: x.Gone}) {
				o.movedTaken(x)
			}
			continue
		}
		if !o.lead(x.Old, x.To, view.Moved{}) {
			o.movedTaken(x)
		}
	}
	for _, x := range o.c.Site.Moved {
		to, steps := x.To, 0
		for o.leads[to] != "" && steps <= len(o.leads) {
			to, steps = o.leads[to], steps+1
		}
		switch {
		case x.Old == "" || x.To == "":
		case steps > len(o.leads):
			o.ps.Error(x.ToAt, diag.M("MOVED-ROUND", "旧网址转来转去，到不了一页", "these old addresses lead around in a circle"), diag.T("to 写现在的网址", "let to be where it is now"))
		case !o.taken[to]:
			o.ps.Error(x.ToAt, diag.M("MOVED-NOWHERE", "网站上没有 %s 这一页", "the site has no page %s").With(x.To), diag.T("to 写现在的网址；没有了就不写 to，写 gone = \"原因\"", "let to be where it is now; where nothing is there any more, write gone = \"the reason\" in its place"))
		}
	}
}

func (o *oldAddresses) movedTaken(x source.Moved) {
	o.ps.Error(x.OldAt, diag.M("MOVED-TAKEN", "%s 现在有网页，或者另有一处写了它的去向", "there is a page at %s, or its way is told elsewhere too").With(x.Old),
		diag.T("请删去这一段 [[moved]]", "take this [[moved]] out"))
}

// there returns the first address from p upwards at which there is a page, and follows where it leads.
func (o *oldAddresses) there(p string) string {
	for !o.taken[p] && p != address.Home {
		p = address.Above(p)
	}
	return o.end(p)
}

// remembered adds what addresses.txt has besides, and tells of what is gone without a word.
func (o *oldAddresses) remembered() {
	var gone []source.Published
	known := map[string]bool{}
	for _, p := range o.c.Published {
		known[p.Address] = true
		switch {
		case o.taken[p.Address]:
		case address.Single(p.Address):
			gone = append(gone, p)
		default:
			o.lead(p.Address, o.there(p.Address), view.Moved{Dissolved: true})
		}
	}
	if len(gone) == 0 {
		return
	}
	come := o.come(known)
	for _, p := range gone {
		what := diag.M("ADDRESS-GONE", "发布过的网址 %s 没有网页了：“%s”", "nothing is at %s any more, an address that was published: “%s”").With(p.Address, p.Name)
		reason := diag.T(`在 site.toml 末尾写三行：[[moved]]、old = "%s"、gone = "原因"`, `write [[moved]], old = %q and gone = "the reason" in three lines at the end of site.toml`).With(p.Address)
		now := come[p.Name]
		switch draft := o.draftOf(p.Address); {
		case len(now) == 1 && p.Name != "":
			now[0].tell(o.maker, p)
		case draft != "":
			o.ps.Error(diag.Whole(draft), what, diag.T(`这一页成了草稿：删去 draft = true；要撤下，%s`, `the page became a draft: take draft = true out; to withdraw it, %s`).With(reason))
		default:
			o.ps.Error(diag.Place{File: "addresses.txt", Line: p.Line, Excerpt: p.String()}, what,
				diag.T(`换了地方，就在现在那一页开头的 +++ 里写 aliases = ["%s"]；不再有了，%s`, `if it is elsewhere now, write aliases = [%q] into the front matter of that page; if it is no more, %s`).With(p.Address, reason))
		}
	}
}

// draftOf returns the draft that would stand at an address; "" when there is none.
func (o *oldAddresses) draftOf(p string) string {
	stem := strings.TrimSuffix(p, ".html")
	if !strings.Contains(stem, "/") {
		stem = "pages/" + stem
	}
	for _, path := range o.c.Drafts {
		if path == stem+".md" || path == stem+"/index.md" {
			return path
		}
	}
	return ""
}

// newcomer is a page about a single thing that was not published yet.
type newcomer struct {
	file, address string
	room          source.AliasRoom
}

// come returns the pages that are new, by what they are called.
func (o *oldAddresses) come(known map[string]bool) map[string][]newcomer {
	come := map[string][]newcomer{}
	for _, h := range o.holders() {
		if known[h.to] {
			continue
		}
		for _, name := range h.names {
			come[name] = append(come[name], newcomer{h.path, h.to, h.room})
		}
	}
	for _, county := range o.c.Counties {
		if to := address.County(county); !known[to] {
			come[county.Name] = append(come[county.Name], newcomer{address: to})
		}
	}
	return come
}

// tell tells where a page that is gone seems to have come to.
func (n newcomer) tell(m *maker, p source.Published) {
	what := diag.M("ADDRESS-MOVED", "发布过的网址 %s 没有网页了：“%s”现在在 %s", "nothing is at %s any more, an address that was published: “%s” is at %s now").With(p.Address, p.Name, n.address)
	if n.file == "" {
		m.ps.Error(diag.Whole("site.toml"), what, diag.T(`在 site.toml 末尾写三行：[[moved]]、old = "%s"、to = "%s"`, `write [[moved]], old = %q and to = %q in three lines at the end of site.toml`).With(p.Address, n.address)).
			By(diag.Insert(m.c.Site.End, "\n[[moved]]\nold = \""+p.Address+"\"\nto = \""+n.address+"\"\n"))
		return
	}
	m.ps.Error(diag.Whole(n.file), what, diag.T(`在这一页开头的 +++ 里写 aliases = ["%s"]，旧网址就转到这里`, `write aliases = [%q] into the front matter of this page, and the old address leads here`).With(p.Address)).By(n.room.Add(p.Address))
}

// lead adds the page at an old address from which one goes on to another. It returns false where a page stands there.
func (o *oldAddresses) lead(old, to string, v view.Moved) bool {
	if !o.add(File{Path: old, Layout: "moved", View: func() any { return o.leadsOn(old, o.end(to), v) }, Key: o.key(func(g *gathering) {
		g.Text(o.nameOf(o.end(to)), o.end(to), v.Gone)
		g.Flag(v.Dissolved)
	})}) {
		return false
	}
	if v.Gone == "" { // else whoever is led there shall read why
		o.leads[old] = to
	}
	return true
}

// end returns where the way from p ends, for nobody shall be led on twice.
func (o *oldAddresses) end(p string) string {
	for range len(o.leads) {
		to := o.leads[p]
		if to == "" {
			break
		}
		p = to
	}
	return p
}

func (o *oldAddresses) leadsOn(old, to string, v view.Moved) view.Moved {
	v.Title, v.URL = o.nameOf(to), address.Link(old, to)
	title := "已搬走：" + v.Title // a title of its own: the new page has that one
	if v.Gone != "" {
		title = "已撤下"
	} else if v.Dissolved {
		title = "没有网页"
	}
	v.Frame = o.frame(old, title, "")
	anonymous(&v.Frame)
	if base := o.c.Site.BaseURL; base != "" && v.Gone == "" {
		v.Canonical = base + to
	}
	return v
}

// nameOf returns what links call a page.
func (o *oldAddresses) nameOf(p string) string {
	if name := o.names[p]; name != "" {
		return name
	}
	for _, item := range o.nav(address.NotFound) { // which stands in the root
		if item.URL == p {
			return item.Name
		}
	}
	switch p {
	case address.Titles:
		return ledgerHeading
	case address.CityBrief:
		return "全市概况"
	}
	return o.c.Site.Title
}
