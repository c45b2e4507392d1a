package site

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

// lines writes numbers until there are n or nobody wants more.
func lines(n int, end error) func(io.Writer) error {
	return func(w io.Writer) error {
		for i := range n {
			if _, err := fmt.Fprintln(w, i); err != nil {
				return err
			}
		}
		return end
	}
}

func TestMadeFileIsWhatIsWritten(t *testing.T) {
	var want strings.Builder
	if err := lines(2000, nil)(&want); err != nil {
		t.Fatal(err)
	}
	f := &made{name: "data/a.csv", write: lines(2000, nil)}
	defer f.Close()
	if err := iotest.TestReader(f, []byte(want.String())); err != nil {
		t.Error(err)
	}
	info, err := f.Stat()
	if err != nil || info.Size() != int64(want.Len()) || info.Name() != "a.csv" {
		t.Errorf("it is said to have %d bytes, not %d (%v)", info.Size(), want.Len(), err)
	}
}

func TestFaultOfAMadeFileIsItsReaders(t *testing.T) {
	failed := errors.New("no such figure")
	for _, end := range []error{failed, io.EOF, io.ErrUnexpectedEOF} {
		f := &made{name: "data/a.csv", write: lines(3, end)}
		data, err := io.ReadAll(f)
		if string(data) != "0\n1\n2\n" || !errors.Is(err, end) || !strings.Contains(err.Error(), "data/a.csv") {
			t.Errorf("%q and %v, want all that was written and %v", data, err, end)
		}
		if _, again := f.Read(make([]byte, 1)); again != err {
			t.Errorf("read once more it gives %v", again)
		}
		f.Close()
	}
	f := &made{write: func(io.Writer) error { panic("an odd figure") }}
	defer f.Close()
	defer func() {
		if p := recover(); p != "an odd figure" {
			t.Errorf("the reader meets %v", p)
		}
	}()
	io.ReadAll(f)
}

// Who makes a file is told when nobody reads it any more, also when it heeds no error.
func TestClosedFileIsNotMadeOn(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 100 {
		wrote, told := 0, error(nil)
		f := &made{write: func(w io.Writer) error {
			c := csv.NewWriter(w)
			for told == nil {
				wrote++
				c.Write([]string{strings.Repeat("x", 1000)})
				c.Flush()
				told = c.Error()
			}
			w.Write([]byte("more"))
			return told
		}}
		if _, err := f.Read(make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if told == nil || wrote > 2 {
			t.Fatalf("it wrote %d times and was told %v", wrote, told)
		}
		if _, err := f.Read(make([]byte, 10)); !errors.Is(err, fs.ErrClosed) {
			t.Fatalf("read after its end it gives %v", err)
		}
		(&made{write: lines(1, nil)}).Close() // never read
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines are left", after-before)
	}
}
