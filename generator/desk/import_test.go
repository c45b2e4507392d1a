package desk

import (
	"bytes"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"kepu/generator/docx"
	"kepu/generator/sheet"
)

// drop puts a file on a page of the desk, as a browser does.
func (b *bench) drop(path, name, data string) (status int, page string) {
	b.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	if name != "" {
		w, _ := m.CreateFormFile("file", name)
		io.WriteString(w, data)
	}
	m.Close()
	r, _ := http.NewRequest("POST", b.server.URL+Root+path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Origin", b.server.URL)
	answer, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text)
}

const fromCounty = `2026年甲县科普活动统计表,,,,
序号,时间,活动名称,承办单位,参加人数（人）
1,3月5日,讲座,甲县气象科普馆,200
2,4月1日,展览,,300
3,9月20-22日,科普日开放,甲县气象科普馆、甲县教育局,约300
4,待定,冬季讲座,甲县气象科普馆,
,,合计,,800
`

func TestASheetIsTakenInAndTakenBack(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := b.files()
	log := b.read("activities/2026.toml")
	status, page := b.drop("import", "甲县.csv", fromCounty)
	if status != 200 {
		t.Fatalf("%d\n%s", status, says(page))
	}
	b.must(page, "甲县.csv", "待定", "甲县!B6", "约300", "合计", "没有定的这次不写")
	if got := b.files(); strings.Join(got, " ") != strings.Join(before, " ") {
		t.Fatalf("looking has written %q", got)
	}

	// What is asked is answered; the words of a number are left as they are.
	_, page = b.send(page, "plan", url.Values{"c:甲县!B6": {"10月8日"}, "m:甲县!E5": {"300"}, "n:甲县!D4": {"1"}})
	if strings.Contains(says(page), "要您定的") {
		t.Fatalf("all was answered:\n%s", says(page))
	}
	_, page = b.send(page, "look", nil)
	b.must(page, "activities/甲县.toml", `title = "冬季讲座"`, "date = 2026-10-08", "participants = 300", `hosts = ["甲县教育局"]`, "participants = 200")
	if b.read("activities/2026.toml") != log {
		t.Error("looking has written into the log")
	}
	status, page = b.send(page, "save", nil)
	b.must(page, "已保存", "从 甲县.csv 导入", "撤销")
	if status != 200 || !strings.Contains(b.read("activities/甲县.toml"), "冬季讲座") || !strings.Contains(b.read("activities/2026.toml"), "participants = 200") {
		t.Errorf("%d: the logs are\n%s\n%s", status, b.read("activities/甲县.toml"), b.read("activities/2026.toml"))
	}

	// The same sheet once more has nothing new.
	_, again := b.drop("import", "甲县.csv", strings.Replace(strings.Replace(fromCounty, "待定", "10月8日", 1), "约300", "300", 1))
	_, again = b.send(again, "plan", url.Values{"n:甲县!D4": {"1"}})
	b.must(again, "记录里都有了")
	if strings.Contains(says(again), "看看要写的行") {
		t.Errorf("a second time there is something to write:\n%s", says(again))
	}

	b.send(page, "", nil) // 撤销
	if got := b.files(); strings.Join(got, " ") != strings.Join(before, " ") || b.read("activities/2026.toml") != log {
		t.Errorf("taken back there is %q and\n%s", got, b.read("activities/2026.toml"))
	}
}

func TestWhatIsNotDecidedIsLeftOut(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.drop("import", "甲县.csv", fromCounty)
	_, page = b.send(page, "look", url.Values{"c:甲县!5": {"不要"}})
	b.must(page, "要您定的") // without the word that the rest is to be written
	_, page = b.send(page, "look", url.Values{"later": {"1"}})
	b.must(page, "participants = 200")
	if words := says(page); strings.Contains(words, "冬季讲座") || strings.Contains(words, "科普日开放") {
		t.Errorf("what is not decided, or not wanted, would be written:\n%s", words)
	}
	_, page = b.send(page, "save", nil)
	b.must(page, "已保存")
	// Back in the plan what was decided is still decided.
	_, page = b.drop("import", "甲县.csv", fromCounty)
	_, page = b.send(page, "plan", url.Values{"c:甲县!B6": {"12月5日"}, "c:甲县!6": {"计划"}, "n:甲县!D4": {"1"}})
	_, page = b.send(page, "look", nil)
	b.must(page, `status = "planned"`)
	_, page = b.send(page, "back", nil)
	b.must(page, "还没有办，是计划")
	_, page = b.send(page, "look", nil)
	b.must(page, `status = "planned"`)
}

