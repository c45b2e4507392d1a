package bench

import (
	"context"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"kepu/generator/output"
)

// BenchmarkMemory tells what a site holds (live-MB: the records and what is found once for many pages)
// and how much more is in use at a time while it is written (more-MB). Garbage is
// collected often for that; a build by itself lets as much garbage gather as there are records.
func BenchmarkMemory(b *testing.B) {
	each(b, func(b *testing.B, dir string) {
		s := siteOf(b, dir)
		runtime.GC()
		live := heap()
		defer debug.SetGCPercent(debug.SetGCPercent(5))
		most := live
		for b.Loop() {
			stop, stopped := make(chan bool), make(chan bool)
			go func() {
				defer close(stopped)
				for tick := time.Tick(time.Millisecond); ; {
					select {
					case <-stop:
						return
					case <-tick:
						most = max(most, heap())
					}
				}
			}()
			if _, err := output.Write(context.Background(), filepath.Join(scratch(b), "out"), s, output.Options{}); err != nil {
				b.Fatal(err)
			}
			close(stop)
			<-stopped
		}
		b.ReportMetric(live, "live-MB")
		b.ReportMetric(most-live, "more-MB")
	})
}

// heap is what the program's objects take, in megabytes, with garbage not yet collected.
func heap() float64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return float64(sample[0].Value.Uint64()) / (1 << 20)
}
