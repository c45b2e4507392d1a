package site_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The rooms of the program, from those that everyone stands on to the one that
// runs. A package imports only packages of the lines before its own, so that a
// change is felt in one direction.
var rooms = [][]string{
	{"fold", "invisible", "digest", "minify", "filelist", "webheader"},
	{"diag", "date", "chart", "csvfile", "colour", "measure", "numerals", "photo", "pinyin", "qrcode", "remove", "sample", "seal"},
	{"calendar", "feed", "sitemap", "jsonld", "personal", "geo", "rule", "divisions", "ooxml", "photocache", "ribbon", "wrap"},
	{"tomldoc", "markdown", "hours", "docx"},
	{"typed"},
	{"source", "naming"},
	{"catalog", "starter", "sheet", "wording"},
	{"figures"},
	{"attention", "completeness"},
	{"workbook", "atlas", "quote", "draft", "assess", "due"},
	{"reconcile", "scoresheet"},
	{"address", "view", "standing"},
	{"ledger"},
	{"datafile", "directions", "filter", "search", "statistics", "twin"},
	{"mapview", "poster"},
	{"pages"},
	{"theme"},
	{"site"},
	{"output"},
	{"store"},
	{"dirstore", "sftpstore", "ftpstore"},
	{"objectstore"},
	{"s3store", "ossstore"},
	{"edit", "folder", "onefile", "permalink"},
	{"changes", "checksheet", "history", "linkcheck", "rename"},
	{"backup", "presence"},
	{"form"},
	{"fresh"},
	{"heads", "manuscript"},
	{"export"},
	{"intake"},
	{"fillform"},
	{"watch", "loopback", "duesheet", "signoff", "verify"},
	{"repair"},
	{"preview"},
	{"desk"},
	{"target", "publish"},
	{"console"},
	{"doctor"},
	{"command"},
}

// besides are packages that stand outside the order: programs and tests, which
// import what they like and are imported by tests alone.
var besides = []string{"main", "acceptance", "bench", "licences", "release", "safety", "winetest"}

// guests are the modules of others and the one package that each may stand in.
// Golang's own additions are shared.
var guests = map[string]string{
	"github.com/BurntSushi/toml":                   "tomldoc",
	"github.com/yuin/goldmark":                     "markdown",
	"github.com/mozillazg/go-pinyin":               "pinyin",
	"github.com/fsnotify/fsnotify":                 "watch",
	"github.com/xuri/excelize":                     "sheet",
	"golang.org/x/text/collate":                    "source",
	"rsc.io/qr":                                    "qrcode",
	"github.com/bep/imagemeta":                     "photo",
	"github.com/tdewolff/minify":                   "minify",
	"github.com/cenkalti/backoff":                  "store",
	"github.com/pkg/sftp":                          "sftpstore",
	"github.com/jlaffaye/ftp":                      "ftpstore",
	"github.com/minio/minio-go":                    "s3store",
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2": "ossstore",
}

// goFile is one Go file of the program, tests left out.
type goFile struct {
	path string // from generator/
	room string // its package's folder; "main" for generator itself
	ast  *ast.File
}

func goFiles(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), "../"+name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		room := path.Dir(name)
		if room == "." {
			room = "main"
		}
		files = append(files, goFile{name, room, f})
		return nil
	})
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return files
}

func imports(f goFile) []string {
	var paths []string
	for _, i := range f.ast.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

// level returns how high a room stands; false where the order doesn't have it.
func level(room string) (int, bool) {
	top, _, _ := strings.Cut(room, "/")
	if slices.Contains(besides, top) {
		return len(rooms), true
	}
	for i, line := range rooms {
		if slices.Contains(line, top) {
			return i, true
		}
	}
	return 0, false
}

func TestImportsRunStrictlyDownward(t *testing.T) {
	for _, f := range goFiles(t) {
		own, ok := level(f.room)
		if !ok {
			t.Errorf("%s: the package %s has no place in the order: add it to rooms", f.path, f.room)
			continue
		}
		for _, p := range imports(f) {
			to, ours := strings.CutPrefix(p, "kepu/generator/")
			if !ours || to == f.room || strings.HasPrefix(to, f.room+"/") || strings.HasPrefix(f.room, to+"/") {
				continue
			}
			if at, _ := level(to); at >= own {
				t.Errorf("%s imports %s, which does not stand below it", f.path, to)
			}
		}
	}
}

// Output writes any tree of files; it must not know what a site is. Of ours it
// stands on leaves only, the first two lines.
func TestOutputKnowsNothingOfSites(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, p := range imports(f) {
			to, ours := strings.CutPrefix(p, "kepu/generator/")
			if at, _ := level(to); f.room == "output" && ours && at > 1 {
				t.Errorf("%s imports %s", f.path, to)
			}
		}
	}
}

