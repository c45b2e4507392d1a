// Package objectstore is what all stores of objects have in common: it makes a store.Store of a Bucket, the few requests that each kind of
// them (s3store, ossstore) knows how to send.
//
//   - A name becomes a key by the prefix that is told when the store is opened; keys that are no names of files (folders that a console made, "a//b") are left alone and never listed.
//   - Bytes are read through before they are sent, so that what is not what was announced is never sent at all; up to Single bytes go in one request, which the store
//     holds against the sums that go with it. More goes in parts, which become the object when the last has arrived; what a killed run left of them is removed by the next Put of the name.
//   - An object is replaced in one step by the nature of such stores, and who reads it gets one or the other.
//   - Create is exclusive where the store proves it: what is created first is asked to be created once more, which a store must refuse that keeps to the condition.
//     Some ignore it in silence (S3's condition at those that do not know it, OSS's and COS's in a bucket with versions), others refuse the request, which is then sent without it. Until the first Create that was proved, Exclusive is false.
//   - Type, Cache and Encoding of an Object are kept, and told to browsers by the store itself. No request says who may read: that is the bucket's own to say, and
//     a site is published in a bucket that everybody may read.
//
// New asks for the list of one object, so that a wrong name, key or clock is told before anything is done. Whoever publishes must have the right to list the bucket: without it such a store tells
// of an object that is not there that it refuses to show it.
package objectstore

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"sync/atomic"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// Single is how many bytes go in one request at the most, and the size of the parts of what is bigger. On a line of 2 Mbit/s such a part takes a minute.
const Single = 16 << 20

// parallel is how many calls at a time are of use. A request for a small file is nearly all waiting: most of a second from a county town. More than this, and a home router loses its way.
const parallel = 16

// Config is what a store of objects is opened with.
type Config struct {
	Endpoint  string // the server, without the bucket: cos.ap-guangzhou.myqcloud.com, oss-cn-hangzhou.aliyuncs.com; https unless http:// stands before it
	Region    string // "" where the endpoint tells it, or the store may be asked
	Bucket    string // its full name, as site-1250000000
	Prefix    string // where the site begins in it; "" for the bucket itself
	AccessKey string
	SecretKey string

	Transport *http.Transport // how the server is reached; nil: as Transport does, given up after wire.Silence
}

// Upload is an object to send.
type Upload struct {
	store.Object               // Open has been called: see Body
	Body         io.ReadSeeker // the bytes, from their beginning
	MD5          [md5.Size]byte
	Anew         bool // the store is asked to refuse where there is one
}

// Bucket is what a kind of store can be asked for. Keys are whole. What the store itself answers is returned as a *Fault; an error of the line as it came.
type Bucket interface {
	Get(ctx context.Context, key string) (io.ReadCloser, error)
	// Put sends the object in one request.
	Put(ctx context.Context, key string, u Upload) error
	// PutParts sends the object in parts of Single bytes, having removed what an earlier try left of them.
	PutParts(ctx context.Context, key string, u Upload) error
	// Copy copies within the bucket, with what is told to browsers.
	Copy(ctx context.Context, from, to string) error
	Remove(ctx context.Context, key string) error
	// List tells the objects whose keys begin with the prefix, with their keys as names. Where one is true the first will do.
	List(ctx context.Context, prefix string, one bool, tell func(store.Entry) error) error
	Close()
}

// New makes a store of the bucket's objects below the prefix, "" for all. The bucket is closed where it fails.
func New(ctx context.Context, b Bucket, prefix string) (store.Store, error) {
	s := &objects{bucket: b}
	if prefix = strings.Trim(prefix, "/"); prefix != "" {
		if !fs.ValidPath(prefix) {
			b.Close()
			return nil, fmt.Errorf("%w: the prefix %q", store.ErrAddress, prefix)
		}
		s.prefix = prefix + "/"
	}
	enough := errors.New("enough")
	if err := b.List(ctx, s.prefix, true, func(store.Entry) error { return enough }); err != nil && err != enough {
		b.Close()
		return nil, fmt.Errorf("open: %w", mapped(err, store.ErrAddress))
	}
	return s, nil
}

type objects struct {
	bucket    Bucket
	prefix    string // "" or with a slash at its end
	exclusive atomic.Bool
}

func (s *objects) Traits() store.Traits {
	return store.Traits{Parallel: parallel, Exclusive: s.exclusive.Load(), Headers: true}
}

func (s *objects) Close() error {
	s.bucket.Close()
	return nil
}

func (s *objects) key(name string) (string, error) {
	if !fs.ValidPath(name) || name == "." {
		return "", fs.ErrInvalid
	}
	return s.prefix + name, nil
}

// on runs a call on the object of that name, and makes its error the store's. gone is what it means that there is no such object.
func (s *objects) on(ctx context.Context, call, name string, gone error, f func(key string) error) error {
	key, err := s.key(name)
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = mapped(f(key), gone)
	}
	if err != nil {
		return fmt.Errorf("%s %s: %w", call, name, err)
	}
	return nil
}

func (s *objects) Get(ctx context.Context, name string) (r io.ReadCloser, err error) {
	err = s.on(ctx, "get", name, fs.ErrNotExist, func(key string) (err error) {
		r, err = s.bucket.Get(ctx, key)
		return err
	})
	return r, err
}

