//go:build !linux

package folder

import "io/fs"

// Windows tells the time of the last change only of open files, which costs as much
// as reading small ones. So files are read.
func (m *Mark) identify(fs.FileInfo) {}

func honest(string) bool { return false }
