package command

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/console"
	"kepu/generator/docx"
)

// stopper ends a context when some words were written.
type stopper struct {
	io.Writer
	at   string
	stop context.CancelFunc
}

func (s stopper) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(s.at)) {
		s.stop()
	}
	return s.Writer.Write(b)
}

// An import that is stopped writes nothing, wherever it is: no record, no copy to send back, nothing in the history.
func TestAnImportThatIsStoppedWritesNothing(t *testing.T) {
	write(t, smallSite)
	sheet := "2025年活动统计表,,\n活动名称,时间,承办单位\n虚构的讲座,2025.3.5,县科协\n"
	if err := os.WriteFile("活动.csv", []byte(sheet), 0o644); err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := docx.Write(&text, &docx.Document{}, docx.Properties{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("总结.docx", text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	before := tree(t, "content")
	for _, x := range []struct{ file, at string }{{"活动.csv", ""}, {"活动.csv", "表头"}, {"活动.csv", "新的"}, {"总结.docx", ""}, {"总结.docx", "读到的"}} {
		ctx, stop := context.WithCancel(context.Background())
		if x.at == "" {
			stop()
		}
		var out, errs bytes.Buffer
		code := run(ctx, []string{"import", x.file, "--write", "--as", map[string]string{".csv": "activity", ".docx": "report"}[filepath.Ext(x.file)]}, stopper{&out, cmp.Or(x.at, "\x00"), stop}, &errs)
		stop()
		if code != console.ExitMachine || strings.Contains(out.String(), "已写入") {
			t.Errorf("%s, stopped at %q: exit %d\n%s%s", x.file, x.at, code, out.String(), errs.String())
		}
		if after := tree(t, "content"); !slices.Equal(before, after) {
			t.Errorf("%s, stopped at %q: the content is %v, and was %v", x.file, x.at, after, before)
		}
	}
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"import", "活动.csv", "--write"}, &out, &errs); code != console.ExitFine || !strings.Contains(out.String(), "已写入") {
		t.Errorf("not stopped: exit %d\n%s%s", code, out.String(), errs.String())
	}
}

// tree lists the files below a folder.
func tree(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		list = append(list, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAwaitReturnsWhenItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	begun, never := make(chan bool), make(chan bool)
	defer close(never)
	go func() {
		<-begun
		stop()
	}()
	done := make(chan error)
	go func() {
		_, err := await(ctx, func() int { close(begun); <-never; return 1 })
		done <- err
	}()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Error("it waits for work that was given up")
	}
	if _, err := await(ctx, func() int { t.Error("work was begun after it was stopped"); return 1 }); err == nil {
		t.Error("no error")
	}
}
