package command

import (
	"strings"

	"rsc.io/qr"
)

// quiet is the width of the light rim, in modules, that readers need around a
// QR code (ISO/IEC 18004 asks for four; two do on a screen).
const quiet = 2

// qrCode draws text as a QR code for a terminal: two rows of modules in each line,
// black on white whatever the terminal's colours are. It is "" for a text that no
// code can hold.
func qrCode(text string) string {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for y := -quiet; y < code.Size+quiet; y += 2 {
		b.WriteString("    \x1b[30;107m")
		for x := -quiet; x < code.Size+quiet; x++ {
			b.WriteString(halves[code.Black(x, y)][code.Black(x, y+1)])
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
