package wording_test

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/diag"
	"kepu/generator/source"
	"kepu/generator/wording"
)

// The starter list is read by the rules of wording.toml, and each of its lines has a reason.
func TestStarterIsSound(t *testing.T) {
	w := wording.Starter()
	if len(w.List) < 5 || len(w.Names) == 0 {
		t.Fatalf("%d wordings, %d names", len(w.List), len(w.Names))
	}
	for _, x := range w.List {
		if x.Reason == "" || x.Right == "" || len(x.Wrong) == 0 {
			t.Errorf("%v has no reason, no right wording or no wrong one", x)
		}
		for _, wrong := range x.Wrong {
			if strings.Contains(x.Right, wrong) {
				t.Errorf("the right wording %s holds the wrong one %s", x.Right, wrong)
			}
		}
	}
}

func TestFindings(t *testing.T) {
	files := []*source.Parsed{
		source.Parse("activities/2026.toml", []byte("# 领导小姐 in a comment\n[[activity]]\ndate = 2026-01-01\ntitle = \"领导小姐开会\" # 领导小姐\nlink = \"https://example.org/领导小姐\"\nsummary = \"\"\"\n第一行\n村长说\"\"\"\n")),
		source.Parse("notices/a.md", []byte("+++\ntitle = \"一\"\n+++\n驻马店市科学技术协汇。湖南省科学技术协会。\n驻马店市科学技术协会\n虚构管理局和虚构局\n")),
		source.Parse("notices/draft.md", []byte("+++\ntitle = \"二\"\ndraft = true\n+++\n领导小姐\n")),
	}
	own := source.Parse("wording.toml", []byte("[[wording]]\nwrong = [\"村长\"]\nright = \"村主任\"\n\n[[official]]\nname = \"虚构管理总局\"\nnot = [\"虚构局\", \"虚构管理局\"]\n"))
	if len(own.Problems) > 0 {
		t.Fatal(own.Problems[0].Message(diag.EN))
	}
	l := wording.New(wording.Starter(), own.Wordings)
	l.Name("驻马店市科学技术协会", "")
	l.Name("河南省科学技术协会", "")
	l.Name("湖南省科学技术协会", "")
	var got []string
	for _, f := range l.Find(files, []string{"notices/draft.md"}) {
		ask := ""
		if f.Ask {
			ask = "?"
		}
		got = append(got, fmt.Sprintf("%s:%d:%d %s→%s%s", f.Place.File, f.Place.Line, f.Place.Column, f.Wrong, f.Right, ask))
	}
	want := "activities/2026.toml:4:10 领导小姐→领导小组\nactivities/2026.toml:8:1 村长→村主任\n" +
		"notices/a.md:6:7 虚构局→虚构管理总局\nnotices/a.md:6:1 虚构管理局→虚构管理总局\nnotices/a.md:4:1 驻马店市科学技术协汇→驻马店市科学技术协会?"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("found\n%s\nwant\n%s", s, want)
	}
}
