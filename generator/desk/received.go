package desk

import (
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/sheet"
)

// received are the files that came by the browser and of which nothing is written yet. What would become of one is
// worked out anew for each answer, from its bytes; they are kept here, by their sum, while somebody decides.
type received struct {
	mu    sync.Mutex
	files []receivedFile // the one that was asked for last stands last
}

type receivedFile struct {
	sum, name string
	data      []byte
}

// What is kept at once. Beyond that the file that was not asked for longest goes; whoever comes back to it is asked for it again.
const (
	mostReceived     = 8
	mostReceivedSize = 96 << 20      // bytes, of all
	mostReceivedFile = sheet.MaxSize // of one; a text of Word is seldom larger than a workbook may be
)

// put keeps a file and returns the name by which get finds it.
func (r *received) put(name string, data []byte) string {
	of := digest.OfBytes(data)
	sum := hex.EncodeToString(of[:])
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files = slices.DeleteFunc(r.files, func(f receivedFile) bool { return f.sum == sum })
	r.files = append(r.files, receivedFile{sum, name, data})
	size := 0
	for i, f := range slices.Backward(r.files) {
		if size += len(f.data); i < len(r.files)-1 && (size > mostReceivedSize || len(r.files)-i > mostReceived) {
			r.files = slices.Clone(r.files[i+1:]) // so that the bytes go
			break
		}
	}
	return sum
}

// get returns a file that is kept.
func (r *received) get(sum string) (receivedFile, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, f := range r.files {
		if f.sum == sum {
			r.files = append(slices.Delete(r.files, i, i+1), f)
			return f, true
		}
	}
	return receivedFile{}, false
}

// errNoFile says that a form came without a file.
var errNoFile = errors.New("no file was chosen")

// readFile reads a form that has one file and, before or after it, fields of text.
func readFile(w http.ResponseWriter, r *http.Request) (name string, data []byte, fields map[string]string, err error) {
	http.NewResponseController(w).SetReadDeadline(time.Now().Add(2 * time.Minute)) // an error: no real connection
	r.Body = http.MaxBytesReader(w, r.Body, mostReceivedFile+mostWords)
	parts, err := r.MultipartReader()
	if err != nil {
		return "", nil, nil, err
	}
	fields = map[string]string{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", nil, nil, err
		}
		if part.FileName() != "" {
			name = path.Base(strings.ReplaceAll(part.FileName(), `\`, "/"))
			if data, err = io.ReadAll(part); err != nil {
				return "", nil, nil, err
			}
			continue
		}
		words, err := io.ReadAll(io.LimitReader(part, mostWords))
		if err != nil {
			return "", nil, nil, err
		}
		fields[part.FormName()] = lines(string(words))
	}
	if name == "" {
		return "", nil, fields, errNoFile
	}
	return name, data, fields, nil
}

// What somebody is told whose file is kept no more.
var (
	goneFile = diag.T("这个文件不在这里了（桌面重开过，或者后来又放进来许多别的）", "The file is here no more: the desk was opened anew, or many others came after it")
	goneMend = diag.T("再选一次就行，什么也没有写", "choose it once more; nothing was written")
)

// notReceived says why a file did not come; nil where that is an error of the machine, or none.
func (d *Desk) notReceived(err error) (wrong *diag.Text, mend diag.Text) {
	var large *http.MaxBytesError
	switch {
	case errors.Is(err, errNoFile):
		return new(diag.T("还没有选文件", "No file was chosen yet")), mend
	case errors.As(err, &large):
		return new(diag.T("文件太大，超过 %d MB", "The file is larger than %d MB").With(mostReceivedFile >> 20)), diag.T("多半是里面有很大的图片；删去图片，另存一份", "there are probably large pictures in it: save a copy without them")
	}
	return nil, mend
}
