package tomldoc

// What a byte can be, as bits of class.
const (
	bareKey  uint8 = 1 << iota // of a name without quotes
	numeral                    // of a number, a date, a time
	ends                       // may stand right after a value
	ordinary                   // of a text, with nothing to look at
	quote
)

// class tells what each byte can be; a table because every byte is looked up.
var class = classes()

func classes() (t [256]uint8) {
	for c := range 256 {
		if letter(byte(c)) || digit(byte(c)) {
			t[c] |= bareKey | numeral
		}
		if c >= ' ' && c != '"' && c != '\'' && c != '\\' && c != 0x7f {
			t[c] |= ordinary
		}
	}
	for _, c := range []byte("-_") {
		t[c] |= bareKey | numeral
	}
	for _, c := range []byte("+.:") {
		t[c] |= numeral
	}
	for _, c := range []byte(" \t\n,]}#") {
		t[c] |= ends
	}
	// The first bytes of characters that hide: C2 (U+0080–BF), D8 (U+061C), E1 (U+180E), E2 (U+200B–206F),
	// EE (private), EF (private, U+FEFF), F0 (marks of notation), F3 (tags, private), F4 (private).
	for _, c := range []byte("\xc2\xd8\xe1\xe2\xee\xef\xf0\xf3\xf4") {
		t[c] &^= ordinary
	}
	t['\t'] |= ordinary
	t['"'] |= quote
	t['\''] |= quote
	return t
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func digit(c byte) bool  { return '0' <= c && c <= '9' }
