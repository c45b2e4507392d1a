package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/geo"
	"kepu/generator/source"
)

// What is kept of an official file: bends smaller than a square of 30 m go first, then
// the smallest until so many points are left, 1.5 km of border a point in a city of 2,000
// km of borders. In full detail a city's file is 1 to 3 MB.
const (
	keptTolerance = 30 // metres
	keptVertices  = 2500
	mostVertices  = 10_000 // borders that cross each other everywhere keep more: such a file is refused
)

// boundariesFile is where the borders stand in content/.
const boundariesFile = "map/boundaries.geojson"

var mapCommand = command{
	name:  "map",
	asked: diag.Same("map import"),
	does:  diag.T("换上官方的县区边界和审图号", "take in official county borders with their review number"),
	words: 2,
	options: []option{
		{"review-number", diag.T("号", "N"), func(o *options) any { return &o.number },
			diag.T("审图号，必须写；由提供文件的单位给出", "审图号, required; the supplier of the file tells it")},
		{"datum", diag.T("坐标系", "DATUM"), func(o *options) any { return &o.datum }, diag.T("文件的坐标系：wgs84（默认，CGCS2000 也算）、gcj02（高德、腾讯）、bd09（百度）",
			"the file's: wgs84 (default; CGCS2000 counts as it), gcj02 (Amap, Tencent), bd09 (Baidu)")},
		contentOption, langOption.saying("用中文还是英文显示", "the language of messages"),
	},
	check: checkImport,
	run:   importMap,
	about: diag.T(`用法：kepu map import 文件 --review-number 审图号 [选项]

用官方的县区边界文件（GeoJSON）换下自绘的示意图。只留下 site.toml 里有的县区，检查、换算坐标、
简化（共有的边界仍然共有），写到 content/map/boundaries.geojson。原来的文件先留底，
kepu undo 可以退回去。site.toml 不会改动；审图号写在边界文件里，每张地图都会印上。

每个县区要有六位的行政区划代码：写在 adcode、gb、PAC、id、XZQDM、县代码等任何一个名下都认得，
12 位的也可以。一个县区分成几块的，并在一起。
`, `Usage: kepu map import FILE --review-number NUMBER [options]

Puts an official file of county boundaries (GeoJSON) in the place of the schematic. Keeps
only the counties of site.toml, checks, converts and simplifies them (common borders stay
common) and writes content/map/boundaries.geojson. The file that was there is kept in the history:
kepu undo brings it back. site.toml is not touched; the review number goes into the file, and every
map prints it.

Each county needs its area code, six digits, as adcode, gb, PAC, id, XZQDM or under another usual
name; twelve digits will do. A county in several parts is put together.
`),
	after: diag.T(`
例子：
    kepu map import D:\地图\驻马店.geojson --review-number "豫S(2026)000号"
`, `
Example:
    kepu map import D:\maps\city.geojson --review-number "豫S(2026)000号"
`),
}

// importMap is "kepu map import": an official boundaries file takes the place of the
// one in content/. It never edits site.toml, which is staff's own: the review number goes
// into the file, and the maps print it from there.
func importMap(_ context.Context, o options, say *console.Console) int {
	file := o.words[1]
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return say.Fail(console.Usage(diag.T("找不到文件 %s", "there is no file %s").With(file),
			diag.T("请核对文件名和所在的文件夹", "check its name and folder")), "")
	}
	if err != nil {
		return say.Fail(err, "")
	}
	counties, err := contentCounties(o.content)
	if err != nil {
		return say.Fail(err, "")
	}
	b, problems := official(file, data, o, counties)
	diag.Style{Lang: say.Lang}.Print(say.Err, problems)
	if problems.HasErrors() {
		say.Say(diag.T("没有写任何东西。", "Nothing was written."))
		return console.ExitContent
	}
	to := filepath.Join(o.content, filepath.FromSlash(boundariesFile))
	text := b.JSON()
	change := edit.Change{What: diag.T("换上了 %d 个县区的边界（审图号：%s）", "took in the borders of %d counties (review number %s)").With(len(b.Counties), o.number),
		Files: []edit.FileChange{{Path: boundariesFile, After: []byte(text)}}}
	if change.Files[0].Before, err = os.ReadFile(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return say.Fail(err, "")
	}
	e, err := saveChange(change, o)
	if err != nil {
		return failChange(say, err, o)
	}
	say.Print(diag.T("写入 %s：%d 个县区，%d 个点，%d KB", "wrote %s: %d counties, %d points, %d KB").
		With(to, len(b.Counties), b.Vertices(), (len(text)+1023)/1024))
	if e.ID == "" {
		say.Print(diag.T("和原来的一字不差，没有改动", "it is what was there before: nothing was changed"))
	} else {
		say.Print(diag.T("要退回去：kepu undo%s", "to take this back: kepu undo%s").With(contentFlag(o.content)))
	}
	say.Print(diag.T("每张地图都会印上：审图号：%s。site.toml 的 [map] 里如果写着别的 review_number，请改成这一行：\n    review_number = \"%s\"",
		"every map will print: 审图号：%s. If site.toml has another review_number in [map], change it to this line:\n    review_number = \"%s\"").With(o.number, o.number))
	return console.ExitFine
}

