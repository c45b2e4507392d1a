package theme_test

import "kepu/generator/view"

func titleBatch(i int, life string) view.TitleBatch {
	return view.TitleBatch{Roster: rosters()[i], Life: life}
}

func fullTitles() view.Titles {
	cells := func(texts ...string) []view.TitleCell {
		var out []view.TitleCell
		for i, id := range []string{"in", "soon", "may", "expired", "revoked"} {
			out = append(out, view.TitleCell{State: id, Text: texts[i], Unknown: texts[i] == "未查到"})
		}
		return out
	}
	national := titleBatch(0, `[["2022-11-01","in","有效"],["2026-01-01","expired","已过有效期"]]`)
	national.Entries = []view.TitleEntry{{Name: "示例市气象科普馆", URL: "base.html", County: "示例区", Words: "已过有效期", Facets: "level=national|county=c0|state=expired"}}
	municipal := titleBatch(2, `[["2015-01-01","in","有效期未查到"],["2016-01-01","may","有效期未查到"]]`)
	municipal.Entries = []view.TitleEntry{
		{Name: "示例市青少年学生校外活动中心", URL: "base.html", County: "示例区", Words: "有效期未查到", Facets: "level=municipal|county=c0|state=may"},
		{Name: "甲县气象局", URL: "base.html", County: "甲县", Words: "已撤销（2019年）", Life: `[["2015-01-01","in","有效期未查到"],["2016-01-01","may","有效期未查到"],["2019-01-01","revoked","已撤销（2019年）"]]`, Facets: "level=municipal|county=c1|state=revoked"},
		{Name: "另有16家没有列出名称", Nameless: true, Words: "有效期未查到", Number: "16", Facets: "level=municipal|state=may"},
	}
	county := titleBatch(3, `[["2014-01-01","in","有效期未注明"]]`)
	county.Entries = []view.TitleEntry{
		{Name: "虚构的第一小学", Words: "有效期未注明", Facets: "level=county|state=in"},
		{Name: "这一批的总数没有查到，可能还有", Nameless: true, Number: "0", Least: true, Facets: "level=county|state=in"},
	}
	provincial := titleBatch(1, `[["2017-01-01","in","有效"],["2028-01-01","expired","已过有效期"]]`)
	provincial.Now = "在册11个"
	provincial.Parts = []view.Link{{Name: "名单", URL: "part.html"}, {Name: "名单（2）", URL: "part-2.html"}}
	return view.Titles{
		Frame: frame("称号台账", "titles.html", "基地名录"), Heading: "称号台账", Lead: "4批命名，至少33个称号，其中27个没有查到给了谁。", AsOf: "2026年1月9日",
		Columns: []view.TitleState{{ID: "in", Name: "在册", Words: []string{"在册"}}, {ID: "soon", Name: "其中一年内到期", Words: []string{"其中", "一年内", "到期"}}, {ID: "may", Name: "有效期未查到", Words: []string{"有效期", "未查到"}}, {ID: "expired", Name: "已过有效期", Words: []string{"已过", "有效期"}}, {ID: "revoked", Name: "已撤销", Words: []string{"已撤销"}}},
		Sums: []view.TitleSum{
			{Name: "全国", LevelRank: 1, Cells: cells("0", "0", "0", "1", "0"), Total: view.TitleCell{Text: "1"}},
			{Name: "市级", LevelRank: 3, Cells: cells("未查到", "0", "17", "0", "1"), Total: view.TitleCell{Text: "至少18"}},
			{Name: "合计", Cells: cells("至少12", "3", "17", "1", "1"), Total: view.TitleCell{Text: "至少33"}, All: true},
		},
		Filter: []view.Facet{{Key: "state", Label: "状态", Options: []view.FacetOption{{Value: "in", Name: "在册", Count: 12}, {Value: "may", Name: "有效期未查到", Count: 17}}}},
		Groups: []view.TitleGroup{
			{ID: "g-1", Name: "全国", LevelRank: 1, Row: 0, Batches: []view.TitleBatch{national}},
			{ID: "g-2", Name: "省级", LevelRank: 2, Row: 1, Batches: []view.TitleBatch{provincial}},
			{ID: "g-3", Name: "市级（科技厅）", LevelRank: 3, Row: 2, Batches: []view.TitleBatch{municipal}},
			{ID: "g-4", Name: "县级", LevelRank: 4, Row: 3, Batches: []view.TitleBatch{county}},
		},
		Ratings: []view.Evaluation{{
			ID: "r-2025-1", Name: "2025年度考核", Date: "2025年12月", Results: "优秀5家，限期整改2家", Documents: []string{"示科协〔2025〕90号"}, More: 1,
			Orders: []view.RatingOrder{
				{Link: view.Link{Name: "虚构甲馆", URL: "base.html"}, Result: "限期整改", Deadline: "2025年12月31日", Passed: "期限已过，整改结果没有记录"},
				{Link: view.Link{Name: "虚构乙馆", URL: "base.html"}, Result: "限期整改", Deadline: "2026年6月30日", Days: `[["2026-07-01","期限已过，整改结果没有记录"]]`},
			},
			Sources: []view.Source{{Name: "示例市科普档案（虚构）"}},
		}},
		Downloads: []view.Attachment{{Name: "全部称号", URL: "../data/titles.csv", Type: "CSV"}},
	}
}
