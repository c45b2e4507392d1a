package acceptance

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"strings"
	"testing"

	"kepu/generator/pages"
)

// indexPart is a part of the search as pages writes it.
type indexPart struct {
	Name   string     `json:"part"`
	Tell   string     `json:"tell,omitempty"`
	Docs   [][]string `json:"docs"`
	Read   string     `json:"read"`
	Old    string     `json:"old"`
	Parts  []partName `json:"parts"`
	Same   [][]string `json:"same,omitempty"`
	Sounds string     `json:"sounds,omitempty"`
}

type partName struct {
	Name    string `json:"part"`
	Label   string `json:"label"`
	Piece   string `json:"piece"`
	Count   int    `json:"count"`
	Names   bool   `json:"names"`
	Version string `json:"v"`
}

const (
	searchFolder = "assets/search/"
	searchBefore = "(self.kepuSearch=self.kepuSearch||[]).push("
	searchAfter  = ");\n"
)

func readPart(t *testing.T, tr *tree, name string) (p indexPart) {
	t.Helper()
	text := string(tr.files[searchFolder+name+".js"])
	text = strings.TrimSuffix(strings.TrimPrefix(text, searchBefore), searchAfter)
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p indexPart) put(t *testing.T, tr *tree) {
	t.Helper()
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	tr.files[searchFolder+p.Name+".js"] = []byte(searchBefore + string(data) + searchAfter)
}

// cutIndex is the tree with an index such as a large city has: names apart, two pieces of
// everything, of which each is said to have so many entries.
func cutIndex(t *testing.T, of *tree, count int) *tree {
	t.Helper()
	tr := &tree{files: maps.Clone(of.files), pages: of.pages, ids: of.ids, refs: of.refs}
	first := readPart(t, tr, "bases")
	names := indexPart{Name: "names", Tell: first.Tell, Read: first.Read, Old: first.Old}
	var counties [][]string
	for _, d := range first.Docs {
		if strings.HasPrefix(d[1], "counties/") {
			counties = append(counties, d)
		} else {
			names.Docs = append(names.Docs, d)
		}
	}
	first.Docs = counties
	names.put(t, tr)
	var parts []partName
	for _, p := range append([]partName{{Name: "names", Label: "基地的名称", Names: true}}, first.Parts...) {
		whole := readPart(t, tr, p.Name)
		for i, docs := range [][][]string{whole.Docs[:len(whole.Docs)/2], whole.Docs[len(whole.Docs)/2:]} {
			piece := whole
			piece.Name, piece.Docs = fmt.Sprintf("%s-%d", p.Name, i+1), docs
			piece.put(t, tr)
			parts = append(parts, partName{piece.Name, p.Label, fmt.Sprintf("第%d部分", i+1), count, p.Names, p.Version})
		}
	}
	first.Parts = parts
	first.put(t, tr)
	return tr
}

// TestSearchInABrowser looks for things in an index made up for it.
func TestSearchInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to search in Chromium; .ci/run does")
	}
	o := makeOffline(t, pages.Options{Offline: true})
	b := startBrowser(t)
	for _, c := range []struct {
		name string
		tree *tree
		test func(*walk)
	}{
		{"WholeNamesFirst", madeUpIndex(t, o.tree), (*walk).wholeFirst},
		{"Table", slipIndex(t, o.tree), (*walk).table},
		{"InputMethod", madeUpIndex(t, o.tree), (*walk).inputMethod},
		{"KeysRest", madeUpIndex(t, o.tree), (*walk).keysRest},
		{"ManyWaysToSpell", madeUpIndex(t, o.tree), (*walk).manyWays},
		{"MissingPart", withoutPart(t, o.tree, ""), (*walk).missingPart},
		{"NoIndex", withoutPart(t, o.tree, "bases"), (*walk).noIndex},
		{"PartThatIsNoScript", withoutPart(t, o.tree, "<!doctype html>"), (*walk).missingPart},
	} {
		t.Run(c.name, func(t *testing.T) {
			tb, closeTab, err := b.open()
			if err != nil {
				t.Fatal(err)
			}
			defer closeTab()
			c.test(&walk{t, tb, origins["folder"](t, c.tree)})
		})
	}
}

