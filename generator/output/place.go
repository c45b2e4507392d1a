package output

import (
	"path/filepath"
	"strings"

	"kepu/generator/filelist"
)

// What this package keeps of its runs never stands among the files of the site, which are
// copied to servers whole. It has a folder beside the output folder: for public that is
// .public.kepu. Where that cannot be (the folder above may not be written to, or is
// another disk, between which nothing can be renamed) a run has the folder .kepu in the output
// folder, and takes it away at its end.
//
// All names in this package are relative to the output folder; those that begin
// with .kepu/ mean the folder of runs, wherever it stands. No file of a tree may be called so.
const (
	own          = filelist.Own
	lockFile     = own + "/lock"
	madeFile     = own + "/made"
	stageFolder  = own + "/stage"
	oldFolder    = own + "/old"
	editedFolder = own + "/edited"
	manifestNew  = own + "/list.new"
	journalFile  = own + "/journal"
	journalNew   = own + "/journal.new" // not yet whole
	journalBack  = own + "/journal.back"

	// manifestFile is the list of the files. It stands with them, so that they are known for
	// ours wherever the folder is copied or moved to, and holds nothing but what everybody
	// who has the files can make.
	manifestFile = filelist.Name

	// formerList is where the list stood when all was kept in the output folder.
	formerList = own + "/manifest"
)

// beside is where the runs of the output folder have their folder. The path must be absolute.
func beside(abs string) string {
	return filepath.Join(filepath.Dir(abs), "."+filepath.Base(abs)+own)
}

// Beside returns a place for what those keep who make the trees for the output folder, so that the next is made sooner: a name in the folder
// of its runs, which is theirs to make and which no run touches. It is "" where that cannot be told.
func Beside(dir, name string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	return filepath.Join(beside(abs), name)
}

// ofRun cuts what a name of the folder of runs begins with.
func ofRun(name string) (rest string, ok bool) {
	if name == own {
		return ".", true
	}
	return strings.CutPrefix(name, own+"/")
}
