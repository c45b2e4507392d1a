// Package verify looks at a published site from outside, as a reader's browser does, and says whether it is the one that was made.
//
// In come an address, the local files with their list (filelist), the clock and how much to ask for; out comes a Report: check by check
// what was found, what that means for readers and how it is put right, with some addresses for each. Sheet prints it. Nothing
// local is changed, and nothing is asked of any host but that of the address.
//
// # What is asked for
//
// The list beside the site tells which edition is there. Then come the files: all of them up to AllUpTo, else a sample (the home page, one page of each
// kind, all styles and scripts, and others by chance, from a seed that the report tells). Assets are asked for as pages do, with ?v= and a sum: a cache that
// keeps them for a year has one for each. Files above Large are asked for their length alone, unless all are wanted. Then a few questions that no list answers: a name
// that does not exist, folders with and without an index, the address without its last slash, and the same by http.
//
// # How it asks
//
// A few requests at a time, with who asks; a server that is busy is left alone for as long as it says, and after ten failures in a row nothing more is asked. No answer is read beyond the length of
// the local file and some. A redirect is followed on the same host, and told where it leads elsewhere. No proxy is used: what a reader gets is to be seen, not
// what an office's proxy makes of it. An address of an inner network is asked like any other, since a person named it. After a certificate that is not valid the rest is
// looked at all the same: files are known by their sums and not by who sends them.
//
// # What is told of a file that differs
//
// The far list makes the difference between an old page and a changed one. Where the list is ours, a file that differs is damaged, kept by a cache, or changed by
// somebody; where it is another, files that are as the other list has them are of that edition: all of them, and the site is an older one; some, and an
// upload stopped half-way. A script, frame or the like that the local page has not is told as injected, whatever else differs.
//
// # Outcomes
//
// Fine; Remark: readers lose nothing; Warning: some do, or will; Error: many do. A check that could not be made is never told as fine.
package verify

import (
	"context"
	"crypto/x509"
	"errors"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"

	"kepu/generator/checksheet"
	"kepu/generator/diag"
	"kepu/generator/filelist"
)

// Options say what to look at, and how. Address, Local, List and Now are needed.
type Options struct {
	Address string        // of the site: http or https, without a query, ending in a slash (see Address)
	Base    string        // what the pages take for the site's address; "" where they know none
	Local   fs.FS         // the files as they should be
	List    filelist.List // of those
	Now     time.Time
	Sample  int    // how many files to ask for, if not all
	All     bool   // ask for all, however many and large
	Seed    uint64 // of the files that chance chooses

	Progress func(done, total int)

	Roots *x509.CertPool                   // the machine's
	Dial  func(host string) (string, bool) // where a host and port is instead; for tests
	Pause time.Duration                    // before the first of two further tries, a second; for tests
}

// Address returns the address of a site as Options has it: whole, of http or https, ending in a slash.
func Address(text string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	switch {
	case err != nil:
		return "", err
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", errors.New("not the address of a site")
	}
	u.Host = strings.ToLower(u.Host)
	u.Path, u.RawPath = strings.TrimSuffix(strings.TrimSuffix(u.Path, firstPage), "/")+"/", ""
	return u.String(), nil
}

const (
	// AllUpTo is how many files are asked for where nobody says; of more, a sample of Usual.
	AllUpTo = 2000
	// Usual is how many files a sample has where nobody says.
	Usual = 500
	// Large is from how many bytes on a file is asked for its length alone.
	Large = mostKept
)

// Outcome is how grave something is.
type Outcome int

// The outcomes, the gravest last.
const (
	Fine Outcome = iota
	Remark
	Warning
	Error
)

// Key is the outcome's word for programs.
func (o Outcome) Key() string { return [...]string{"ok", "remark", "warning", "error"}[o] }

// Name is the outcome's word for people.
func (o Outcome) Name() diag.Text {
	return [...]diag.Text{diag.T("正常", "fine"), diag.T("备注", "remark"), diag.T("提醒", "warning"), diag.T("有错", "error")}[o]
}

