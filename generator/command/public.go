package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/linkcheck"
	"kepu/generator/output"
	"kepu/generator/signoff"
	"kepu/generator/site"
)

// The options of check that belong to the sheet somebody signs.
var publicOptions = []option{
	{"public", diag.Text{}, func(o *options) any { return &o.public },
		diag.T("公开前的检查：标签、页脚、更新、用语、个人信息、地图、链接，一项一项说通过不通过", "what is to be looked at before a site is public, item by item: tags, foot, freshness, wordings, personal data, maps, links")},
	{"print", diag.T("文件", "FILE"), func(o *options) any { return &o.print },
		diag.T("和 --public 一起用：检查单写成一个网页文件，打印出来签字", "with --public: write the sheet as a page to print and sign")},
	{"pack", diag.T("压缩包", "ZIP"), func(o *options) any { return &o.pack },
		diag.T("和 --public 一起用：检查单、改动的清单和改动的网页装成一个压缩包，送签用", "with --public: the sheet, the list of changes and the changed pages as a zip, to be handed in")},
	{"links", diag.Text{}, func(o *options) any { return &o.links },
		diag.T("和 --public 一起用：上网把对外链接查一遍，记下日期", "with --public: look outside links up on the web, and note the day")},
}

// checkedAsks refuses what goes with --public alone, and places where the sheet must not stand.
func checkedAsks(o *options) error {
	if err := noZip(o); err != nil {
		return err
	}
	if !o.public {
		for _, asked := range []struct {
			name, example string
			is            bool
		}{{"print", "print 审查表.html", o.print != ""}, {"pack", "pack 送审.zip", o.pack != ""}, {"links", "links", o.links}} {
			if asked.is {
				return console.Usage(diag.T("--%s 要和 --public 一起用", "--%s goes with --public").With(asked.name), diag.T("例如 kepu check --public --%s", "for example kepu check --public --%s").With(asked.example))
			}
		}
		return nil
	}
	for _, file := range []struct {
		name, option string
		mend         diag.Text
	}{{o.print, "--print", diag.T("例如 --print 检查单.html", "for example --print sheet.html")}, {o.pack, "--pack", diag.T("例如 --pack 送签.zip", "for example --pack signoff.zip")}} {
		if file.name == "" {
			continue
		}
		to := *o
		to.out = file.name
		if err := apartFromSources(&to, file.mend); err != nil {
			return err
		}
		if file.option == "--pack" && !strings.EqualFold(filepath.Ext(file.name), ".zip") {
			return console.Usage(diag.T("--pack 的文件名要以 .zip 结尾：%s", "the file of --pack must end in .zip: %s").With(file.name), file.mend)
		}
		if dir := filepath.Dir(file.name); !isFolder(dir) {
			return console.Usage(diag.T("没有 %s 这个文件夹", "there is no folder %s").With(dir), diag.T("请先建好它，或核对 %s", "make it first, or check %s").With(file.option))
		}
	}
	return nil
}

// checkPublic looks at what a person signs for. It writes the sheet and the pack where they are asked for, and never the site.
func checkPublic(ctx context.Context, o options, say *console.Console) int {
	o.take(ctx, say, history.Check, nil)
	o = deskMaker{o: o}.asBuilt() // what is compared with the site is made as that was
	m := makeSite(ctx, o)
	if m.site == nil {
		return failMade(say, m, o)
	}
	p := say.Progress() // a page that cannot be made is no page to sign for
	_, err := output.Check(ctx, m.site, p.Show)
	p.Clear()
	if err != nil {
		return say.Fail(err, "")
	}
	r := m.site.Records()
	links := linkcheck.Open(o.content)
	if o.links {
		if code := lookAtLinks(ctx, o, say, links, r); code != console.ExitFine {
			return code
		}
	}
	sheet := signoff.Of(signoff.Input{Site: m.site, Records: dueRecords(m.site), Problems: m.problems, Today: o.day(), Links: links})
	if o.print != "" || o.pack != "" {
		change, err := changeSince(ctx, o, say, m.site)
		if err != nil {
			return say.Fail(err, o.out)
		}
		sheet.Change = change
	}
	tellSheet(say, o, sheet)
	if err := writeSheet(ctx, o, say, sheet, m.site); err != nil {
		return say.Fail(err, "")
	}
	if sheet.Count(signoff.Failed) > 0 {
		return console.ExitContent
	}
	return console.ExitFine
}

