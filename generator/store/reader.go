package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"

	"kepu/generator/filelist"
)

// Reader opens the object's bytes for one try. Reading fails when ctx has ended, and at the end of the bytes where they are not those that
// the object announces: somebody wrote into the file meanwhile, and nothing that is put together of two editions may get to the far side.
func (o Object) Reader(ctx context.Context) (io.ReadCloser, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	from, err := o.Open()
	if err != nil {
		return nil, err
	}
	return &reader{ctx, from, o, sha256.New(), 0}, nil
}

type reader struct {
	ctx  context.Context
	from io.ReadSeekCloser
	of   Object
	sum  hash.Hash
	size int64
}

func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.from.Read(p)
	r.sum.Write(p[:n])
	r.size += int64(n)
	if r.size > r.of.Size || errors.Is(err, io.EOF) && (r.size != r.of.Size || filelist.Sum(r.sum.Sum(nil)) != r.of.Sum) {
		return 0, fmt.Errorf("what is to be sent is no longer what it was when this began: %w", fs.ErrInvalid)
	}
	return n, err
}

func (r *reader) Close() error { return r.from.Close() }
