package command

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kepu/generator/address"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/history"
	"kepu/generator/output"
	"kepu/generator/pages"
	"kepu/generator/remove"
	"kepu/generator/site"
)

// There is no --drafts: what is handed out on a stick cannot be called back.
var zipCommand = command{
	name:  "zip",
	asked: diag.Same("zip"),
	does:  diag.T("做一个压缩包，没有网络也能看（离线版）", "make a zip that can be read without a network"),
	usual: options{pages: pages.Options{Offline: true}},
	options: []option{
		contentOption,
		{"out", diag.T("文件.zip", "FILE.zip"), outOption.to, diag.T("压缩包写到哪里（默认按网站名称和记录日期取名，写在当前文件夹）",
			"where the zip goes (default: named by the site and its newest record, in the current folder)")},
		{"slim", diag.Text{}, func(o *options) any { return &o.pages.Slim },
			diag.T("精简版：照片只放小图（宽 480 像素），网页上会说明", "photos only small, 480 pixels wide; the pages say so")},
		themeOption, strictOption,
		shrinkOption.saying("比内容旁边的 public 少了很多也照写",
			"write also when much of what public beside the content has would be missing"),
		todayOption, langOption,
	},
	check: safeZip,
	run:   zipSite,
	about: diag.T(`用法：kepu zip [选项]

把整个网站做成一个压缩包（离线版）：拷到 U 盘，没有网络也能看、能搜、能筛选。
里面的网页和网站上的一模一样，另有一页 START-HERE.html 说明怎样打开。
同样的内容，什么时候、在哪台电脑上做，得到的压缩包都一样。草稿不会放进去。
`, `Usage: kepu zip [options]

Makes one zip of the whole site (the offline copy): on a USB stick it can be read,
searched and filtered without a network. Its pages are those of the site, with one more,
START-HERE.html, that says how to open it. The same content gives the same zip, whenever
and wherever it is made. Drafts are never in it.
`),
	after: diag.T(`
要把离线版放到网站上供人下载，用 kepu build --zip。

结束代码：0 正常，1 内容有错，2 命令写错或位置不合适，3 电脑的问题（磁盘满、没有权限）
`, `
To offer the copy on the site itself, use kepu build --zip.

Exit codes: 0 fine, 1 the content is wrong, 2 wrong command or place, 3 the machine (disk full, no permission)
`),
}

// safeZip refuses a place where the zip would stand in its own content, or in place of
// something that is no zip.
func safeZip(o *options) error {
	mend := diag.T("例如 --out 离线版.zip", "for example --out copy.zip")
	if o.out == "" {
		return nil
	}
	if !strings.EqualFold(filepath.Ext(o.out), ".zip") {
		return console.Usage(diag.T("--out 的文件名要以 .zip 结尾：%s", "the file of --out must end in .zip: %s").With(o.out), mend)
	}
	if info, err := os.Lstat(o.out); err == nil && !info.Mode().IsRegular() {
		return console.Usage(diag.T("%s 不是文件", "%s is not a file").With(o.out), mend)
	}
	if err := apartFromSources(o, mend); err != nil {
		return err
	}
	if dir := filepath.Dir(o.out); !isFolder(dir) {
		return console.Usage(diag.T("没有 %s 这个文件夹", "there is no folder %s").With(dir), diag.T("请先建好它，或核对 --out", "make it first, or check --out"))
	}
	return nil
}

