package rename_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/rename"
)

func TestAPageMovesIntoAFolderWithAllLinks(t *testing.T) {
	content := fstest.MapFS{}
	for name, text := range map[string]string{
		"bases/甲馆.md":       "+++\r\nname = \"甲馆\" # 备注\r\ncounty = \"甲县\"\r\ncover = \"a.jpg\"\r\n+++\r\n\r\n见[乙](yi.md)、[通知](../notices/n.md#一)、[自己](甲馆.md)、[还是](/bases/yi.md)、[页内](#二)、![图](a.jpg)、[网](https://x.example/)。\r\n\r\n## 二\r\n",
		"bases/yi.md":       "+++\nname = \"乙馆\"\ncounty = \"甲县\"\n+++\n\n[甲](甲馆.md)、[甲](/bases/甲馆.md#二)\n\n[x]: 甲馆.md\n\n[甲][x]\n",
		"notices/n.md":      "+++\ntitle = \"通知\"\n+++\n\n## 一\n\n[甲](../bases/甲馆.md)\n",
		"bases/a.jpg":       jpeg,
		"routes/r.md":       "+++\ntitle = \"一日\"\n[[stop]]\nbase = \"甲馆\"\n+++\n\n[甲](../bases/甲馆.md)\n",
		"bases/bing.md":     "+++\nname = \"丙馆\"\ncounty = \"甲县\"\n+++\n\n没有链接。\n",
		"activities/a.toml": "[[activity]]\ndate = 2026-01-01\ntitle = \"讲座\"\nbase = \"甲馆\"\nsummary = \"见[甲](/bases/甲馆.md)\"\n",
	} {
		content[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	in := input(t, content)
	c, err := rename.Folder(in, content, "bases/甲馆.md")
	if err != nil {
		t.Fatal(err)
	}
	now := after(t, content, c)
	if now["bases/甲馆.md"] != nil || now["bases/甲馆/index.md"] == nil {
		t.Fatalf("%v", c.Files)
	}
	want := "+++\r\nname = \"甲馆\" # 备注\r\ncounty = \"甲县\"\r\ncover = \"/bases/a.jpg\"\r\n+++\r\n\r\n见[乙](/bases/yi.md)、[通知](/notices/n.md#一)、[自己](/bases/甲馆/index.md)、[还是](/bases/yi.md)、[页内](#二)、![图](/bases/a.jpg)、[网](https://x.example/)。\r\n\r\n## 二\r\n"
	if got := string(now["bases/甲馆/index.md"].Data); got != want {
		t.Errorf("the page is\n%s\nwant\n%s", got, want)
	}
	if string(now["bases/bing.md"].Data) != string(content["bases/bing.md"].Data) || len(c.Files) != 6 {
		t.Errorf("%d files are changed", len(c.Files))
	}
	again := input(t, now)
	for _, p := range again.Files {
		if p.File.Path == "bases/甲馆/index.md" && p.ID != "jiaguan" {
			t.Errorf("its id has become %s", p.ID)
		}
		if strings.Contains(p.File.Text, "甲馆.md") {
			t.Errorf("%s still names the old file:\n%s", p.File.Path, p.File.Text)
		}
	}
	if c, err := rename.Folder(again, now, "bases/甲馆/index.md"); err != nil || len(c.Files) > 0 {
		t.Errorf("once more: %v %v", c.Files, err)
	}
	for _, file := range []string{"notices/n.md", "bases/none.md", "", "bases/a.jpg"} {
		if _, err := rename.Folder(in, content, file); err == nil {
			t.Errorf("%q is moved", file)
		}
	}
	content["bases/bing/index.md"] = &fstest.MapFile{Data: []byte("+++\nname = \"丁馆\"\ncounty = \"甲县\"\nid = \"ding\"\n+++\n"), Mode: 0o644}
	if _, err := rename.Folder(input(t, content), content, "bases/bing.md"); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("over another page: %v", err)
	}
}

// jpeg is a picture of one point.
const jpeg = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00C\x00\x03\x02\x02\x02\x02\x02\x03\x02\x02\x02\x03\x03\x03\x03\x04\x06\x04\x04\x04\x04\x04\x08\x06\x06\x05\x06\t\x08\n\n\t\x08\t\t\n\x0c\x0f\x0c\n\x0b\x0e\x0b\t\t\r\x11\r\x0e\x0f\x10\x10\x11\x10\n\x0c\x12\x13\x12\x10\x13\x0f\x10\x10\x10\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00\xff\xc4\x00\x14\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\t\xff\xc4\x00\x14\x10\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xda\x00\x08\x01\x01\x00\x00?\x00*\x9f\xff\xd9"
