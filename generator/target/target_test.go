package target_test

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kepu/generator/remove/removetest"
	"kepu/generator/source"
	"kepu/generator/store"
	"kepu/generator/target"
)

func targets(t *testing.T, text string) *source.Targets {
	t.Helper()
	x, ps := source.ParseTargets(target.File, []byte(text))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return x
}

func TestFind(t *testing.T) {
	dir := removetest.TempDir(t)
	all := targets(t, `[[target]]
name = "官网"
to = "../www/site"
secret = "../secret.toml"
[[target]]
name = "云"
to = "s3://kepu-1250000000/a/site/"
endpoint = "cos.example.org"
[[target]]
name = "ssh"
to = "sftp://kepu@www.example.org:2222/~/www/site"
`)
	up := filepath.Dir(dir)
	for word, want := range map[string]target.Target{
		"官网":                           {Kind: target.Folder, Dir: filepath.Join(up, "www", "site")},
		"云":                            {Kind: target.S3, Host: "kepu-1250000000", Dir: "a/site"},
		"s3://kepu-1250000000/a/site/": {Kind: target.S3, Host: "kepu-1250000000", Dir: "a/site"},
		"ssh":                          {Kind: target.SFTP, Host: "www.example.org:2222", User: "kepu", Dir: "www/site"},
		"sftp://me@host/srv/site":      {Kind: target.SFTP, Host: "host", User: "me", Dir: "/srv/site"},
		"ftps://me@host/site":          {Kind: target.FTPS, Host: "host", User: "me", Dir: "/site"},
		"ftp://me@host/site":           {Kind: target.FTP, Host: "host", User: "me", Dir: "/site"},
		"ftps://me@host/":              {Kind: target.FTPS, Host: "host", User: "me", Dir: "/"},
		"sftp://me@host/~/":            {Kind: target.SFTP, Host: "host", User: "me", Dir: "."},
		dir:                            {Kind: target.Folder, Dir: dir},
	} {
		got, err := target.Find(word, dir, all)
		if err != nil || got.Kind != want.Kind || got.Host != want.Host || got.User != want.User || got.Dir != want.Dir {
			t.Errorf("%s: %+v, %v", word, got, err)
		}
	}
	if got, _ := target.Find("官网", dir, all); got.Secret != filepath.Join(up, "secret.toml") {
		t.Errorf("secret is %s", got.Secret)
	}
	root := "/"
	if runtime.GOOS == "windows" {
		root = `C:\`
	}
	for word, code := range map[string]string{
		"": "TARGET-NONE", root: "TARGET-ROOT", "官": "TARGET-UNKNOWN", "https://www.example.org/": "TARGET-SCHEME", "sftp://me@host": "TARGET-ADDRESS-LACKS", "sftp://host/x": "TARGET-ADDRESS-LACKS", "ftps://me@": "TARGET-ADDRESS",
		"sftp://me:hunter2@host/x": "TARGET-ADDRESS-SECRET", "sftp://me:hun%zzter2@host/x": "TARGET-ADDRESS", "s3://bucket/x": "TARGET-ENDPOINT", "s3://b/?x": "TARGET-ADDRESS",
	} {
		_, err := target.Find(word, dir, all)
		var r *target.Refusal
		if !errors.As(err, &r) || r.What.Code != code {
			t.Errorf("%q: %v", word, err)
		} else if strings.Contains(r.What.ZH+r.What.EN+r.Mend.ZH+r.Mend.EN, "ter2") {
			t.Errorf("%q: a secret is shown: %v", word, err)
		}
	}
	if got, err := target.Find("", dir, targets(t, "[[target]]\nname = \"a\"\nto = \"x\"\n")); err != nil || got.Name != "a" {
		t.Errorf("the only one: %+v, %v", got, err)
	}
}

func TestSecrets(t *testing.T) {
	dir := removetest.TempDir(t)
	file := filepath.Join(dir, "s.toml")
	if err := os.WriteFile(file, []byte("password = 'from the file'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := func(name string) string { return "env " + name }
	x := target.Target{Target: source.Target{Secret: file}}
	if s, ps, err := x.Secrets(env); err != nil || len(ps) > 0 || s.Password != "from the file" || s.AccessKey != "env KEPU_ACCESS_KEY" || s.SecretKey != "env KEPU_SECRET_KEY" || s.Passphrase != "env KEPU_PASSPHRASE" {
		t.Errorf("%+v, %v, %v", s, ps, err)
	}
	if err := x.Apart(dir); err == nil {
		t.Error("a file of secrets in the content is taken")
	}
	if err := x.Apart(filepath.Join(dir, "content")); err != nil {
		t.Errorf("a file of secrets beside the content: %v", err)
	}
	for in, ok := range map[string]bool{dir: false, filepath.Join(dir, "content"): true} {
		if err := (target.Target{Target: source.Target{Key: filepath.Join(dir, "id_ed25519")}}).Apart(in); (err == nil) != ok {
			t.Errorf("a private key in %s: %v", in, err)
		}
	}
	x.Secret = filepath.Join(dir, "none.toml")
	if _, _, err := x.Secrets(env); err == nil {
		t.Error("a file that isn't there is taken")
	}
}

func TestApart(t *testing.T) {
	dir := removetest.TempDir(t)
	for _, name := range []string{"content", "public"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	folders := []string{filepath.Join(dir, "content"), filepath.Join(dir, "public")}
	for to, ok := range map[string]bool{"public": false, "content/site": false, ".": false, "www": true, "publicity": true} {
		x := target.Target{Dir: filepath.Join(dir, filepath.FromSlash(to))}
		if err := x.Apart(folders...); (err == nil) != ok {
			t.Errorf("%s: %v", to, err)
		}
	}
}

func TestOpenAFolder(t *testing.T) {
	dir := removetest.TempDir(t)
	x, err := target.Find(filepath.Join(dir, "site"), dir, &source.Targets{})
	if err != nil {
		t.Fatal(err)
	}
	s, root, err := x.Open(t.Context(), source.Secrets{})
	if err != nil || root != "site" {
		t.Fatalf("%s, %v", root, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// Where no secret is told, that is what is said, and where it is written.
func TestOpenWithoutSecrets(t *testing.T) {
	for _, kind := range []target.Kind{target.S3, target.OSS} {
		for file, where := range map[string]string{"": "KEPU_SECRET_KEY", "/s.toml": "/s.toml"} {
			x := target.Target{Kind: kind, Host: "bucket", Target: source.Target{Endpoint: "store.invalid", Secret: file}}
			_, _, err := x.Open(t.Context(), source.Secrets{AccessKey: "AK"})
			var r *target.Refusal
			if !errors.As(err, &r) || r.What.Code != "TARGET-ACCESS-KEY-NONE" || !strings.Contains(r.Mend.ZH, where) || !strings.Contains(r.Mend.EN, where) {
				t.Errorf("%d, %q: %v", kind, file, err)
			}
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() { // a server for FTP that wants a password
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			fmt.Fprint(c, "220 ready\r\n")
			for lines := bufio.NewScanner(c); lines.Scan(); {
				answer := "500 no"
				switch word, _, _ := strings.Cut(lines.Text(), " "); word {
				case "USER":
					answer = "331 password"
				case "PASS":
					answer = "530 no"
				}
				fmt.Fprint(c, answer+"\r\n")
			}
			c.Close()
		}
	}()
	x := target.Target{Kind: target.FTP, Host: l.Addr().String(), User: "kepu", Dir: "/site"}
	var r *target.Refusal
	if _, _, err := x.Open(t.Context(), source.Secrets{}); !errors.As(err, &r) || r.What.Code != "TARGET-LOGIN-NONE" || !strings.Contains(r.Mend.ZH, "KEPU_PASSWORD") {
		t.Errorf("no password: %v", err)
	}
	if _, _, err := x.Open(t.Context(), source.Secrets{Password: "wrong"}); !errors.Is(err, store.ErrLogin) {
		t.Errorf("a wrong password: %v", err)
	}
}

// A publish.toml that is not read is told of where a target is missing.
func TestMisplaced(t *testing.T) {
	for name, want := range map[string]string{"publish.toml.txt": "去掉 .txt", "content/publish.toml": "移到 content 旁边", "content/site.toml": "先在 content 旁边"} {
		dir := removetest.TempDir(t)
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"", "web"} {
			_, err := target.Find(word, dir, &source.Targets{})
			var r *target.Refusal
			if !errors.As(err, &r) || !strings.Contains(r.Mend.ZH, want) {
				t.Errorf("%s, %q: %v", name, word, err)
			}
		}
		if _, err := target.Find("web", dir, targets(t, "[[target]]\nname = \"cloud\"\nto = \"x\"\n")); !strings.Contains(err.Error(), "cloud") {
			t.Errorf("%s, beside one that is read: %v", name, err)
		}
	}
}

func TestAPathOfWindows(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("here they are paths")
	}
	dir := removetest.TempDir(t)
	for _, word := range []string{`E:\网站\kepu`, `e:/www/kepu`, `\\server\share`} {
		for _, all := range []*source.Targets{{}, targets(t, "[[target]]\nname = \"web\"\nto = '"+word+"'\n")} {
			_, err := target.Find(word, dir, all)
			var r *target.Refusal
			if !errors.As(err, &r) || r.What.Code != "TARGET-WINDOWS" {
				t.Errorf("%s: %v", word, err)
			}
		}
	}
	if x, err := target.Find("/srv/www/site", dir, &source.Targets{}); err != nil || x.Dir != "/srv/www/site" {
		t.Errorf("%+v, %v", x, err)
	}
}

func TestWhatAnAddressLacks(t *testing.T) {
	for word, want := range map[string]string{"sftp://host/x": "缺了用户名（", "sftp://me@host": "缺了文件夹", "sftp://host": "用户名和文件夹"} {
		_, err := target.Find(word, ".", &source.Targets{})
		var r *target.Refusal
		if !errors.As(err, &r) || !strings.Contains(r.What.ZH, want) {
			t.Errorf("%s: %v", word, err)
		}
	}
}