// apartFromSources refuses a file that would be taken for content, or a part of the theme.
func apartFromSources(o *options, mend diag.Text) error {
	for _, source := range o.sources() {
		if inside(o.out, source) {
			return console.Usage(diag.T("%s 在 %s 里面，下次会被当作内容", "%s lies in %s, and would be taken for content next time").With(o.out, source), mend)
		}
	}
	return nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// inside reports whether the file lies somewhere in the folder.
func inside(file, dir string) bool {
	folder, err := os.Stat(dir)
	if err != nil {
		return false
	}
	abs, err := filepath.Abs(file)
	for up := filepath.Dir(abs); err == nil; up = filepath.Dir(up) {
		if info, err := os.Stat(up); err == nil && os.SameFile(info, folder) {
			return true
		}
		if filepath.Dir(up) == up {
			break
		}
	}
	return false
}

// zipSite makes the offline copy.
func zipSite(ctx context.Context, o options, say *console.Console) int {
	start := time.Now()
	o.take(ctx, say, history.Zip, nil)
	m := makeWithPhotos(ctx, o, say)
	if o.taken != nil {
		o.taken.forget()
	}
	if m.err != nil {
		return say.Fail(m.err, "")
	}
	say.Problems(m.problems, o.content)
	errs, warns := m.problems.Count()
	if m.site == nil || o.strict && warns > 0 {
		say.Say(diag.T("错误 %d，提醒 %d：没有写压缩包。", "errors %d, warnings %d: no zip was written.").With(errs, warns))
		return console.ExitContent
	}
	// What is handed out is held against the site that stands beside its content, if one does.
	beside := filepath.Join(o.beside(), defaultOut)
	if last, ok := output.LastIn(beside); ok {
		if err := shrunk(last, m.site, o); err != nil {
			code := say.Fail(err, beside)
			say.Say(diag.T("没有写压缩包。", "no zip was written."))
			return code
		}
	}
	p := say.Progress()
	off, opts, err := inCopy(m.site, p)
	if err != nil {
		return say.Fail(err, "")
	}
	if o.out == "" {
		o.out = off.Folder + ".zip"
		if o.pages.Slim {
			o.out = off.Folder + "-slim.zip"
		}
		o.out = filepath.Join(o.zipIn, o.out)
	}
	r, err := output.ZipFile(ctx, o.out, m.site, opts)
	p.Clear()
	if err != nil {
		return say.Fail(err, o.out)
	}
	o.publishes(say, m.site, nil)
	if o.zipped != nil {
		*o.zipped = o.out
	}
	tellZip(say, r, o)
	say.Print(diag.T("错误 %d，提醒 %d；用时 %.2f 秒", "errors %d, warnings %d; took %.2f s").With(errs, warns, time.Since(start).Seconds()))
	return console.ExitFine
}

// inCopy says what the zip of the site holds beside the site.
func inCopy(s *site.Site, p *console.Progress) (*site.Offline, output.ZipOptions, error) {
	off, err := s.Offline()
	if err != nil {
		return nil, output.ZipOptions{}, err
	}
	return off, output.ZipOptions{Top: off.Folder, Add: off.InCopy(), Leave: off.NotInCopy(), Progress: p.Show}, nil
}

// withCopy returns the site with its offline copy beside it. The zip waits in a folder of the
// system's for such things until the site is written; done removes it.
func withCopy(ctx context.Context, s *site.Site, p *console.Progress) (tree output.Tree, r output.ZipReport, done func() error, err error) {
	off, opts, err := inCopy(s, p)
	if err != nil {
		return nil, r, nil, err
	}
	dir, err := os.MkdirTemp("", "kepu-zip-")
	if err != nil {
		return nil, r, nil, err
	}
	done = func() error { return remove.All(dir) }
	defer func() {
		if err != nil {
			err = errors.Join(err, done())
		}
	}()
	if r, err = output.ZipFile(ctx, filepath.Join(dir, address.OfflineZip), s, opts); err != nil {
		return nil, r, nil, err
	}
	page, err := off.PageBeside(r.Size)
	if err != nil {
		return nil, r, nil, err
	}
	tree = output.With(s, output.Files{address.Offline: page})
	return output.With(tree, zipBeside{os.DirFS(dir)}), r, done, nil
}

// besideZip leaves out the keys of what withCopy adds to the site.
func besideZip(keys func(string) digest.Digest) func(string) digest.Digest {
	if keys == nil {
		return nil
	}
	return func(name string) digest.Digest {
		if name == address.OfflineZip || name == address.Offline {
			return digest.Digest{}
		}
		return keys(name)
	}
}

// zipBeside is a tree of the zip alone.
type zipBeside struct{ fs.FS }

func (zipBeside) Files() []string { return []string{address.OfflineZip} }

// The parts of the size report, in its order.
var zipParts = []struct {
	name diag.Text
	has  func(name string) bool
}{
	{diag.T("网页", "pages"), func(n string) bool { return path.Ext(n) == ".html" }},
	{diag.T("照片", "photos"), func(n string) bool {
		return slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp"}, path.Ext(n))
	}},
	{diag.T("附件", "attachments"), func(n string) bool { return strings.Contains(n, "/assets/files/") }},
	{diag.T("搜索", "search"), func(n string) bool { return strings.Contains(n, "/assets/search/") }},
	{diag.T("样式和脚本", "style and scripts"), func(n string) bool { return strings.Contains(n, "/assets/") }},
	{diag.T("数据", "data"), func(string) bool { return true }},
}

// windowsLimit is how long a path Windows opens, in UTF-16 units.
const windowsLimit = 259

// tellZip tells what is in the zip and what takes the room.
func tellZip(say *console.Console, r output.ZipReport, o options) {
	var unpacked int64
	sums := make([]output.ZipEntry, len(zipParts))
	counts := make([]int, len(zipParts))
	for _, e := range r.Entries {
		unpacked += e.Size
		for i, part := range zipParts {
			if part.has(e.Name) {
				counts[i]++
				sums[i].Size += e.Size
				sums[i].Packed += e.Packed
				break
			}
		}
	}
	if o.out != "" {
		say.Print(diag.T("写入 %s：%s，%d 个文件，解压后 %s", "wrote %s: %s, %d files, %s when unpacked").
			With(o.out, pages.Size(r.Size), len(r.Entries), pages.Size(unpacked)))
	}
	for i, part := range zipParts {
		if counts[i] > 0 {
			say.Print(diag.T("  %s：%d 个，占 %s（解压后 %s）", "  %s: %d, %s (%s when unpacked)").
				With(part.name, counts[i], pages.Size(sums[i].Packed), pages.Size(sums[i].Size)))
		}
	}
	longest := r.Longest()
	say.Print(diag.T("最长的路径有 %d 个字符；解压到的文件夹，路径不超过 %d 个字符就都能打开", "the longest path has %d characters; unpacked into a folder whose path has %d at most, all of it opens").
		With(len(longest), windowsLimit-1-len(longest)))
	const chatLimit = 100 << 20
	if r.Size > chatLimit {
		say.Warn(diag.T("离线版有 %s，超过 100 MB，微信发不出去", "the copy has %s, over 100 MB: chat programs will not carry it").With(pages.Size(r.Size)),
			diag.T("可以用 kepu zip --slim 做一份照片只有小图的", "kepu zip --slim makes one with small photos"))
	}
}

// longPaths warns about names that could not be unpacked everywhere.
func longPaths(say *console.Console, s *site.Site) bool {
	off, err := s.Offline()
	if err != nil {
		return false
	}
	err = output.ZipNames(off.Folder, s.Files())
	if wrong, ok := err.(*output.ZipNameError); ok {
		say.Warn(diag.M(wrong.Why.Code, "做离线版时会有问题，%s：%s", "an offline copy cannot be made, %s: %s").With(wrong.Name, wrong.Why), wrong.Mend)
		return true
	}
	return false
}
