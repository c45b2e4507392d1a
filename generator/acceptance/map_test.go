package acceptance

import (
	"fmt"
	"maps"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mapTalk is what the checks of the map ask the page. It is put into the page as m.
const mapTalk = `window.m = {
  stage: () => document.querySelector("[data-stage]"),
  svg: () => [...m.stage().querySelectorAll("[data-drawing]")].find(s => s.getClientRects().length),
  zoomed: () => m.stage().dataset.zoomed === "true",
  moved: () => m.svg().querySelector("[data-signs]").getAttribute("transform") || "",
  spots: () => [...m.svg().querySelectorAll("[data-id]")],
  listed: () => [...document.querySelectorAll("[data-base]")].filter(li => !li.hidden && !li.closest("[hidden]")).map(li => li.dataset.base),
  /* A base is a sign, one of a crowd, or stands in the tray. */
  tray: () => [...document.querySelectorAll("[data-tray] [data-id]")].filter(a => !a.closest("[hidden]")),
  drawn: () => m.tray().length + m.spots().length + [...m.svg().querySelectorAll(".crowd text")].reduce((n, t) => n + +t.textContent, 0),
  card: () => { const c = document.querySelector("[data-card]"); return c.hidden ? "" : c.querySelector("a").textContent; },
  /* Where everything stands, of every drawing. */
  standing: () => JSON.stringify([...document.querySelectorAll("[data-drawing]")].map(svg => [...svg.querySelectorAll("[data-signs] > *, [data-leaders]")].map(el => [
    el.tagName, el.getAttribute("class"), el.getAttribute("href"), el.textContent,
    ...[...el.querySelectorAll("*"), el].flatMap(x => ["transform", "x", "y", "cx", "cy", "r", "text-anchor", "href", "d"].map(k => x.getAttribute(k)))]
    .join("|")).concat([...svg.querySelectorAll("[data-names] text")].map(t => [t.textContent, t.getAttribute("x"), t.getAttribute("y")].join("|"))))),
  choose: (by, value) => { const c = document.querySelector('[data-by="' + by + '"]'); c.value = value; c.dispatchEvent(new Event("change")); },
  middle: el => { const r = (el.querySelector("use, circle") || el).getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; },
};`

// mapFaults uses the map of the real content as visitors do, with keys, mouse and
// fingers, from wherever root is, and returns what does not answer.
func mapFaults(b *browser, tr *tree, root string) []string {
	tb, closeTab, err := b.open()
	defer closeTab()
	c := &mapCheck{tb: tb, root: root}
	if err != nil {
		return []string{err.Error()}
	}
	c.open(desktop, "map.html")
	c.redrawn()
	c.keyboard()
	c.filter()
	c.list()
	c.years()
	c.dragging()
	for _, width := range []int64{phone, desktop} {
		c.open(width, "map.html")
		c.scrub(tr)
	}
	c.open(phone, "map.html")
	c.redrawn()
	c.touch()
	c.address()
	c.near()
	c.largeType()
	c.withoutScript()
	return c.faults
}

type mapCheck struct {
	tb     *tab
	root   string
	faults []string
}

func (c *mapCheck) fault(format string, args ...any) {
	c.faults = append(c.faults, "map.html: "+fmt.Sprintf(format, args...))
}

func (c *mapCheck) open(width int64, page string) {
	if err := c.tb.screen(width, "light"); err != nil {
		c.fault("%v", err)
	}
	_, noticed, err := c.tb.visit(c.root + page)
	if err != nil || len(noticed) > 0 {
		c.fault("%v %v", err, noticed)
	}
	ask[string](c, mapTalk+`""`)
}

// do sends keys, clicks and taps.
func (c *mapCheck) do(actions ...chromedp.Action[chromedp.Void]) {
	if err := chromedp.Do(c.tb.ctx, actions...); err != nil {
		c.fault("%v", err)
	}
}

func ask[T any](c *mapCheck, script string) T {
	v, err := evaluate[T](c.tb, script)
	if err != nil {
		c.fault("%s: %v", script, err)
	}
	return v
}

// holds is a fault with these words unless the script gives true.
func (c *mapCheck) holds(words, script string) {
	if !ask[bool](c, script) {
		c.fault("%s", words)
	}
}

// redrawn: what the script lays out at the first zoom is what was built.
func (c *mapCheck) redrawn() {
	before := ask[string](c, `m.standing()`)
	kind := ask[string](c, `[...document.querySelector('[data-by="kind"]').options].pop().value`)
	ask[string](c, `m.choose("kind", "`+kind+`"), ""`)
	if ask[string](c, `m.standing()`) == before {
		c.fault("a filter changes nothing on the map")
	}
	ask[string](c, `m.choose("kind", ""), ""`)
	if after := ask[string](c, `m.standing()`); after != before {
		c.fault("drawn again the map is another:\n%s\n%s", before, after)
	}
}

func (c *mapCheck) keyboard() {
	ask[string](c, `m.stage().focus(), ""`)
	c.do(chromedp.KeyEvent("+"), chromedp.KeyEvent("+"))
	c.holds("+ does not zoom", `m.zoomed()`)
	before := ask[string](c, `m.moved()`)
	c.do(chromedp.KeyEvent(kb.ArrowRight))
	if ask[string](c, `m.moved()`) == before {
		c.fault("an arrow does not move the map")
	}
	c.do(chromedp.KeyEvent("-"), chromedp.KeyEvent("0"))
	c.holds("0 does not show the whole map", `!m.zoomed() && m.moved() === ""`)
	ask[string](c, `m.spots()[0].focus(), ""`)
	name := ask[string](c, `document.querySelector('[data-base="' + m.spots()[0].dataset.id + '"] a').textContent`)
	c.do(chromedp.KeyEvent(kb.Enter))
	if got := ask[string](c, `m.card()`); got != name {
		c.fault("Enter on %s shows the card of %q", name, got)
	}
	c.holds("the card's link does not have the focus", `document.activeElement === document.querySelector("[data-card] a")`)
	c.holds("the list does not show what the card is about", `document.querySelectorAll("[data-base][aria-current]").length === 1`)
	c.do(chromedp.KeyEvent(kb.Escape))
	c.holds("Escape does not close the card and give the focus back", `m.card() === "" && document.activeElement === m.spots()[0]`)
}

func (c *mapCheck) filter() {
	all := ask[int](c, `m.listed().length`)
	c.holds("not every base is on the map", `m.drawn() === m.listed().length`)
	ask[string](c, `document.querySelector('[data-by="free"]').click(), ""`)
	if n := ask[int](c, `m.listed().length`); n == 0 || n >= all {
		c.fault("only what is free: %d of %d", n, all)
	}
	c.holds("list and map differ under a filter", `m.drawn() === m.listed().length`)
	c.holds("a filter does not zoom to what is left", `m.zoomed() === m.spots().length > 0`)
	c.holds("how many there are is not said", `document.querySelector("[data-count]").textContent.includes(String(m.listed().length))`)
	c.holds("the address does not keep the filter", `location.hash === "#free=true"`)
	ask[string](c, `document.querySelector('[data-by="free"]').click(), ""`)
	c.holds("without the filter not all are back", fmt.Sprintf(`m.listed().length === %d`, all))
}

// list: the sign in the list finds its base on the map, out of a crowd too.
func (c *mapCheck) list() {
	for _, id := range ask[[]string](c, `m.listed()`) {
		ask[string](c, `m.find = document.querySelector('[data-base="`+id+`"] button'), m.find.click(), ""`)
		c.holds("the list does not lead to "+id, `m.card() === m.find.closest("[data-base]").querySelector("a").textContent`)
		c.holds(id+" is not seen after it was looked for", `(() => {
			const spot = m.spots().find(s => s.dataset.id === "`+id+`"), box = m.svg().getBoundingClientRect();
			if (!spot) return m.tray().some(a => a.dataset.id === "`+id+`" && a.hasAttribute("aria-current")) || m.svg().querySelector(".crowd") !== null;
			const [x, y] = m.middle(spot);
			return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
		})()`)
	}
	// As far in as it goes, a symbol alone stands where its place is, not where a rounded one would be.
	c.holds("signs are rounded before they are scaled", `(() => {
		for (let i = 0; i < 12; i++) document.querySelector('[data-do="in"]').click();
		const [west, north, across, down, padding] = m.svg().dataset.affine.split(" ").map(Number);
		m.off = 0;
		for (const li of document.querySelectorAll("[data-base][data-lon]")) {
			li.querySelector("button").click();
			const spot = m.spots().find(s => s.dataset.id === li.dataset.base);
			if (!spot) continue;
			const at = spot.querySelector("g").getAttribute("transform").match(/[-.0-9]+/g).map(Number);
			const x = ((li.dataset.lon - west) * across + padding) * 64, y = ((north - li.dataset.lat) * down + padding) * 64;
			const off = Math.hypot(at[0] - x, at[1] - y);
			if (off > 8) continue; // it stands in a ring round its place
			m.off = Math.max(m.off, off);
			m.seen = true;
		}
		return m.seen && m.off < .2;
	})()`)
	ask[string](c, `document.querySelector('[data-do="all"]').click(), ""`)
}

func (c *mapCheck) years() {
	c.holds("a year does not choose what was in force", `(() => {
		const before = m.listed().length, button = document.querySelector("[data-year] button");
		button.click();
		const during = m.listed().length, same = m.drawn() === during;
		button.click();
		return same && during > 0 && during < before && m.listed().length === before;
	})()`)
	c.holds("a sign of a year is named or found by the level of today", `(() => {
		const button = [...document.querySelectorAll("[data-year] button")].find(b => { b.click(); const n = m.spots().length; b.click(); return n > 0; });
		if (!button) return true; // whoever was in force stands in the tray
		const by = document.querySelector("[data-by=rank]"), at = +button.closest("[data-year]").dataset.year;
		button.click();
		const named = m.spots().length > 0 && m.spots().every(s => s.querySelector("title").textContent.includes("，" + button.textContent));
		by.value = by.options[1].value;
		by.dispatchEvent(new Event("change"));
		const found = m.listed().every(id => document.querySelector('[data-base="' + id + '"]').dataset.ranks[at] % 5 === +by.value);
		by.value = "";
		by.dispatchEvent(new Event("change"));
		button.click();
		return named && found;
	})()`)
}

// dragging: the click that ends a drag opens nothing; the next touch is one again, of a
// card's link, of a key, of a symbol.
func (c *mapCheck) dragging() {
	ask[string](c, `m.stage().scrollIntoView({block: "center"}), document.querySelector('[data-do="in"]').click(), ""`)
	at := ask[[]float64](c, `(() => { const r = m.svg().getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; })()`)
	if len(at) != 2 {
		return
	}
	drag := func(by float64) {
		c.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
		for d := 1.0; d <= 4; d++ {
			c.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]+by*d/4, at[1], chromedp.ButtonLeft))
		}
		c.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, at[0]+by, at[1], chromedp.ButtonLeft, chromedp.ClickCount(1)))
	}
	spot := `m.spots().find(s => { const [x, y] = m.middle(s), r = m.svg().getBoundingClientRect(); return x > r.left && x < r.right && y > r.top && y < r.bottom; })`
	before := ask[string](c, `m.moved()`)
	drag(-40)
	if ask[string](c, `m.moved()`) == before {
		c.fault("the mouse does not move the map")
	}
	ask[string](c, spot+`.focus(), ""`)
	c.do(chromedp.KeyEvent(kb.Enter))
	c.holds("after a drag Enter on a symbol shows no card", `m.card() !== ""`)
	drag(30)
	c.holds("a drag closes the card", `m.card() !== ""`)
	ask[string](c, `m.led = false, addEventListener("click", e => { m.led = !e.defaultPrevented; e.preventDefault(); }, { once: true }), ""`)
	if at := ask[[]float64](c, `(() => { const r = document.querySelector("[data-card] a").getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; })()`); len(at) == 2 {
		c.do(chromedp.MouseClickXY(at[0], at[1]))
	}
	c.holds("after a drag a click on the card's link leads nowhere", `m.led`)
	ask[string](c, `document.querySelector('[data-do="all"]').click(), document.querySelector("[data-card] button").click(), ""`)
}

