package acceptance

import (
	"fmt"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kepu/generator/pages"
)

// The oldest browsers that the theme is made for (its README says so): Chromium 80, in X5, WPS
// and 360, and Safari 14. What they do not know they leave out: a declaration, a whole rule
// with all its selectors, a whole script. The style sheets may use it where nothing is lost
// but looks; each such thing is listed here with what becomes of it.

// knownProperties are the properties in use that both browsers know. overflow-anchor holds back what Chromium alone does, and knows since its 56.
var knownProperties = wordSet(`float 
	align-content align-items align-self background background-color block-size border border-block-end border-block-start border-block-start-style border-collapse
	border-color border-inline-end border-inline-start border-radius border-spacing bottom box-shadow box-sizing break-after break-before break-inside clip-path color columns column-gap content cursor display
	fill fill-opacity fill-rule filter flex flex-direction flex-wrap font font-family font-size font-style font-variant-numeric font-weight gap grid-area grid-column grid-template
	grid-template-columns inline-size justify-content left letter-spacing line-break line-height list-style list-style-position margin margin-block-end margin-block-start
	margin-inline-end margin-inline-start max-block-size max-inline-size min-block-size min-inline-size object-fit opacity order orphans outline outline-offset overflow overflow-anchor
	overflow-wrap overflow-x overflow-y padding padding-block-end padding-block-start padding-inline-end padding-inline-start paint-order pointer-events position right size
	stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-width text-align text-anchor text-decoration text-decoration-color text-indent top touch-action transform
	vector-effect vertical-align white-space widows word-break z-index
	-webkit-box-orient -webkit-line-clamp -webkit-print-color-adjust -webkit-text-emphasis -webkit-text-emphasis-position -webkit-user-select`)

// spared are properties that one of the two does not know, with what becomes of the page.
var spared = map[string]string{
	"accent-color":               "a box to tick has the browser's colour",
	"color-scheme":               "asked for together with light-dark()",
	"container-type":             "a chart shows its short words",
	"content-visibility":         "asked for of ::details-content",
	"page":                       "a report is printed with the margins of other pages",
	"print-color-adjust":         "stands after -webkit-print-color-adjust",
	"scroll-behavior":            "the page jumps",
	"scroll-margin-block-start":  "a head stands at the very edge after a jump",
	"scroll-padding-block-start": "a head stands at the very edge after a jump",
	"text-autospace":             "no room between Chinese and figures",
	"text-decoration-thickness":  "a thicker line under links",
	"text-emphasis":              "stands after -webkit-text-emphasis",
	"text-emphasis-position":     "stands after -webkit-text-emphasis-position",
	"text-spacing-trim":          "punctuation is as wide as it was",
	"text-underline-offset":      "a line close under links",
	"text-wrap":                  "heads break where they are full",
	"transform-box":              "asked for in @container: a dot is as large as on a telephone",
	"transform-origin":           "as transform-box",
	"user-select":                "stands after -webkit-user-select",
}

var (
	knownPseudos    = wordSet(":root :checked :not :first-child :last-child :nth-child :hover :focus :target ::before ::after ::placeholder :left")
	sparedPseudos   = wordSet(":has :focus-visible ::details-content") // in rules of their own
	knownFunctions  = wordSet("attr calc counter hue-rotate inset invert linear-gradient max min minmax repeat rgb scale translateY var")
	knownUnits      = wordSet("% deg em fr mm pt px rem vh")
	sparedAtRules   = wordSet("@container @bottom-left @bottom-right") // charts keep their short words, reports are printed without numbers of pages
	knownMedia      = regexp.MustCompile(`^@media (print|screen|screen and \(max-width: \d+em\)|screen and \(prefers-color-scheme: dark\)|\((min|max)-width: \d+em\)|\(prefers-reduced-motion: no-preference\))$`)
	newKeywords     = map[string]string{"align-items: end": "flex-end", "overflow: clip": "hidden", "justify-content: end": "flex-end"}
	supportsInFloor = map[string]bool{ // as Chromium 80 answers
		"@supports (color: light-dark(black, white))": false,
		"@supports not (inset: 0)":                    true,
		"@supports not (overflow-wrap: anywhere)":     false,
	}
)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// block is a rule of a style sheet: declarations, or rules in braces.
type block struct {
	head  string
	decls []string
	inner []block
}

