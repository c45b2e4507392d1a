package doctor

import (
	"errors"
	"path/filepath"

	"golang.org/x/sys/windows"
)

func (this) Volume(dir string) (v Volume) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return v
	}
	name, err := windows.UTF16PtrFromString(abs)
	if err != nil {
		return v
	}
	if windows.GetDiskFreeSpaceEx(name, &v.Free.N, nil, nil) == nil {
		v.Free.Known = true
	}
	root := make([]uint16, len(abs)+windows.MAX_PATH)
	if windows.GetVolumePathName(name, &root[0], uint32(len(root))) != nil {
		return v
	}
	switch windows.GetDriveType(&root[0]) {
	case windows.DRIVE_REMOVABLE:
		v.Place = Removable
	case windows.DRIVE_REMOTE:
		v.Place = Network
	case windows.DRIVE_CDROM:
		v.Place = Disc
	case windows.DRIVE_RAMDISK:
		v.Place = Memory
	}
	var flags uint32
	system := make([]uint16, windows.MAX_PATH+1)
	if windows.GetVolumeInformation(&root[0], nil, 0, nil, nil, &flags, &system[0], uint32(len(system))) == nil {
		v.System, v.ReadOnly = windows.UTF16ToString(system), flags&windows.FILE_READ_ONLY_VOLUME != 0
	}
	return v
}

// MayAdd opens the folder for adding files, which adds none.
func (this) MayAdd(dir string) error {
	const addFile = 2 // FILE_ADD_FILE
	return open(dir, addFile, windows.FILE_FLAG_BACKUP_SEMANTICS)
}

// MayChange opens the file as somebody does who writes over it and gives it another name.
func (this) MayChange(name string) error {
	return open(name, windows.GENERIC_WRITE|windows.DELETE, windows.FILE_ATTRIBUTE_NORMAL)
}

// open opens what is there with that access, and closes it again. Others may do with it meanwhile what they like.
func open(name string, access, flags uint32) error {
	abs, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	if len(abs) > windows.MAX_PATH-12 { // longer ones need another spelling, which knows no slashes and no dots
		abs = `\\?\` + abs
	}
	path, err := windows.UTF16PtrFromString(abs)
	if err != nil {
		return err
	}
	const share = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	h, err := windows.CreateFile(path, access, share, nil, windows.OPEN_EXISTING, flags, 0)
	switch {
	case err == nil:
		return windows.CloseHandle(h)
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION):
		return ErrHeld
	case errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_WRITE_PROTECT):
		return ErrBarred
	}
	return err
}
