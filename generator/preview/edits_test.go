package preview

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kepu/generator/remove"
	"kepu/generator/remove/removetest"
	"kepu/generator/sample"
	"kepu/themes"
)

// desk is a content folder and a theme that somebody works on, at random: what staff,
// editors and copying programs do to files, in any order.
type desk struct {
	t         testing.TB
	dir       string
	r         *rand.Rand
	whole     map[string][]byte // every file as it was at first, by path from dir
	graveyard map[string][]byte // files that were deleted
	log       []string          // what was done
}

// smallCity is what most tests work on.
var smallCity = sample.Options{Bases: 5, Activities: 24, Years: 2, Photos: 2, Seed: 1}

// newDesk lays out a city and a copy of the built-in theme.
func newDesk(t testing.TB, seed uint64, city sample.Options) *desk {
	t.Helper()
	d := &desk{t: t, dir: removetest.TempDir(t), r: rand.New(rand.NewPCG(seed, 1)), whole: map[string][]byte{}, graveyard: map[string][]byte{}}
	for name, data := range sample.Files(city) {
		d.whole["content/"+name] = data
	}
	theme, _ := themes.Open("default")
	d.do(fs.WalkDir(theme, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		d.whole["themes/default/"+name], err = fs.ReadFile(theme, name)
		return err
	}))
	for name, data := range d.whole {
		d.write(name, data)
	}
	return d
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *desk) do(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%v; so far:\n%s", err, strings.Join(d.log, "\n"))
	}
}

func (d *desk) write(name string, data []byte) {
	d.do(os.MkdirAll(filepath.Dir(d.path(name)), 0o755))
	d.do(os.WriteFile(d.path(name), data, 0o644))
}

