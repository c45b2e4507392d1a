// Release makes what goes into a release beside the programs: the resources of the Windows program (its icon, its
// manifest, what Explorer shows of its version), and the starter folder, a zip for those who have nothing yet.
//
//	go run ./generator/release resources VERSION FOLDER
//	go run ./generator/release starter VERSION KEPU.EXE LICENCES.TXT FILE.zip
//
// It is run by .ci/release, which builds the programs themselves. In come files of this repository; out come
// files whose bytes depend on nothing else: the icon is drawn from the default theme's own (icon.go), the handbook is
// content/README.md as one page (handbook.go), the zip is written as the site's offline copies are.
//
// Names in the starter folder are plain ASCII, as in every zip that this program makes: a Chinese one comes out wrong where the
// program that unpacks it takes another code page for granted.
package main

import (
	"context"
	"fmt"
	"os"

	"kepu/generator/output"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "resources":
		return writeResources(args[1], args[2])
	case len(args) == 5 && args[0] == "starter":
		return writeStarter(args[1], args[2], args[3], args[4])
	}
	return fmt.Errorf("usage: release resources VERSION FOLDER, or release starter VERSION KEPU.EXE LICENCES.TXT FILE.zip")
}

// writeStarter zips the starter folder.
func writeStarter(version, program, licences, to string) error {
	files, err := starterFiles(version, program, licences)
	if err != nil {
		return err
	}
	_, err = output.ZipFile(context.Background(), to, files, output.ZipOptions{Top: "kepu-" + version})
	return err
}

func starterFiles(version, program, licences string) (output.Files, error) {
	files := output.Files{"README.html": handbookPage(version), "desk.cmd": []byte(desk), "content/_README.txt": []byte(empty)}
	for name, from := range map[string]string{"kepu.exe": program, "licences.txt": licences} {
		data, err := os.ReadFile(from)
		if err != nil {
			return nil, err
		}
		files[name] = data
	}
	return files, nil
}

// desk is what opens the desk from wherever a shortcut to it lies, and begins a site first where there is none; the window stays when
// it ends, so that what was said can be read. Plain ASCII: cmd reads it in the machine's own code page. pushd, since cd
// enters no folder of a network.
const desk = "@echo off\r\npushd \"%~dp0\"\r\nif not exist content\\site.toml kepu.exe init\r\nkepu.exe desk\r\npause\r\n"

// empty stands in the folder that is to be filled. A name with _ before it is nothing to the program, so the folder counts as empty.
const empty = "这个文件夹还是空的。\r\n双击上一层的 kepu.exe，回答是哪个城市，就在这里建好。\r\n建好以后，这个文件可以删掉。\r\n"
