package output

import (
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