// sameCounty reports whether two names may be one county's: 驿城区 and 驻马店市驿城区, or one that is not said.
func sameCounty(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

// checkImport wants the word import, the file and its review number.
func checkImport(o *options) error {
	example := diag.T("例如 kepu map import 边界.geojson --review-number \"审图号\"", "for example kepu map import borders.geojson --review-number \"审图号\"")
	switch {
	case len(o.words) == 0 || o.words[0] != "import":
		return console.Usage(diag.T("kepu map 后面要写 import", "the word import must follow kepu map"), example)
	case len(o.words) == 1:
		return console.Usage(diag.T("没有写要导入哪个文件", "the file to take in is missing"), example)
	case o.number == "":
		return console.Usage(diag.T("没有写审图号", "the review number is missing"),
			diag.T("提供文件的单位会给出审图号，写成 --review-number \"…\"；没有审图号的边界不能公开", "who supplies the file tells it; write --review-number \"…\". Borders without one must not be published"))
	}
	if _, ok := geo.ParseDatum(o.datum); o.datum != "" && !ok {
		return console.Usage(diag.T("--datum 不能是 %s", "--datum cannot be %s").With(o.datum),
			diag.T("可以写 wgs84、gcj02（高德、腾讯）或 bd09（百度）", "write wgs84, gcj02 (Amap, Tencent) or bd09 (Baidu)"))
	}
	return nil
}

// contentCounties returns the counties that site.toml lists with a code.
func contentCounties(dir string) ([]source.Term, error) {
	content, err := openContent(dir)
	if err != nil {
		return nil, err
	}
	data, err := source.ReadFile(content, "site.toml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []source.Term
	if site := source.Parse("site.toml", data).Site; site != nil {
		for _, c := range site.Counties {
			if c.Code != "" {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// official reads the file and makes of it what goes into the content: the counties of
// the site and no others, in WGS-84, light enough for pages.
func official(file string, data []byte, o options, counties []source.Term) (geo.Boundaries, diag.List) {
	var ps diag.List
	at := diag.Whole(filepath.ToSlash(file))
	if len(data) <= geo.MaxBytes {
		var ok bool
		if data, ok = source.Decode(at.File, data, &ps); !ok {
			return geo.Boundaries{}, ps
		}
	}
	data, err := withDatum(data, o.datum)
	if err != nil {
		ps.Error(at, diag.M("BORDERS-DATUM-DIFFERS", "文件自己写着坐标系 %s，和 --datum %s 不同", "the file itself gives the datum %s, not %s as --datum does").With(err.Error(), o.datum),
			diag.T("请问清楚是哪一个；以文件为准就不写 --datum", "find out which it is; to go by the file, leave --datum out"))
		return geo.Boundaries{}, ps
	}
	b, faults := geo.ReadBoundaries(data)
	ours := func(code string) bool {
		return len(counties) == 0 || slices.ContainsFunc(counties, func(c source.Term) bool { return c.Code == code })
	}
	var uncoded *geo.Fault // an entry that no code tells whose it is
	for _, f := range faults {
		switch {
		case f.Kind == geo.NoCode && len(counties) > 0:
			if uncoded == nil {
				uncoded = &f
			}
		case f.Feature > 0 && !ours(f.Code):
		case f.Kind == geo.UnsaidDatum:
			ps.Error(at, diag.M(f.What.Code, "文件没有写坐标系，看它的内容却像出自高德（DataV），那样的坐标是 gcj02", "the file names no datum, but looks as if it came from Amap (DataV), whose coordinates are gcj02"),
				diag.T("请问清楚：是的话加上 --datum gcj02；已经换算过的加上 --datum wgs84。弄错了，地图会偏五百多米", "find out: if so, add --datum gcj02; if they were converted, --datum wgs84. A mistake moves the map by 500 m"))
		case f.Harmless():
			ps.Warn(at, f.What, diag.Text{})
		default:
			ps.Error(at, f.What, diag.Text{})
		}
	}
	b.Counties = slices.DeleteFunc(b.Counties, func(c geo.County) bool { return !ours(c.Code) })
	for _, c := range counties {
		own, ok := b.Find(c.Code)
		switch {
		case ok && !sameCounty(own.Name, c.Name):
			ps.Warn(at, diag.M("BORDERS-NAME-DIFFERS", "代码 %s 在文件里是%s，在 site.toml 里是%s", "%s is %s in the file and %s in site.toml").With(c.Code, own.Name, c.Name),
				diag.T("请核对 site.toml 里的 code：写错了，地图上的边界就是别处的", "check the code in site.toml: when it is wrong, the map shows somebody else's border"))
		case ok || ps.HasErrors():
		default:
			ps.Error(at, diag.M("BORDERS-COUNTY-MISSING", "文件里没有%s（代码 %s）", "the file does not hold %s (code %s)").With(c.Name, c.Code),
				diag.T("请取得包含全部县区的文件，或核对 site.toml 里的 code", "get a file with all counties, or check the code in site.toml"))
			if uncoded != nil { // it may be there all the same
				ps.Error(at, uncoded.What, diag.Text{})
			}
		}
	}
	if ps.HasErrors() {
		return geo.Boundaries{}, ps
	}
	for i, c := range b.Counties {
		if c.Name == "" {
			for _, t := range counties {
				if t.Code == c.Code {
					b.Counties[i].Name = t.Name
				}
			}
		}
	}
	b = geo.Simplify(b, keptTolerance, keptVertices)
	if n := b.Vertices(); n > mostVertices {
		ps.Error(at, diag.M("BORDERS-TANGLED", "边界互相缠绕，简化后还有 %d 个点，网页画不了（最多 %d 个）", "the borders are so tangled that %d points are left of them, more than pages can draw (%d)").With(n, mostVertices),
			diag.T("请向提供单位要各县（区）边界不自相交叉的文件", "ask the supplier for a file whose borders do not cross themselves"))
		return geo.Boundaries{}, ps
	}
	b.Schematic, b.ReviewNumber = false, o.number
	return b, ps
}

// withDatum writes the datum into a file that has none. The error is the datum that the
// file has, when that is another.
func withDatum(data []byte, datum string) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // as Notepad saves it
	var top map[string]json.RawMessage
	if datum == "" || json.Unmarshal(data, &top) != nil {
		return data, nil // what is broken is reported by ReadBoundaries
	}
	var in struct {
		Datum      string
		Properties struct{ Datum string }
	}
	// Members of other types are left to ReadBoundaries too.
	_ = json.Unmarshal(data, &in)
	want, _ := geo.ParseDatum(datum)
	for _, said := range []string{in.Datum, in.Properties.Datum} {
		if got, ok := geo.ParseDatum(said); ok && got != want {
			return data, errors.New(said)
		}
	}
	quoted, err := json.Marshal(want.String())
	if err != nil {
		return data, nil // cannot happen: a text
	}
	top["datum"] = quoted
	out, err := json.Marshal(top)
	if err != nil {
		return data, nil // cannot happen: it was JSON
	}
	return out, nil
}
