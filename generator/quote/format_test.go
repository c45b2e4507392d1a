package quote

import (
	"os"
	"slices"
	"strings"
	"testing"

	"kepu/generator/figures"
	"kepu/generator/markdown"
	"kepu/generator/measure"
)

// TestFormatNamesTheKeysOfDirectives holds the table of directives in FORMAT.md against
// the keys that are taken, in both directions.
func TestFormatNamesTheKeysOfDirectives(t *testing.T) {
	text, err := os.ReadFile("../FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(text), "| directive | of | keys |\n|---|---|---|\n")
	if !ok {
		t.Fatal("FORMAT.md has no table of directives")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	told := map[string][]string{} // "figure activities" -> its keys
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for _, directive := range strings.Split(cells[0], ",") {
			keys := strings.Fields(cells[2])
			slices.Sort(keys)
			told[strings.TrimSpace(strings.TrimSpace(directive)+" "+strings.TrimSpace(cells[1]))] = keys
		}
	}
	for _, kind := range []struct {
		kind   markdown.Kind
		name   string
		counts map[string]Request
	}{
		{markdown.Figure, "figure", counted},
		{markdown.Chart, "chart", counted},
		{markdown.Table, "table", counted},
		{markdown.Map, "map", map[string]Request{"": {}}},
		{markdown.Bases, "bases", map[string]Request{"": {}}},
		{markdown.Activities, "activities", map[string]Request{"": {}}},
	} {
		for of, request := range kind.counts {
			request.Kind = kind.kind
			r := &reader{Request: request}
			var keys []string
			for _, a := range r.taken() {
				keys = append(keys, a.words()[0])
			}
			slices.Sort(keys)
			name := strings.TrimSpace(kind.name + " " + of)
			if !slices.Equal(keys, told[name]) {
				t.Errorf("%s takes %v, FORMAT.md says %v", name, keys, told[name])
			}
			delete(told, name)
		}
	}
	for name := range told {
		t.Errorf("FORMAT.md tells the keys of %q, which is no directive", name)
	}
}

// counted are the things that a number, a chart or a table may be of.
var counted = map[string]Request{
	"activities":     {Query: figures.Query{Measure: measure.Participants}},
	"designations":   {Query: figures.Query{Measure: measure.InForce}},
	"annual returns": {Query: figures.Query{Measure: measure.Visitors}},
	"bases":          {OfBases: true},
}
