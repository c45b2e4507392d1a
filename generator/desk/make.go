package desk

import (
	"context"
	"html"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"kepu/generator/changes"
	"kepu/generator/diag"
	"kepu/generator/pages"
	"kepu/generator/site"
)

// Output makes the site in its folder. The desk itself writes nothing there.
type Output struct {
	Folder string                                                                                // where the site goes, as the user names it
	Plan   func(ctx context.Context, s *site.Site, progress func(done, total int)) (Plan, error) // says what Build would do now
	Build  func(ctx context.Context, shrink bool, progress func(done, total int)) Built          // shrink: also when much of what the site had would go
	Zip    func(ctx context.Context, shrink bool, progress func(done, total int)) Built          // makes the offline copy beside the folder
	Open   func(path string) error                                                               // opens a file with the program that the system has for it
}

// Plan is what would change for readers.
type Plan struct {
	Never                 bool // the site was never made there
	New, Changed, Removed []string
	Edited                []string                          // of Changed and Removed: what somebody has changed by hand
	Refused               string                            // why nothing may be written; empty: it may
	Shrunk                string                            // what is much less than before, in words; empty: nothing
	Content               []changes.Sentence                // what the content says otherwise
	Was                   func(name string) ([]byte, error) // a file of the site as it stands
}

// Built is what came of making the site, or its offline copy.
type Built struct {
	Done   bool
	Says   string // what the program says of it, in lines
	Shrunk bool   // nothing was done, for much of what the site had would go
	File   string // of a zip: where it is
	Size   int64
}

// makeView is what make.html shows.
type makeView struct {
	Errors, Warnings int
	Reading          bool // the content is being read
	Folder, Index    string

	Doing       diag.Text // what goes on; empty: nothing
	Done, Total int
	Built       *Built // what came of the last work
	BuiltZip    bool
	Size        string

	Planned bool
	Plan    Plan
	Nothing bool // nothing would change
	Groups  []pageGroup
	Others  int // files that are no pages
	Content []diag.Text
	Rest    int // sentences that are not shown
	Fault   string
}

// pageGroup are pages that would come, change or go.
type pageGroup struct {
	Name  diag.Text
	Count int
	Pages []navItem // some of them; those that go have no path
	Rest  int
}

// How much a plan shows.
const (
	mostOfPages     = 15
	mostOfSentences = 30
)

// patience is how long a page waits for a work before it shows how far it is.
const patience = 700 * time.Millisecond

// make answers for the page that makes the site.
func (d *Desk) make(w http.ResponseWriter, r *http.Request) {
	if d.o.Output.Build == nil {
		d.nothing(w)
		return
	}
	if r.Method == http.MethodPost {
		p, err := readSent(w, r, nil)
		if err != nil {
			d.tooLarge(w, r)
			return
		}
		d.begin(p.act, r.PostForm.Get("shrink") != "")
		http.Redirect(w, r, Root+"make", http.StatusSeeOther)
		return
	}
	s, problems := d.o.Now()
	v := &makeView{Folder: d.o.Output.Folder, Index: d.index(), Reading: s == nil && !problems.HasErrors()}
	v.Errors, v.Warnings = problems.Count()
	f := &frame{Title: diag.T("生成网站", "Make the site"), Path: "make", View: v}
	last := d.works.last()
	if s != nil && v.Errors == 0 && (last == nil || last.ended(0) && last.site != s) {
		last = d.beginPlan(s)
	}
	switch {
	case v.Reading:
		f.Again = 1
	case last == nil:
	case !last.ended(patience):
		f.Again = 1
		v.Done, v.Total = last.far()
		v.Doing = map[string]diag.Text{
			"plan":  diag.T("正在和原来的网站比较", "comparing with the site as it stands"),
			"build": diag.T("正在生成网站", "making the site"),
			"zip":   diag.T("正在做离线版", "making the offline copy"),
		}[last.what]
	case last.what == "plan" && v.Errors > 0: // it was of the content as it was before
	case last.what == "plan":
		d.showPlan(v, s, last)
	default:
		v.Built, v.BuiltZip = &last.built, last.what == "zip"
		v.Size = pages.Size(last.built.Size)
	}
	d.show(w, http.StatusOK, "make", f)
}