// Finding is one thing that is not as it should be.
type Finding struct {
	Kind    Kind
	Outcome Outcome
	What    diag.Text
	Do      diag.Text // where it is another cure than the kind's
	Address string    // "" where it is of no one address
}

// Check is what came of one kind.
type Check struct {
	Kind    Kind
	Outcome Outcome
	Asked   bool // false where there was nothing to ask, or no way to
	Found   []Finding
}

// Groups are the check's findings, each in its words once; places are addresses.
func (c *Check) Groups() []checksheet.Group[string] {
	return checksheet.Grouped(c.Found,
		func(f Finding) (what, do diag.Text) { return f.What, f.Do },
		func(f Finding) (string, bool) { return f.Address, f.Address != "" })
}

// Edition says which edition the list beside the site tells of.
type Edition int

// The editions.
const (
	NoList  Edition = iota // the server gives none
	Ours                   // the local list
	Another                // another list
)

// Key is the edition's word for programs.
func (e Edition) Key() string { return [...]string{"unknown", "same", "another"}[e] }

// Report is what was found.
type Report struct {
	Address string // as it was asked at the end: a home page that leads to https is looked at there
	Time    time.Time
	Reached bool // false: nothing could be asked, and nothing is known
	Edition Edition
	Listed  int // files of the local list
	Asked   int // of those
	Same    int // of those, to the byte
	Sized   int // of those asked, which are large: by their length alone
	Sampled bool
	Seed    uint64
	Bytes   int64 // that came over the line, headers not counted
	Checks  []Check
}

// Outcome is the gravest of all checks.
func (r *Report) Outcome() Outcome {
	worst := Fine
	for i := range r.Checks {
		worst = max(worst, r.Checks[i].Outcome)
	}
	return worst
}

// Count returns how many checks have an outcome, of those that were made.
func (r *Report) Count(o Outcome) int {
	n := 0
	for i := range r.Checks {
		if c := &r.Checks[i]; c.Asked && c.Outcome == o {
			n++
		}
	}
	return n
}

// Look asks for the site and reports. The error is that of ctx alone.
func Look(ctx context.Context, o Options) (*Report, error) {
	l := &looker{
		Options: o,
		report:  &Report{Address: o.Address, Time: o.Now, Listed: len(o.List), Seed: o.Seed},
		asked:   map[Kind]bool{},
	}
	if err := l.open(); err != nil {
		return nil, err
	}
	defer l.asker.client.CloseIdleConnections()
	if l.home(ctx) {
		l.editionThere(ctx)
		l.files(ctx)
		l.lost(ctx)
		l.judgeEdition(ctx)
		l.folders(ctx)
		l.otherWays(ctx)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l.report.Address, l.report.Bytes = l.address, l.asker.bytes.Load()
	for _, k := range Kinds() {
		c := Check{Kind: k, Asked: l.asked[k]}
		for _, f := range l.found {
			if f.Kind == k {
				c.Found = append(c.Found, f)
				c.Outcome = max(c.Outcome, f.Outcome)
				c.Asked = true
			}
		}
		l.report.Checks = append(l.report.Checks, c)
	}
	return l.report, nil
}

// looker is a report while it is made.
type looker struct {
	Options
	asker   *asker
	address string // where the site is asked for
	report  *Report
	far     filelist.List // the list beside the site; nil where there is none
	found   []Finding
	asked   map[Kind]bool
	sums    map[string]filelist.Sum // of what the server gave, by file
	soft    bool                    // what does not exist is given all the same
	seen    []seen
}

func (l *looker) find(k Kind, o Outcome, address string, what, do diag.Text) {
	l.found = append(l.found, Finding{k, o, what, do, address})
}

// looked notes that kinds were asked after.
func (l *looker) looked(kinds ...Kind) {
	for _, k := range kinds {
		l.asked[k] = true
	}
}

func (l *looker) has(name string) bool { _, ok := l.List[name]; return ok }

// foundAny reports whether something of a kind was found.
func (l *looker) foundAny(k Kind) bool {
	return slices.ContainsFunc(l.found, func(f Finding) bool { return f.Kind == k })
}
