package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// program builds the program, once.
func program(b *testing.B) string {
	b.Helper()
	samples.Lock()
	defer samples.Unlock()
	if samples.dirs["program"] == "" {
		dir, err := os.MkdirTemp("", "kepu-bench-")
		if err != nil {
			b.Fatal(err)
		}
		samples.dirs["program"] = dir
		if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, "kepu"), "kepu/generator").CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	return filepath.Join(samples.dirs["program"], "kepu")
}

// peak is the peak memory that a run tells with --timings, in megabytes. The system's own
// count for an ended child is of no use: it begins with what its parent had.
var peak = regexp.MustCompile(`peak memory +([0-9.]+) MB`)

// whole measures "kepu build" as a process. Before is called before each run.
func whole(b *testing.B, before func(content, out string)) {
	bin := program(b)
	each(b, func(b *testing.B, dir string) {
		out := filepath.Join(scratch(b), "public")
		var spent time.Duration
		most := 0.0
		n := 0
		for b.Loop() {
			b.StopTimer()
			before(dir, out)
			b.StartTimer()
			c := exec.Command(bin, "build", "--timings", "--content", dir, "--out", out)
			said, err := c.CombinedOutput()
			if err != nil {
				b.Fatalf("%v\n%s", err, said)
			}
			spent += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
			if m := peak.FindSubmatch(said); m != nil {
				megabytes, _ := strconv.ParseFloat(string(m[1]), 64)
				most = max(most, megabytes)
			}
			n++
		}
		b.ReportMetric(spent.Seconds()/float64(n), "cpu-s/op")
		b.ReportMetric(most, "peak-MB")
	})
}

func BenchmarkWholeCold(b *testing.B) {
	old := 0
	whole(b, func(_, out string) {
		old++
		os.Rename(out, fmt.Sprint(out, old)) // not deleted: see scratch
	})
}

func BenchmarkWholeUnchanged(b *testing.B) {
	done := map[string]bool{}
	bin := program(b)
	whole(b, func(dir, out string) {
		if !done[out] {
			exec.Command(bin, "build", "--content", dir, "--out", out).Run()
			done[out] = true
		}
	})
}

// BenchmarkWholeOneWord changes one page's text between two runs.
func BenchmarkWholeOneWord(b *testing.B) {
	bin := program(b)
	done := map[string]bool{}
	words := []byte("+++\ntitle = \"常见问题（虚构）\"\norder = 3\n+++\n\n改了一个字。\n")
	whole(b, func(dir, out string) {
		if !done[out] {
			exec.Command(bin, "build", "--content", dir, "--out", out).Run()
			done[out] = true
		}
		words = append(words, "又改了一个字。\n"...)
		if err := os.WriteFile(filepath.Join(dir, "pages", "questions.md"), words, 0o644); err != nil {
			b.Fatal(err)
		}
	})
}
