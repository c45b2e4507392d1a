package output

import (
	"errors"
	"path"
	"slices"
)

// swap carries out the steps, or none of them when one fails.
func (f *folder) swap(j journal) error {
	steps := j.steps
	if len(steps) == 0 {
		return nil
	}
	if err := f.begin(j); err != nil {
		if f.remove(journalFile) == nil {
			f.clear() // not while a journal stands that needs it
		}
		return err
	}
	failed := f.forward(steps)
	if failed == nil {
		return nil
	}
	if err := f.rename(journalFile, journalBack); err != nil {
		return errors.Join(failed, ErrHalfway, err)
	}
	// From here on the old tree is the aim. That this is not certain to be on the disk is no
	// reason not to go there.
	unsure := f.sync(map[string]bool{own: true})
	touched := map[string]bool{}
	if err := f.undo(steps, touched); err != nil {
		return errors.Join(failed, ErrHalfway, err)
	}
	if err := f.end(journalBack, touched); err != nil {
		return errors.Join(failed, err) // the old tree stands, and so does the journal until that is certain
	}
	return errors.Join(failed, unsure)
}

// begin writes the journal once all that it names is safe on the disk.
func (f *folder) begin(j journal) error {
	settled, err := f.settle(j.steps)
	if err != nil {
		return err
	}
	folders := map[string]bool{".": f.first}
	for _, s := range j.steps {
		if settled {
			break
		}
		for top, used := range map[string]bool{stageFolder: s.kind != stepOut, oldFolder: s.kind != stepIn} {
			if !used {
				continue
			}
			for d := path.Join(top, path.Dir(s.name)); d != "."; d = path.Dir(d) {
				folders[d] = true
			}
		}
	}
	if err := f.sync(folders); err != nil {
		return err
	}
	if err := f.create(journalNew, j.encode()); err != nil {
		return err
	}
	if err := f.rename(journalNew, journalFile); err != nil {
		return err
	}
	return f.sync(map[string]bool{own: true})
}

// forward does the steps that are not done yet, makes that lasting, and ends the run.
func (f *folder) forward(steps []step) error {
	touched := map[string]bool{}
	for _, s := range steps {
		if err := f.do1(s, touched); err != nil {
			return err
		}
	}
	return f.end(journalFile, touched)
}

func (f *folder) do1(s step, touched map[string]bool) error {
	staged, kept := path.Join(stageFolder, s.name), path.Join(oldFolder, s.name)
	switch s.kind {
	case stepIn, stepOver:
		waits, err := f.exists(staged)
		if err != nil || !waits {
			return err
		}
		if s.kind == stepIn {
			// A folder that was left empty by a run that broke off is in nobody's way but this.
			if empty, err := f.empty(s.name); err == nil && empty {
				if err := f.remove(s.name); err != nil {
					return err
				}
				delete(touched, s.name)
			}
		}
		return f.move(staged, s.name, touched)
	default:
		left, err := f.exists(kept)
		if err != nil {
			return err
		}
		there, err := f.exists(s.name)
		if err != nil {
			return err
		}
		if there && !left {
			if err := f.move(s.name, kept, touched); err != nil {
				return err
			}
		}
		return f.leave(s.name, touched)
	}
}

// back takes back the steps that are done, and ends the run.
func (f *folder) back(steps []step) error {
	touched := map[string]bool{}
	if err := f.undo(steps, touched); err != nil {
		return err
	}
	return f.end(journalBack, touched)
}

// undo takes back the steps that are done, the last one first.
func (f *folder) undo(steps []step, touched map[string]bool) error {
	for _, s := range slices.Backward(steps) {
		if err := f.undo1(s, touched); err != nil {
			return err
		}
	}
	return nil
}

// undo1 takes a step back, if it was done. A step was not done while its staged file still
// waits: what stands in its place may be the very file that stopped the swap.
func (f *folder) undo1(s step, touched map[string]bool) error {
	staged, kept := path.Join(stageFolder, s.name), path.Join(oldFolder, s.name)
	if s.kind != stepOut {
		if waits, err := f.exists(staged); err != nil || waits {
			f.leave(s.name, touched) // a folder that was made for it
			return err
		}
	}
	from, to := kept, s.name
	if s.kind == stepIn {
		from, to = s.name, staged
	}
	there, err := f.exists(from)
	if err != nil || !there {
		return err
	}
	if err := f.move(from, to, touched); err != nil {
		return err
	}
	if s.kind == stepIn {
		f.leave(s.name, touched) // an empty folder too many breaks nothing
	}
	return nil
}

// move renames, and makes the folder that the file goes to.
func (f *folder) move(from, to string, touched map[string]bool) error {
	for _, d := range []string{path.Dir(from), path.Dir(to)} {
		if !touched[d] {
			if err := f.mkdir(d); err != nil {
				return err
			}
			touched[d] = true
		}
	}
	return f.rename(from, to)
}

// leave removes the folders that a file has left empty.
func (f *folder) leave(name string, touched map[string]bool) error {
	for d := path.Dir(name); d != "."; d = path.Dir(d) {
		delete(touched, d) // it may have to be made again
	}
	touched["."] = true
	return f.prune(path.Dir(name))
}

// end makes all moves lasting, and then the journal goes. From there on the new
// state stands, and what cannot be cleaned up now is cleaned up by the next run.
func (f *folder) end(journal string, touched map[string]bool) error {
	for d := range touched {
		touched["."] = true
		for d = path.Dir(d); d != "." && !touched[d]; d = path.Dir(d) {
			touched[d] = true
		}
	}
	if err := f.sync(touched); err != nil {
		return err
	}
	if f.remove(journal) != nil {
		return nil // the next run finds every step done
	}
	f.sync(map[string]bool{own: true})
	f.clear()
	return nil
}