// touch: two fingers zoom, one moves, a tap on a number opens it, a tap on a symbol or beside it shows its card.
func (c *mapCheck) touch() {
	ask[string](c, `m.stage().scrollIntoView({block: "center"}), ""`)
	at := ask[[]float64](c, `(() => { const r = m.svg().getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2]; })()`)
	if len(at) != 2 {
		return
	}
	finger := func(id, x float64) *input.TouchPoint { return &input.TouchPoint{X: x, Y: at[1], ID: &id} }
	touch := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		if points == nil {
			points = []*input.TouchPoint{}
		}
		if _, err := chromedp.Call(c.tb.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points}); err != nil {
			c.fault("%v", err)
		}
	}
	touch(input.DispatchTouchEventTypeTouchStart, finger(1, at[0]-20), finger(2, at[0]+20))
	for d := 30.0; d <= 80; d += 10 {
		touch(input.DispatchTouchEventTypeTouchMove, finger(1, at[0]-d), finger(2, at[0]+d))
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
	c.holds("two fingers do not zoom", `m.zoomed()`)
	before := ask[string](c, `m.moved()`)
	touch(input.DispatchTouchEventTypeTouchStart, finger(1, at[0]))
	for d := 10.0; d <= 60; d += 10 {
		touch(input.DispatchTouchEventTypeTouchMove, finger(1, at[0]-d))
	}
	touch(input.DispatchTouchEventTypeTouchEnd)
	if ask[string](c, `m.moved()`) == before {
		c.fault("one finger does not move the map when it is zoomed")
	}
	c.open(phone, "about.html")
	c.open(phone, "map.html")
	ask[string](c, `document.documentElement.style.scrollBehavior = "auto", m.stage().scrollIntoView({block: "center"}), ""`)
	if at := ask[[]float64](c, `(c => c ? m.middle(c) : [])(m.svg().querySelector(".crowd"))`); len(at) == 2 {
		c.do(chromedp.TapXY(at[0], at[1]))
		c.holds("a tap on a number does not zoom", `m.zoomed()`)
		ask[string](c, `document.querySelector('[data-do="all"]').click(), ""`)
	}
	if at := ask[[]float64](c, `m.middle(m.spots()[0])`); len(at) == 2 {
		c.do(chromedp.TapXY(at[0], at[1]))
		c.holds("a tap on a symbol shows no card", `m.card() !== ""`)
		ask[string](c, `document.querySelector("[data-card] button").click(), ""`)
	}
	// Beside a symbol, as far as a finger is broad.
	if at := ask[[]float64](c, `(([x, y]) => [x, y, Math.min(...m.spots().slice(1).map(s => m.middle(s)).map(([a, b]) => Math.hypot(a - x, b - y)))])(m.middle(m.spots()[0]))`); len(at) == 3 && at[2] > 44 {
		c.do(chromedp.TapXY(at[0], at[1]-18))
		c.holds("a tap beside a symbol shows no card", `m.card() !== ""`)
		c.holds("the card covers the map", `document.querySelector("[data-card]").getBoundingClientRect().bottom >= innerHeight - 1`)
		ask[string](c, `document.querySelector("[data-card] button").click(), ""`)
	}
}

