package history

import "strings"

// Lasting reports whether a file of the history's folder, by its name, is worth copying with it: the
// others are made anew.
func Lasting(name string) bool {
	id, whole := strings.CutSuffix(name, ending)
	id, apart := strings.CutSuffix(id, aside)
	return (whole || apart) && isID(id) || name == markFile || name == sizeFile
}

// Unended reports whether a file of the history's folder, by its name, is of a change that has not come to its
// end: that is being written, or was cut off and waits for the next run (Recover).
func Unended(name string) bool {
	id, is := strings.CutSuffix(name, pending)
	return is && isID(id)
}

// Aside reports whether a file of the history's folder, by its name, holds what could not be written to the end.
func Aside(name string) bool {
	id, is := strings.CutSuffix(name, aside)
	return is && isID(id)
}
