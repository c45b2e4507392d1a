package catalog

import (
	"slices"

	"kepu/generator/diag"
	"kepu/generator/measure"
	"kepu/generator/source"
)

// Given is what a return gives of an indicator.
type Given struct {
	source.Count
	Span source.Span // where it is written
}

// Part is a measure that counts some of what another one does: 免费开放天数 of 开放天数.
type Part struct{ Part, Whole measure.Measure }

// AllParts returns the parts that are known of: that of the fixed measures, and those that indicators are.
func (c *Catalog) AllParts() []Part {
	return append([]Part{{measure.FreeDays, measure.OpenDays}}, c.Parts...)
}

// Measures returns the measures of the site in their order.
func (c *Catalog) Measures() measure.List { return slices.Concat(measure.Fixed, c.Indicators) }

// Figure is what the return gives of a measure of annual returns, unknown when it gives nothing; FigureSpan is
// where that stands in the file at Path.
func (a *Annual) Figure(m measure.Measure) *source.Count {
	at := m.Place()
	if at < measure.PerReturn {
		return a.Annual.Figure(m)
	}
	if at -= measure.PerReturn; at < len(a.Given) {
		return &a.Given[at].Count
	}
	return &source.Count{}
}

// FigureSpan returns where a figure is written; see Figure.
func (a *Annual) FigureSpan(m measure.Measure) source.Span {
	at := m.Place()
	if at < measure.PerReturn {
		return a.FigureSpans[at]
	}
	if at -= measure.PerReturn; at < len(a.Given) {
		return a.Given[at].Span
	}
	return source.Span{}
}

// Return returns the base's return of a year, or nil.
func (b *Base) Return(year int) *Annual {
	i := slices.IndexFunc(b.Annuals, func(a *Annual) bool { return a.Year == year })
	if i < 0 {
		return nil
	}
	return b.Annuals[i]
}

// indicators takes in the indicators of site.toml.
func (l *linker) indicators(path string, list []source.Indicator) {
	l.indicatorAt = map[string]int{}
	var taken []measure.Indicator
	var from []source.Indicator // of each of taken
indicators:
	for _, x := range list {
		if x.ID == "" || x.Name == "" || x.Unit == "" {
			l.lackingIndicators = true
			continue // reported where it was read
		}
		if m, known := measure.Fixed.Named(x.Name); known {
			l.ps.Error(l.place(path, x.NameSpan), diag.M("INDICATOR-NAME", "“%s” 是本来就有的指标，不能再写一个", "there is a measure “%s” already").With(x.Name),
				diag.T("年度数据里写 %s 就是它；要另报一个数就换个名称", "it is %s; another number needs another name").With(m.Key()))
			l.lackingIndicators = true
			continue
		}
		for _, w := range []struct {
			text string
			at   source.Span
		}{{x.ID, x.Span}, {x.Name, x.NameSpan}} {
			if measure.Meant(w.text) {
				l.ps.Error(l.place(path, w.at), diag.M("INDICATOR-WORD", "指标不能叫 “%s”：文章里的 {{ 数字 %s }} 另有所指", "no indicator can be called “%s”: {{ figure %s }} in texts is something else").With(w.text, w.text),
					diag.T("换一个写全的名称，例如 “开放日活动”", "give it a fuller name"))
				l.lackingIndicators = true
				continue indicators
			}
		}
		_, sameID := l.indicatorAt[x.ID]
		if _, sameName := l.indicatorAt[x.Name]; sameID || sameName {
			l.ps.Error(l.place(path, x.Span), diag.M("INDICATOR-TWICE", "指标 “%s” 写了两次", "the indicator “%s” stands twice").With(x.Name),
				diag.T("请删去一个，或换一个 id 和名称", "take one out, or give it another id and name"))
			l.lackingIndicators = true
			continue
		}
		l.indicatorAt[x.ID], l.indicatorAt[x.Name] = len(taken), len(taken)
		m := measure.Indicator{ID: x.ID, Name: x.Name, Unit: x.Unit, Group: x.Group, Note: x.Note, National: x.National, Since: int(x.Since.Year), Until: int(x.Until.Year), Stock: measure.StockUnit(x.Unit)}
		if x.Stock != nil {
			m.Stock = *x.Stock
		}
		taken, from = append(taken, m), append(from, x)
	}
	l.c.Indicators = measure.Indicators(taken)
	for i, m := range l.c.Indicators {
		l.part(path, m, from[i].Of)
	}
}

