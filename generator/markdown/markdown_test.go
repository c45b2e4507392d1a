package markdown

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// read parses text as a file of its own.
func read(text string) (*Doc, diag.List) {
	var ps diag.List
	f := diag.NewFile("pages/示例.md", text)
	d := Parse(text, Origin{File: f, End: len(text), Exact: true}, &ps)
	ps.Sort()
	return d, ps
}

// page writes each link's address as [path#fragment].
func page(d *Doc) string {
	return string(d.HTML(func(l Link) Target {
		if l.Fragment != "" {
			return Target{URL: "[" + l.Path + "#" + l.Fragment + "]"}
		}
		return Target{URL: "[" + l.Path + "]"}
	}))
}

// said lists problems as "E line:column+width what".
func said(ps diag.List) string {
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintf(&b, "%c %d:%d+%d %s; ", "EW"[p.Severity], p.Place.Line, p.Place.Column, p.Place.Width, p.What.EN)
	}
	return strings.TrimSuffix(b.String(), "; ")
}

func link(url string) string { return `<a href="` + url + `"` + out + ">" + url + "</a>" }

const (
	sized  = "a picture's size cannot stand here, so the picture does not show"
	tags   = "HTML tags are not shown"
	mobile = "this looks like a mobile number, which is personal information"
	beyond = "this cell is beyond the columns of the head and was put into the last one"
)

const out = ` rel="noopener noreferrer"`

