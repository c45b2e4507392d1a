package manuscript

import (
	"slices"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/reconcile"
	"kepu/generator/source"
)

// WithFigures writes a directive in the place of each number of a page that agrees with the records and for which one was
// offered. text is the page that found was made of: its body is that of the page as it will be, what stands above it may be other.
func WithFigures(page edit.FileChange, text string, found []reconcile.Finding) (edit.FileChange, error) {
	_, _, at, _ := source.FrontMatter(diag.NewFile(page.Path, text))
	body := text[at:]
	for _, f := range slices.Backward(found) {
		if f.Offer != nil && f.Offer.Start >= at {
			body = body[:f.Offer.Start-at] + f.Offer.Directive + body[f.Offer.End-at:]
		}
	}
	file, err := edit.Open(page.Path, page.After)
	if err != nil {
		return page, err
	}
	if err := file.SetBody(body); err != nil {
		return page, err
	}
	changed, err := file.Change()
	if err != nil {
		return page, err
	}
	page.After = changed.After
	return page, nil
}