// parseCSS reads rules; it knows as much of CSS as the theme uses.
func parseCSS(css string) []block {
	css = cssComment.ReplaceAllString(css, "")
	var read func() ([]block, []string)
	read = func() (inner []block, decls []string) {
		for {
			at := strings.IndexAny(css, "{};")
			if at < 0 {
				return inner, decls
			}
			text, end := strings.Join(strings.Fields(css[:at]), " "), css[at]
			text = spread(text, end == '{')
			css = css[at+1:]
			switch end {
			case '{':
				b := block{head: text}
				b.inner, b.decls = read()
				inner = append(inner, b)
			default:
				if text != "" {
					decls = append(decls, text)
				}
				if end == '}' {
					return inner, decls
				}
			}
		}
	}
	inner, _ := read()
	return inner
}

// spread puts the spaces back that a short style sheet leaves out, where the lists above have them: in the conditions
// of rules, and between a property and its value.
func spread(text string, head bool) string {
	at := atRule.FindString(text)
	switch property, value, _ := strings.Cut(text, ":"); {
	case !head && value != "":
		return property + ": " + strings.TrimSpace(value)
	case at != "":
		tight := strings.NewReplacer(": ", ":", ", ", ",", " (", "(").Replace(text[len(at):])
		return at + strings.NewReplacer("light-dark(", "light-dark(", "(", " (", ":", ": ", ",", ", ").Replace(tight)
	}
	return text
}

var (
	atRule   = regexp.MustCompile(`^@(media|supports|container)\b`)
	pseudo   = regexp.MustCompile(`::?[a-z][a-z-]*`)
	function = regexp.MustCompile(`([a-zA-Z][a-zA-Z-]*)\(`)
	unit     = regexp.MustCompile(`(?:^|[ (,/-])(?:\d+\.?\d*|\.\d+)([a-z]+|%)`)
)

// lower leaves of a style sheet what Chromium 80 knows, and returns what it leaves out that
// nobody has thought of.
func lower(name, css string) (string, []string) {
	var out strings.Builder
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, name+": "+fmt.Sprintf(format, args...)) }
	var write func(b block)
	write = func(b block) {
		keep := true
		switch at, _, _ := strings.Cut(b.head, " "); {
		case at == "@supports":
			yes, asked := supportsInFloor[b.head]
			if !asked {
				fault("%s: what would the oldest browsers answer?", b.head)
			}
			for _, i := range b.inner {
				if yes {
					write(i)
				}
			}
			return
		case sparedAtRules[at]:
			return
		case at == "@media":
			if keep = knownMedia.MatchString(b.head); !keep {
				fault("%s", b.head)
			}
		case at == "@page" || !strings.HasPrefix(at, "@"):
			some := 0
			for selector := range strings.SplitSeq(b.head, ",") {
				lost := false
				for _, p := range pseudo.FindAllString(selector, -1) {
					if !knownPseudos[p] && !sparedPseudos[p] {
						fault("%s { … }: %s", b.head, p)
					}
					lost = lost || !knownPseudos[p]
				}
				if lost {
					some++
				}
			}
			if keep = some == 0; some > 0 && some != strings.Count(b.head, ",")+1 {
				fault("%s { … }: one selector takes the others with it", b.head)
			}
		default:
			fault("%s", b.head)
		}
		if !keep {
			return
		}
		out.WriteString(b.head + " {\n")
		flex := slices.ContainsFunc(b.decls, func(d string) bool { return d == "display: flex" || d == "display: inline-flex" })
		for _, d := range b.decls {
			property, value, _ := strings.Cut(d, ": ")
			if instead, ok := newKeywords[d]; ok {
				fault("%s { %s }: write %s", b.head, d, instead)
			}
			custom := strings.HasPrefix(property, "--")
			if !custom && !knownProperties[property] {
				if spared[property] == "" {
					fault("%s { %s }", b.head, d)
				}
				continue
			}
			for _, f := range function.FindAllStringSubmatch(value, -1) {
				if !knownFunctions[f[1]] {
					fault("%s { %s }: %s()", b.head, d, f[1])
				}
			}
			for _, u := range unit.FindAllStringSubmatch(value, -1) {
				if !knownUnits[u[1]] {
					fault("%s { %s }: %s", b.head, d, u[1])
				}
			}
			if flex && strings.HasSuffix(property, "gap") {
				continue
			}
			out.WriteString(d + ";\n")
		}
		for _, i := range b.inner {
			write(i)
		}
		out.WriteString("}\n")
	}
	for _, b := range parseCSS(css) {
		write(b)
	}
	return out.String(), faults
}