// Every dependency lives in one package, so that it can be replaced there.
func TestEachModuleOfOthersLivesInOnePackage(t *testing.T) {
	homes := map[string][]string{}
	for _, f := range goFiles(t) {
		for _, p := range imports(f) {
			if first, _, _ := strings.Cut(p, "/"); !strings.Contains(first, ".") {
				continue
			}
			module := moduleOf(p)
			if !slices.Contains(homes[module], f.room) {
				homes[module] = append(homes[module], f.room)
			}
		}
	}
	for module, in := range homes {
		if home, ok := guests[module]; ok && !slices.Equal(in, []string{home}) {
			t.Errorf("%s is imported in %v, not in %s alone", module, in, home)
		}
		if len(in) > 1 && !strings.HasPrefix(module, "golang.org/x/") {
			t.Errorf("%s is imported in %v", module, in)
		}
	}
}

// moduleOf returns the part of an import path that names the module, or for
// Go's own additions the package.
func moduleOf(p string) string {
	parts := strings.Split(p, "/")
	n := min(3, len(parts))
	if parts[0] == "golang.org" {
		n = min(4, len(parts))
	}
	return strings.Join(parts[:n], "/")
}

// Pages are made from the content alone: no package up to site asks the clock,
// the environment or chance.
func TestNoPageDependsOnTheMachine(t *testing.T) {
	forbidden := map[string][]string{
		"time": {"Now", "Since", "Until", "Local", "Tick", "After"},
		"os":   {"Getenv", "LookupEnv", "Environ", "Hostname", "Getwd", "UserHomeDir", "Getpid"},
		// Nor what the program was made by: two versions of it differ by what they do alone.
		"debug": {"ReadBuildInfo"},
	}
	top, _ := level("site")
	for _, f := range goFiles(t) {
		if at, ok := level(f.room); !ok || at > top {
			continue
		}
		for _, p := range imports(f) {
			if strings.HasPrefix(p, "math/rand") || p == "crypto/rand" || p == "unsafe" {
				t.Errorf("%s imports %s", f.path, p)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && slices.Contains(forbidden[x.Name], s.Sel.Name) {
					t.Errorf("%s uses %s.%s", f.path, x.Name, s.Sel.Name)
				}
			}
			return true
		})
	}
}

// vouching are the packages and types of html/template that switch its escaping
// off, and where each may be made. markdown makes HTML from what it has escaped
// itself; theme lets telephone links through.
var vouching = map[string][]string{
	"HTML": {"markdown/markdown.go", "chart", "figures"},
	"URL":  {"theme/tel.go"},
	"JS":   nil, "JSStr": nil, "CSS": nil, "HTMLAttr": nil, "Srcset": nil,
}

// TPL-06: a conversion to template.HTML and its kin is a promise that nothing of
// the content can break out. Only what is listed makes one.
func TestOnlyTheListedPlacesVouchForHTML(t *testing.T) {
	for _, f := range goFiles(t) {
		name := templateName(f)
		if name == "" {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			made, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := made.X.(*ast.Ident); !ok || x.Name != name {
				return true
			}
			allowed, known := vouching[made.Sel.Name]
			if known && !slices.ContainsFunc(allowed, func(a string) bool { return f.path == a || path.Dir(f.path) == a }) {
				t.Errorf("%s makes a template.%s", f.path, made.Sel.Name)
			}
			return true
		})
	}
}

// templateName returns by what name a file calls html/template; "" when it doesn't import it.
func templateName(f goFile) string {
	for _, i := range f.ast.Imports {
		if i.Path.Value != `"html/template"` {
			continue
		}
		if i.Name != nil {
			return i.Name.Name
		}
		return "template"
	}
	return ""
}

