package pages

import (
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/source"
)

// A name as a head ends its lines between words, and none of it is lost.
func TestNamesAsHeadsAreParted(t *testing.T) {
	county := &catalog.County{}
	county.Name = "虚构县"
	for name, want := range map[string]string{
		"虚构县小河民俗文化博物馆": "虚构县|小河|民俗|文化|博物馆",
		"虚构金顶山旅游景区":    "虚构金顶山|旅游景区",
		"虚构县":          "虚构县",
		"某馆":           "某馆",
	} {
		b := &catalog.Base{Base: &source.Base{Name: name}, County: county}
		if got := strings.Join(nameWords(b), "|"); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		b.County = nil
		if got := strings.Join(nameWords(b), ""); got != name {
			t.Errorf("%s without a county: %s", name, got)
		}
	}
}
