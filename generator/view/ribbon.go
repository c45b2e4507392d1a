package view

import (
	"kepu/generator/chart"
	"kepu/generator/ribbon"
)

// Ribbon is the records of a year as one drawing over its months, which lead to what is in them. What the drawing shows
// stands in words as well: the months with their counts, the signs, and Notes.
type Ribbon struct {
	Year         int
	Link         Link // to the page of the year; URL "" on that page
	Count        string
	Height, Line chart.Pos
	Halves       []RibbonHalf // two
	Signs        []RibbonSign // those that are used
	Notes        []string     // what the drawing does not show, or not exactly
	Campaigns    []RibbonSpan
	Unplaced     Link // to the records of which the month is not known, with their number; Name "" when there are none
}

// RibbonHalf is six months of it.
type RibbonHalf struct {
	Drawing ribbon.Half
	Months  []RibbonMonth
}

// RibbonMonth is a month and how many records it has; URL is empty when there are none.
type RibbonMonth struct {
	Name, URL string
	Count     int
	None      string // what is said aloud where there are none; "" where the month before has said it for this one too
}

// RibbonSign is one of the theme's signs (0 to 8) and what it means. Form is what a filter asks for, "" when it is none.
type RibbonSign struct {
	Sign       int
	Name, Form string
}

// RibbonSpan is a campaign with the days from which there are records: "9月15日至25日".
type RibbonSpan struct {
	ID, Name, Days string
	Count          int
}
