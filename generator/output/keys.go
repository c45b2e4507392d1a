package output

import (
	"context"
	"encoding/base64"
	"errors"
	"io/fs"

	"kepu/generator/digest"
	"kepu/generator/filelist"
)

// # Files that need not be made
//
// Making a page costs more than to know what it would be made from. Who can tell that gives
// Write a key for each file, and Write keeps them beside the folder, in the note of what the
// tree was made from. A file that has the key it was written with, and whose bytes are those
// of the list, is left alone: the tree is not asked for it. Reading it to be sure of that costs
// little beside making it.

// keys are the keys of a tree's files that have one.
type keys map[string]digest.Digest

func keysOf(names []string, key func(string) digest.Digest) keys {
	if key == nil {
		return nil
	}
	k := make(keys, len(names))
	for _, n := range names {
		if d := key(n); d != (digest.Digest{}) {
			k[n] = d
		}
	}
	return k
}

// encode returns the keys of the files of a list as text, in its order.
func (k keys) encode(list filelist.List) []byte {
	if len(k) == 0 {
		return nil
	}
	var all []byte
	for _, n := range list.Names() {
		d := k[n]
		all = append(all, d[:]...)
	}
	return base64.StdEncoding.AppendEncode(nil, all)
}

// decodeKeys is the opposite of encode; there are none in what it cannot read.
func decodeKeys(text []byte, list filelist.List) keys {
	all, err := base64.StdEncoding.AppendDecode(nil, text)
	if err != nil || len(all) != len(list)*len(digest.Digest{}) {
		return nil
	}
	k := make(keys, len(list))
	for _, n := range list.Names() {
		if d := digest.Digest(all); d != (digest.Digest{}) {
			k[n] = d
		}
		all = all[len(digest.Digest{}):]
	}
	return k
}

// standing divides the files of a tree: those that stand as they would be made, and those to
// be made.
func (f *folder) standing(ctx context.Context, names []string, now keys, last filelist.List, s survey) (stand, rest []string, err error) {
	if len(now) == 0 || len(last) == 0 {
		return nil, names, nil
	}
	text, err := f.readFile(madeFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	_, was, _ := decodeMade(text, last.Encode())
	before := decodeKeys(was, last)
	var same []string
	for _, n := range names {
		if key, ok := now[n]; ok && key == before[n] {
			same = append(same, n)
		} else {
			rest = append(rest, n)
		}
	}
	for i, intact := range f.intact(ctx, same, last, s) {
		if intact {
			stand = append(stand, same[i])
		} else {
			rest = append(rest, same[i])
		}
	}
	return stand, rest, ctx.Err()
}