func madeUpIndex(t *testing.T, of *tree) *tree {
	t.Helper()
	tr := &tree{files: maps.Clone(of.files), pages: of.pages, ids: of.ids, refs: of.refs}
	indexPart{Name: "bases", Read: "a啊ba坝ge歌ke科ji技guan馆shi市zhong中", Docs: [][]string{
		{"青山科技馆新馆", "bases/a.html", "青山县 场馆", "山馆"},
		{"科技馆之友协会", "bases/b.html", "青山县 社团"},
		{"市科学技术活动中心", "bases/c.html", "青山县 场馆", "科技馆|科技 中心"},
		{"中科技馆", "bases/d.html", "青山县 场馆"},
		{"东湖气象局", "bases/e.html", "东湖县 气象"},
		{"气象局东湖观测站", "bases/f.html", "青山县 气象"},
		{"停车场边的馆", "bases/g.html", "青山县 场馆"},
		{"北坡馆", "bases/h.html", "青山县 场馆", "", "停车场"},
		{"科技馆里的讲座", "activities/2020.html#_1", "2020年", "市科学技术活动中心"},
		{strings.Repeat("啊", 24), "bases/i.html", "青山县"},
	}}.put(t, tr)
	return tr
}

func (w *walk) wholeFirst() {
	for _, c := range []struct{ words, first string }{
		{"科技馆", "市科学技术活动中心"}, // its alias, whole; the others have it as a part
		{"kejiguan", "市科学技术活动中心"},
		{"kjg", "市科学技术活动中心"},
		{"科技中心", "市科学技术活动中心"},
		{"科技 中心", "市科学技术活动中心"},
		{"中科技馆", "中科技馆"},
		{"东湖 气象局", "东湖气象局"}, // a name that is written in two
		{"停车场", "北坡馆"},      // what it has, whole
		{"市科学技术活动中心", "市科学技术活动中心"},
		{"讲座", "科技馆里的讲座"},
	} {
		w.open("search.html?q=" + url.QueryEscape(c.words))
		w.until(c.words+" finds "+c.first+" first", fmt.Sprintf(`document.querySelector("[data-results] a").textContent === %q`, c.first))
	}
}

