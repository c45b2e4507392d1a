package verify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kepu/generator/diag"
	"kepu/generator/filelist"
)

const (
	mostList     = mostKept // bytes of a list: more than a hundred thousand files
	mostFailures = 10       // without an answer, one after the other
	mostLeft     = 50       // files of another list that are looked for
	mostRecall   = 8        // local pages that are read for how they ask for assets
)

// at returns the address of a file.
func (l *looker) at(name string) string { return l.address + (&url.URL{Path: name}).EscapedPath() }

// editionThere asks for the list beside the site.
func (l *looker) editionThere(ctx context.Context) {
	ours := filelist.Sum(sha256.Sum256(l.List.Encode()))
	got := l.asker.get(ctx, l.address+filelist.Name+"?v="+ours.String()[:8], mostList) // not what a cache has kept of another edition's
	if !got.ok() || got.fault != whole {
		return
	}
	if far, err := filelist.Decode(got.body); err == nil {
		l.far = far
		l.report.Edition = Another
		if maps.Equal(far, l.List) {
			l.report.Edition = Ours
		}
	}
}

// state is what the server gave for a file.
type state int

const (
	unknown state = iota // no answer
	same
	old    // as the far list has it, which has it otherwise than ours
	absent // not found
	other  // anything else
)

// seen is what came of a file.
type seen struct {
	name  string
	state state
	sum   filelist.Sum
	given bool // sum is that of what was given
	large bool
	found []Finding
}

// files asks for the files of the list, all or some, and compares them.
func (l *looker) files(ctx context.Context) {
	names := l.List.Names()
	switch n := l.Sample; {
	case n > 0:
		names = sample(l.List, n, l.Seed)
	case !l.All && len(names) > AllUpTo:
		names = sample(l.List, Usual, l.Seed)
	default:
		names = sample(l.List, len(names), l.Seed) // the same order: what everybody meets comes first
	}
	l.report.Sampled = len(names) < len(l.List)
	query := queries(l.Local, l.recall(names))
	for _, n := range names { // a cache that keeps assets for a year must not give one that it kept for an earlier look
		if sum := l.List[n]; isKept(n) && query[n] == "" {
			query[n] = "?v=" + sum.String()[:8]
		}
	}
	results := make([]seen, len(names))
	var (
		wg       sync.WaitGroup
		lock     sync.Mutex
		done     int
		failures int
	)
	queue := make(chan int)
	for range atOnce {
		wg.Go(func() {
			for i := range queue {
				s := l.file(ctx, names[i], query[names[i]])
				lock.Lock()
				results[i] = s
				if failures++; s.state != unknown {
					failures = 0
				}
				if done++; l.Progress != nil {
					l.Progress(done, len(names))
				}
				lock.Unlock()
			}
		})
	}
	for i := range names {
		lock.Lock()
		enough := failures >= mostFailures
		lock.Unlock()
		if enough || ctx.Err() != nil {
			break
		}
		queue <- i
	}
	close(queue)
	wg.Wait()
	l.results(results)
	if failures >= mostFailures {
		l.find(Reach, Error, l.address, diag.T("连着 %d 次没有回答，没有再问", "%d questions in a row had no answer, and no more were asked").With(failures), diag.Text{})
	}
}

// recall are pages that are read for how they ask for assets: one of each folder.
func (l *looker) recall(names []string) []string {
	var out []string
	in := map[string]bool{}
	for _, n := range names {
		if dir := path.Dir(n); isPage(n) && !in[dir] && len(out) < mostRecall {
			in[dir] = true
			out = append(out, n)
		}
	}
	return out
}

// results counts, and takes over what was found, file by file.
func (l *looker) results(results []seen) {
	for _, s := range results {
		if s.name == "" {
			continue // nothing more was asked
		}
		l.report.Asked++
		switch {
		case s.large:
			l.report.Sized++
		case s.state == same:
			l.report.Same++
		}
		if s.given {
			l.sums[s.name] = s.sum
		}
	}
	l.looked(Missing, Differs, Injected, Broken, Download, Type, Cache, Plain, NoIndex, Elsewhere)
	l.seen = results
	l.byKind()
	for _, s := range results {
		l.found = append(l.found, s.found...)
	}
}

// byKind puts another cure to files that are missing together with all others of their ending: a server that does not know an ending refuses it, as IIS does.
func (l *looker) byKind() {
	there, missing := map[string]int{}, map[string]int{}
	for _, s := range l.seen {
		if s.state == absent {
			missing[path.Ext(s.name)]++
		} else if s.name != "" {
			there[path.Ext(s.name)]++
		}
	}
	for i := range l.seen {
		ext := path.Ext(l.seen[i].name)
		if l.seen[i].state != absent || there[ext] > 0 || ext == ".html" || len(there) == 0 {
			continue
		}
		for k := range l.seen[i].found {
			if f := &l.seen[i].found[k]; f.Kind == Missing {
				f.What = diag.T("问到的 %s 文件一个也没有（%s）", "none of the %s files is there (%s)").With(ext, f.What)
				f.Do = diag.T("没有上传就再发布一次；上传了，是服务器不认识这种文件：给 %s 加上类型（IIS 的 MIME 类型，见 HOSTING.md）", "publish again if they were not uploaded; else the server does not know such files: give %s a type (MIME types of IIS, see HOSTING.md)").With(ext)
			}
		}
	}
}

