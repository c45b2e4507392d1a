// Package digest sums what something is made from.
//
// A Digest stands for a text, or for values that were gathered one after the other: two of
// the same digest are taken for the same. It is a SHA-256, so that nobody can make two that
// are not. Texts carry their length and numbers end by themselves, so that what is
// gathered can be read in one way only: "ab", "c" is not "a", "bc". What is gathered in a loop
// gives its length first, for the same reason.
//
// A digest is the same on every machine and in every run of one program. What is gathered, and in
// which order, may be another in the next version of the program: who keeps digests
// keeps a digest of the program with them.
package digest

import (
	"crypto/sha256"
	"encoding/binary"
)

// Digest is the sum of what something is made from. The zero value is that of nothing, and no
// text's.
type Digest [sha256.Size]byte

// Of returns the digest of a text.
func Of(text string) Digest {
	var page [4096]byte // texts are many, and few of them longer: their copies need no memory of their own
	if len(text) > len(page) {
		return sha256.Sum256([]byte(text))
	}
	return sha256.Sum256(page[:copy(page[:], text)])
}

// OfBytes returns the digest of a text as bytes.
func OfBytes(text []byte) Digest { return sha256.Sum256(text) }

// Gathering is what has been gathered so far. The zero value is empty and ready.
type Gathering struct{ bytes []byte }

// Digest returns the digest of what has been gathered.
func (g *Gathering) Digest() Digest { return sha256.Sum256(g.bytes) }

// Reset empties it, to gather for another.
func (g *Gathering) Reset() { g.bytes = g.bytes[:0] }

// Text adds texts.
func (g *Gathering) Text(texts ...string) {
	for _, s := range texts {
		g.bytes = binary.AppendUvarint(g.bytes, uint64(len(s)))
		g.bytes = append(g.bytes, s...)
	}
}

// List adds how many texts there are, and them.
func (g *Gathering) List(texts []string) {
	g.Number(len(texts))
	g.Text(texts...)
}

// Number adds numbers.
func (g *Gathering) Number(numbers ...int) {
	for _, n := range numbers {
		g.bytes = binary.AppendVarint(g.bytes, int64(n))
	}
}

// Flag adds what is true or not.
func (g *Gathering) Flag(flags ...bool) {
	for _, f := range flags {
		n := 0
		if f {
			n = 1
		}
		g.Number(n)
	}
}

// Digests adds the digests of parts.
func (g *Gathering) Digests(parts ...Digest) {
	for i := range parts {
		g.bytes = append(g.bytes, parts[i][:]...)
	}
}