// slipIndex is an index of made-up things in which slips, synonyms and words of every sort can be looked for, with the sounds of
// a real one.
func slipIndex(t *testing.T, of *tree) *tree {
	t.Helper()
	tr := &tree{files: maps.Clone(of.files), pages: of.pages, ids: of.ids, refs: of.refs}
	indexPart{
		Name: "bases", Tell: "又名",
		Read: "ai爱ban班bi泌cha嵖dan单di地dong东er二fei费fang防feng风gao高gong公guan观馆guo国hai海he河hong洪hu湖hui汇ji基技jia家jiao教jie节jing景ju局ka咖ke科kai开le乐mian免min民miao苗nei内nong农ping平pu普qi气qu区ren人shan山shang上sheng生省shi示市shui水tian天tie铁wang望wen文xi西xian县xiang象xue学xiao校ya岈yan研yang阳ye业yin银yu育yuan园yun云zhi治zhan站zhong中zi自chang场",
		Docs: [][]string{
			{"泌阳县", "counties/biyang.html", "3 家基地"},
			{"银杏气象科普馆", "bases/a.html", "泌阳县 气象 市级 免费", "市气象馆"},
			{"嵖岈山地质园", "bases/b.html", "西平县 景区 省级"},
			{"AI爱科学园", "bases/c.html", "西平县 场馆"},
			{"爱民防灾观", "bases/d.html", "泌阳县 场馆"},
			{"望湖景区", "bases/e.html", "泌阳县 景区 市级"},
			{"东海市科技馆", "bases/f.html", "西平县 场馆 市级"},
			{"高铁教育基地", "bases/g.html", "泌阳县 学校", "铁路馆"},
			{"西平县气象局", "bases/h.html", "西平县 气象"},
		},
		Same:   [][]string{{"景区", "公园"}, {"免费", "不要钱"}, {"人工智能", "AI"}},
		Sounds: "0",
		Parts: []partName{
			{Name: "about", Label: "基地的地址和介绍", Count: 2, Version: "0"}, {Name: "articles", Label: "总结、通知和说明", Count: 1, Version: "0"}, {Name: "2016", Label: "2016年的活动", Count: 4, Version: "0"},
		},
	}.put(t, tr)
	indexPart{Name: "about", Tell: "|设施|地址|评估|活动", Read: "ting停che车", Docs: [][]string{
		{"", "bases/g.html", "", "", "停车场|母婴室\t文化路1号\t\t航天|天文", "这里讲高速铁路。"},
		{"", "bases/e.html", "", "", "\t停车场路2号"},
	}}.put(t, tr)
	indexPart{Name: "articles", Tell: "|文号|作者|来源", Docs: [][]string{{"泌阳县气象科普月的通知", "notices/a.html", "2016年 通知", "", "示科协〔2016〕1号"}}}.put(t, tr)
	indexPart{Name: "2016", Tell: "基地|主题|地点|主办", Read: "yue月", Docs: [][]string{
		{"免费参观气象馆", "activities/2016.html#_1", "2016年 泌阳县", "银杏气象科普馆", "气象\t世纪广场"},
		{"科普日：航天讲座", "activities/2016.html#_2", "2016年 西平县", "高铁教育基地", "航天"},
		{"望湖公园健步走", "activities/2016.html#_3", "2016年 泌阳县", "望湖景区"},
		{"人工智能体验", "activities/2016.html#_4", "2016年 泌阳县"},
	}}.put(t, tr)
	return tr
}

// table: what is typed, what is found first, and the reason that is shown ("" where none is).
func (w *walk) table() {
	for _, c := range []struct{ words, first, why string }{
		{"免费", "银杏气象科普馆", ""}, // and not the activity that has it in its title
		{"免费 泌阳", "银杏气象科普馆", ""},
		{"不要钱", "银杏气象科普馆", "同义：免费"},
		{"气象", "银杏气象科普馆", ""}, // of two alike the first
		{"气象馆", "银杏气象科普馆", "又名：市气象馆"},
		{"气像馆", "银杏气象科普馆", "同音，又名：市气象馆"},
		{"qixaing", "银杏气象科普馆", "近似：气象"},
		{"qixang", "银杏气象科普馆", "近似：气象"},
		{"qiixang", "银杏气象科普馆", "近似：气象"},
		{"qixiiang", "银杏气象科普馆", "近似：气象"},
		{"qisiang", "银杏气象科普馆", "近似：气象"},
		{"查牙山", "嵖岈山地质园", "同音：嵖岈山"},
		{"嵯岈山", "嵖岈山地质园", "近似：嵖岈山"},
		{"chayashan", "嵖岈山地质园", ""},
		{"东海科技馆", "东海市科技馆", "近似：东海市科技馆"},
		{"AI", "AI爱科学园", ""},
		{"ai", "AI爱科学园", ""},
		{"爱", "爱民防灾观", ""}, // at the beginning
		{"望湖公园", "望湖景区", "同义：望湖景区"},
		{"停车场", "高铁教育基地", "设施：停车场"},
		{"停车场路", "望湖景区", "地址：停车场路2号"},
		{"航天", "高铁教育基地", "活动：航天"}, // a base before what happened there
		{"航天讲座", "科普日：航天讲座", ""},
		{"泌阳", "泌阳县", ""},
		{"biyagn", "泌阳县", "近似：泌阳"},
		{"必阳县", "泌阳县", "同音：泌阳县"},
		{"xipng", "西平县气象局", "近似：西平"},
		{"省级", "嵖岈山地质园", ""},
		{"学校", "高铁教育基地", ""},
		{"世纪广场", "免费参观气象馆", "地点：世纪广场"},
		{"示科协〔2016〕1号", "泌阳县气象科普月的通知", "文号：示科协〔2016〕1号"},
	} {
		w.open("search.html?q=" + url.QueryEscape(c.words))
		w.until(c.words+" finds "+c.first+" first, "+c.why, fmt.Sprintf(`(() => { const li = document.querySelector("[data-results] li");
			return li && li.querySelector("a").textContent === %q && [...li.querySelectorAll(".soft")].map(p => p.textContent).filter(s => s.includes("：")).join() === %q })()`, c.first, c.why))
	}
	w.open("search.html?q=" + url.QueryEscape("气像馆"))
	w.until("a guess is said to be one", `document.querySelector("[data-count]").textContent.startsWith("没有“气像馆”，按同音或相近的找到 ")`)
	w.open("search.html?q=" + url.QueryEscape("气象"))
	w.until("bases are counted apart", `/^找到 \d+ 条，其中基地 2 家$/.test(document.querySelector("[data-count]").textContent)`)
	w.open("search.html?q=" + url.QueryEscape("魑魅魍魉"))
	w.until("what is not there is not found", `document.querySelector("[data-count]").textContent.startsWith("没有找到")`)
}

