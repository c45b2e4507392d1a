// Package target knows where a site is published: by a name from publish.toml, an address, or a folder; with whom it speaks there, by which
// kind of store, and where the secrets for that are.
//
// # publish.toml
//
// It stands beside content/, is read by package source (its keys are in generator/FORMAT.md), and is no part of the content: nothing that packs, publishes or backs up the
// site or its content takes it along, for it stands outside of both. It holds no secrets all the same.
//
// # Secrets
//
// They come from the file that the target names (secret = …), which must stand outside of what is published or packed, and what that lacks from the environment:
// KEPU_PASSWORD, KEPU_PASSPHRASE, KEPU_ACCESS_KEY, KEPU_SECRET_KEY. No message shows one.
//
// # Addresses
//
//	D:\www\kepu, ../www         a folder of this machine, or a share
//	sftp://user@host:port/path   a server for SSH; the path is from / on, or with /~/ from the user's folder
//	ftps://user@host:port/path   FTP with TLS; ftp:// without, where password and pages travel in the open
//	s3://bucket/prefix           a store that speaks S3, with endpoint and region from publish.toml
//	oss://bucket/prefix          Alibaba's
package target

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"

	"kepu/generator/diag"
	"kepu/generator/dirstore"
	"kepu/generator/ftpstore"
	"kepu/generator/objectstore"
	"kepu/generator/ossstore"
	"kepu/generator/output"
	"kepu/generator/s3store"
	"kepu/generator/sftpstore"
	"kepu/generator/source"
	"kepu/generator/store"
)

// File is the name of the file with the targets.
const File = "publish.toml"

// Target is where a site is published.
type Target struct {
	source.Target

	Kind Kind
	Host string // with its port where one is told; of a store the bucket
	User string
	Dir  string // the folder or the prefix; of a folder of this machine its full path
}

// Kind is a kind of place.
type Kind int

// The kinds.
const (
	Folder Kind = iota
	SFTP
	FTPS
	FTP // in the open
	S3
	OSS
)

var schemes = map[string]Kind{"sftp": SFTP, "ftps": FTPS, "ftp": FTP, "s3": S3, "oss": OSS}

// Refusal says what is wrong with the word that names a target, or with what publish.toml says of it. The wording is for staff.
type Refusal struct{ What, Mend diag.Text }

func (r *Refusal) Error() string { return r.What.EN + "; " + r.Mend.EN }

func refuse(what, mend diag.Text) error { return &Refusal{what, mend} }

