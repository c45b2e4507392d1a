package command

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/target"
)

// # Refusals
//
// A login that is not accepted is for who publishes to mend; a folder that may not be written to, for who administers the place.

// explainLogin says which login a server does not accept.
func (p *publishing) explainLogin() error {
	where := p.at.Title()
	what, mend := diag.M("PUBLISH-PASSWORD", "%s：用户名或密码不对，服务器不让进", "%s: wrong user or password, the server lets nobody in by them").With(where), diag.T("请核对用户名 %s 和密码", "check the user %s and the password").With(p.at.User)
	switch {
	case p.at.Kind == target.S3 || p.at.Kind == target.OSS:
		what, mend = diag.M("PUBLISH-ACCESS-KEY", "%s：access_key 或 secret_key 不对", "%s: wrong access_key or secret_key").With(where), diag.T("到云存储的控制台核对；密钥可能停用了", "check them where the store is administered; the key may be switched off")
	case p.at.Key != "":
		what = diag.M("PUBLISH-KEY-REFUSED", "%s 不接受用户 %s 的这个密钥：%s", "%s does not accept this key for the user %s: %s").With(where, p.at.User, p.at.Key)
		mend = diag.T("请核对用户名；请服务器管理员把它的公钥（.pub）加进去", "check the user; ask the administrator to add its public key (.pub)")
	}
	return &console.Fault{What: what, Mend: mend, Code: console.ExitUsage}
}

// explainClosed says which folder of this machine may not be written to.
func (p *publishing) explainClosed(err error) error {
	which := diag.Same(p.at.Dir)
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		// It is told from the folder above on. What is written has a name of its own until it is whole, so its folder is what to look at.
		folder := path.Dir(filepath.ToSlash(inPath.Path))
		if _, within, ok := strings.Cut(folder, "/"); ok && filepath.IsLocal(folder) {
			which = diag.T("%s 里的 %s", "%[2]s in %[1]s").With(p.at.Dir, within)
		}
	}
	what := diag.M("PUBLISH-DENIED-FOLDER", "没有权限写 %s", "there is no right to write to %s").With(which)
	return &console.Fault{What: what, Mend: p.mendClosed(), Code: console.ExitUsage}
}

// mendClosed says what must be allowed. Where the site is switched by a link, the folder above must be open, since the releases come into being there; or else the site's own.
func (p *publishing) mendClosed() diag.Text {
	above, site := path.Dir(p.at.Dir), path.Base(p.at.Dir)
	switch p.at.Kind {
	case target.S3, target.OSS:
		return diag.T("请管理员让这个密钥能读、写、列出、删除桶里的文件", "ask that the key may read, write, list and delete what is in the bucket")
	case target.Folder:
		above, site = filepath.Dir(p.at.Dir), filepath.Base(p.at.Dir)
	}
	if p.at.Kind == target.Folder && standsInPlace(p.at.Dir) {
		return diag.T("请网管让这个账号能写 %s 和它里面所有的文件夹", "ask that this account may write to %s and to all folders in it").With(p.at.Dir)
	}
	switched := p.at.Kind == target.SFTP || p.at.Kind == target.Folder && runtime.GOOS != "windows"
	if !switched || above == p.at.Dir {
		return diag.T("请网管让这个账号能写 %s；还没有这个文件夹，就请他先建好", "ask that this account may write to %s, and that the folder is made where it is missing").With(p.at.Dir)
	}
	return diag.T("要在上一级 %[1]s 里建 %[2]s.releases：请网管让这个账号能写 %[1]s；或者先在里面建好空文件夹 %[2]s，让这个账号能写它",
		"%[2]s.releases comes into being in %[1]s: ask that this account may write there, or that an empty folder %[2]s is made in it to which it may").With(above, site)
}

// standsInPlace reports whether a site, or something else, stands in the folder itself.
func standsInPlace(dir string) bool {
	info, err := os.Lstat(dir)
	if err != nil || !info.IsDir() {
		return false // none yet, or a link to a release
	}
	list, err := os.ReadDir(dir)
	return err == nil && len(list) > 0
}
