package ossstore

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"

	"kepu/generator/objectstore"
	"kepu/generator/objectstore/objecttest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
	"kepu/generator/store/wire"
)

func TestStoreKeepsThePromises(t *testing.T) {
	objecttest.Run(t, objecttest.OSS, Open)
}

// No request of a publication says who may read, or sends bytes whose number or sum is not told.
func TestRequestsArePlain(t *testing.T) {
	s := objecttest.Start(t, objecttest.OSS)
	p := s.Place()
	p.Endpoint, p.Region = "http://oss-ap-test.aliyuncs.com", "" // both told by the host
	p.Transport = objectstore.Transport(wire.Silence, func(ctx context.Context, network, address string) (net.Conn, error) {
		if want := objecttest.Bucket + ".oss-ap-test.aliyuncs.com:80"; address != want {
			t.Errorf("a connection to %s, not %s", address, want)
		}
		return (&net.Dialer{}).DialContext(ctx, network, s.Listener.Addr().String())
	})
	st, err := Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	small, long := storetest.Object("科普"), storetest.Object(strings.Repeat("0123456789abcdef", 9<<18)) // 36 MB: three parts
	if err := errors.Join(
		st.Put(t.Context(), "a.html", small), st.Put(t.Context(), "empty.txt", storetest.Object("")), st.Create(t.Context(), "lock", small), st.Put(t.Context(), "a.zip", long),
		st.Copy(t.Context(), "a.html", "b.html"), st.Remove(t.Context(), "a.html"), st.List(t.Context(), ".", func(store.Entry) error { return nil }),
	); err != nil {
		t.Fatal(err)
	}
	bodies := 0
	for _, r := range s.Requests() {
		line := r.Method + " " + r.URI
		for name, values := range r.Header {
			if low := strings.ToLower(name); strings.Contains(low, "acl") || low == "expect" || low == "trailer" || low == "transfer-encoding" {
				t.Errorf("%s has %s: %q", line, name, values)
			}
		}
		if r.Method == "PUT" && r.Header.Get("X-Oss-Copy-Source") == "" {
			bodies++
			if part := strings.Contains(r.URI, "partNumber"); !part && r.Header.Get("Content-Md5") == "" {
				t.Errorf("%s has no Content-MD5", line)
			}
			if forbids := r.Header.Get("X-Oss-Forbid-Overwrite") != ""; forbids != strings.HasSuffix(r.URI, "/lock") {
				t.Errorf("%s forbids to write over: %v", line, forbids)
			}
		}
	}
	if bodies != 7 { // the lock twice
		t.Errorf("%d bodies", bodies)
	}
}

func TestRegionMustBeKnown(t *testing.T) {
	p := objecttest.Start(t, objecttest.OSS).Place()
	p.Region = ""
	if _, err := Open(t.Context(), p); !errors.Is(err, store.ErrAddress) || !strings.Contains(err.Error(), "region") {
		t.Error(err)
	}
}

// The SDK compares the sum that OSS computed of what arrived.
func TestBytesChangedOnTheWayAreNoticed(t *testing.T) {
	s := objecttest.Start(t, objecttest.OSS)
	st, err := Open(t.Context(), s.Place())
	if err != nil {
		t.Fatal(err)
	}
	s.WrongSums = true
	for _, text := range []string{"1", strings.Repeat("0123456789abcdef", 5<<18)} {
		if err := st.Put(t.Context(), "a", storetest.Object(text)); err == nil || store.Permanent(err) {
			t.Errorf("%d bytes: %v", len(text), err)
		}
	}
}
