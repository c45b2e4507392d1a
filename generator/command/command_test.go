package command

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/doctor"
	"kepu/generator/remove"
	"kepu/generator/remove/removetest"
	"kepu/generator/webheader"
	"kepu/generator/winetest"
)

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){
		"kepu": func() { os.Exit(Main(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// tidy removes the folder with the program that testscript puts first into PATH, also
// where testscript's own way of removing it is unknown to the system.
type tidy struct{ testscript.TestingM }

func (m tidy) Run() int {
	code := m.TestingM.Run()
	programs, _, _ := strings.Cut(os.Getenv("PATH"), string(filepath.ListSeparator))
	if dir := filepath.Dir(programs); strings.HasPrefix(filepath.Base(dir), "testscript-main") {
		if err := remove.All(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return max(code, 1)
		}
	}
	return code
}

// TestScripts runs testdata/script: each file is a folder and what is done in it. Besides
// testscript's own commands there are those of scriptCommands, which need no other program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  filepath.Join("testdata", "script"),
		Cmds: scriptCommands,
		Condition: func(name string) (bool, error) {
			if name == "wine" {
				return winetest.Running(), nil
			}
			if name == "sounddisk" {
				v := doctor.This().Volume(os.TempDir())
				return v.Place == doctor.Inside && !v.FAT() && v.Free.N > 1<<30, nil
			}
			return false, fmt.Errorf("no condition %s", name)
		},
	})
}

var scriptCommands = map[string]func(*testscript.TestScript, bool, []string){
	"gbk":   toGBK,
	"entry": firstEntry,
	"holds": treeHolds,
	"copytree": func(ts *testscript.TestScript, _ bool, args []string) {
		ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
	},
	"unzipped": func(ts *testscript.TestScript, _ bool, args []string) {
		z, err := zip.OpenReader(ts.MkAbs(args[0]))
		ts.Check(err)
		ts.Check(errors.Join(os.CopyFS(ts.MkAbs(args[1]), z), z.Close()))
	},
	"zipped": zipFolder,
	"serves": serveFolder,
	// expand FILE: $NAME in it becomes what the variable holds.
	"expand": func(ts *testscript.TestScript, _ bool, args []string) {
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(os.Expand(ts.ReadFile(args[0]), ts.Getenv)), 0o666))
	},
	"png": func(ts *testscript.TestScript, _ bool, args []string) {
		var b bytes.Buffer
		ts.Check(png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))))
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
	},
	"rmtree": func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(remove.All(ts.MkAbs(args[0]))) },
}

// serveFolder is the command "serves FOLDER VARIABLE": a server gives what lies in the folder, and its address is in the variable.
func serveFolder(ts *testscript.TestScript, _ bool, args []string) {
	server := httptest.NewServer(giving(os.DirFS(ts.MkAbs(args[0]))))
	ts.Defer(server.Close)
	ts.Setenv(args[1], server.URL+"/")
}

// giving gives the files of a site, as generator/HOSTING.md asks of a server but for some of its headers.
func giving(folder fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		text, err := fs.ReadFile(folder, name)
		w.Header().Set("Content-Type", webheader.Of(name).Type)
		w.Header().Set("Cache-Control", webheader.Of(name).Cache)
		if err != nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			text, _ = fs.ReadFile(folder, "404.html")
		}
		w.Write(text)
	})
}

// zipFolder is the command "zipped FOLDER FILE": a zip with what lies in the folder, as a file of Word or Excel is one.
func zipFolder(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	ts.Check(z.AddFS(os.DirFS(ts.MkAbs(args[0]))))
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o666))
}

// treeHolds is the command "holds FOLDER TEXT": a file in the folder holds the text.
func treeHolds(ts *testscript.TestScript, neg bool, args []string) {
	found := ""
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		if bytes.Contains(data, []byte(args[1])) {
			found = name
		}
		return err
	}))
	if neg && found != "" {
		ts.Fatalf("%s holds %s", found, args[1])
	}
	if !neg && found == "" {
		ts.Fatalf("nothing in %s holds %s", args[0], args[1])
	}
}

