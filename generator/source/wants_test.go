package source

import (
	"slices"
	"testing"
)

// TestEveryKeySaysWhatStandsAfterIt, so that no advice fits another kind of value.
func TestEveryKeySaysWhatStandsAfterIt(t *testing.T) {
	tables := map[string]bool{"photo": true}
	for table, keys := range tablesOfKeys() {
		for _, k := range keys {
			if _, known := wants[k]; !known && !tables[k] && !slices.Contains(lists, k) && k != "organiser" && k != "registration" && k != "map" {
				t.Errorf("%s: add the key %s to wants.go", table, k)
			}
		}
	}
}
