package doctor

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kepu/generator/diag"
	"kepu/generator/invisible"
	"kepu/generator/source"
)

// unpacked are the names of the folders into which programs unpack what is double-clicked in a zip: Explorer
// (Temp1_名单.zip), 7-Zip, WinRAR, Bandizip, 360压缩, 好压, 快压.
var unpacked = regexp.MustCompile(`(?i)^(?:temp\d+_.*\.zip|7zO[0-9A-F]{8,}|Rar\$[A-Z]{2}.*|BNZ\.[0-9a-f]+|360zip\$Temp|HZ\$[A-Z]\..*|KuaiZip.*temp.*)$`)

// Unpacked returns whether a path lies where a program unpacked what was double-clicked in a zip.
func Unpacked(dir string) bool { return slices.ContainsFunc(parts(dir), unpacked.MatchString) }

// received are the folders into which 微信 and QQ put what somebody sends.
var received = []string{"wechat files", "xwechat_files", "wxwork", "tencent files"}

func (p *patient) temporary() {
	at := ""
	switch {
	case Unpacked(p.Content) || within(p.Content, p.Temp()):
		at = p.Content
	case Unpacked(p.Program): // the system's own folder is where a program that is tried out runs
		at = p.Program
	}
	if at != "" {
		mend := diag.T("把整个文件夹移到平常放文件的地方", "move the whole folder to where files are kept")
		if Unpacked(at) || p.Windows() { // there, a program that unpacks may have a name that is not known
			mend = diag.T("从压缩包里直接打开的，先把压缩包整个解压到别的文件夹，例如 D:\\科普，再从那里打开", `if it was opened inside a zip, unpack the whole zip into another folder, such as D:\kepu, and open it there`)
		}
		p.hinders(diag.M("DOCTOR-TEMP", "这里是放临时文件的地方，写在这里的随时会没有：%s", "this is a place for what is thrown away, and what is written here may be gone any time: %s").With(at), mend)
		return
	}
	for _, name := range parts(p.Content) {
		for _, of := range received {
			if strings.EqualFold(name, of) {
				p.odd(diag.M("DOCTOR-RECEIVED", "这里是微信、QQ 放收到的文件的地方，清理的时候会一起删掉：%s", "this is where WeChat or QQ put what they receive, and cleaning up deletes it: %s").With(p.Content),
					diag.T("把整个文件夹复制到别处，例如 D:\\科普，从那里打开", `copy the whole folder elsewhere, such as D:\kepu, and open it there`))
				return
			}
		}
	}
}

// clouds are the folders that programs of cloud drives keep the same on several machines, by their names.
var clouds = []struct{ name, called string }{
	{"onedrive", "OneDrive"}, {"坚果云", "坚果云"}, {"我的坚果云", "坚果云"}, {"nutstore", "坚果云"}, {"nutstore files", "坚果云"},
	{"wps云盘", "WPS云盘"}, {"wps cloud files", "WPS云盘"}, {"wpsdrive", "WPS云盘"}, {"kingsoftdata", "WPS云盘"},
	{"baidusyncdisk", "百度网盘"}, {"百度网盘同步空间", "百度网盘"}, {"百度云同步盘", "百度网盘"}, {"腾讯微云", "微云"}, {"微云同步助手", "微云"},
	{"阿里云盘", "阿里云盘"}, {"360云盘", "360云盘"}, {"dropbox", "Dropbox"}, {"google drive", "Google Drive"}, {"iclouddrive", "iCloud"}, {"seafile", "Seafile"},
}

// cloud returns which cloud drive keeps the folder, or "".
func (p *patient) cloud(dir string) string {
	for _, name := range parts(strings.ToLower(dir)) {
		for _, c := range clouds {
			// OneDrive - 某某单位, OneDrive-Personal
			if name == c.name || strings.HasPrefix(name, c.name+" - ") || strings.HasPrefix(name, c.name+"-") {
				return c.called
			}
		}
	}
	for _, synced := range p.Synced() {
		if within(dir, synced) {
			names := parts(synced)
			return names[len(names)-1]
		}
	}
	return ""
}

