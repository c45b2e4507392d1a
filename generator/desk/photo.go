package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"kepu/generator/catalog"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/folder"
	"kepu/generator/form"
	"kepu/generator/markdown"
	"kepu/generator/photo"
	"kepu/generator/pinyin"
	"kepu/generator/rename"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
	"kepu/generator/webheader"
)

// photosView is what photo.html shows: the photos of a page.
type photosView struct {
	File    string
	Add     string // the path that takes photos, below Root
	Gallery bool   // of a base: its photos stand on its page by themselves
	Photos  []photoView
	Refused []refusedPhoto
	Faults  []fault
	Says    *diag.Text // what was saved just now
	Entry   string     // that can be taken back
	Doors   []navItem

	Caption, Credit string // that were typed for photos that were not taken
}

// photoView is one photo with its words.
type photoView struct {
	Name, Show, Words, Cut string // the file beside the page, and paths below Root
	Caption, Credit        string
	Number                 int
}

// refusedPhoto is one that was not taken, and why.
type refusedPhoto struct {
	Name string `json:"name"`
	Why  string `json:"why"`
}

// What may be sent at once.
const (
	mostPhoto  = photo.MaxSize
	mostPhotos = 20
	mostUpload = 200 << 20 // bytes
	mostWords  = 4 << 20   // bytes of a field beside the photos
)

func photoAddress(part, file, name string) string {
	v := url.Values{"file": {file}}
	if name != "" {
		v.Set("name", name)
	}
	return strings.TrimSuffix("photo/"+part, "/") + "?" + v.Encode()
}

// photo answers for the photos of a page.
func (d *Desk) photo(w http.ResponseWriter, r *http.Request, part string) {
	if part == "show" {
		d.showPhoto(w, r)
		return
	}
	p, err := d.openProse(r.URL.Query().Get("file"))
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	switch {
	case part == "" && r.Method != http.MethodPost:
		d.showPhotos(w, http.StatusOK, p, photosView{})
	case part == "add" && r.Method == http.MethodPost:
		d.addPhotos(w, r, p)
	case part == "words" && r.Method == http.MethodPost:
		d.photoWords(w, r, p)
	case part == "cut":
		d.cutPhoto(w, r, p)
	default:
		d.nothing(w)
	}
}

