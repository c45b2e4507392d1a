package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/console"
	"kepu/generator/diag"
)

// begin runs init as at a terminal, with what a person types.
func begin(t *testing.T, typed string, args ...string) (code int, told, site string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "content")
	o, err := initCommand.parse(append([]string{dir}, args...))
	if err != nil {
		t.Fatal(err)
	}
	o.input = strings.NewReader(typed)
	var out bytes.Buffer
	code = beginSite(context.Background(), o, &console.Console{Out: &out, Err: &out, Lang: diag.ZH})
	text, _ := os.ReadFile(filepath.Join(dir, "site.toml"))
	return code, out.String(), string(text)
}

func TestAPersonIsAskedWhatIsMissing(t *testing.T) {
	code, told, site := begin(t, "\n朝阳\n驻马点\n驻马店\n\n某市科普中心\n")
	if code != console.ExitFine || !strings.Contains(site, `title       = "驻马店市科普教育基地"`) || !strings.Contains(site, `name = "某市科普中心"`) {
		t.Errorf("%d\n%s\n%s", code, told, site)
	}
	for _, want := range []string{"哪个城市", "“朝阳”不止一个", "是不是 河南省驻马店市", "网站的名称 [驻马店市科普教育基地]：", "主办单位 [驻马店市科学技术协会]："} {
		if !strings.Contains(told, want) {
			t.Errorf("nothing says %s:\n%s", want, told)
		}
	}
}

func TestWhatIsGivenIsNotAsked(t *testing.T) {
	code, told, site := begin(t, "\r\n", "--name", "甲乙科普")
	if code != console.ExitUsage || site != "" || !strings.Contains(told, "没有答完，什么也没有写") {
		t.Errorf("who goes away: %d\n%s", code, told)
	}
	code, told, site = begin(t, "411700\r\n丙丁", "--name", "甲乙科普")
	if code != console.ExitFine || strings.Contains(told, "网站的名称 [") || !strings.Contains(site, `name = "丙丁"`) {
		t.Errorf("%d\n%s\n%s", code, told, site)
	}
	code, told, _ = begin(t, "", "--city", "411700")
	if code != console.ExitFine || strings.Contains(told, "[") {
		t.Errorf("with --city nothing is asked: %d\n%s", code, told)
	}
}
