package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"slices"
	"strings"
	"sync"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/output"
)

// timings is where the time of a build went, for --timings. The zero value takes none.
type timings struct {
	on     bool
	stages []stageTime
	since  time.Time // when the last of stages began

	mu    sync.Mutex // guards what follows: files are made on all processors
	kinds map[string]*kindTime
}

type stageTime struct {
	name string
	took time.Duration
}

// kindTime is what the files of one folder took, summed over all processors.
type kindTime struct {
	files int
	bytes int64
	took  time.Duration
}

// stage ends the stage before and begins one.
func (t *timings) stage(name string) {
	if !t.on {
		return
	}
	t.end()
	t.stages = append(t.stages, stageTime{name: name})
	t.since = time.Now()
}

func (t *timings) end() {
	if n := len(t.stages); n > 0 && !t.since.IsZero() {
		t.stages[n-1].took = time.Since(t.since)
		t.since = time.Time{}
	}
}

// tree is the tree whose files are timed.
func (t *timings) tree(of output.Tree) output.Tree {
	if !t.on {
		return of
	}
	t.kinds = map[string]*kindTime{}
	return timedTree{of, t}
}

type timedTree struct {
	output.Tree
	t *timings
}

func (t timedTree) Open(name string) (fs.File, error) {
	start := time.Now()
	f, err := t.Tree.Open(name)
	if err != nil {
		return nil, err
	}
	kind := path.Dir(name) + "/"
	if kind == "./" {
		kind = "*" + path.Ext(name)
	}
	return &timedFile{File: f, t: t.t, kind: kind, took: time.Since(start)}, nil
}

// timedFile is timed also while it is read: some files are made only then.
type timedFile struct {
	fs.File
	t     *timings
	kind  string
	bytes int64
	took  time.Duration
}

func (f *timedFile) Read(p []byte) (int, error) {
	start := time.Now()
	n, err := f.File.Read(p)
	f.took += time.Since(start)
	f.bytes += int64(n)
	return n, err
}

func (f *timedFile) Close() error {
	f.t.mu.Lock()
	defer f.t.mu.Unlock()
	k := f.t.kinds[f.kind]
	if k == nil {
		k = &kindTime{}
		f.t.kinds[f.kind] = k
	}
	k.files++
	k.bytes += f.bytes
	k.took += f.took
	return f.File.Close()
}

// print writes the table.
func (t *timings) print(say *console.Console) {
	if !t.on {
		return
	}
	t.end()
	milli := func(d time.Duration) string { return fmt.Sprintf("%9.1f ms", float64(d.Microseconds())/1000) }
	say.Say(diag.T("用时：", "where the time went:"))
	for _, s := range t.stages {
		fmt.Fprintf(say.Err, "  %-22s%s\n", s.name, milli(s.took))
	}
	kinds := make([]string, 0, len(t.kinds))
	for name := range t.kinds {
		kinds = append(kinds, name)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.kinds[b].took, t.kinds[a].took), strings.Compare(a, b))
	})
	if len(kinds) > 0 {
		say.Say(diag.T("其中制作各文件夹的文件（各处理器合计）：", "of it, making the files of each folder (all processors together):"))
	}
	for _, name := range kinds {
		k := t.kinds[name]
		fmt.Fprintf(say.Err, "  %-22s%s %8d %9.1f MB\n", name, milli(k.took), k.files, float64(k.bytes)/(1<<20))
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(say.Err, "  %-22s%9.1f MB %5d GC\n", "peak memory", float64(peakMemory(&m))/(1<<20), m.NumGC)
}

// peakMemory returns the most memory that the process had, in bytes: what Linux says, elsewhere
// what was asked of the system.
func peakMemory(m *runtime.MemStats) uint64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes uint64
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		return m.Sys
	}
	return kilobytes << 10
}

// profiled runs a command with the profiles that the options ask for.
func profiled(ctx context.Context, o options, say *console.Console, run func(context.Context, options, *console.Console) int) int {
	stop, err := startProfiles(o)
	if err != nil {
		return say.Fail(err, "")
	}
	code := run(ctx, o, say)
	if err := stop(); err != nil {
		return say.Fail(err, "")
	}
	return code
}

func startProfiles(o options) (stop func() error, err error) {
	var files []*os.File
	stop = func() error {
		pprof.StopCPUProfile()
		trace.Stop()
		var failed error
		for _, f := range files {
			failed = errors.Join(failed, f.Close())
		}
		return failed
	}
	for _, x := range []struct {
		name  string
		start func(*os.File) error
	}{
		{o.cpuProfile, func(f *os.File) error { return pprof.StartCPUProfile(f) }},
		{o.trace, func(f *os.File) error { return trace.Start(f) }},
	} {
		if x.name == "" {
			continue
		}
		f, err := os.Create(x.name)
		if err != nil {
			stop()
			return nil, err
		}
		files = append(files, f)
		if err := x.start(f); err != nil {
			stop()
			return nil, err
		}
	}
	return stop, nil
}