// begin begins what a button asks for.
func (d *Desk) begin(act string, shrink bool) {
	o := d.o.Output
	s, problems := d.o.Now()
	switch act {
	case "build":
		d.works.begin("build", s, func(ctx context.Context, x *work) { x.built = o.Build(ctx, shrink, x.progress) })
	case "zip":
		d.works.begin("zip", s, func(ctx context.Context, x *work) { x.built = o.Zip(ctx, shrink, x.progress) })
	case "plan":
		if s != nil && !problems.HasErrors() {
			d.beginPlan(s)
		} else {
			d.works.forget()
		}
	case "open":
		o.Open(d.index()) // that nothing opens is seen; the page names the file
	case "folder":
		if x := d.works.last(); x != nil && x.ended(0) && x.built.File != "" {
			o.Open(filepath.Dir(x.built.File))
		}
	}
}

func (d *Desk) beginPlan(s *site.Site) *work {
	x, _ := d.works.begin("plan", s, func(ctx context.Context, x *work) {
		x.plan, x.err = d.o.Output.Plan(ctx, s, x.progress)
	})
	return x
}

// index is the first page of the site that was made, as a path of the system.
func (d *Desk) index() string {
	abs, err := filepath.Abs(filepath.Join(d.o.Output.Folder, "index.html"))
	if err != nil {
		return filepath.Join(d.o.Output.Folder, "index.html")
	}
	return abs
}

// showPlan puts a plan into words.
func (d *Desk) showPlan(v *makeView, s *site.Site, x *work) {
	if x.err != nil {
		v.Fault = d.reason(x.err).In(d.o.Lang)
		return
	}
	p := x.plan
	v.Planned, v.Plan = true, p
	v.Nothing = len(p.New)+len(p.Changed)+len(p.Removed) == 0
	for i, c := range p.Content {
		if i == mostOfSentences {
			v.Rest = len(p.Content) - i
			break
		}
		v.Content = append(v.Content, c.What)
	}
	was := func(name string) ([]byte, error) { return p.Was(name) }
	v.group(diag.T("新的网页", "New pages"), p.New, s.ReadFile, true)
	v.group(diag.T("要变的网页", "Pages that change"), p.Changed, s.ReadFile, true)
	v.group(diag.T("不再有的网页", "Pages that go"), p.Removed, was, false)
}

// group adds a group of the pages among names, by their titles.
func (v *makeView) group(name diag.Text, names []string, read func(string) ([]byte, error), there bool) {
	var list []string
	for _, n := range names {
		if strings.HasSuffix(n, ".html") {
			list = append(list, n)
		} else {
			v.Others++
		}
	}
	if len(list) == 0 {
		return
	}
	slices.SortStableFunc(list, func(a, b string) int { return rankOf(a) - rankOf(b) })
	g := pageGroup{Name: name, Count: len(list)}
	for i, n := range list {
		if i == mostOfPages {
			g.Rest = len(list) - i
			break
		}
		item := navItem{Name: diag.Same(n)}
		if page, err := read(n); err == nil {
			if title := titleOf(string(page)); title != "" {
				item.Name = diag.Same(title)
			}
		}
		if there {
			item.Path = n
		}
		g.Pages = append(g.Pages, item)
	}
	v.Groups = append(v.Groups, g)
}

// rankOf puts what somebody wrote before what is gathered from it.
func rankOf(name string) int {
	section, _, _ := strings.Cut(name, "/")
	if i := slices.Index([]string{"bases", "notices", "reports"}, section); i >= 0 && !strings.HasSuffix(name, "index.html") {
		return i
	}
	return 10
}

// titleOf returns the title of a page, without the name of the site behind it.
func titleOf(page string) string {
	_, rest, ok := strings.Cut(page, "<title>")
	title, _, whole := strings.Cut(rest, "</title>")
	if !ok || !whole {
		return ""
	}
	title = html.UnescapeString(strings.TrimSpace(title))
	if at := strings.LastIndex(title, " - "); at > 0 {
		return title[:at]
	}
	return title
}

// Close ends what the desk still does, and waits for it.
func (d *Desk) Close() { d.works.close() }
