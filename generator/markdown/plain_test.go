package markdown

import (
	"reflect"
	"testing"

	"kepu/generator/diag"
)

// long reads text the long way.
func long(text string) (*Doc, diag.List) {
	var ps diag.List
	r := &reading{text: text, from: Origin{File: diag.NewFile("pages/示例.md", text), End: len(text), Exact: true}, ps: &ps}
	r.personal()
	return r.full(), ps
}

func TestPlainTextTakesTheShortWay(t *testing.T) {
	for _, text := range []string{
		"走进小学开展气象科普讲座，发放资料300份。",
		"2016年9月17日，全国科普日主场活动举行；参加人数1,200（含线上）",
		"活动 9:00-11:00，“开放日”……免费！ A/B 测试 100%",
	} {
		if !plain(text) {
			t.Errorf("%q is not plain", text)
		}
	}
	for _, text := range []string{"", " a", "a ", "a\nb", "*a*", "1. a", "12) a", "# a", "- a", "a&b", "访问https://a.cn", "WWW.a.cn", "a@b.cn", "<b>", "a\\", "| a", ": a", "\ufeffa", "a\u0085", "【a】（b.md）"} {
		if plain(text) {
			t.Errorf("%q is plain", text)
		}
	}
}

// FuzzPlain holds that the short way says what the long way says.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"讲座", "9:00", "a\"b'c>d", "=", "1.", "1a.", "+", "a|b", "a-", "a#", "!a", "电话13812345678", "　　首行", "a　", "\u2028", "$x$", "(c)", "..."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ps := read(text)
		if !plain(text) || len(ps) > 0 && ps.HasErrors() {
			return
		}
		want, wantPs := long(text)
		wantPs.Sort()
		if html := string(d.HTML(nil)); d.words != "" {
			d = &Doc{Pieces: []Piece{{html, -1, -1}}, Summary: d.Summary, Plain: d.Plain}
		}
		if !reflect.DeepEqual(d, want) || !reflect.DeepEqual(ps, wantPs) {
			t.Errorf("%q\nshort %+v %s\n long %+v %s", text, d, said(ps), want, said(wantPs))
		}
	})
}