// files returns what is there now, below a folder, with one of the endings if any are given.
func (d *desk) files(below string, endings ...string) []string {
	var names []string
	fs.WalkDir(os.DirFS(d.dir), below, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && (len(endings) == 0 || slices.Contains(endings, path.Ext(name))) {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// any picks one of the names; "" when there is none.
func (d *desk) any(names []string) string {
	if len(names) == 0 {
		return ""
	}
	slices.Sort(names)
	return names[d.r.IntN(len(names))]
}

func (d *desk) text() string { return d.any(d.files("content", ".md", ".toml")) }

func (d *desk) read(name string) []byte {
	data, err := os.ReadFile(d.path(name))
	d.do(err)
	return data
}

// change is one sort of edit. It returns what it did; "" when there was nothing to do it to.
type change struct {
	name string
	edit func(d *desk) string
}

// mend is left out of the list: it is done more often.
var changes = []change{
	{"append", (*desk).add}, {"truncate", (*desk).truncate}, {"rename", (*desk).rename}, {"delete", (*desk).remove},
	{"undelete", (*desk).undelete}, {"move a folder", (*desk).moveFolder}, {"break", (*desk).spoil}, {"id", (*desk).id},
	{"name", (*desk).name}, {"theme", (*desk).theme}, {"theme's asset", (*desk).asset}, {"broken theme", (*desk).spoilTheme},
	{"site.toml", (*desk).site}, {"photo", (*desk).photo}, {"same size, old time", (*desk).sly}, {"touch", (*desk).touch},
	{"copy", (*desk).copy}, {"atomic save", (*desk).atomic}, {"bytes", (*desk).noise}, {"draft", (*desk).draft},
	{"folder of another", (*desk).tree}, {"boundaries", (*desk).borders},
}

// edit does something. In two cases of five it puts a file back as it was, or else
// nothing would be right for long.
func (d *desk) edit() {
	if d.r.IntN(5) < 2 && d.mend() {
		return
	}
	c := changes[d.r.IntN(len(changes))]
	if what := c.edit(d); what != "" {
		d.log = append(d.log, c.name+": "+what)
	}
}

// mend puts what is wrong back as it was: some files, or all. It is false when all are.
func (d *desk) mend() bool {
	var other []string
	for name, data := range d.whole {
		if now, err := os.ReadFile(d.path(name)); err != nil || !bytes.Equal(now, data) {
			other = append(other, name)
		}
	}
	for _, name := range d.files(".") {
		if d.whole[name] == nil {
			other = append(other, name)
		}
	}
	if slices.Sort(other); len(other) == 0 {
		return false
	}
	if d.r.IntN(2) == 0 {
		other = slices.DeleteFunc(other, func(string) bool { return d.r.IntN(3) > 0 })
	}
	d.log = append(d.log, "mend: "+strings.Join(other, " "))
	for _, name := range other {
		if data := d.whole[name]; data != nil {
			d.write(name, data)
		} else {
			d.do(os.Remove(d.path(name)))
		}
	}
	return true
}

// replace puts a new text for an old one, in the one way or the other in which editors save.
func (d *desk) replace(name string, data []byte) string {
	if d.r.IntN(2) == 0 {
		d.write(name, data)
		return name
	}
	d.write(path.Dir(name)+"/~save.tmp", data)
	d.do(os.Rename(d.path(path.Dir(name)+"/~save.tmp"), d.path(name)))
	return name + " by a move"
}

func (d *desk) add() string {
	name := d.text()
	if name == "" {
		return ""
	}
	more := fmt.Sprintf("\n又写了一段，第%d段。\n", d.r.IntN(1000))
	if strings.Contains(name, "/activities/") {
		more = fmt.Sprintf("\n[[activity]]\ndate = 20%02d-05-%02d\ntitle = \"示例活动%d\"\nparticipants = %d\n", 10+d.r.IntN(15), 1+d.r.IntN(28), d.r.IntN(1000), d.r.IntN(500))
	}
	return d.replace(name, append(d.read(name), more...))
}

func (d *desk) truncate() string {
	name := d.any(d.files("content"))
	if name == "" {
		return ""
	}
	data := d.read(name)
	n := 0
	if len(data) > 0 {
		n = d.r.IntN(len(data))
	}
	d.do(os.Truncate(d.path(name), int64(n)))
	return fmt.Sprintf("%s to %d", name, n)
}

func (d *desk) rename() string {
	name := d.any(d.files("content"))
	if name == "" {
		return ""
	}
	to := path.Join(path.Dir(name), fmt.Sprintf("renamed-%d%s", d.r.IntN(50), path.Ext(name)))
	d.do(os.Rename(d.path(name), d.path(to)))
	return name + " to " + to
}

func (d *desk) remove() string {
	name := d.any(d.files("content"))
	if name == "" {
		return ""
	}
	d.graveyard[name] = d.read(name)
	d.do(os.Remove(d.path(name)))
	return name
}

func (d *desk) undelete() string {
	var names []string
	for name := range d.graveyard {
		names = append(names, name)
	}
	name := d.any(names)
	if name == "" {
		return ""
	}
	d.write(name, d.graveyard[name])
	delete(d.graveyard, name)
	return name
}

func (d *desk) moveFolder() string {
	var dirs []string
	for _, name := range d.files("content") {
		if dir := path.Dir(name); dir != "content" && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	dir := d.any(dirs)
	if dir == "" {
		return ""
	}
	to := path.Join(path.Dir(dir), fmt.Sprintf("moved-%d", d.r.IntN(50)))
	if _, err := os.Stat(d.path(to)); err == nil {
		return ""
	}
	d.do(os.Rename(d.path(dir), d.path(to)))
	return dir + " to " + to
}

// spoil makes one of the mistakes that staff make.
func (d *desk) spoil() string {
	name := d.text()
	if name == "" {
		return ""
	}
	slips := [][2]string{{`"`, "“"}, {"=", "："}, {"+++", "---"}, {"base", "bsae"}, {"20", "２０"}, {"]", ""}, {"\n", "\r\n"}}
	slip := slips[d.r.IntN(len(slips))]
	return d.replace(name, bytes.Replace(d.read(name), []byte(slip[0]), []byte(slip[1]), 1+d.r.IntN(3)))
}

func (d *desk) id() string {
	name := d.any(d.files("content/bases", ".md"))
	if name == "" {
		return ""
	}
	return d.replace(name, bytes.Replace(d.read(name), []byte("+++\n"), fmt.Appendf(nil, "+++\nid = \"other-%d\"\n", d.r.IntN(9)), 1))
}

func (d *desk) draft() string {
	name := d.any(d.files("content", ".md"))
	if name == "" {
		return ""
	}
	return d.replace(name, bytes.Replace(d.read(name), []byte("+++\n"), []byte("+++\ndraft = true\n"), 1))
}

// name gives a base another name, and everything that names it may break.
func (d *desk) name() string {
	name := d.any(d.files("content/bases", ".md"))
	if name == "" {
		return ""
	}
	return d.replace(name, bytes.Replace(d.read(name), []byte(`name = "`), fmt.Appendf(nil, `name = "新%d`, d.r.IntN(9)), 1))
}

func (d *desk) theme() string {
	name := d.any(d.files("themes/default", ".html"))
	if name == "" {
		return ""
	}
	return d.replace(name, bytes.Replace(d.read(name), []byte("</p>"), fmt.Appendf(nil, "·%d</p>", d.r.IntN(9)), 1))
}

func (d *desk) asset() string {
	if d.r.IntN(2) == 0 {
		name := fmt.Sprintf("themes/default/assets/more-%d.css", d.r.IntN(3))
		d.write(name, fmt.Appendf(nil, ".more{order:%d}\n", d.r.IntN(9)))
		return name
	}
	name := "themes/default/assets/style.css"
	if _, err := os.Stat(d.path(name)); err != nil {
		return ""
	}
	return d.replace(name, fmt.Appendf(d.read(name), ".more{order:%d}\n", d.r.IntN(9)))
}

func (d *desk) spoilTheme() string {
	name := d.any(d.files("themes/default", ".html"))
	if name == "" {
		return ""
	}
	return d.replace(name, append(d.read(name), []string{"{{if}}", "{{.Nosuch}}", "<p style=\"x\">"}[d.r.IntN(3)]...))
}

func (d *desk) site() string {
	name := "content/site.toml"
	if _, err := os.Stat(d.path(name)); err != nil {
		return ""
	}
	old := []string{`title = "`, `name = "`, "[[county]]", "rank", "population = "}[d.r.IntN(5)]
	more := fmt.Sprintf("%s%d", old, d.r.IntN(9))
	if old == "[[county]]" {
		more = fmt.Sprintf("[[county]]\nid = \"new-%d\"\nname = \"新%d县\"\ncode = \"99%04d\"\n[[county]]", d.r.IntN(9), d.r.IntN(9), d.r.IntN(9999))
	}
	return d.replace(name, bytes.Replace(d.read(name), []byte(old), []byte(more), 1))
}

func (d *desk) photo() string {
	name := d.any(d.files("content", ".png"))
	if name == "" {
		return ""
	}
	img := image.NewGray(image.Rect(0, 0, 8+d.r.IntN(8), 8))
	img.SetGray(1, 1, color.Gray{Y: uint8(d.r.IntN(256))})
	var b bytes.Buffer
	d.do(png.Encode(&b, img))
	return d.replace(name, b.Bytes())
}

// sly changes a file so that neither its size nor its time tells.
func (d *desk) sly() string {
	name := d.any(d.files(".", ".md", ".toml", ".css", ".png"))
	if name == "" {
		return ""
	}
	info, err := os.Stat(d.path(name))
	d.do(err)
	data := d.read(name)
	for i, b := range data {
		if '0' <= b && b <= '9' && d.r.IntN(3) == 0 {
			data[i] = '0' + byte(d.r.IntN(10))
			break
		}
	}
	d.write(name, data)
	d.do(os.Chtimes(d.path(name), info.ModTime(), info.ModTime()))
	return name
}

func (d *desk) touch() string {
	name := d.any(d.files("."))
	if name == "" {
		return ""
	}
	times := []time.Time{{}, time.Unix(0, 0), time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), time.Now()}
	at := times[1+d.r.IntN(3)]
	d.do(os.Chtimes(d.path(name), at, at))
	return fmt.Sprint(name, " at ", at)
}

func (d *desk) copy() string {
	name := d.any(d.files("content"))
	if name == "" {
		return ""
	}
	to := path.Join(path.Dir(name), fmt.Sprintf("copy-%d%s", d.r.IntN(9), path.Ext(name)))
	d.write(to, d.read(name))
	return name + " to " + to
}

// atomic is how WPS saves: the old file goes away first.
func (d *desk) atomic() string {
	name := d.text()
	if name == "" {
		return ""
	}
	data := append(d.read(name), '\n')
	d.do(os.Rename(d.path(name), d.path(name+".bak")))
	d.write(name, data)
	d.do(os.Remove(d.path(name + ".bak")))
	return name
}

func (d *desk) noise() string {
	name := d.any(d.files("content"))
	if name == "" {
		return ""
	}
	data := d.read(name)
	for range 1 + d.r.IntN(3) {
		if len(data) > 0 {
			data[d.r.IntN(len(data))] = byte(d.r.IntN(256))
		}
	}
	return d.replace(name, data)
}

// tree brings a folder of files at once, or takes all of content away.
func (d *desk) tree() string {
	if d.r.IntN(4) == 0 {
		d.do(remove.All(d.path("content")))
		return "content is gone"
	}
	for i := range 5 {
		d.write(fmt.Sprintf("content/pages/free-%d.md", i), fmt.Appendf(nil, "+++\ntitle = \"第%d页\"\n+++\n见[另一页](free-%d.md)。\n", i, (i+1)%5))
		d.write(fmt.Sprintf("content/activities/in/deep/%d.toml", i), fmt.Appendf(nil, "[[activity]]\ndate = \"20%02d\"\ntitle = \"新%d\"\n", 10+d.r.IntN(20), i))
	}
	return "new folders"
}

func (d *desk) borders() string {
	name := "content/map/boundaries.geojson"
	if _, err := os.Stat(d.path(name)); err != nil {
		return ""
	}
	return d.replace(name, bytes.Replace(d.read(name), []byte("9"), []byte("8"), 1))
}
