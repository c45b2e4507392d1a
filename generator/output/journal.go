package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"kepu/generator/filelist"
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

// journal is what a run means to do. It holds for one state of the output folder, which the
// list tells: when somebody has put another folder in its place since, the
// journal is about nothing.
type journal struct {
	steps    []step
	from, to filelist.Sum // of the list's text before and after; zero in journals that do not tell
}

const (
	journalHead   = "kepu journal 2\n"
	formerJournal = "kepu journal 1\n" // from when all was kept in the output folder: it goes where that goes
	journalEnd    = "end\n"
)

// encode returns the journal's text: the two sums, then one step on a line.
func (j journal) encode() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%x %x\n", journalHead, j.from[:], j.to[:])
	for _, s := range j.steps {
		fmt.Fprintf(&b, "%s %s\n", s.kind, s.name)
	}
	b.WriteString(journalEnd)
	return []byte(b.String())
}

var errDamaged = errors.New("the journal of the last run is damaged")

// decodeJournal is the opposite of encode. It takes only whole journals.
func decodeJournal(text []byte) (j journal, err error) {
	body, former := strings.CutPrefix(string(text), formerJournal)
	if !former {
		var begun bool
		if body, begun = strings.CutPrefix(body, journalHead); !begun {
			return j, errDamaged
		}
		line, rest, _ := strings.Cut(body, "\n")
		from, to, _ := strings.Cut(line, " ")
		if !j.from.Decode(from) || !j.to.Decode(to) {
			return j, errDamaged
		}
		body = rest
	}
	body, ended := strings.CutSuffix(body, journalEnd)
	if !ended || body != "" && !strings.HasSuffix(body, "\n") {
		return j, errDamaged
	}
	for line := range strings.Lines(body) {
		kind, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		s := step{stepKind(kind), name}
		known := s.kind == stepIn || s.kind == stepOver || s.kind == stepOut
		if !known || !filelist.Writable(name) && name != manifestFile && name != madeFile && !(former && name == formerList) {
			return j, fmt.Errorf("%w at %q", errDamaged, line)
		}
		j.steps = append(j.steps, s)
	}
	return j, nil
}

// about reports whether the journal is about the folder whose list has that text.
func (j journal) about(list []byte) bool {
	now := sha256.Sum256(list)
	return j.from == filelist.Sum{} && j.to == filelist.Sum{} || now == j.from || now == j.to
}