// file asks for a file and compares it.
func (l *looker) file(ctx context.Context, name, query string) seen {
	s := seen{name: name}
	address := l.at(name) + query
	find := func(k Kind, o Outcome, what, do diag.Text) {
		s.found = append(s.found, Finding{k, o, what, do, address})
	}
	size := int64(-1)
	if info, err := fs.Stat(l.Local, name); err == nil {
		size = info.Size()
	}
	method := http.MethodGet
	if size > Large && !l.All {
		method, s.large = http.MethodHead, true
	}
	got := l.asker.follow(ctx, method, address, max(size, 0))
	switch {
	case got.err != nil:
		if ctx.Err() == nil {
			find(Reach, Warning, diag.T("没有取到：%s", "no answer: %s").With(reason(got.err)), diag.T("再查一次；还这样，请网管看服务器忙不忙", "look again; if it stays, see whether the server is overloaded"))
		}
		return s
	case got.to != "":
		s.state = other
		l.led(find, got)
		return s
	case got.status == http.StatusNotFound || got.status == http.StatusGone || got.status == http.StatusForbidden:
		s.state = absent
		find(Missing, Error, diag.T("回答 %d", "the answer is %d").With(got.status), diag.Text{})
		return s
	case got.status == http.StatusTooManyRequests:
		find(Reach, Warning, diag.T("服务器说问得太多（429）", "the server says that too much is asked (429)"), diag.T("用 --sample 少查一些，或请网管放行这台电脑", "ask for less with --sample, or have this machine let through"))
		return s
	case got.status != http.StatusOK:
		s.state = other
		find(Missing, Error, diag.T("服务器出错，回答 %d", "the server fails with %d").With(got.status), diag.T("请网管看服务器的日志", "look at the server's log"))
		return s
	}
	heads(find, name, got)
	if s.large {
		s.state = same
		if n, err := strconv.ParseInt(got.header.Get("Content-Length"), 10, 64); err == nil && n != size {
			s.state = other
			find(Differs, Error, diag.T("大小不同：本地 %d 字节，网站上 %d 字节", "of another size: %d bytes here, %d there").With(size, n), diag.Text{})
		}
		return s
	}
	s.sum, s.given = got.sum, true
	switch far, there := l.far[name]; {
	case got.fault == cut:
		s.state = other
		find(Broken, Error, diag.T("传到一半断了（%d 字节以后）", "it ended half-way (after %d bytes)").With(got.size), diag.Text{})
	case got.fault == unpacked:
		s.state = other
		find(Broken, Error, diag.T("gzip 解不开", "its gzip does not unpack"), diag.Text{})
	case got.fault == foreign:
		s.state = other
		find(Broken, Error, diag.T("用了没有要求的压缩（%s）", "it comes in an encoding that nobody asked for (%s)").With(shown(got.header.Get("Content-Encoding"))), diag.Text{})
	case !got.long && s.sum == l.List[name]:
		s.state = same
	case !got.long && there && s.sum == far:
		s.state = old
	default:
		s.state = other
		l.compare(find, name, size, got)
	}
	return s
}

// compare says how a file differs from the local one.
func (l *looker) compare(find func(Kind, Outcome, diag.Text, diag.Text), name string, size int64, got answer) {
	if size > mostKept {
		find(Differs, Error, diag.T("不是本地的那个文件（本地 %d 字节，网站上 %s）", "another file than the local one (%d bytes here, %s there)").With(size, length(got)), diag.Text{})
		return
	}
	local, err := fs.ReadFile(l.Local, name)
	if err != nil || sha256.Sum256(local) != [32]byte(l.List[name]) {
		find(Differs, Error, diag.T("和清单里的不同（本地的文件也不是清单里的，没法逐字比）", "other than in the list (and so is the local file, so the two cannot be compared)"), diag.T("先 kepu build，再查一次", "run kepu build, then look again"))
		return
	}
	if got.size < int64(len(local)) && bytes.HasPrefix(local, got.body) {
		find(Broken, Error, diag.T("只有前面 %d 字节，本地有 %d 字节", "only its first %d bytes of %d").With(got.size, len(local)), diag.Text{})
		return
	}
	if !isText(name) {
		find(Differs, Error, diag.T("不是本地的那个文件（本地 %d 字节，网站上 %s）", "another file than the local one (%d bytes here, %s there)").With(len(local), length(got)), diag.Text{})
		return
	}
	what, do := differs(local, got.body)
	if isPage(name) {
		if element, yes := injected(local, got.body); yes {
			find(Injected, Error, diag.T("本地没有这一段：%s", "ours has no such part: %s").With(excerpt([]byte(element))), diag.Text{})
			return
		}
	}
	find(Differs, Error, what, do)
}

