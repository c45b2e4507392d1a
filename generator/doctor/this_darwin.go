package doctor

import "golang.org/x/sys/unix"

func (this) Volume(dir string) Volume {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return Volume{}
	}
	v := Volume{
		System: unix.ByteSliceToString(s.Fstypename[:]), ReadOnly: s.Flags&unix.MNT_RDONLY != 0,
		Free: Amount{s.Bavail * uint64(s.Bsize), true}, // APFS makes files as long as there is room
	}
	switch v.System {
	case "apfs":
		v.System = "APFS"
	case "msdos":
		v.System, v.Place = "FAT", Removable
	case "exfat":
		v.System, v.Place = "exFAT", Removable
	case "cd9660", "udf":
		v.Place = Disc
	case "smbfs", "nfs", "afpfs", "webdav":
		v.Place = Network
	}
	return v
}
