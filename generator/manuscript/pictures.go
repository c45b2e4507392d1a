package manuscript

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/docx"
	"kepu/generator/photo"
)

// endings are those of the pictures that a site can show.
var endings = map[photo.Form]string{photo.PNG: "png", photo.JPEG: "jpg", photo.GIF: "gif", photo.WebP: "webp"}

// pictureForm is the ending of a picture by its bytes; "" of one that pages cannot show, with what it is called.
func pictureForm(b []byte) (ending, called string) {
	has := func(s string) bool { return bytes.HasPrefix(b, []byte(s)) }
	switch form := photo.FormOf(b); {
	case form != photo.NoPicture:
		return endings[form], form.String()
	case has("\xD7\xCD\xC6\x9A"), has("\x01\x00\x09\x00"), has("\x02\x00\x09\x00"):
		return "", "WMF"
	case len(b) > 44 && has("\x01\x00\x00\x00") && string(b[40:44]) == " EMF":
		return "", "EMF"
	case has("BM"):
		return "", "BMP"
	case bytes.Contains(b[:min(len(b), 1000)], []byte("<svg")):
		return "", "SVG"
	}
	return "", "认不出的"
}

// pictureName is the name of a picture in a body before its page has an id.
func pictureName(n int, ending string) string { return fmt.Sprintf("kepu-picture-%d.%s", n, ending) }

// namePictures gives the pictures of the text names, in the order in which they stand in it.
func (w *writer) namePictures() {
	w.names = map[string]string{}
	told := map[string]bool{}
	visit := func(at diag.Text, r *docx.Run, caption string) {
		if r.Picture == "" {
			return
		}
		data := w.d.Pictures[r.Picture]
		if !told[r.Picture] {
			told[r.Picture] = true
			ending, called := pictureForm(data)
			switch {
			case ending == "":
				w.remark(at, r.Alt, diag.M("WORD-PICTURE-FORM", "图片是%s格式，网页显示不了，没有导入；在 Word 里右键点它，“另存为图片”存成 PNG，再放进来", "a picture is of a form (%s) that pages cannot show, and is not taken: right-click it in Word, save it as PNG, and put that in").With(called), r.Alt)
			case len(data) > photo.MaxSize:
				w.remark(at, r.Alt, diag.M("WORD-PICTURE-LARGE", "图片有 %d MB，没有导入；先缩小到宽 1600 像素", "a picture has %d MB and is not taken: make it 1600 pixels wide first").With(len(data)>>20), r.Alt)
			default:
				name := pictureName(len(w.m.Pictures)+1, ending)
				w.names[r.Picture] = name
				w.m.Pictures = append(w.m.Pictures, Picture{Name: name, Data: data, Alt: r.Alt})
			}
		}
		if r.Alt == "" || strings.HasPrefix(r.Alt, "图片包含") || strings.Contains(r.Alt, "AI 生成的内容") || strings.Contains(r.Alt, "低可信度描述") { // what a program guessed is no description
			r.Alt = caption
		}
		r.Alt = strings.Join(strings.Fields(r.Alt), " ")
	}
	for i := range w.lines {
		caption := ""
		if i+1 < len(w.lines) && captionOf(&w.lines[i+1]) {
			caption = w.lines[i+1].text
		}
		for j := range w.lines[i].runs {
			visit(w.lines[i].at, &w.lines[i].runs[j], caption)
		}
		for n, row := range w.lines[i].rows {
			for c := range row {
				caption := ""
				if slices.ContainsFunc(flat(row[c].Blocks), func(r docx.Run) bool { return r.Picture != "" }) {
					caption = captionBelow(w.lines[i].rows[n:], c)
				}
				for b := range row[c].Blocks {
					for k := range row[c].Blocks[b].Runs {
						visit(row[c].Blocks[b].At, &row[c].Blocks[b].Runs[k], caption)
					}
				}
			}
		}
	}
	for n := range w.d.Footnotes {
		for b := range w.d.Footnotes[n] {
			for k := range w.d.Footnotes[n][b].Runs {
				visit(w.d.Footnotes[n][b].At, &w.d.Footnotes[n][b].Runs[k], "")
			}
		}
	}
}

// captionBelow is what stands below the picture of a cell, in a table of pictures with their words under them; "" in any other.
func captionBelow(rows [][]docx.Cell, col int) string {
	if len(rows) < 2 || len(rows[0]) != len(rows[1]) {
		return ""
	}
	for c := range rows[0] {
		above, below := flat(rows[0][c].Blocks), flat(rows[1][c].Blocks)
		pictures := 0
		for _, r := range above {
			pictures += one(r.Picture != "")
		}
		if len(above) > 0 && pictures != 1 || strings.TrimSpace(words(above)) != "" || slices.ContainsFunc(below, func(r docx.Run) bool { return r.Picture != "" }) {
			return ""
		}
	}
	if s := strings.TrimSpace(words(flat(rows[1][col].Blocks))); utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return ""
}

// captionOf reports whether a line is what stands below a picture.
func captionOf(l *line) bool {
	if l.what != prose || l.text == "" || utf8.RuneCountInString(l.text) > 60 {
		return false
	}
	return l.from.Role == docx.Caption || strings.HasPrefix(l.text, "图") && l.from.Centred || l.from.Centred && l.from.Size > 0 && l.from.Size <= 24 && !ends(l.text)
}
