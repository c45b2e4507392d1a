package edit_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/edit"
)

// Notepad reads a file that is no UTF-8 as GBK: a character that GBK does not have would be others there, and
// gone with its next save.
func TestNoCharacterIsBroughtIntoAGBKFileThatGBKLacks(t *testing.T) {
	for text, refused := range map[string]string{
		"西平县气象局": "", "镕": "", "€ 20": "", "—…“”": "", "①Ⅳ㈱": "",
		"😀": "😀", "字𠮷": "𠮷", "café ẞ": "ẞ", "№ ©": "©",
	} {
		raw := gbk(aPage)
		f, err := edit.Open("bases/a.md", raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Set(edit.Top(), "summary", edit.Text(text)); err != nil {
			t.Fatal(err)
		}
		c, err := f.Change()
		var no *edit.Refused
		switch {
		case refused != "":
			if !errors.As(err, &no) || no.What.Code != "EDIT-ENCODING-LACKS" || !strings.Contains(no.What.ZH, "“"+refused+"”") || !strings.Contains(no.Mend.ZH, "kepu fix") {
				t.Errorf("%s: %v", text, err)
			}
		case err != nil:
			t.Errorf("%s: %v", text, err)
		default:
			notepad, err := simplifiedchinese.GBK.NewDecoder().Bytes(c.After)
			if err != nil || !bytes.Contains(notepad, []byte(text)) {
				t.Errorf("%s: Notepad reads %q", text, notepad)
			}
		}
	}
	// A file that has such characters was made by a program that knows them.
	f, err := edit.Open("bases/a.md", gbk(strings.Replace(aPage, "正文", "正文😀", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Set(edit.Top(), "summary", edit.Text("𠮷")); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Change(); err != nil || !strings.Contains(f.Text(), "正文😀") {
		t.Error(err)
	}
}