// toGBK is the command "gbk FILE": the file as older editors save it.
func toGBK(ts *testscript.TestScript, _ bool, args []string) {
	text, err := simplifiedchinese.GBK.NewEncoder().String(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// write puts files into a new folder and goes there.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(removetest.TempDir(t))
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var smallSite = map[string]string{
	"content/site.toml":     "title = \"示例\"\n[organiser]\nname = \"示例市科学技术协会\"\n",
	"content/bases/demo.md": "+++\nname = \"虚构馆\"\ncounty = \"示例县\"\n+++\n介绍。\n",
}

func TestExitCodes(t *testing.T) {
	const wrong = "+++\nname = “虚构馆”\n+++\n"
	for _, c := range []struct {
		args  string
		files map[string]string
		want  int
	}{
		{"", nil, 0},
		{"help", nil, 0},
		{"build -h", nil, 0},
		{"build", smallSite, 0},
		{"check", smallSite, 0},
		{"check", map[string]string{"content/site.toml": "title ="}, 1},
		{"build", map[string]string{"content/site.toml": "title = \"x\"\n", "content/bases/a.md": wrong}, 1},
		{"build --theme mine", map[string]string{
			"content/site.toml": smallSite["content/site.toml"], "content/bases/demo.md": smallSite["content/bases/demo.md"],
			"themes/mine/frame.html": "{{if}}"}, 1},
		{"build", map[string]string{"content/site.toml": "theme = \"mine\"\n" + smallSite["content/site.toml"]}, 1},
		{"bulid", smallSite, 2},
		{"build --otu x", smallSite, 2},
		{"build --out content", smallSite, 2},
		{"build --theme nowhere", smallSite, 2},
		{"build", nil, 2},
		{"check --content nowhere", smallSite, 2},
		{"sample demo --bases 3 --activities 20", nil, 0},
		{"sample", nil, 2},
		{"sample demo --bases 0", nil, 2},
		{"sample content", smallSite, 2},
		{"build --out plain/x", map[string]string{
			"content/site.toml": smallSite["content/site.toml"], "content/bases/demo.md": smallSite["content/bases/demo.md"],
			"plain": "a file"}, 3},
	} {
		t.Run(c.args, func(t *testing.T) {
			write(t, c.files)
			var out, errs bytes.Buffer
			if got := run(context.Background(), strings.Fields(c.args), &out, &errs); got != c.want {
				t.Errorf("kepu %s: exit %d, want %d\n%s%s", c.args, got, c.want, out.String(), errs.String())
			}
			if c.want != 0 && errs.Len() == 0 {
				t.Errorf("kepu %s fails without a word", c.args)
			}
		})
	}
}

func TestInterruptedBuildWritesNothing(t *testing.T) {
	write(t, smallSite)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	var out, errs bytes.Buffer
	if got := run(ctx, []string{"build"}, &out, &errs); got != console.ExitMachine {
		t.Errorf("exit %d, want %d\n%s%s", got, console.ExitMachine, out.String(), errs.String())
	}
	if _, err := os.Stat("public"); err == nil {
		t.Error("public was made")
	}
}

// What the help tells of options can be asked, also where a row tells two.
func TestEveryOptionInTheHelpIsKnown(t *testing.T) {
	for _, c := range commands() {
		help := c.help(diag.EN)
		if help == c.help(diag.ZH) || len(c.options) == 0 {
			t.Errorf("the help of %s is not one in each language", c.name)
		}
		for _, row := range regexp.MustCompile(`(?m)^    --.*`).FindAllString(help, -1) {
			for _, name := range regexp.MustCompile(`--[a-z-]+`).FindAllString(row, -1) {
				args := append(slices.Repeat([]string{"x"}, c.words), name)
				if _, err := c.parse(args); err != nil && strings.Contains(err.Error(), "no option") {
					t.Errorf("kepu %s: %v", c.name, err)
				}
			}
		}
	}
}

// firstEntry is the command "entry N": the name of the Nth entry of the history becomes $ENTRY.
func firstEntry(ts *testscript.TestScript, _ bool, args []string) {
	zips, err := filepath.Glob(filepath.Join(ts.MkAbs("content"), ".kepu", "history", "*.zip"))
	ts.Check(err)
	n := int(args[0][0] - '1')
	if n >= len(zips) {
		ts.Fatalf("there are %d entries", len(zips))
	}
	ts.Setenv("ENTRY", strings.TrimSuffix(filepath.Base(zips[n]), ".zip"))
}
