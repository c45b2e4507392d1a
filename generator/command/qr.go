package command

import (
	"strings"

	"kepu/generator/qrcode"
)

// quiet is the width of the light rim, in modules: on a screen two do, and a terminal has few lines.
const quiet = 2

// qrCode draws text as a QR code for a terminal: two rows of modules in each line,
// black on white whatever the terminal's colours are. It is "" for a text that no
// code can hold.
func qrCode(text string) string {
	code := qrcode.Encode(text, qrcode.Low)
	if code == nil {
		return ""
	}
	var b strings.Builder
	for y := -quiet; y < code.Size+quiet; y += 2 {
		b.WriteString("    \x1b[30;107m")
		for x := -quiet; x < code.Size+quiet; x++ {
			b.WriteString(halves[code.Dark(x, y)][code.Dark(x, y+1)])
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String()
}

// halves are the characters for an upper and a lower module, by whether each is black.
var halves = map[bool]map[bool]string{
	true:  {true: "█", false: "▀"},
	false: {true: "▄", false: " "},
}
