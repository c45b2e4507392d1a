// Package objecttest is a small store of objects on this machine, which speaks what the program says of S3 and of OSS, for tests. It is stricter than real ones: it
// checks every signature, sum and length, and refuses what some stores of China do not know (streams of signed chunks, bytes of unknown length).
// It shows objects to everybody, as a bucket for a site does.
//
// Held against it, a package speaks the protocol as this file understands it. What real stores make of it only they can tell.
package objecttest

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"hash/crc64"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Dialect is how a server's headers begin, and how its requests are signed.
type Dialect struct {
	headers, algorithm, key, product, end string
	exists                                answer // to a condition that does not hold
	condition, holds                      string
}

var (
	S3 = Dialect{"x-amz-", "AWS4-HMAC-SHA256", "AWS4", "s3", "aws4_request", answer{412, "PreconditionFailed"}, "If-None-Match", "*"}
	// COS is S3 with Tencent's condition.
	COS = Dialect{"x-amz-", "AWS4-HMAC-SHA256", "AWS4", "s3", "aws4_request", answer{409, "FileAlreadyExists"}, "x-cos-forbid-overwrite", "true"}
	OSS = Dialect{"x-oss-", "OSS4-HMAC-SHA256", "aliyun_v4", "oss", "aliyun_v4_request", answer{409, "FileAlreadyExists"}, "x-oss-forbid-overwrite", "true"}
)

// What every server here is opened with.
const (
	Bucket    = "site-1250000000"
	Region    = "ap-test"
	AccessKey = "AKIDtest"
	SecretKey = "a secret of tests"
)

// Server is the store. Its fields are set before the first request.
type Server struct {
	*httptest.Server
	Dialect

	// Before is asked before each request; true when it has answered it.
	Before func(w http.ResponseWriter, r *http.Request) bool
	// NoConditions makes it ignore in silence that an object is to be made only where there is none.
	NoConditions bool
	// RefusesConditions, unless it is 0, is the status with which it answers then.
	RefusesConditions int
	// OldLists makes it answer a list of version 2 with one of version 1.
	OldLists bool
	// WrongSums makes it tell another sum of what arrived than it has, where its dialect tells one that is compared.
	WrongSums bool
	// Page is how many objects a list has at the most; 1000 where it is 0.
	Page int

	mu       sync.Mutex
	requests []Request
	objects  map[string]Object
	uploads  map[string]*upload
	last     int
}

// Request is one that came.
type Request struct {
	Method, Host, URI string
	Header            http.Header
	Body              int // bytes
}

// Object is one that stands there.
type Object struct {
	Text     string
	Header   http.Header // Content-Type, Cache-Control, Content-Encoding
	Modified time.Time
}

type upload struct {
	key    string
	header http.Header
	parts  map[int]string
}

type answer struct {
	status int
	code   string
}

// Start starts an empty server, which ends with the test.
func Start(t testing.TB, d Dialect) *Server { return start(t, d, httptest.NewServer) }

// StartTLS starts one that is asked by https, with a certificate that nobody knows.
func StartTLS(t testing.TB, d Dialect) *Server { return start(t, d, httptest.NewTLSServer) }

func start(t testing.TB, d Dialect, listen func(http.Handler) *httptest.Server) *Server {
	s := &Server{Dialect: d, objects: map[string]Object{}, uploads: map[string]*upload{}}
	s.Server = listen(http.HandlerFunc(s.serve))
	t.Cleanup(func() {
		s.CloseClientConnections() // of calls that hang
		s.Close()
	})
	return s
}

// Requests returns all requests that came since the last call.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.requests
	s.requests = nil
	return r
}

// Objects returns all that stands there, by key.
func (s *Server) Objects() map[string]Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.objects)
}

// Parts is how many objects have begun to arrive in parts.
func (s *Server) Parts() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.uploads)
}

// Refuse answers as a store that says no.
func Refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>so it is</Message></Error>", code)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.Before != nil && s.Before(w, r) {
		return
	}
	body, err := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, Request{r.Method, r.Host, r.RequestURI, r.Header.Clone(), len(body)})
	if err != nil { // half a request is none
		return
	}
	bucket, key := "", strings.TrimPrefix(r.URL.Path, "/")
	if host, _, ok := strings.Cut(r.Host, "."); ok && host == Bucket {
		bucket = host
	} else {
		bucket, key, _ = strings.Cut(key, "/")
	}
	if a := s.accept(r, bucket, key, body); a.status != 0 {
		Refuse(w, a.status, a.code)
		return
	}
	a := s.do(w, r, key, body)
	if a.status != 0 {
		Refuse(w, a.status, a.code)
	}
}