// Stat asks for the list of one object: those whose keys begin with the same come after it. Who may list, which is asked for anyway, may ask for it.
func (s *objects) Stat(ctx context.Context, name string) (e store.Entry, err error) {
	err = s.on(ctx, "stat", name, fs.ErrNotExist, func(key string) error {
		enough := errors.New("enough")
		err := s.bucket.List(ctx, key, true, func(first store.Entry) error {
			e = first
			return enough
		})
		if err == enough {
			err = nil
		}
		if err == nil {
			err = ctx.Err() // the libraries end a list without an error then
		}
		if err == nil && e.Name != key {
			err = fs.ErrNotExist
		}
		return err
	})
	if err != nil {
		return store.Entry{}, err
	}
	e.Name = name
	return e, nil
}

// reading gives f the object's bytes, of which it knows the sums.
func reading(o store.Object, f func(Upload) error) error {
	r, err := o.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	m, sum := md5.New(), sha256.New()
	n, err := io.Copy(io.MultiWriter(m, sum), r)
	if err != nil {
		return err
	}
	if n != o.Size || filelist.Sum(sum.Sum(nil)) != o.Sum {
		return fmt.Errorf("%d bytes came, which are not those that were announced: %w", n, fs.ErrInvalid)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if o.Type == "" {
		o.Type = "application/octet-stream"
	}
	return f(Upload{Object: o, Body: r, MD5: [md5.Size]byte(m.Sum(nil))})
}

func (s *objects) Put(ctx context.Context, name string, o store.Object) error {
	return s.on(ctx, "put", name, store.ErrAddress, func(key string) error {
		return reading(o, func(u Upload) error {
			if u.Size > Single {
				return s.bucket.PutParts(ctx, key, u)
			}
			return s.bucket.Put(ctx, key, u)
		})
	})
}

func (s *objects) Create(ctx context.Context, name string, o store.Object) error {
	return s.on(ctx, "create", name, store.ErrAddress, func(key string) error { return s.create(ctx, key, o) })
}

func (s *objects) create(ctx context.Context, key string, o store.Object) error {
	put := func(anew bool) error {
		return reading(o, func(u Upload) error {
			u.Anew = anew
			return s.bucket.Put(ctx, key, u)
		})
	}
	proved := s.exclusive.Load()
	if !proved { // before anything of another's is written over by a store that ignores the condition
		r, err := s.bucket.Get(ctx, key)
		if err == nil {
			r.Close()
			return fs.ErrExist
		}
		if !errors.Is(mapped(err, fs.ErrNotExist), fs.ErrNotExist) {
			return err
		}
	}
	err := put(true)
	switch {
	case isFault(err, exists):
		s.exclusive.Store(true)
		return fs.ErrExist
	case refusesCondition(err):
		err = put(false)
	case err == nil && !proved && isFault(put(true), exists):
		s.exclusive.Store(true)
		return nil
	}
	if err != nil || proved {
		return err
	}
	// Nothing was promised: of several that were at it the last one's is there.
	r, err := s.bucket.Get(ctx, key)
	if err != nil {
		return err
	}
	defer r.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		return err
	}
	if filelist.Sum(sum.Sum(nil)) != o.Sum {
		return fs.ErrExist
	}
	return nil
}

// refusesCondition reports whether the store may have no such condition: it says that it has none (501), that the request is no good (400), or that
// it is not allowed (403, of a header that it wants signed in another way). Where something else is wrong, the same answer comes without the condition.
func refusesCondition(err error) bool {
	var f *Fault
	return errors.As(err, &f) && (f.kind() == unsupported || errors.Is(f.kind(), store.ErrDenied) || f.kind() == nil && f.Status == http.StatusBadRequest)
}

func (s *objects) Copy(ctx context.Context, from, to string) error {
	return s.on(ctx, "copy", to, fs.ErrNotExist, func(key string) error {
		source, err := s.key(from)
		if err != nil || source == key { // S3 refuses to copy an object to itself, which changes nothing
			return err
		}
		return s.bucket.Copy(ctx, source, key)
	})
}

func (s *objects) Remove(ctx context.Context, name string) error {
	return s.on(ctx, "remove", name, fs.ErrNotExist, func(key string) error {
		err := s.bucket.Remove(ctx, key)
		if errors.Is(mapped(err, fs.ErrNotExist), fs.ErrNotExist) { // most say nothing of it
			return nil
		}
		return err
	})
}

func (s *objects) List(ctx context.Context, folder string, tell func(store.Entry) error) error {
	prefix := s.prefix
	if folder != "." {
		key, err := s.key(folder)
		if err != nil {
			return fmt.Errorf("list %s: %w", folder, err)
		}
		prefix = key + "/"
	}
	var told error
	err := s.bucket.List(ctx, prefix, false, func(e store.Entry) error {
		name, ok := strings.CutPrefix(e.Name, s.prefix)
		if !ok || !fs.ValidPath(name) {
			return nil
		}
		e.Name = name
		told = tell(e)
		return told
	})
	if told != nil {
		return told
	}
	if err == nil {
		err = ctx.Err() // the libraries end a list without an error then
	}
	if err != nil {
		return fmt.Errorf("list %s: %w", folder, mapped(err, store.ErrAddress))
	}
	return nil
}
