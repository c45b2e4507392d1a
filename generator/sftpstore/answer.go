package sftpstore

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/pkg/sftp"

	"kepu/generator/store"
)

// answer tells what an error of the library means for a store, and ends the connection of which it says that it is lost.
func (s *session) answer(err error) error {
	// Of the numbers above eight, the older protocol that all servers speak knows nothing; some say them all the same.
	const unsupported, writeProtect, noSpace, quota = 8, 12, 14, 15
	var status *sftp.StatusError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sftp.ErrSSHFxConnectionLost):
		s.ssh.Close()
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", store.ErrDenied, err)
	case errors.As(err, &status):
		switch status.Code {
		case unsupported:
			return fmt.Errorf("%w: %w", store.ErrUnsupported, err)
		case writeProtect:
			return fmt.Errorf("%w: %w", store.ErrDenied, err)
		case noSpace, quota:
			return fmt.Errorf("%w: %w", store.ErrFull, err)
		}
	}
	return err
}

// failed reports whether the server says no more than that it failed, as it does where it has no number for the reason.
func failed(err error) bool {
	const failure, badMessage = 4, 5
	status, ok := errors.AsType[*sftp.StatusError](err)
	return ok && (status.Code == failure || status.Code == badMessage)
}

// there makes fs.ErrExist of a failure where something has the name, and asks the disk where nothing has.
func (s *session) there(err error, name string) error {
	if !failed(err) {
		return err
	}
	if _, err2 := s.sftp.Lstat(s.path(name)); err2 == nil {
		return fmt.Errorf("%s: %w: %w", name, fs.ErrExist, err)
	}
	return s.room(err, 1)
}

// room makes store.ErrFull or store.ErrDenied of a failure where the disk has not that many bytes left, or takes none at all.
func (s *session) room(err error, bytes int64) error {
	if !failed(err) || !s.has("statvfs@openssh.com") {
		return err
	}
	const readOnly = 1
	v, err2 := s.sftp.StatVFS(s.root)
	switch {
	case err2 != nil:
		return err
	case v.Flag&readOnly != 0:
		return fmt.Errorf("%w: the disk may only be read: %w", store.ErrDenied, err)
	case v.Bavail*v.Frsize < uint64(bytes) || v.Favail == 0 && v.Files > 0:
		return fmt.Errorf("%w: %w", store.ErrFull, err)
	}
	return err
}

// unexplained reports whether the server has failed for a reason that there and room have not found.
func unexplained(err error) bool {
	return failed(err) && !errors.Is(err, fs.ErrExist) && !errors.Is(err, store.ErrFull) && !errors.Is(err, store.ErrDenied)
}
