package sheet

import (
	"io"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/ooxml"
)

// reader reads one book.
type reader struct {
	book    *Book
	parts   *ooxml.Package
	strings []shared
	styles  styles
	formats formats
	cells   int // of all sheets
}

// shared is a text of the book's table, or of a cell.
type shared struct {
	text                  string
	struck, kept, asStyle bool // some of it is crossed out; is not; is as the style of its cell says
}

// sheetPart is a sheet and where it is.
type sheetPart struct {
	name, id string
	hidden   bool
}

func (b *Book) read(raw []byte) error {
	p, err := ooxml.OpenWithin(raw, limits)
	if err != nil {
		return err
	}
	home := p.Main()
	if home == "" {
		return errBroken
	}
	r := &reader{book: b, parts: p}
	sheets, err := r.workbook(home)
	if err != nil {
		return err
	}
	relations, err := p.Rels(home)
	if err != nil {
		return err
	}
	at := map[string]ooxml.Rel{}
	for _, rel := range relations {
		if at[rel.ID] = rel; rel.Part == "" {
			continue
		}
		switch rel.Kind() {
		case "sharedStrings":
			err = r.sharedStrings(rel.Part)
		case "styles":
			err = r.styles.read(p, rel.Part)
		}
		if err != nil {
			return err
		}
	}
	r.notes()
	for _, part := range sheets {
		rel, ok := at[part.id]
		switch {
		case !ok, rel.Kind() == "worksheet" && rel.Part == "":
			return errBroken
		case rel.Kind() != "worksheet":
			b.Notes = append(b.Notes, diag.T("“%s”不是表格（是图表、对话框或者宏），没有读", "“%s” is no table (a chart, a dialog or a macro) and was passed over").With(part.name))
			continue
		}
		sh := &Sheet{Name: part.name, Hidden: part.hidden}
		b.Sheets = append(b.Sheets, sh)
		if err := r.sheet(sh, rel.Part); err != nil {
			return err
		}
	}
	return nil
}

// workbook reads which sheets there are.
func (r *reader) workbook(name string) (sheets []sheetPart, err error) {
	err = scan(r.parts, name, func(s *scanner) error {
		return s.elements(func() error {
			switch string(s.name) {
			case "workbookPr":
				r.formats.since1904 = s.flag("date1904", false)
			case "sheet":
				if len(sheets) == MaxSheets {
					return refused(diag.M("BOOK-SHEETS", "工作表太多，最多 %d 张", "there are too many sheets, at most %d").With(MaxSheets),
						diag.T("把要报的几张表移到一个新的工作簿里", "move the tables into a new workbook"))
				}
				state := s.word("state")
				sheets = append(sheets, sheetPart{s.word("name"), s.word("id"), state == "hidden" || state == "veryHidden"})
			}
			return nil
		})
	})
	return sheets, err
}

// notes tells what a book holds that is not read.
func (r *reader) notes() {
	r.book.Notes = append(r.book.Notes, r.parts.Notes()...)
	pictures := 0
	for _, name := range r.parts.Names() {
		if name = strings.ToLower(name); strings.HasPrefix(name, "xl/media/") {
			pictures++
		}
	}
	if pictures > 0 {
		r.book.Notes = append(r.book.Notes, diag.T("里面有 %d 张图片，没有读", "its %d pictures were passed over").With(pictures))
	}
	if r.parts.Has("xl/connections.xml") {
		r.book.Notes = append(r.book.Notes, diag.T("里面有外部数据连接，没有去连", "it has connections to outside data, which were not followed"))
	}
}

// sharedStrings reads the table of texts.
func (r *reader) sharedStrings(name string) error {
	return scan(r.parts, name, func(s *scanner) error {
		return s.elements(func() error {
			if string(s.name) != "si" {
				return nil
			}
			if len(r.strings) == maxStrings {
				return errLarge
			}
			text, err := s.richText()
			r.strings = append(r.strings, text)
			return err
		})
	})
}

// richText reads the element that the scanner has begun, with the texts in it: of its runs, without their phonetic signs.
func (s *scanner) richText() (shared, error) {
	var (
		x        shared
		text     []byte
		depth    = s.depth
		phonetic = 0     // the depth of an rPh
		in       = false // in a t
		own      = false // the run has properties of its own
		struck   = false
	)
	for {
		t, err := s.next()
		if err == io.EOF {
			err = errBroken
		}
		if err != nil {
			return x, err
		}
		switch {
		case t == start:
			switch string(s.name) {
			case "rPh":
				if phonetic == 0 {
					phonetic = s.depth
				}
			case "r":
				own, struck = false, false
			case "rPr":
				own = true
			case "strike":
				struck = s.flag("val", true)
			case "t":
				in = phonetic == 0
			}
		case t == end:
			if s.depth < depth {
				x.text = clean(text)
				return x, nil
			}
			if phonetic > s.depth {
				phonetic = 0
			}
			in = false
		case in:
			from := len(text)
			if text, err = s.add(text); err != nil {
				return x, err
			}
			if len(text) > maxText {
				return x, errLarge
			}
			if strings.TrimSpace(string(text[from:])) != "" {
				x.struck = x.struck || own && struck
				x.kept = x.kept || own && !struck
				x.asStyle = x.asStyle || !own
			}
		}
	}
}

// clean returns a text as people see it: what _x000D_ stands for, line ends that are one sign, no blanks at its ends.
func clean(b []byte) string {
	text := strings.ToValidUTF8(string(b), "\ufffd")
	if strings.Contains(text, "_x") {
		text = unmasked(text)
	}
	if strings.ContainsAny(text, "\r\x00\v\f") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\x00", "").Replace(text)
	}
	return strings.TrimSpace(text)
}

// unmasked resolves _x000D_ and its like, by which Excel writes signs that XML cannot hold.
func unmasked(s string) string {
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || len(s) < i+7 {
			out.WriteString(s)
			return out.String()
		}
		c, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' || c >= 0xd800 && c < 0xe000 {
			out.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		out.WriteString(s[:i])
		if c >= ' ' || c == '\n' || c == '\t' || c == '\r' {
			out.WriteRune(rune(c))
		}
		s = s[i+7:]
	}
}
