package command

import (
	"context"
	"strconv"
	"strings"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/publish"
)

var releasesCommand = command{
	name:    "releases",
	asked:   diag.T("releases 位置", "releases TARGET"),
	does:    diag.T("列出网上保留的几次发布", "list the publications that are kept at a target"),
	words:   1,
	usual:   options{out: defaultOut},
	options: []option{contentOption, outOption, jsonOption.saying("给程序：写成 JSON", "for programs: as JSON"), langOption},
	run:     listReleases,
	about: diag.T(`用法：kepu releases [位置] [选项]

列出那里保留的几次发布，新的在前，* 是读者现在看到的。位置的写法和 kepu publish 一样。
保留几次由 publish.toml 的 releases 定（平常 3 次）。
`, `Usage: kepu releases [TARGET] [options]

Lists the publications that are kept there, the newest first; * is the one that readers have. TARGET is as for kepu
publish. How many are kept is set by releases in publish.toml (3 unless set).
`),
}

var rollbackCommand = command{
	name:  "rollback",
	asked: diag.T("rollback 位置", "rollback TARGET"),
	does:  diag.T("网上退回到上一次（或 --to 哪一次）发布的样子", "give readers the publication before this one again, or --to another"),
	words: 2, // a number among them is answered
	usual: options{out: defaultOut},
	options: []option{
		contentOption, outOption,
		{"to", numberArg, func(o *options) any { return &o.to }, diag.T("退回到第几次（默认上一次），号码见 kepu releases", "which one (default: the one before); kepu releases has the numbers")},
		yesOption, jsonOption, keepOption, langOption,
	},
	check: func(o *options) error {
		if o.to < 0 {
			return console.Usage(diag.T("--to 是一次发布的号码", "--to is the number of a publication"), diag.T("用 kepu releases 看号码", "kepu releases has the numbers"))
		}
		if len(o.words) > 1 {
			number := "2"
			if strings.Trim(o.words[1], "0123456789") == "" {
				number = o.words[1]
			}
			return console.Usage(diag.T("多了 %s：只写一个位置", "%s is too much: one target only").With(o.words[1]), diag.T("退回到第几次用 --to，例如 kepu rollback %s --to %s", "the publication to go back to is told by --to, for example kepu rollback %s --to %s").With(o.words[0], number))
		}
		return checkPublish(o)
	},
	run: rollBack,
	about: diag.T(`用法：kepu rollback [位置] [选项]

把网上的样子退回到保留着的一次发布，先说要变什么，问过以后才动。不写 --to 就退回到上一次；
退回以后再退，就再往前一次。content 不变：
下一次 kepu publish 又会发布 content 现在的内容，所以要在那之前改好（kepu undo、kepu restore）。
`, `Usage: kepu rollback [TARGET] [options]

Gives readers a publication again that is kept there. It says what would change, and asks before anything is done. Without --to it is
the one before; done again, the one before that. The content
stays as it is: the next kepu publish publishes it again, so put it right before (kepu undo, kepu restore).
`),
}

// listReleases lists what is kept.
func listReleases(ctx context.Context, o options, say *console.Console) int {
	p := &publishing{o: o, say: say}
	if err := p.aim(); err != nil {
		return p.failed(err)
	}
	if err := p.open(ctx); err != nil {
		return p.failed(err)
	}
	defer p.store.Close()
	all, err := publish.Releases(ctx, p.store, p.root)
	if err != nil {
		return p.failed(err)
	}
	if o.json {
		if all == nil {
			all = []publish.Release{}
		}
		return printJSON(say, all)
	}
	if len(all) == 0 {
		say.Print(diag.T("%s：还没有发布过", "%s: nothing was published there yet").With(p.at.Title()))
	}
	for i, r := range all {
		mark, words := " ", diag.Same(r.Words)
		if i == 0 {
			mark = "*"
		}
		if r.Back != 0 {
			words = diag.T("内容同第 %d 次（%s 发布）；%s", "content of %d, published %s; %s").With(r.Back, p.time(r.BackTime), r.Words)
		}
		if r.NoBack && i > 0 {
			words = diag.T("%s（没有留底，退不回去）", "%s (not kept, no way back)").With(words)
		}
		if r.Doubt {
			words = diag.T("%s（全部重传以前的，可能有被改动过的文件）", "%s (from before all was put again; may hold what was changed by hand)").With(words)
		}
		say.Print(diag.T("%s 第 %d 次  %s  %d 个文件  %s", "%s %d  %s  %d files  %s").With(mark, r.Number, p.time(r.Time), r.Files, words))
	}
	return console.ExitFine
}

