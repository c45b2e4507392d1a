package twin

import (
	"strings"
	"testing"
)

// A text as deep as markdown lets it be is no deeper than what reads its HTML allows.
func TestDeepTexts(t *testing.T) {
	for name, text := range map[string]string{
		"quotes":   strings.Repeat("> ", 60) + "深",
		"lists":    strings.Repeat("- ", 30) + "深",
		"emphasis": strings.Repeat("*a **b ", 400) + "深" + strings.Repeat(" c** d*", 400),
	} {
		d := made(t, Input{Page: page(t, text)})
		if !strings.Contains(told(d), "深") {
			t.Errorf("%s: it is lost: %.200s", name, told(d))
		}
	}
}