// showPhoto sends a picture of content/ as the site shows it, in its smallest width.
func (d *Desk) showPhoto(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("file")
	if edit.CheckPath(name) != nil || !source.IsPicture(name) {
		http.NotFound(w, r)
		return
	}
	data, err := source.ReadFile(folder.New(d.o.Content), name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	a := source.ReadAsset(name, data)
	if a.Picture == nil {
		http.NotFound(w, r)
		return
	}
	variants, err := d.o.Photos.Variants(a.Sum, func() ([]byte, error) { return data, nil })
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", webheader.Of("x"+a.Picture.Ending()).Type)
	w.Write(variants[0].Bytes)
}

// isBase reports whether the page is a base's.
func (p *prose) isBase() bool { return source.SectionOf(p.path) == source.BaseFile }

// hasFolder reports whether photos may stand beside the page of a base.
func (p *prose) hasFolder() bool { return path.Dir(p.path) != "bases" }

// entries are the [[photo]] tables of a base's page, by the file that they are about.
func (p *prose) entries() map[string]*tomldoc.Table {
	_, top := form.Open(p.path, p.file.Text())
	list := map[string]*tomldoc.Table{}
	f := top.Field("photo")
	if f == nil || f.Value.Kind != tomldoc.Array {
		return list
	}
	for i := range f.Value.Items {
		if t := f.Value.Items[i].Table; t != nil && t.Field("file") != nil {
			named := markdown.Absolute(p.path, strings.ReplaceAll(strings.TrimSpace(t.Field("file").Value.Text), `\`, "/"))
			if rest, ok := strings.CutPrefix(named, path.Dir(p.path)+"/"); ok && list[rest] == nil {
				list[rest] = t
			}
		}
	}
	return list
}

func fieldText(t *tomldoc.Table, key string) string {
	if t == nil || t.Field(key) == nil {
		return ""
	}
	return t.Field(key).Value.Text
}

// gallery lists the photos that stand beside a base's page, in the order of the site.
func (d *Desk) gallery(p *prose) (list []photoView) {
	if !p.isBase() || !p.hasFolder() {
		return nil
	}
	dir := path.Dir(p.path)
	entries, err := folder.New(d.o.Content).ReadDir(dir)
	if err != nil {
		return nil
	}
	told := p.entries()
	for _, e := range entries {
		if e.IsDir() || source.Skipped(e.Name()) || !source.IsPicture(e.Name()) {
			continue
		}
		t := told[e.Name()]
		list = append(list, photoView{Name: e.Name(), Show: photoAddress("show", dir+"/"+e.Name(), ""), Words: photoAddress("words", p.path, ""), Cut: photoAddress("cut", p.path, e.Name()),
			Caption: fieldText(t, "caption"), Credit: fieldText(t, "credit")})
	}
	order := map[string]int{}
	if c := d.catalog(); c != nil {
		for _, b := range c.Bases {
			if b.Path == p.path {
				for i, x := range b.Gallery {
					order[x.Asset.Path] = i + 1
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b photoView) int { return order[dir+"/"+a.Name] - order[dir+"/"+b.Name] })
	for i := range list {
		list[i].Number = i + 1
	}
	return list
}

func (d *Desk) showPhotos(w http.ResponseWriter, status int, p *prose, v photosView) {
	v.File, v.Add, v.Gallery, v.Photos = p.path, photoAddress("add", p.path, ""), p.isBase(), d.gallery(p)
	v.Doors = append(v.Doors, navItem{Name: diag.T("改正文", "Its text"), Path: bodyAddress(p.path)})
	if rec := recordOf(p.path); rec != "" {
		v.Doors = append(v.Doors, navItem{Name: diag.T("改表格里的各项", "The form of its settings"), Path: editAddress(rec, p.path, 0)})
	}
	at := ""
	if rec := recordOf(p.path); rec != "" {
		at = "list/" + rec
	}
	d.show(w, status, "photo", &frame{Title: diag.T("照片", "Photos"), Lead: diag.Same(p.called), Path: at, View: &v})
}

// upload is what came with a form that has photos.
type upload struct {
	fields  map[string]string
	photos  []sentPhoto
	refused []refusedPhoto
}

type sentPhoto struct {
	name string // as the sender's disk has it
	data []byte
	ext  string // that its bytes ask for
}

// readUpload reads a form part by part: of photos no more than the largest that is taken.
func (d *Desk) readUpload(w http.ResponseWriter, r *http.Request) (*upload, error) {
	http.NewResponseController(w).SetReadDeadline(time.Now().Add(2 * time.Minute)) // an error: no real connection
	r.Body = http.MaxBytesReader(w, r.Body, mostUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	u := &upload{fields: map[string]string{}}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return u, nil
		}
		if err != nil {
			return nil, err
		}
		if err := d.readPart(u, part); err != nil {
			return nil, err
		}
	}
}

func (d *Desk) readPart(u *upload, part *multipart.Part) error {
	if part.FileName() == "" {
		data, err := io.ReadAll(io.LimitReader(part, mostWords+1))
		if len(data) > mostWords {
			return errors.New("a field is too large")
		}
		u.fields[part.FormName()] = lines(string(data))
		return err
	}
	name := path.Base(strings.ReplaceAll(part.FileName(), `\`, "/"))
	if len(u.photos) == mostPhotos {
		u.refused = append(u.refused, refusedPhoto{name, diag.T("一次最多加 %d 张，请再加一次", "no more than %d at once: add it once more").With(mostPhotos).In(d.o.Lang)})
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(part, mostPhoto+1))
	if err != nil {
		return err
	}
	if len(data) == 0 {
		u.refused = append(u.refused, refusedPhoto{name, diag.T("文件是空的", "the file is empty").In(d.o.Lang)})
		return nil
	}
	ext, problems := d.pictureForm(data)
	for _, x := range problems {
		if x.Severity == diag.Error {
			u.refused = append(u.refused, refusedPhoto{name, x.Message(d.o.Lang)})
			return nil
		}
	}
	u.photos = append(u.photos, sentPhoto{name, data, ext})
	return nil
}

// endings are those that the forms of pictures get.
var endings = map[photo.Form]string{photo.JPEG: ".jpg", photo.PNG: ".png", photo.GIF: ".gif", photo.WebP: ".webp"}

// pictureForm finds the ending that a picture's bytes ask for, whatever its name says, and what is wrong with it. One that
// looks well is decoded: what comes of it is kept for the site.
func (d *Desk) pictureForm(data []byte) (ext string, problems diag.List) {
	ext = endings[photo.FormOf(data)]
	if ext == "" {
		ext = ".jpg" // of which it is none, as is told then
	}
	a := source.ReadAsset("x"+ext, data)
	if a.Picture == nil || a.Problems.HasErrors() {
		return ext, a.Problems
	}
	if _, err := d.o.Photos.Variants(a.Sum, func() ([]byte, error) { return data, nil }); err != nil {
		what, mend := source.PictureFault(*a.Picture, err)
		a.Problems.Error(diag.Whole(a.Path), what, mend)
	}
	return ext, a.Problems
}

// byCamera are names that say nothing of what a photo shows.
var byCamera = regexp.MustCompile(`(?i)^(?:img|dsc[nf]?|dji|pic|photo|image|picture|mmexport|wx_camera|screenshot|win|vid|pxl|wechat|微信图片|微信截图|屏幕截图|截图|图片|照片|未命名|新建|qq图片|qq截图|[0-9a-f-]{16,}|[0-9 _.()（）-]+)[\s_0-9.()（）副本年月日-]*$`)

// nameFor finds a name that says what a photo shows, as far as anybody has said it, and that is not taken.
func (d *Desk) nameFor(x sentPhoto, caption string, taken map[string]bool) string {
	today := d.o.Today()
	stem := pinyin.Slug(caption, "")
	if own := strings.TrimSuffix(x.name, path.Ext(x.name)); stem == "" && !byCamera.MatchString(own) {
		stem = pinyin.Slug(own, "")
	}
	if len(stem) < 2 || source.Reserved(stem) || stem == "index" {
		stem = fmt.Sprintf("%04d%02d%02d", today.Year, today.Month, today.Day)
	}
	if len(stem) > 40 {
		stem = stem[:40]
	}
	for n := 1; ; n++ {
		name := stem
		if n > 1 {
			name = fmt.Sprintf("%s-%d", stem, n)
		}
		if !taken[name] { // by a picture of any form: x.jpg and x.png are taken for one by people
			taken[name] = true
			return name + x.ext
		}
	}
}

// beside lists the files of the folder in which the photos of a page stand: their stems, and of those that may be
// the same as one that comes the bytes.
func (d *Desk) beside(dir string, coming []sentPhoto) (taken map[string]bool, same map[int]string, err error) {
	content := folder.New(d.o.Content)
	taken, same = map[string]bool{}, map[int]string{}
	entries, err := content.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return taken, same, nil
	}
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		taken[strings.ToLower(strings.TrimSuffix(e.Name(), path.Ext(e.Name())))] = true
		info, err := e.Info()
		if err != nil || e.IsDir() || !source.IsPicture(e.Name()) {
			continue
		}
		for i, x := range coming {
			if info.Size() != int64(len(x.data)) {
				continue
			}
			if data, err := content.ReadFile(dir + "/" + e.Name()); err == nil && bytes.Equal(data, x.data) {
				same[i] = e.Name()
			}
		}
	}
	return taken, same, nil
}

// added is what comes of photos that were sent.
type added struct {
	change edit.Change
	page   *prose   // the page as it was
	file   string   // the page's file afterwards
	names  []string // of the photos, in their order
}

// addPhotos takes photos in: they are stored beside the page, which gets a folder of its own where it has none.
func (d *Desk) addPhotos(w http.ResponseWriter, r *http.Request, p *prose) {
	u, err := d.readUpload(w, r)
	if err != nil {
		d.tooLarge(w, r)
		return
	}
	asked := u.fields["json"] != ""
	a, refused, err := d.withPhotos(p, u)
	var no *edit.Refused
	switch {
	case errors.As(err, &no):
		d.notAdded(w, p, u, asked, refused, no.What, d.unwritten(no.Problems))
		return
	case err != nil:
		d.notAdded(w, p, u, asked, refused, d.reason(err), nil)
		return
	case len(a.names) == 0:
		if len(refused) == 0 {
			d.notAdded(w, p, u, asked, nil, diag.T("没有选照片", "no photo was chosen"), nil)
			return
		}
		d.notAdded(w, p, u, asked, refused, diag.T("没有加进照片", "no photo was added"), nil)
		return
	}
	j, err := d.judge(a.change)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if j.errors.HasErrors() {
		d.notAdded(w, p, u, asked, refused, diag.T("这样就会有错误，没有加进照片", "this would make errors, and no photo was added"), d.unwritten(j.errors))
		return
	}
	typed := ""
	if asked {
		typed = d.retold(p, u.fields["text"])
	}
	entry, err := d.history.Save(a.change, d.o.Clock())
	if err != nil {
		d.notAdded(w, p, u, asked, refused, d.reason(err), nil)
		return
	}
	d.o.Refresh()
	d.fresh.Store(&entry.ID)
	now, err := d.openProse(a.file)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if !asked {
		d.showPhotos(w, http.StatusOK, now, photosView{Says: &entry.What, Entry: entry.ID, Refused: refused})
		return
	}
	answer := photoAnswer{Says: entry.What.In(d.o.Lang), Refused: refused, Action: Root + bodyAddress(a.file), Live: Root + liveAddress(a.file), Photo: Root + photoAddress("add", a.file, ""),
		Was: now.file.Body(), Text: typed}
	if !p.isBase() {
		for _, name := range a.names {
			answer.Insert += "![" + strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ").Replace(strings.TrimSpace(u.fields["caption"])) + "](" + name + ")\n\n"
		}
		answer.Insert = strings.TrimSpace(answer.Insert)
	}
	d.json(w, answer)
}

// photoAnswer tells a script what has come of photos.
type photoAnswer struct {
	Fault   string         `json:"fault"`
	Refused []refusedPhoto `json:"refused"`
	Says    string         `json:"says"`
	Action  string         `json:"action"` // where the form of the text goes now
	Live    string         `json:"live"`
	Photo   string         `json:"photo"`
	Was     string         `json:"was"`    // the text as the file has it now
	Text    string         `json:"text"`   // what was typed, with its links from where the file stands now
	Insert  string         `json:"insert"` // what shows the photos in a text
}

func (d *Desk) notAdded(w http.ResponseWriter, p *prose, u *upload, asked bool, refused []refusedPhoto, why diag.Text, faults []fault) {
	if !asked {
		d.showPhotos(w, http.StatusUnprocessableEntity, p, photosView{Refused: append(refused, refusedPhoto{"", why.In(d.o.Lang)}), Faults: faults, Caption: u.fields["caption"], Credit: u.fields["credit"]})
		return
	}
	a := photoAnswer{Fault: why.In(d.o.Lang), Refused: refused}
	for _, f := range faults {
		a.Fault += diag.T("；", "; ").In(d.o.Lang) + f.What
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusUnprocessableEntity)
	d.json(w, a)
}

// withPhotos makes the change that puts photos beside a page.
func (d *Desk) withPhotos(p *prose, u *upload) (*added, []refusedPhoto, error) {
	a := &added{page: p, file: p.path, change: edit.Change{}}
	refused := u.refused
	dir := path.Dir(p.path)
	if p.isBase() && !p.hasFolder() {
		dir = strings.TrimSuffix(p.path, path.Ext(p.path))
	}
	taken, same, err := d.beside(dir, u.photos)
	if err != nil {
		return a, refused, err
	}
	caption, credit := strings.TrimSpace(u.fields["caption"]), strings.TrimSpace(u.fields["credit"])
	var fields [][]edit.Field
	for i, x := range u.photos {
		twice := slices.IndexFunc(u.photos[:i], func(o sentPhoto) bool { return bytes.Equal(o.data, x.data) })
		if there := same[i]; there != "" || twice >= 0 {
			if twice >= 0 {
				there = u.photos[twice].name
			}
			refused = append(refused, refusedPhoto{x.name, diag.T("这张照片已经有了：%s", "this photo is there already: %s").With(there).In(d.o.Lang)})
			continue
		}
		name := d.nameFor(x, caption, taken)
		a.names = append(a.names, name)
		a.change.Files = append(a.change.Files, edit.FileChange{Path: dir + "/" + name, After: x.data})
		f := []edit.Field{{Key: "file", Value: edit.Text(name)}}
		if caption != "" {
			f = append(f, edit.Field{Key: "caption", Value: edit.Text(caption)})
		}
		if credit != "" {
			f = append(f, edit.Field{Key: "credit", Value: edit.Text(credit)})
		}
		if len(f) > 1 {
			fields = append(fields, f)
		}
	}
	if len(a.names) == 0 {
		return a, refused, nil
	}
	a.change.What = diag.T("给“%s”加了 %d 张照片", "%[2]d photos of “%[1]s” were added").With(p.called, len(a.names))
	if caption != "" {
		a.change.What = diag.T("给“%s”加了照片：%s", "a photo of “%s”: %s").With(p.called, diag.Clip(caption, 40))
	}
	if !p.isBase() {
		if u.fields["json"] == "" { // without a script it stands at the text's end, from where it can be moved
			f, err := edit.Open(p.path, p.raw)
			if err != nil {
				return a, refused, err
			}
			text := f.Body()
			for _, name := range a.names {
				text = strings.TrimLeft(text+"\n\n!["+strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ").Replace(caption)+"]("+name+")", "\n")
			}
			if err := f.SetBody(text); err != nil {
				return a, refused, err
			}
			one, err := f.Change()
			if err != nil {
				return a, refused, err
			}
			a.change.Files = append(a.change.Files, one)
		}
		return a, refused, nil
	}
	before, after := p.raw, p.raw
	if !p.hasFolder() {
		moved, err := d.intoFolder(p, folder.New(d.o.Content), nil)
		if err != nil {
			return a, refused, err
		}
		a.file = dir + "/index.md"
		for _, f := range moved.Files {
			if f.Path == a.file {
				before, after = nil, f.After
				continue
			}
			a.change.Files = append(a.change.Files, f)
		}
	}
	f, err := edit.Open(a.file, after)
	if err != nil {
		return a, refused, err
	}
	for _, entry := range fields {
		if err := f.Append("photo", entry); err != nil {
			return a, refused, err
		}
	}
	one, err := f.Change()
	if err != nil {
		return a, refused, err
	}
	if before == nil || len(fields) > 0 {
		a.change.Files = append(a.change.Files, edit.FileChange{Path: a.file, Before: before, After: one.After})
	}
	return a, refused, nil
}

// intoFolder makes the change that moves a base's page into a folder. Other is the page's file with another text,
// nil for the one that it has.
func (d *Desk) intoFolder(p *prose, content fs.FS, other []byte) (edit.Change, error) {
	s, _ := d.o.Now()
	if s == nil {
		return edit.Change{}, &edit.Refused{Path: p.path, What: diag.M("DESK-NO-SITE", "内容里有错误，这一页还不能移进文件夹", "the content has errors, so the page cannot be moved into a folder yet"),
			Mend: diag.T("请先改正桌面上列出的错误", "mend first what the desk lists")}
	}
	records := s.Records()
	in := catalog.Input{Files: records.Parsed, Others: records.Others, Today: d.o.Today(), Asset: func(name string) *source.Asset {
		data, err := source.ReadFile(content, name)
		if err != nil {
			return nil
		}
		return source.ReadAsset(name, data)
	}}
	if other != nil {
		in.Files = slices.Clone(in.Files)
		for i, x := range in.Files {
			if x.File.Path == p.path {
				in.Files[i] = source.Parse(p.path, other)
			}
		}
	}
	return rename.Folder(in, content, p.path)
}

// retold returns a text that was typed for a page with its links as they must be when the page has moved into a folder.
func (d *Desk) retold(p *prose, typed string) string {
	if !p.isBase() || p.hasFolder() {
		return typed
	}
	f, err := edit.Open(p.path, p.raw)
	if err == nil {
		err = f.SetBody(typed)
	}
	if err != nil {
		return typed
	}
	one, err := f.Change()
	if err != nil || one.After == nil {
		return typed // it has a slip, and is read by a person again
	}
	moved, err := d.intoFolder(p, folder.New(d.o.Content).With(map[string][]byte{p.path: one.After}), one.After)
	if err != nil {
		return typed
	}
	for _, x := range moved.Files {
		if x.After != nil && path.Base(x.Path) == "index.md" && path.Dir(x.Path) == strings.TrimSuffix(p.path, path.Ext(p.path)) {
			if f, err := edit.Open(x.Path, x.After); err == nil {
				return f.Body()
			}
		}
	}
	return typed
}

// named returns the photo of a base's page that a request is about; "" when there is none.
func (d *Desk) named(p *prose, name string) string {
	for _, x := range d.gallery(p) {
		if x.Name == name {
			return name
		}
	}
	return ""
}

// photoWords writes the words of a photo.
func (d *Desk) photoWords(w http.ResponseWriter, r *http.Request, p *prose) {
	if err := parse(w, r); err != nil {
		d.tooLarge(w, r)
		return
	}
	name := d.named(p, r.PostForm.Get("name"))
	if name == "" {
		d.notFound(w, r, errGone)
		return
	}
	f, t := p.file, p.entries()[name]
	var err error
	var fields []edit.Field
	changed := false
	for _, key := range []string{"caption", "credit"} {
		typed, now := strings.TrimSpace(strings.ReplaceAll(lines(r.PostForm.Get(key)), "\n", " ")), fieldText(t, key)
		if typed == strings.TrimSpace(now) || err != nil {
			continue
		}
		changed = true
		switch {
		case t == nil:
			fields = append(fields, edit.Field{Key: key, Value: edit.Text(typed)})
		case typed == "":
			err = f.Remove(edit.At(t.Start), key)
		default:
			err = f.Set(edit.At(t.Start), key, edit.Text(typed))
		}
	}
	if len(fields) > 0 && err == nil {
		err = f.Append("photo", append([]edit.Field{{Key: "file", Value: edit.Text(name)}}, fields...))
	}
	var one edit.FileChange
	if err == nil && changed {
		one, err = f.Change()
	}
	c := edit.Change{What: diag.T("写了“%s”一张照片的说明", "the words of a photo of “%s” were written").With(p.called), Files: []edit.FileChange{one}}
	d.keepPhotos(w, r, p, c, changed, err)
}

// keepPhotos saves a change of a page's photos and shows them.
func (d *Desk) keepPhotos(w http.ResponseWriter, r *http.Request, p *prose, c edit.Change, changed bool, err error) {
	if err == nil && changed {
		var j judged
		if j, err = d.judge(c); err == nil && j.errors.HasErrors() {
			d.failed(w, r, &edit.Refused{Path: p.path, What: j.errors[0].What, Mend: j.errors[0].Mend})
			return
		}
	}
	switch {
	case err != nil:
		d.failed(w, r, err)
		return
	case !changed:
		d.showPhotos(w, http.StatusOK, p, photosView{})
		return
	}
	entry, err := d.history.Save(c, d.o.Clock())
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.o.Refresh()
	d.fresh.Store(&entry.ID)
	now, err := d.openProse(p.path)
	if err != nil {
		d.failed(w, r, err)
		return
	}
	d.showPhotos(w, http.StatusOK, now, photosView{Says: &entry.What, Entry: entry.ID})
}

// cutPhoto shows what would go with a photo, and takes it out.
func (d *Desk) cutPhoto(w http.ResponseWriter, r *http.Request, p *prose) {
	name := d.named(p, r.URL.Query().Get("name"))
	if name == "" {
		d.notFound(w, r, errGone)
		return
	}
	at := path.Dir(p.path) + "/" + name
	data, err := folder.New(d.o.Content).ReadFile(at)
	if err != nil {
		d.notFound(w, r, err)
		return
	}
	c := edit.Change{What: diag.T("删去“%s”的一张照片：%s", "deleted a photo of “%s”: %s").With(p.called, name), Files: []edit.FileChange{{Path: at, Before: data}}}
	if t := p.entries()[name]; t != nil {
		err = p.file.Cut(edit.At(t.Start))
	}
	_, top := form.Open(p.path, p.file.Text())
	if cover := top.Field("cover"); err == nil && cover != nil && markdown.Absolute(p.path, strings.TrimSpace(cover.Value.Text)) == at {
		err = p.file.Remove(edit.Top(), "cover")
	}
	var one edit.FileChange
	if err == nil {
		one, err = p.file.Change()
	}
	if err != nil {
		d.failed(w, r, err)
		return
	}
	if !bytes.Equal(one.Before, one.After) {
		c.Files = append(c.Files, one)
	}
	files := []fileView{{Path: at, Gone: true}}
	if len(c.Files) > 1 {
		files = append(files, filesOf(edit.Change{Files: c.Files[1:]})...)
	}
	d.lookAndSave(w, r, proposal{change: c, files: files, title: diag.T("删去这张照片？", "Delete this photo?"), action: photoAddress("cut", p.path, name),
		record: recordOf(p.path), back: photoAddress("", p.path, ""), save: func() { d.keepPhotos(w, r, p, c, true, nil) }})
}
