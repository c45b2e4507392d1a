package fillform_test

import (
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/fillform"
	"kepu/generator/source"
)

func TestBases(t *testing.T) {
	names := func(list []*catalog.Base) string {
		var words []string
		for _, b := range list {
			words = append(words, b.Name)
		}
		return strings.Join(words, "、")
	}
	d := of(t, "", 2025)
	list, left := d.Bases()
	if names(list) != "虚构气象馆、虚构中学" || names(left) != "虚构旧馆" {
		t.Error(names(list), "; ", names(left))
	}
	d.County = d.Catalog.Counties[1]
	if list, left = d.Bases(); names(list) != "虚构中学" || names(left) != "虚构旧馆" {
		t.Error(names(list), "; ", names(left))
	}
	d.Year = 2018
	if list, _ = d.Bases(); names(list) != "虚构旧馆" {
		t.Error(names(list))
	}
	d = of(t, "虚构旧馆", 2025)
	if list, _ = d.Bases(); names(list) != "虚构旧馆" {
		t.Error(names(list))
	}
}

func TestFileNames(t *testing.T) {
	var bases []*catalog.Base
	for _, name := range []string{"甲馆", "乙/馆: “二”?", "CON", "aux.馆", "丙馆", "丙馆", " 丁. ", "...", "Lib", "lib", strings.Repeat("长", 200)} {
		bases = append(bases, &catalog.Base{Base: &source.Base{Name: name}, ID: "id" + string(rune('a'+len(bases)))})
	}
	got := fillform.FileNames(bases, ".docx")
	want := []string{"甲馆.docx", "乙-馆- “二”-.docx", "-CON.docx", "-aux.馆.docx", "丙馆-ide.docx", "丙馆-idf.docx", "丁.docx", "idh.docx", "Lib-idi.docx", "lib-idj.docx", strings.Repeat("长", 80) + ".docx"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
