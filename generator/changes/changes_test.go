package changes

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/edit"
)

func bytesOf(s string) []byte {
	if s == "-" {
		return nil
	}
	return []byte(s)
}

// said returns the sentences of files given as path, before and after; "-" is none.
func said(files ...string) string {
	var list []edit.FileChange
	for i := 0; i < len(files); i += 3 {
		list = append(list, edit.FileChange{Path: files[i], Before: bytesOf(files[i+1]), After: bytesOf(files[i+2])})
	}
	var lines []string
	for _, s := range Of(list) {
		lines = append(lines, s.What.ZH)
	}
	return strings.Join(lines, "\n")
}

const (
	base = "+++\nname = \"虚构馆\" # 注\ncounty = \"示例县\"\nphone = \"0396-1\"\nfree = true\n\n[[photo]]\nfile = \"a.jpg\"\n+++\n介绍。\n"
	log  = "[[activity]]\ndate = 2026-03-05\ntitle = \"讲座\"\nbase = \"虚构馆\"\nparticipants = 30\n\n" +
		"[[activity]]\ndate = 2026-03-06\ntitle = \"参观\"\nbase = \"虚构馆\"\n\n[[annual]]\nbase = \"虚构馆\"\nyear = 2026\nvisitors = 1200\n"
)

func TestOf(t *testing.T) {
	edited := func(text string, pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i]) {
				t.Fatalf("%s is not in it", pairs[i])
			}
			text = strings.Replace(text, pairs[i], pairs[i+1], 1)
		}
		return text
	}
	many := ""
	for i := range 7 {
		many += fmt.Sprintf("[[activity]]\ndate = 2026-04-0%d\ntitle = \"活动%d\"\nbase = \"虚构馆\"\n\n", i+1, i+1)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.ReplaceAll(base, "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("长", 100)
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"nothing":            {nil, ""},
		"a new base":         {[]string{"bases/a.md", "-", base}, "新增基地：虚构馆"},
		"a new draft":        {[]string{"bases/a.md", "-", edited(base, "free", "draft")}, "新增基地：虚构馆（草稿，不发布）"},
		"a base removed":     {[]string{"bases/a.md", base, "-"}, "删除基地：虚构馆"},
		"a fact":             {[]string{"bases/a.md", base, edited(base, "0396-1", "0396-2")}, "基地 虚构馆：电话由 0396-1 改为 0396-2"},
		"facts, a text":      {[]string{"bases/a.md", base, edited(base, "true", "false", "county = \"示例县\"\n", "", "介绍", "新的介绍", "phone", "fee = \"10元\"\nphone")}, "基地 虚构馆：新写了收费：10元；免费由 是 改为 否；删去了县区（原来是 示例县）；正文改了"},
		"a photo more":       {[]string{"bases/a.md", base, edited(base, "+++\n介绍", "[[photo]]\nfile = \"b.jpg\"\n+++\n介绍")}, "基地 虚构馆：照片由 1 项变成 2 项"},
		"another photo":      {[]string{"bases/a.md", base, edited(base, "a.jpg", "b.jpg")}, "基地 虚构馆：照片改了"},
		"the name":           {[]string{"bases/a.md", base, edited(base, "虚构馆", "新馆")}, "基地 虚构馆：名称由 虚构馆 改为 新馆"},
		"the file's name":    {[]string{"bases/a.md", base, "-", "bases/b.md", "-", edited(base, "0396-1", "0396-2")}, "从 bases/a.md 移到 bases/b.md：基地 虚构馆\n基地 虚构馆：电话由 0396-1 改为 0396-2"},
		"a comment":          {[]string{"bases/a.md", base, edited(base, " # 注", "")}, "bases/a.md 只改了写法（空格、注释、次序、编码），内容没有变"},
		"the encoding":       {[]string{"bases/a.md", base, gbk}, "bases/a.md 只改了写法（空格、注释、次序、编码），内容没有变"},
		"a slip":             {[]string{"bases/a.md", base, edited(base, "\"0396-1\"", "“0396-1")}, "改了 bases/a.md，里面有读不了的地方（运行 check 看）"},
		"a slip mended":      {[]string{"bases/a.md", edited(base, "\"0396-1\"", "“0396-1"), base}, "改了 bases/a.md，以前有读不了的地方"},
		"no fence":           {[]string{"bases/a.md", base, "介绍"}, "改了 bases/a.md，里面有读不了的地方（运行 check 看）"},
		"an activity":        {[]string{"activities/2026.toml", log, edited(log, "30", "300")}, "活动 2026-03-05《讲座》：参加人次由 30 改为 300"},
		"its day":            {[]string{"activities/2026.toml", log, edited(log, "2026-03-05", "2026-03-15")}, "活动 2026-03-05《讲座》：日期由 2026-03-05 改为 2026-03-15"},
		"its title":          {[]string{"activities/2026.toml", log, edited(log, "讲座", "科普讲座")}, "活动 2026-03-05《讲座》：标题由 讲座 改为 科普讲座"},
		"an activity gone":   {[]string{"activities/2026.toml", log, edited(log, "[[activity]]\ndate = 2026-03-06\ntitle = \"参观\"\nbase = \"虚构馆\"\n\n", "")}, "删除活动：2026-03-06《参观》"},
		"a return":           {[]string{"activities/2026.toml", log, edited(log, "1200", "1300")}, "年度数据 虚构馆 2026：接待人次由 1200 改为 1300"},
		"a figure unknown":   {[]string{"activities/2026.toml", log, edited(log, "visitors = 1200\n", "")}, "年度数据 虚构馆 2026：删去了接待人次（原来是 1200）"},
		"many":               {[]string{"activities/2026.toml", log, log + "\n" + many}, "新增活动 7 个：2026-04-01《活动1》、2026-04-02《活动2》、2026-04-03《活动3》、2026-04-04《活动4》、2026-04-05《活动5》 等 7 个"},
		"a log split":        {[]string{"activities/2026.toml", log, "-", "activities/2026/a.toml", "-", log}, "从 activities/2026.toml 移到 activities/2026/a.toml：活动 2026-03-05《讲座》、活动 2026-03-06《参观》、年度数据 虚构馆 2026"},
		"the order":          {[]string{"activities/2026.toml", many, many[len(many)/7*3:] + many[:len(many)/7*3]}, "activities/2026.toml 只改了写法（空格、注释、次序、编码），内容没有变"},
		"settings":           {[]string{"site.toml", "title = \"甲\"\n[organiser]\nname = \"科协\"\n[[county]]\nid = \"a\"\nname = \"甲县\"\n", "title = \"乙\"\n[organiser]\nname = \"市科协\"\n[[county]]\nid = \"a\"\nname = \"甲区\"\n"}, "县区 甲县：名称由 甲县 改为 甲区\n网站设置 site.toml：标题由 甲 改为 乙；主办单位的名称由 科协 改为 市科协"},
		"a naming":           {[]string{"designations.toml", "-", "[[designation]]\nlevel = \"city\"\ndate = 2026-03-01\nbases = [\"虚构馆\"]\n"}, "新增命名：2026-03-01 city"},
		"a notice":           {[]string{"notices/n.md", "+++\ntitle = \"旧\"\ndate = 2026-01-01\n+++\n", "+++\ntitle = \"旧\"\ndate = 2026-01-02\n+++\n正文\n"}, "通知 旧：日期由 2026-01-01 改为 2026-01-02；新写了正文"},
		"a picture":          {[]string{"bases/a/1.jpg", "-", "x"}, "新增图片 bases/a/1.jpg"},
		"a picture replaced": {[]string{"bases/a/1.jpg", "x", "y"}, "换了图片 bases/a/1.jpg"},
		"an attachment gone": {[]string{"notices/a.pdf", "x", "-"}, "删除附件 notices/a.pdf"},
		"sources":            {[]string{"SOURCES.md", "x", "y"}, "改了没有记录的文件 SOURCES.md"},
		"an empty file":      {[]string{"activities/2026.toml", log, ""}, "删除年度数据：虚构馆 2026\n删除活动：2026-03-05《讲座》\n删除活动：2026-03-06《参观》"},
		"a long value":       {[]string{"bases/a.md", edited(base, "0396-1", long), edited(base, "0396-1", long+"尾")}, "基地 虚构馆：电话由 …长长长长长长长长长长 改为 …长长长长长长长长长长尾"},
		"a list":             {[]string{"bases/a.md", edited(base, "free", "alias = [\"甲\"]\nfree"), edited(base, "free", "alias = [\"甲\", \"乙\"]\nfree")}, "基地 虚构馆：别名由 甲 改为 甲、乙"},
		"an unknown key":     {[]string{"bases/a.md", base, edited(base, "free", "vistors = 3\nfree")}, "基地 虚构馆：新写了vistors：3"},
	} {
		if got := said(c.files...); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}

// Whatever stands in the files, it is told of each that differs.
func FuzzNoFileIsPassedOverInSilence(f *testing.F) {
	f.Add(base, log)
	f.Add(log, "")
	f.Add("title", "+++\n+++")
	f.Fuzz(func(t *testing.T, a, b string) {
		if a == b {
			return
		}
		for _, name := range []string{"bases/a.md", "activities/2026.toml", "site.toml", "designations.toml", "exchange.toml"} {
			for _, files := range [][]edit.FileChange{{{Path: name, Before: []byte(a), After: []byte(b)}}, {{Path: name, After: []byte(b)}}, {{Path: name, Before: []byte(a)}}} {
				if len(Of(files)) == 0 {
					t.Fatalf("nothing is said of %s", name)
				}
			}
		}
	})
}
