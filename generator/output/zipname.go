package output

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/diag"
)

// ZipNameLimit is how long a name in a zip may be, with the folder that all stands
// in. Windows opens no file whose whole path is longer than 259; this leaves 138 for the
// folder that the zip is unpacked into.
const ZipNameLimit = 120

// ZipNameError is a name that not every system can unpack. The wording is for staff.
type ZipNameError struct {
	Name string
	Why  diag.Text
	Mend diag.Text
}

func (e *ZipNameError) Error() string { return e.Name + ": " + e.Why.EN + "; " + e.Mend.EN }

// plainName is a part of a name as every system keeps it.
var plainName = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*$`)

// reserved are names of devices, which Windows does not open with any ending.
var reserved = []string{"con", "prn", "aux", "nul",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"}

// ZipNames returns a *ZipNameError for the first of the names that cannot be unpacked
// everywhere when it stands in the folder top: names are plain ASCII, none is a device
// of Windows, none ends in a dot, and none is longer than ZipNameLimit. Names that differ
// in case only are checked elsewhere: a folder cannot hold those either.
func ZipNames(top string, names []string) error {
	for _, n := range names {
		full := top + "/" + n
		for _, part := range strings.Split(full, "/") {
			stem, _, _ := strings.Cut(part, ".")
			switch {
			case !plainName.MatchString(part) || strings.HasSuffix(part, "."):
				return &ZipNameError{full, diag.M("FILE-ZIP-NAME", "文件名 “%s” 不是每台电脑都能解压", "not every computer can unpack the name “%s”").With(part),
					diag.T("请改成小写字母、数字和 -", "use small letters, digits and -")}
			case slices.Contains(reserved, strings.ToLower(stem)):
				return &ZipNameError{full, diag.M("FILE-ZIP-RESERVED", "“%s” 是 Windows 保留的名字，解压不出来", "“%s” is a name that Windows keeps for itself and cannot unpack").With(part),
					diag.T("请换一个名字", "choose another name")}
			}
		}
		if len(full) > ZipNameLimit {
			return &ZipNameError{full, diag.M("FILE-ZIP-LONG", "压缩包里的路径有 %d 个字符，超过 %d，有的电脑解压不出来", "the path in the zip has %d characters, over %d; some computers cannot unpack it").With(len(full), ZipNameLimit),
				diag.T("请把文件名或 id 改短", "shorten the file name or id")}
		}
	}
	return nil
}