// address: a link to a base, and one with filters, show what they say.
func (c *mapCheck) address() {
	id := ask[string](c, `m.listed().pop()`)
	c.open(phone, "about.html")
	c.open(phone, "map.html#_b-"+id)
	c.holds("the address of a base does not show its card", `m.card() === document.querySelector('[data-base="`+id+`"] a').textContent`)
	c.open(phone, "about.html")
	c.open(phone, "map.html#free=true")
	c.holds("the address of a filter does not filter", `document.querySelector('[data-by="free"]').checked && m.listed().length < document.querySelectorAll("[data-base]").length`)
	hidden := ask[string](c, `[...document.querySelectorAll("[data-base][data-lon]")].find(li => li.hidden).dataset.base`)
	ask[string](c, `location.hash = "#_b-`+hidden+`", new Promise(done => setTimeout(() => done(""), 50))`)
	c.holds("the address of a base that a filter hides does not show it", `m.card() === document.querySelector('[data-base="`+hidden+`"] a').textContent &&
		m.listed().includes("`+hidden+`") && !document.querySelector('[data-by="free"]').checked && m.drawn() > 0`)
	for _, nonsense := range []string{"county=%E0%A4%A", "county=nowhere", "=", "&&=&county", "nothing=1", "constructor=1", "_b-nowhere", "_b-%E0%A4%A", "rank=%"} {
		c.open(phone, "about.html")
		c.open(phone, "map.html#"+nonsense)
		c.holds("#"+nonsense+" hides bases", `m.listed().length === document.querySelectorAll("[data-base]").length && m.drawn() === m.listed().length`)
		c.holds("#"+nonsense+" stops the map", `(() => { document.querySelector('[data-do="in"]').click(); return m.zoomed(); })()`)
	}
}

