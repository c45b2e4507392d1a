package command

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/remove/removetest"
	"kepu/generator/sftpstore"
	"kepu/generator/source"
	"kepu/generator/store"
	"kepu/generator/target"
)

// Who publishes is told in plain words what to mend, without those of the library that noticed it.
func TestWordsOfFailures(t *testing.T) {
	const library = "ssh: unexpected message type 51 (expected 60)"
	with := func(kind error) error { return fmt.Errorf("open: %w: %w", kind, errors.New(library)) }
	ssh := target.Target{Kind: target.SFTP, Host: "www.example.org", User: "kepu", Dir: "/srv/www/site", Target: source.Target{Name: "web"}}
	key := ssh
	key.Key = "/home/kepu/id_ed25519"
	ftp, s3, top := ssh, ssh, ssh
	ftp.Kind, s3.Kind, top.Dir = target.FTPS, target.S3, "/"
	dir := target.Target{Kind: target.Folder, Dir: filepath.FromSlash("/srv/www/site"), Target: source.Target{To: "/srv/www/site"}}
	full := dir
	full.Dir = removetest.TempDir(t)
	if err := os.WriteFile(filepath.Join(full.Dir, "index.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	slot := "/srv/www 里建 site.releases"
	if runtime.GOOS == "windows" {
		slot = "能写 " + dir.Dir
	}
	for _, c := range []struct {
		at         target.Target
		err        error
		code       string
		exit       int
		what, mend string
	}{
		{dir, fmt.Errorf("%w: %w", store.ErrDenied, &fs.PathError{Op: "mkdirat", Path: "site.releases", Err: fs.ErrPermission}), "PUBLISH-DENIED-FOLDER", console.ExitUsage, "没有权限写 " + dir.Dir, slot},
		{dir, fmt.Errorf("%w: %w", store.ErrDenied, &fs.PathError{Op: "openat", Path: "site/bases/.kepu-put-X", Err: fs.ErrPermission}), "PUBLISH-DENIED-FOLDER", console.ExitUsage, dir.Dir + " 里的 bases", "账号"},
		{full, fmt.Errorf("%w: %w", store.ErrDenied, &fs.PathError{Op: "openat", Path: "site/.kepu-put-X", Err: fs.ErrPermission}), "PUBLISH-DENIED-FOLDER", console.ExitUsage, "没有权限写 " + full.Dir, full.Dir + " 和它里面所有的文件夹"},
		{ssh, with(store.ErrDenied), "PUBLISH-DENIED", console.ExitUsage, "不让写", "/srv/www 里建 site.releases"},
		{top, with(store.ErrDenied), "PUBLISH-DENIED", console.ExitUsage, "不让写", "能写 /；"},
		{ftp, with(store.ErrDenied), "PUBLISH-DENIED", console.ExitUsage, "不让写", "能写 /srv/www/site；"},
		{s3, with(store.ErrDenied), "PUBLISH-DENIED", console.ExitUsage, "不让写", "桶"},
		{ssh, with(store.ErrLogin), "PUBLISH-PASSWORD", console.ExitUsage, "密码不对", "用户名 kepu"},
		{ftp, with(store.ErrLogin), "PUBLISH-PASSWORD", console.ExitUsage, "密码不对", "用户名 kepu"},
		{key, with(store.ErrLogin), "PUBLISH-KEY-REFUSED", console.ExitUsage, "不接受用户 kepu 的这个密钥：/home/kepu/id_ed25519", "公钥"},
		{s3, with(store.ErrLogin), "PUBLISH-ACCESS-KEY", console.ExitUsage, "secret_key 不对", "控制台"},
		{key, with(sftpstore.ErrNoKey), "PUBLISH-KEY-MISSING", console.ExitUsage, "没有密钥文件 /home/kepu/id_ed25519", "key"},
		{key, with(sftpstore.ErrLocked), "PUBLISH-KEY-LOCKED", console.ExitUsage, "有口令", "passphrase = '…'"},
		{key, with(sftpstore.ErrPassphrase), "PUBLISH-PASSPHRASE", console.ExitUsage, "口令不对", "passphrase"},
		{key, with(sftpstore.ErrPublic), "PUBLISH-KEY-PUBLIC", console.ExitUsage, "是公钥", ".pub"},
		{key, with(sftpstore.ErrPutty), "PUBLISH-KEY-PUTTY", console.ExitUsage, "PuTTY", "OpenSSH"},
		{key, with(sftpstore.ErrNotKey), "PUBLISH-KEY", console.ExitUsage, "读不出私钥", "key"},
		{ssh, with(store.ErrClock), "PUBLISH-CLOCK", console.ExitMachine, "时钟", "调准"},
		{ssh, &sftpstore.Stranger{Host: "www.example.org", Fingerprint: "SHA256:x", Line: "www.example.org ssh-ed25519 AAAA"}, "PUBLISH-STRANGER-NO-FILE", console.ExitUsage, "还不认识", "known_hosts = '…' 写出它在哪里：www.example.org ssh-ed25519 AAAA"},
		{ssh, &sftpstore.Stranger{Host: "www.example.org", File: "/h/known_hosts", Line: "x"}, "PUBLISH-STRANGER", console.ExitUsage, "还不认识", "在 /h/known_hosts 里加一行"},
		{ssh, fmt.Errorf("%w: %w", store.ErrAddress, &net.DNSError{Err: "no such host", Name: "no-such.example", IsNotFound: true}), "PUBLISH-HOST", console.ExitMachine, "找不到服务器 no-such.example", "看看网络"},
		{ssh, with(store.ErrAddress), "PUBLISH-ADDRESS", console.ExitUsage, "没有这个地方", "上一级"},
	} {
		p := &publishing{at: c.at, o: options{out: "public"}}
		var f *console.Fault
		if err := p.explain(c.err); !errors.As(err, &f) {
			t.Errorf("%s: %v", c.code, err)
			continue
		}
		what, mend := f.What.In(diag.ZH), f.Mend.In(diag.ZH)
		if f.What.Code != c.code || f.Code != c.exit || !strings.Contains(what, c.what) || !strings.Contains(mend, c.mend) {
			t.Errorf("%s: exit %d, %s: %s: %s", c.code, f.Code, f.What.Code, what, mend)
		}
		if errors.Is(c.err, store.ErrLogin) && strings.Contains(what+mend+f.What.EN+f.Mend.EN, library) {
			t.Errorf("%s: %s", c.code, what)
		}
		if told := what + mend + f.What.EN + f.Mend.EN; regexp.MustCompile(`%!|%\[|%s`).MatchString(told) {
			t.Errorf("%s: %s", c.code, told)
		}
	}
}
