// Package ossstore publishes to a bucket of Alibaba Cloud's OSS, by their own SDK: for what S3 has no word for there (a file that is made only where there
// is none). It says how each request is sent; what a store of objects is for the rest of the program, package objectstore knows.
//
// No request of it was ever answered by OSS itself: its tests ask a store in their own process, which follows OSS's documents.
//
//   - Signature: version 4, which needs the region: that of the server's name, as oss-cn-hangzhou.aliyuncs.com, or Config's.
//   - The bucket is in the host's name, which OSS demands; in the path where the endpoint is an address in numbers or localhost, for tests.
//   - What goes in one request has a Content-MD5, and of every body the CRC that OSS answers with is compared by the SDK, which fails where it is another.
//   - Create: x-oss-forbid-overwrite. OSS ignores it in a bucket with versions, so that objectstore has it proved.
//   - Tries: one. store.Retry tries again, once for all kinds of store.
//   - Access: no request has an ACL; the bucket is to be public-read. On OSS's own domain names browsers are made to download pages, so that a domain of
//     the site's own must be bound to the bucket.
package ossstore

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/credentials"
	"github.com/aliyun/alibabacloud-oss-go-sdk-v2/oss/retry"

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
	if !oss.IsValidBucketName(&c.Bucket) {
		return nil, fmt.Errorf("%w: a bucket cannot be named %q", store.ErrAddress, c.Bucket)
	}
	region := c.Region
	if region == "" {
		region = objectstore.Region(u.Hostname())
	}
	if region == "" {
		return nil, fmt.Errorf("%w: %s does not tell its region, as cn-hangzhou, which must be told", store.ErrAddress, u.Hostname())
	}
	transport := c.Transport
	if transport == nil {
		transport = objectstore.Transport(wire.Silence, nil)
	}
	sdk := oss.NewClient(&oss.Config{
		Endpoint:            oss.Ptr(u.String()),
		Region:              oss.Ptr(region),
		UsePathStyle:        oss.Ptr(path),
		CredentialsProvider: credentials.NewStaticCredentialsProvider(c.AccessKey, c.SecretKey),
		Retryer:             retry.NopRetryer{},
		HttpClient: client{&http.Client{
			Transport: transport,
			// What is signed for one server is not for another: an answer that leads elsewhere is told, as all others that are none.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}},
	})
	return objectstore.New(ctx, &bucket{sdk, oss.Ptr(c.Bucket), transport}, c.Prefix)
}

// client sends a body of no bytes as none. The SDK gives each request a body, and of one whose length is 0 the standard library thinks that it is not known,
// and sends it in chunks.
type client struct{ *http.Client }

func (c client) Do(r *http.Request) (*http.Response, error) {
	if r.ContentLength == 0 { // every length is known here
		empty := *r
		empty.Body = http.NoBody
		r = &empty
	}
	return c.Client.Do(r)
}

type bucket struct {
	client    *oss.Client
	name      *string
	transport *http.Transport
}

func (b *bucket) Close() { b.transport.CloseIdleConnections() }

// fault makes the SDK's answer of the store objectstore's.
func fault(err error) error {
	var e *oss.ServiceError
	if errors.As(err, &e) {
		return &objectstore.Fault{Status: e.StatusCode, Code: e.Code, Message: e.Message}
	}
	return err
}

func (b *bucket) Get(ctx context.Context, key string) (io.ReadCloser, error) {
	r, err := b.client.GetObject(ctx, &oss.GetObjectRequest{Bucket: b.name, Key: &key})
	if err != nil {
		return nil, fault(err)
	}
	return r.Body, nil
}

// request is what Put and PutParts have in common.
func (b *bucket) request(key string, u objectstore.Upload) *oss.PutObjectRequest {
	r := &oss.PutObjectRequest{Bucket: b.name, Key: &key, ContentType: &u.Type}
	if u.Cache != "" {
		r.CacheControl = &u.Cache
	}
	if u.Encoding != "" {
		r.ContentEncoding = &u.Encoding
	}
	return r
}

// bare hides from the SDK that a body can be closed, which is for the one who opened it.
type bare struct{ io.ReadSeeker }

func (b *bucket) Put(ctx context.Context, key string, u objectstore.Upload) error {
	r := b.request(key, u)
	r.Body, r.ContentLength = bare{u.Body}, &u.Size
	r.ContentMD5 = oss.Ptr(base64.StdEncoding.EncodeToString(u.MD5[:]))
	if u.Anew {
		r.ForbidOverwrite = oss.Ptr("true")
	}
	_, err := b.client.PutObject(ctx, r)
	return fault(err)
}

func (b *bucket) PutParts(ctx context.Context, key string, u objectstore.Upload) error {
	// Parts that nobody removes are paid for, and seen by nobody. Who may write but not list them is none the worse.
	begun, err := b.client.ListMultipartUploads(ctx, &oss.ListMultipartUploadsRequest{Bucket: b.name, Prefix: &key})
	if err == nil {
		for _, old := range begun.Uploads {
			if oss.ToString(old.Key) == key {
				_, err = b.client.AbortMultipartUpload(ctx, &oss.AbortMultipartUploadRequest{Bucket: b.name, Key: &key, UploadId: old.UploadId})
			}
		}
	}
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	uploader := oss.NewUploader(b.client, func(o *oss.UploaderOptions) {
		o.PartSize, o.ParallelNum = objectstore.Single, 1 // files are sent side by side already
	})
	_, err = uploader.UploadFrom(ctx, b.request(key, u), bare{u.Body})
	return fault(err)
}

// Copy leaves the directive out, which means COPY: what is told to browsers goes with the bytes.
func (b *bucket) Copy(ctx context.Context, from, to string) error {
	_, err := b.client.CopyObject(ctx, &oss.CopyObjectRequest{Bucket: b.name, Key: &to, SourceBucket: b.name, SourceKey: &from})
	return fault(err)
}

func (b *bucket) Remove(ctx context.Context, key string) error {
	_, err := b.client.DeleteObject(ctx, &oss.DeleteObjectRequest{Bucket: b.name, Key: &key})
	return fault(err)
}

func (b *bucket) List(ctx context.Context, prefix string, one bool, tell func(store.Entry) error) error {
	page := int32(1000) // the most that there is
	if one {
		page = 1
	}
	pages := b.client.NewListObjectsV2Paginator(&oss.ListObjectsV2Request{Bucket: b.name, Prefix: &prefix, MaxKeys: page})
	for pages.HasNext() {
		p, err := pages.NextPage(ctx)
		if err != nil {
			return fault(err)
		}
		for _, o := range p.Contents {
			if err := tell(store.Entry{Name: oss.ToString(o.Key), Size: o.Size, Modified: oss.ToTime(o.LastModified)}); err != nil {
				return err
			}
		}
	}
	return nil
}
