package desk

import (
	"context"
	"net/http"
	"strings"
	"time"

	"kepu/generator/diag"
)

// route answers a request of somebody who was let in.
func (d *Desk) route(w http.ResponseWriter, r *http.Request, path string) {
	part, name, _ := strings.Cut(path, "/")
	if part != "" { // the first page says that the content is still being read, the others need it
		d.awaitContent(r.Context())
	}
	switch part {
	case "":
		d.home(w, r)
	case "list":
		d.list(w, r, name)
	case "edit":
		d.editRecord(w, r, name)
	case "new":
		d.newRecord(w, r, name)
	case "id":
		d.newID(w, r)
	case "cut":
		d.cut(w, r, name)
	case "of":
		d.of(w, r)
	case "place":
		d.place(w, r)
	case "body":
		d.body(w, r)
	case "live":
		d.live(w, r, name)
	case "photo":
		d.photo(w, r, name)
	case "import":
		d.importing(w, r, name)
	case "sheets":
		d.emptySheets(w, r)
	case "fill":
		d.fill(w, r, name)
	case "find.json":
		d.findPage(w, r)
	case "figure.json":
		d.figure(w, r)
	case "prose.js", "paste.js":
		d.file(w, "pages/"+part, "text/javascript; charset=utf-8")
	case "say":
		d.say(w, r)
	case "say.js":
		d.file(w, "pages/say.js", "text/javascript; charset=utf-8")
	case "saved":
		d.saved(w, r)
	case "undo":
		d.undo(w, r)
	case "problems":
		d.problems(w, r)
	case "repair":
		d.mend(w, r, false)
	case "repairs":
		d.mend(w, r, true)
	case "due":
		if name == "print" {
			d.printDue(w, r)
			return
		}
		d.listDue(w, r)
	case "make":
		d.make(w, r)
	case "history":
		d.past(w, r)
	case "entry":
		d.entry(w, r)
	case "restore":
		d.restore(w, r)
	default:
		d.nothing(w)
	}
}

// awaitContent waits until the content has been read once, or for as long as somebody may be asked to.
func (d *Desk) awaitContent(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		if s, problems := d.o.Now(); s != nil || problems.HasErrors() {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
	}
}

var nothingHere = diag.T("这里没有这一页", "There is no such page here")