func length(got answer) diag.Text {
	if got.long {
		return diag.T("超过 %d 字节", "more than %d").With(got.size)
	}
	return diag.Same(fmt.Sprint(got.size))
}

// judgeEdition says what the files together tell of the edition that is there.
func (l *looker) judgeEdition(ctx context.Context) {
	l.looked(Half)
	if l.far == nil {
		l.withoutList()
		return
	}
	l.looked(EditionKind)
	if l.report.Edition == Ours {
		return
	}
	fresh, stale := 0, []string{}
	for _, s := range l.seen {
		was, there := l.far[s.name]
		switch {
		case s.name == "" || there && was == l.List[s.name]: // the two editions agree on it
		case s.state == same:
			fresh++
		case s.state == old || s.state == absent && !there:
			stale = append(stale, s.name)
		}
	}
	switch {
	case fresh == 0 && len(stale) == 0:
		l.find(EditionKind, Warning, l.address+filelist.Name, diag.T("清单是另一版的，问到的文件在两版里都一样", "the list is of another edition; the files that were asked for are the same in both"), diag.Text{})
	case fresh == 0:
		l.find(EditionKind, Warning, l.address, diag.T("网站上是另一版：问到的有 %d 个文件和本地的不同，都和网站上的清单一样", "another edition is there: %d of the files that were asked for differ from ours, and are as the far list has them").With(len(stale)), diag.Text{})
		l.swallow(stale)
	case len(stale) > 0:
		for _, name := range stale {
			l.find(Half, Error, l.at(name), diag.T("还是旧的，别的文件已经有 %d 个是新的", "still of the older edition, while %d other files are new").With(fresh), diag.Text{})
		}
		l.swallow(stale)
	default:
		l.find(Half, Warning, l.address+filelist.Name, diag.T("文件是新的，清单还是旧的：上次发布没有做完，或清单是缓存里的", "files are new and the list is old: the last publication did not end, or a cache has kept the list"), diag.Text{})
	}
	if fresh > 0 {
		l.left(ctx)
	}
}

// swallow takes back that files are missing, which another finding tells of.
func (l *looker) swallow(names []string) {
	of := map[string]bool{}
	for _, n := range names {
		of[l.at(n)] = true
	}
	l.found = slices.DeleteFunc(l.found, func(f Finding) bool {
		plain, _, _ := strings.Cut(f.Address, "?")
		return (f.Kind == Missing || f.Kind == Differs) && of[plain]
	})
}

// withoutList judges by the files alone: some missing and some different, beside those that are right, is an upload that stopped; most pages
// different and none missing is another edition.
func (l *looker) withoutList() {
	l.find(EditionKind, Remark, l.address+filelist.Name, diag.T("服务器不给清单，看不出上面是哪一版", "the server does not give the list, so which edition is there cannot be told"),
		diag.T("让服务器给 .kepu.sha256（见 HOSTING.md）；里面只有公开文件的名字和校验值", "let the server give .kepu.sha256 (see HOSTING.md); it holds names and sums of public files alone"))
	var missing, differing []string
	pages, right := 0, 0
	for _, s := range l.seen {
		differs := slices.ContainsFunc(s.found, func(f Finding) bool { return f.Kind == Differs })
		if isPage(s.name) {
			pages++
		}
		switch {
		case s.state == absent:
			missing = append(missing, s.name)
		case differs:
			differing = append(differing, s.name)
		case s.state == same:
			right++
		}
	}
	switch {
	case len(missing) > 0 && len(differing) > 0 && right > 0:
		for _, name := range slices.Concat(missing, differing) {
			l.find(Half, Error, l.at(name), diag.T("没有，或不是这一版的，别的文件有 %d 个是这一版的", "missing or of another edition, while %d other files are of this one").With(right), diag.Text{})
		}
		l.swallow(slices.Concat(missing, differing))
	case len(missing) == 0 && len(differing) > 2 && 2*len(differing) > pages:
		l.find(EditionKind, Warning, l.address, diag.T("多半是另一版：问到的有 %d 个文件和本地的不同", "probably another edition: %d of the files that were asked for differ from ours").With(len(differing)), diag.Text{})
		l.swallow(differing)
	}
}

// left looks for files of the far list that ours has no more.
func (l *looker) left(ctx context.Context) {
	if l.soft {
		return // whatever is asked for is given
	}
	l.looked(Left)
	n := 0
	for _, name := range l.far.Names() {
		if l.has(name) || ctx.Err() != nil {
			continue
		}
		if n++; n > mostLeft {
			break
		}
		if got := l.asker.get(ctx, l.at(name), 0); got.ok() {
			l.find(Left, Remark, l.at(name), diag.T("这一版里没有它，网站上还有", "this edition has none, and it is still there"), diag.Text{})
		}
	}
}
