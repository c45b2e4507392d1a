package repair

import (
	"bytes"
	"errors"
	"io/fs"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/source"
)

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// textOf returns the text of a file's bytes as places in it count: UTF-8 without a mark, and every line
// end a \n. It is given of files that are refused as well, where they are in some encoding.
func textOf(name string, raw []byte) string {
	var ps diag.List
	if text, ok := source.DecodeText(name, raw, &ps); ok {
		return text
	}
	text, _ := source.Decode(name, raw, &ps)
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	return string(bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n")))
}

// steps is what repairs make of some files: nil for one that goes.
type steps map[string][]byte

// make returns what the repairs, all of one file, make of it. Why says why that cannot be.
func (o *overlay) make(name string, repairs []*diag.Repair) (made steps, why diag.Text, err error) {
	raw, err := o.read(name)
	if err != nil {
		return nil, why, err
	}
	if raw == nil {
		return nil, diag.T("文件不见了", "the file is gone"), nil
	}
	switch r := repairs[0]; {
	case r.Rename != "":
		if _, err := fs.Stat(o.whole, r.Rename); !isNotExist(err) {
			return nil, diag.T("已经有 %s 了：请看看留下哪一个", "there is %s already: see which of them is to stay").With(r.Rename), nil
		}
		if err := edit.CheckPath(r.Rename); err != nil {
			return nil, refusal(err), nil
		}
		return steps{name: nil, r.Rename: raw}, why, nil
	case r.Delete != "":
		other, err := o.read(r.Delete)
		if err != nil {
			return nil, why, err
		}
		if other == nil || textOf(r.Delete, other) != textOf(name, raw) {
			return nil, diag.T("它和 %s 并不是一字不差", "it does not say the same as %s to the letter").With(r.Delete), nil
		}
		return steps{name: nil}, why, nil
	case r.UTF8:
		return asUTF8(name, raw)
	}
	var edits []diag.Edit
	for _, r := range repairs {
		edits = append(edits, r.Edits...)
	}
	after, why := splice(name, raw, edits)
	if after == nil {
		return nil, why, nil
	}
	return steps{name: after}, why, nil
}

// asUTF8 returns the text of a file in UTF-8, with its own line ends and without a mark.
func asUTF8(name string, raw []byte) (steps, diag.Text, error) {
	var ps diag.List
	text, ok := source.Decode(name, raw, &ps)
	for bytes.HasPrefix(text, []byte("\ufeff")) {
		text = text[len("\ufeff"):]
	}
	if !ok || !utf8.Valid(text) || textOf(name, text) != textOf(name, raw) {
		return nil, diag.T("换成 UTF-8 会丢掉一些字", "some characters would be lost in UTF-8"), nil
	}
	return steps{name: text}, diag.Text{}, nil
}

// splice makes the edits in a file's text and returns its bytes, nil where that cannot be.
func splice(name string, raw []byte, edits []diag.Edit) ([]byte, diag.Text) {
	f, err := edit.Open(name, raw)
	if err != nil {
		return spliceRaw(raw, edits), refusal(err)
	}
	for _, e := range edits {
		if err := f.Splice(edit.Splice{Start: e.Start, End: e.End, New: e.New}); err != nil {
			return nil, refusal(err)
		}
	}
	c, err := f.Spelled()
	if err != nil {
		return nil, refusal(err)
	}
	return c.After, diag.Text{}
}

// spliceRaw takes characters out of a file that is refused as a text, for them perhaps. It must be UTF-8.
func spliceRaw(raw []byte, edits []diag.Edit) []byte {
	if !utf8.Valid(raw) {
		return nil
	}
	mark := len(raw) - len(bytes.TrimPrefix(raw, []byte("\ufeff")))
	out := bytes.Clone(raw[:mark])
	at := 0 // in the text
	for i := mark; i < len(raw); i++ {
		gone := false
		for _, e := range edits {
			if e.New != "" {
				return nil
			}
			gone = gone || e.Start <= at && at < e.End
		}
		if !gone {
			out = append(out, raw[i])
		}
		if raw[i] != '\r' || i+1 == len(raw) || raw[i+1] != '\n' {
			at++
		}
	}
	return out
}

// refusal is why edit does not do something.
func refusal(err error) diag.Text {
	var r *edit.Refused
	if errors.As(err, &r) {
		return r.What
	}
	return diag.Same(err.Error())
}
