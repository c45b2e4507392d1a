package desk

import (
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/source"
)

// filesOf returns what differs in each file of a change.
func filesOf(c edit.Change) (list []fileView) {
	for _, f := range c.Files {
		v := fileView{Path: f.Path, New: f.Before == nil, Gone: f.After == nil}
		v.Lines = differing(textIn(f.Path, f.Before), textIn(f.Path, f.After))
		list = append(list, v)
	}
	return list
}

// textIn returns the bytes of a file as text, as they are where they are none.
func textIn(path string, data []byte) string {
	if data == nil {
		return ""
	}
	var ps diag.List
	if text, ok := source.Decode(path, data, &ps); ok {
		return string(text)
	}
	return string(data)
}
