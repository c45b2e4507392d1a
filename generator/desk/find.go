package desk

import (
	"net/http"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
	"kepu/generator/quote"
)

// foundPage is a page that a text may link to.
type foundPage struct {
	Name string `json:"name"`
	Note string `json:"note"`
	Path string `json:"path"` // as links are written: /bases/xiping-weather.md
}

// mostFound is how many pages are offered at once.
const mostFound = 12

// findPage answers with the pages whose name has a part, or whose pinyin has: those that begin with it first.
func (d *Desk) findPage(w http.ResponseWriter, r *http.Request) {
	ask := strings.TrimSpace(r.URL.Query().Get("q"))
	answer := struct {
		Pages []foundPage `json:"pages"`
		More  int         `json:"more"` // that are not listed
	}{Pages: []foundPage{}}
	s, _ := d.o.Now()
	if s == nil || ask == "" {
		d.json(w, answer)
		return
	}
	var begins, holds []foundPage
	for x := range pagesOf(s.Records().Catalog) {
		if one := (row{Name: x.Name}); !matches(one, ask) && !matches(one, strings.ToLower(ask)) {
			continue
		}
		if strings.HasPrefix(x.Name, ask) {
			begins = append(begins, x)
		} else {
			holds = append(holds, x)
		}
	}
	answer.Pages = append(answer.Pages, slices.Concat(begins, holds)...)
	if answer.More = len(answer.Pages) - mostFound; answer.More > 0 {
		answer.Pages = answer.Pages[:mostFound]
	} else {
		answer.More = 0
	}
	d.json(w, answer)
}

// pagesOf yields the pages of a site that have a file of their own.
func pagesOf(c *catalog.Catalog) func(yield func(foundPage) bool) {
	return func(yield func(foundPage) bool) {
		for _, b := range c.Bases {
			if !yield(foundPage{b.Name, b.County.Name, linkTo(b.Path)}) {
				return
			}
		}
		for _, list := range [][]*catalog.Article{c.Reports, c.Notices, c.Pages} {
			for _, a := range list {
				if !yield(foundPage{a.Title, a.Date.Chinese(), linkTo(a.Path)}) {
					return
				}
			}
		}
		for _, r := range c.Routes {
			if !yield(foundPage{r.Title, "研学路线", linkTo(r.Path)}) {
				return
			}
		}
	}
}

// linkTo writes the path of a file as the address of a link: what would end or change it is escaped.
func linkTo(path string) string {
	return "/" + strings.NewReplacer("%", "%25", " ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "#", "%23", "?", "%3F", `"`, "%22", "|", "%7C", "*", "%2A", "`", "%60").Replace(path)
}

// quotable are what the box for figures offers.
type quotable struct {
	Groups []quoteGroup
	Years  []int // the newest first
	Keys   []quoteKey
	By     []quoteKey // what charts and tables are broken down by
}

// quoteGroup are measures that are counted from the same records.
type quoteGroup struct {
	Name     string
	Measures []string
}

// quoteKey is a key of a directive with the names that it takes.
type quoteKey struct {
	Word  string
	Names []string
}

// narrowing are the dimensions that a figure may be narrowed by, in the order of the box.
var narrowing = []figures.Dimension{figures.ByCounty, figures.ByLevel, figures.ByKind, figures.ByCampaign, figures.ByForm, figures.ByMonth}

// quotable returns what figures there are; nil when there is no site yet.
func (d *Desk) quotable() *quotable {
	s, _ := d.o.Now()
	if s == nil {
		return nil
	}
	f := s.Records().Figures
	v := &quotable{Years: slices.Clone(f.Years()), Groups: []quoteGroup{{Name: "基地", Measures: []string{"基地"}}}}
	slices.Reverse(v.Years)
	names := map[measure.Sort]string{measure.OfActivity: "活动记录", measure.OfReturn: "年度数据"}
	for _, m := range f.Measures() {
		name := names[m.Sort()]
		if name == "" {
			name = "命名"
		}
		i := slices.IndexFunc(v.Groups, func(g quoteGroup) bool { return g.Name == name })
		if i < 0 {
			i = len(v.Groups)
			v.Groups = append(v.Groups, quoteGroup{Name: name})
		}
		v.Groups[i].Measures = append(v.Groups[i].Measures, m.Name())
	}
	v.By = append(v.By, quoteKey{Word: "年份"})
	for _, dim := range narrowing {
		k := quoteKey{Word: quote.KeyWord(dim)}
		for _, key := range f.Keys(dim) {
			if key.ID != figures.NoMonth || dim != figures.ByMonth {
				k.Names = append(k.Names, key.Name)
			}
		}
		if len(k.Names) > 0 {
			v.Keys = append(v.Keys, k)
			v.By = append(v.By, quoteKey{Word: k.Word})
		}
	}
	return v
}

// figure answers with a directive and what it says by the records as they are.
func (d *Desk) figure(w http.ResponseWriter, r *http.Request) {
	s, _ := d.o.Now()
	if s == nil {
		d.nothing(w)
		return
	}
	q := r.URL.Query()
	kind := q.Get("kind")
	if !slices.Contains([]string{"数字", "图表", "表格"}, kind) {
		kind = "数字"
	}
	words := []string{kind, valueWord(q.Get("what"))}
	add := func(key string) {
		if v := strings.TrimSpace(q.Get(key)); v != "" {
			words = append(words, key+"="+valueWord(v))
		}
	}
	if kind != "数字" {
		add("按")
	}
	add("年份")
	for _, dim := range narrowing {
		add(quote.KeyWord(dim))
	}
	if q.Get("单位") != "" && kind == "数字" {
		words = append(words, "单位")
	}
	answer := struct {
		Text  string `json:"text"`  // the directive
		Value string `json:"value"` // what it says
		About string `json:"about"` // what that is
		Fault string `json:"fault"` // why it says nothing
	}{Text: "{{ " + strings.Join(words, " ") + " }}"}
	var ps diag.List
	file := diag.NewFile("", answer.Text)
	doc := markdown.Parse(answer.Text, markdown.Origin{File: file, End: len(answer.Text), Exact: true}, &ps)
	if len(doc.Directives) != 1 {
		answer.Fault = diag.T("不能这样数", "this cannot be counted").In(d.o.Lang)
		d.json(w, answer)
		return
	}
	records := s.Records()
	quotes := quote.Of(records.Catalog, records.Figures)
	request, faults := quotes.Read(&doc.Directives[0])
	for _, f := range faults {
		if !f.Harmless {
			answer.Fault = diag.T("%s。%s", "%s. %s").With(f.What, f.Mend).In(d.o.Lang)
			d.json(w, answer)
			return
		}
	}
	if kind == "数字" {
		row := quotes.Number(&request)
		answer.Value, answer.About = request.Text(row), quotes.About(&request)
		if c := quotes.Coverage(&request, row); c != "" {
			answer.About += "（" + c + "）"
		}
	} else {
		n := len(quotes.Rows(&request))
		answer.Value = diag.T("%d 行", "%d rows").With(n).In(d.o.Lang)
		answer.About = quotes.About(&request)
	}
	d.json(w, answer)
}

// valueWord writes a word of a directive, in quotation marks where it would be read as several.
func valueWord(s string) string {
	s = strings.NewReplacer("\n", " ", "\r", " ", "}}", "} }", "{{", "{ {").Replace(s)
	switch {
	case !strings.ContainsAny(s, " \t\u3000\u00a0=＝\"“”}"):
		return s
	case !strings.Contains(s, `"`):
		return `"` + s + `"`
	}
	return "“" + strings.ReplaceAll(s, "”", "") + "”"
}
