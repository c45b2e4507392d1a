package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"strings"
	"unicode"

	"kepu"
	"kepu/generator/diag"
	"kepu/generator/markdown"
	"kepu/generator/onefile"
)

//go:embed handbook.css
var style []byte

// handbookPage is the handbook for staff as one page, with what comes before it: what lies in the folder, and how to begin.
func handbookPage(version string) []byte {
	var body bytes.Buffer
	fmt.Fprintf(&body, "<main>\n<h1>Kepu 使用说明</h1>\n<p class=\"version\">%s</p>\n", html.EscapeString(version))
	for _, text := range []string{begin, kepu.Handbook()} {
		page, _ := rendered(text) // a test holds that every link leads somewhere
		body.WriteString(page)
	}
	body.WriteString("</main>\n")
	return onefile.Sheet("Kepu 使用说明", style, body.Bytes())
}

// begin is for those who have just unpacked the folder.
const begin = `## 这个文件夹里有什么

| 文件 | 用来做什么 |
|---|---|
| kepu.exe | 程序。双击打开桌面 |
| desk.cmd | 也是打开桌面；要在电脑桌面上放图标的，在它上面按右键 →“发送到”→“桌面快捷方式” |
| content | 以后写的东西都在这里，现在是空的 |
| README.html | 就是这一页 |
| licences.txt | 程序里用到的开源软件的许可，转给别人时一起给 |

## 怎样开始

1. 把整个文件夹解压到硬盘上，例如 D:\\科普。不要在压缩包里直接双击。
2. 双击 kepu.exe，回答是哪个城市，浏览器里就打开桌面。以后每次双击，直接打开桌面。
3. Windows 说“已保护你的电脑”的，是因为程序没有买签名。核对下载的文件和发布的 SHA256SUMS 一样（黑窗口里运行 ` + "`certutil -hashfile 下载的文件 SHA256`" + `），再点“更多信息”→“仍要运行”。
4. 不对劲的时候，在黑窗口里运行 ` + "`kepu.exe doctor`" + `，它会说哪里不对、怎么办。

`

// rendered returns a text as HTML, and the links in it that lead nowhere: within the page they name headings as they stand, as everywhere
// that Markdown is shown; other files do not come with the page.
func rendered(text string) (page string, astray []string) {
	var ps diag.List
	d := markdown.Parse(text, markdown.Origin{File: diag.NewFile("README.md", text)}, &ps)
	ids := map[string]string{}
	for _, h := range d.Headings {
		if _, taken := ids[slug(h.Text)]; !taken {
			ids[slug(h.Text)] = h.ID
		}
	}
	out := d.HTML(func(l markdown.Link) markdown.Target {
		id, ok := ids[l.Fragment]
		if l.Path != "" || !ok {
			astray = append(astray, l.Path+"#"+l.Fragment)
		}
		return markdown.Target{URL: "#" + id}
	})
	return string(out), astray
}

// slug is a heading as links within a text name it: small letters, blanks as hyphens, without marks.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsNumber(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}
