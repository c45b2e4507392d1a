package sample

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// text is a file while it is written. What goes into quotes here has no quote and no
// backslash in it, so nothing needs to be escaped.
type text struct{ strings.Builder }

func (t *text) line(format string, args ...any) {
	fmt.Fprintf(t, format, args...)
	t.WriteByte('\n')
}

// table begins a table of a list, with keys and texts by turns.
func (t *text) table(name string, words ...string) {
	t.line("\n[[%s]]", name)
	for pair := range slices.Chunk(words, 2) {
		t.words(pair[0], pair[1])
	}
}

// words writes a key with a text, unless that is empty.
func (t *text) words(key, value string) {
	if value != "" {
		t.line(`%s = "%s"`, key, value)
	}
}

// raw writes a key with a value as it stands in the file.
func (t *text) raw(key, value string) { t.line("%s = %s", key, value) }

func (t *text) number(key string, n int) { t.raw(key, strconv.Itoa(n)) }

// list writes a key with a list of texts, unless that is empty.
func (t *text) list(key string, values []string) {
	if len(values) > 0 {
		t.raw(key, `["`+strings.Join(values, `", "`)+`"]`)
	}
}

func (t *text) bytes() []byte { return []byte(strings.TrimPrefix(t.String(), "\n")) }
