package acceptance

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// person sits at a browser and knows only what stands on the screen: they find a box by its label and
// a button by its words, press keys, and move a mouse or a finger. What covers a button, or lies
// outside of the page, they cannot press.
type person struct {
	t     *testing.T
	tb    *tab
	root  string // of the addresses that the tab may ask for
	touch bool   // a finger in place of a mouse
	axe   string
	pages int             // that were left
	typed time.Time       // when they last pressed a key
	seen  map[string]bool // pages that were inspected, by name
}

func (p *person) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.tb.ctx, steps...); err != nil {
		p.fail("%s: %v", what, err)
	}
}

// fail ends the test with what stands on the screen.
func (p *person) fail(format string, args ...any) {
	p.t.Helper()
	text, _ := evaluate[string](p.tb, `location.pathname + location.search + "\n" + document.body.innerText`)
	if dir := os.Getenv("KEPU_LOOK"); dir != "" {
		p.picture(filepath.Join(dir, "failed.png"))
	}
	p.t.Fatalf("%s\non the screen:\n%s", fmt.Sprintf(format, args...), text)
}

// picture writes what is on the screen.
func (p *person) picture(name string) {
	p.t.Helper()
	data, err := chromedp.Run(p.tb.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(name, data, 0o644)
	}
	if err != nil {
		p.t.Error(err)
	}
}

// finds are the ways to find something that can be seen, in JavaScript.
const finds = `(() => {
  const shown = el => el.checkVisibility({visibilityProperty: true}) && el.getClientRects().length > 0;
  const plain = s => s.replace(/\s+/g, " ").trim();
  // The words of a label without the small print beside them.
  const words = el => plain([...el.childNodes].filter(n => !/^(SMALL|SELECT|INPUT|TEXTAREA)$/.test(n.nodeName)).map(n => n.textContent).join(""));
  return {
    // What stands in the page before what leads to other pages; also what the preview puts on a page, in a tree of its own.
    button(s) {
      const all = [document.querySelector("main"), document, document.querySelector("kepu-preview")?.shadowRoot].flatMap(d => d ? [...d.querySelectorAll("a, button, summary")] : []);
      return all.find(el => shown(el) && plain(el.innerText) === s);
    },
    label(s) { return [...document.querySelectorAll("label, legend")].find(el => shown(el) && words(el) === s); },
    box(s, n) {
      const l = this.label(s);
      if (!l) return [...document.querySelectorAll("input, textarea")].filter(el => shown(el) && el.getAttribute("aria-label") === s)[n];
      return l.nodeName === "LABEL" ? l.control : [...l.parentElement.querySelectorAll("input, textarea, select")].filter(shown)[n];
    },
    // Where a hand must go; null where something else would be hit.
    at(el) {
      el.scrollIntoView({block: "center", behavior: "instant"});
      const r = el.getClientRects()[0], x = r.left + Math.min(r.width / 2, 60), y = r.top + r.height / 2;
      const hit = el.getRootNode().elementFromPoint(x, y);
      return hit && (el.contains(hit) || hit.contains(el) && hit.nodeName !== "BODY" && hit.nodeName !== "MAIN") ? [x, y] : null;
    },
    named(el) { return !el || el === document.body ? "" : el.labels && el.labels.length ? words(el.labels[0]) : el.getAttribute("aria-label") || plain(el.innerText || ""); },
  };
})()`

func inScript(s string) string {
	data, _ := json.Marshal(s) // a string always can be
	return string(data)
}

// press puts the mouse, or the finger, on what an expression finds.
func (p *person) press(what, find string) {
	p.t.Helper()
	// What is typed is answered a little later, and the answer may move what stands below: a hand is slower.
	time.Sleep(time.Until(p.typed.Add(400 * time.Millisecond)))
	where := func() ([]float64, error) {
		return evaluate[[]float64](p.tb, `(() => { const f = `+finds+`, el = f.`+find+`; return el ? f.at(el) : []; })()`)
	}
	before, _ := where()
	at, err := where()
	for range 50 {
		if err != nil || slices.Equal(before, at) {
			break
		}
		time.Sleep(50 * time.Millisecond)
		before = at
		at, err = where()
	}
	switch {
	case err != nil:
		p.fail("%s: %v", what, err)
	case at == nil:
		p.fail("%s is covered by something, or outside of the page", what)
	case len(at) != 2:
		p.fail("%s is not on the page", what)
	case p.touch:
		p.do(what, chromedp.TapXY(at[0], at[1]))
	default:
		p.do(what, chromedp.MouseClickXY(at[0], at[1]))
	}
}