// accept looks at what all requests have in common.
func (s *Server) accept(r *http.Request, bucket, key string, body []byte) answer {
	if r.Header.Get("Authorization") == "" && (r.Method == "GET" || r.Method == "HEAD") && key != "" && r.URL.RawQuery == "" {
		if bucket != Bucket {
			return answer{404, "NoSuchBucket"}
		}
		return answer{}
	}
	if r.ContentLength < 0 || len(r.TransferEncoding) > 0 {
		return answer{411, "MissingContentLength"}
	}
	if sum := r.Header.Get("Content-Md5"); sum != "" {
		if m := md5.Sum(body); sum != base64.StdEncoding.EncodeToString(m[:]) {
			return answer{400, "BadDigest"}
		}
	}
	payload := r.Header.Get(s.headers + "content-sha256")
	if sum := sha256.Sum256(body); payload != "UNSIGNED-PAYLOAD" && payload != hex.EncodeToString(sum[:]) {
		return answer{400, "XAmzContentSHA256Mismatch"}
	}
	if strings.Contains(r.Header.Get("Content-Encoding"), "chunked") {
		return answer{501, "NotImplemented"}
	}
	if a := s.signed(r, bucket, key, payload); a.status != 0 {
		return a
	}
	if bucket != Bucket {
		return answer{404, "NoSuchBucket"}
	}
	return answer{}
}

// signed computes the signature anew, as the documents of both stores tell.
func (s *Server) signed(r *http.Request, bucket, key, payload string) answer {
	told, ok := strings.CutPrefix(r.Header.Get("Authorization"), s.algorithm+" ")
	if !ok {
		return answer{403, "AccessDenied"}
	}
	fields := map[string]string{}
	for f := range strings.SplitSeq(told, ",") {
		k, v, _ := strings.Cut(strings.TrimSpace(f), "=")
		fields[k] = v
	}
	access, scope, _ := strings.Cut(fields["Credential"], "/")
	if access != AccessKey {
		return answer{403, "InvalidAccessKeyId"}
	}
	date := r.Header.Get(s.headers + "date")
	when, err := time.Parse("20060102T150405Z", date)
	region := Region
	if r.URL.Query().Has("location") { // who asks for it does not know it
		region = "us-east-1"
	}
	if err != nil || scope != strings.Join([]string{date[:8], region, s.product, s.end}, "/") {
		return answer{400, "AuthorizationHeaderMalformed"}
	}
	if time.Since(when).Abs() > 15*time.Minute {
		return answer{403, "RequestTimeTooSkewed"}
	}

	path, names := r.URL.Path, strings.Split(fields["SignedHeaders"], ";")
	if s.Dialect == OSS { // the bucket is always a part of it, and which headers there are is agreed, not told
		path, names = "/"+bucket+"/"+key, nil
		for k := range r.Header {
			if k = strings.ToLower(k); strings.HasPrefix(k, s.headers) || k == "content-type" || k == "content-md5" {
				names = append(names, k)
			}
		}
		slices.Sort(names)
	}
	var queries []string
	for k, v := range r.URL.Query() {
		q := escape(k, "")
		if s.Dialect != OSS || v[0] != "" {
			q += "=" + escape(v[0], "")
		}
		queries = append(queries, q)
	}
	slices.Sort(queries)
	var headers strings.Builder
	for _, n := range names {
		v := strings.Join(r.Header.Values(n), ",")
		if n == "host" {
			v = r.Host
		}
		fmt.Fprintf(&headers, "%s:%s\n", n, strings.TrimSpace(v))
	}
	request := strings.Join([]string{r.Method, escape(path, "/"), strings.Join(queries, "&"), headers.String(), fields["SignedHeaders"], payload}, "\n")
	sum := sha256.Sum256([]byte(request))
	mac := []byte(s.key + SecretKey)
	for _, part := range []string{date[:8], region, s.product, s.end, s.algorithm + "\n" + date + "\n" + scope + "\n" + hex.EncodeToString(sum[:])} {
		h := hmac.New(sha256.New, mac)
		io.WriteString(h, part)
		mac = h.Sum(nil)
	}
	if hex.EncodeToString(mac) != fields["Signature"] {
		return answer{403, "SignatureDoesNotMatch"}
	}
	return answer{}
}