func TestFilesThatAreNoSheets(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := strings.Join(b.files(), " ")
	for _, c := range []struct {
		name, data string
		status     int
		says       string
	}{
		{"", "", 422, "还没有选文件"},
		{"空.xlsx", "", 422, "什么也没有"},
		{"旧表.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 2000), 422, "另存"},
		{"照片.xlsx", jpg(1), 422, "图片"},
		{"半个.xlsx", "PK\x03\x04" + strings.Repeat("x", 100), 422, "不完整"},
		{"大.csv", strings.Repeat("一", 16<<20), 422, "太大"},
	} {
		status, page := b.drop("import", c.name, c.data)
		if status != c.status || !strings.Contains(says(page), c.says) {
			t.Errorf("%s: %d, and the page does not say %q:\n%s", c.name, status, c.says, says(page))
		}
	}
	if status, page := b.drop("import", "别的.csv", "一,二\n三,四\n"); status != 200 || !strings.Contains(says(page), "没有找到能认的记录") {
		t.Errorf("a table of something else: %d\n%s", status, says(page))
	}
	if status, page := b.get(Root + "import/0123"); status != 404 || !strings.Contains(says(page), "再选一次") {
		t.Errorf("a file that is not kept: %d\n%s", status, says(page))
	}
	if got := strings.Join(b.files(), " "); got != before {
		t.Errorf("something was written: %s", got)
	}
}

func TestReceivedFilesStayWithinTheirBounds(t *testing.T) {
	var r received
	first := r.put("0", []byte{0})
	for n := 1; n < mostReceived; n++ {
		r.put("more", []byte{byte(n)})
	}
	if f, ok := r.get(first); !ok || f.name != "0" {
		t.Fatal("a file within the bounds is gone")
	}
	second := r.put("0 again", []byte{0})
	if second != first {
		t.Error("the same bytes have two sums")
	}
	r.put("one more", []byte{200})
	r.put("and one", []byte{201})
	if _, ok := r.get(first); !ok {
		t.Error("the file that was asked for last is gone")
	}
	large := r.put("large", make([]byte, mostReceivedSize))
	if _, ok := r.get(large); !ok || len(r.files) != 1 {
		t.Errorf("beside one that fills the bounds %d are kept", len(r.files)-1)
	}
}

func TestATextOfWordIsTakenIn(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := strings.Join(b.files(), " ")
	d := &docx.Document{Blocks: []docx.Block{
		{Role: docx.Title, Runs: []docx.Run{{Text: "示例市2025年科普工作总结"}}},
		{Role: docx.Heading, Level: 1, Runs: []docx.Run{{Text: "一、做法"}}},
		{Runs: []docx.Run{{Text: "2026年开展活动2项，*不收费*。"}}},
		{Runs: []docx.Run{{Text: "2026年1月5日"}}, Right: true},
	}}
	var raw bytes.Buffer
	if err := docx.Write(&raw, d, docx.Properties{}); err != nil {
		t.Fatal(err)
	}
	status, page := b.drop("import", "总结.docx", raw.String())
	if status != 200 {
		t.Fatalf("%d\n%s", status, says(page))
	}
	b.must(page, "示例市2025年科普工作总结", "2026年1月5日", "一、做法", "先是草稿", "reports/")
	b.must(page, "相符：2项")
	status, page = b.send(page, "look", url.Values{"id": {"2025"}, "figures": {"1"}})
	b.must(page, "reports/2025.md", "{{ 数字 活动数 年份=2026 应为=2 }}", "draft = true", "## 一、做法", `\*不收费\*`)
	if got := strings.Join(b.files(), " "); got != before || status != 200 {
		t.Fatalf("looking answers %d and has written %s", status, got)
	}
	_, page = b.send(page, "save", nil)
	b.must(page, "已保存")
	if text := b.read("reports/2025.md"); !strings.Contains(text, "2026年开展活动{{ 数字") || !strings.Contains(text, `title`) {
		t.Errorf("the page is\n%s", text)
	}
	// Another version replaces the text of that page alone.
	d.Blocks[2].Runs[0].Text = "全年办了四场讲座。"
	raw.Reset()
	docx.Write(&raw, d, docx.Properties{})
	_, page = b.drop("import", "总结（改）.docx", raw.String())
	for _, id := range []string{"a b", "../../evil", "a/b", "中文"} {
		if _, wrong := b.send(page, "save", url.Values{"id": {id}}); !strings.Contains(says(wrong), "编号不能写成") {
			t.Errorf("the id %s:\n%s", id, says(wrong))
		}
	}
	b.must(page, "正文换成这一篇")
	_, page = b.send(page, "look", nil)
	b.send(page, "save", nil)
	if text := b.read("reports/2025.md"); !strings.Contains(text, "四场讲座") || strings.Contains(text, "2项") {
		t.Errorf("the page is\n%s", text)
	}
	for name, data := range map[string]string{"旧.doc": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 2000), "a.docx": "%PDF-1.7\n"} {
		if status, page := b.drop("import", name, data); status != 422 {
			t.Errorf("%s: %d\n%s", name, status, says(page))
		}
	}
}

// keep gets a file that a page of the desk gives to keep.
func (b *bench) keep(answer *http.Response, err error) (name string, data []byte) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, _ = io.ReadAll(answer.Body)
	name, _ = url.PathUnescape(strings.TrimPrefix(answer.Header.Get("Content-Disposition"), "attachment; filename*=UTF-8''"))
	if answer.StatusCode != 200 || name == "" {
		b.t.Fatalf("%d, %q:\n%s", answer.StatusCode, name, says(string(data)))
	}
	return name, data
}

