package wire

import (
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"kepu/generator/store"
)

func TestASilentServerIsGivenUp(t *testing.T) {
	for what, use := range map[string]func(c *conn) error{
		"reading from a server that is silent":   func(c *conn) error { _, err := c.Read(make([]byte, 1)); return err },
		"writing to a server that takes nothing": func(c *conn) error { _, err := c.Write(make([]byte, 1)); return err },
	} {
		here, there := net.Pipe()
		defer there.Close()
		c := &conn{Conn: here, silence: time.Second}
		go there.Write([]byte("x"))
		if n, err := c.Read(make([]byte, 1)); n != 1 || err != nil {
			t.Errorf("while it speaks: %d, %v", n, err)
		}
		c.silence = time.Millisecond
		if err := use(c); !errors.Is(err, os.ErrDeadlineExceeded) || store.Permanent(err) {
			t.Errorf("%s: %v", what, err)
		}
		c.silence = time.Hour
		if err := use(c); !errors.Is(err, os.ErrDeadlineExceeded) || store.Permanent(err) {
			t.Errorf("%s, asked again: %v", what, err)
		}
	}
}

func TestServersThatAreNotThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if _, err := Dial(t.Context(), l.Addr().String()); err == nil || store.Permanent(err) {
		t.Errorf("a server that does not listen now: %v", err)
	}
	if _, err := Dial(t.Context(), "127.0.0.1:no-such-port-at-all:22"); !errors.Is(err, store.ErrAddress) {
		t.Errorf("an address that is none: %v", err)
	}
}

func TestPorts(t *testing.T) {
	for host, want := range map[string]string{
		"www.example.cn": "www.example.cn:22", "www.example.cn:2222": "www.example.cn:2222", "10.0.0.1": "10.0.0.1:22", "[::1]": "[::1]:22", "::1": "[::1]:22", "[::1]:2222": "[::1]:2222",
	} {
		if got := WithPort(host, "22"); got != want {
			t.Errorf("%s: %s, not %s", host, got, want)
		}
	}
}
