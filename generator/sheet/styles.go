package sheet

import (
	"slices"

	"kepu/generator/ooxml"
)

// styles are what the styles of a book say that is read of it: how a number is shown, and whether it is crossed out.
type styles struct{ list []style }

type style struct {
	format string // "" is General
	struck bool
}

// of returns a style by its number; one that the book doesn't have is the plain one.
func (s *styles) of(i int) style {
	if i < 0 || i >= len(s.list) {
		return style{}
	}
	return s.list[i]
}

// builtIn are the formats that have a number only, as a Chinese Windows shows them (ECMA-376 part 1, 18.8.30, zh-cn).
var builtIn = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`,
	34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`, 36: `yyyy"年"m"月"`,
	37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}

// read reads them from their part.
func (st *styles) read(p *ooxml.Package, name string) error {
	var (
		own    = map[int]string{}
		struck []bool // of each font
		in     string // the list that is read
	)
	return scan(p, name, func(s *scanner) error {
		return s.elements(func() error {
			switch name := string(s.name); name {
			case "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "extLst":
				in = name
			case "numFmt":
				if id, ok := s.number("numFmtId"); ok && in == "numFmts" {
					own[id] = s.word("formatCode")
				}
			case "font":
				if in == "fonts" {
					struck = append(struck, false)
				}
			case "strike":
				if in == "fonts" && len(struck) > 0 {
					struck[len(struck)-1] = s.flag("val", true)
				}
			case "xf":
				if in != "cellXfs" {
					return nil
				}
				format, _ := s.number("numFmtId")
				font, _ := s.number("fontId")
				x := style{format: builtIn[format]}
				if code, ok := own[format]; ok {
					x.format = code
				}
				x.struck = font >= 0 && font < len(struck) && struck[font]
				st.list = append(st.list, x)
			}
			if len(st.list) > 1<<17 || len(struck) > 1<<17 || len(own) > 1<<17 {
				return errLarge
			}
			return nil
		})
	})
}

// isGeneral reports whether a format shows a number as it is.
func isGeneral(format string) bool {
	return slices.Contains([]string{"", "General", "@", "GENERAL", "general"}, format)
}
