package acceptance

import "fmt"

// The widest thing in the page, and the elements that stick out of the screen.
// What stands in a box that scrolls by itself, such as a wide table, may be wider.
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
  return {width: document.scrollingElement.scrollWidth, out: out.slice(0, 3).map(name)};
})()`

// enlarge makes text 40 % larger, as WeChat's large type does.
const enlarge = `document.documentElement.style.fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.4 + "px"`

// sideways returns the pages that a phone would scroll sideways.
func sideways(b *browser, tr *tree, root string) []string {
	return b.each(tr.pagePaths(), func(tb *tab, page string) ([]string, error) {
		if err := tb.screen(phone, "light"); err != nil {
			return nil, err
		}
		if _, _, err := tb.visit(root + page); err != nil {
			return nil, err
		}
		fault, err := tooWide(tb, page)
		if err != nil {
			return fault, err
		}
		if _, err := evaluate[string](tb, enlarge); err != nil {
			return fault, err
		}
		larger, err := tooWide(tb, page+" with text 40 % larger")
		return append(fault, larger...), err
	})
}

func tooWide(tb *tab, what string) ([]string, error) {
	got, err := evaluate[struct {
		Width float64  `json:"width"`
		Out   []string `json:"out"`
	}](tb, measure)
	if err != nil || got.Width <= phone && len(got.Out) == 0 {
		return nil, err
	}
	return []string{fmt.Sprintf("%s: %.0f px wide on a screen of %d; what sticks out: %q", what, got.Width, phone, got.Out)}, nil
}
