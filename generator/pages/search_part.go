package pages

import (
	_ "embed"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"kepu/generator/markdown"
)

// part adds the file of a part. All that the script folds with it is put in here.
func (m *maker) part(name string, docs func() searchPart) {
	m.add(File{Path: partAddress(name), Write: func(w io.Writer) error {
		p := docs()
		p.tables()
		return p.write(w)
	}})
}

func (p *searchPart) write(w io.Writer) error {
	data, err := json.Marshal(p) // with <, >, & and line separators escaped: it is JavaScript too
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "(self.kepuSearch=self.kepuSearch||[]).push("+string(data)+");\n")
	return err
}

// tables puts in how the characters of the part are read and which traditional ones mean
// them. Pinyin is for what one would type: names, places and topics, not whole texts.
func (p *searchPart) tables() {
	spoken, written := map[rune]bool{}, map[rune]bool{}
	for _, d := range p.Docs {
		for i, field := range d {
			if i == addressField {
				continue
			}
			for _, r := range field {
				written[r] = true
				if i != textField {
					spoken[r] = true
				}
			}
		}
	}
	p.Read, p.Old = readings(spoken), oldForms(written)
}

// Places in a searchDoc.
const (
	addressField = 1
	textField    = 5
)

// readings lists the syllables with the characters read so. A simplified character is
// listed, and not its traditional one: the script folds before it reads.
func readings(spoken map[rune]bool) string {
	bySound := map[string][]rune{}
	simple := simplified()
	for r := range spoken {
		if s, ok := simple[r]; ok {
			r = s
		}
		for _, sound := range markdown.Readings(r) {
			if !slices.Contains(bySound[sound], r) {
				bySound[sound] = append(bySound[sound], r)
			}
		}
	}
	var b strings.Builder
	for _, sound := range slices.Sorted(maps.Keys(bySound)) {
		slices.Sort(bySound[sound])
		b.WriteString(sound)
		b.WriteString(string(bySound[sound]))
	}
	return b.String()
}

// oldForms lists the traditional characters that stand in the part, or mean one that
// does.
func oldForms(written map[rune]bool) string {
	simple := simplified()
	var b strings.Builder
	for _, old := range slices.Sorted(maps.Keys(simple)) {
		if written[old] || written[simple[old]] {
			b.WriteRune(old)
			b.WriteRune(simple[old])
		}
	}
	return b.String()
}

//go:embed traditional.txt
var traditional string

// simplified is the table of traditional.txt.
var simplified = sync.OnceValue(func() map[rune]rune {
	out := map[rune]rune{}
	for line := range strings.Lines(traditional) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		pair := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(pair); i += 2 {
			out[pair[i]] = pair[i+1]
		}
	}
	return out
})

// initials returns the first letters of a name in pinyin: 确山县 is qsx.
func initials(name string) string {
	var b strings.Builder
	for _, r := range name {
		if read := markdown.Readings(r); len(read) > 0 {
			b.WriteByte(read[0][0])
		}
	}
	return b.String()
}