// List reads the targets of the file in the folder. There are none where there is no such file.
func List(beside string) (*source.Targets, diag.List, error) {
	data, err := os.ReadFile(filepath.Join(beside, File))
	if errors.Is(err, fs.ErrNotExist) {
		return &source.Targets{}, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	x, ps := source.ParseTargets(File, data)
	return x, ps, nil
}

// Find returns the target that the word means: a name, an address, or a folder; with no word the only one that there is. beside is the folder that publish.toml stands in, and that the paths
// in it are relative to; those on the command line are so to the current folder. The error is a *Refusal.
func Find(word, beside string, all *source.Targets) (Target, error) {
	names := make([]string, len(all.List))
	for i, t := range all.List {
		names[i] = t.Name
		if word == t.Name || word == "" && len(all.List) == 1 || word != "" && word == t.To {
			return resolve(t, beside)
		}
	}
	known := diag.T("先在 content 旁边的 %s 里写好，或者写一个地址；是文件夹，就写成 ./%s 的样子", "write it into %s beside content first, or name an address; a folder is written like ./%s").With(File, cmp.Or(word, "site"))
	if there := misplaced(beside); there != (diag.Text{}) {
		known = there
	}
	if len(names) > 0 {
		known = diag.T("%s 里有：%s", "%s has: %s").With(File, diag.T(strings.Join(names, "、"), strings.Join(names, ", ")))
	}
	if word == "" {
		return Target{}, refuse(diag.M("TARGET-NONE", "没有写发布到哪里", "where to publish is missing"), known)
	}
	if strings.Contains(word, "://") || strings.ContainsAny(word, `/\`) || word == "." || word == ".." || isFolder(word) {
		return resolve(source.Target{To: word}, ".")
	}
	if near := diag.Nearest(word, names); near != "" {
		known = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	return Target{}, refuse(diag.M("TARGET-UNKNOWN", "没有叫 %s 的发布位置", "there is no target %s").With(word), known)
}

// misplaced tells of a publish.toml that is not read: its name or its place is a little wrong.
func misplaced(beside string) diag.Text {
	if _, err := os.Stat(filepath.Join(beside, File+".txt")); err == nil {
		return diag.T("有 %[1]s.txt：去掉 .txt，改名为 %[1]s", "there is %[1]s.txt: rename it %[1]s").With(File)
	}
	if _, err := os.Stat(filepath.Join(beside, "content", File)); err == nil {
		return diag.T("%s 在 content 里面：移到 content 旁边", "%s lies in content: move it beside content").With(File)
	}
	return diag.Text{}
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// resolve reads the address of a target.
func resolve(t source.Target, beside string) (Target, error) {
	x := Target{Target: t}
	for _, file := range []*string{&x.Key, &x.KnownHosts, &x.Secret} {
		*file = from(beside, *file)
	}
	scheme, _, far := strings.Cut(t.To, "://")
	if !far {
		if runtime.GOOS != "windows" && isWindows(t.To) {
			return x, refuse(diag.M("TARGET-WINDOWS", "%s 是 Windows 的路径，这台电脑上没有", "%s is a path of Windows, and this machine has none such").With(t.To), diag.T("写这台电脑上的文件夹，例如 /srv/www/site", "name a folder of this machine, such as /srv/www/site"))
		}
		abs, err := filepath.Abs(from(beside, t.To))
		if err != nil {
			return x, err
		}
		if filepath.Dir(abs) == abs {
			return x, refuse(diag.M("TARGET-ROOT", "%s 是整个磁盘，不能发布到这里", "%s is a whole disk, no place for a site").With(t.To), diag.T(`写一个文件夹，例如 D:\网站\kepu`, `name a folder, such as /srv/www/site`))
		}
		x.Dir = abs
		return x, nil
	}
	kind, ok := schemes[strings.ToLower(scheme)]
	if !ok {
		return x, refuse(diag.M("TARGET-SCHEME", "不会发布到 %s:// 这样的地址", "addresses with %s:// are not published to").With(scheme),
			diag.T("可以写文件夹、sftp://、ftps://、s3://、oss://；网址（https://）写在 url 里", "a folder, sftp://, ftps://, s3:// and oss:// will do; the web address (https://) is written as url"))
	}
	x.Kind = kind
	u, err := url.Parse(t.To)
	form := diag.T("写成 %s 的样子", "write it like %s").With(map[Kind]string{
		SFTP: "sftp://kepu@www.example.org/srv/www/site", FTPS: "ftps://kepu@www.example.org/site", FTP: "ftp://kepu@www.example.org/site",
		S3: "s3://kepu-1250000000/site", OSS: "oss://kepu/site",
	}[kind])
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return x, refuse(diag.M("TARGET-ADDRESS", "地址看不懂", "the address is not understood"), form) // which might hold a secret: it isn't repeated
	}
	if _, has := u.User.Password(); has {
		return x, refuse(diag.M("TARGET-ADDRESS-SECRET", "地址里不能写密码：别人会看到", "no password stands in an address: others get to see it"),
			diag.T("写到另一个文件里，publish.toml 用 secret 指出它；或者放在环境变量 KEPU_PASSWORD 里", "write it into a file elsewhere that publish.toml names as secret, or into the environment as KEPU_PASSWORD"))
	}
	x.Host, x.User, x.Dir = u.Host, u.User.Username(), u.Path
	inHome := strings.HasPrefix(x.Dir, "/~/")
	x.Dir = path.Clean("/" + strings.TrimPrefix(x.Dir, "/~"))
	switch kind {
	case S3, OSS:
		x.Dir = strings.Trim(x.Dir, "/")
		if x.Endpoint == "" {
			return x, refuse(diag.M("TARGET-ENDPOINT", "没有写 endpoint（云存储的服务器地址）", "the endpoint of the store is missing"),
				diag.T(`在 %s 的这一段里加一行，例如 endpoint = "cos.ap-guangzhou.myqcloud.com"`, `add a line to this target in %s, such as endpoint = "cos.ap-guangzhou.myqcloud.com"`).With(File))
		}
		return x, nil
	}
	var lacks diag.Text
	switch {
	case x.User == "" && u.Path == "":
		lacks = diag.T("用户名和文件夹", "the user and the folder")
	case x.User == "":
		lacks = diag.T("用户名（@ 前面的）", "the user (before @)")
	case u.Path == "":
		lacks = diag.T("文件夹（服务器后面的 /…）", "the folder (/… behind the server)")
	}
	if lacks != (diag.Text{}) {
		return x, refuse(diag.M("TARGET-ADDRESS-LACKS", "地址里缺了%s", "the address lacks %s").With(lacks), form)
	}
	if inHome {
		x.Dir = path.Clean(strings.TrimPrefix(x.Dir, "/"))
	}
	return x, nil
}

// isWindows reports whether a path is one of Windows: on a drive, or of a share.
func isWindows(name string) bool {
	drive := len(name) > 2 && name[1] == ':' && (name[2] == '\\' || name[2] == '/') && unicode.IsLetter(rune(name[0]))
	return drive || strings.HasPrefix(name, `\\`)
}

// from returns the path of a file as it is meant in a folder; "" is none.
func from(beside, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(beside, filepath.FromSlash(name))
}

// Apart refuses a target, a private key or a file of secrets that lies in one of the folders that the site is made from or written to, or holds one.
func (t Target) Apart(folders ...string) error {
	for _, dir := range folders {
		if t.Kind == Folder {
			if over, err := output.Overlaps(t.Dir, dir); err == nil && over {
				return refuse(diag.M("TARGET-OVERLAPS", "不能发布到 %s：它和 %s 是同一个文件夹，或一个在另一个里面", "%s is no place to publish to: it is %s, lies in it or holds it").With(t.To, dir),
					diag.T("换一个文件夹", "use another folder"))
			}
		}
		if over, err := output.Overlaps(t.Key, dir); t.Key != "" && err == nil && over {
			return refuse(diag.M("TARGET-KEY-PLACE", "私钥文件在 %s 里面，会跟着它一起被拷走", "the private key lies in %s, and is copied along with it").With(dir),
				diag.T("把它移到别处，再改 key", "move it elsewhere, and change key"))
		}
		if over, err := output.Overlaps(t.Secret, dir); t.Secret != "" && err == nil && over {
			return refuse(diag.M("TARGET-SECRET-PLACE", "密码文件在 %s 里面，会跟着它一起被拷走", "the file of secrets lies in %s, and is copied along with it").With(dir),
				diag.T("把它移到别处，再改 secret", "move it elsewhere, and change secret"))
		}
	}
	return nil
}

// Secrets returns the secrets of the target: those of its file, and for those that it lacks what env has. The list is what is wrong with the file.
func (t Target) Secrets(env func(string) string) (s source.Secrets, ps diag.List, err error) {
	if t.Secret != "" {
		data, err := os.ReadFile(t.Secret)
		if errors.Is(err, fs.ErrNotExist) {
			return s, nil, refuse(diag.M("TARGET-SECRET-MISSING", "找不到密码文件 %s", "there is no file of secrets %s").With(t.Secret), diag.T("请核对 secret 的写法", "check what secret says"))
		}
		if err != nil {
			return s, nil, err
		}
		if s, ps = source.ParseSecrets(filepath.ToSlash(t.Secret), data); len(ps) > 0 {
			return s, ps, nil
		}
	}
	for name, to := range map[string]*string{"KEPU_PASSWORD": &s.Password, "KEPU_PASSPHRASE": &s.Passphrase, "KEPU_ACCESS_KEY": &s.AccessKey, "KEPU_SECRET_KEY": &s.SecretKey} {
		if *to == "" {
			*to = env(name)
		}
	}
	return s, nil, nil
}

// Open opens the store, and returns the name of the site's folder in it.
func (t Target) Open(ctx context.Context, s source.Secrets) (st store.Store, root string, err error) {
	if (t.Kind == S3 || t.Kind == OSS) && (s.AccessKey == "" || s.SecretKey == "") {
		return nil, "", refuse(diag.M("TARGET-ACCESS-KEY-NONE", "没有写 access_key、secret_key，%s 不让进", "access_key or secret_key is missing, and %s lets nobody in without").With(t.Title()),
			t.mendSecret(diag.T("access_key = '…' 和 secret_key = '…'（各一行）", "access_key = '…' and secret_key = '…', a line each,"), diag.T("KEPU_ACCESS_KEY、KEPU_SECRET_KEY", "KEPU_ACCESS_KEY, KEPU_SECRET_KEY")))
	}
	switch t.Kind {
	case Folder:
		root = filepath.Base(t.Dir)
		st, err = opened(dirstore.Open(filepath.Dir(t.Dir)))
	case SFTP:
		var above string
		above, root = split(t.Dir)
		st, err = opened(sftpstore.Open(ctx, sftpstore.Config{Host: t.Host, User: t.User, Dir: above, Password: s.Password, KeyFile: t.Key, Passphrase: s.Passphrase, KnownHosts: t.knownHosts()}))
	case FTPS, FTP:
		var above string
		above, root = split(t.Dir)
		st, err = ftpstore.Open(ctx, ftpstore.Config{Host: t.Host, User: t.User, Dir: above, Password: s.Password, Plain: t.Kind == FTP})
	case S3:
		root = "."
		st, err = s3store.Open(ctx, t.bucket(s))
	case OSS:
		root = "."
		st, err = ossstore.Open(ctx, t.bucket(s))
	}
	if errors.Is(err, store.ErrLogin) && s.Password == "" && t.Key == "" && t.Kind != S3 && t.Kind != OSS {
		return nil, "", refuse(diag.M("TARGET-LOGIN-NONE", "没有写密码或密钥，%s 不让进", "there is neither password nor key, and %s lets nobody in without").With(t.Title()), t.mendSecret(diag.Same("password = '…'"), diag.Same("KEPU_PASSWORD")))
	}
	return st, root, err
}

// bucket is what a store of objects is opened with.
func (t Target) bucket(s source.Secrets) objectstore.Config {
	return objectstore.Config{Endpoint: t.Endpoint, Region: t.Region, Bucket: t.Host, Prefix: t.Dir, AccessKey: s.AccessKey, SecretKey: s.SecretKey}
}

// mendSecret says where a secret is written.
func (t Target) mendSecret(line, variable diag.Text) diag.Text {
	if t.Secret != "" {
		return diag.T("在 %s 里写 %s", "write %[2]s into %[1]s").With(t.Secret, line)
	}
	return diag.T("写在另一个文件里：%s，%s 用 secret = '…' 指出它；或者放在环境变量 %s 里", "write it into a file elsewhere: %s, which %s names as secret = '…'; or put it into the environment as %s").With(line, File, variable)
}

// opened makes a store of a linker, and none of none.
func opened(l store.Linker, err error) (store.Store, error) {
	if err != nil {
		return nil, err
	}
	return l, nil
}

// split returns the folder above that of a site on a server, and the site's name in it. A site in the folder that is the whole of what we may see has none above.
func split(dir string) (above, root string) {
	if dir == "/" || dir == "." {
		return dir, "."
	}
	return path.Dir(dir), path.Base(dir)
}

// knownHosts is the file that ssh uses, unless another is named.
func (t Target) knownHosts() string {
	if t.KnownHosts != "" {
		return t.KnownHosts
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".ssh", "known_hosts")
}

// Title is how messages call the target.
func (t Target) Title() string {
	if t.Name != "" {
		return t.Name
	}
	return t.To
}
