package output

import (
	"errors"
	"fmt"
	"strings"
)

// step is one move of a swap. Each kind can be done, taken back, and told done
// from not done, by where its files are:
//
//	kind      done by                     taken back by               not done while
//	in        stage/NAME → NAME           NAME → stage/NAME           stage/NAME is there
//	over      stage/NAME → NAME           old/NAME → NAME             stage/NAME is there
//	out       NAME → old/NAME             old/NAME → NAME             old/NAME isn't
type step struct {
	kind stepKind
	name string
}

type stepKind string

const (
	stepIn   stepKind = "in"
	stepOver stepKind = "over"
	stepOut  stepKind = "out"
)

const (
	journalHead = "kepu journal 1\n"
	journalEnd  = "end\n"
)

// encodeJournal returns the journal's text: one step on a line.
func encodeJournal(steps []step) []byte {
	var b strings.Builder
	b.WriteString(journalHead)
	for _, s := range steps {
		fmt.Fprintf(&b, "%s %s\n", s.kind, s.name)
	}
	b.WriteString(journalEnd)
	return []byte(b.String())
}

// decodeJournal is the opposite of encodeJournal. It takes only whole journals.
func decodeJournal(text []byte) ([]step, error) {
	body, begun := strings.CutPrefix(string(text), journalHead)
	body, ended := strings.CutSuffix(body, journalEnd)
	if !begun || !ended || body != "" && !strings.HasSuffix(body, "\n") {
		return nil, errors.New("the journal of the last run is damaged")
	}
	var steps []step
	for line := range strings.Lines(body) {
		kind, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		s := step{stepKind(kind), name}
		known := s.kind == stepIn || s.kind == stepOver || s.kind == stepOut
		if !known || !writable(name) && name != manifestFile {
			return nil, fmt.Errorf("the journal of the last run is damaged at %q", line)
		}
		steps = append(steps, s)
	}
	return steps, nil
}
