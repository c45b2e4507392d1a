package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/figures"
	"kepu/generator/reconcile"
	"kepu/generator/source"
)

// city is what the sentences below are held against; all of it is fictional.
var city = map[string]string{
	"site.toml": "title = \"示例\"\n[organiser]\nname = \"示例市科学技术协会\"\n" +
		"[[county]]\nid = \"jia\"\nname = \"甲县\"\n[[county]]\nid = \"yi\"\nname = \"乙县\"\n" +
		"[[level]]\nid = \"provincial\"\nname = \"省级\"\nrank = 2\n[[level]]\nid = \"municipal\"\nname = \"市级\"\nrank = 3\n" +
		"[[campaign]]\nid = \"day\"\nname = \"示例科普日\"\n" +
		"[[indicator]]\nid = \"area\"\nname = \"展厅面积\"\nunit = \"平方米\"\n[[indicator]]\nid = \"raised\"\nname = \"科普经费筹集额\"\nunit = \"万元\"\n" +
		"[[indicator]]\nid = \"registered\"\nname = \"注册科普志愿者\"\nunit = \"人\"\n[[indicator]]\nid = \"exhibits\"\nname = \"展品\"\nunit = \"件\"\nnational = \"科普展品\"\n",
	"bases/qixiang.md": "+++\nname = \"虚构气象馆\"\nalias = [\"气象馆\"]\ncounty = \"甲县\"\n+++\n虚构。\n",
	"designations.toml": "[[designation]]\nlevel = \"市级\"\ndate = \"2015\"\ntotal = 18\nbases = [\"虚构气象馆\"]\n" +
		"[[designation]]\nlevel = \"市级\"\ndate = \"2016\"\ntotal = 17\n[[designation]]\nlevel = \"省级\"\ndate = \"2016-06\"\ntotal = 3\n",
	"activities/2016.toml": "[[activity]]\ndate = 2016-09-17\ntitle = \"甲\"\nbase = \"虚构气象馆\"\ncampaign = \"示例科普日\"\nparticipants = 12700\nvolunteers = 30\n" +
		"[[activity]]\ndate = 2016-09-18\ntitle = \"乙\"\ncounty = \"乙县\"\ncampaign = \"示例科普日\"\nonline = 40000\nmaterials = 500\n" +
		"[[activity]]\ndate = 2016-05-18\ntitle = \"丙\"\ncounty = \"乙县\"\nsessions = 4\nparticipants = 300\n" +
		"[[annual]]\nbase = \"虚构气象馆\"\nyear = 2016\nvisitors = 8000\nfunds = 50000\narea = 320.5\nraised = 12.56\nregistered = 120\nexhibits = 64\n",
	"activities/2017.toml": "[[activity]]\ndate = 2017-03-01\ntitle = \"丁\"\ncounty = \"乙县\"\n",
}

// content links the city and one report of 2016.
func content(t testing.TB, body string) (*catalog.Catalog, *figures.Figures, func(string) *diag.File) {
	t.Helper()
	return contentOf(t, "title = \"虚构总结\"\nyear = 2016", body)
}

// contentOf links the city and one report with what stands above its text.
func contentOf(t testing.TB, front, body string) (*catalog.Catalog, *figures.Figures, func(string) *diag.File) {
	t.Helper()
	texts := map[string]string{"reports/r.md": "+++\n" + front + "\n+++\n" + body}
	for name, text := range city {
		texts[name] = text
	}
	var names []string
	for name := range texts {
		names = append(names, name)
	}
	slices.Sort(names)
	files := map[string]*diag.File{}
	var parsed []*source.Parsed
	for _, name := range names {
		p := source.Parse(name, []byte(texts[name]))
		files[name] = p.File
		parsed = append(parsed, p)
	}
	cat, problems := catalog.Link(catalog.Input{Files: parsed})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return cat, figures.Of(cat), func(name string) *diag.File { return files[name] }
}

func findings(t testing.TB, body string) string {
	cat, f, files := content(t, body)
	var out []string
	for _, x := range reconcile.Of(cat, f, cat.Reports[0], files("reports/r.md")) {
		out = append(out, strings.Trim(fmt.Sprintf("%s|%s|%s|%s", x.Written, x.About, x.Data, x.Verdict.Word().ZH), "|"))
	}
	return strings.Join(out, "; ")
}

