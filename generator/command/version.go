package command

import (
	"context"
	"runtime"
	"runtime/debug"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
)

// release is the version of a program that is handed on, and releaseDay the day of its source. .ci/release gives
// them by the linker (-X kepu/generator/command.release=…); whoever builds by hand has none. Nothing but the commands
// version and doctor reads them: a site is the same bytes whatever they are.
var release, releaseDay string

var versionCommand = command{
	name:    "version",
	asked:   diag.Same("version"),
	does:    diag.T("这是哪一版程序", "which version this is"),
	options: []option{langOption},
	run: func(_ context.Context, _ options, say *console.Console) int {
		say.Print(ownVersion())
		say.Print(diag.T("用 %s 编译，系统是 %s/%s", "made by %s for %s/%s").With(runtime.Version(), runtime.GOOS, runtime.GOARCH))
		return console.ExitFine
	},
	about: diag.T(`用法：kepu version

说出这是哪一版程序、用哪一版 Go 编译、给哪种系统用的。请别人帮忙看问题时，把这两行一起发过去。
kepu --version 也一样。生成的网站和版本号没有关系。
`, `Usage: kepu version

Tells which version of the program this is, with which Go it was made and for which system. Send both lines along when
you ask for help. kepu --version says the same. The site does not depend on it.
`),
	after: diag.T("\n结束代码：0\n", "\nExit codes: 0\n"),
}

// ownVersion names this program.
func ownVersion() diag.Text {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return versionOf(release, info.Settings)
}

// versionOf names a program: as its release, else by the state of the source that the go command
// noted when it was made.
func versionOf(release string, made []debug.BuildSetting) diag.Text {
	if release != "" {
		return diag.T("kepu %s", "kepu %s").With(release)
	}
	noted := map[string]string{}
	for _, s := range made {
		noted[s.Key] = s.Value
	}
	revision := noted["vcs.revision"]
	if revision == "" {
		return diag.T("kepu，自己编译的，没有版本号", "kepu, made by hand without a version")
	}
	revision = revision[:min(len(revision), 12)]
	day, _, _ := strings.Cut(noted["vcs.time"], "T")
	if noted["vcs.modified"] == "true" {
		return diag.T("kepu，自己编译的，源代码是 %s（%s）加上没有提交的改动", "kepu, made by hand from %s (%s) with changes that were not committed").With(revision, day)
	}
	return diag.T("kepu，自己编译的，源代码是 %s（%s）", "kepu, made by hand from %s (%s)").With(revision, day)
}
