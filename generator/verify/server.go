package verify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strings"

	"kepu/generator/diag"
)

const (
	mostProbe   = 4 << 20 // bytes that are read of an answer whose length no file tells
	mostFolders = 6
)

// folders asks for folders as people type them.
func (l *looker) folders(ctx context.Context) {
	l.looked(Index, Listing)
	indexed, bare := foldersOf(l.List)
	for _, dir := range indexed[:min(len(indexed), mostFolders)] {
		l.indexed(ctx, dir)
	}
	for _, dir := range bare[:min(len(bare), mostFolders)] {
		address := l.at(dir + "/")
		if got := l.asker.get(ctx, address, mostProbe); got.ok() && l.lists(dir, got.body) {
			l.find(Listing, Warning, address, diag.T("列出了文件", "it lists its files"), diag.Text{})
		}
	}
}

// indexed asks for a folder that has an index.
func (l *looker) indexed(ctx context.Context, dir string) {
	name := path.Join(dir, firstPage)
	sum, given := l.sums[name]
	if !given {
		return // it is not there by its own name either, and that is told
	}
	address, grave := l.at(dir+"/"), Warning
	if dir == "." {
		address, grave = l.address, Error
	}
	got := l.asker.get(ctx, address, mostProbe)
	switch {
	case got.err != nil || got.fault != whole: // told by other kinds
	case got.to != "":
		l.led(func(k Kind, o Outcome, what, do diag.Text) { l.find(k, o, address, what, do) }, got)
	case got.status != http.StatusOK:
		l.find(Index, grave, address, diag.T("回答 %d，没有给 index.html", "the answer is %d, not its index.html").With(got.status), diag.Text{})
	case got.sum == l.List[name] || got.sum == sum:
	case l.lists(dir, got.body):
		l.find(Index, grave, address, diag.T("给的是文件目录，不是 index.html", "it gives a listing, not its index.html"), diag.Text{})
	case sum == l.List[name]: // the page by its name is right, the one of the folder is not
		l.find(Index, grave, address, diag.T("给的不是 %s", "it gives something else than %s").With(name), diag.Text{})
	}
}

var led = regexp.MustCompile(`(?i)href\s*=\s*["']?([^"'\s>]+)`)

// lists reports whether a text is a listing of a folder: of a server, or of a bucket.
func (l *looker) lists(dir string, body []byte) bool {
	if bytes.Contains(body, []byte("<ListBucketResult")) {
		return true
	}
	if sha256.Sum256(body) == [32]byte(l.List[lostPage]) {
		return false
	}
	n := 0
	for _, m := range led.FindAllSubmatch(body, -1) {
		name := path.Base(strings.TrimSuffix(string(m[1]), "/"))
		if l.has(path.Join(dir, name)) && !strings.Contains(string(m[1]), "?v=") && !bytes.Contains(body, []byte("?v=")) {
			n++
		}
	}
	return n > 1 || bytes.Contains(body, []byte("<title>Index of"))
}

// lost asks for what does not exist.
func (l *looker) lost(ctx context.Context) {
	l.looked(NotFound)
	none := fmt.Sprintf("kepu-verify-%08x.html", uint32(l.Seed)^0x6b657075)
	names := []string{none}
	indexed, _ := foldersOf(l.List)
	if len(indexed) > 1 {
		names = append(names, path.Join(indexed[1], none))
	}
	for _, name := range names {
		l.lostAt(ctx, name)
	}
	home, given := l.sums[firstPage]
	if !given || l.soft {
		return
	}
	l.looked(Case)
	upper := l.at(strings.ToUpper(firstPage))
	if got := l.asker.get(ctx, upper, mostProbe); got.ok() && got.sum == home {
		l.find(Case, Remark, upper, diag.T("也给了首页", "it gives the home page too"), diag.Text{})
	}
}

func (l *looker) lostAt(ctx context.Context, name string) {
	address := l.at(name)
	got := l.asker.get(ctx, address, mostProbe)
	find := func(what diag.Text) { l.find(NotFound, Warning, address, what, diag.Text{}) }
	switch {
	case got.err != nil: // told by other kinds
	case got.to != "":
		find(diag.T("没有的网页转到了 %s", "what does not exist leads to %s").With(shown(got.to)))
	case got.moved:
		l.soft = true
		find(diag.T("没有的网页转到了别的网页，回答 %d", "what does not exist leads to another page, with %d").With(got.status))
	case got.status == http.StatusOK:
		l.soft = true
		find(diag.T("没有的网页回答 200，好像有一样", "what does not exist is answered with 200, as if it were there"))
	case got.status != http.StatusNotFound && got.status != http.StatusGone:
		find(diag.T("没有的网页回答 %d，应当是 404", "what does not exist is answered with %d and not 404").With(got.status))
	case l.has(lostPage) && got.fault == whole && got.sum != l.List[lostPage] && got.sum != l.sums[lostPage]:
		find(diag.T("状态码对，给的是服务器自己的页面，不是 404.html", "the status is right, and the page is the server's own, not 404.html"))
	}
}
