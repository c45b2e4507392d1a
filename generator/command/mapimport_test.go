package command

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// TestATangleIsRefused imports a border that crosses itself everywhere: no simplification
// makes it light, and pages must not carry all of it.
func TestATangleIsRefused(t *testing.T) {
	const n = 20_011
	var ring strings.Builder
	for i := range n {
		fmt.Fprintf(&ring, "[%.5f,%.5f],", 114+float64(i*7919%n)/n, 33+float64(i*i%n)/n)
	}
	ring.WriteString("[114,33]")
	in := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"adcode":"410001"},"geometry":{"type":"Polygon","coordinates":[[` + ring.String() + `]]}}]}`
	_, problems := official("a.geojson", []byte(in), options{}, nil)
	var said strings.Builder
	diag.Style{}.Print(&said, problems)
	if !problems.HasErrors() || !strings.Contains(said.String(), "互相缠绕") {
		t.Error(said.String())
	}
}
