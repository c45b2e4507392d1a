package desk

import (
	"bytes"
	"html"
	"maps"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/docx"
)

// emptyForm is a form as an office sends it: labels with blanks, and words in braces.
func emptyForm(t *testing.T) string {
	cell := func(s string) docx.Cell { return docx.Cell{Blocks: []docx.Block{{Runs: []docx.Run{{Text: s}}}}} }
	d := &docx.Document{Blocks: []docx.Block{
		{Runs: []docx.Run{{Text: "{{ 基地.名称 }}申报表"}}},
		{Role: docx.Table, Rows: [][]docx.Cell{{cell("收费办法"), cell("")}, {cell("联系电话"), cell("")}, {cell("{{ 基地.没有的 }}"), cell("")}}},
	}}
	var b bytes.Buffer
	if err := docx.Write(&b, d, docx.Properties{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAFormIsFilledAndKept(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := strings.Join(b.files(), " ")
	_, page := b.get(Root + "fill")
	b.must(page, "空表", "填哪一家基地的")
	status, page := b.drop("fill", "申报表.docx", emptyForm(t))
	if status != 200 {
		t.Fatalf("%d\n%s", status, says(page))
	}
	b.must(page, "这张表是填一家基地的", "看不懂")
	action := regexp.MustCompile(`<form[^>]*method="get" action="([^"]*)"`).FindStringSubmatch(page)
	if action == nil {
		t.Fatalf("there is no form on\n%s", page)
	}
	status, page = b.get(action[1] + "?base=qixiang&year=2026&county=")
	b.must(page, "甲县气象科普馆", "免费", "电话（没有填）", "空着的", "没有的")
	get := regexp.MustCompile(`href="([^"]*get=1[^"]*)"`).FindStringSubmatch(page)
	if status != 200 || get == nil {
		t.Fatalf("%d, and nothing to keep on\n%s", status, page)
	}
	r, err := b.client.Get(b.server.URL + html.UnescapeString(get[1]))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	var raw bytes.Buffer
	raw.ReadFrom(r.Body)
	d, _, err := docx.Read(raw.Bytes())
	if err != nil || r.Header.Get("Content-Disposition") != "attachment; filename*=UTF-8''%E7%94%B3%E6%8A%A5%E8%A1%A8-%E7%94%B2%E5%8E%BF%E6%B0%94%E8%B1%A1%E7%A7%91%E6%99%AE%E9%A6%86.docx" {
		t.Fatalf("%v, %q", err, r.Header.Get("Content-Disposition"))
	}
	if got := d.Blocks[0].Runs[0].Text; !strings.HasPrefix(got, "甲县气象科普馆") {
		t.Errorf("it says %q", got)
	}
	for query, want := range map[string]string{"base=没有的馆": "没有的馆", "base=qixiang&year=去年": "去年", "county=丁县": "丁县"} {
		if status, page := b.get(action[1] + "?" + query); status != 422 || !strings.Contains(says(page), want) {
			t.Errorf("%s: %d\n%s", query, status, says(page))
		}
	}
	for name, data := range map[string]string{"照片.docx": jpg(1), "": ""} {
		if status, page := b.drop("fill", name, data); status != 422 || strings.Contains(page, "存下填好的表") {
			t.Errorf("%q: %d\n%s", name, status, says(page))
		}
	}
	if got := strings.Join(b.files(), " "); got != before {
		t.Errorf("something was written: %s", got)
	}
}
