package theme_test

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"

	"kepu/generator/theme"
	"kepu/generator/view"
)

func oneLayout(t *testing.T, body string) *theme.Theme {
	t.Helper()
	th, err := theme.Load(small(map[string]string{"layouts/base.html": inMain(body)}))
	if err != nil {
		t.Fatal(err)
	}
	return th
}

func TestRenderRefusesPagesThatShowAFault(t *testing.T) {
	th := oneLayout(t, `<a href="{{tel .Phone.URL}}">{{.Name}}</a><p>{{range .Body}}{{.HTML}}{{end}}</p>{{range .Titles}}<img src="{{.RosterURL}}" alt="{{.Reason}}">{{end}}`)
	bad := []view.BasePage{
		{Phone: view.Link{URL: "javascript:alert(1)"}},
		{Phone: view.Link{URL: "tel:0396;ext=1"}},
		{Phone: view.Link{URL: "tel:110\" onclick=\"x"}},
		{Phone: view.Link{URL: "TEL:110"}},
		{Titles: []view.TitleRow{{RosterURL: "data:text/html,x"}}},
		{Body: []view.Block{{HTML: "<no value>"}}},
	}
	for _, view := range bad {
		var b bytes.Buffer
		err := th.Render(&b, "base", view)
		if err == nil || !strings.Contains(err.Error(), "layout base") {
			t.Errorf("%+v: error %v", view.Name, err)
		}
		if b.Len() > 0 {
			t.Errorf("%+v: something was written: %q", view.Name, b.String())
		}
	}
}

func TestRenderLeavesPeoplesWordsAlone(t *testing.T) {
	th := oneLayout(t, `<p title="{{.Name}}">{{.Name}}</p><a href="{{tel .Phone.URL}}">x</a>`)
	for _, name := range []string{
		"达标率100%!", "100%!(真的)", "优惠50%!d区", "{{.Name}}", "<no value>", "#ZgotmplZ", "ZgotmplZ", "NaN", "%!(EXTRA 优惠)", "%!d(string=hi)", "共%!s(MISSING)", "12%!(EXTRA int=1)", "%!v(PANIC=x)", "<script>alert(1)</script>", "\" onclick=\"x",
	} {
		view := view.BasePage{Name: name, Phone: view.Link{URL: "tel:+86-396-1234567"}}
		var b bytes.Buffer
		if err := th.Render(&b, "base", view); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(b.String(), `href="tel:&#43;86-396-1234567"`) && !strings.Contains(b.String(), `href="tel:+86-396-1234567"`) {
			t.Errorf("telephone link: %s", b.String())
		}
		if strings.Contains(b.String(), "<script>") || strings.Contains(b.String(), `" onclick="x"`) {
			t.Errorf("not escaped: %s", b.String())
		}
	}
}

func TestRenderNamesTheTemplateAndTheLayout(t *testing.T) {
	err := defaultTheme(t).Render(io.Discard, "base", view.Home{})
	if err == nil || !strings.Contains(err.Error(), "layout base") || !strings.Contains(err.Error(), "layouts/base.html:") {
		t.Errorf("a view of another layout: %v", err)
	}
	err = defaultTheme(t).Render(io.Discard, "bases", view.BasePage{})
	if err == nil || !strings.Contains(err.Error(), `"bases"`) {
		t.Errorf("an unknown layout: %v", err)
	}
	err = defaultTheme(t).Render(io.Discard, "base", nil)
	if err == nil || !strings.Contains(err.Error(), "layout base") {
		t.Errorf("no view: %v", err)
	}
}

func TestRenderSurvivesAPanic(t *testing.T) {
	th, err := theme.Load(small(map[string]string{"layouts/extra.html": inMain("{{.Boom}}")}))
	if err != nil {
		t.Fatal(err)
	}
	err = th.Render(io.Discard, "extra", trap{})
	if err == nil || !strings.Contains(err.Error(), "layout extra") {
		t.Errorf("%v", err)
	}
}

// trap is a view whose method panics.
type trap struct{ view.Frame }

func (trap) Boom() string { panic("boom") }

func TestRenderIsTheSameEveryTimeAndFromManyGoroutines(t *testing.T) {
	th := defaultTheme(t)
	want := map[string]string{}
	for _, p := range fixtures() {
		want[p.name] = render(t, th, p)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, p := range fixtures() {
				var b bytes.Buffer
				if err := th.Render(&b, p.layout, p.view); err != nil || b.String() != want[p.name] {
					t.Errorf("%s differs, %v", p.name, err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkRenderBase(b *testing.B) {
	t := &testing.T{}
	th, view := defaultTheme(t), fullBase()
	for b.Loop() {
		if err := th.Render(io.Discard, "base", view); err != nil {
			b.Fatal(err)
		}
	}
}
