package repair

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
)

// maxRounds is more than any line that a person writes has faults: each round takes one of each line.
const maxRounds = 60

// rounds is a plan while it is made.
type rounds struct {
	*Plan
	check Check
	of    func(diag.Problem) bool

	now     *overlay
	list    diag.List // the problems as of now
	refused map[refusedAt]bool
	names   map[string]string   // of files that were renamed: what they are called on the disk
	moved   map[string][]*moved // by file, round by round
}

// refusedAt is a repair that is not tried again.
type refusedAt struct{ file, what, line string }

func at(p diag.Problem) refusedAt {
	return refusedAt{p.Place.File, p.Code() + p.What.ZH, p.Place.Excerpt}
}

func plan(content fs.FS, check Check, of func(diag.Problem) bool, most int) (*Plan, error) {
	list, err := check(content)
	if err != nil {
		return nil, err
	}
	r := &rounds{Plan: &Plan{Before: list}, check: check, of: of, now: newOverlay(content), list: list,
		refused: map[refusedAt]bool{}, names: map[string]string{}, moved: map[string][]*moved{}}
	for range most {
		batch := r.next()
		if len(batch) == 0 {
			break
		}
		if err := r.attempt(batch); err != nil {
			return nil, err
		}
	}
	r.After = r.list
	r.Shown = r.After.Besides(r.Before)
	slices.SortStableFunc(r.Repaired, func(a, b Repaired) int {
		return cmp.Or(strings.Compare(a.Problem.Place.File, b.Problem.Place.File), a.Problem.Place.Line-b.Problem.Place.Line)
	})
	return r.Plan, r.change()
}

// ofFile is the problems of one file that are repaired at once.
type ofFile struct {
	name     string
	problems diag.List
}

func (b ofFile) repairs() []*diag.Repair {
	out := make([]*diag.Repair, len(b.problems))
	for i, p := range b.problems {
		out[i] = p.Repair
	}
	return out
}

func (b ofFile) edits() (all []diag.Edit) {
	for _, p := range b.problems {
		all = append(all, p.Repair.Edits...)
	}
	slices.SortStableFunc(all, func(x, y diag.Edit) int { return x.Start - y.Start })
	return all
}

