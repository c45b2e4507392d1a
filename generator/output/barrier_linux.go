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
