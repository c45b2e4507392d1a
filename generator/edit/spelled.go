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
	what := diag.M("EDIT-ENCODING", "%s 不是 UTF-8，照它的编码写，改完会读成别的字", "%s is not UTF-8: written in its encoding, what was changed would be read as other words").With(f.path)
	if c := f.spelling.lacking(f.text); c != "" {
		what = diag.M("EDIT-ENCODING-LACKS", "%s 不是 UTF-8（是老的 GBK 编码），这种编码里没有“%s”这个字，记事本会把它毁掉", "%s is not UTF-8 but in the old encoding GBK, which does not have “%s”: Notepad would destroy it").With(f.path, c)
	}
	return f.refuse(what, diag.T("请先把文件换成 UTF-8（运行 kepu fix，或用记事本另存为 UTF-8），再改一次", "first have the file saved as UTF-8 (run kepu fix, or save it so in Notepad) and make the change once more"))
}
