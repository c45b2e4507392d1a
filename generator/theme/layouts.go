package theme

import (
	"maps"
	"slices"

	"kepu/generator/view"
)

// views are the layouts that every theme must have, each with an empty view.
// They are checked against these types when a theme is loaded.
var views = map[string]any{
	"home":            view.Home{},
	"directory":       view.Directory{},
	"ground":          view.Ground{},
	"base":            view.BasePage{},
	"booklet":         view.Booklet{},
	"brief":           view.Brief{},
	"correction":      view.Correction{},
	"county":          view.CountyPage{},
	"data":            view.Data{},
	"activities":      view.Activities{},
	"activities-year": view.ActivitiesYear{},
	"articles":        view.Articles{},
	"article":         view.Article{},
	"map":             view.MapPage{},
	"foldmap":         view.FoldMap{},
	"poster":          view.Poster{},
	"poster-sheet":    view.PosterSheet{},
	"moved":           view.Moved{},
	"not-found":       view.NotFound{},
	"offline":         view.Offline{},
	"titles":          view.Titles{},
	"routes":          view.RoutesPage{},
	"route":           view.RoutePage{},
	"exchange":        view.ExchangePage{},
	"search":          view.Search{},
	"sitemap":         view.SiteMap{},
	"statistics":      view.Statistics{},
	"statistics-year": view.StatisticsYear{},
}

// drawings are the layouts that are no pages: what one defines is the whole file, an SVG, without
// the frame. It is escaped by html/template like the others, which holds for XML too where
// values stand in attributes and between tags: &amp; and the numbered references are known to both.
var drawings = map[string]bool{"ground": true, "poster-sheet": true}

// Layouts returns the names of the layouts that a theme must have, sorted.
func Layouts() []string { return slices.Sorted(maps.Keys(views)) }
