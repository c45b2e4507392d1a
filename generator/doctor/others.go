package doctor

import (
	"encoding/binary"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/output"
	"kepu/generator/presence"
)

func (p *patient) desks() {
	for _, d := range presence.Seen(p.Content, p.Now()) {
		where := diag.T("另一台电脑", "another machine")
		switch {
		case d.Here:
			where = diag.T("这台电脑", "this machine")
		case d.Machine != "":
			where = diag.T("电脑 %s ", "the machine %s").With(d.Machine)
		}
		since := d.Since.In(p.Now().Location()).Format(time.DateTime)
		p.odd(diag.M("DOCTOR-DESK", "%s上还开着一个桌面，是 %s 打开的", "on %s a desk is open, since %s").With(where, since),
			diag.T("可以一起用，两边改了同一处会先问；不用的那个，关上它的黑窗口", "both may be used, and what both changed is asked about; close the window of the one that is not needed"))
	}
}

func (p *patient) builds() {
	unfinished, err := output.Unfinished(p.Out)
	switch {
	case errors.Is(err, output.ErrBusy):
		p.odd(diag.M("DOCTOR-BUSY", "另一个 kepu 正在写 %s", "another kepu is writing to %s").With(p.Out), diag.T("等它写完", "wait until it has ended"))
	case err == nil && unfinished:
		p.odd(diag.M("DOCTOR-UNFINISHED", "上次生成 %s 的时候被打断了", "the last build of %s was cut off").With(p.Out),
			diag.T("运行一次 kepu build，会自动接着做完", "run kepu build: it completes what was begun"))
	}
}

// opened finds the small files that Word, Excel, WPS, LibreOffice and vim leave beside what they have open.
func (p *patient) opened() {
	for _, f := range p.listed.all {
		name, who := p.openedBy(f)
		if name == "" {
			continue
		}
		what := diag.M("DOCTOR-OPEN", "别的程序正开着 %s", "another program has %s open").With(name)
		if who != "" {
			what = diag.M("DOCTOR-OPEN-BY", "%s正开着 %s", "%s has %s open").With(who, name)
		}
		p.odd(what, diag.T("改完了保存，关上它；没有人开着的，是上次没有正常关上，把 %s 删掉", "save and close it; if nobody has it open, a program ended badly: delete %s").With(path.Base(f)))
	}
}

// openedBy returns which file of the content another's file says is open, and by whom if that is told; "" where it is no such file.
func (p *patient) openedBy(f string) (name, who string) {
	dir, base := path.Split(f)
	if rest, ok := strings.CutPrefix(base, ".~lock."); ok && strings.HasSuffix(rest, "#") {
		return dir + strings.TrimSuffix(rest, "#"), libreOfficeOwner(p.start(f))
	}
	if rest, ok := strings.CutPrefix(base, ".~"); ok { // WPS
		return p.named(dir, rest), ""
	}
	if rest, ok := strings.CutPrefix(base, "~$"); ok {
		return p.named(dir, rest), wordOwner(p.start(f))
	}
	if rest, ok := strings.CutSuffix(base, ".swp"); ok && strings.HasPrefix(rest, ".") {
		return dir + rest[1:], ""
	}
	return "", ""
}

// named returns the file of which Office took the first two characters away to name its own, as it does with longer names.
func (p *patient) named(dir, rest string) string {
	for _, f := range p.listed.all {
		d, base := path.Split(f)
		if d != dir || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~") {
			continue
		}
		r := []rune(base)
		if base == rest || len(r) > 2 && string(r[2:]) == rest || len(r) > 1 && string(r[1:]) == rest {
			return f
		}
	}
	return dir + rest
}

// start returns what the first 512 bytes of a file are: more is none of an owner's.
func (p *patient) start(name string) []byte {
	f, err := os.Open(p.at(name))
	if err != nil {
		return nil // held: then it is open for certain, by whom is not known
	}
	defer f.Close()
	data := make([]byte, 512)
	n, _ := f.Read(data)
	return data[:n]
}

