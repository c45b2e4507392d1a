//go:build unix

package doctor

import (
	"errors"

	"golang.org/x/sys/unix"
)

func (this) MayAdd(dir string) error { return barred(unix.Access(dir, unix.W_OK|unix.X_OK)) }

// MayChange knows no ErrHeld: here no program keeps others from a file.
func (this) MayChange(name string) error { return barred(unix.Access(name, unix.W_OK)) }

// barred tells of a disk that can only be read too; that disk is told by itself.
func barred(err error) error {
	if errors.Is(err, unix.EACCES) || errors.Is(err, unix.EPERM) {
		return ErrBarred
	}
	return err
}
