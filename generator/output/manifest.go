package output

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"kepu/generator/diag"
)

// sum is the SHA-256 of a file.
type sum [32]byte

// decode reads the sum as encode and sha256sum write it, and reports whether it is one.
func (s *sum) decode(digits string) bool {
	if len(digits) != hex.EncodedLen(len(s)) || strings.ToLower(digits) != digits {
		return false
	}
	_, err := hex.Decode(s[:], []byte(digits))
	return err == nil
}

// manifest is what the last run wrote, by path. Nil means that no run has.
type manifest map[string]sum

const manifestHead = "# kepu 1: the files that kepu wrote here; it removes no others. Leave this file here.\n"

// names returns the files, sorted.
func (m manifest) names() []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// encode returns the file's text: a comment, then lines as sha256sum writes them.
func (m manifest) encode() []byte {
	var b bytes.Buffer
	b.WriteString(manifestHead)
	for _, n := range m.names() {
		s := m[n]
		fmt.Fprintf(&b, "%x  %s\n", s[:], n)
	}
	return b.Bytes()
}

// decodeManifest is the opposite of encode. It is strict, since files are removed by its word.
func decodeManifest(text []byte) (manifest, error) {
	rest, ok := strings.CutPrefix(string(text), manifestHead)
	if !ok {
		return nil, errors.New("no such list")
	}
	m := manifest{}
	for rest != "" {
		line, tail, whole := strings.Cut(rest, "\n")
		digits, name, two := strings.Cut(line, "  ")
		var s sum
		if !whole || !two || !s.decode(digits) || !writable(name) {
			return nil, fmt.Errorf("bad line %q", line)
		}
		m[name] = s
		rest = tail
	}
	return m, nil
}

// manifest reads the folder's list.
func (f *folder) manifest() (manifest, error) {
	text, err := f.readFile(manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = f.readFile(formerList)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := decodeManifest(text)
	if err != nil {
		return nil, &Refusal{
			diag.T("%s 里的文件清单 %s 坏了，分不清哪些文件是本程序写的", "the list of files %[2]s in %[1]s is damaged, so it is not known which files were written by this program").With(f.root.Name(), manifestFile),
			diag.T("请换一个空文件夹输出，或确认无用后删掉整个文件夹再运行", "use another, empty folder, or delete the whole folder when nothing in it is needed, and run again"),
		}
	}
	return m, nil
}
