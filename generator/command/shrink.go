package command

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/site"
	"kepu/generator/target"
)

// # Less than before
//
// A log that was deleted by mistake, or of which half was cut off, is content without an error:
// the site would come out without its records, and nobody would hear of it. So a build that
// loses much of what the last one had says what, and is only done when it is asked
// for. What the last one had is in the note that output keeps beside the folder; where
// that is missing (the folder was moved) the folder's list still tells the pages.

// stock is what a site holds.
type stock struct {
	Drafts bool                   `json:"drafts"` // they were taken in
	Counts map[string]map[int]int `json:"counts"` // records by sort and year; 0 where they have none
}

// sorts are the sorts of records, by their names in a stock.
var sorts = []struct {
	id   string
	name diag.Text
}{
	{"bases", diag.T("基地", "bases")},
	{"named", diag.T("命名", "designations")},
	{"activities", diag.T("活动记录", "activities")},
	{"annuals", diag.T("年度填报", "yearly returns")},
	{"ratings", diag.T("考核结果", "results of evaluations")},
	{"offers", diag.T("提供和需要", "what bases offer and want")},
	{"articles", diag.T("总结、通知、单页和路线", "summaries, notices, pages and routes")},
}

// stockOf counts what the site holds. A page that became a draft is still there.
func stockOf(s *site.Site, drafts bool) stock {
	c := s.Records().Catalog
	counts := map[string]map[int]int{}
	for _, sort := range sorts {
		counts[sort.id] = map[int]int{}
	}
	counts["bases"][0] = len(c.Bases)
	counts["articles"][0] = len(c.Reports) + len(c.Notices) + len(c.Pages) + len(c.Routes)
	counts["offers"][0] = len(c.Offers)
	for _, name := range c.Drafts {
		if strings.HasPrefix(name, "bases/") {
			counts["bases"][0]++
		} else {
			counts["articles"][0]++
		}
	}
	for _, d := range c.Designations {
		counts["named"][int(d.Date.Year)] += len(d.Bases) + len(d.Others)
	}
	for _, a := range c.Activities {
		counts["activities"][int(a.Date.Year)]++
	}
	for _, r := range c.Ratings {
		if !r.Return {
			counts["ratings"][r.Year]++
		}
	}
	for _, a := range c.Annuals {
		counts["annuals"][int(a.Year)]++
	}
	return stock{drafts, counts}
}

// encode returns the stock as a line. Maps are written in the order of their keys.
func (s stock) encode() []byte {
	line, err := json.Marshal(s)
	if err != nil {
		panic(fmt.Sprintf("a stock is plain data: %v", err)) // cannot happen
	}
	return line
}

// much reports whether so many are more than what is corrected on an ordinary day: all,
// a third, a fifth when they are five, or twenty.
func much(had, now int) bool {
	lost := had - now
	return lost > 0 && now == 0 || lost >= 2 && lost*3 >= had || lost >= 5 && lost*5 >= had || lost >= 20
}

// shrunk holds the site against what the last build made. The error is a *console.Fault, or nil.
func shrunk(last output.Last, s *site.Site, o options) error {
	if o.shrink {
		return nil
	}
	now := stockOf(s, o.drafts)
	var was stock
	known := json.Unmarshal(last.Stock, &was) == nil
	if known && was.Drafts && !now.Drafts {
		return nil // what is missing are the drafts, most likely
	}
	var lost []diag.Text
	if known {
		for _, sort := range sorts {
			lost = append(lost, lostOf(sort.name, was.Counts[sort.id], now.Counts[sort.id])...)
		}
	}
	if len(lost) == 0 {
		lost = lostPages(last.Files, s, !known)
	}
	return lostMuch(lost)
}

// lostMuch returns the fault of a site that has lost so much; nil where it has lost nothing.
func lostMuch(lost []diag.Text) error {
	if len(lost) == 0 {
		return nil
	}
	what := lost[0]
	for _, t := range lost[1:] {
		what = diag.T("%s；%s", "%s; %s").With(what, t)
	}
	return &console.Fault{Code: console.ExitContent, What: diag.M("FILE-SHRUNK", "比上次生成的网站少了很多：%s", "much less than the site that stands: %s").With(what),
		Mend: diag.T("请看看是不是误删了文件，或者剪掉了一段：kepu history 列出改动，kepu restore 恢复；确实不要了，就加 --allow-shrink 再运行一次",
			"look whether a file was deleted or a part cut off by mistake: kepu history lists what was changed, kepu restore brings it back; when it is meant, run this once more with --allow-shrink")}
}

