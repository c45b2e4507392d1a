package objecttest

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kepu/generator/objectstore"
	"kepu/generator/remove/removetest"
	"kepu/generator/store/storetest"
	"kepu/generator/store/wire"
)

// Gateway is versitygw over a folder: a real store that speaks S3.
type Gateway struct {
	Address string
	Dir     string // in which the bucket is a folder

	flags   []string
	process *exec.Cmd
	ended   chan struct{}
}

// Versitygw starts one with an empty bucket in the folder, or in one of the test's own where it is ""; the test is skipped where no real servers are wanted. It ends with the test.
//
// A gateway that is to tell browsers what it was told of a file needs a place for that: extended attributes, which not every file system has, or with
// sidecar a folder of its own beside the files. Without either (--nometa) Content-Type and Cache-Control are lost. Of the two, attributes are to be
// preferred: in version 1.8.0 a side-car keeps the Content-Encoding of a packed file when a plain one is put in its place.
func Versitygw(t testing.TB, dir string, sidecar bool) *Gateway {
	t.Helper()
	program := os.Getenv("VERSITYGW")
	if os.Getenv("KEPU_SERVERS") != "1" || program == "" {
		t.Skip("real servers are run with KEPU_SERVERS=1, and VERSITYGW=PROGRAM")
	}
	if dir == "" {
		dir = removetest.TempDir(t)
	}
	g := &Gateway{Address: storetest.FreeAddress(t), Dir: filepath.Join(dir, "buckets")}
	for _, d := range []string{filepath.Join(g.Dir, Bucket), filepath.Join(dir, "sidecar")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	g.flags = []string{"--quiet", "--access", AccessKey, "--secret", SecretKey, "--region", Region, "--port", g.Address, "posix"}
	if sidecar {
		g.flags = append(g.flags, "--sidecar", filepath.Join(dir, "sidecar"))
	}
	g.flags = append(g.flags, g.Dir)
	t.Cleanup(g.Kill)
	g.Start(t)
	return g
}

// Start starts it, also again after Kill, and waits until it answers.
func (g *Gateway) Start(t testing.TB) {
	t.Helper()
	var said strings.Builder
	g.process = exec.Command(os.Getenv("VERSITYGW"), g.flags...)
	g.process.Stdout, g.process.Stderr = &said, &said
	if err := g.process.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func(p *exec.Cmd) {
		p.Wait()
		close(ended)
	}(g.process)
	g.ended = ended
	for range 300 {
		if r, err := http.Get("http://" + g.Address + "/"); err == nil {
			r.Body.Close()
			return
		}
		select {
		case <-g.ended:
			if strings.Contains(said.String(), "xattr") {
				t.Skipf("no extended attributes here: %s", said.String())
			}
			t.Fatalf("versitygw ends:\n%s", said.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
	g.Kill()
	t.Fatalf("versitygw does not answer:\n%s", said.String())
}

// Kill ends it as a power failure would.
func (g *Gateway) Kill() {
	if g.process != nil && g.process.Process != nil {
		g.process.Process.Kill()
		<-g.ended
		g.process = nil
	}
}

// Place is what it is opened with.
func (g *Gateway) Place() objectstore.Config {
	return objectstore.Config{
		Endpoint:  "http://" + g.Address,
		Region:    Region,
		Bucket:    Bucket,
		AccessKey: AccessKey,
		SecretKey: SecretKey,
		Transport: objectstore.Transport(wire.Silence, nil),
	}
}