// TestHTML holds what each way of writing becomes and what is said of it. The
// names that begin with MD are those of the list of known faults.
func TestHTML(t *testing.T) {
	for _, c := range []struct{ name, text, html, problems string }{
		{"empty", "", "", ""},
		{"blank", " \n\n", "", ""},
		{"MD-01 script", "<script>alert(1)</script>\n\n好", "<p>好</p>\n", "W 1:1+25 this HTML is not shown, nor are the words in it"},
		{"MD-02 handler", "a <img src=x onerror=alert(1)>", "<p>a </p>\n", "W 1:3+28 HTML tags are not shown"},
		{"MD-03 javascript", "[x](javascript:alert(1))", "<p>x</p>\n", `E 1:5+19 addresses that begin with "javascript:" are not allowed`},
		{"MD-03 mixed case, entity", "[x](JaVaScRiPt&colon;alert(1))", "<p>x</p>\n", `E 1:5+25 addresses that begin with "javascript:" are not allowed`},
		{"MD-03 number", "[x](&#106;avascript:1)", "<p>x</p>\n", `E 1:5+17 addresses that begin with "javascript:" are not allowed`},
		{"MD-03 angle", "<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n", `E 1:2+19 addresses that begin with "javascript:" are not allowed`},
		{"MD-03 reference", "见[x]\n\n[x]: javascript:1", "<p>见x</p>\n", `E 1:2+3 addresses that begin with "javascript:" are not allowed`},
		{"percent", "[x](javascript%3Aalert(1))", "<p>x</p>\n", "E 1:5+21 this is not the path of a file of this site"},
		{"percent UNC", "[x](%5C%5Csrv%5Ca)", "<p>x</p>\n", "E 1:5+13 this is not the path of a file of this site; W 1:5+13 the path has backslashes, which were read as /"},
		{"tab in scheme", "[x](<java\tscript:1>)", "<p>x</p>\n", "E 1:6+13 the address has an invisible character in it"},
		{"data", "![x](data:image/png;base64,AA)", "<figure>x</figure>\n", "E 1:6+24 a picture cannot come from another site"},
		{"MD-05 ms-msdt", "[x](ms-msdt:/id)", "<p>x</p>\n", `E 1:5+11 addresses that begin with "ms-msdt:" are not allowed`},
		{"MD-05 search-ms", "[x](search-ms:query=a)", "<p>x</p>\n", `E 1:5+17 addresses that begin with "search-ms:" are not allowed`},
		{"MD-05 file", "[x](file:///C:/a)", "<p>x</p>\n", `E 1:5+12 addresses that begin with "file:" are not allowed`},
		{"MD-05 blob", "[x](blob:a)", "<p>x</p>\n", `E 1:5+6 addresses that begin with "blob:" are not allowed`},
		{"MD-06 host", "[x](//evil.example/a)", "<p>x</p>\n", `E 1:5+16 an address must not begin with // or \`},
		{"MD-06 picture", "![x](//evil.example/a.png)", "<figure>x</figure>\n", `E 1:6+20 an address must not begin with // or \`},
		{"MD-06 UNC", `[x](\\srv\share\a)`, "<p>x</p>\n", `E 1:5+13 an address must not begin with // or \`},
		{"drive", `[x](C:\a.md)`, "<p>x</p>\n", "E 1:5+7 a link cannot lead to a file on your own computer (such as drive C:)"},
		{"MD-07 outside picture", "![x](http://evil.example/t.gif)", "<figure>x</figure>\n", "E 1:6+25 a picture cannot come from another site"},
		{"MD-09 comment", "前<!-- 内部备注 -->后\n\n<!-- 内部\n\n备注 -->\n尾", "<p>前后</p>\n<p>尾</p>\n", ""},
		{"words after a comment", "<!-- 备注 --> 正文<!-- 又一条 -->，**尾**", "<p> 正文，<strong>尾</strong></p>\n", ""},
		{"words after a comment of several lines", "<!-- 备\n\n注 --> 正文", "<p>正文</p>\n", "W 3:6+3 words after the --> of a comment show as they stand, and marks in them do nothing"},
		{"words after a script", "<script>x()</script>后", "<p>x()后</p>\n", "W 1:1+8 HTML tags are not shown"},
		{"open comment", "文\n\n<!-- 备注\n\n正文", "<p>文</p>\n", "W 3:1+4 this comment has no end: all that follows it is left out"},
		{"MD-10 names in brackets", "<张三>参加，x<y 和 y>z", "<p>&lt;张三&gt;参加，x&lt;y 和 y&gt;z</p>\n", ""},
		{"MD-11 attributes", "# h {onclick=alert(1)}", "<h2 id=\"h-onclick-alert-1\">h {onclick=alert(1)}</h2>\n", ""},
		{"MD-13 mark inside", "**科技馆。**今天", "<p><strong>科技馆。</strong>今天</p>\n", ""},
		{"MD-13 quotes inside", "今天**“开放日”**举行", "<p>今天<strong>“开放日”</strong>举行</p>\n", ""},
		{"MD-13 colon inside", "**注意：**请带伞", "<p><strong>注意：</strong>请带伞</p>\n", ""},
		{"MD-13 loose", "** 重点 **后文", "<p>** 重点 **后文</p>\n", "W 1:1+2 these ** make nothing bold and show as they are; W 1:7+2 these ** make nothing bold and show as they are"},
		{"MD-14 lines", "第一行，\n第二行", "<p>第一行，第二行</p>\n", ""},
		{"MD-15 tight", "#标题", "<p>#标题</p>\n", "W 1:1+1 there is no blank after #, so this is no heading"},
		{"MD-15 wide", "＃ 标题", "<p>＃ 标题</p>\n", "W 1:1+1 this is a full-width ＃, so it makes no heading"},
		{"topic", "#科普日#活动 #1", "<p>#科普日#活动 #1</p>\n", ""},
		{"MD-17 round", "[链接]（http://a.cn）", `<p>[链接]（<a href="http://a.cn"` + out + ">http://a.cn</a>）</p>\n", "W 1:5+1 the brackets of this link are full-width, so it is no link"},
		{"MD-17 square", "【链接】（a.md）", "<p>【链接】（a.md）</p>\n", "W 1:4+2 the brackets of this link are full-width, so it is no link"},
		{"MD-17 picture", "![图]（a.jpg）", "<p>![图]（a.jpg）</p>\n", "W 1:5+1 the brackets of this link are full-width, so it is no link"},
		{"brackets in prose", "【通知】（2016）1号，[注]（见附件）", "<p>【通知】（2016）1号，[注]（见附件）</p>\n", ""},
		{"MD-18 blank", "![x](图片 1.jpg)", "<p>![x](图片 1.jpg)</p>\n", "E 1:6+8 there is a blank in the address, so the link or picture does not show"},
		{"angles", "![x](<图片 1.jpg>)", `<figure><img src="[图片 1.jpg]" loading="lazy" alt="x" decoding="async"></figure>` + "\n", ""},
		{"MD-19 backslash", `![x](图片\照片.jpg)`, `<figure><img src="[图片/照片.jpg]" loading="lazy" alt="x" decoding="async"></figure>` + "\n", "W 1:6+9 the path has backslashes, which were read as /"},
		{"MD-22 is for the caller", "[x](../../etc/passwd)", "<p><a href=\"[../../etc/passwd]\">x</a></p>\n", ""},
		{"MD-25 table", "|列一|列二|\n|－－|－－|\n", "<p>|列一|列二|\n|－－|－－|</p>\n", "W 2:1+7 the line under the table's head has full-width marks, so this is no table"},
		{"uneven table", "|a|b|\n|---|\n", "<p>|a|b|\n|---|</p>\n", "W 2:1+5 the line under the table's head has other columns than the head, so this is no table"},
		{"MD-33 code", "`</body><script>`", "<p><code>&lt;/body&gt;&lt;script&gt;</code></p>\n", ""},
		{"MOD-26", "电话13812345678，证41280119900101123X", "<p>电话13812345678，证41280119900101123X</p>\n",
			"W 1:3+11 this looks like a mobile number, which is personal information; W 1:16+18 this looks like an identity card number, which is personal information"},
		{"MOD-26 with its country", "+8613812345678、+86-138-1234-5678、86 138 1234 5678、008613812345678、[x](tel:13812345678)、[y](tel:+8613812345678)",
			`<p>+8613812345678、+86-138-1234-5678、86 138 1234 5678、008613812345678、<a href="tel:13812345678">x</a>、<a href="tel:+8613812345678">y</a></p>` + "\n",
			strings.Join([]string{"W 1:4+11 " + mobile, "W 1:20+13 " + mobile, "W 1:37+13 " + mobile, "W 1:55+11 " + mobile, "W 1:75+11 " + mobile, "W 1:99+11 " + mobile}, "; ")},
		{"MOD-26 not in addresses", "[x](tel:03961234567) https://a.cn/13812345678 订单138123456789012345、1286 138 1234 5678、8613812345678901", "<p><a href=\"tel:03961234567\">x</a> <a href=\"https://a.cn/13812345678\"" + out + ">https://a.cn/13812345678</a> 订单138123456789012345、1286 138 1234 5678、8613812345678901</p>\n", "W 1:73+13 " + mobile},
		{"U+FEFF", "a\uFEFFb&#xFEFF;c\n\n`d\uFEFF`", "<p>abc</p>\n<p><code>d</code></p>\n", ""},
		{"controls", "a\x00b&#1;", "<p>a\uFFFDb\uFFFD</p>\n", ""},
		{"braces that are escaped", "\\{{ figure activities }}", "<p>{{ figure activities }}</p>\n", ""},

		{"outward", "[x](https://例.example/a?b=1&c \"题\")", `<p><a href="https://%E4%BE%8B.example/a?b=1&amp;c"` + out + ` title="题">x</a></p>` + "\n", ""},
		{"mail and telephone", "[x](mailto:a@b.example) [y](tel:0396-123)", `<p><a href="mailto:a@b.example">x</a> <a href="tel:0396-123">y</a></p>` + "\n", ""},
		{"content", "[x](../reports/2017.md) [y](/bases/x.md#hours) [z](#a%20b)", `<p><a href="[../reports/2017.md]">x</a> <a href="[/bases/x.md#hours]">y</a> <a href="[#a b]">z</a></p>` + "\n", ""},
		{"no address", "[x]()", "<p>x</p>\n", "E 1:1+5 the link has no address"},
		{"no words", "[](a.md)", "<p><a href=\"[a.md]\"></a></p>\n", "W 1:4+4 the link has no words, so nobody sees it"},
		{"no scheme", "[x](www.a.example)", "<p>x</p>\n", "E 1:5+13 the address lacks https:// before it"},
		{"wide colon", "[x](http：//a.example)", "<p>x</p>\n", "E 1:5+16 the address has full-width characters in it"},
		{"half a URL", "[x](https:/a.example)", "<p>x</p>\n", "E 1:5+16 the address is incomplete or mistyped"},
		{"query", "[x](a.md?b=1)", "<p>x</p>\n", "E 1:5+8 the path of a file of this site cannot have a ? in it"},
		{"bare address", "访问https://a.example/b_c?d=1&e。好（www.a.example）", `<p>访问<a href="https://a.example/b_c?d=1&amp;e"` + out + `>https://a.example/b_c?d=1&amp;e</a>。好（<a href="http://www.a.example"` + out + `>www.a.example</a>）</p>` + "\n", ""},
		{"bare mail", "邮箱：a.b@c.example。", `<p>邮箱：<a href="mailto:a.b@c.example">a.b@c.example</a>。</p>` + "\n", ""},
		{"address as words", "[https://a.example](b.md)", `<p><a href="[b.md]">https://a.example</a></p>` + "\n", ""},
		{"link in a link", "[<https://a.example>](b.md)", `<p><a href="[b.md]">https://a.example</a></p>` + "\n", ""},

		{"figure", "![图](a.jpg \"说明 & 来源\")", `<figure><img src="[a.jpg]" loading="lazy" alt="图" decoding="async"><figcaption>说明 &amp; 来源</figcaption></figure>` + "\n", ""},
		{"picture in words", "文![图*重*](a.jpg \"题\")", `<p>文<img src="[a.jpg]" loading="lazy" alt="图重" title="题" decoding="async"></p>` + "\n", ""},
		{"no description", "![](a.jpg)", `<figure><img src="[a.jpg]" loading="lazy" alt="" decoding="async"></figure>` + "\n", "W 1:5+5 the picture has no description for those who cannot see it"},
		{"English lines", "Hello,\nworld\n**bold**", "<p>Hello,\nworld\n<strong>bold</strong></p>\n", ""},
		{"mixed lines", "中文\nEnglish\n“引”\n结", "<p>中文\nEnglish\n“引”结</p>\n", ""},
		{"hard break", "甲  \n乙\\\n丙", "<p>甲<br>\n乙<br>\n丙</p>\n", ""},
		{"deletion", "~~删。~~后 9:00~11:00，14:00~17:00", "<p><del>删。</del>后 9:00~11:00，14:00~17:00</p>\n", ""},
		{"escapes", `\*a\* &amp; &copy; \&amp; a\ b`, "<p>*a* &amp; © &amp;amp; ab</p>\n", ""},
		{"place as picture", "![大门](#tu)", "<figure>大门</figure>\n", "E 1:7+3 what follows # is a place in this page and no picture"},
		{"size of a picture", "![图](a.png =100x)![图](<b.png> =100x20)![图](c d.png =50%)", "<p>![图](a.png =100x)![图](&lt;b.png&gt; =100x20)![图](c d.png =50%)</p>\n",
			"E 1:12+5 " + sized + "; E 1:31+7 " + sized + "; E 1:52+4 " + sized},
		{"size and title", "![图](a.png =1x2 \"题\")![图](a.png \"题\" =3x)", "<p>![图](a.png =1x2 &quot;题&quot;)![图](a.png &quot;题&quot; =3x)</p>\n", "E 1:12+4 " + sized + "; E 1:36+3 " + sized},
		{"wide quotes of a title", "![图](a.png “题”)", "<p>![图](a.png “题”)</p>\n", "E 1:12+3 the title of a picture or link stands in plain quotes; as it is written nothing is shown"},
		{"looks in braces", "[链](http://a.cn){.big}，{x}", "<p>" + strings.Replace(link("http://a.cn"), ">http://a.cn<", ">链<", 1) + "{.big}，{x}</p>\n", "W 1:17+6 what stands in braces styles nothing, and is printed"},
		{"brackets around an address", `\[http://a.cn]、http://a.cn/b_(c)；(http://a.cn)http://a.cn`, `<p>[` + link("http://a.cn") + `]、` + link("http://a.cn/b_(c)") + `；(` + link("http://a.cn") + `)` + link("http://a.cn") + "</p>\n", ""},
		{"skipped levels", "### 甲\n##### 乙\n## 丙\n#### 丁", "<h3 id=\"jia\">甲</h3>\n<h5 id=\"yi\">乙</h5>\n<h2 id=\"bing\">丙</h2>\n<h4 id=\"ding\">丁</h4>\n",
			"W 1:1+3 the first heading is ###, and one of a higher level follows; W 2:1+5 the headings skip a level: ### stands above, ##### here; W 4:1+4 the headings skip a level: ## stands above, #### here"},
		{"numbers as written", "1. 甲\n3. 乙\n4. 丙\n7. 丁\n\n文\n\n5. 甲\n1. 乙\n\n文\n\n1. 甲\n1. 乙", "<ol>\n<li>甲</li>\n<li value=\"3\">乙</li>\n<li>丙</li>\n<li value=\"7\">丁</li>\n</ol>\n<p>文</p>\n<ol start=\"5\">\n<li>甲</li>\n<li value=\"1\">乙</li>\n</ol>\n<p>文</p>\n<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n", ""},
		{"quote and lists", "> 引\n\n3. 甲\n4. 乙\n\n- 丙\n\n  丁", "<blockquote>\n<p>引</p>\n</blockquote>\n<ol start=\"3\">\n<li>甲</li>\n<li>乙</li>\n</ol>\n<ul>\n<li>\n<p>丙</p>\n<p>丁</p>\n</li>\n</ul>\n", ""},
		{"tasks", "- [x] 甲\n- [ ] 乙", "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 甲</li>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"未完成\"> 乙</li>\n</ul>\n", ""},
		{"definitions", "术语\n: 解释", "<dl>\n<dt>术语</dt>\n<dd>解释</dd>\n</dl>\n", ""},
		{"code", "```go\na<b\n```\n\n    x", "<pre><code class=\"language-go\">a&lt;b\n</code></pre>\n<p>x</p>\n", ""},
		{"blanks before a line", "    全年举办{{ 数字 活动数 }}项\n\n\t第二段\n\n     ## 题\n\n- 甲\n\n      乙", `<p>全年举办<span class="quoted"></span>项</p>` + "\n<p>第二段</p>\n<h2 id=\"ti\">题</h2>\n<ul>\n<li>\n<p>甲</p>\n<p>乙</p>\n</li>\n</ul>\n", ""},
		{"blanks before a table", "    |甲|\n    |--|\n    |乙|", tableOf("甲", "乙"), ""},
		{"rule below a line", "正文。\n------\n下文\n---\n* * *", "<p>正文。</p>\n<hr>\n<p>下文</p>\n<hr>\n<hr>\n", ""},
		{"rule of equal signs", "正文。\n=====\n\n=====\n下文\n==", "<p>正文。</p>\n<hr>\n<hr>\n<p>下文\n==</p>\n", "W 2:1+5 this line of equal signs is a rule: it makes no heading of the line above"},
		{"words between tags", "<div>\n**x**\n</div>\n后", "<p><strong>x</strong>\n<br>\n后</p>\n", "W 1:1+5 HTML tags are not shown; W 3:1+6 HTML tags are not shown"},
		{"lines by tags", "甲<br>乙<BR/>丙<b>丁</b><br>", "<p>甲<br>\n乙<br>\n丙丁</p>\n", "W 1:2+4 " + tags},
		{"table by tags", "<table>\n<tr><td>甲</td><td>1</td></tr>\n<tr><td>乙</td></tr></table>\n", "<p>甲 1<br>\n乙</p>\n",
			"W 1:1+7 " + tags + "; W 2:1+4 " + tags + "; W 3:1+4 " + tags},
		{"heading by tags", "# <br>题<p>后<p>", "<h2 id=\"ti-hou\">题<br>\n后</h2>\n", "W 1:3+4 " + tags},
		{"no definition", "[注]: 以上数据截至12月底\n\n[表]: 见右", "<p>[注]: 以上数据截至12月底</p>\n<p>[表]: 见右</p>\n", ""},
		{"definition that nothing uses", "[a]: https://a.example\n", "<p>[a]: https://a.example</p>\n", "W 1:1+22 no link names this address; it shows as it is"},
		{"definition twice", "[甲]\n\n[甲]: b.md\n[甲]: c.md\n", "<p><a href=\"[b.md]\">甲</a></p>\n<p>[甲]: c.md</p>\n", "W 4:1+9 an address of [甲] stands before this, which links use; this line shows as it is"},
		{"cells beyond the head", "|甲|\n|--|\n|1|2|3\\|4|\n|5||\n|6|", tableOf("甲", "1 | 2 | 3|4", "5", "6"), "W 3:4+1 " + beyond + "; W 3:6+4 " + beyond},
		{"code without end", "文\n\n~~~~ 注意\n字", "<p>文</p>\n<pre><code>字\n</code></pre>\n", "W 3:1+4 the code that begins here has no end: all that follows it becomes code; W 3:6+2 words on the line that begins code are not shown"},
		{"more than", ">60岁免费\n\n>=3人\n\n> 引\n> 文", "<p>&gt;60岁免费</p>\n<p>&gt;=3人</p>\n<blockquote>\n<p>引文</p>\n</blockquote>\n", ""},
		{"tight list", "- 甲\n-乙\n\n-丙\n－丁\n-5℃", "<ul>\n<li>甲</li>\n</ul>\n<p>-乙</p>\n<p>-丙</p>\n<p>－丁\n-5℃</p>\n", "W 2:1+1 there is no blank after -, so this is no list; W 4:1+1 there is no blank after -, so this is no list; W 5:1+1 there is no blank after -, so this is no list"},
		{"tight headings", "#甲\n##乙##\n丙", "<p>#甲</p>\n<p>##乙##</p>\n<p>丙</p>\n", "W 1:1+1 there is no blank after #, so this is no heading; W 2:1+2 there is no blank after #, so this is no heading"},
		{"no scheme", "[x](kp.example.cn/a)", "<p>x</p>\n", "E 1:5+15 the address lacks https:// before it"},
		{"a blank in an address of the web", "[x](http://a.example/a b)", "<p>[x](<a href=\"http://a.example/a\" rel=\"noopener noreferrer\">http://a.example/a</a> b)</p>\n", "E 1:5+20 there is a blank in the address, so the link or picture does not show"},
		{"a blank in a link", "[x] (a.pdf)", "<p>[x] (a.pdf)</p>\n", "W 1:4+1 a blank stands between the brackets, so this is no link or picture"},
		{"a star in brackets", "带（*）的、截至12月*。共（*）项", "<p>带（*）的、截至12月*。共（*）项</p>\n", ""},
		{"no head's line", "|甲|乙|\n|1|2|", "<p>|甲|乙|\n|1|2|</p>\n", "W 1:1+5 these lines look like a table, but no line of dashes stands under the first: they make none"},
		{"no head", "|甲|乙|\n\n|--|--|\n|1|2|", "<p>|甲|乙|</p>\n<p>|--|--|\n|1|2|</p>\n", "W 3:1+7 no head stands above this line of dashes, so this is no table"},
		{"a drawn table", "+---+---+\n| 甲 | 乙 |\n+---+---+", "<p>+---+---+\n| 甲 | 乙 |\n+---+---+</p>\n", "W 1:1+9 a table drawn with + and - makes none"},
		{"no table of one column", "甲\n-\n乙\n--\n丙", "<p>甲</p>\n<p>-</p>\n<p>乙</p>\n<p>--</p>\n<p>丙</p>\n", ""},
		{"full-width blanks before marks", "- 列\n\n　　# 题\n\n　　```\n　　# 码\n", "<ul>\n<li>列</li>\n</ul>\n<h2 id=\"ti\">题</h2>\n<p>```</p>\n<h2 id=\"ma\">码</h2>\n", "W 5:1+2 full-width blanks stand before it, so the mark shows as it is"},
		{"sizes", "展区1.2*2.4*0.8米，2m*3m*4m", "<p>展区1.2*2.4*0.8米，2m*3m*4m</p>\n", ""},
		{"amounts", "展板*2，证书*3，A4*5包；＊１", "<p>展板*2，证书*3，A4*5包；＊１</p>\n", ""},
		{"notes marked by stars", "*1、*2 为估计数", "<p>*1、*2 为估计数</p>\n", ""},
		{"spans", "9点~~11点，14点~~17点，3~5人", "<p>9点~~11点，14点~~17点，3~5人</p>\n", ""},
		{"bold numbers", "**2018年**共**18**家、*2016年*的*重点*，~~删~~", "<p><strong>2018年</strong>共<strong>18</strong>家、<em>2016年</em>的<em>重点</em>，<del>删</del></p>\n", ""},
		{"empty heading", "#\n\n文", "<p>文</p>\n", "W 1:1+1 the heading has no words"},
		{"missing note", "文[^来源]", "<p>文[^来源]</p>\n", "W 1:2+5 there is no such footnote; this shows as it is"},
		{"unused note", "文\n\n[^1]: 注", "<p>文</p>\n", "W 3:1+4 nothing refers to this footnote, so it is not shown"},
	} {
		d, ps := read(c.text)
		if got := page(d); got != c.html {
			t.Errorf("%s: %q\n got %q\nwant %q", c.name, c.text, got, c.html)
		}
		if got := said(ps); got != c.problems {
			t.Errorf("%s: %q\n said %s\n want %s", c.name, c.text, got, c.problems)
		}
	}
}

// tableOf is a table of one column.
func tableOf(head string, cells ...string) string {
	s := `<div class="table-scroll" tabindex="0" role="region" aria-label="表格">` + "\n<table>\n<thead>\n<tr>\n<th scope=\"col\">" + head + "</th>\n</tr>\n</thead>\n<tbody>\n"
	for _, c := range cells {
		s += "<tr>\n<td>" + c + "</td>\n</tr>\n"
	}
	return s + "</tbody>\n</table>\n</div>\n"
}

func TestTableScrollsHasANameAndNoStyle(t *testing.T) {
	d, ps := read("## 场次\n\n|甲|乙|丙|\n|:--|--:|:-:|\n|1|2|3|\n\n|丁|\n|-|\n")
	want := `<h2 id="chang-ci">场次</h2>
<div class="table-scroll" tabindex="0" role="region" aria-label="场次">
<table>
<thead>
<tr>
<th scope="col">甲</th>
<th scope="col" class="align-right">乙</th>
<th scope="col" class="align-center">丙</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td class="align-right">2</td>
<td class="align-center">3</td>
</tr>
</tbody>
</table>
</div>
<div class="table-scroll" tabindex="0" role="region" aria-label="场次 2">
<table>
<thead>
<tr>
<th scope="col">丁</th>
</tr>
</thead>
</table>
</div>
`
	if got := page(d); got != want || len(ps) > 0 {
		t.Errorf("got %s\n%s", got, said(ps))
	}
}

func TestFootnotesAreNamedByTheirLabels(t *testing.T) {
	d, ps := read("甲[^来源]乙[^1]丙[^来源]\n\n[^1]: 注一\n[^来源]: 注二\n")
	want := `<p>甲<sup class="footnote-ref" id="fnref-lai-yuan"><a href="#fn-lai-yuan" role="doc-noteref" aria-label="注释 1">1</a></sup>乙<sup class="footnote-ref" id="fnref-1"><a href="#fn-1" role="doc-noteref" aria-label="注释 2">2</a></sup>丙<sup class="footnote-ref" id="fnref-lai-yuan.2"><a href="#fn-lai-yuan" role="doc-noteref" aria-label="注释 1">1</a></sup></p>
<section class="footnotes" role="doc-endnotes" aria-label="注释">
<ol>
<li id="fn-lai-yuan">
<p>注二 <a class="footnote-back" href="#fnref-lai-yuan" role="doc-backlink" aria-label="返回正文">↩</a> <a class="footnote-back" href="#fnref-lai-yuan.2" role="doc-backlink" aria-label="返回正文第 2 处">↩</a></p>
</li>
<li id="fn-1">
<p>注一 <a class="footnote-back" href="#fnref-1" role="doc-backlink" aria-label="返回正文">↩</a></p>
</li>
</ol>
</section>
`
	if got := page(d); got != want || len(ps) > 0 {
		t.Errorf("got %s\n%s", got, said(ps))
	}
}

func TestSummaryIsNoSalutation(t *testing.T) {
	if d, _ := read("各县科协：\n　　现将有关事项通知如下：\n　　为了{{ 数字 活动数 }}甲。\n　　乙"); d.Summary != "为了\uFFFC甲。" || d.FirstInSummary != 0 {
		t.Errorf("%q %d", d.Summary, d.FirstInSummary)
	}
	if d, _ := read("各县科协："); d.Summary != "各县科协：" {
		t.Errorf("%q", d.Summary)
	}
}

func TestSummaryIsTheFirstParagraphAndPlainIsAll(t *testing.T) {
	d, _ := read("# 题\n\n![图](a.jpg)\n\n第一段，*重*点\nhttps://a.example\n\n- 甲\n- 乙\n\n|丙|丁|\n|-|-|\n|1|2|\n")
	if want := "第一段，重点 https://a.example"; d.Summary != want {
		t.Errorf("summary %q, want %q", d.Summary, want)
	}
	if want := "题\n第一段，重点 https://a.example\n甲\n乙\n丙 丁\n1 2"; d.Plain != want {
		t.Errorf("plain %q, want %q", d.Plain, want)
	}
}
