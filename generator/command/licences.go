package command

import (
	"io"

	"kepu/generator/console"
	"kepu/generator/diag"
)

// # Licences
//
// The texts of all that is linked into the program must go with it, and none of them is a file of ours: generator/licences
// reads them from the modules. So a release is built from a copy of the source into which .ci/release has
// put licences.txt, with the build tag release; a program that somebody built by hand has the modules at hand, and says
// how to print their texts.

// licencesTopic is what kepu help is asked for.
const licencesTopic = "licences"

func tellLicences(say *console.Console) int {
	if licences == "" {
		say.Print(diag.T("自己编译的程序里没有许可的原文，正式发下来的程序里有：换用那一个，再运行 kepu help licences。\n有源代码的，在它的文件夹里运行 go run ./generator/licences，也都列出来。",
			"A program that was made by hand does not have the texts; one that was released has: run kepu help licences of that.\nIn the folder of the source, go run ./generator/licences prints them too."))
		return console.ExitFine
	}
	say.Print(diag.T("程序里用到的开源软件，以及各自的许可原文：\n", "What is linked into this program, each with the text of its licence:\n"))
	io.WriteString(say.Out, licences)
	return console.ExitFine
}