// newer are the words of scripts that one of the two browsers does not know, or that end the
// script in one a little older.
var newer = regexp.MustCompile(`\?\?|\?\.[a-zA-Z_[(]|\|\|=|&&=|\(\?<[=!]|\bstatic \{|^\s*#[a-z]|\bimport\(` +
	`|\.(replaceChildren|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|checkVisibility|showPopover|requestSubmit|flatMap\.)\(|\.at\(-` +
	`|\b(structuredClone|Object\.hasOwn|Object\.groupBy|Promise\.any|Promise\.withResolvers|URL\.canParse|AbortSignal\.timeout|Intl\.Segmenter|crypto\.randomUUID)\b` +
	`|(querySelector|querySelectorAll|closest|matches)\([^)]*:(is|has|where|focus-visible)\b`)

var scriptComment = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)\s//.*$`)

func newerWords(name, script string) (faults []string) {
	for line := range strings.Lines(scriptComment.ReplaceAllString(script, "")) {
		if w := newer.FindString(line); w != "" {
			faults = append(faults, fmt.Sprintf("%s: %s in %s", name, w, strings.TrimSpace(line)))
		}
	}
	return faults
}

// inOldBrowsers returns the tree as Chromium 80 would take it, and what is in it that such a
// browser does not know and nobody has thought of.
func inOldBrowsers(tr *tree) (*tree, []string) {
	old := &tree{files: maps.Clone(tr.files), pages: tr.pages, ids: tr.ids, refs: tr.refs}
	var faults []string
	for name, data := range tr.files {
		switch path.Ext(name) {
		case ".css":
			css, found := lower(name, string(data))
			old.files[name] = []byte(css)
			faults = append(faults, found...)
		case ".js":
			if path.Dir(name) == "assets" {
				faults = append(faults, newerWords(name, string(data))...)
			}
		}
	}
	slices.Sort(faults)
	// page.js runs before all other scripts.
	old.files["assets/page.js"] = append([]byte(`for (const [of, names] of [[Element.prototype, ["replaceChildren"]], [DocumentFragment.prototype, ["replaceChildren"]],
		[Array.prototype, ["at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"]], [String.prototype, ["at", "replaceAll", "isWellFormed"]],
		[Object, ["hasOwn", "groupBy"]], [Promise, ["any", "withResolvers"]], [window, ["structuredClone"]], [URL, ["canParse"]]]) for (const name of names) delete of[name];
`), old.files["assets/page.js"]...)
	return old, faults
}

func TestOldBrowsersLoseOnlyLooks(t *testing.T) {
	_, faults := inOldBrowsers(realTree(t))
	report(t, faults)
	_, faults = inOldBrowsers(&tree{files: map[string][]byte{
		"assets/a.css": []byte(`a:is(b) { color: red }
			.a, .b:has(c) { color: red }
			.c { inset: 0; margin-block: 1rem; color: oklch(1 1 1); inline-size: 1cqi; align-items: end }
			@layer x { a { color: red } }
			@media (width > 3em) { a { color: red } }
			@supports (gap: 1px) { a { color: red } }`),
		"assets/a.js": []byte("const a = b ?? c;\nx = y?.z;\nel.replaceChildren();\nq = el.querySelector(\"a:is(b)\"); // ??\n"),
	}})
	mustSee(t, faults, ":is", "takes the others", "{ inset: 0 }", "{ margin-block: 1rem }", "oklch()", "cqi", "write flex-end", "@layer", "width > 3em", "what would", "?? in", "?.z in", ".replaceChildren( in", "querySelector(\"a:is in")
	if len(faults) != 14 {
		t.Errorf("%d faults:\n%s", len(faults), strings.Join(faults, "\n"))
	}
}

