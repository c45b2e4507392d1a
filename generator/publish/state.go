package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/store"
)

// Release is a publication that stands or is kept.
type Release struct {
	Number int       `json:"number"`
	Time   time.Time `json:"time"`
	Words  string    `json:"words,omitempty"` // see Options.Words
	Files  int       `json:"files"`
	Slot   string    `json:"slot,omitempty"` // where it stands; "" in place
	NoBack bool      `json:"no_back,omitempty"`
	Doubt  bool      `json:"doubt,omitempty"` // it is from before all was put again, see Options.All, and may hold what was changed by hand

	// Of one that was made by going back: the publication that its content was published as first, and when.
	Back     int       `json:"back,omitempty"`
	BackTime time.Time `json:"back_time,omitzero"`
}

// Original returns the publication that the content was published as first, and when: the release itself, unless it was made by going back.
func (r Release) Original() (number int, when time.Time) {
	if r.Back != 0 {
		return r.Back, r.BackTime
	}
	return r.Number, r.Time
}

// gone is a file that is not of the site any more and stands for a while.
type gone struct {
	Name  string    `json:"name"`
	Sum   string    `json:"sum,omitempty"`  // "": it does not stand, though the list has it
	Since time.Time `json:"since,omitzero"` // when it went
}

// state is what publications know of each other.
type state struct {
	Format   int             `json:"kepu"` // 1
	Last     int             `json:"last"` // the number of the newest publication that there was
	Releases []Release       `json:"releases"`
	Slots    map[string]slot `json:"slots"` // the folders with files of ours; "" is ROOT itself
	Sweep    []int           `json:"sweep,omitempty"`
	Litter   time.Time       `json:"litter,omitzero"` // when a run that broke off was finished: it may have left files half written
}

// slot is what stands in a folder.
type slot struct {
	List    string    `json:"list"`              // the sum of its list
	Size    int64     `json:"size,omitempty"`    // of that file, packed where it is, and
	Time    time.Time `json:"time,omitzero"`     // when it was put, both as the far side tells; zero where that is not known
	Besides []gone    `json:"besides,omitempty"` // what stands there and the list does not name
}

// is reports whether the file of the list is the one that was noted, for all that can be seen of it from outside.
func (s slot) is(e store.Entry) bool {
	return !s.Time.IsZero() && s.Size == e.Size && s.Time.Equal(e.Modified)
}

const stateFormat = 1

// clone returns a state that can be changed.
func (s state) clone() state {
	s.Releases, s.Sweep, s.Slots = slices.Clone(s.Releases), slices.Clone(s.Sweep), maps.Clone(s.Slots)
	if s.Slots == nil {
		s.Slots = map[string]slot{}
	}
	return s
}

// shown returns the publications in the order in which readers got them: that of the slot which the link leads to is the last, also where a run broke off
// between the link and the state.
func (s state) shown(leads string) []Release {
	all := slices.Clone(s.Releases)
	for i, r := range all {
		if leads != "" && r.Slot == leads && i < len(all)-1 {
			return append(slices.Delete(all, i, i+1), r)
		}
	}
	return all
}

func (s state) encode() []byte {
	text, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		panic("a state is plain data: " + err.Error()) // cannot happen
	}
	return append(text, '\n')
}

// sound reports whether a state names nothing but slots, and files of a site: whatever stands on the far side, no run leaves the site's own folders for it.
func (s state) sound() bool {
	for _, r := range s.Releases {
		if r.Slot != "" && !isSlot(r.Slot) {
			return false
		}
	}
	for name, stands := range s.Slots {
		if name != "" && !isSlot(name) || !soundNames(stands.Besides) {
			return false
		}
	}
	return true
}

func soundNames(list []gone) bool {
	return !slices.ContainsFunc(list, func(g gone) bool { return !filelist.Writable(g.Name) })
}

