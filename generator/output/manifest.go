package output

import (
	"errors"
	"io/fs"

	"kepu/generator/diag"
	"kepu/generator/filelist"
)

// manifest reads the folder's list.
func (f *folder) manifest() (filelist.List, error) {
	text, err := f.readFile(manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = f.readFile(formerList)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := filelist.Decode(text)
	if err != nil {
		return nil, &Refusal{
			diag.T("%s 里的文件清单 %s 坏了，分不清哪些文件是本程序写的", "the list of files %[2]s in %[1]s is damaged, so it is not known which files were written by this program").With(f.root.Name(), manifestFile),
			diag.T("请换一个空文件夹输出，或确认无用后删掉整个文件夹再运行", "use another, empty folder, or delete the whole folder when nothing in it is needed, and run again"),
		}
	}
	return m, nil
}
