package fillform

import "kepu/generator/diag"

// Read returns what a mark comes to, in words, for tests.
func Read(words string, d Data) string {
	f := newFiller(d)
	list := marks(words)
	if len(list) != 1 {
		return "not one mark"
	}
	_, v, wrong := f.read(list[0], f.scope())
	switch {
	case wrong != nil:
		return wrong.what.ZH + "；" + wrong.mend.ZH
	case !v.has():
		return v.why.ZH
	case v.note != (diag.Text{}):
		return v.text + "（" + v.note.ZH + "）"
	}
	return v.text
}

// Moved moves the point of a number.
func Moved(number string, by int) string { return value{number: number}.moved(by).number }