// inputMethod: nothing is looked for, and no arrow taken, while an input method is at work.
func (w *walk) inputMethod() {
	w.open("search.html")
	w.do(`const q = document.querySelector("[name=q]"), list = document.querySelector("[data-results]");
		window.looks = 0;
		new MutationObserver(() => window.looks++).observe(list, {childList: true});
		q.focus();
		q.dispatchEvent(new CompositionEvent("compositionstart"));
		q.value = "qing'shan";
		q.dispatchEvent(new InputEvent("input", {bubbles: true, isComposing: true}));
		window.taken = !q.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown", isComposing: true, bubbles: true, cancelable: true}));
		setTimeout(() => { window.early = window.looks; q.value = "青山"; q.dispatchEvent(new CompositionEvent("compositionend", {data: "青山"})); }, 600)`)
	w.until("then it is", `document.querySelector("[data-results] a") && document.querySelector("[data-results] a").textContent === "青山科技馆新馆"`)
	w.until("and not before", `window.early === 0 && window.looks === 1 && !window.taken`)
}

// keysRest: nothing is looked for between two key strokes, and what was typed last is.
func (w *walk) keysRest() {
	w.open("search.html")
	w.do(`const q = document.querySelector("[name=q]"), type = s => { q.value = s; q.dispatchEvent(new InputEvent("input", {bubbles: true})); };
		window.looks = 0;
		new MutationObserver(() => window.looks++).observe(document.querySelector("[data-results]"), {childList: true});
		for (const s of ["青", "青山", "青山科", "青山科技", "青山科技馆"]) type(s)`)
	w.until("the last word is looked for", `document.querySelector("[data-results] a").textContent === "青山科技馆新馆"`)
	w.until("once", `window.looks === 1`)
	w.until("and stands in the address", `new URLSearchParams(location.search).get("q") === "青山科技馆"`)
	w.do(`const q = document.querySelector("[name=q]"); q.value = "东湖气象局"; q.form.requestSubmit(); window.now = document.activeElement.textContent`)
	w.until("the key that sends it does not wait", `window.now === "东湖气象局"`)
}

// manyWays: letters that can be spelled in many ways take no longer than others.
func (w *walk) manyWays() {
	w.open("search.html?q=" + strings.Repeat("a", 39) + "b")
	w.until("it ends", `document.querySelector("[data-count]").textContent.startsWith("没有找到")`)
	w.open("search.html?q=" + strings.Repeat("a", 24))
	w.until("it is found", `document.querySelector("[data-results] a").textContent.startsWith("啊啊啊")`)
}

