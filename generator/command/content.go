package command

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/folder"
	"kepu/generator/site"
	"kepu/themes"
)

// made is what came of making the site.
type made struct {
	site     *site.Site // nil when there are errors
	problems diag.List
	err      error
}

// makeSite reads the content and makes the site. It returns at once when ctx ends;
// what still runs then changes nothing.
func makeSite(ctx context.Context, o options) made {
	content, err := openContent(o.content)
	if err != nil {
		return made{err: err}
	}
	if o.taken != nil {
		content = o.taken
	}
	m, err := await(ctx, func() (m made) {
		m.site, m.problems, m.err = site.Make(content, siteOptions(o))
		return m
	})
	if err != nil {
		return made{err: err}
	}
	return m
}

// await returns what some work comes to, or at once that ctx has ended. The work writes nothing: what still runs then changes nothing.
func await[T any](ctx context.Context, work func() T) (x T, err error) {
	if err := ctx.Err(); err != nil {
		return x, err
	}
	done := make(chan T, 1)
	go func() { done <- work() }()
	select {
	case x = <-done:
		return x, ctx.Err()
	case <-ctx.Done():
		return x, ctx.Err()
	}
}

// with is what some work comes to, and what went wrong with it.
type with[T any] struct {
	it  T
	err error
}

// awaitOr is await of work that may go wrong.
func awaitOr[T any](ctx context.Context, work func() (T, error)) (T, error) {
	x, err := await(ctx, func() (x with[T]) {
		x.it, x.err = work()
		return x
	})
	if err != nil {
		return x.it, err
	}
	return x.it, x.err
}

// siteOptions are what the command line says of how the site is made.
func siteOptions(o options) site.Options {
	return site.Options{
		Theme:  func(name string) (fs.FS, error) { return openTheme(name, o) },
		Below:  defaultTheme(),
		Drafts: o.drafts, Pages: o.pages, Stage: o.stage, Today: o.day,
		Photos: photosOf(o), Prepare: o.prepare,
	}
}

// openContent opens the content folder so that no link in it leads out. A folder that
// is missing or empty is most often the wrong one, and must not become an empty site.
func openContent(dir string) (fs.FS, error) {
	where := diag.T("请在放着内容文件夹的地方运行，或用 --content 指明它", "run kepu where the content folder is, or name it with --content")
	begin := diag.T("%s；还没有内容的，新建一个：kepu init --city 城市", "%s; where there is none yet, begin one: kepu init --city CITY").With(where)
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		if err := inContent(dir); err != nil {
			return nil, err
		}
		return nil, console.Usage(diag.T("找不到内容文件夹 %s", "there is no content folder %s").With(dir), begin)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, console.Usage(diag.T("%s 不是文件夹", "%s is not a folder").With(dir), where)
	}
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if _, err := f.Readdirnames(1); err == io.EOF {
		return nil, console.Usage(diag.T("内容文件夹 %s 是空的", "the content folder %s is empty").With(dir), begin)
	}
	return folder.New(dir), nil
}

// inContent refuses to look for the usual content folder in a content folder, or in a folder of it, where somebody has gone who edits files. The error is a *console.Fault; nil where
// kepu was started elsewhere.
func inContent(dir string) error {
	if filepath.Clean(dir) != "content" {
		return nil
	}
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	at, err := filepath.Abs(".")
	if err != nil {
		return nil
	}
	out := ""
	for range 3 { // content/pages/NAME is as deep as files lie
		out = filepath.Join(out, "..")
		if info, err := os.Stat(filepath.Join(at, "site.toml")); err == nil && info.Mode().IsRegular() {
			name := filepath.Base(at)
			return console.Usage(diag.T("您在 %s 里面", "you are inside %s").With(name), diag.T("到它的上一层再运行（cd %s）%s", "run kepu in the folder above it (cd %s)%s").With(out, flagOf(name)))
		}
		at = filepath.Dir(at)
	}
	return nil
}

// flagOf is what is to be written for a content folder of another name.
func flagOf(name string) diag.Text {
	flag := contentFlag(name)
	if flag == "" {
		return diag.Text{}
	}
	return diag.T("，并加上%s", ", with%s").With(flag)
}

// noTheme is about a theme that isn't there, or a folder that holds none.
func noTheme(name, dir string, o options) error {
	what := diag.M("THEME-UNKNOWN", "没有 %s 这个主题", "there is no theme %s").With(name)
	mend := diag.T("请写 default，或核对 themes 文件夹里的名字", "write default, or check the names in the folder themes")
	if _, err := os.Stat(dir); err == nil {
		what = diag.M("THEME-EMPTY", "%s 里没有主题的文件", "%s holds nothing of a theme").With(dir)
		mend = diag.T("里面要有 frame.html，或文件夹 layouts、parts、assets，例如 assets/style.css", "it needs frame.html, or one of the folders layouts, parts and assets, for example assets/style.css")
	} else if near := diag.Nearest(name, themeNames(o)); near != "" {
		mend = diag.T("是不是 %s？", "did you mean %s?").With(near)
	}
	if o.theme != "" {
		return console.Usage(what, mend)
	}
	return &site.NoTheme{What: what, Mend: mend}
}

// themeNames are those that a theme may be asked for by.
func themeNames(o options) []string {
	names := []string{"default"}
	entries, _ := os.ReadDir(o.themesBeside())
	for _, e := range entries {
		if isTheme(filepath.Join(o.themesBeside(), e.Name())) {
			names = append(names, e.Name())
		}
	}
	return names
}

// defaultTheme is the theme that comes with the program: what a theme of one's own does not
// have is taken from it.
func defaultTheme() fs.FS {
	files, _ := themes.Open("default")
	return files
}

// openTheme returns the theme that --theme names, else the one of the given name. A folder
// themes/NAME beside the content goes before the one of that name in the program; what it
// does not have is the default theme's.
func openTheme(name string, o options) (fs.FS, error) {
	if o.theme != "" {
		name = o.theme
		if dir := o.themeFolder(); dir != "" {
			if !isTheme(dir) {
				return nil, noTheme(name, dir, o)
			}
			return folder.New(dir), nil
		}
	}
	beside := ""
	if fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, `/\:`) {
		beside = filepath.Join(o.themesBeside(), name)
		if isTheme(beside) {
			return folder.New(beside), nil
		}
		if files, ok := themes.Open(name); ok {
			return files, nil
		}
	}
	return nil, noTheme(name, beside, o)
}

// isTheme reports whether dir is a folder that has anything of a theme. Since a theme need not be whole,
// any other folder would be one.
func isTheme(dir string) bool {
	for _, name := range []string{"frame.html", "parts", "layouts", "assets"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}
