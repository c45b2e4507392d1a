package docx

import (
	"fmt"
	"strconv"
	"strings"

	"kepu/generator/ooxml"
)

// Fonts of signs have pictures where others have letters. Their signs are known by the number in the font.
var signFonts = map[string]map[rune]string{
	"wingdings": {0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆",
		0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩",
		0x8C: "❶", 0x8D: "❷", 0x8E: "❸", 0x8F: "❹", 0x90: "❺", 0x91: "❻", 0x92: "❼", 0x93: "❽", 0x94: "❾", 0x95: "❿",
		0x9E: "·", 0x9F: "●", 0xA1: "○", 0xA7: "■", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
	"wingdings 2": {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA3: "□"},
	"wingdings 3": {0x22: "↑", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "▶"},
	"symbol": {0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD6: "√",
		0x41: "Α", 0x42: "Β", 0x43: "Χ", 0x44: "Δ", 0x45: "Ε", 0x46: "Φ", 0x47: "Γ", 0x48: "Η", 0x49: "Ι", 0x4B: "Κ", 0x4C: "Λ", 0x4D: "Μ", 0x4E: "Ν", 0x4F: "Ο", 0x50: "Π", 0x51: "Θ", 0x52: "Ρ", 0x53: "Σ", 0x54: "Τ", 0x55: "Υ", 0x57: "Ω", 0x58: "Ξ", 0x59: "Ψ", 0x5A: "Ζ",
		0x61: "α", 0x62: "β", 0x63: "χ", 0x64: "δ", 0x65: "ε", 0x66: "φ", 0x67: "γ", 0x68: "η", 0x69: "ι", 0x6A: "φ", 0x6B: "κ", 0x6C: "λ", 0x6D: "μ", 0x6E: "ν", 0x6F: "ο", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x75: "υ", 0x77: "ω", 0x78: "ξ", 0x79: "ψ", 0x7A: "ζ"},
}

func fontOfSigns(font string) bool { return signFonts[strings.ToLower(font)] != nil }

// private reports whether a character means something in one font only.
func private(c rune) bool { return c >= 0xE000 && c < 0xF900 }

// symbol takes a sign that is named by its font and number.
func (r *reader) symbol(p *paragraph, l runLook, link string, k *ooxml.Element) {
	n, err := strconv.ParseUint(k.Get("char"), 16, 32)
	if err != nil {
		return
	}
	font := k.Get("font")
	if font == "" {
		font = l.font
	}
	l.font = ""
	if words := r.signs(p, font, string(rune(n))); words != "" {
		r.letters(p, l, link, words)
	}
}

// signs makes characters of the signs of a font; those that are not known are noted.
func (r *reader) signs(p *paragraph, font, words string) string {
	if r.inInstruction() != nil || r.dropped() {
		return ""
	}
	table := signFonts[strings.ToLower(font)]
	var b strings.Builder
	for _, c := range words {
		own := c
		if c >= 0xF000 && c < 0xF100 {
			own = c - 0xF000
		}
		switch {
		case table[own] != "":
			b.WriteString(table[own])
		case own == ' ' || c == '\t':
			b.WriteRune(own)
		case table == nil && !private(c):
			b.WriteRune(c)
		case table != nil && own >= 0x2000 && !private(c): // a font of signs is named, and Chinese stands in it
			b.WriteRune(c)
		default:
			fmt.Fprintf(&p.lost[lostSymbol], "〔%s %X〕", font, c)
		}
	}
	return b.String()
}