func TestNumbersAreHeldAgainstTheData(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2015年初命名市级基地18个。", "18个|2015年市级命名数|18家|相符"},
		{"2015年写18个市级基地。", "18个市级基地|2015年市级命名数|18家|相符"},
		{"2015年命名市级基地19个。", "19个|2015年市级命名数|18家|不符"},
		{"2015年命名18个，2016年命名市级17个、省级3家。", "18个|2015年命名数|18家|相符; 17个|2016年市级命名数|17家|相符; 3家|2016年省级命名数|3家|相符"},
		{"到年底在册基地38家。", "38家|2016年在册基地|38家|相符"},
		{"示例科普日期间举办活动2项，参加12,700人次，线上4万人次。", "2项|2016年示例科普日活动数|2项|相符; 12,700人次|2016年示例科普日参加人次|12,700人次|相符; 4万人次|2016年示例科普日线上人次|40,000人次|相符"},
		{"活动共6场次，近1.3万人次参加。", "6场次|2016年活动场次|6场|相符; 1.3万人次参加|2016年参加人次|13,000人次|相符"},
		{"乙县举办活动3项。", "3项|2016年乙县活动数|2项|不符"},
		{"接待观众8000人次，经费5万元。", "8000人次|2016年接待人次|8,000人次|相符; 5万元|2016年基地经费|50,000元|相符"},
		{"志愿者30名，发放资料500余份。", "30名|2016年志愿者人数|30人|相符; 500余份|2016年发放资料|500份|相符"},
		{"气象馆举办活动1项。", "1项|2016年虚构气象馆活动数|1项|相符"},
		{"展厅面积约320平方米，展品64件，注册科普志愿者120人，科普经费筹集额12.56万元。", "320平方米|2016年展厅面积|320.5平方米|相符; 64件|2016年展品|64件|相符; 120人|2016年注册科普志愿者|120人|相符; 12.56万元|2016年科普经费筹集额|12.56万元|相符"},
		{"注册科普志愿者30人，科普经费筹集额13万元，展厅面积400平方米，其中3件是新的。", "30人|2016年注册科普志愿者|120人|不符; 13万元|2016年科普经费筹集额|12.56万元|不符; 400平方米|2016年展厅面积|320.5平方米|不符; 3件|||无从核对"},
		{"培训教师20名。", "20名|||无从核对"},
		{"共{{ figure activities year=2016 }}项，其中1项由{{ figure bases }}家承办，每家3个月。", "{{ figure activities year=2016 }}|2016年活动数|3|取自数据; 1项由|||无从核对; {{ figure bases }}|基地|1|取自数据"},
		{"第3次、2016-2017年、3个月、12.5岁，`18个`。", ""},
	} {
		if got := findings(t, c.text); got != strings.TrimSuffix(c.want, "|||") && got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestNumbersAllowWhatTheirWordsSay holds numbers against 12,700, 300, 500 and 8,000.
func TestNumbersAllowWhatTheirWordsSay(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"参加13001人次", "不符"}, {"参加13,000人次", "相符"}, {"参加1.3万人次", "相符"}, {"参加1.30万人次", "相符"}, {"参加1.27万人次", "不符"},
		{"参加12000余人次", "不符"}, {"参加13000余人次", "相符"}, {"参加一万多人次", "相符"}, {"参加1万余人次", "相符"}, {"参加万余人次", "相符"}, {"参加10000多人次", "相符"},
		{"参加近1.3万人次", "相符"}, {"参加近1.4万人次", "相符"}, {"参加近1.5万人次", "不符"}, {"参加近12000人次", "不符"}, {"参加将近1.31万人次", "相符"},
		{"参加约1.3万人次", "相符"}, {"参加约12000人次", "相符"}, {"参加约1万人次", "不符"}, {"参加1.3万人次左右", "相符"}, {"参加14000人次左右", "相符"},
		{"参加超过1万人次", "相符"}, {"参加超过13000人次", "不符"}, {"参加逾1.2万人次", "相符"}, {"参加13000人次以上", "相符"}, {"参加14000人次以上", "不符"},
		{"参加不少于13000人次", "相符"}, {"参加不到14000人次", "相符"}, {"参加不足13000人次", "不符"}, {"参加不超过13000人次", "相符"}, {"参加上万人次", "相符"},
		{"预约参加13000人次", "相符"}, {"预约13100人次参加", "不符"}, {"参加10余万人次", "不符"}, {"参加10余百万人次", "不符"},
		{"参加一万三千人次", "相符"}, {"参加１３０００人次", "相符"}, {"参加１．３万人次", "相符"}, {"参加壹人次", ""}, {"参加1万3千人次", "相符"}, {"参加1 3000人次", "不符"},
		{"参加至13000人次", "相符"},
	} {
		got := findings(t, "示例，"+c.text+"。")
		if got, _, _ = strings.Cut(got[strings.LastIndex(got, "|")+1:], ";"); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestNumbersInAnyScriptAreListed(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2015年命名市级基地十八个。", "十八个|2015年市级命名数|18家|相符"},
		{"2015年命名市级基地十八家、十九家。", "十八家|2015年市级命名数|18家|相符; 十九家|2015年市级命名数|18家|不符"},
		{"二〇一五年命名市级基地１８个。", "１８个|2015年市级命名数|18家|相符"},
		{"全年举办活动三项，讲座两场。", "三项|2016年活动数|3项|相符; 两场|2016年活动场次|6场|不符"},
		{"活动增长12%，占百分之二十，提高3个百分点，满意率98.5％。", "12%|||无从核对; 百分之二十|||无从核对; 3个百分点|||无从核对; 98.5％|||无从核对"},
		{"参加一万三千人次。", "一万三千人次|2016年参加人次|13,000人次|相符"},
		{"这是一项工程，一次机会，统一名称，万一家长问起。举办活动一项。", "一项|2016年活动数|3项|不符"},
		{"两个维护、四个意识，十四五规划，三五个人，数百人，几十家，周三场馆，第十八项，百家争鸣，千家万户。", ""},
		{"3至5家，3-5个，三到五个。第3-5项，0396-1234567家。", "3至5家|||无从核对; 3-5个|||无从核对; 三到五个|||无从核对"},
		{"举办活动2至4项，4～5项，3+项，5+项。", "2至4项|2016年活动数|3项|相符; 4～5项|2016年活动数|3项|不符; 3+项|2016年活动数|3项|相符; 5+项|2016年活动数|3项|不符"},
		{"参加1-2万人次。", "1-2万人次|2016年参加人次|13,000人次|相符"},
		{"参加13 000人次，13\u00a0000人次，12 000人次。", "13 000人次|2016年参加人次|13,000人次|相符; 13\u00a0000人次|2016年参加人次|13,000人次|相符; 12 000人次|2016年参加人次|13,000人次|不符"},
		{"占三分之一。", "三分之一|||无从核对"},
		{"2015年命名的四个数不宜相加，命名四个基地。", "四个基地|2015年命名数|18家|不符"},
		{"命名十来个、十几家。", "十来个|2016年命名数|20家|不符; 十几家|2016年命名数|20家|不符"},
		{"全市10个县区命名基地20个。", "10个县区命名基地|||无从核对; 20个|2016年命名数|20家|相符"},
	} {
		if got := findings(t, c.text); got != strings.TrimSuffix(c.want, "|||") && got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestAgreementIsWithTheQuestionOfTheSentence holds that a number which is right of
// another time or another measure does not agree.
func TestAgreementIsWithTheQuestionOfTheSentence(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"全年举办活动4项。", "4项|2016年活动数|3项|不符"}, // 4 in all years
		{"举办活动4项。", "4项|2016年活动数|3项|不符"},
		{"举办活动3项。", "3项|2016年活动数|3项|相符"},
		{"历年累计举办活动4项。", "4项|历年活动数|4项|相符"},
		{"2016年以来累计举办活动3项。", "3项|2016年活动数|3项|相符"},
		{"去年举办活动3项。", "3项|||无从核对"}, // nothing was written down
		{"2017年举办活动1项。", "1项|2017年活动数|1项|相符"},
		{"2017年，全市工作有力。举办活动1项。", "1项|2017年活动数|1项|相符"},
		{"2017年，全市工作有力，举办活动3项。", "3项|2017年活动数|1项|不符"},
		{"2016年比上年增加3项。", "3项|||无从核对"},
		{"9月举办活动2项，5月1项。", "2项|2016年9月活动数|2项|相符; 1项|2016年5月活动数（丙）|1项|相符"},
		{"9月举办活动3项。", "3项|2016年9月活动数|2项|不符"},
		{"上半年举办活动1项，下半年举办活动2项，三季度举办活动2项。", "1项|2016年上半年活动数（丙）|1项|相符; 2项|2016年下半年活动数|2项|相符; 2项|2016年3季度活动数|2项|相符"},
		{"截至6月底举办活动1项。", "1项|2016年6月活动数（丙）|1项|相符"},
		{"接待观众13000人次。", "13000人次|2016年接待人次|8,000人次|不符"}, // as many took part in activities
		{"新增市级基地38家。", "38家|2016年市级命名数|17家|不符"},          // as many are in force
	} {
		if got := findings(t, c.text); got != strings.TrimSuffix(c.want, "|||") && got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestNotesOfATableOfNumbersEndSomewhere: check would look at a megabyte of them for half a minute.
func TestNotesOfATableOfNumbersEndSomewhere(t *testing.T) {
	cat, f, files := content(t, strings.Repeat("活动9项。\n\n", 3100))
	notes := reconcile.Notes(cat, f, files)
	if len(notes) != 3001 || !strings.Contains(notes[3000].What.ZH, "超过 3000 个") || notes[3000].Place.Line <= notes[2999].Place.Line {
		t.Errorf("%d notes, the last: %v", len(notes), notes[len(notes)-1])
	}
}

func TestDaysFindTheirEntries(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"9月17日，甲县举行启动仪式，12700人参加。", "12700人参加|2016年9月17日甲县参加人次（甲）|12,700人次|相符"},
		{"9月17日……12700人。", "12700人|2016年9月17日参加人次（甲）|12,700人次|相符"},
		{"9月17日……1200人。", "1200人|2016年9月17日参加人次（甲）|12,700人次|不符"},
		{"９月１７日，12700人次。", "12700人次|2016年9月17日参加人次（甲）|12,700人次|相符"},
		{"九月十七日，志愿者30名。", "30名|2016年9月17日志愿者人数（甲）|30人|相符"},
		{"2016年9月17日举办活动3项。", "3项|2016年9月17日活动数（甲）|1项|不符"},
		{"9月17日至18日，举办活动2项，线上4万人次。", "2项|2016年9月17日至18日活动数|2项|相符; 4万人次|2016年9月17日至18日线上人次|40,000人次|相符"},
		{"9月17日启动，全年举办活动3项。", "3项|2016年活动数|3项|相符"},
		{"9月17日启动，全市举办活动3项。", "3项|2016年活动数|3项|相符"}, // in another clause: it may be of the year
		{"2016-09-17，12700人次。", "12700人次|2016年9月17日参加人次（甲）|12,700人次|相符"},
		{"“9.17”活动，12700人。", "12700人|2016年9月17日参加人次（甲）|12,700人次|相符"},
		{"9月1日启动，17日12700人参加。", "12700人参加|2016年9月17日参加人次（甲）|12,700人次|相符"},
		{"9.17，12700人次。", "12700人次|2016年参加人次|13,000人次|不符"},
		{"9月20日，1200人。", "1200人|||无从核对"},
		{"2月31日，1200人。", "1200人|||无从核对"},
	} {
		if got := findings(t, c.text); got != strings.TrimSuffix(c.want, "|||") && got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestNotesSayWhereTheDataDoNotAgree(t *testing.T) {
	cat, f, files := content(t, "## 一、甲\n\n2015年命名**市级基地18个**。\n\n- 2015年命名市级基地19个。\n\n培训教师20名。\n")
	notes := reconcile.Notes(cat, f, files)
	if len(notes) != 2 || notes.HasErrors() {
		t.Fatalf("%v", notes)
	}
	if _, warnings := notes.Count(); warnings != 0 {
		t.Error("a note counts as a warning")
	}
	for i, want := range []struct {
		line int
		mark string
		zh   string
	}{
		{9, "19个", "这里写 19个，2015年市级命名数的数据为 18家：不符"},
		{11, "20名", "这里写 20名，数据里没有可以核对的"},
	} {
		p := notes[i].Place
		line := []rune(p.Excerpt)
		if p.Line != want.line || string(line[p.Column-1:p.Column-1+p.Width]) != want.mark || notes[i].What.ZH != want.zh {
			t.Errorf("%+v, want %+v", notes[i], want)
		}
	}
}

// FuzzReports gives any text: each number found stands where it says.
func FuzzReports(f *testing.F) {
	for _, s := range []string{"2015年命名18个", "近1.2万人次", "{{ figure activities }}项", "99999999999999999999个", "1,2,3,,项", "[18个](../bases/qixiang.md)", "| 18个 |\n|-|\n| 19家 |", "&#49;8个"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		p := source.Parse("reports/r.md", []byte("+++\ntitle = \"虚构总结\"\n+++\n"+body))
		if p.Problems.HasErrors() || p.Article == nil {
			return
		}
		cat, figs, _ := content(t, "")
		a := &catalog.Article{Article: p.Article, ID: "r", Path: "reports/r.md"}
		for _, x := range reconcile.Of(cat, figs, a, p.File) {
			if x.Place.Line < 1 || x.Written == "" {
				t.Errorf("%q: %+v", body, x)
			}
		}
	})
}