// lookAtLinks looks the outside links up and keeps what was found, also when somebody stops it.
func lookAtLinks(ctx context.Context, o options, say *console.Console, known linkcheck.Register, r site.Records) int {
	all := linkcheck.Of(r.Parsed, r.Catalog.Drafts, r.Catalog.Site.BaseURL)
	for u := range known { // what no text has any more is forgotten
		if !slices.ContainsFunc(all, func(l linkcheck.Link) bool { return l.URL == u }) {
			delete(known, u)
		}
	}
	say.Print(diag.T("上网查 %d 个对外链接，每个网站一次查一个，要几分钟；按 Ctrl+C 停下，查过的会记住。", "looking at %d outside links, one at a time of each host; it takes some minutes. Ctrl+C stops it, and what was found is kept.").With(len(all)))
	p := say.Progress()
	p.Doing = diag.T("正在查链接", "looking at links")
	asked, learnt := known.Look(ctx, all, linkcheck.Options{Day: o.day(), Who: whoAsks(r.Catalog), Progress: p.Show})
	p.Clear()
	if err := known.Save(o.content); err != nil {
		return say.Fail(err, "")
	}
	if err := ctx.Err(); err != nil {
		return say.Fail(err, "")
	}
	if asked > 0 && learnt == 0 {
		say.Say(diag.T("一个也没有连上，这台电脑可能没有上网；没有连上的都没有记下，以前查到的还在。", "none could be reached: this machine may have no network. Of those nothing was noted, and what was found before stays."))
	}
	return console.ExitFine
}

// whoAsks is what the hosts are told.
func whoAsks(c *catalog.Catalog) string {
	if c.Site.BaseURL != "" {
		return c.Site.BaseURL
	}
	return c.Site.Organiser.Name
}

// changeSince compares the site with the one that stands in the folder of --out, and the content with what that was made of.
func changeSince(ctx context.Context, o options, say *console.Console, s *site.Site) (*signoff.Change, error) {
	p := say.Progress()
	plan, err := deskMaker{o: o, lang: say.Lang}.plan(ctx, s, p.Show)
	p.Clear()
	switch {
	case err != nil:
		return nil, err
	case plan.Refused != "":
		return nil, errors.New(strings.TrimSpace(plan.Refused))
	}
	c := &signoff.Change{First: plan.Never, New: pagesOf(plan.New), Changed: pagesOf(plan.Changed), Removed: pagesOf(plan.Removed)}
	for _, sentence := range plan.Content {
		c.Sentences = append(c.Sentences, sentence.What)
	}
	return c, nil
}

// pagesOf are the pages among files of a site.
func pagesOf(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return path.Ext(name) != ".html" })
}

// fewFindings is how many findings of an item the console prints, and fewPlaces how many places of one; the sheet has more.
const (
	fewFindings = 5
	fewPlaces   = 3
)

// tellSheet prints the sheet.
func tellSheet(say *console.Console, o options, s *signoff.Sheet) {
	part := diag.Text{}
	for i := range s.Items {
		it := &s.Items[i]
		if it.Part != part {
			part = it.Part
			fmt.Fprintf(say.Out, "\n%s\n", part.In(say.Lang))
		}
		fmt.Fprintf(say.Out, "  [%s] %s\n", it.Verdict.Name().In(say.Lang), diag.T("%s：%s", "%s: %s").With(it.Name, it.Says).In(say.Lang))
		if it.Do.ZH != "" {
			fmt.Fprintln(say.Out, "      "+it.Do.In(say.Lang))
		}
		groups := it.Groups()
		for k, g := range groups {
			if k == fewFindings {
				say.Print(diag.T("      还有 %d 条", "      and %d more").With(len(groups) - k))
				break
			}
			what := g.What
			if g.Do.ZH != "" {
				what = diag.T("%s；%s", "%s; %s").With(what, g.Do)
			}
			fmt.Fprintf(say.Out, "      - %s%s\n", what.In(say.Lang), placesOf(g.Places, o).In(say.Lang))
		}
	}
	fmt.Fprintln(say.Out)
	say.Print(diag.T("到%s：%s", "as of %s: %s").With(diag.T(s.Day.Chinese(), s.Day.String()), s.Result()))
}

