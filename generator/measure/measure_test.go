package measure_test

import (
	"strings"
	"testing"

	"kepu/generator/measure"
)

func TestEveryMeasureSaysWhatItIs(t *testing.T) {
	names := map[string]bool{}
	for _, m := range measure.Fixed {
		if m.Name() == "" || m.Unit() == "" || !strings.HasSuffix(m.Definition(), "。") || strings.Count(m.Definition(), "。") != 1 {
			t.Errorf("%s: %q, %q, %q", m.Key(), m.Name(), m.Unit(), m.Definition())
		}
		if names[m.Name()] {
			t.Errorf("two measures are called %s", m.Name())
		}
		names[m.Name()] = true
		if back, ok := measure.Fixed.Named(m.Key()); !ok || back != m {
			t.Errorf("Named(%q) = %v, %v", m.Key(), back, ok)
		}
	}
}