// near: distances are told after a touch only. The place is the first base's own.
func (c *mapCheck) near() {
	c.open(phone, "about.html")
	c.open(phone, "map.html")
	c.holds("distances are told before anybody asked", `document.querySelectorAll("[data-away]:not([hidden])").length === 0`)
	if !ask[bool](c, `isSecureContext`) {
		c.holds("near me is offered where the browser does not allow it", `document.querySelector('[data-do="near"]').hidden`)
		return
	}
	c.holds("a place that is refused moves the map, or nothing is said", `(() => {
		navigator.geolocation.getCurrentPosition = (good, bad) => bad();
		const at = m.svg().getBoundingClientRect().top;
		document.querySelector('[data-do="near"]').click();
		return m.svg().getBoundingClientRect().top === at && document.querySelector("[data-says]").textContent.includes("没有得到");
	})()`)
	c.holds("near me is not offered", `!document.querySelector('[data-do="near"]').hidden`)
	ask[string](c, `m.here = document.querySelectorAll("[data-base]")[3].dataset,
		navigator.geolocation.getCurrentPosition = good => good({coords: {longitude: +m.here.lon, latitude: +m.here.lat}}),
		document.querySelector('[data-do="near"]').click(), ""`)
	c.holds("the nearest is not first in the list, or nearer than its place is known", `/^同在(县城|乡镇或街道)一带$/.test(document.querySelector("[data-base] [data-away]").textContent)`)
	c.holds("a place is told as no way off", `!document.querySelector("[data-list]").textContent.includes("约0")`)
	c.holds("distances are not told in kilometres", `[...document.querySelectorAll("[data-away]")].some(e => /^直线约\d+公里$/.test(e.textContent))`)
	c.holds("not every base has a distance", `document.querySelectorAll("[data-base] [data-away]:not([hidden])").length === m.listed().length`)
}