// part notes what an indicator is a part of.
func (l *linker) part(path string, m measure.Measure, of source.Ref) {
	if of.Name == "" {
		return
	}
	at := l.place(path, of.Span)
	whole, ok := l.c.Measures().Of(measure.OfReturn).Called(of.Name)
	switch {
	case !ok && l.lackingIndicators:
	case !ok:
		mend := diag.T("of 写它是哪个年度数据的一部分，例如 of = \"staff_full\"", "of names the number of annual returns that it is a part of, such as of = \"staff_full\"")
		if near := diag.Nearest(of.Name, l.c.Measures().Of(measure.OfReturn).Words()); near != "" {
			mend = diag.T("是否 “%s”？", "is it “%s”?").With(near)
		}
		l.ps.Error(at, diag.M("INDICATOR-OF", "年度数据里没有 “%s”", "annual returns have no “%s”").With(of.Name), mend)
	case whole == m || l.within(whole, m):
		l.ps.Error(at, diag.M("INDICATOR-OF-ITSELF", "“%s” 成了它自己的一部分", "“%s” is a part of itself").With(m.Name()), diag.T("请核对 of，写它所属的那个总数", "check of: it names the whole"))
	case whole.Unit() != m.Unit():
		l.ps.Error(at, diag.M("INDICATOR-OF-UNIT", "“%s” 的单位是%s，总数 “%s” 的单位却是%s", "the unit of “%s” is %s, but that of its whole “%s” is %s").With(m.Name(), m.Unit(), whole.Name(), whole.Unit()),
			diag.T("一部分和它的总数单位要相同", "a part has the unit of its whole"))
	default:
		l.c.Parts = append(l.c.Parts, Part{m, whole})
	}
}

// within reports whether m is a part of whole, or of a part of it.
func (l *linker) within(m, whole measure.Measure) bool {
	for _, p := range l.c.Parts {
		if p.Part == m && (p.Whole == whole || l.within(p.Whole, whole)) {
			return true
		}
	}
	return false
}

// mostUnknownKeys is how many are told: nobody reads more.
const mostUnknownKeys = 1000

// given takes in what a return gives of the site's indicators.
func (l *linker) given(log *Log, a *source.Annual) []Given {
	var out []Given
	for i := range a.More {
		g := &a.More[i]
		file := l.files[log.Path]
		at, known := l.indicatorAt[g.Key]
		if !known {
			if l.unknownKeys++; !l.noSite && !l.lackingIndicators && l.unknownKeys <= mostUnknownKeys {
				g.UnknownKey(file, l.indicatorIDs(), &l.ps)
			}
			continue
		}
		m := l.c.Indicators[at]
		if g.Key != m.Key() {
			g.InChinese(file, m.Key(), &l.ps)
			continue
		}
		n := g.Figure(m, file, &l.ps)
		if n.Known && a.Year != 0 && !m.Asked(a.Year) {
			l.ps.Error(l.place(log.Path, g.KeySpan), diag.M("INDICATOR-YEAR", "%d年不填报%s（%s）", "%[3]s (%[2]s) is not asked for in %[1]d").With(a.Year, m.Key(), m.Name()),
				diag.T("这一年也要统计的，把 site.toml 里这个指标的 since、until 改宽；不统计的，删去这一行", "widen since and until of the indicator in site.toml where it counts in that year, else take the line out"))
			continue
		}
		if out == nil {
			out = make([]Given, len(l.c.Indicators))
		}
		out[at] = Given{n, g.Span}
	}
	return out
}

func (l *linker) indicatorIDs() []string {
	var ids []string
	for _, m := range l.c.Indicators {
		ids = append(ids, m.Key())
	}
	return ids
}
