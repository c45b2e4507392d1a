package markdown

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"

	"kepu/generator/diag"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// sample is a page of about 1.5 KB as a base would write it.
const sample = `# 示例气象科普基地

示例气象科普基地面向中小学生和社会公众**免费开放。**馆内设有*气象观测*、人工影响天气、防灾减灾三个展区，
每年接待参观者约一万人次，详见[年度总结](../reports/2017.md)。

## 开放时间

| 日期 | 上午 | 下午 |
| :--- | :---: | ---: |
| 周二至周五 | 9:00-11:30 | 14:30-17:00 |
| 周六、周日 | 9:00-12:00 | 14:00-17:30 |

## 特色活动

- 气象观测员体验：在工作人员带领下读取温度、湿度和风速，填写观测记录表；
- 云的课堂：认识**十种云**，动手制作云图[^1]；
- 世界气象日开放日：参观天气预报制作流程，与预报员面对面交流。

![观测场全貌](guancechang.jpg "观测场全貌")

## 参观须知

1. 团体参观请提前三天预约，电话：0396-0000000；
2. 请勿触摸仪器，请照看好儿童；
3. 更多消息请访问 https://example.org/kepu/ 。

> 科学普及是实现创新发展的重要基础性工作，请把科普放在与科技创新同等重要的位置。

本基地由示例县气象局管理，场馆面积八百平方米，配有科普讲解员四名，讲解时长约四十分钟，适合小学三年级以上的学生。

[^1]: 云图由本基地编印。
`

const summary = "走进示例小学开展气象科普讲座，讲解台风、暴雨等灾害的成因和防御办法，发放资料300份，1200名师生参加。"

func BenchmarkParse(b *testing.B) {
	f := diag.NewFile("a.md", sample)
	for b.Loop() {
		var ps diag.List
		Parse(sample, Origin{File: f, End: len(sample), Exact: true}, &ps)
	}
}

func BenchmarkParseAndHTML(b *testing.B) {
	f := diag.NewFile("a.md", sample)
	for b.Loop() {
		var ps diag.List
		Parse(sample, Origin{File: f, End: len(sample), Exact: true}, &ps).HTML(func(Link) Target { return Target{URL: "a.html"} })
	}
}

func BenchmarkHTML(b *testing.B) {
	d, _ := read(sample)
	for b.Loop() {
		d.HTML(func(Link) Target { return Target{URL: "a.html"} })
	}
}

func BenchmarkSummary(b *testing.B) {
	f := diag.NewFile("a.toml", summary)
	for b.Loop() {
		var ps diag.List
		Parse(summary, Origin{File: f, End: len(summary)}, &ps)
	}
}

func BenchmarkSummaryTheLongWay(b *testing.B) {
	for b.Loop() {
		long(summary)
	}
}

// BenchmarkGoldmark is the library alone with the same extensions.
func BenchmarkGoldmark(b *testing.B) {
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList,
		extension.NewCJK(extension.WithEastAsianLineBreaks(extension.EastAsianLineBreaksCSS3Draft), extension.WithEscapedSpace())))
	source := []byte(sample)
	for b.Loop() {
		if err := m.Convert(source, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGoldmarkToBuffer(b *testing.B) {
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList, extension.CJK))
	for b.Loop() {
		var out bytes.Buffer
		if err := m.Convert([]byte(sample), &out); err != nil {
			b.Fatal(err)
		}
	}
}

// TestManyAtOnce holds, under the race detector, that texts can be read side by side.
func TestManyAtOnce(t *testing.T) {
	d, ps := read(sample)
	want := page(d) + said(ps)
	if len(ps) > 0 || !strings.Contains(want, "<figcaption>") {
		t.Error(want)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if d, ps := read(sample); page(d)+said(ps) != want {
					t.Error("another page")
				}
			}
		})
	}
	wg.Wait()
}
