package geo

import (
	"bytes"
	"reflect"
	"testing"
)

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	b := city(t)
	b.ReviewNumber, b.Note = "示例S(2026)001号", "引号\"和斜杠\\<"
	data := b.JSON()
	again, faults := ReadBoundaries(data)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if again.ReviewNumber != b.ReviewNumber || again.Note != b.Note || again.Schematic != b.Schematic || len(again.Counties) != len(b.Counties) {
		t.Errorf("%q %q %v, %d counties", again.ReviewNumber, again.Note, again.Schematic, len(again.Counties))
	}
	if !bytes.Equal(again.JSON(), data) {
		t.Error("written again it has other bytes")
	}
	if !reflect.DeepEqual(again.Neighbours(), b.Neighbours()) {
		t.Error("common borders are no longer common")
	}
}

func TestAProjectionAsNumbersPutsPointsInTheSamePlace(t *testing.T) {
	p := NewProjection(city(t).Bounds(), 760, 15)
	a := p.Affine()
	for _, at := range []Point{{114.02, 32.98}, {113.09, 33.5}, {115.2, 32.3}} {
		x, y := p.XY(at)
		if gx, gy := Round((at.Lon-a.West)*a.Across+a.Padding, 1), Round((a.North-at.Lat)*a.Down+a.Padding, 1); gx != x || gy != y {
			t.Errorf("%v: %v, %v, want %v, %v", at, gx, gy, x, y)
		}
	}
}
