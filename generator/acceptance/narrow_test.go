package acceptance

import "fmt"

// The widest thing in the page, the elements that stick out of the screen, and the charts that
// are not as high as they say. What stands in a box that scrolls by itself, such as a wide table,
// may be wider.
const measure = `(() => {
  const screen = 360, boxed = el => {
    for (let up = el.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter(el => {
    const r = el.getBoundingClientRect();
    return r.width > 0 && r.right > screen + 0.5 && !boxed(el);
  });
  const name = el => "<" + el.tagName.toLowerCase() + (el.className && el.className.baseVal === undefined ? " class=" + el.className : "") + ">";
  const high = [...document.querySelectorAll("svg.chart[height$=em]")].filter(el => {
    const r = el.getBoundingClientRect(), want = parseFloat(el.getAttribute("height")) * parseFloat(getComputedStyle(el).fontSize);
    return r.height > 0 && Math.abs(r.height - want) > 1;
  });
  return {width: document.scrollingElement.scrollWidth, out: out.slice(0, 3).map(name), high: high.map(el => Math.round(el.getBoundingClientRect().height))};
})()`

// enlarge makes text 40 % larger, as WeChat's large type does.
const enlarge = `document.documentElement.style.fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.4 + "px"`

// misfitting returns the pages that a phone would scroll sideways, or that have a chart of the wrong size.
func misfitting(b *browser, tr *tree, root string) []string {
	return b.each(tr.pagePaths(), func(tb *tab, page string) ([]string, error) {
		if err := tb.screen(phone, "light"); err != nil {
			return nil, err
		}
		if _, _, err := tb.visit(root + page); err != nil {
			return nil, err
		}
		fault, err := misfits(tb, page)
		if err != nil {
			return fault, err
		}
		if _, err := evaluate[string](tb, enlarge); err != nil {
			return fault, err
		}
		larger, err := misfits(tb, page+" with text 40 % larger")
		return append(fault, larger...), err
	})
}

func misfits(tb *tab, what string) ([]string, error) {
	got, err := evaluate[struct {
		Width float64  `json:"width"`
		Out   []string `json:"out"`
		High  []int    `json:"high"`
	}](tb, measure)
	if err != nil {
		return nil, err
	}
	var faults []string
	if got.Width > phone || len(got.Out) > 0 {
		faults = append(faults, fmt.Sprintf("%s: %.0f px wide on a screen of %d; what sticks out: %q", what, got.Width, phone, got.Out))
	}
	if len(got.High) > 0 {
		faults = append(faults, fmt.Sprintf("%s: charts are %d px high, which is not what they say", what, got.High))
	}
	return faults, nil
}
