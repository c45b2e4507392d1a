package fillform

import (
	"regexp"
	"strings"

	"kepu/generator/diag"
)

// Places that look like a blank, and are not filled, are listed with a reason that is true.

// UnknownName is why a place stays empty whose label nobody knows: what it asks for may well be on record.
var UnknownName = diag.T("不认得这个名称", "the name is not known")

var (
	noData  = missing(diag.T("这里没有这项资料", "there are no data for this here"))
	aChoice = missing(diag.T("格子里是选项，请自己勾", "the cell has boxes: tick them yourself"))

	elsewhere = regexp.MustCompile(`备注|说明|意见|签字|签名|照片`)
	printed   = regexp.MustCompile(`[（(](?:单位)?(?:盖章|公章|签章|签字|签名)[）)]|年[\s　]*月[\s　]*日|负责人[:：]|签[字名章][:：]`)
	boxes     = regexp.MustCompile(`[□☐▢]`)
)

// unnamed is why nothing is filled beside a label that nobody knows: of persons, remarks and opinions there are no data; what else it may be is not known.
func unnamed(label string) value {
	if ofSomebody(label) || elsewhere.MatchString(label) {
		return noData
	}
	return missing(UnknownName)
}

// left is why a cell beside a label is left as it is, where the form has printed into it: boxes, a unit, 盖章. It is false where words stand there.
func left(text string) (value, bool) {
	if boxes.MatchString(text) {
		return aChoice, true
	}
	words := strings.Join(strings.Fields(text), "")
	rest := strings.Trim(printed.ReplaceAllString(text, ""), lineBlanks+"\n\r")
	if words == "" || rest != "" && !isUnit(rest) {
		return value{}, false
	}
	return missing(diag.T("格子里印着“%s”，没有替它填，请自己填", "“%s” is printed in the cell: it was left, fill it in yourself").With(diag.Clip(words, 20))), true
}
