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

// Layouts returns the names of the layouts that a theme must have, sorted.
func Layouts() []string { return slices.Sorted(maps.Keys(views)) }
