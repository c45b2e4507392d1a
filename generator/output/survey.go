package output

import (
	"io/fs"
	"path"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/filelist"
)

// survey is what stands in the output folder, what this package keeps aside.
type survey struct {
	files   map[string]fs.FileMode // what isn't a folder, by its exact name: links and pipes too
	folders map[string]bool        // that hold, held or will hold our files
	foreign []string               // as in Result
}

// survey looks through the folder. Folders with nothing of ours in them are not
// entered: they may be large (.git).
func (f *folder) survey(last filelist.List, names []string) (survey, error) {
	s := survey{files: map[string]fs.FileMode{}, folders: map[string]bool{}}
	ours := map[string]bool{".": true}
	holders := func(name string) {
		for d := path.Dir(name); !ours[d]; d = path.Dir(d) {
			ours[d] = true
		}
	}
	wanted := make(map[string]bool, len(names))
	for _, n := range names {
		wanted[n] = true
		holders(n)
	}
	for n := range last {
		holders(n)
	}
	err := fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		_, written := last[name]
		switch {
		case err != nil:
			return err
		case name == own && d.IsDir():
			return fs.SkipDir
		case name == manifestFile:
		case d.IsDir() && ours[name]:
			s.folders[name] = true
		case d.IsDir() && (wanted[name] || written):
			s.folders[name] = true // where a file should be; found to be in the way later
			s.foreign = append(s.foreign, name+"/")
			return fs.SkipDir
		case d.IsDir():
			s.foreign = append(s.foreign, name+"/")
			return fs.SkipDir
		default:
			s.files[name] = d.Type()
			if !written && !wanted[name] {
				s.foreign = append(s.foreign, name)
			}
		}
		return nil
	})
	return s, err
}

// blocked returns the foreign file or folder that stands where the file name has to go, or "".
// What a Windows or macOS disk holds under a name that differs in case counts too.
func (f *folder) blocked(name string, s survey, last filelist.List) (string, error) {
	if _, there := s.files[name]; there {
		if _, written := last[name]; written {
			return "", nil
		}
		return name, nil
	}
	if s.folders[name] {
		for _, n := range s.foreign {
			if strings.HasPrefix(n, name+"/") {
				return n, nil
			}
		}
		return "", nil
	}
	for d := path.Dir(name); d != "."; d = path.Dir(d) {
		if _, there := s.files[d]; there {
			if _, written := last[d]; !written {
				return d, nil
			}
			return "", nil
		}
	}
	there, err := f.exists(name)
	if err != nil || !there {
		return "", err
	}
	for n := range last {
		if fold(n) == fold(name) {
			return "", nil
		}
	}
	return name, nil
}

// inTheWay is the refusal to replace the foreign file.
func inTheWay(dir, name string) *Refusal {
	return &Refusal{
		diag.T("%s/%s 不是本程序写的，而网站要在那里写自己的文件", "%s/%s was not written by this program, and the site has a file of its own to put there").With(dir, name),
		diag.T("请把它改名或移到别处", "rename it or move it elsewhere"),
	}
}
