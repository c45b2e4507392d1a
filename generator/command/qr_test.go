package command

import (
	"strings"
	"testing"

	"kepu/generator/qrcode"
)

// TestTerminalCodeHasTheModulesOfTheCode reads the drawing back, rim included.
func TestTerminalCodeHasTheModulesOfTheCode(t *testing.T) {
	const address = "http://192.168.1.20:8080/abcdefghijklmnopqrstuvwxyz/"
	want := qrcode.Encode(address, qrcode.Low)
	lines := strings.Split(strings.TrimSuffix(qrCode(address), "\n"), "\n")
	if got, rows := len(lines), (want.Size+2*quiet+1)/2; got != rows {
		t.Fatalf("%d lines, want %d", got, rows)
	}
	for i, line := range lines {
		line = strings.TrimSuffix(strings.TrimPrefix(line, "    \x1b[30;107m"), "\x1b[0m")
		modules := []rune(line)
		if len(modules) != want.Size+2*quiet {
			t.Fatalf("line %d is %d modules wide, want %d", i+1, len(modules), want.Size+2*quiet)
		}
		for j, r := range modules {
			x, y := j-quiet, 2*i-quiet
			upper, lower := r == '█' || r == '▀', r == '█' || r == '▄'
			if upper != want.Dark(x, y) || lower != want.Dark(x, y+1) {
				t.Errorf("module %d,%d is drawn as %q", x, y, r)
			}
		}
	}
}

func TestTextTooLongForACodeIsLeftOut(t *testing.T) {
	if got := qrCode(strings.Repeat("x", 4000)); got != "" {
		t.Errorf("a code was drawn: %d bytes", len(got))
	}
}
