package manuscript

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/edit"
)

// orphans are the pictures beside a page that an earlier import put there, that its text showed before and does not show after, and that no
// other file of the content names.
func orphans(content fs.FS, page, before, after string) (gone []edit.FileChange, err error) {
	dir, id := path.Dir(page), strings.TrimSuffix(path.Base(page), path.Ext(page))
	ours := regexp.MustCompile(`\]\((` + regexp.QuoteMeta(id) + `-\d+(?:-\d+)?\.(?:png|jpg|gif|webp))[) ]`)
	var names []string
	for _, found := range ours.FindAllStringSubmatch(before, -1) {
		if name := found[1]; !strings.Contains(after, name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	err = fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != ".": // of programs
			return fs.SkipDir
		}
		if ext := strings.ToLower(path.Ext(name)); d.IsDir() || name == page || ext != ".md" && ext != ".toml" {
			return nil
		}
		text, err := fs.ReadFile(content, name)
		names = slices.DeleteFunc(names, func(s string) bool { return strings.Contains(string(text), s) })
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if data, err := fs.ReadFile(content, path.Join(dir, name)); err == nil {
			gone = append(gone, edit.FileChange{Path: path.Join(dir, name), Before: data})
		}
	}
	return gone, nil
}

// LinkInside makes of links to the site itself links to the files that its pages are made from: a text for Word, passed on and sent back,
// names pages by their full addresses. Links to pages that are made of no file (the figures of a year, a list) stay, and so do all where the
// site's address is not known. p is where they will stand.
func (m *Manuscript) LinkInside(c *catalog.Catalog, p Place) {
	if c.Site.BaseURL == "" || !strings.Contains(m.Body, "]("+c.Site.BaseURL) {
		return
	}
	files := map[string]string{}
	for _, b := range c.Bases {
		files["bases/"+b.ID] = b.Path
	}
	for folder, list := range map[string][]*catalog.Article{"reports": c.Reports, "notices": c.Notices, "pages": c.Pages} {
		for _, a := range list {
			files[folder+"/"+a.ID] = a.Path
		}
	}
	to := regexp.MustCompile(`\]\(` + regexp.QuoteMeta(c.Site.BaseURL) + `([^()\s#?]*)\.html(#[^()\s]*)?\)`)
	m.Body = to.ReplaceAllStringFunc(m.Body, func(link string) string {
		found := to.FindStringSubmatch(link)
		file := files[found[1]]
		if file == "" {
			return link
		}
		if path.Dir(file) == path.Dir(p.Path) {
			return "](" + path.Base(file) + found[2] + ")"
		}
		return "](" + strings.Repeat("../", strings.Count(p.Path, "/")) + file + found[2] + ")"
	})
}

// attached is a line that the text for Word has for each file attached to its page.
var attached = regexp.MustCompile(`^(?:附件：)?(?:[0-9]+\\?\. ?)?(?:\[[^\]\n]+\]\([^()\s]+\)|[^\n（）]+)（[A-Z0-9]{2,5}(?:，[0-9.,]+ ?[KMG]?B)?）$`)

// withoutFiles takes the list of a page's attached files off the end of a body: the page has it of its own, in attachments.
func withoutFiles(body string) (rest, files string) {
	parts := strings.Split(strings.TrimRight(body, "\n"), "\n\n")
	n := len(parts)
	for n > 0 && attached.MatchString(parts[n-1]) {
		n--
		if strings.HasPrefix(parts[n], "附件：") {
			return strings.Join(parts[:n], "\n\n") + "\n", strings.Join(parts[n:], " ")
		}
	}
	return body, ""
}
