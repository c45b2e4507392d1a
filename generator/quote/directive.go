package quote

import (
	"strconv"
	"strings"

	"kepu/generator/figures"
	"kepu/generator/measure"
)

// Directive writes the figure directive that asks what r asks, in Chinese words; expect is the number that stands
// beside it, "" for none. It is for requests of a measure, or of bases with a page, with years and keys alone. Read reads it as r.
func (q *Quotes) Directive(r *Request, expect string) string {
	var b strings.Builder
	b.WriteString("{{ 数字 ")
	if r.OfBases {
		b.WriteString(measure.BasesWords[1])
	} else {
		b.WriteString(r.Query.Measure.Name())
	}
	add := func(a argument, value string) {
		if value == "" {
			return
		}
		if strings.ContainsAny(value, " 　=＝\"“”") {
			value = "“" + value + "”"
		}
		b.WriteString(" " + argumentWords[a][1] + "=" + value)
	}
	if first, last := r.Query.First, r.Query.Last; first != 0 {
		years := strconv.Itoa(first)
		if last != first {
			years += "-" + strconv.Itoa(last)
		}
		add(argYear, years)
	}
	for _, k := range keyed {
		id := r.Query.Keys[k.Dimension]
		if id == "" {
			continue
		}
		name := id
		for _, x := range q.f.Keys(k.Dimension) {
			if x.ID == id {
				name = x.Name
			}
		}
		add(k.argument, name)
	}
	if r.Format != Thousands {
		add(argFormat, formatNames[r.Format])
	}
	add(argExpect, expect)
	b.WriteString(" }}")
	return b.String()
}

// formatNames are the Chinese words of the formats.
var formatNames = [...]string{Thousands: "千分位", Plain: "不分位", Wan: "万", Yi: "亿", Hanzi: "汉字"}

// AsTyped returns the request that prints a row's number just as it is typed; ok is false where none of the formats does.
func (r Request) AsTyped(row figures.Row, typed string) (Request, bool) {
	r.Unit = ""
	for f := Thousands; f <= Hanzi; f++ {
		r.Format = f
		if r.Text(row) == typed {
			return r, true
		}
	}
	return r, false
}
