// Package s3store publishes to a bucket of a store that speaks S3: Tencent COS, Huawei OBS, Alibaba OSS by its S3 address, versitygw, MinIO.
// It says how each request is sent; what a store of objects is for the rest of the program, package objectstore knows.
//
// # How the requests of minio-go are kept plain
//
// Stores other than Amazon's and MinIO's often do not know Amazon's newer ways to send a body; some answer with an error, some store the frame with the
// bytes. What comes out of the library when it is left to itself, and which setting prevents it:
//
//   - Streams of signed chunks ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Content-Encoding: aws-chunked): the library's way over http for every body, over https for none.
//     DisableContentSha256 switches it off for both, whatever its name says. What goes in one request is then signed with its sum (Core.PutObject takes one; PutObject knows none),
//     so that the store itself refuses bytes that were changed on the way, over http too. Parts are signed as UNSIGNED-PAYLOAD, and held against their Content-MD5.
//   - Checksums in headers and trailers (x-amz-checksum-*, x-amz-sdk-checksum-algorithm, x-amz-trailer): only where Options.TrailingHeaders is true, which
//     it never is here; Checksum and AutoChecksum stay zero.
//   - Content-MD5: Core.PutObject sends what it is given; of parts, SendContentMd5 makes the library compute it, which costs one buffer of a part.
//   - Bodies of unknown length: a size is always told.
//   - Tries: MaxRetries is 1. store.Retry tries again, once for all kinds of store.
//   - Signature: version 4, by the keys that are made as V4. The region that it is made for is Config's, that of the server's name, or asked from the bucket (GET ?location), once.
//   - The bucket is in the host's name (BucketLookupDNS), which COS, OBS and OSS demand of new buckets; in the path where the endpoint is an address in numbers or
//     localhost, and where a dot in the bucket's name would not fit a certificate.
//   - Create: If-None-Match: *, or the store's own header where it is known to have one.
//   - Access: no request has an ACL. Some stores refuse them, others hide a file by them; the bucket's policy says who may read.
//
// TestRequestsArePlain holds what is sent to this.
//
// A list is asked for in version 2, and in version 1 where the store answers the one with the other, as OBS does: such an answer cannot be continued.
package s3store

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"kepu/generator/objectstore"
	"kepu/generator/store"
	"kepu/generator/store/wire"
)

// Open opens the store, and asks it for one name to see that all of this is right.
func Open(ctx context.Context, c objectstore.Config) (store.Store, error) {
	u, path, err := objectstore.Endpoint(c.Endpoint)
	if err != nil {
		return nil, err
	}
	if err := s3utils.CheckValidBucketName(c.Bucket); err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrAddress, err)
	}
	lookup := minio.BucketLookupDNS
	if path || u.Scheme == "https" && strings.Contains(c.Bucket, ".") {
		lookup = minio.BucketLookupPath
	}
	region := c.Region
	if region == "" {
		region = objectstore.Region(u.Hostname())
	}
	transport := c.Transport
	if transport == nil {
		transport = objectstore.Transport(wire.Silence, nil)
	}
	b := &bucket{name: c.Bucket, transport: transport}
	for suffix, header := range conditions {
		if strings.HasSuffix(u.Hostname(), suffix) {
			b.condition = header
		}
	}
	b.client, err = minio.NewCore(u.Host, &minio.Options{
		Creds:        credentials.NewStaticV4(c.AccessKey, c.SecretKey, ""),
		Secure:       u.Scheme == "https",
		Transport:    b,
		Region:       region,
		BucketLookup: lookup,
		MaxRetries:   1,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrAddress, err)
	}
	return objectstore.New(ctx, b, c.Prefix)
}

// conditions are the headers of stores, by the end of their servers' names, that have one of their own for an object that is to be made only where there is none.
// OSS answers S3's, If-None-Match, with 501; what COS makes of it is not told.
var conditions = map[string]string{
	".myqcloud.com":  "X-Cos-Forbid-Overwrite",
	".tencentcos.cn": "X-Cos-Forbid-Overwrite",
	".aliyuncs.com":  "X-Oss-Forbid-Overwrite",
}

type bucket struct {
	client    *minio.Core
	name      string
	condition string // of conditions, "" for If-None-Match
	transport *http.Transport
}

