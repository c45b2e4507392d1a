package tomldoc

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// TestRoomHoldsOneDocumentAfterTheOther: what was read into a room before leaves nothing behind.
func TestRoomHoldsOneDocumentAfterTheOther(t *testing.T) {
	texts := append([]string{logOf(300), logOf(2), "[[a]]\nx = 1\n[[a.b]]\ny = [1, [2, 3], 4]\n[[a]]\nx = {z = [{}]}\n"}, oddities...)
	texts = slices.DeleteFunc(texts, func(text string) bool { return strings.Contains(text, "nan") }) // is not equal to itself
	for _, m := range staffMistakes {
		texts = append(texts, m.text)
	}
	var room Room
	for range 2 {
		for _, text := range texts {
			f := diag.NewFile("a.toml", text)
			var alone, shared diag.List
			want := Parse(f, 0, len(text), &alone)
			got := Parse(f, 0, len(text), &shared, Options{Room: &room})
			if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(shared, alone) {
				t.Errorf("%.100q is read otherwise after others", text)
			}
			room.Clear()
			for _, f := range room.fields[:cap(room.fields)] {
				if !reflect.DeepEqual(f, Field{}) {
					t.Fatalf("%.100q stays in memory", text)
				}
			}
		}
	}
}

// TestFewFieldsOfAnEntryLeaveRoomForTheNext: a document takes no more memory than it has fields.
func TestFewFieldsOfAnEntryLeaveRoomForTheNext(t *testing.T) {
	var room Room
	text := logOf(300)
	var ps diag.List
	top := Parse(diag.NewFile("a.toml", text), 0, len(text), &ps, Options{Room: &room})
	n := 0
	for _, f := range top.Fields {
		for _, v := range f.Value.Items {
			n += len(v.Table.Fields)
		}
	}
	if len(room.fields) > n+2*usualFields {
		t.Errorf("%d fields take the room of %d", n, len(room.fields))
	}
}