// click presses a button, a link or what unfolds.
func (p *person) click(words string) {
	p.t.Helper()
	p.press("the button “"+words+"”", "button("+inScript(words)+")")
}

// awaits waits until there is a button of those words.
func (p *person) awaits(words string) {
	p.t.Helper()
	p.until("there is a button “"+words+"”", `!!`+finds+`.button(`+inScript(words)+`)`)
}

// leaving does what leads to another page, and waits for that.
func (p *person) leaving(how func()) {
	p.t.Helper()
	p.pages++ // a page that the browser has kept may have its old mark
	p.eval(fmt.Sprintf(`window.oldPage = %d`, p.pages))
	how()
	p.until("another page comes", fmt.Sprintf(`window.oldPage !== %d && document.readyState === "complete"`, p.pages))
}

// follow clicks on what leads to another page.
func (p *person) follow(words string) {
	p.t.Helper()
	p.leaving(func() { p.t.Helper(); p.click(words) })
}

func (p *person) eval(script string) {
	p.t.Helper()
	if _, err := evaluate[bool](p.tb, `(() => {`+script+`; return true})()`); err != nil {
		p.fail("%s: %v", script, err)
	}
}

// until waits until a condition holds in the page.
func (p *person) until(what, condition string) {
	p.t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok, err := evaluate[bool](p.tb, condition); err == nil && ok {
			return
		}
	}
	p.fail("it never comes to pass that %s: %s", what, condition)
}

// sees waits until words stand on the page.
func (p *person) sees(words ...string) {
	p.t.Helper()
	for _, w := range words {
		p.until("“"+w+"” is read", `document.body.innerText.includes(`+inScript(w)+`)`)
	}
}

// keys types.
func (p *person) keys(s string) {
	p.t.Helper()
	p.do("type "+s, chromedp.KeyEvent(s))
	p.typed = time.Now()
}

// fill goes to a box with the mouse and types in place of what stands there.
func (p *person) fill(label, text string) { p.t.Helper(); p.fillOne(label, 0, text) }

