// Package filelist is the list of a site's files with their sums, by which a site is known again wherever it is: in the folder it was
// written to, on the far side of a publication, at an address.
//
// The list stands with the files, under Name, and is written as sha256sum writes, so that people can check a copy without this program:
//
//	sha256sum -c .kepu.sha256
//
// It is read strictly, since files are removed by its word.
package filelist

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Name is the name of the list among the files that it lists.
const Name = ".kepu.sha256"

// Own is the first part of the names that the program keeps for itself: no file of a site begins with it.
const Own = ".kepu"

// Sum is the SHA-256 of a file.
type Sum [32]byte

// Decode reads the sum as Encode and sha256sum write it, and reports whether it is one.
func (s *Sum) Decode(digits string) bool {
	if len(digits) != hex.EncodedLen(len(s)) || strings.ToLower(digits) != digits {
		return false
	}
	_, err := hex.Decode(s[:], []byte(digits))
	return err == nil
}

// String returns the sum in 64 lower-case hexadecimal digits.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }

// List is the files, by path: relative, with slashes. Nil means that there is no list.
type List map[string]Sum

const head = "# kepu 1: the files that kepu wrote here; it removes no others. Leave this file here.\n"

// Names returns the paths, sorted.
func (l List) Names() []string {
	names := make([]string, 0, len(l))
	for n := range l {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Encode returns the text of the list: a comment, then lines as sha256sum writes them, sorted by path.
func (l List) Encode() []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for _, n := range l.Names() {
		s := l[n]
		fmt.Fprintf(&b, "%x  %s\n", s[:], n)
	}
	return b.Bytes()
}

// Decode is the opposite of Encode. It fails where the text is cut short, has a line of another form, a path that is not Writable, or one twice.
func Decode(text []byte) (List, error) {
	rest, ok := strings.CutPrefix(string(text), head)
	if !ok {
		return nil, errors.New("no such list")
	}
	l := List{}
	for rest != "" {
		line, tail, whole := strings.Cut(rest, "\n")
		digits, name, two := strings.Cut(line, "  ")
		var s Sum
		if !whole || !two || !s.Decode(digits) || !Writable(name) {
			return nil, fmt.Errorf("bad line %q", line)
		}
		if _, twice := l[name]; twice {
			return nil, fmt.Errorf("%q stands twice", name)
		}
		l[name] = s
		rest = tail
	}
	return l, nil
}

// Writable reports whether a path can be that of a file of a site: clean, relative, without what Windows or a terminal takes for
// something else, and not one that the program keeps for itself.
func Writable(name string) bool {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\:") {
		return false
	}
	if first, _, _ := strings.Cut(name, "/"); strings.EqualFold(first, Own) || strings.EqualFold(first, Name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.TrimRight(part, ". ") != part {
			return false // Windows leaves these out: .kepu. would be .kepu
		}
	}
	return strings.IndexFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0
}