// together is asked of a page without gap in flexible boxes: words that touch, and what is
// hidden and seen.
const together = `(() => {
	const out = [], box = n => { const r = document.createRange(); r.selectNodeContents(n); return [...r.getClientRects()].filter(r => r.width > 0); };
	const seen = n => (n.nodeType === 3 ? n.data.trim() : n.checkVisibility()) && box(n).length;
	for (const el of document.querySelectorAll("main *, header *, footer *")) {
		if (el.hidden && !el.matches(".nav__buttons") && el.getClientRects().length) out.push("is seen, and hidden: " + el.className);
		const display = getComputedStyle(el).display;
		if (display !== "flex" && display !== "inline-flex" || !el.getClientRects().length) continue;
		el.style.gap = "0";
		const list = [...el.childNodes].filter(seen);
		for (let i = 0; i + 1 < list.length; i++) {
			const a = box(list[i]).pop(), b = box(list[i + 1])[0];
			if (list[i].nodeType === 1 && !list[i].textContent.trim() || !list[i + 1].textContent.trim()) continue;
			const line = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
			if (line > 4 && b.left - a.right < 3 && b.left >= a.left) out.push("run together: " + el.className + ": " + list[i].textContent.trim().slice(-8) + "|" + list[i + 1].textContent.trim().slice(0, 8));
		}
	}
	if (document.documentElement.scrollWidth > innerWidth) out.push("scrolls sideways: " + document.documentElement.scrollWidth);
	return [...new Set(out)].join("\n");
})()`

func oldFaults(b *browser, tr *tree, root string, list []string) []string {
	var faults []string
	for _, width := range []int64{phone, desktop} {
		faults = append(faults, b.each(list, func(tb *tab, page string) ([]string, error) {
			if err := tb.screen(width, "light"); err != nil {
				return nil, err
			}
			_, noticed, err := tb.visit(root + page)
			if err != nil {
				return nil, err
			}
			found, err := evaluate[string](tb, together)
			for line := range strings.Lines(found) {
				noticed = append(noticed, strings.TrimSpace(line))
			}
			for i := range noticed {
				noticed[i] = fmt.Sprintf("%s at %d px: %s", page, width, noticed[i])
			}
			return noticed, err
		})...)
	}
	return faults
}

// TestOldBrowsersInABrowser uses the site with what such a browser knows.
func TestOldBrowsersInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to use the site in Chromium; .ci/run does")
	}
	o := makeOffline(t, pages.Options{Offline: true})
	b := startBrowser(t)
	old, _ := inOldBrowsers(o.tree)
	root := origins["folder"](t, old)
	list := []string{"index.html", "bases/index.html", "bases/kaifang.html", "counties/queshan.html", "map.html", "activities/index.html", "activities/2025.html",
		"statistics/index.html", "statistics/2025.html", "reports/bases-work-summary.html", "search.html", "offline.html"}
	report(t, oldFaults(b, old, root, list))
	bare := &tree{files: maps.Clone(old.files), pages: old.pages}
	css := string(o.tree.files["assets/style.css"])
	css, _, _ = strings.Cut(css, "@supports not (inset")
	css, _ = lower("", strings.ReplaceAll(css, "[hidden]:not(.nav__buttons)", ".nothing"))
	bare.files["assets/style.css"] = []byte(css)
	mustSee(t, oldFaults(b, bare, origins["folder"](t, bare), []string{"bases/kaifang.html", "map.html", "activities/index.html"}), "run together: ", "is seen, and hidden")
	real, _ := inOldBrowsers(realTree(t))
	report(t, mapFaults(b, real, onDisk(t, real)))
	tb, closeTab, err := b.open()
	if err != nil {
		t.Fatal(err)
	}
	defer closeTab()
	w := &walk{t, tb, root}
	t.Run("Search", w.with((*walk).search))
	t.Run("Filter", w.with((*walk).filter))
	t.Run("OpenToday", w.with((*walk).openToday))
	t.Run("LaterDays", w.with((*walk).laterDays))
}
