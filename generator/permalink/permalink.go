// Package permalink remembers every address at which a page was published, so that none of them is lost
// unnoticed: see oldaddress.go of package pages for what becomes of those that would be.
//
// # Where it is kept
//
// In content/, since that is what is carried to another machine and what backups copy; public/ may be made
// anew at any time.
//
//	addresses.txt     an address a line, sorted, with the name of what the page was about: a file of the
//	                  content like others, read by package source
//	.kepu/addresses   the same of the last day on which a site was written, under that day
//
// # When an address counts
//
// When it stood in a site at the end of a day: what a build or a zip wrote is noted under its day, and the first
// run of a later day takes what the last one of that day had into addresses.txt (Settle). An id
// that is mended within the hour leaves no trace so, and a preview none at all. The day is kept apart from
// the addresses because no byte of a site may depend on the clock: it depends on addresses.txt.
//
// Nothing is ever taken out of addresses.txt: it grows by a line for each page that there ever
// was. Two runs at once do no harm but that one of two notes of the same day may be the one kept.
package permalink

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kepu/generator/date"
	"kepu/generator/output"
	"kepu/generator/source"
)

// File is the name of the list in content/.
const File = "addresses.txt"

// pending is where the addresses of the last day are, in content/.
const pending = ".kepu/addresses"

// head stands at the top of the list.
const head = `# 这个网站发布过的网址，由程序记下，不用改。网页换了地方或者撤下，旧网址也要有个去处：
# 换了地方，在新页面开头写 aliases；撤下，在 site.toml 里写 [[moved]]。
`

// Settle takes what stood at the end of an earlier day into addresses.txt. A list that cannot be read as a
// whole is left alone: that is told when the content is read.
func Settle(content string, today date.Date) error {
	day, pages, err := notes(content)
	if err != nil || len(pages) == 0 || !day.Before(today) {
		return err
	}
	list, ok, err := read(content)
	if err != nil || !ok {
		return err
	}
	if more, changed := list.with(pages); changed {
		if err := output.Replace(filepath.Join(content, File), output.Text(more.String())); err != nil {
			return err
		}
	}
	err = os.Remove(filepath.Join(content, filepath.FromSlash(pending)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another run was as quick
	}
	return err
}

// Note notes the pages of a site that was written today, in place of those noted earlier on the day.
func Note(content string, today date.Date, pages []source.Published) error {
	if err := Settle(content, today); err != nil {
		return err
	}
	list, ok, err := read(content)
	if err != nil || !ok {
		return err
	}
	name := filepath.Join(content, filepath.FromSlash(pending))
	fresh := list.besides(pages)
	if len(fresh) == 0 {
		if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	text := today.String() + "\n" + lines(fresh)
	if was, err := os.ReadFile(name); err == nil && string(was) == text {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return output.Replace(name, output.Text(text))
}

// notes reads what was noted last. A file that is damaged counts for none: the next note writes it anew.
func notes(content string) (day date.Date, pages []source.Published, err error) {
	data, err := os.ReadFile(filepath.Join(content, filepath.FromSlash(pending)))
	if errors.Is(err, fs.ErrNotExist) {
		return day, nil, nil
	}
	if err != nil {
		return day, nil, err
	}
	first, rest, _ := strings.Cut(string(data), "\n")
	if day, _ = date.Parse(first); day.Day == 0 {
		return date.Date{}, nil, nil
	}
	return day, source.ReadPublished(rest, func(int, int) {}), nil
}

// list is addresses.txt.
type list struct {
	remarks string            // its lines that begin with #
	names   map[string]string // by address
}

// read reads it; ok is false when some of it cannot be read.
func read(content string) (l list, ok bool, err error) {
	l = list{head, map[string]string{}}
	data, err := os.ReadFile(filepath.Join(content, File))
	if errors.Is(err, fs.ErrNotExist) {
		return l, true, nil
	}
	if err != nil {
		return l, false, err
	}
	p := source.Parse(File, data)
	l.remarks = ""
	for line := range strings.Lines(p.File.Text) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			l.remarks += strings.TrimRight(line, "\n") + "\n"
		}
	}
	for _, x := range p.Published {
		l.names[x.Address] = x.Name
	}
	return l, !p.Problems.HasErrors(), nil
}

// besides returns the pages that the list has not, or by another name.
func (l list) besides(pages []source.Published) (fresh []source.Published) {
	for _, p := range pages {
		if name, there := l.names[p.Address]; !there || p.Name != "" && p.Name != name {
			fresh = append(fresh, p)
		}
	}
	return fresh
}

// with returns the list with the pages in it, under the names that they have now.
func (l list) with(pages []source.Published) (list, bool) {
	fresh := l.besides(pages)
	for _, p := range fresh {
		l.names[p.Address] = p.Name
	}
	return l, len(fresh) > 0
}

func (l list) String() string {
	all := make([]source.Published, 0, len(l.names))
	for address, name := range l.names {
		all = append(all, source.Published{Address: address, Name: name})
	}
	slices.SortFunc(all, func(a, b source.Published) int { return strings.Compare(a.Address, b.Address) })
	return l.remarks + lines(all)
}

func lines(pages []source.Published) string {
	var b strings.Builder
	for _, p := range pages {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}