// largeType: with text 40 % larger the words of maps grow where there is room, and none lies on another.
func (c *mapCheck) largeType() {
	for _, page := range []string{"index.html", "map.html"} {
		c.open(phone, page)
		const words = `(() => {
			const svg = [...document.querySelectorAll(".map__drawing")].find(s => s.getClientRects().length), seen = [...svg.querySelectorAll("text")].filter(t => t.getClientRects().length && t.textContent && t.getBoundingClientRect().width);
			return seen.map(t => { const s = parseFloat(getComputedStyle(t).fontSize), r = t.getBoundingClientRect(), line = t.closest(".map__county") || t.matches(".spot__name");
				return { text: t.textContent, line: !!line, size: s, box: [r.left + s * .1, r.top + r.height * .18, r.right - s * .1, r.bottom - r.height * .06], of: t.closest(".map__county, .spot") }; });
		})()`
		ask[string](c, `m.before = `+words+`, `+enlarge+`, new Promise(done => setTimeout(() => done(""), 30))`)
		c.holds(page+": words of the map do not grow", `(() => {
			m.after = `+words+`.filter(w => w.line);
			const was = m.before.filter(w => w.line), grown = m.after.filter(w => { const b = was.find(b => b.text === w.text); return b && w.size > b.size * 1.39; });
			return was.length > 5 && m.after.length >= was.length && grown.length >= m.after.length * .7;
		})()`)
		if over := ask[[]string](c, `m.after.flatMap((a, i) => m.after.slice(0, i).filter(b => a.of !== b.of && a.box[0] < b.box[2] && b.box[0] < a.box[2] && a.box[1] < b.box[3] && b.box[1] < a.box[3]).map(b => a.text + " lies on " + b.text))`); len(over) > 0 {
			c.fault("%s with text 40 %% larger: %v", page, over)
		}
		if page != "map.html" {
			continue
		}
		c.holds("with larger text a sign lies on a county's name", `!m.svg().querySelector(".map__county[display=none]") && [...m.svg().querySelectorAll("[data-id] > g, .crowd circle")].every(s => { const r = s.getBoundingClientRect();
			return m.after.every(a => !(a.box[0] + 1 < r.right && r.left + 1 < a.box[2] && a.box[1] + 1 < r.bottom && r.top + 1 < a.box[3])); })`)
	}
}

