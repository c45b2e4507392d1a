package s3store

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"kepu/generator/objectstore"
	"kepu/generator/objectstore/objecttest"
	"kepu/generator/store"
	"kepu/generator/store/storetest"
	"kepu/generator/store/wire"
)

func mustOpen(t testing.TB, p objectstore.Config) store.Store {
	t.Helper()
	s, err := Open(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStoreKeepsThePromises(t *testing.T) {
	objecttest.Run(t, objecttest.S3, Open)
}

// TestRequestsArePlain asks for everything that a publication does, and looks at what was sent. See the package's comment for what it must not be.
func TestRequestsArePlain(t *testing.T) {
	for scheme, start := range map[string]func(testing.TB, objecttest.Dialect) *objecttest.Server{"http": objecttest.Start, "https": objecttest.StartTLS} {
		s := start(t, objecttest.S3)
		p := s.Place()
		if scheme == "https" {
			p = s.Trusted()
		}
		p.Region = "" // asked for, too
		st := mustOpen(t, p)
		small, empty, long := storetest.Object("科普"), storetest.Object(""), storetest.Object(strings.Repeat("0123456789abcdef", 9<<18)) // 36 MB: three parts
		small.Encoding = "gzip"
		for _, err := range []error{
			st.Put(t.Context(), "a.html", small), st.Put(t.Context(), "empty.txt", empty), st.Create(t.Context(), "lock", small), st.Put(t.Context(), "a.zip", long),
			st.Copy(t.Context(), "a.html", "b.html"), st.Remove(t.Context(), "a.html"),
		} {
			if err != nil {
				t.Fatalf("%s: %v", scheme, err)
			}
		}
		storetest.Text(t, st, "b.html")
		storetest.Names(t, st, ".")

		bodies, parts := 0, 0
		requests := s.Requests()
		for _, r := range requests {
			line := r.Method + " " + r.URI
			for name, values := range r.Header {
				low := strings.ToLower(name)
				for _, not := range []string{"x-amz-checksum", "x-amz-sdk", "x-amz-trailer", "x-amz-decoded", "x-amz-acl", "x-amz-grant", "transfer-encoding", "trailer", "expect"} {
					if strings.HasPrefix(low, not) {
						t.Errorf("%s: %s has %s: %q", scheme, line, name, values)
					}
				}
				for _, v := range values {
					if strings.Contains(v, "aws-chunked") || strings.Contains(v, "STREAMING") || strings.Contains(v, "TRAILER") {
						t.Errorf("%s: %s has %s: %s", scheme, line, name, v)
					}
				}
			}
			if r.Method != "PUT" || r.Header.Get("X-Amz-Copy-Source") != "" {
				continue
			}
			bodies++
			if r.Header.Get("Content-Md5") == "" {
				t.Errorf("%s: %s has no Content-MD5", scheme, line)
			}
			if sum := r.Header.Get("X-Amz-Content-Sha256"); strings.Contains(r.URI, "partNumber") {
				parts++
			} else if len(sum) != 64 {
				t.Errorf("%s: %s is signed as %q", scheme, line, sum)
			}
		}
		if bodies != 7 || parts != 3 { // the lock twice
			t.Errorf("%s: %d bodies, %d of them parts, in %d requests", scheme, bodies, parts, len(requests))
		}
	}
}

func TestBucketIsInTheNameOfTheHost(t *testing.T) {
	for _, c := range []struct{ endpoint, bucket, host, uri string }{
		{"http://cos.ap-test.myqcloud.com", objecttest.Bucket, objecttest.Bucket + ".cos.ap-test.myqcloud.com", "/%E8%AF%B4%E6%98%8E%20%281%29%2B50%25%26a%3Db%23c.html"},
		{"http://localhost", objecttest.Bucket, "localhost", "/" + objecttest.Bucket + "/%E8%AF%B4%E6%98%8E%20%281%29%2B50%25%26a%3Db%23c.html"},
	} {
		s := objecttest.Start(t, objecttest.S3)
		p := s.Place()
		p.Endpoint, p.Bucket = c.endpoint, c.bucket
		if c.host != "localhost" {
			p.Region = "" // told by the host
		}
		p.Transport = objectstore.Transport(wire.Silence, func(ctx context.Context, network, address string) (net.Conn, error) {
			if want := c.host + ":80"; address != want {
				t.Errorf("a connection to %s, not %s", address, want)
			}
			return (&net.Dialer{}).DialContext(ctx, network, s.Listener.Addr().String())
		})
		st := mustOpen(t, p)
		name := "说明 (1)+50%&a=b#c.html"
		if err := st.Put(t.Context(), name, storetest.Object("1")); err != nil {
			t.Fatal(err)
		}
		requests := s.Requests()
		for _, r := range requests {
			if r.Host != c.host || strings.Contains(r.URI, "location") {
				t.Errorf("%s %s of %s", r.Method, r.URI, r.Host)
			}
		}
		if got := requests[len(requests)-1].URI; got != c.uri {
			t.Errorf("%s is asked for, not %s", got, c.uri)
		}
	}
}

// Tencent's own condition, since it is not known to keep to S3's.
func TestConditionsOfStoresOfTheirOwn(t *testing.T) {
	s := objecttest.Start(t, objecttest.COS)
	p := s.Place()
	p.Endpoint = "http://cos.ap-test.myqcloud.com"
	p.Transport = objectstore.Transport(wire.Silence, func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, s.Listener.Addr().String())
	})
	st := mustOpen(t, p)
	if err := st.Create(t.Context(), "lock", storetest.Object("1")); err != nil || !st.Traits().Exclusive {
		t.Errorf("%v, %+v", err, st.Traits())
	}
	if err := st.Create(t.Context(), "lock", storetest.Object("1")); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	if err := st.Put(t.Context(), "lock", storetest.Object("2")); err != nil {
		t.Error(err)
	}
	for _, r := range s.Requests() {
		if r.Header.Get("If-None-Match") != "" {
			t.Errorf("%s %s has S3's condition, too", r.Method, r.URI)
		}
	}
}

func TestRegionIsAskedForOnce(t *testing.T) {
	s := objecttest.Start(t, objecttest.S3)
	p := s.Place()
	p.Region = ""
	st := mustOpen(t, p)
	for range 3 {
		if err := st.Put(t.Context(), "a.html", storetest.Object("1")); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	for _, r := range s.Requests() {
		if strings.HasSuffix(r.URI, "?location=") {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

// A store that answers a list of version 2 with one of version 1, as Huawei's does (minio-go's issue 1703).
func TestOldListsAreRead(t *testing.T) {
	s := objecttest.Start(t, objecttest.S3)
	s.OldLists, s.Page = true, 2
	st := mustOpen(t, s.Place())
	want := []string{"a/1", "a/2", "b/说明 1+2%.html", "c", "d"}
	for _, name := range want {
		if err := st.Put(t.Context(), name, storetest.Object("1")); err != nil {
			t.Fatal(err)
		}
	}
	if got := storetest.Names(t, st, "."); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// A page of a bad gateway instead of an answer is not the store's.
func TestAnswersThatAreNoneOfS3Pass(t *testing.T) {
	s := objecttest.Start(t, objecttest.S3)
	st := mustOpen(t, s.Place())
	for status, text := range map[int]string{502: "<html>bad gateway", 200: "<html>log in to the network", 500: "", 400: "<Error>"} {
		s.Before = func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(status)
			w.Write([]byte(text))
			return true
		}
		if err := st.List(t.Context(), ".", func(store.Entry) error { return nil }); err == nil || store.Permanent(err) {
			t.Errorf("%d %s: %v", status, text, err)
		}
	}
}