// shrunkOnline holds the pages that come against those that stand at a target. Another content, or a target that has another site, is a likelier slip there than
// a file that was deleted. The error is a *console.Fault, or nil.
func shrunkOnline(was, comes []string, at target.Target) error {
	gone := goneOf(was, comes, 0, true)
	if len(gone) == 0 {
		return nil
	}
	where := diag.Same(at.Title())
	if at.Title() != at.To {
		where = diag.T("%s（%s）", "%s (%s)").With(at.Title(), at.To)
	}
	return &console.Fault{Code: console.ExitContent,
		What: diag.M("PUBLISH-SHRUNK", "比网上的少了很多：网上的网页有 %d 个这次没有（网上 %d 个，这次 %d 个）：%s", "much less than what stands there: %d of its pages would go (%d stand there, %d come): %s").
			With(len(gone), pagesIn(was), pagesIn(comes), console.Few(gone)),
		Mend: diag.T("先看看是不是拿错了 content（--content），或者写错了位置：现在是 %s；都对，再看看是不是误删了文件：kepu history 列出改动，kepu restore 恢复；确实不要了，就加 --allow-shrink 再运行一次",
			"look first whether this is another content (--content), or the wrong target: it is %s; if both are right, whether a file was deleted by mistake: kepu history lists what was changed, kepu restore brings it back; when it is meant, run this once more with --allow-shrink").With(where)}
}

func pagesIn(names []string) (n int) {
	for _, name := range names {
		if path.Ext(name) == ".html" {
			n++
		}
	}
	return n
}

// lostOf says which years have lost much. What only went to another year is not lost.
func lostOf(name diag.Text, was, now map[int]int) (lost []diag.Text) {
	had, have := sum(was), sum(now)
	if have >= had {
		return nil
	}
	for _, year := range slices.Sorted(maps.Keys(was)) {
		if !much(was[year], now[year]) {
			continue
		}
		of := name
		if year != 0 {
			of = diag.T("%d年的%s", "%d: %s").With(year, name)
		}
		lost = append(lost, diag.T("%s从 %d 变成 %d", "%s, %d before, %d now").With(of, was[year], now[year]))
	}
	if len(lost) == 0 && much(had, have) {
		lost = append(lost, diag.T("%s从 %d 变成 %d", "%s, %d before, %d now").With(name, had, have))
	}
	return lost
}

func sum(counts map[int]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// lostPages says which pages go, when they are many, or, where only pages are known, when
// one of them is a year's. As many as there are new drafts may have become those.
func lostPages(last []string, s *site.Site, years bool) []diag.Text {
	gone := goneOf(last, s.Files(), len(s.Records().Catalog.Drafts), years)
	if len(gone) == 0 {
		return nil
	}
	return []diag.Text{diag.T("少了 %d 个网页：%s", "%d pages go: %s").With(len(gone), console.Few(gone))}
}

// goneOf is lostPages where only the paths of the files are known, and how many pages may have become drafts.
func goneOf(last, comes []string, drafts int, years bool) (gone []string) {
	stays := map[string]bool{}
	balance := 0 // of the years' pages
	for _, name := range comes {
		stays[name] = true
		if yearPage.MatchString(name) {
			balance++
		}
	}
	had := 0
	for _, name := range last {
		if path.Ext(name) != ".html" {
			continue
		}
		had++
		if yearPage.MatchString(name) {
			balance--
		}
		if !stays[name] {
			gone = append(gone, name)
		}
	}
	lost := len(gone) - drafts
	if (!years || balance >= 0) && (lost < 3 || !much(had, had-lost)) {
		return nil
	}
	return gone
}

var yearPage = regexp.MustCompile(`^[a-z]+/[0-9]{4}\.html$`)
