package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"kepu/generator/remove/removetest"
)

func TestSingleFileIsWholeOrNotThere(t *testing.T) {
	half := func(w io.Writer) error { io.WriteString(w, "half"); return errors.New("broken off") }
	whole := Text("whole")
	for name, c := range map[string]struct {
		write func(string, func(io.Writer) error) error
		fill  func(io.Writer) error
		was   string
		want  string
		err   error
	}{
		"new":                     {WriteNew, whole, "", "whole", nil},
		"new, broken off":         {WriteNew, half, "", "", errors.New("any")},
		"new where one is":        {WriteNew, whole, "was", "was", fs.ErrExist},
		"replaced":                {Replace, whole, "was", "whole", nil},
		"replaced, there is none": {Replace, whole, "", "whole", nil},
		"replaced, broken off":    {Replace, half, "was", "was", errors.New("any")},
	} {
		for _, left := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, left=%t", name, left), func(t *testing.T) {
				dir := removetest.TempDir(t)
				file := filepath.Join(dir, "a.zip")
				if c.was != "" {
					put(t, dir, "a.zip", c.was)
				}
				if left { // by a run that was killed
					put(t, dir, ".a.zip.tmp", "much longer than what comes now")
				}
				err := c.write(file, c.fill)
				if (err != nil) != (c.err != nil) || c.err == fs.ErrExist && !errors.Is(err, fs.ErrExist) {
					t.Errorf("error %v, want %v", err, c.err)
				}
				got, _ := os.ReadFile(file)
				if string(got) != c.want {
					t.Errorf("there is %q, want %q", got, c.want)
				}
				if c.err == nil && !left {
					if all := names(t, dir); all != "a.zip" {
						t.Errorf("there are %s", all)
					}
				}
			})
		}
	}
}

// A run that is killed while it writes leaves no part of the file under its name, and where
// files need no name none at all.
func TestKilledWriterLeavesNoPart(t *testing.T) {
	if dir := os.Getenv("KEPU_TEST_KILLED"); dir != "" {
		WriteNew(filepath.Join(dir, "a.md"), func(w io.Writer) error {
			io.WriteString(w, "half")
			os.Stdout.WriteString("ready")
			select {}
		})
	}
	dir := removetest.TempDir(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run", "^TestKilledWriterLeavesNoPart$")
	cmd.Env = append(os.Environ(), "KEPU_TEST_KILLED="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 5)); err != nil {
		t.Fatal(err)
	}
	cmd.Process.Kill()
	cmd.Wait()
	if left := names(t, dir); left != "" && left != ".a.md.tmp" {
		t.Errorf("there are %q", left)
	}
	if err := WriteNew(filepath.Join(dir, "a.md"), Text("whole")); err != nil {
		t.Error(err)
	}
	if left := names(t, dir); left != "a.md" {
		t.Errorf("then there are %q", left)
	}
}
