package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"

	"kepu/generator/filelist"
)

// Outcome says what was found of a run that did not come to its end.
type Outcome int

const (
	Clean     Outcome = iota // nothing
	Cleared                  // what it had prepared, or not cleaned up, was removed; the tree itself was whole
	Completed                // it had begun: the swap was finished, the new tree stands
	TakenBack                // it was being taken back: that was finished, the old tree stands
	Mixed                    // how far it had come cannot be told any more: the next Write makes the tree whole
)

// Recover brings the folder to rest after a run that was killed. It does nothing in a
// folder that doesn't exist or isn't ours. The error is ErrBusy when a run is at work there.
func Recover(dir string) (Outcome, error) { return recoverIn(dir, nil) }

func recoverIn(dir string, before hook) (Outcome, error) {
	if _, err := os.Lstat(dir); err != nil || !unfinished(dir) {
		return Clean, nil
	}
	f, err := open(dir, before)
	if err != nil {
		return Clean, fmt.Errorf("open output folder %s: %w", dir, err)
	}
	defer func() { f.close(err == nil) }()
	o, err := f.recover()
	if err != nil {
		return o, fmt.Errorf("finish the last run in %s: %w", dir, err)
	}
	return o, nil
}

// Unfinished reports whether a run in dir was killed, so that Recover has something to look after. It changes nothing. The
// error is ErrBusy when a run is at work there.
func Unfinished(dir string) (bool, error) {
	if _, err := os.Lstat(dir); err != nil {
		return false, nil
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false, err
	}
	for _, name := range []string{filepath.Join(beside(abs), path.Base(lockFile)), filepath.Join(abs, filepath.FromSlash(lockFile))} {
		if _, err := os.Lstat(name); err != nil {
			continue // no run has been
		}
		release, err := Lock(name)
		if err != nil {
			return false, err
		}
		release()
	}
	return unfinished(dir), nil
}

func (f *folder) recover() (Outcome, error) {
	for _, j := range []struct {
		file    string
		finish  func([]step) error
		outcome Outcome
	}{
		{journalBack, f.back, TakenBack},
		{journalFile, f.forward, Completed},
	} {
		text, err := f.readFile(j.file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return Clean, err
		}
		plan, err := decodeJournal(text)
		if err != nil {
			return Mixed, f.giveUp(j.file)
		}
		list, err := f.readFile(manifestFile)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Clean, err
		}
		if !plan.about(list) {
			return Cleared, errors.Join(f.remove(j.file), f.clear())
		}
		return j.outcome, j.finish(plan.steps)
	}
	for _, name := range []string{stageFolder, oldFolder, journalNew} {
		there, err := f.exists(name)
		if err != nil {
			return Clean, err
		}
		if there {
			return Cleared, f.clear()
		}
	}
	return f.recovered, nil
}

// giveUp ends a run whose journal is damaged. Where its files are cannot be told from
// the journal, but what it moved in is known by the list that it had staged: it is noted
// in the list, so that the next run takes it for ours and puts all right.
func (f *folder) giveUp(journal string) error {
	last, err := f.manifest()
	if err != nil {
		return err
	}
	known := maps.Clone(last)
	buffer := make([]byte, 32<<10)
	for _, name := range []string{manifestFile, formerList} {
		text, _ := f.readFile(path.Join(stageFolder, name))
		staged, err := filelist.Decode(text)
		if err != nil {
			continue // nothing is taken for ours by the word of a list that is not whole
		}
		for n, sum := range staged {
			if f.is(n, sum, buffer) {
				known[n] = sum
			}
		}
	}
	if last != nil && !maps.Equal(known, last) {
		if err := f.create(manifestNew, known.Encode()); err != nil {
			return err
		}
		if err := f.rename(manifestNew, manifestFile); err != nil {
			return err
		}
	}
	return errors.Join(f.remove(journal), f.clear())
}