// withoutPart is the tree with an index of which nothing but the first part can be had, or
// without that too.
func withoutPart(t *testing.T, of *tree, instead string) *tree {
	t.Helper()
	tr := &tree{files: maps.Clone(of.files), pages: of.pages, ids: of.ids, refs: of.refs}
	if instead == "bases" {
		delete(tr.files, searchFolder+"bases.js")
		return tr
	}
	for _, p := range readPart(t, tr, "bases").Parts {
		delete(tr.files, searchFolder+p.Name+".js")
		if instead != "" {
			tr.files[searchFolder+p.Name+".js"] = []byte(instead)
		}
	}
	return tr
}

func (w *walk) missingPart() {
	w.open("search.html?q=" + url.QueryEscape("这里没有的词"))
	w.until("it ends, and what was not read is said", `/^读到的里面没有找到。没有读到.*2025年的活动.*的索引，结果可能不全。$/.test(document.querySelector("[data-count]").textContent)`)
	w.until("it can be tried again", `!document.querySelector("[data-all]").hidden && document.querySelector("[data-all] button").textContent.startsWith("再试：")`)
	w.do(`window.parts = document.scripts.length; document.querySelector("[data-all] button").click()`)
	w.until("a touch does", `document.scripts.length > window.parts && document.querySelector("[data-count]").textContent.includes("没有读到")`)
	w.open("search.html?q=qsx")
	w.until("what is there is found, with the same words", `document.querySelector("[data-results] a").textContent === "确山县" && document.querySelector("[data-count]").textContent.includes("结果可能不全")`)
}

func (w *walk) noIndex() {
	w.open("search.html?q=qsx")
	w.until("a missing index is said", `document.querySelector("[data-count]").textContent.startsWith("没有读到索引")`)
	w.do(`const q = document.querySelector("[name=q]"); q.value = "确山"; q.form.requestSubmit()`)
	w.until("and is said again", `document.querySelector("[data-count]").textContent.includes("没有读到索引")`)
}

// TestLongIndexInABrowser looks for things in an index of many parts.
func TestLongIndexInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to search in Chromium; .ci/run does")
	}
	o := makeOffline(t, pages.Options{Offline: true})
	b := startBrowser(t)
	for _, c := range []struct {
		name, origin string
		count        int
		test         func(*walk)
	}{
		{"Disk", "disk", 6000, (*walk).search},
		{"Server", "folder", 1, (*walk).search},
		{"OnRequest", "folder", 6000, (*walk).moreParts},
	} {
		t.Run(c.name, func(t *testing.T) {
			tb, closeTab, err := b.open()
			if err != nil {
				t.Fatal(err)
			}
			defer closeTab()
			w := &walk{t, tb, origins[c.origin](t, cutIndex(t, o.tree, c.count))}
			c.test(w)
			w.calm()
		})
	}
}

// moreParts finds names unasked, and the rest when the button that names it is pressed.
func (w *walk) moreParts() {
	const button = `document.querySelector("[data-all] button")`
	w.open("search.html?q=xgkfkpg")
	w.until("names come unasked", `document.querySelector("[data-results] a").textContent === "虚构开放科普馆"`)
	w.until("the button says which pieces it would load", button+`.textContent === "再查：总结、通知和说明（第1部分）"`)
	w.do(button + `.click()`)
	w.until("and which come then", button+`.textContent === "再查：总结、通知和说明（第2部分）"`)
	w.open("search.html?q=%E4%B8%96%E7%BA%AA%E5%B9%BF%E5%9C%BA") // 世纪广场
	w.until("activities wait to be asked for", `document.querySelector("[data-count]").textContent.startsWith("没有找到")`)
	w.until("all parts can be had", `(() => { const b = `+button+`; if (!b.parentElement.hidden) b.click(); return b.parentElement.hidden })()`)
	w.until("and it is found", `document.querySelector("[data-results] a").textContent === "全国科普月：高校师生到世纪广场宣传科普"`)
}