// readState returns the state; the zero value, and false, where there is none.
func (p place) readState(ctx context.Context) (s state, there bool, err error) {
	text, err := p.read(ctx, p.own("state.json"))
	if err != nil || text == nil {
		return s, false, err
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, false, fmt.Errorf("%w: %s: %w", ErrState, p.own("state.json"), err)
	}
	if s.Format != stateFormat {
		return s, false, fmt.Errorf("%w: %s is of another edition of the program (%d)", ErrState, p.own("state.json"), s.Format)
	}
	if !s.sound() {
		return s, false, fmt.Errorf("%w: %s names what is not the site's", ErrState, p.own("state.json"))
	}
	return s, true, nil
}

// entry is a file that a run changes.
type entry struct {
	name string
	sum  filelist.Sum
	gone bool // it is to be removed; there is no sum
}

// intent is what a run sets out to do.
type intent struct {
	ID    string `json:"id"`              // of the run; progress names it
	Slot  string `json:"slot,omitempty"`  // the folder that is changed; "" in place
	From  string `json:"from"`            // the sum of the list that stands there before; "" for none
	To    string `json:"to"`              // and after
	Same  bool   `json:"same,omitempty"`  // readers had this list before; only what else stands in their folder is put right
	All   bool   `json:"all,omitempty"`   // nothing that stood was believed: the entries are all files
	Keeps bool   `json:"keeps,omitempty"` // in place: what is replaced of the publication that stands was and is kept first
	Next  state  `json:"next"`            // the state when all is done

	Besides []gone `json:"besides,omitempty"` // what was certain of the folder before, and not as its list says

	entries []entry // all that is not certain to stay as it is, sorted
}

// noBack notes that a publication cannot be gone back to.
func (in *intent) noBack(number int) {
	for i := range in.Next.Releases {
		if in.Next.Releases[i].Number == number {
			in.Next.Releases[i].NoBack = true
		}
	}
}

// encode returns the intent as it is written: a line of JSON, then a line for each file, as in a list; "-" is for one that is to be removed.
func (in *intent) encode() []byte {
	head, err := json.Marshal(in)
	if err != nil {
		panic("an intent is plain data: " + err.Error()) // cannot happen
	}
	var b bytes.Buffer
	b.Write(head)
	b.WriteByte('\n')
	for _, e := range in.entries {
		sum := "-"
		if !e.gone {
			sum = e.sum.String()
		}
		b.WriteString(sum + "  " + e.name + "\n")
	}
	return b.Bytes()
}

func decodeIntent(text []byte) (*intent, error) {
	in := &intent{}
	head, rest, whole := strings.Cut(string(text), "\n")
	if err := json.Unmarshal([]byte(head), in); err != nil || !whole || in.Next.Format != stateFormat || in.Slot != "" && !isSlot(in.Slot) || !in.Next.sound() || !soundNames(in.Besides) {
		return nil, fmt.Errorf("%w: the intent", ErrState)
	}
	for line := range strings.Lines(rest) {
		digits, name, two := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		e := entry{name: name, gone: digits == "-"}
		if !two || !strings.HasSuffix(line, "\n") || !filelist.Writable(name) || !e.gone && !e.sum.Decode(digits) {
			return nil, fmt.Errorf("%w: the intent, line %q", ErrState, line)
		}
		in.entries = append(in.entries, e)
	}
	return in, nil
}

// progress is which entries of an intent are done.
type progress []byte

func newProgress(entries int) progress { return make(progress, (entries+7)/8) }

func (p progress) set(i int)      { p[i/8] |= 1 << (i % 8) }
func (p progress) has(i int) bool { return i/8 < len(p) && p[i/8]&(1<<(i%8)) != 0 }

func (p progress) encode(id string) []byte { return []byte(id + "\n" + hex.EncodeToString(p) + "\n") }

// decodeProgress reads the progress of the run with that ID; that of another one is none.
func decodeProgress(text []byte, id string) progress {
	digits, ok := strings.CutPrefix(string(text), id+"\n")
	p, err := hex.DecodeString(strings.TrimSuffix(digits, "\n"))
	if !ok || err != nil {
		return nil
	}
	return p
}

// sumOf returns the sum of a list as an intent names it.
func sumOf(text []byte) string {
	if text == nil {
		return ""
	}
	return filelist.Sum(sha256.Sum256(text)).String()
}
