package source

import (
	"strings"

	"kepu/generator/diag"
	"kepu/generator/seal"
	"kepu/generator/tomldoc"
)

// signKey is a kind's own drawing. Digits in a drawing are nobody's telephone number: it is not looked through for such.
var signKey = custom("sign", tomldoc.Text, func(r *reader, t *Term, f *tomldoc.Field) {
	if f.Value.Kind != tomldoc.String {
		r.wrongKind(f.Key, &f.Value, signForm)
		return
	}
	if strings.TrimSpace(f.Value.Text) == "" {
		return
	}
	path, fault := seal.Check(f.Value.Text)
	if fault == nil {
		t.Sign = path
		return
	}
	switch fault.Wrong {
	case seal.Outside:
		r.wrong(&f.Value, diag.M("SIGN-OUTSIDE", "sign 里的 %s 画到格子外面去了", "%s in sign is outside the grid").With(fault.Word),
			diag.T("图案画在长宽都是 24 的格子里，每个点在 -2 到 26 之间；从大图（如 1024 格）来的，先缩小到 24 再取它的路径", "drawings have a grid of 24, and every point is from -2 to 26; a drawing on a larger grid, such as 1024, is scaled to 24 first"))
	case seal.TooLong:
		r.wrong(&f.Value, diag.M("SIGN-LONG", "sign 太长，有 %s 个字符", "sign is too long: %s bytes").With(fault.Word),
			diag.T("最多 2000 个字符：图案要简单，一两笔能认出来的才好", "at most 2,000: a drawing is simple"))
	case seal.Empty:
		r.wrong(&f.Value, diag.M("SIGN-EMPTY", "sign 什么也没有画", "sign draws nothing"), signForm)
	default:
		r.wrong(&f.Value, diag.M("SIGN-PATH", "sign 不是 SVG 路径：看不懂“%s”", "sign is no SVG path: “%s” does not belong into one").With(fault.Word), signForm)
	}
})

var signForm = diag.T(`只写 SVG 文件里 d="…" 引号中间的那一串字母和数字，例如 sign = "M4 20h16M12 4v16"；没有就删去这一行，网站按名称选图案`,
	`write only what stands between the quotes of d="…" in an SVG file, such as sign = "M4 20h16M12 4v16"; leave the line out to have the drawing that the name chooses`)
