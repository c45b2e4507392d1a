package theme

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/colour"
	"kepu/generator/diag"
)

// The two tiers of colours in assets/style.css, as README.md in themes/default has them: shades
// with names, and what a shade is for, in light and in dark.
var (
	shadeEntry  = regexp.MustCompile(`(--[a-z]+-[0-9]+):\s*(#[0-9a-fA-F]{6})\b`)
	hexColour   = regexp.MustCompile(`#[0-9a-fA-F]{6}`)
	intentEntry = regexp.MustCompile(`--color-([a-z-]+):\s*light-dark\(var\((--[a-z]+-[0-9]+)\),\s*var\((--[a-z]+-[0-9]+)\)\)`)
)

// families are the shades that go by each of the colours a city chooses, and those that stay.
var families = map[string][]string{"main": {"teal", "pine"}, "accent": {"cinnabar"}, "": {"paper", "ink", "night", "chalk"}}

// contrasts are those that WCAG 2.1 asks: 7 to 1 for what is read at length, 4.5 for other
// words, 3 for what is only seen; in light and in dark.
var contrasts = []struct {
	least       float64
	on, colours []string
}{
	{7, []string{"page", "raised", "sunk"}, []string{"text", "soft"}},
	{7, []string{"accent-tint"}, []string{"text"}},
	{7, []string{"page", "raised"}, []string{"main"}},
	{4.5, []string{"page", "raised", "sunk"}, []string{"faint", "accent"}},
	{4.5, []string{"main-tint"}, []string{"main", "faint", "text"}},
	{4.5, []string{"accent-tint"}, []string{"accent"}},
	{4.5, []string{"main"}, []string{"on-main"}},
	{2.2, []string{"page"}, []string{"edge"}}, // rules that part what space parts already
	// charts and maps
	{3, []string{"page"}, []string{"bar"}},
	{1.5, []string{"bar"}, []string{"main"}},
	{4.5, []string{"shade-light", "shade-mid"}, []string{"text"}},
	{4.5, []string{"shade-deep"}, []string{"on-main"}},
}

// palette is the colours of a style sheet.
type palette struct {
	shades map[string]string    // by name, --teal-7: "#17494e"
	modes  [2]map[string]string // their names by what they are for, in light and in dark
}

func paletteOf(css string) palette {
	p := palette{map[string]string{}, [2]map[string]string{{}, {}}}
	for _, m := range shadeEntry.FindAllStringSubmatch(css, -1) {
		p.shades[m[1]] = m[2]
	}
	for _, m := range intentEntry.FindAllStringSubmatch(css, -1) {
		for i := range p.modes {
			p.modes[i][m[1]] = m[2+i]
		}
	}
	return p
}

// Pair is a colour on another from which it is told less well than it must be.
type Pair struct {
	Dark       bool // on a dark page
	Colour, On diag.Text
	Has, Least float64
}

// of reports whether the shade of that name goes by the colour key.
func of(key, shade string) bool {
	family, _, _ := strings.Cut(strings.TrimPrefix(shade, "--"), "-")
	return slices.Contains(families[key], family)
}

// pale returns the pairs that have too little contrast, of those with a shade that goes by key.
func (p palette) pale(key string) []Pair {
	var found []Pair
	for i, mode := range p.modes {
		for _, c := range contrasts {
			for _, on := range c.on {
				for _, name := range c.colours {
					fore, errFore := colour.Parse(p.shades[mode[name]])
					back, errBack := colour.Parse(p.shades[mode[on]])
					if !of(key, mode[name]) && !of(key, mode[on]) || errFore != nil || errBack != nil {
						continue
					}
					if has := colour.Contrast(fore, back); has < c.least {
						found = append(found, Pair{i == 1, uses[name], uses[on], has, c.least})
					}
				}
			}
		}
	}
	return found
}

// Recolour returns what each shade in the text of assets/style.css that goes by the colour key,
// main or accent, becomes when that colour is given: there are none when the style sheet is not
// drawn for it. The pairs are those that then have too little contrast.
func Recolour(css, key, given string) (shades map[string]string, pale []Pair) {
	p := paletteOf(css)
	city, err := colour.Parse(given)
	base, none := colour.Parse(p.shades[p.modes[0][key]])
	if err != nil || none != nil {
		return nil, nil
	}
	shades = map[string]string{}
	for name, hex := range p.shades {
		if shade, err := colour.Parse(hex); err == nil && of(key, name) {
			shades[shade.String()] = colour.Shade(city, base, shade).String()
		}
	}
	return shades, paletteOf(Replace(css, shades)).pale(key)
}

// Replace puts what Recolour returns in the place of the shades in a text, in letters of any case.
func Replace(text string, shades map[string]string) string {
	return hexColour.ReplaceAllStringFunc(text, func(hex string) string {
		return cmp.Or(shades[strings.ToLower(hex)], hex)
	})
}

// uses are the words of what a colour is for.
var uses = map[string]diag.Text{
	"page": diag.T("网页底色", "the page"), "raised": diag.T("卡片底色", "cards"), "sunk": diag.T("深一层的底色", "sunk parts"),
	"text": diag.T("正文", "text"), "soft": diag.T("次要文字", "soft text"), "faint": diag.T("淡色文字", "faint text"),
	"main": diag.T("主色", "main"), "main-tint": diag.T("主色的浅底", "the tint of main"), "on-main": diag.T("主色上的文字", "words on main"),
	"accent": diag.T("强调色", "accent"), "accent-tint": diag.T("强调色的浅底", "the tint of accent"), "edge": diag.T("边线", "edges"),
	"bar": diag.T("图上的淡色条", "quiet bars"), "shade-light": diag.T("地图上的浅色", "the light shade of maps"),
	"shade-mid": diag.T("地图上的中间色", "the middle shade of maps"), "shade-deep": diag.T("地图上的深色", "the deep shade of maps"),
}
