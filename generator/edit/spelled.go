package edit

import (
	"kepu/generator/diag"
)

// Spelled returns what has come of the splices: the file before and after, in its own encoding, with its
// own line ends. It proves that the bytes give this text, and nothing else: it is for those who mend
// a faulty file step by step, one step of which may bring to light what the one before hid, and who
// prove the whole in their own way.
func (f *File) Spelled() (FileChange, error) {
	c := FileChange{Path: f.path, Before: f.raw, After: f.raw}
	if f.text == f.spelling.text {
		return c, nil
	}
	after, ok := f.bytes()
	if again, err := Open(f.path, after); !ok || err != nil || again.text != f.text {
		return c, f.unspelled()
	}
	c.After = after
	return c, nil
}

// unspelled is the refusal of words that the file's encoding does not have.
func (f *File) unspelled() *Refused {
	return f.refuse(diag.M("EDIT-ENCODING", "%s 不是 UTF-8，照它的编码写，改完会读成别的字", "%s is not UTF-8: written in its encoding, what was changed would be read as other words").With(f.path),
		diag.T("请用记事本把文件另存为 UTF-8，再改一次", "save the file as UTF-8 and make the change once more"))
}
