package site

import (
	"bytes"
	"errors"
	"fmt"

	"kepu/generator/address"
	"kepu/generator/pages"
	"kepu/generator/view"
)

// Offline is the page about the offline copy, as it stands in the copy itself.
type Offline struct {
	Page   []byte
	Folder string // that the copy unpacks into

	site *Site
	view view.Offline
}

// StartPage is the second name of that page in the copy: one that is seen at once among
// the other files, in letters that every computer unpacks.
const StartPage = "START-HERE.html"

// Offline returns what the copy of the site needs beside the site's own files. The site
// must have been made with pages.Options.Offline.
func (s *Site) Offline() (*Offline, error) {
	f, ok := s.files[address.Offline]
	if !ok {
		return nil, errors.New("the site was made without an offline copy")
	}
	view, ok := f.View().(view.Offline)
	if !ok {
		return nil, fmt.Errorf("%s has a view of another type", address.Offline) // cannot happen
	}
	o := &Offline{site: s, view: view, Folder: view.Folder}
	var err error
	o.Page, err = s.ReadFile(address.Offline)
	return o, err
}

// NotInCopy are the files of the site that the copy doesn't have: a server shows 404.html at
// wrong addresses, so its links may be whole addresses on the web.
func (o *Offline) NotInCopy() []string { return []string{"404.html"} }

// InCopy are the files of the copy that the site doesn't have.
func (o *Offline) InCopy() map[string][]byte { return map[string][]byte{StartPage: o.Page} }

// PageBeside is the page about the copy as it stands on the site, with the size of the zip
// that stands beside it in place of the copy's own.
func (o *Offline) PageBeside(zip int64) ([]byte, error) {
	var b bytes.Buffer
	if err := o.site.theme.Render(&b, "offline", pages.OfflineBeside(o.view, zip)); err != nil {
		return nil, fmt.Errorf("make %s: %w", address.Offline, err)
	}
	return b.Bytes(), nil
}
