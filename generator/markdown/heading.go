package markdown

import (
	"strconv"
	"strings"

	"kepu/generator/pinyin"

	"github.com/yuin/goldmark/ast"
)

// Ids of headings are addresses that people pass on, so they come from what the
// heading says and from nothing that an edit elsewhere in the text is likely to
// change. Promised are:
//
//   - Ids are unique in the text, begin with a letter, and never begin like
//     those of footnotes.
//   - A heading whose slug no other heading has keeps its id, whatever happens to
//     the rest of the text.
//   - Of headings that share a slug the last has it bare; those above it put the
//     slug of the heading they stand under before it. Headings that are still
//     alike are numbered from the last one up. So another heading of the same
//     words written above them changes no id, unless they now stand under it.
//     One written below takes the bare id over, which cannot be helped without
//     marks in the text.
const anonymous = "section" // the id of a heading that no letter can be taken from

// outline finds the headings of a text that say something, in order, with their
// ids and output levels: the highest level that the text uses becomes h2, since
// the page has its own h1, and the others keep their distance to it.
func (w *writer) outline(root ast.Node) {
	var all, nodes []*ast.Heading
	collect(root, &all)
	top := 6
	var slugs []string
	for _, n := range all {
		if text := w.plainOf(n); text != "" {
			nodes = append(nodes, n)
			w.headings = append(w.headings, Heading{Text: text})
			slugs = append(slugs, headingSlug(text))
			top = min(top, n.Level)
		}
	}
	w.nodes = nodes
	used, given, above := map[string]int{}, map[string]bool{}, parents(nodes)
	for _, slug := range slugs {
		used[slug] = 1 // kept for the heading that says just this
	}
	for i := len(nodes) - 1; i >= 0; i-- {
		w.headings[i].Level = min(nodes[i].Level-top+2, 6)
		id := slugs[i]
		switch p := above[i]; {
		case !given[id]:
			given[id] = true
		case p >= 0:
			id = free(slugs[p]+"-"+id, used)
		default:
			id = free(id, used)
		}
		w.headings[i].ID = id
	}
}

// collect appends the headings under n in order.
func collect(n ast.Node, to *[]*ast.Heading) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			*to = append(*to, h)
		} else if c.Type() == ast.TypeBlock {
			collect(c, to)
		}
	}
}

// parents returns for each heading the index of the one that it stands under, or -1.
func parents(nodes []*ast.Heading) []int {
	above := make([]int, len(nodes))
	var last [7]int // by level: index + 1 of the last heading, 0 for none in this part
	for i, n := range nodes {
		above[i] = -1
		for level := n.Level - 1; level > 0; level-- {
			if last[level] > 0 {
				above[i] = last[level] - 1
				break
			}
		}
		last[n.Level] = i + 1
		clear(last[n.Level+1:])
	}
	return above
}

// headingSlug returns the slug of a heading as the beginning of an id.
func headingSlug(text string) string {
	s := pinyin.Slug(text, "-")
	switch {
	case s == "":
		return anonymous
	case s[0] <= '9', strings.HasPrefix(s+"-", notePrefix), strings.HasPrefix(s+"-", refPrefix):
		return "s-" + s // a digit cannot begin a CSS selector
	}
	return s
}

// free returns id, or id with the least number from 2 that makes it new, and marks
// it used. used holds for each id the last number tried, so that a thousand
// headings alike do not cost a million tries.
func free(id string, used map[string]int) string {
	try := id
	for used[try] > 0 {
		used[id]++
		try = id + "-" + strconv.Itoa(used[id])
	}
	used[try] = 1
	return try
}
