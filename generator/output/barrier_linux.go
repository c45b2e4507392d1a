package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// settlesLater says that staged files are flushed when all are written. Flushing ten
// thousand one by one takes ten seconds on a disk, and one barrier for all of them one.
const settlesLater = true

// barrier has the system put all on the disk that was written to the file system that
// the file is on. Since Linux 5.8 it tells of writes that failed, as fsync does.
func barrier(f *os.File) error { return unix.Syncfs(int(f.Fd())) }

// oneMount reports whether the two folders are reached by one mount: a part of a disk may
// be mounted a second time, and then nothing can be renamed into it either. Systems
// before Linux 5.8 don't tell.
func oneMount(a, b string) bool {
	id := func(name string) (uint64, bool) {
		var s unix.Statx_t
		err := unix.Statx(unix.AT_FDCWD, name, 0, unix.STATX_MNT_ID, &s)
		return s.Mnt_id, err == nil && s.Mask&unix.STATX_MNT_ID != 0
	}
	x, ok := id(a)
	y, ok2 := id(b)
	return !ok || !ok2 || x == y
}

// nameless makes a file that has no name yet, for the folder.
func nameless(dir string) (*os.File, error) {
	fd, err := unix.Open(dir, unix.O_TMPFILE|unix.O_WRONLY|unix.O_CLOEXEC, 0o644)
	if err != nil {
		return nil, err
	}
	f := os.NewFile(uintptr(fd), dir)
	if _, err := os.Stat(handle(f)); err != nil { // a system without /proc: it could be given none
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// giveName gives such a file its name.
func giveName(f *os.File, name string) error {
	err := unix.Linkat(unix.AT_FDCWD, handle(f), unix.AT_FDCWD, name, unix.AT_SYMLINK_FOLLOW)
	if err != nil {
		return &fs.PathError{Op: "create", Path: name, Err: err}
	}
	return nil
}

func handle(f *os.File) string { return fmt.Sprintf("/proc/self/fd/%d", f.Fd()) }
