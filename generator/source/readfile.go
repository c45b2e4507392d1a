package source

import (
	"io"
	"io/fs"
)

// ReadFile reads a file of content, but of one that is too large no more than shows that:
// its size is asked first, so that a film among the photos fills no memory.
func ReadFile(content fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(content, name)
	if err != nil {
		return nil, err
	}
	enough := enough(name)
	if info.Size() < enough {
		return fs.ReadFile(content, name)
	}
	f, err := content.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, enough))
}

// enough returns how many bytes show that a file is too large.
func enough(name string) int64 {
	switch s := SectionOf(name); s {
	case Boundaries, WaterFile:
		return int64(mapLimit(s)) + 1
	case OtherFile:
		most, _ := sizeLimit(name)
		return most + 1
	}
	return int64(textLimit(name)) + 1
}