// anew is the mark of a request that has the store's own condition, for which the library has no option.
type anew struct{}

// RoundTrip sends a request of the library.
func (b *bucket) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Context().Value(anew{}) != nil {
		r = r.Clone(r.Context())
		r.Header.Set(b.condition, "true")
	}
	return b.transport.RoundTrip(r)
}

func (b *bucket) Close() { b.transport.CloseIdleConnections() }

// fault makes the library's answer of the store objectstore's.
func fault(err error) error {
	var r minio.ErrorResponse
	if !errors.As(err, &r) || r.Code == "" {
		return err
	}
	f := &objectstore.Fault{Status: r.StatusCode, Code: r.Code, Message: r.Error()}
	if r.Region != "" && r.Code == minio.AuthorizationHeaderMalformed {
		f.Message += " (its region is " + r.Region + ")"
	}
	return f
}

func (b *bucket) Get(ctx context.Context, key string) (io.ReadCloser, error) {
	r, _, _, err := b.client.GetObject(ctx, b.name, key, minio.GetObjectOptions{})
	if err != nil {
		return nil, fault(err)
	}
	return r, nil
}

func options(u objectstore.Upload) minio.PutObjectOptions {
	return minio.PutObjectOptions{
		ContentType:          u.Type,
		CacheControl:         u.Cache,
		ContentEncoding:      u.Encoding,
		DisableContentSha256: true,
	}
}

// bare hides from the library that a body can be closed, which is for the one who opened it, and read at any place, which would make it leave out sums of parts.
type bare struct{ io.Reader }

func (b *bucket) Put(ctx context.Context, key string, u objectstore.Upload) error {
	o := options(u)
	if u.Anew && b.condition == "" {
		o.SetMatchETagExcept("*") // If-None-Match: *
	} else if u.Anew {
		ctx = context.WithValue(ctx, anew{}, true)
	}
	_, err := b.client.PutObject(ctx, b.name, key, bare{u.Body}, u.Size, base64.StdEncoding.EncodeToString(u.MD5[:]), u.Sum.String(), o)
	return fault(err)
}

func (b *bucket) PutParts(ctx context.Context, key string, u objectstore.Upload) error {
	// Parts that nobody removes are paid for, and seen by nobody. Who may write but not list them is none the worse.
	if err := b.client.RemoveIncompleteUpload(ctx, b.name, key); err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	o := options(u)
	o.PartSize, o.SendContentMd5 = objectstore.Single, true
	_, err := b.client.Client.PutObject(ctx, b.name, key, bare{u.Body}, u.Size, o)
	return fault(err)
}

// Copy leaves the directive out, which means COPY: what is told to browsers goes with the bytes.
func (b *bucket) Copy(ctx context.Context, from, to string) error {
	_, err := b.client.Client.CopyObject(ctx, minio.CopyDestOptions{Bucket: b.name, Object: to}, minio.CopySrcOptions{Bucket: b.name, Object: from})
	return fault(err)
}

func (b *bucket) Remove(ctx context.Context, key string) error {
	return fault(b.client.RemoveObject(ctx, b.name, key, minio.RemoveObjectOptions{}))
}

func (b *bucket) List(ctx context.Context, prefix string, one bool, tell func(store.Entry) error) error {
	owner := false
	o := minio.ListObjectsOptions{Prefix: prefix, Recursive: true, FetchOwner: &owner}
	if one {
		o.MaxKeys = 1
	}
	err := b.list(ctx, o, tell)
	// The library's own words of a list that cannot be continued; no answer of a store has no number. Nothing of that list was told.
	var r minio.ErrorResponse
	if errors.As(err, &r) && r.Code == minio.NotImplemented && r.StatusCode == 0 {
		o.UseV1 = true
		err = b.list(ctx, o, tell)
	}
	return fault(err)
}

func (b *bucket) list(ctx context.Context, o minio.ListObjectsOptions, tell func(store.Entry) error) error {
	for i := range b.client.ListObjectsIter(ctx, b.name, o) {
		if i.Err != nil {
			return i.Err
		}
		if err := tell(store.Entry{Name: i.Key, Size: i.Size, Modified: i.LastModified}); err != nil {
			return err
		}
	}
	return nil
}