func TestACountysWorkbookGoesOutComesBackAndGoesBackMarked(t *testing.T) {
	b := sit(t, maps.Clone(city))
	before := strings.Join(b.files(), " ")
	name, raw := b.keep(b.client.Get(b.server.URL + Root + "sheets?county=" + url.QueryEscape("甲县") + "&year=2026"))
	if name != "甲县科普情况2026.xlsx" {
		t.Errorf("it is called %s", name)
	}
	book, err := sheet.Read(name, raw)
	if err != nil {
		t.Fatal(err)
	}
	// Nothing was filled in: nothing comes of it.
	status, page := b.drop("import", name, string(raw))
	if words := says(page); status != 200 || strings.Contains(words, "看看要写的行") || strings.Contains(words, "要您定的") {
		t.Errorf("%d: an empty workbook is\n%s", status, words)
	}

	// The county writes an activity with a date that nobody understands.
	changes, err := sheet.Change(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range book.Sheets {
		for row, cells := range s.Rows {
			for col, c := range cells {
				if s.Name == "活动" && strings.HasPrefix(c.Text, "活动名称") {
					changes.SetText(s.Name, row+1, col, "夜观星空")
				}
				if s.Name == "活动" && (strings.HasPrefix(c.Text, "日期") || strings.HasPrefix(c.Text, "活动时间")) {
					changes.SetText(s.Name, row+1, col, "月底")
				}
			}
		}
	}
	if raw, err = changes.Bytes(); err != nil {
		t.Fatal(err)
	}
	_, page = b.drop("import", name, string(raw))
	b.must(page, "夜观星空", "月底", "存一份标红的表")
	action, values := b.formOf(page)
	values.Set("act", "return")
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for key := range values {
		m.WriteField(key, values.Get(key))
	}
	m.Close()
	r, _ := http.NewRequest("POST", b.server.URL+action, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Origin", b.server.URL)
	back, marked := b.keep(b.client.Do(r))
	book, err = sheet.Read(back, marked)
	if err != nil || back != "甲县科普情况2026-请核对.xlsx" || len(book.Sheets) == 0 || !strings.Contains(book.Sheets[0].Rows[0][0].Text, "1 处") {
		t.Errorf("%s, %v: %+v", back, err, book)
	}
	for _, query := range []string{"?county=" + url.QueryEscape("没有的县"), "?county=x"} {
		if status, _ := b.get(Root + "sheets" + query); status != 404 {
			t.Errorf("%s: %d", query, status)
		}
	}
	if got := strings.Join(b.files(), " "); got != before {
		t.Errorf("something was written: %s", got)
	}
}

func TestWhatIsDecidedOfACell(t *testing.T) {
	for _, x := range []struct {
		says string
		v    url.Values
		want string
		none bool
	}{
		{"nothing", url.Values{"c:a!B2": {""}, "w:a!B2": {""}}, "", true},
		{"words", url.Values{"c:a!B2": {" 5月 "}, "w:a!B2": {""}}, "5月", false},
		{"what was offered", url.Values{"c:a!B2": {""}, "w:a!B2": {""}, "m:a!B2": {"300"}}, "300", false},
		{"nothing is to stand there", url.Values{"c:a!B2": {""}, "w:a!B2": {""}, "n:a!B2": {"1"}}, "", false},
		{"nothing, in place of what was offered before", url.Values{"c:a!B2": {"300"}, "w:a!B2": {"300"}, "n:a!B2": {"1"}}, "", false},
		{"words beside a tick", url.Values{"c:a!B2": {"320"}, "w:a!B2": {"300"}, "m:a!B2": {"300"}, "n:a!B2": {"1"}}, "320", false},
		{"both ticks", url.Values{"c:a!B2": {""}, "w:a!B2": {""}, "m:a!B2": {"300"}, "n:a!B2": {"1"}}, "", false},
	} {
		for range 20 { // maps have no order
			got, ok := choicesOf(x.v)["a!B2"]
			if got != x.want || ok == x.none {
				t.Fatalf("%s: %q %v", x.says, got, ok)
			}
		}
	}
}

// Of two units in one cell one is asked about: the answer is about that one, and the other stays.
func TestANameInACellIsDecidedAlone(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.drop("import", "甲县.csv", "时间,活动名称,承办单位\n2026.5.6,观星,甲县气象科普官、乙县实验小学\n")
	b.must(page, "甲县气象科普官")
	_, page = b.send(page, "look", url.Values{"m:甲县气象科普官": {"甲县气象科普馆"}})
	b.must(page, `base = "甲县气象科普馆"`, `hosts = ["乙县实验小学"]`)
}

// What was called off is asked about, and becomes what somebody says.
func TestWhatWasCalledOffIsNoActivity(t *testing.T) {
	b := sit(t, maps.Clone(city))
	_, page := b.drop("import", "甲县.csv", "时间,活动名称,承办单位,参加人数,备注\n2026.5.6,观星,甲县气象科普馆,200,因雨取消\n")
	b.must(page, "因雨取消", "没有办：取消了", "没有办：延期了")
	_, page = b.send(page, "look", url.Values{"c:甲县!2": {"取消"}})
	b.must(page, `status = "cancelled"`)
}
