//go:build !linux

package folder

import "io/fs"

// Windows tells the time of the last change only of open files, which costs as much
// as reading small ones. So files are read.
func (m *Mark) identify(fs.FileInfo) {}

// KeepsChangeTime reports whether marks of files at path mean something.
func KeepsChangeTime(string) bool { return false }
