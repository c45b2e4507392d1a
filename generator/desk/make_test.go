package desk

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/changes"
	"kepu/generator/diag"
	"kepu/generator/site"
)

// builder is an Output whose work goes on until it is told to end.
type builder struct {
	plan  Plan
	err   error
	go_   chan struct{} // closed: at once
	did   []string
	built Built
}

func (b *builder) output() Output {
	at := func(what string) func(context.Context, bool, func(int, int)) Built {
		return func(ctx context.Context, shrink bool, progress func(int, int)) Built {
			progress(3, 12)
			if shrink {
				what += " all the same"
			}
			b.did = append(b.did, what)
			select {
			case <-b.go_:
				return b.built
			case <-ctx.Done():
				return Built{Says: "停了"}
			}
		}
	}
	return Output{Folder: "public", Build: at("build"), Zip: at("zip"),
		Open: func(path string) error { b.did = append(b.did, "open "+path); return nil },
		Plan: func(context.Context, *site.Site, func(int, int)) (Plan, error) { return b.plan, b.err }}
}

func (b *builder) ready() *builder {
	b.go_ = make(chan struct{})
	close(b.go_)
	return b
}

func (b *bench) press(act string, more url.Values) string {
	b.t.Helper()
	values := url.Values{"act": {act}}
	maps.Copy(values, more)
	status, page, _ := b.post(Root+"make", values)
	if status != http.StatusOK {
		b.t.Fatalf("%s answers %d:\n%s", act, status, says(page))
	}
	return page
}

func TestWhatWillChangeIsToldByTitles(t *testing.T) {
	b := sit(t, maps.Clone(city))
	x := (&builder{plan: Plan{New: []string{"bases/jia-weather.html", "data/a.json"}, Changed: []string{"index.html"}, Removed: []string{"bases/old.html", "bases/lost.html"},
		Edited: []string{"index.html"}, Shrunk: "少了很多", Content: []changes.Sentence{{What: diag.T("改了电话", "")}},
		Was: func(name string) ([]byte, error) {
			if name == "bases/old.html" {
				return []byte("<head><title>旧馆 &amp; 院 - 示例市</title>"), nil
			}
			return nil, errors.New("gone")
		}}}).ready()
	b.desk.o.Output = x.output()
	_, page := b.get(Root + "make")
	b.must(page, "没有错误", "新的网页", "甲县气象科普馆", "要变的网页", "不再有的网页", "旧馆 & 院", "bases/lost.html", "改了电话", "少了很多", "另有", "有人在网站的文件夹里直接改过", "index.html")
	x.built = Built{Says: "少了", Shrunk: true}
	page = b.press("build", nil)
	b.must(page, "没有做成，原来的还在", "少了的都是不要的")
	x.built = Built{Done: true, Says: "写入 5"}
	page = b.press("build", url.Values{"shrink": {"1"}})
	b.must(page, "网站生成好了", "写入 5", "index.html")
	b.press("open", nil)
	x.built = Built{Done: true, Says: "写入 x.zip", File: "/somewhere/x.zip", Size: 3 << 20}
	page = b.press("zip", nil)
	b.must(page, "离线版做好了", "x.zip", "3.0 MB")
	b.press("folder", nil)
	if got := strings.Join(x.did, "|"); !strings.HasPrefix(got, "build|build all the same|open ") || !strings.HasSuffix(filepath.ToSlash(got), "|zip|open /somewhere") {
		t.Errorf("it did %s", got)
	}
	x.plan = Plan{}
	page = b.press("plan", nil)
	b.must(page, "和现在的网站一样")
	x.plan = Plan{Never: true}
	page = b.press("plan", nil)
	b.must(page, "还没有生成过网站")
	x.plan = Plan{Refused: "里面有别人的文件"}
	page = b.press("plan", nil)
	b.must(page, "不能写到这个文件夹", "里面有别人的文件")
	x.plan, x.err = Plan{}, errors.New("磁盘坏了")
	b.must(b.press("plan", nil), "磁盘坏了")
}

// While something is made its page says how far it is, and nothing else is begun.
func TestProgressWithoutAScript(t *testing.T) {
	b := sit(t, maps.Clone(city))
	x := &builder{go_: make(chan struct{}), built: Built{Done: true, Says: "写入 5"}}
	b.desk.o.Output = x.output()
	page := b.press("build", nil)
	b.must(page, "正在生成网站：3 / 12")
	if !strings.Contains(page, `http-equiv="refresh" content="1"`) {
		t.Error("the page does not ask again")
	}
	b.press("build", nil)
	b.press("zip", nil)
	close(x.go_)
	_, page = b.get(Root + "make")
	b.must(page, "网站生成好了")
	if strings.Contains(page, `http-equiv="refresh"`) {
		t.Error("the page asks again for ever")
	}
	if len(x.did) != 1 {
		t.Errorf("it did %v", x.did)
	}
	// What was saved since makes another plan.
	b.saveField(baseForm, "phone", "0396-1111111")
	_, page = b.get(Root + "make")
	b.must(page, "检查过了")

	// A desk that is closed ends what goes on.
	x.go_ = make(chan struct{})
	b.press("build", nil)
	b.desk.Close()
	_, page = b.get(Root + "make")
	b.must(page, "停了")
}

func TestErrorsStopTheBuild(t *testing.T) {
	files := maps.Clone(city)
	b := sit(t, files)
	x := (&builder{}).ready()
	b.desk.o.Output = x.output()
	b.write("activities/2025.toml", "[[activity]]\ndate = 2025-01-01\ntitle = “二”\n")
	b.desk.o.Refresh()
	_, page := b.get(Root + "make")
	b.must(page, "内容里有 1 处错误")
	if strings.Contains(page, `value="build"`) {
		t.Errorf("it can be made:\n%s", says(page))
	}
	b.desk.o.Output = Output{}
	if status, _ := b.get(Root + "make"); status != http.StatusNotFound {
		t.Errorf("a desk that makes nothing answers %d", status)
	}
}