// wordOwner reads who has a text or workbook open from the file that Office keeps beside it: the name stands in it twice, in the
// code page of the machine behind its length, and from byte 54 (Excel: 55 …) on in UTF-16 behind its length.
func wordOwner(data []byte) string {
	for _, at := range []int{54, 55} {
		if len(data) < at+2 {
			continue
		}
		n := int(binary.LittleEndian.Uint16(data[at:]))
		if n == 0 || n > 52 || len(data) < at+2+2*n {
			continue
		}
		units := make([]uint16, n)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(data[at+2+2*i:])
		}
		if name := person(string(utf16.Decode(units))); name != "" {
			return name
		}
	}
	return ""
}

// libreOfficeOwner reads the same of LibreOffice: name,user,machine,time,profile;
func libreOfficeOwner(data []byte) string {
	fields := strings.Split(string(data), ",")
	for _, f := range fields[:min(2, len(fields))] {
		if name := person(f); name != "" {
			return name
		}
	}
	return ""
}

// person returns a name that can be shown, or "".
func person(name string) string {
	name = strings.TrimSpace(name)
	if !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == utf8.RuneError || r == 0x7F }) {
		return ""
	}
	return diag.Clip(name, 40)
}

// held opens each file that the program may have to change, as it would for that.
func (p *patient) held() {
	if p.listed.folder == nil {
		return
	}
	var held, barred []string
	for _, f := range slices.Concat(p.listed.folder.Files, p.listed.folder.Others) {
		switch err := p.MayChange(p.at(f)); {
		case errors.Is(err, ErrHeld):
			held = append(held, f)
		case errors.Is(err, ErrBarred):
			barred = append(barred, f)
		}
	}
	if len(held) > 0 {
		p.hinders(diag.M("DOCTOR-HELD", "有 %d 个文件被别的程序占着，现在改不了：%s", "another program holds files, %d, which cannot be changed now: %s").With(len(held), console.Few(held)),
			diag.T("关上打开它们的程序（Word、WPS、预览窗格、看图软件），等杀毒软件、同步软件忙完，再看一次", "close what has them open (an editor, a preview, a viewer), let virus scanners and cloud drives finish, and look again"))
	}
	if len(barred) > 0 {
		p.hinders(diag.M("DOCTOR-FILE-READ-ONLY", "有 %d 个文件只能读，改不了：%s", "files that can only be read, %d: %s").With(len(barred), console.Few(barred)),
			diag.T("在文件上按右键，选“属性”，去掉“只读”；去不掉的，请管理这台电脑的人给您写的权限", "take read-only off in the file's properties, or ask who looks after this machine for permission"))
	}
}

// unended looks for saves of the program that did not come to their end.
func (p *patient) unended() {
	dir := filepath.Join(p.Content, filepath.FromSlash(history.Folder))
	entries, _ := os.ReadDir(dir) // no history, nothing unended
	var aside []string
	for _, e := range entries {
		if history.Unended(e.Name()) {
			p.odd(diag.M("DOCTOR-SAVE-CUT-OFF", "有一次保存没有做完：%s", "a save did not come to its end: %s").With(e.Name()),
				diag.T("没有别的 kepu 开着的，运行一次 kepu check，会自动接着做完", "if no other kepu is running, run kepu check: it completes the save"))
		}
		if history.Aside(e.Name()) {
			aside = append(aside, e.Name())
		}
	}
	if len(aside) > 0 {
		p.odd(diag.M("DOCTOR-ASIDE", "以前有 %d 次保存没能写进去，要写的话还留在 %s：%s", "earlier saves that could not be written, %d; their words are kept in %s: %s").With(len(aside), dir, console.Few(aside)),
			diag.T("改名为 .zip 就能打开看；用不着了就删掉", "rename one to .zip to open it; delete what nobody needs"))
	}
}

// copies repeats what check says of copies in the content: they are how synchronised disks and two who write at once show.
func (p *patient) copies() {
	if p.listed.folder == nil {
		return
	}
	for _, problem := range p.listed.folder.Problems {
		if problem.What.Code == "FILE-COPY" {
			p.found = append(p.found, problem)
		}
	}
}