// A message is found by its code: it is given in one place, and guessed to be there.
func TestEachCodeOfAMessageIsGivenInOnePlace(t *testing.T) {
	at := map[string]string{}
	n := 0
	for _, f := range goFiles(t) {
		ast.Inspect(f.ast, func(x ast.Node) bool {
			call, ok := x.(*ast.CallExpr)
			if !ok || len(call.Args) != 3 {
				return true
			}
			if fun, ok := call.Fun.(*ast.SelectorExpr); !ok || fun.Sel.Name != "M" {
				return true
			}
			lit, ok := call.Args[0].(*ast.BasicLit)
			if !ok {
				return true
			}
			n++
			id, _ := strconv.Unquote(lit.Value)
			if other, twice := at[id]; twice || !code.MatchString("E-"+id) {
				t.Errorf("%s: the code %q, also in %q", f.path, id, other)
			}
			at[id] = f.path
			return true
		})
	}
	if n < 200 {
		t.Errorf("%d codes are found", n)
	}
}

// writing are the functions that change what is on the disk, and where each may be called: a file, a
// folder, or a room whole. Content is written by edit alone, and people's changes to it by history, which keeps what was
// there; permalink adds what was published to the one file that the program keeps in it; init and sample write a folder that is new, of which there is nothing to keep. What stands
// beside the content (the site, sheets, forms for grades) goes through output.
var writing = map[string][]string{
	"edit.Write":       {"history", "command/init.go"},
	"sample.Write":     {"command/sample.go"},
	"output.Write":     {"command/build.go", "command/watch.go", "command/assess.go"},
	"output.WriteNew":  {"edit", "history", "command/assess.go", "command/brief.go", "command/fill.go", "command/export.go", "command/import.go"},
	"output.NewFolder": {"command/fill.go"},
	"output.Replace":   {"edit", "history", "backup", "linkcheck", "permalink", "command/brief.go", "command/publishnote.go"},
	"os.WriteFile":     {"sample/sample.go", "presence"},
	"os.Create":        {"command/timing.go"},
	"os.OpenFile":      {"output"},
	"os.Mkdir":         {"output", "edit", "linkcheck"},
	"os.MkdirAll":      {"output", "photocache", "history/history.go", "backup", "presence", "permalink", "sample/sample.go", "command/init.go", "command/assess.go", "command/brief.go", "command/fill.go", "command/export.go", "command/publishnote.go"},
	"os.Rename":        {"output", "photocache", "history/save.go", "backup"},
	"os.Remove":        {"output", "photocache", "remove", "edit", "history", "backup", "presence", "permalink", "dirstore"},
	"os.RemoveAll":     {"remove"},
	"os.Link":          {"output"},
	"os.Chmod":         {"edit"},
	"os.Chtimes":       {"backup"},
	"os.MkdirTemp":     {"command/zip.go"},
	"os.CreateTemp":    {"photocache"},
	"os.Symlink":       nil, "os.Truncate": nil, "os.CopyFS": nil,
}

// isOfTests reports whether a file is of a package for tests, whose name ends so: no other imports testing.
func isOfTests(t *testing.T, f goFile) bool {
	of := strings.HasSuffix(path.Dir(f.path), "test")
	for _, i := range f.ast.Imports {
		if i.Path.Value == `"testing"` && !of {
			t.Errorf("%s imports testing, and its package is not called one for tests", f.path)
		}
	}
	return of
}

// One place writes content, so that nothing in it is ever lost in silence.
func TestOnlyTheListedPlacesWrite(t *testing.T) {
	met := map[string]bool{}
	for _, f := range goFiles(t) {
		if slices.Contains(besides, f.room) || isOfTests(t, f) {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := s.X.(*ast.Ident)
			if !ok {
				return true
			}
			call := x.Name + "." + s.Sel.Name
			allowed, known := writing[call]
			if !known {
				return true
			}
			i := slices.IndexFunc(allowed, func(a string) bool { return f.path == a || path.Dir(f.path) == a })
			if i < 0 {
				t.Errorf("%s calls %s", f.path, call)
				return true
			}
			met[call+" in "+allowed[i]] = true
			return true
		})
	}
	for call, allowed := range writing {
		for _, a := range allowed {
			if !met[call+" in "+a] {
				t.Errorf("%s no longer calls %s: take it from the list", a, call)
			}
		}
	}
}
