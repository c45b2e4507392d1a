package preview

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A change that is being made when the server is told to end comes to its end, and so does its answer; a stream, a
// page that is asked for and a spare connection hold nothing up.
func TestAChangeIsNotCutShort(t *testing.T) {
	began, goOn, done := make(chan bool, 2), make(chan bool), make(chan bool, 1)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began <- true
		if r.Method == http.MethodPost {
			<-goOn
			done <- true
			io.WriteString(w, "saved")
			return
		}
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	for _, c := range []struct {
		what   string
		change bool
	}{{"with a change", true}, {"without one", false}} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- Serve(ctx, l, h) }()
		at := "http://" + l.Addr().String()
		spare, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer spare.Close()
		stream, err := http.Get(at + "/stream")
		if err != nil {
			t.Fatal(err)
		}
		defer stream.Body.Close()
		<-began
		answer := make(chan string, 1)
		if c.change {
			go func() {
				r, err := http.Post(at, "text/plain", strings.NewReader("x"))
				if err != nil {
					answer <- err.Error()
					return
				}
				defer r.Body.Close()
				data, _ := io.ReadAll(r.Body)
				answer <- string(data)
			}()
			<-began
		}
		from := time.Now()
		end()
		if c.change {
			select {
			case <-ended:
				t.Fatal("the server has ended in the middle of a change")
			case <-time.After(300 * time.Millisecond):
			}
			goOn <- true
			if got := <-answer; got != "saved" {
				t.Errorf("the answer is %q", got)
			}
			<-done
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if took := time.Since(from); took > patience/2 {
			t.Errorf("%s it takes %v to end", c.what, took)
		}
	}
}
