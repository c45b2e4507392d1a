package output

import "path/filepath"

// Overlaps reports whether a folder, which need not exist, is another, lies in it or holds it, as the
// disk knows them.
func Overlaps(dir, other string) (bool, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false, err
	}
	at, err := chain(abs)
	if err != nil {
		return false, err
	}
	return at.holds(other) || at.within(other), nil
}