// escape writes what is not unreserved, and none of keep, as %XX.
func escape(s, keep string) string {
	const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
	var b strings.Builder
	for _, c := range []byte(s) {
		if strings.IndexByte(unreserved+keep, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// do answers a request that is signed, or that reads an object.
func (s *Server) do(w http.ResponseWriter, r *http.Request, key string, body []byte) answer {
	q := r.URL.Query()
	id := q.Get("uploadId")
	if id != "" && (s.uploads[id] == nil || s.uploads[id].key != key) {
		return answer{404, "NoSuchUpload"}
	}
	switch {
	case key == "" && r.Method == "GET" && q.Has("location"):
		reply(w, struct {
			XMLName xml.Name `xml:"LocationConstraint"`
			Text    string   `xml:",chardata"`
		}{Text: Region})
	case key == "" && r.Method == "GET" && q.Has("uploads"):
		s.listUploads(w, q.Get("prefix"))
	case key == "" && r.Method == "GET":
		s.list(w, q)
	case key == "":
		return answer{405, "MethodNotAllowed"}
	case r.Method == "GET" || r.Method == "HEAD":
		o, ok := s.objects[key]
		if !ok {
			return answer{404, "NoSuchKey"}
		}
		maps.Copy(w.Header(), o.Header)
		w.Header().Set("ETag", etag(o.Text))
		w.Header().Set("Last-Modified", o.Modified.Format(http.TimeFormat))
		w.Header().Set("Content-Length", strconv.Itoa(len(o.Text)))
		if r.Method == "GET" {
			io.WriteString(w, o.Text)
		}
	case r.Method == "POST" && q.Has("uploads"):
		s.last++
		id := fmt.Sprint("upload-", s.last)
		s.uploads[id] = &upload{key, told(r), map[int]string{}}
		reply(w, struct {
			XMLName  xml.Name `xml:"InitiateMultipartUploadResult"`
			Bucket   string
			Key      string
			UploadId string
		}{Bucket: Bucket, Key: key, UploadId: id})
	case r.Method == "PUT" && id != "":
		n, _ := strconv.Atoi(q.Get("partNumber"))
		s.uploads[id].parts[n] = string(body)
		s.arrived(w, string(body))
	case r.Method == "POST" && id != "":
		return s.complete(w, id, body)
	case r.Method == "DELETE" && id != "":
		delete(s.uploads, id)
		w.WriteHeader(http.StatusNoContent)
	case r.Method == "PUT" && r.Header.Get(s.headers+"copy-source") != "":
		from, err := url.PathUnescape(strings.TrimPrefix(r.Header.Get(s.headers+"copy-source"), "/"))
		o, ok := s.objects[strings.TrimPrefix(from, Bucket+"/")]
		if err != nil || !ok {
			return answer{404, "NoSuchKey"}
		}
		if strings.TrimPrefix(from, Bucket+"/") == key {
			return answer{400, "InvalidRequest"}
		}
		o.Modified = time.Now().UTC()
		s.objects[key] = o
		reply(w, struct {
			XMLName      xml.Name `xml:"CopyObjectResult"`
			LastModified time.Time
			ETag         string
		}{LastModified: o.Modified, ETag: etag(o.Text)})
	case r.Method == "PUT":
		conditional := r.Header.Get(s.condition) == s.holds
		if conditional && s.RefusesConditions != 0 {
			return answer{s.RefusesConditions, "SomethingOfItsOwn"}
		}
		if _, there := s.objects[key]; there && conditional && !s.NoConditions {
			return s.exists
		}
		s.objects[key] = Object{string(body), told(r), time.Now().UTC()}
		s.arrived(w, string(body))
	case r.Method == "DELETE":
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	default:
		return answer{405, "MethodNotAllowed"}
	}
	return answer{}
}

// told are the headers of a request that a browser will be told.
func told(r *http.Request) http.Header {
	h := http.Header{}
	for _, n := range []string{"Content-Type", "Cache-Control", "Content-Encoding"} {
		if v := r.Header.Get(n); v != "" {
			h.Set(n, v)
		}
	}
	return h
}

func etag(text string) string {
	sum := md5.Sum([]byte(text))
	return `"` + hex.EncodeToString(sum[:]) + `"`
}

func (s *Server) arrived(w http.ResponseWriter, text string) {
	w.Header().Set("ETag", etag(text))
	if s.WrongSums {
		text += "."
	}
	w.Header().Set("x-oss-hash-crc64ecma", fmt.Sprint(crc64.Checksum([]byte(text), crc64.MakeTable(crc64.ECMA))))
}

func reply(w http.ResponseWriter, v any) {
	text, err := xml.Marshal(v)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/xml")
	w.Write(append([]byte(xml.Header), text...))
}

func (s *Server) complete(w http.ResponseWriter, id string, body []byte) answer {
	var list struct {
		Part []struct {
			PartNumber int
			ETag       string
		}
	}
	if err := xml.Unmarshal(body, &list); err != nil || len(list.Part) == 0 {
		return answer{400, "MalformedXML"}
	}
	u, text := s.uploads[id], ""
	for _, p := range list.Part {
		part, ok := u.parts[p.PartNumber]
		if !ok || strings.Trim(p.ETag, `"`) != strings.Trim(etag(part), `"`) {
			return answer{400, "InvalidPart"}
		}
		text += part
	}
	delete(s.uploads, id)
	s.objects[u.key] = Object{text, u.header, time.Now().UTC()}
	s.arrived(w, text)
	reply(w, struct {
		XMLName xml.Name `xml:"CompleteMultipartUploadResult"`
		Bucket  string
		Key     string
		ETag    string
	}{Bucket: Bucket, Key: u.key, ETag: etag(text)})
	return answer{}
}

func (s *Server) listUploads(w http.ResponseWriter, prefix string) {
	type begun struct{ Key, UploadId string }
	var list struct {
		XMLName     xml.Name `xml:"ListMultipartUploadsResult"`
		Bucket      string
		IsTruncated bool
		Upload      []begun
	}
	list.Bucket = Bucket
	for id, u := range s.uploads {
		if strings.HasPrefix(u.key, prefix) {
			list.Upload = append(list.Upload, begun{u.key, id})
		}
	}
	reply(w, list)
}

func (s *Server) list(w http.ResponseWriter, q url.Values) {
	type object struct {
		Key          string
		LastModified time.Time
		ETag         string
		Size         int
	}
	var list struct {
		XMLName               xml.Name `xml:"ListBucketResult"`
		Name, Prefix          string
		EncodingType          string
		IsTruncated           bool
		NextMarker            string `xml:",omitempty"`
		NextContinuationToken string `xml:",omitempty"`
		KeyCount              int
		Contents              []object
	}
	list.Name, list.Prefix, list.EncodingType = Bucket, escape(q.Get("prefix"), "/"), q.Get("encoding-type")
	token, _ := hex.DecodeString(q.Get("continuation-token")) // no name: it may hold what XML cannot
	after := max(q.Get("start-after"), q.Get("marker"), string(token))
	if s.OldLists {
		after = q.Get("marker")
	}
	page := s.Page
	if page == 0 {
		page = 1000
	}
	if n, err := strconv.Atoi(q.Get("max-keys")); err == nil {
		page = min(page, n)
	}
	for _, key := range slices.Sorted(maps.Keys(s.objects)) {
		if !strings.HasPrefix(key, q.Get("prefix")) || key <= after {
			continue
		}
		if list.KeyCount == page {
			list.IsTruncated = true
			break
		}
		after = key
		name := key
		if list.EncodingType == "url" {
			name = escape(key, "/")
		}
		o := s.objects[key]
		list.KeyCount++
		list.Contents = append(list.Contents, object{name, o.Modified, etag(o.Text), len(o.Text)})
	}
	switch {
	case !list.IsTruncated:
	case q.Get("list-type") == "2" && !s.OldLists:
		list.NextContinuationToken = hex.EncodeToString([]byte(after))
	default:
		list.NextMarker = escape(after, "/")
	}
	reply(w, list)
}