// failed is fail of a command that only looks.
func (p *publishing) failed(err error) int { return p.say.Fail(p.explain(err), p.o.out) }

// tellBack warns of a publication that undoes a going back.
func (p *publishing) tellBack(c publish.Changes) {
	if c.Back.Number == 0 {
		return
	}
	first, _ := c.Back.Original()
	now := diag.T("网上现在是退回的样子（第 %d 次，内容同第 %d 次）；照做又会发布上去", "what stands there was gone back to (%d, content of %d); this publishes the content again")
	if p.done.Result == "published" {
		now = diag.T("网上原来是退回的样子（第 %d 次，内容同第 %d 次）；现在又发布上去了", "what stood there was gone back to (%d, content of %d); now the content is published again")
	}
	p.say.Say(now.With(c.Back.Number, first))
}

// noWay says why a publication cannot be gone back to.
func (p *publishing) noWay(no *publish.NoWay) error {
	fault := &console.Fault{Code: console.ExitUsage, What: diag.M("PUBLISH-NO-SUCH", "没有保留第 %d 次", "%d is not kept").With(no.To)}
	switch {
	case no.Last == 0:
		fault.What = diag.M("PUBLISH-NOTHING-YET", "%s：还没有发布过，没有可以退回的", "%s: nothing was published there yet, and there is nothing to go back to").With(p.at.Title())
		fault.Mend = diag.T("先用 kepu publish 发布", "publish with kepu publish first")
		return fault
	case no.To == 0:
		fault.What = diag.M("PUBLISH-NONE-BEFORE", "没有保留更早的一次，退不回去", "none from before is kept, so there is no way back")
	}
	var kept diag.Text
	for i, r := range no.Kept {
		number := diag.Same(strconv.Itoa(r.Number))
		if first, _ := r.Original(); r.Back != 0 {
			number = diag.T("%d（内容同第 %d 次）", "%d (content of %d)").With(r.Number, first)
		}
		if i == 0 {
			kept = number
		} else {
			kept = diag.T("%s、%s", "%s, %s").With(kept, number)
		}
	}
	if len(no.Kept) == 0 {
		fault.Mend = diag.T("没有留着别的几次；要改回去，就在 content 里改回来再发布（kepu undo、kepu restore）", "no other is kept; to go back, change the content back (kepu undo, kepu restore) and publish")
	} else {
		fault.Mend = diag.T("留着：%s；用 --to 写其中一个", "kept are %s; take one of them with --to").With(kept)
	}
	return fault
}

// backTo says which publication is gone back to.
func (p *publishing) backTo(r publish.Release) diag.Text {
	number, when := r.Original()
	return diag.T("退回到第 %d 次（%s 发布）", "back to %d, published %s").With(number, p.time(when))
}

// rollBack goes back to an earlier publication.
func rollBack(ctx context.Context, o options, say *console.Console) int {
	return forMachines(ctx, o, say, func(p *publishing) int {
		p.back = true
		if err := p.aim(); err != nil {
			return p.fail(err)
		}
		if err := p.open(ctx); err != nil {
			return p.fail(err)
		}
		defer p.store.Close()
		if !o.yes {
			c, to, err := publish.LookBack(ctx, p.store, p.root, o.to, p.options())
			if err != nil {
				return p.fail(err)
			}
			p.count(c)
			p.say.Print(diag.T("%s：", "%s:").With(p.backTo(to)))
			p.tellDoubt(to)
			p.tellPlan(c)
			if ok, code := p.asked(); !ok {
				return code
			}
		}
		return p.alone(func(holder string) int {
			how := p.options()
			how.Holder, how.Consent = holder, nil // that it is less than what stands is what is asked for
			how.Watch = func(publish.Progress) { p.begun = true }
			start := time.Now()
			rep, err := publish.Rollback(ctx, p.store, p.root, o.to, how)
			p.count(rep.Changes)
			if err != nil {
				return p.fail(err)
			}
			p.wentBack(rep, start)
			p.say.Print(diag.T("%s 已%s，记为第 %d 次：新增 %d，更换 %d，去掉 %d", "%s: %s, as number %d: new %d, changed %d, gone %d").
				With(p.at.Title(), p.backTo(rep.To), rep.Number, len(rep.New), len(rep.Changed), len(rep.Gone)))
			p.tellDoubt(rep.To)
			p.say.Print(diag.T("content 没有变：下次发布之前请先改好它。", "The content is as it was: put it right before the next publication."))
			return console.ExitFine
		})
	})
}