// fillOne is fill for one of several boxes under a label.
func (p *person) fillOne(label string, n int, text string) {
	p.t.Helper()
	box := fmt.Sprintf("box(%s, %d)", inScript(label), n)
	p.press("the box “"+label+"”", box)
	p.do("select all", chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	p.keys(kb.Delete + text)
	p.until(label+" holds what was typed", finds+`.`+box+`.value === `+inScript(text))
}

// attach chooses a file, in the window that the system shows for it.
func (p *person) attach(box, file string) {
	p.t.Helper()
	p.do("choose a file", chromedp.SetUploadFiles(chromedp.CSS(box), []string{file}))
}

// write types the text of a page in place of what stands there.
func (p *person) write(text string) { p.t.Helper(); p.fill("正文", text) }

// choose takes one of a list, with the arrows.
func (p *person) choose(label, option string) {
	p.t.Helper()
	p.press("the label “"+label+"”", "label("+inScript(label)+")")
	p.arrowTo(label, option)
}

// arrowTo goes through the list that has the focus.
func (p *person) arrowTo(label, option string) {
	p.t.Helper()
	p.keys(kb.Home)
	for range 80 {
		if now, err := evaluate[string](p.tb, `document.activeElement.selectedOptions?.[0].text ?? ""`); err == nil && now == option {
			return
		}
		p.keys(kb.ArrowDown)
	}
	p.fail("%s has no %q to choose", label, option)
}

// pick takes one of a list that is reached with the tabulator.
func (p *person) pick(label, option string) {
	p.t.Helper()
	if now, err := evaluate[string](p.tb, finds+`.named(document.activeElement)`); err != nil || now != label {
		p.tabTo(label)
	}
	p.arrowTo(label, option)
}

// tabTo goes on with the tabulator until something has the focus, which must be seen to have it.
func (p *person) tabTo(words string) {
	p.t.Helper()
	var passed []string
	for range 120 {
		p.keys(kb.Tab)
		now, err := evaluate[string](p.tb, finds+`.named(document.activeElement)`)
		if err != nil {
			p.fail("tab to %s: %v", words, err)
		}
		if now == words {
			p.until("the focus is seen on "+words, `(s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0)(getComputedStyle(document.activeElement))`)
			return
		}
		passed = append(passed, now)
	}
	p.fail("the tabulator does not come to %q; it came to %q", words, passed)
}

// scripts switches the page's own scripts on or off, from the next page on.
func (p *person) scripts(on bool) {
	p.t.Helper()
	if _, err := chromedp.Call(p.tb.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		p.t.Fatal(err)
	}
}

// small are the things on a page that a finger may miss. A link within a sentence may be as
// high as its line.
const small = `(() => {
  const out = [];
  for (const el of document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden])")) {
    if (!el.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (el.tabIndex < 0 && el.ariaHidden === "true") continue; // what Enter presses in a form
    const whole = /^(checkbox|radio)$/.test(el.type) && el.labels.length ? el.labels[0] : el, r = whole.getBoundingClientRect();
    if (!r.width || r.bottom < 0 && el.matches(".skip")) continue;
    if (el.nodeName === "A" && el.parentElement.innerText.trim().length > el.innerText.trim().length && getComputedStyle(el).display === "inline") continue;
    if (r.height < 43.5 || r.width < 43.5) out.push(el.nodeName.toLowerCase() + " “" + (el.innerText || el.getAttribute("aria-label") || el.name).trim().slice(0, 30) + "” is " + Math.round(r.width) + " × " + Math.round(r.height));
  }
  return out;
})()`

// inspect looks at the page on the screen as axe does, light and dark, on a phone and on a desktop: once
// for each name. It leaves the screen as it found it.
func (p *person) inspect(name string) {
	p.t.Helper()
	if p.seen[name] {
		return
	}
	p.seen[name] = true
	p.keep(name)
	if _, err := evaluate[chromedp.Void](p.tb, p.axe); err != nil {
		p.fail("axe: %v", err)
	}
	for _, width := range []int64{phone, desktop} {
		for _, scheme := range []string{"light", "dark"} {
			if err := p.tb.screen(width, scheme); err != nil {
				p.t.Fatal(err)
			}
			found, err := evaluate[[]string](p.tb, runAxe)
			if err != nil {
				p.t.Fatal(err)
			}
			for _, f := range found {
				p.t.Errorf("%s, %s at %d px: %s", name, scheme, width, f)
			}
			if dir := os.Getenv("KEPU_LOOK"); dir != "" {
				p.picture(filepath.Join(dir, fmt.Sprintf("%s-%s-%d.png", name, scheme, width)))
			}
			if width != phone || scheme != "light" {
				continue
			}
			wide, err := misfits(p.tb, name)
			if err != nil {
				p.t.Fatal(err)
			}
			tiny, err := evaluate[[]string](p.tb, small)
			if err != nil {
				p.t.Fatal(err)
			}
			for _, f := range append(wide, tiny...) {
				p.t.Errorf("%s: %s", name, f)
			}
		}
	}
	p.at(desktop)
	if p.touch {
		p.at(phone)
	}
}

// at sits down at a screen of that width.
func (p *person) at(width int64) {
	p.t.Helper()
	if err := p.tb.screen(width, "light"); err != nil {
		p.t.Fatal(err)
	}
	p.touch = width == phone
}

// keep writes the page, as the server sent it, into the folder KEPU_PAGES, where the HTML checker looks.
func (p *person) keep(name string) {
	dir := os.Getenv("KEPU_PAGES")
	if dir == "" {
		return
	}
	p.tb.mu.Lock()
	id := p.tb.document
	p.tb.mu.Unlock()
	body, err := chromedp.Call(p.tb.ctx, network.GetResponseBody, network.GetResponseBodyParams{RequestID: id})
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".html"), body.Body, 0o644)
	}
	if err != nil {
		p.t.Errorf("keep %s: %v", name, err)
	}
}

// meant is what the browser notes though nothing is amiss: the statuses with which the desk answers a form that has
// a slip, or met another's change; and that the page which is shown beside its text runs no scripts.
var meant = []string{" answers 422", " answers 409", "status of 422", "status of 409", "Blocked script execution in '"}

// wellBehaved tells what left the desk's address, and what the console said.
func (p *person) wellBehaved() {
	p.t.Helper()
	p.tb.mu.Lock()
	defer p.tb.mu.Unlock()
	for _, r := range p.tb.requests {
		if !strings.HasPrefix(r, p.root) && !strings.HasPrefix(r, "data:") && !strings.HasPrefix(r, "blob:"+p.root) {
			p.t.Errorf("the desk asks for %s", r)
		}
	}
	if len(p.tb.requests) == 0 {
		p.t.Error("the browser asked for nothing at all")
	}
	for _, n := range p.tb.noticed {
		if !slices.ContainsFunc(meant, func(s string) bool { return strings.Contains(n, s) }) {
			p.t.Error(n)
		}
	}
}
