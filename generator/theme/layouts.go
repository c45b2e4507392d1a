package theme

import (
	"maps"
	"slices"

	"kepu/generator/pages"
)

// views are the layouts that every theme must have, each with an empty view.
// They are checked against these types when a theme is loaded.
var views = map[string]any{
	"home":            pages.Home{},
	"directory":       pages.Directory{},
	"ground":          pages.Ground{},
	"base":            pages.BasePage{},
	"county":          pages.CountyPage{},
	"activities":      pages.Activities{},
	"activities-year": pages.ActivitiesYear{},
	"articles":        pages.Articles{},
	"article":         pages.Article{},
	"map":             pages.MapPage{},
	"moved":           pages.Moved{},
	"not-found":       pages.NotFound{},
	"offline":         pages.Offline{},
	"search":          pages.Search{},
	"statistics":      pages.Statistics{},
	"statistics-year": pages.StatisticsYear{},
}

// drawing is the layout that is no page: what it defines is the whole file, an SVG, without
// the frame. It is escaped by html/template like the others, which holds for XML too where
// values stand in attributes and between tags: &amp; and the numbered references are known to both.
const drawing = "ground"

// Layouts returns the names of the layouts that a theme must have, sorted.
func Layouts() []string { return slices.Sorted(maps.Keys(views)) }
