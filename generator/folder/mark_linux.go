package folder

import (
	"io/fs"
	"syscall"
)

// identify fills in what Linux knows of a file besides size and time.
func (m *Mark) identify(info fs.FileInfo) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return
	}
	m.device, m.number = s.Dev, s.Ino
	if !m.Folder {
		m.changed = s.Ctim.Nano()
	}
}

// fileSystems are those whose ctime is honest, by their magic numbers
// (statfs(2)). FAT derives it from the time of writing; FUSE, NFS, SMB and 9p pass on
// what somebody else says.
var fileSystems = map[int64]bool{
	0xef53:     true, // ext2, ext3, ext4
	0x58465342: true, // XFS
	0x9123683e: true, // Btrfs
	0xf2f52010: true, // F2FS
	0x01021994: true, // tmpfs
	0x794c7630: true, // overlayfs
	0x2fc12fc1: true, // ZFS
}

// KeepsChangeTime reports whether marks of files at path mean something: whether the file
// system keeps the time of the last change, which no program can set.
func KeepsChangeTime(path string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(path, &s) == nil && fileSystems[int64(s.Type)]
}
