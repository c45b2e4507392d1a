package doctor

import "golang.org/x/sys/unix"

// systems are the file systems that people meet, by their magic numbers (statfs(2)).
var systems = map[int64]struct {
	name  string
	place Place
}{
	0xef53:     {"ext4", Inside}, // or ext2, ext3
	0x58465342: {"XFS", Inside},
	0x9123683e: {"Btrfs", Inside},
	0xf2f52010: {"F2FS", Inside},
	0x2fc12fc1: {"ZFS", Inside},
	0x794c7630: {"overlay", Inside},
	0x5346544e: {"NTFS", Inside},
	0x7366746e: {"NTFS", Inside},
	0x4d44:     {"FAT", Removable},
	0x2011bab0: {"exFAT", Removable},
	0x9660:     {"ISO 9660", Disc},
	0x15013346: {"UDF", Disc},
	0x01021994: {"tmpfs", Memory},
	0x858458f6: {"ramfs", Memory},
	0x6969:     {"NFS", Network},
	0x517b:     {"SMB", Network},
	0xfe534d42: {"SMB", Network},
	0xff534d42: {"SMB", Network},
	0x01021997: {"9p", Network},
}

func (this) Volume(dir string) Volume {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return Volume{}
	}
	of := systems[int64(s.Type)]
	return Volume{
		System: of.name, Place: of.place, ReadOnly: s.Flags&unix.ST_RDONLY != 0,
		Free:      Amount{s.Bavail * uint64(s.Bsize), true},
		FreeFiles: Amount{s.Ffree, s.Files > 0}, // Btrfs and FAT say 0 of 0
	}
}
