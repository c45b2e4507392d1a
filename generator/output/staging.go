package output

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path"
	"sync"
)

// staging is where a run puts its new files. It keeps the folders open that it has made:
// a path is otherwise walked anew for each of ten thousand files. It may be used from
// many goroutines.
type staging struct {
	disk
	mu      sync.Mutex
	folders map[string]*os.Root // by name in the output folder
}

func (f *folder) staging() *staging {
	return &staging{disk: f.disk, folders: map[string]*os.Root{}}
}

// close closes the folders: Windows moves and removes none that is open.
func (s *staging) close() {
	for _, root := range s.folders {
		root.Close()
	}
}

func (s *staging) folder(name string) (*os.Root, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if root := s.folders[name]; root != nil {
		return root, nil
	}
	if err := s.mkdir(name); err != nil {
		return nil, err
	}
	place, rest := s.at(name)
	root, err := place.OpenRoot(rest)
	if err != nil {
		return nil, err
	}
	s.folders[name] = root
	return root, nil
}

// add writes a new file. Where the system can flush many at once, that is left to settle.
func (s *staging) add(name string, data []byte) error {
	to := path.Join(stageFolder, name)
	root, err := s.folder(path.Dir(to))
	if err != nil {
		return err
	}
	return s.do("create", to, func() error { return write1(root, path.Base(to), data, s.ended) })
}

// pour is add for what is read from r. Only the making of the file is tried again while
// another program is in the way: nothing can be read twice.
func (s *staging) pour(name string, r io.Reader) error {
	to := path.Join(stageFolder, name)
	root, err := s.folder(path.Dir(to))
	if err != nil {
		return err
	}
	var f *os.File
	err = s.do("create", to, func() (err error) {
		f, err = root.OpenFile(path.Base(to), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
		return err
	})
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(f, 128<<10) // what is made while it is read comes in rows
	_, err = io.Copy(b, r)
	if err == nil {
		err = b.Flush()
	}
	if err == nil {
		err = s.ended(f)
	}
	return errors.Join(err, f.Close())
}

// ended is called when a file is written.
func (s *staging) ended(f *os.File) error {
	if settlesLater {
		return nil
	}
	return s.flush(f)
}

// fewFiles is up to how many files are flushed one by one. A barrier also waits for what
// other programs have written to that disk, so it should not be had for one changed page.
const fewFiles = 32

// settle makes sure that the staged files are on the disk, and reports whether the
// folders are too.
func (f *folder) settle(steps []step) (folders bool, err error) {
	if !settlesLater || f.before != nil {
		return false, nil
	}
	var names []string
	for _, s := range steps {
		if s.kind != stepOut {
			names = append(names, path.Join(stageFolder, s.name))
		}
	}
	if len(names) > fewFiles && barrier(f.lock) == nil {
		return true, nil
	}
	for _, name := range names {
		if err := f.settle1(name); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (f *folder) settle1(name string) error {
	file, err := f.openFile(name)
	if err != nil {
		return err
	}
	return errors.Join(f.flush(file), file.Close())
}
