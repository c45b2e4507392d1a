package doctor

import (
	"errors"
	"fmt"
	"path/filepath"

	"kepu/generator/diag"
)

// home is the folder that holds the content: the site goes there, and the program often lies there.
func (p *patient) home() string { return existing(filepath.Dir(p.Content)) }

func (p *patient) volume() {
	v := p.Volume(p.home())
	switch {
	case v.Place == Network:
		p.odd(diag.M("DOCTOR-NETWORK", "内容在网络盘上：%s；网断了写不进去，也慢一些", "the content is on a network drive: %s; without the network nothing can be written, and it is slower").With(p.Content),
			diag.T("可以用；每天用 kepu backup 抄一份到这台电脑上", "it works; copy it to this machine with kepu backup every day"))
	case v.Place == Memory:
		p.hinders(diag.M("DOCTOR-MEMORY", "内容在内存里，关机就没有了：%s", "the content is in memory, and gone when the machine is turned off: %s").With(p.Content),
			diag.T("把整个文件夹复制到硬盘上", "copy the whole folder to a disk"))
	case v.Place == Removable:
		p.odd(diag.M("DOCTOR-STICK", "内容在 U 盘上：%s；没写完就拔会坏", "the content is on a stick: %s; pulled out too early it is damaged").With(p.Content),
			diag.T("拔以前先“安全弹出”；另外用 kepu backup 抄一份到电脑上", "eject it before you pull it out, and copy it to the machine with kepu backup"))
	}
	if v.FAT() {
		p.note(diag.M("DOCTOR-FAT", "这个磁盘是 %s 格式：文件名不分大小写，没有链接，文件的时间只准到 2 秒", "this disk has the format %s: letters of names count the same in both cases, there are no links, and times of files are right to 2 s").With(v.System),
			diag.T("写内容不要紧；要留历次发布的，发布到别的盘上", "for writing it is all right; publish to another disk where past publications are to be kept"))
	}
}

func (p *patient) permission() {
	home := p.home()
	if v := p.Volume(home); v.ReadOnly || v.Place == Disc {
		p.hinders(diag.M("DOCTOR-READ-ONLY", "这个磁盘只能读，不能写：%s", "this disk can only be read: %s").With(home),
			diag.T("把整个文件夹复制到电脑的硬盘上，从那里打开", "copy the whole folder to the machine's disk, and open it there"))
		return
	}
	for _, dir := range []string{existing(p.Content), home} {
		if errors.Is(p.MayAdd(dir), ErrBarred) {
			p.hinders(diag.M("DOCTOR-PERMISSION", "这个文件夹不让您写：%s", "you must not write into this folder: %s").With(dir),
				diag.T("换一个自己能写的文件夹，例如 D:\\科普；或者请管理这台电脑的人给您写的权限", `use a folder that is yours, such as D:\kepu, or ask who looks after this machine for permission`))
			return
		}
	}
}

// What a disk should have left. A site of a city's size takes some tens of megabytes and a few thousand files, twice while it is replaced.
const (
	scarce, little           = 50 << 20, 500 << 20
	scarceFiles, littleFiles = 500, 10_000
)

func (p *patient) space() {
	v := p.Volume(p.home())
	low, hinders := diag.Text{}, false
	switch {
	case v.Free.Known && v.Free.N < little:
		low, hinders = diag.M("DOCTOR-SPACE", "磁盘快满了，只剩 %s：%s", "the disk is nearly full, %s are left: %s").With(Size(v.Free.N), p.home()), v.Free.N < scarce
	case v.FreeFiles.Known && v.FreeFiles.N < littleFiles:
		low, hinders = diag.M("DOCTOR-INODES", "磁盘还有空，但只能再放 %d 个文件：%s", "the disk has room, but for %d more files only: %s").With(v.FreeFiles.N, p.home()), v.FreeFiles.N < scarceFiles
	default:
		return
	}
	mend := diag.T("删掉用不着的，或者把整个文件夹移到有空的磁盘上", "delete what nobody needs, or move the whole folder to a disk with room")
	if hinders {
		p.hinders(low, mend)
	} else {
		p.odd(low, mend)
	}
}

// Size writes a number of bytes for people.
func Size(n uint64) string {
	if n >= 1<<30 {
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	}
	return fmt.Sprintf("%.0f MB", float64(n)/(1<<20))
}
