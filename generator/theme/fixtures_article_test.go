package theme_test

import (
	"html/template"

	"kepu/generator/chart"
	"kepu/generator/view"
)

func fullArticles() view.Articles {
	return view.Articles{Frame: frame("报告", "reports/index.html", ""), Heading: "报告", Lead: "历年的工作总结、计划和评估报告。", Items: append(articles(5), view.ArticleItem{Title: "没有写日期的总结（示例）", URL: "article.html"})}
}

func fullArticle() view.Article {
	body := `<h2 id="yi">一、基本情况</h2>
<p>示例市现有各级科普教育基地48个，其中省级14个、市级34个。<strong>这份总结是虚构的</strong>，用来看正式文章的样子。“科普日”期间（9月17日至23日），全市开展活动12场，参加人次2,700<sup class="footnote-ref" id="fnref-1"><a href="#fn-1" role="doc-noteref">1</a></sup>。</p>
<h3 id="yi-1">（一）命名</h3>
<p>2015年命名18个，2016年命名17个，名单见下表。</p>
<div class="table-scroll"><table>
<thead><tr><th scope="col">年份</th><th scope="col" class="align-right">市级</th><th scope="col" class="align-right">省级</th><th scope="col" class="align-center">督导</th></tr></thead>
<tbody><tr><td>2015年</td><td class="align-right">18</td><td class="align-right">0</td><td class="align-center">两次</td></tr>
<tr><td>2016年</td><td class="align-right">17</td><td class="align-right">3</td><td class="align-center">一次</td></tr></tbody>
</table></div>
<h3 id="yi-2">（二）活动</h3>
<ol>
<li>科技活动周：走进示例市青少年学生校外活动中心</li>
<li>全国科普日：<a href="https://example.org/kepuri">主场活动</a></li>
</ol>
<h2 id="er">二、存在的问题</h2>
<blockquote>
<p>有的县区对科普教育基地重视不够，活动少，记录不全。</p>
</blockquote>
<p>人次<del>都已</del>只有一部分上报，用 <code>participants</code> 一栏填写：</p>
<pre><code>participants = 1200
</code></pre>
<ul>
<li><input type="checkbox" checked disabled> 补报2015年的人次</li>
<li><input type="checkbox" disabled> 补报2016年的人次</li>
</ul>
<dl>
<dt>参加人次</dt>
<dd>到场的人次，线上的另计。</dd>
</dl>
<figure><img src="photo1.png" alt="示例照片" width="1200" height="800"><figcaption>主场活动（示例）</figcaption></figure>
<h2 id="san">三、下一步打算</h2>
<p>每个县区每年至少办一场活动，基地每月报一次数字。</p>
<section class="footnotes" role="doc-endnotes" aria-label="注释">
<ol>
<li id="fn-1">
<p>12条记录中9条已报。 <a class="footnote-back" href="#fnref-1" role="doc-backlink" aria-label="回到正文">↩</a></p>
</li>
</ol>
</section>
`
	return view.Article{
		Frame: frame("示例市科普教育基地2016年度工作总结", "reports/2016.html", "报告"), Title: "示例市科普教育基地2015—2016年度工作总结",
		Section: "报告", Kind: "工作总结", Years: "2015—2016年", Date: "2016年12月20日", DateTime: "2016-12-20", Author: "示例市科学技术协会科普部",
		Source: view.Source{Name: "示例市科学技术协会"}, Document: "示例科协〔2016〕12号", Word: "2016.docx", Summary: "两年来基地的命名、活动和督导情况，以及存在的问题和下一年的打算。",
		Contents: []view.ContentsItem{
			{Name: "一、基本情况", URL: "#yi", Items: []view.ContentsItem{{Name: "（一）命名", URL: "#yi-1", Items: nil}, {Name: "（二）活动", URL: "#yi-2", Items: nil}}},
			{Name: "二、存在的问题", URL: "#er", Items: nil}, {Name: "三、下一步打算", URL: "#san", Items: nil}},
		Body: quotedBlocks(template.HTML(body)), Quoted: quotedNumbers(), SideBySide: sideBySide(), ByYear: true, Bases: cards(3),
		Attachments: []view.Attachment{{Name: "2016年活动汇总表（示例）", URL: "files/2016.xlsx", Size: "24 KB", Type: "Excel 表格"}, {Name: "报名表", URL: "files/a.pdf", Size: "", Type: ""}},
		Previous:    &view.Link{Name: "示例市科普教育基地2014年度工作总结", URL: "article.html"}, Next: &view.Link{Name: "示例市科普教育基地2017年度工作总结", URL: "article.html"},
	}
}

// quotedBlocks is a text with one of everything that texts quote from the data.
func quotedBlocks(body template.HTML) []view.Block {
	drawn := quotedFigure("_q1")
	table := quotedFigure("_q2")
	table.Chart, table.Open, table.Notes = view.Chart{}, true, []string{"示例：有一批的总数没有查到。"}
	return []view.Block{
		{HTML: body},
		{HTML: `<p>全年举办活动<a class="quoted" href="statistics-year.html#activities" title="2016年活动数">12项</a>，线上<span class="quoted quoted--unknown" title="2016年线上人次">未报</span>。</p>` + "\n"},
		{Figure: &drawn},
		{Figure: &table},
		{Bases: cards(2)},
		{Activities: linked(2), More: "这一年的全部活动", MoreURL: "activities-year.html"},
		{None: "没有符合条件的基地。"},
	}
}

// quotedFigure is a small chart with its table.
func quotedFigure(id string) view.Figure {
	items := []chart.Item{{Label: "2015", Value: chart.Known(8), Text: "8"}, {Label: "2016", Value: chart.Known(12), Text: "12", Strong: true, Partial: true}}
	return view.Figure{
		ID: id, Caption: "历年活动数（项）", Alt: "2015 8 项，2016 12 项。", Chart: view.Chart{Columns: chart.Columns(items, func(n int64) string { return "" })},
		Legend: []view.LegendItem{{Tone: "partial", Name: "没有报全"}}, Source: "数据：活动日志", CSVURL: "statistics.csv", CSVName: "全部数字",
		Table: view.DataTable{Caption: "历年活动数（项）", Head: []view.DataHead{{Name: "年份"}, {Name: "活动数", Unit: "项"}},
			Rows: []view.DataRow{{Name: "2016年", URL: "statistics-year.html", Cells: []view.DataCell{{Text: "12", Note: "示例"}}}, {Name: "2015年", Cells: []view.DataCell{{Text: "未报", Unknown: true}}}}},
	}
}

func quotedNumbers() []view.QuotedNumber {
	return []view.QuotedNumber{{Text: "12项", About: "2016年活动数", URL: "statistics-year.html"}, {Text: "未报", About: "2016年线上人次", Note: "12项活动中0项填报了这个数"}}
}

func sideBySide() *view.Figure {
	f := quotedFigure("_years")
	f.Caption, f.Open, f.Chart = "2015—2016年的数字", true, view.Chart{}
	return &f
}
