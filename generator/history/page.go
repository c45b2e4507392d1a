package history

import "slices"

// Page returns the entries that are wanted, the newest first: those before the entry of a name (""
// for all), so many at most, and whether there are more. It reads no more of them than it
// must, so that a page of the newest costs the same after ten years.
func (s *Store) Page(most int, before string, want func(Entry) bool) (list []Entry, more bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.load(); err != nil {
		return nil, false, err
	}
	err = s.back(func(e *Entry) bool {
		switch {
		case before != "" && e.ID >= before || !want(*e):
		case len(list) == most:
			more = true
		default:
			list = append(list, *e)
		}
		return !more
	}, func() { list, more = nil, false })
	return list, more, err
}

// Stands reports of each entry whether all of its files are still as the entry left them, as far as the history
// knows: what another program changed since the last event, Undo will find. Entries that are shown together are asked about together, since
// the folder is looked through for each question.
func (s *Store) Stands(entries ...Entry) []bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	stand := make([]bool, len(entries))
	if s.load() != nil {
		return stand
	}
	for i, e := range entries {
		stand[i] = !slices.ContainsFunc(e.Files, func(f File) bool { return s.index.last[f.Path].sum != f.After })
	}
	return stand
}
