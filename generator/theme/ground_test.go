package theme_test

import (
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/view"
)

// The ground is shown as a picture, by programs that read XML and not HTML.
func TestGroundIsADrawingThatStandsAlone(t *testing.T) {
	th := defaultTheme(t)
	for _, p := range grounds() {
		text := render(t, th, p)
		paths, elements := xmlElements(t, text)
		if !strings.HasPrefix(text, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `) {
			t.Errorf("%s begins with %.60q", p.name, text)
		}
		ground, _ := p.view.(view.Ground)
		if want := len(ground.Outlines); p.layout == "ground" && (paths != want || elements != want+2) {
			t.Errorf("%s: %d paths of %d elements, want %d", p.name, paths, elements, want)
		}
		for _, bad := range []string{"<style", "<script", "href", "url(", "style="} {
			if strings.Contains(text, bad) {
				t.Errorf("%s has %s", p.name, bad)
			}
		}
	}
}

// A sheet is shown as a picture too: its colours are shades of the palette, which a city may change, and it leads nowhere.
func TestSheetHasShadesOfThePalette(t *testing.T) {
	shades := map[string]bool{}
	for _, m := range paletteEntry.FindAllStringSubmatch(styleSheet(t), -1) {
		shades["#"+m[2]] = true
	}
	text := render(t, defaultTheme(t), page{"poster-sheet", "poster-sheet", fullSheet()})
	found := regexp.MustCompile(`#[0-9a-f]+`).FindAllString(text, -1)
	if len(found) < 5 {
		t.Errorf("colours: %v", found)
	}
	for _, c := range found {
		if !shades[c] {
			t.Errorf("%s is no shade of style.css", c)
		}
	}
}

func TestHostileWordsStayInTheirPlaceOnASheet(t *testing.T) {
	th := defaultTheme(t)
	_, want := xmlElements(t, render(t, th, page{"poster-sheet", "poster-sheet", fullSheet()}))
	v := reflect.New(reflect.TypeFor[view.PosterSheet]()).Elem()
	v.Set(reflect.ValueOf(fullSheet()))
	poison(v, "")
	text := render(t, th, page{"poster-sheet", "poster-sheet", v.Interface()})
	if _, elements := xmlElements(t, text); elements != want || !strings.Contains(text, "alert(1)") {
		t.Errorf("%d elements, want %d:\n%s", elements, want, text)
	}
}

func TestHostileOutlinesStayInTheirPlace(t *testing.T) {
	v := reflect.New(reflect.TypeFor[view.Ground]()).Elem()
	v.Set(reflect.ValueOf(grounds()[0].view))
	poison(v, "")
	text := render(t, defaultTheme(t), page{"ground", "ground", v.Interface()})
	if paths, elements := xmlElements(t, text); paths != 2 || elements != 4 || !strings.Contains(text, "alert(1)") {
		t.Errorf("%d paths, %d elements:\n%s", paths, elements, text)
	}
}

// xmlElements counts the paths and the elements of an XML text, which must be well formed.
func xmlElements(t *testing.T, text string) (paths, elements int) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return paths, elements
		}
		if err != nil {
			t.Fatalf("no XML: %v\n%s", err, text)
		}
		if e, ok := token.(xml.StartElement); ok {
			elements++
			if e.Name.Local == "path" {
				paths++
			}
		}
	}
}

// The style sheet does not reach into a picture, so the colours stand there a second time.
func TestGroundHasTheColoursOfCounties(t *testing.T) {
	css, text := styleSheet(t), render(t, defaultTheme(t), grounds()[0])
	palette := map[string]string{}
	for _, m := range paletteEntry.FindAllStringSubmatch(css, -1) {
		palette[m[1]] = m[2]
	}
	area := regexp.MustCompile(`\.map__area \{ fill: var\((--color-[a-z]+)\); stroke: var\((--color-[a-z]+)\);`).FindStringSubmatch(css)
	if area == nil {
		t.Fatal("the style sheet does not say how counties look")
	}
	light := map[string]string{}
	for _, m := range intentEntry.FindAllStringSubmatch(css, -1) {
		light[m[1]] = palette[m[2]]
	}
	for attribute, intent := range map[string]string{"fill": area[1], "stroke": area[2]} {
		if want := attribute + `="#` + light[intent] + `"`; !strings.Contains(text, want) {
			t.Errorf("the ground has not %s, which is %s", want, intent)
		}
	}
}