// next returns what is to be repaired next: of each file its edits that don't meet, or what is done to
// the whole of it.
func (r *rounds) next() (batch []ofFile) {
	files := map[string]*ofFile{}
	for _, p := range r.list {
		if p.Repair == nil || p.Place.File == "" || r.refused[at(p)] || r.of != nil && !r.of(p) {
			continue
		}
		b := files[p.Place.File]
		if b == nil {
			files[p.Place.File] = &ofFile{p.Place.File, diag.List{p}}
			continue
		}
		if b.problems[0].Repair.Edits == nil || p.Repair.Edits == nil {
			if p.Repair.Edits == nil && b.problems[0].Repair.Edits != nil {
				b.problems = diag.List{p} // the whole file goes first
			}
			continue
		}
		if !meets(b.edits(), p.Repair.Edits) {
			b.problems = append(b.problems, p)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		batch = append(batch, *files[name])
	}
	return batch
}

// meets reports whether any edit touches one of the others.
func meets(some, others []diag.Edit) bool {
	for _, a := range some {
		for _, b := range others {
			if a.Start <= b.End && b.Start <= a.End {
				return true
			}
		}
	}
	return false
}

// attempt makes the repairs of these files, and of those that do not stand the proof as many as do.
func (r *rounds) attempt(batch []ofFile) error {
	why, err := r.try(batch)
	if err != nil || why == (diag.Text{}) {
		return err
	}
	if n := len(batch); n > 1 {
		if err := r.attempt(batch[:n/2]); err != nil {
			return err
		}
		return r.attempt(batch[n/2:])
	}
	b := batch[0]
	if len(b.problems) == 1 {
		p := b.problems[0]
		r.refused[at(p)] = true
		r.Refused = append(r.Refused, Refused{r.onDisk(p), why})
		return nil
	}
	// The rest of the file is read again after the first half is done.
	half := b.problems[:len(b.problems)/2]
	return r.attempt([]ofFile{{b.name, half}})
}

// try makes the repairs of these files, and says why not where one of them fails; then nothing is done.
func (r *rounds) try(batch []ofFile) (why diag.Text, err error) {
	all := steps{}
	for _, b := range batch {
		made, why, err := r.now.make(b.name, b.repairs())
		if err != nil || made == nil {
			return cmp.Or(why, diag.T("改不了", "it cannot be made")), err
		}
		maps.Copy(all, made)
	}
	next := r.now.with(all)
	list, err := r.check(next.whole)
	if err != nil {
		return why, err
	}
	for _, b := range batch {
		if why, err := r.proved(b, next, list); err != nil || why != (diag.Text{}) {
			return why, err
		}
	}
	for _, b := range batch {
		if err := r.note(b); err != nil {
			return why, err
		}
	}
	r.now, r.list = next, list
	return diag.Text{}, nil
}

var (
	stays   = diag.T("照着改了，问题还在", "the problem is still there afterwards")
	another = diag.T("照着改了会出新的错：%s", "it would make another error: %s")
	others  = diag.T("照着改了，别处的内容会变", "something else would change its meaning")
)

// proved says why the repairs of a file do not stand the proof; nothing when they do.
func (r *rounds) proved(b ofFile, next *overlay, list diag.List) (why diag.Text, err error) {
	before, err := r.now.read(b.name)
	if err != nil {
		return why, err
	}
	was := textOf(b.name, before)
	edits := b.edits()
	m := newMoved(was, edits)
	for _, p := range b.problems {
		if stillTold(list, p, m) {
			return stays, nil
		}
	}
	if edits == nil {
		if b.problems[0].Repair.Rename != "" {
			return why, nil // what was not read is read now
		}
		return r.errorsOf(list.Besides(r.list)), nil
	}
	after, err := next.read(b.name)
	if err != nil {
		return why, err
	}
	if !keepsValues(b.name, was, textOf(b.name, after), edits) {
		return others, nil
	}
	if unread(b.name, before) || slices.ContainsFunc(b.problems, func(p diag.Problem) bool { return hiding[p.What.Code] }) {
		return why, nil
	}
	hidden := slices.ContainsFunc(b.problems, func(p diag.Problem) bool { return p.Severity == diag.Error })
	return r.errorsOf(slices.DeleteFunc(list.Besides(r.list), func(p diag.Problem) bool {
		return p.Place.File == b.name && (m.touched[p.Place.Line] || p.Place.Line == 0) || hidden && p.Place.File != b.name || tooMany(r.list, b.name)
	})), nil
}

// hiding are the codes of faults that keep all lines below them from being read as what they are.
var hiding = map[string]bool{"KEY-HEADER-MISSING": true, "TOML-HEADER-BARE": true, "TOML-HEADER-BRACKET": true, "TOML-BRACKET-WRONG": true, "TOML-BRACKET-UNCLOSED": true, "TOML-BRACE-UNCLOSED": true}

// tooMany reports whether a file has more problems than are listed.
func tooMany(list diag.List, name string) bool {
	return slices.ContainsFunc(list, func(p diag.Problem) bool {
		return p.Place.File == name && (p.What.Code == "TOML-PROBLEMS-MANY" || p.What.Code == "TEXT-PROBLEMS-MANY" || p.What.Code == "FILE-PROBLEMS-LINE")
	})
}

// errorsOf says what the first error of a list is.
func (r *rounds) errorsOf(list diag.List) diag.Text {
	for _, p := range list {
		if p.Severity == diag.Error {
			return another.With(p.What)
		}
	}
	return diag.Text{}
}

// stillTold reports whether a problem is told in its place after the edits.
func stillTold(list diag.List, p diag.Problem, m *moved) bool {
	first, second := m.after(p.Place.Line)
	if p.Place.Line == 0 {
		first, second = 0, 0
	}
	return slices.ContainsFunc(list, func(q diag.Problem) bool {
		return q.Place.File == p.Place.File && q.What == p.What && q.Place.Column == p.Place.Column && (q.Place.Line == first || q.Place.Line == second)
	})
}

// note takes the repairs of a file, which are proved, into the plan.
func (r *rounds) note(b ofFile) error {
	raw, err := r.now.read(b.name)
	if err != nil {
		return err
	}
	text := textOf(b.name, raw)
	for _, p := range b.problems {
		done := Repaired{Problem: r.onDisk(p)}
		switch fix := p.Repair; {
		case fix.Rename != "":
			done.Note = diag.T("改名为 %s", "renamed %s").With(fix.Rename)
			r.names[fix.Rename] = cmp.Or(r.names[b.name], b.name)
		case fix.Delete != "":
			done.Note = diag.T("删去这个副本，留下 %s", "this copy deleted; %s stays").With(fix.Delete)
		case fix.UTF8:
			done.Note = diag.T("文字不变，另存为 UTF-8", "the same words, saved as UTF-8")
		default:
			done.Lines = linesOf(text, fix.Edits)
		}
		r.Repaired = append(r.Repaired, done)
	}
	if edits := b.edits(); edits != nil {
		r.moved[b.name] = append(r.moved[b.name], newMoved(text, edits))
	}
	return nil
}

// onDisk returns a problem with the line of the file as it is on the disk.
func (r *rounds) onDisk(p diag.Problem) diag.Problem {
	if p.Place.Line > 0 {
		for _, m := range slices.Backward(r.moved[p.Place.File]) {
			p.Place.Line = m.before(p.Place.Line)
		}
	}
	p.Place.File = cmp.Or(r.names[p.Place.File], p.Place.File)
	return p
}

// change makes the plan's change of what has come of the rounds.
func (r *rounds) change() error {
	for _, name := range slices.Sorted(maps.Keys(r.now.changed)) {
		before, err := r.now.original(name)
		if err != nil {
			return err
		}
		after := r.now.changed[name]
		if before == nil && after == nil || before != nil && after != nil && string(before) == string(after) {
			continue
		}
		r.Change.Files = append(r.Change.Files, edit.FileChange{Path: name, Before: before, After: after})
	}
	r.Change.What = what(r.Repaired, len(r.Change.Files))
	return nil
}

// what says the change as one sentence.
func what(done []Repaired, files int) diag.Text {
	if len(done) == 1 {
		p := done[0].Problem
		return diag.T("改好了 %s 的一个问题：%s", "put right in %s: %s").With(p.Place.File, p.What)
	}
	return diag.T("照提示改好了 %d 个文件里的 %d 个问题", "put right %[2]d problems in %[1]d files, as the messages say").With(files, len(done))
}
