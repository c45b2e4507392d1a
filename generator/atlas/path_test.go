package atlas

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kepu/generator/geo"
)

var pathPart = regexp.MustCompile(`[Mlz]|-?(?:[0-9]+(?:\.[0-9])?|\.[0-9])`)

// walk follows an outline and returns the absolute path that geo writes for the same.
func walk(t *testing.T, d string) string {
	t.Helper()
	var out strings.Builder
	x, y, at := 0, 0, 0
	var numbers []int
	flush := func() {
		for i := 0; i+1 < len(numbers); i += 2 {
			letter := "L"
			if at == 'M' {
				x, y, letter = 0, 0, "M"
			}
			x, y = x+numbers[i], y+numbers[i+1]
			fmt.Fprintf(&out, "%s%s %s", letter, tenth(x), tenth(y))
		}
		numbers = nil
	}
	for _, part := range pathPart.FindAllString(d, -1) {
		if part == "M" || part == "l" || part == "z" {
			flush()
			at = int(part[0])
			if part == "z" {
				out.WriteString("Z")
			}
			continue
		}
		f, err := strconv.ParseFloat(part, 64)
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, tenths(f))
	}
	flush()
	if rest := strings.TrimSpace(pathPart.ReplaceAllString(d, "")); rest != "" {
		t.Fatalf("what is %q?", rest)
	}
	return out.String()
}

func tenth(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }

func TestAnOutlineLeadsThroughItsPoints(t *testing.T) {
	b, _ := city(t)
	p := geo.NewProjection(b.Bounds(), 760, 15)
	short, long := 0, 0
	for _, c := range b.Counties {
		want, got := p.Path(c.Polygons), outline(p, c.Polygons)
		if walk(t, got) != want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.Name, walk(t, got), want)
		}
		short, long = short+len(got), long+len(want)
	}
	if short*10 > long*8 {
		t.Errorf("%d bytes against %d: steps are no shorter", short, long)
	}
}

// A ring at the very edge of the map would hang over it: it stays a number.
func TestARingStaysOnTheDrawing(t *testing.T) {
	b, areas := city(t)
	box := b.Bounds()
	for _, at := range []geo.Point{{Lon: box.West, Lat: box.South}, {Lon: box.East, Lat: box.North}, {Lon: box.West, Lat: box.North}, box.Centre()} {
		var list []Place
		for i := range 8 {
			list = append(list, Place{ID: fmt.Sprint(i), At: at})
		}
		d := Draw(b, areas, list, sizes[0])
		if opened := d.Groups[0].Spots != nil; opened != (at == box.Centre()) {
			t.Errorf("eight at %v: opened %v", at, opened)
		}
	}
}
