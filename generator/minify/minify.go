// Package minify makes style sheets and scripts as short as they can be without another meaning:
// the theme keeps them readable, with comments that tell the next engineer why, and no
// telephone loads those.
//
// In goes the text of a file, out comes the same for a browser. A text that cannot be read comes out
// as it went in: a theme may use what its maker's browsers know and the parser here does not yet, and
// a theme's fault is told by a browser better than by a build that stops. Nothing newer than
// what stands in a text is written into it (see oldest).
package minify

import (
	"bytes"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// Edition is what makes them short. A text that is the same may become another with another one, so
// that whoever names files by what they were made from says this too.
const Edition = "v2.24.25"

// oldest is the edition of ECMAScript beyond which a script is written only as it was already. The
// theme's oldest browsers are of 2020 and know more; ?? and ?. they do not.
const oldest = 2018

// CSS returns a style sheet without comments and what else a browser passes over.
func CSS(text []byte) []byte { return short(&css.Minifier{}, text) }

// JS returns a script without comments, with short names for what only it can see.
func JS(text []byte) []byte { return short(&js.Minifier{Version: oldest}, text) }

func short(m minify.Minifier, text []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(text))
	// The reader gets a copy, since the parser writes behind the end of what it reads, without the mark that Windows editors begin with.
	if err := m.Minify(minify.New(), &b, bytes.NewReader(bytes.TrimPrefix(bytes.Clone(text), []byte("\uFEFF"))), nil); err != nil || b.Len() > len(text) {
		return text
	}
	return b.Bytes()
}