// placesOf are the first of some places as an editor opens them, and how many there are besides.
func placesOf(list []diag.Place, o options) diag.Text {
	var at diag.Text
	for k, p := range list {
		if k == fewPlaces {
			return diag.T("%s  还有 %d 处", "%s  and %d more").With(at, len(list)-k)
		}
		one := path.Join(filepath.ToSlash(o.content), p.File)
		if p.Line > 0 {
			one = fmt.Sprintf("%s:%d", one, p.Line)
		}
		if p.Column > 0 {
			one = fmt.Sprintf("%s:%d", one, p.Column)
		}
		at = diag.T("%s  %s", "%s  %s").With(at, one)
	}
	return at
}

// writeSheet writes the sheet and the pack where they are asked for.
func writeSheet(ctx context.Context, o options, say *console.Console, s *signoff.Sheet, tree *site.Site) error {
	for _, to := range []string{o.print, o.pack} {
		if to == "" {
			continue
		}
		refused := console.Usage(diag.T("%s 在网站的文件夹里：检查单是内部材料，不能公开", "%s is in the folder of a site: the sheet is internal").With(to), diag.T("换一个文件夹", "name another folder"))
		if err := notPublished(o, filepath.Dir(to), refused); err != nil {
			return err
		}
	}
	if o.print != "" {
		text, err := signoff.Page(s, "")
		if err != nil {
			return err
		}
		if err := replaceOwn(o.print, text, diag.T("已经有 %s，它不是本程序写的，不会覆盖它", "%s is there already and not of this program; it is not written over"), "--print"); err != nil {
			return err
		}
		say.Print(diag.T("已写入 %s。用浏览器打开它，按 Ctrl+P 打印，纸张选 A4，签字。", "wrote %s. Open it in a browser, print it with Ctrl+P on A4, and sign it.").With(o.print))
	}
	if o.pack == "" {
		return nil
	}
	text, err := signoff.Page(s, packedSite)
	if err != nil {
		return err
	}
	pack := packed{tree, packedFiles(tree, slices.Concat(s.Change.New, s.Change.Changed))}
	p := say.Progress()
	report, err := output.ZipFile(ctx, o.pack, pack, output.ZipOptions{Top: "signoff-" + s.Day.String(), Add: map[string][]byte{"sheet.html": text}, Progress: p.Show})
	p.Clear()
	if err != nil {
		return err
	}
	say.Print(diag.T("已写入 %s，%d 个文件：解压后打开 sheet.html，里面有检查单、改动的清单和改动的网页。", "wrote %s with %d files: unpack it and open sheet.html, which has the sheet, the changes and leads to the changed pages.").With(o.pack, len(report.Entries)))
	return nil
}

// packedSite is the folder of a pack in which the changed pages stand.
const packedSite = "site/"

// packed is the part of a site that goes into a pack, in a folder of its own.
type packed struct {
	site  *site.Site
	names []string
}

// Files implements output.Tree.
func (p packed) Files() []string {
	var out []string
	for _, n := range p.names {
		out = append(out, packedSite+n)
	}
	return out
}

// Open implements fs.FS.
func (p packed) Open(name string) (fs.File, error) {
	return p.site.Open(strings.TrimPrefix(name, packedSite))
}

var shown = regexp.MustCompile(` (src|href|srcset)="([^"#?]+)`)

// shownFiles are the addresses of files in a page. A browser takes one of srcset, by its window: all go along.
func shownFiles(page []byte) []string {
	var out []string
	for _, m := range shown.FindAllSubmatch(page, -1) {
		if string(m[1]) != "srcset" {
			out = append(out, string(m[2]))
			continue
		}
		for choice := range strings.SplitSeq(string(m[2]), ",") {
			if words := strings.Fields(choice); len(words) > 0 { // an address and how wide it is
				out = append(out, words[0])
			}
		}
	}
	return out
}

// packedFiles are pages, and the files that they show: style sheets, pictures, what is to be taken away.
func packedFiles(s *site.Site, names []string) []string {
	all := map[string]bool{}
	for _, n := range s.Files() {
		all[n] = true
	}
	in := map[string]bool{}
	for _, n := range names {
		in[n] = true
		text, err := fs.ReadFile(s, n)
		if err != nil {
			continue // whoever reads the pack's files is told
		}
		for _, file := range shownFiles(text) {
			if to := path.Join(path.Dir(n), file); all[to] && path.Ext(to) != ".html" {
				in[to] = true
			}
		}
	}
	var out []string
	for n := range in {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}