// withoutScript: the same map stands still, the list says everything, no control is dead.
func (c *mapCheck) withoutScript() {
	set := func(off bool) {
		if _, err := chromedp.Call(c.tb.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			c.fault("%v", err)
		}
	}
	set(true)
	defer set(false)
	c.do(chromedp.Navigate(c.root+"about.html"), chromedp.Navigate(c.root+"map.html"))
	// Our own questions are answered all the same, but no timer runs.
	got, err := chromedp.Run(c.tb.ctx, chromedp.Evaluate[string](mapTalk+`
		m.drawn() !== m.listed().length || !m.drawn() ? "the map is empty" :
		[...document.querySelectorAll("main button, main select, main input")].some(el => el.getClientRects().length) ? "there are controls that do nothing" :
		[...document.querySelectorAll("[data-base]")].some(li => !li.querySelector("a").href) ? "a base has no link" : ""`))
	if err != nil || got != "" {
		c.fault("without a script %s %v", got, err)
	}
}

// mapAnswers checks the map of the tree, and that the checks see a map that does not answer.
func mapAnswers(t *testing.T, b *browser, tr *tree) {
	for name, serve := range origins {
		t.Run(name, func(t *testing.T) { report(t, mapFaults(b, tr, serve(t, tr))) })
	}
	dumb := *tr
	dumb.files = maps.Clone(tr.files)
	dumb.files["assets/map.js"] = []byte("")
	mustSee(t, mapFaults(b, &dumb, onDisk(t, &dumb)), "+ does not zoom", "a filter changes nothing", "Enter on", "#county=%E0%A4%A stops the map", "two fingers do not zoom", "a tap on a symbol shows no card")
}