func (p *patient) synced() {
	if by := p.cloud(p.Content); by != "" {
		p.odd(diag.M("DOCTOR-SYNCED", "内容放在%s会自动同步的文件夹里，两台电脑同时改会出冲突：%s", "the content is in a folder that %s keeps the same on several machines; two who write at once make conflicts: %s").With(by, p.Content),
			diag.T("同一时间只让一个人改，改以前等它同步完；每天用 kepu backup 另抄一份", "let one person write at a time, and wait until it is in step; make a second copy with kepu backup every day"))
	}
}

// longest is how long a path Windows programs take, in UTF-16 units. Ours takes more; Notepad does not.
const longest = 259

func (p *patient) path() {
	if p.Windows() {
		long, name := 0, ""
		for _, f := range p.listed.all {
			if n := len(utf16.Encode([]rune(p.at(f)))); n > long {
				long, name = n, f
			}
		}
		if long > longest {
			p.odd(diag.M("DOCTOR-PATH-LONG", "最长的路径有 %d 个字符，记事本、WPS 可能打不开：%s", "the longest path has %d characters, and Notepad or WPS may not open it: %s").With(long, name),
				diag.T("把整个文件夹移到浅一些的地方，例如 D:\\科普；或者把名字改短", `move the whole folder up, such as to D:\kepu, or use shorter names`))
		}
	}
	if odd := oddIn(p.Content); odd != "" {
		p.odd(diag.M("DOCTOR-PATH-ODD", "文件夹的路径里有别的程序可能认不得的字符（%s）：%s", "the folder's path has characters that other programs may not take (%s): %s").With(odd, p.Content),
			diag.T("给文件夹换个名字，只用汉字、字母、数字和横线", "give the folder a name of letters, digits and hyphens"))
	}
}

// oddIn returns what is odd in a path: what nobody sees, blanks at an end, what has a meaning in addresses, and what the Chinese code page
// of Windows lacks, which old programs cannot open.
func oddIn(dir string) string {
	encoder := simplifiedchinese.GBK.NewEncoder()
	for _, name := range parts(dir) {
		if name != strings.TrimSpace(name) {
			return "“" + name + "”"
		}
		for _, r := range name {
			if invisible.Is(r) {
				return fmt.Sprintf("U+%04X", r)
			}
			if _, err := encoder.String(string(r)); err != nil || r == '#' || r == '%' {
				return string(r)
			}
		}
	}
	return ""
}

// beside looks for a second folder that is a copy of the content's, or of the one that holds it, or that it is a copy of.
func (p *patient) beside() {
	for _, dir := range []string{p.Content, filepath.Dir(p.Content)} {
		own := filepath.Base(dir)
		var others []string
		entries, _ := os.ReadDir(filepath.Dir(dir)) // where it cannot be listed nothing is known
		for _, e := range entries {
			if e.IsDir() && e.Name() != own {
				others = append(others, e.Name())
			}
		}
		if original := source.CopyOf(own, others); original != "" {
			p.odd(diag.M("DOCTOR-IN-COPY", "这里像是副本：%s；旁边还有 %s", "this looks like a copy: %s; beside it stands %s").With(dir, original), wrongOne)
			return
		}
		for _, other := range others {
			if source.CopyOf(other, []string{own}) != "" {
				p.odd(diag.M("DOCTOR-COPY-BESIDE", "%s 旁边还有 %s，像是它的副本", "beside %s stands %s, which looks like a copy of it").With(dir, other), wrongOne)
				return
			}
		}
	}
}

var wrongOne = diag.T("看清楚改的是哪一份；不用的那份改个看得出的名字，或移到别处", "make sure which of them you write in; give the other a name that tells, or move it away")
