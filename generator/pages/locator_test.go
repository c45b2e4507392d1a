package pages

import (
	"reflect"
	"testing"

	"kepu/generator/catalog"
)

// The map of a base is put together from what its county's bases share. It must be the
// drawing that the base alone would get.
func TestLocatorIsWhatADrawingOfItsOwnWouldBe(t *testing.T) {
	m := mapped(t, 900)
	moved := 0
	for _, b := range m.c.Bases {
		p := baseAddress(b)
		got, ok := m.locatorWith(p, b)
		if !ok {
			continue
		}
		o := locatorMap
		o.Only = b.County.Code
		want := m.draw(p, []*catalog.Base{b}, o)
		unlink(&want.MapDrawing)
		if !reflect.DeepEqual(got.MapDrawing, want.MapDrawing) || !reflect.DeepEqual(got.outlines, want.outlines) {
			t.Fatalf("%s:\n%+v\nwant\n%+v", b.Name, got.MapDrawing, want.MapDrawing)
		}
		for i, a := range got.Areas {
			if shared := m.maps().locators[b.County.Code].Areas[i]; !reflect.DeepEqual(a, shared) {
				moved++
			}
		}
	}
	if moved < 50 {
		t.Errorf("only %d names had to make room: the test shows little", moved)
	}
}
