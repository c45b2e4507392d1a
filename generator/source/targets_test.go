package source

import (
	"strings"
	"testing"
	"time"

	"kepu/generator/diag"
)

func TestTargets(t *testing.T) {
	x, ps := ParseTargets("publish.toml", []byte("\ufeff[[target]]\r\nname = \"官网\"\r\nto = 'D:\\网站\\kepu'\r\nurl = \"https://www.example.org/\"\r\nkeep = \"7天\"\r\nreleases = 5\r\n\r\n"+
		"[[target]]\nname = \"云\"\nto = \"s3://kepu-1250000000/site\"\nendpoint = \"cos.ap-guangzhou.myqcloud.com\"\nregion = \"ap-guangzhou\"\ngzip = true\nalert = [\"./tell\", \"a\"]\nsecret = \"../s.toml\"\n"))
	if len(ps) > 0 || len(x.List) != 2 {
		t.Fatalf("%v, %d targets", ps, len(x.List))
	}
	a, b := x.List[0], x.List[1]
	if a.Name != "官网" || a.To != `D:\网站\kepu` || a.URL != "https://www.example.org/" || a.Keep != 7*24*time.Hour || a.Releases != 5 {
		t.Errorf("%+v", a)
	}
	if b.Endpoint != "cos.ap-guangzhou.myqcloud.com" || b.Region != "ap-guangzhou" || !b.Gzip || len(b.Alert) != 2 || b.Secret != "../s.toml" {
		t.Errorf("%+v", b)
	}
}

// What is wrong is told with its line; a secret is told of and never shown, also where its line cannot be read.
func TestTargetsThatAreWrong(t *testing.T) {
	const hidden = "hunter2"
	for _, c := range []struct {
		text, code string
		line       int
	}{
		{"[[target]]\nname = \"a\"\nto = \"x\"\npassword = \"" + hidden + "\"\n", "TARGET-SECRET", 4},
		{"[[target]]\nname = \"a\"\nto = \"x\"\npassword = " + hidden + "\n", "TARGET-SECRET", 4},
		{"[[target]]\nname = \"a\"\nto = \"x\"\nsecret_key = “" + hidden + "”\n", "TARGET-SECRET", 4},
		{"[[target]]\nname = \"a\"\nto = \"x\"\n密码 = \"" + hidden + "\"\n", "TARGET-SECRET", 4},
		{"[[target]]\nname = \"a\"\nto = \"x\"\n[target.x]\npassword = \"" + hidden + "\"\n", "", 0},
		{"password = \"" + hidden + "\"\n", "TARGET-SECRET", 1},
		{"[[target]]\nname = \"a\"\nto = \"sftp://me:" + hidden + "@host/x\nkeep = \"7d\"\n", "TARGET-SECRET", 3},
		{"[[target]]\nname = \"a\"\n", "KEY-MISSING", 1},
		{"[[target]]\nname = \"a\"\nto = \"x\"\nkeep = \"soon\"\n", "TARGET-KEEP", 4},
		{"[[target]]\nname = \"a\"\nto = \"x\"\nreleases = 0\n", "TARGET-RELEASES", 4},
		{"[[target]]\nname = \"a/b\"\nto = \"x\"\n", "TARGET-NAME", 2},
		{"[[target]]\nname = \"a\"\nto = \"x\"\n[[target]]\nname = \"A\"\nto = \"y\"\n", "TARGET-TWICE", 4},
		{"[[target]]\nname = \"a\"\nto = \"x\"\nfolder = \"y\"\n", "KEY-UNKNOWN", 4},
		{"[[target]]\nname = \"a\"\n地址 = \"x\"\n", "KEY-CHINESE", 3},
		{"[[target]]\nname = \"a\"\n位置 = \"x\"\n", "KEY-CHINESE", 3},
		{"[[target]]\nname = \"a\"\nto = \"x\"\n网址 = \"https://www.example.org/\"\n", "KEY-CHINESE", 4},
		{"[target]\nname = \"a\"\nto = \"x\"\n", "", 1},
	} {
		_, ps := ParseTargets("publish.toml", []byte(c.text))
		found := false
		for _, p := range ps {
			found = found || (p.What.Code == c.code || c.code == "") && (p.Place.Line == c.line || c.line == 0)
			for _, l := range []diag.Lang{diag.ZH, diag.EN} {
				if told := p.Message(l) + p.Place.Excerpt; strings.Contains(told, hidden) {
					t.Errorf("%q: a secret is shown: %s", c.text, told)
				}
			}
		}
		if !found {
			t.Errorf("%q: %v", c.text, ps)
		}
	}
}

func TestSecrets(t *testing.T) {
	s, ps := ParseSecrets("s.toml", []byte("password = ' p \"w '\naccess_key = \"AK\"\nsecret_key = \"SK\"\npassphrase = \"x\"\n"))
	if len(ps) > 0 || s != (Secrets{` p "w `, "x", "AK", "SK"}) {
		t.Errorf("%+v, %v", s, ps)
	}
	for _, text := range []string{"password = hunter2\n", "password = “hunter2\n", "pasword = \"hunter2\"\n", "password = 3\nhunter2\n", "hunter2"} {
		_, ps := ParseSecrets("s.toml", []byte(text))
		if len(ps) == 0 {
			t.Errorf("%q is taken", text)
		}
		for _, p := range ps {
			if told := p.Message(diag.ZH) + p.Message(diag.EN) + p.Place.Excerpt; strings.Contains(told, "hunter2") || p.Place.Line == 0 {
				t.Errorf("%q: %s", text, told)
			}
		}
	}
}

// A usual slip is told by how it is mended, and the value not shown.
func TestSlipsInSecrets(t *testing.T) {
	for text, want := range map[string]string{
		"password = “hunter2”\n": "中文引号", "password ＝ 'hunter2'\n": "全角等号", "password：'hunter2'\n": "中文冒号",
		"passwort = 'hunter2'\n": "是否 password？", "密码 = 'hunter2'\n": "请写 password =", "口令 = 'hunter2'\n": "请写 passphrase =", "password = hunter2\n": "每行写一个",
	} {
		_, ps := ParseSecrets("s.toml", []byte(text))
		if len(ps) == 0 || ps[0].What.Code != "TARGET-SECRET-LINE" || !strings.Contains(ps[0].Message(diag.ZH), want) {
			t.Errorf("%q: %v", text, ps)
		}
		for _, p := range ps {
			if told := p.Message(diag.ZH) + p.Message(diag.EN) + p.Place.Excerpt; strings.Contains(told, "hunter2") {
				t.Errorf("%q: %s", text, told)
			}
		}
	}
}

func TestKeep(t *testing.T) {
	for text, want := range map[string]time.Duration{"7d": 168 * time.Hour, " 12 h": 12 * time.Hour, "3天": 72 * time.Hour, "0": 0, "5小时": 5 * time.Hour} {
		if got, ok := ParseKeep(text); !ok || got != want {
			t.Errorf("%q: %v, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "7", "d", "-1d", "1w", "99999999d", "1.5d"} {
		if got, ok := ParseKeep(text); ok {
			t.Errorf("%q: %v", text, got)
		}
	}
}
