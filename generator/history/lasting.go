package history

import "strings"

// Lasting reports whether a file of the history's folder, by its name, is worth copying with it: the
// others are made anew.
func Lasting(name string) bool {
	id, whole := strings.CutSuffix(name, ending)
	id, apart := strings.CutSuffix(id, aside)
	return (whole || apart) && isID(id) || name == markFile || name == sizeFile
}
