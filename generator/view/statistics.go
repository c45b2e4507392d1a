package view

import "kepu/generator/chart"

// Both pages of statistics have the same parts: headline figures, sections of figures, the
// definitions and the files to take away. An empty list or text is left out.

// Statistics is the view of layouts/statistics.html: statistics/index.html.
type Statistics struct {
	Frame
	Lead        string
	Says        []Conclusion
	Years       []Link // the newest first
	Of          string // what Headlines are of: "2025年"; "" when there are none
	Headlines   []Headline
	Sections    []StatisticsSection
	Definitions []Definition
	Downloads   []Attachment // Size is ""
	Brief       string       // URL of the sheet about the city to print; "" when there is none
	AsOf        string       // "截至2026年1月9日的记录"
}

// StatisticsYear is the view of layouts/statistics-year.html: statistics/YEAR.html.
type StatisticsYear struct {
	Frame
	Year        int
	Running     string // "这一年的记录只到1月9日 …" when the year is not over; else ""
	Says        []Conclusion
	Headlines   []Headline
	Makeup      string // what of the year's records counts: as on the page of its activities
	Activities  string // URL of the year's activities; "" when the site has none
	Brief       string // URL of the year's sheet; "" when it has none
	Sections    []StatisticsSection
	Definitions []Definition
	Downloads   []Attachment
	AsOf        string
	Previous    *Link
	Next        *Link
}

// Headline is a figure of one year with its change from the year before. Its
// URL leads to the definition.
type Headline struct {
	Number
	Change string // "比2024年 +5（+50%）", "与2024年持平", "—" when there is nothing to compare
	Why    string // why there is nothing to compare: "2024年没有记录"; else ""
}

// StatisticsSection is a head and the figures under it.
type StatisticsSection struct {
	ID, Title string
	Figures   []Figure
}

// Figure is a chart with the table that says the same, or a table alone.
type Figure struct {
	ID       string // an anchor, and the beginning of the ids inside
	Caption  string
	Sentence string // what it shows, from the data; "" when there is nothing to say
	Alt      string // the chart in words
	Chart    Chart
	Legend   []LegendItem
	Notes    []string // what one must know to read it: breaks, what is missing, sums that exceed the whole
	Table    DataTable
	Open     bool // there is no chart: the table is the figure
	Said     bool // there is no chart: the sentence says it, the table is folded
	Wide     bool // it needs the page's whole width where others stand two in a row
	Source   string
	CSVURL   string // of a file with all numbers; ""
	CSVName  string // what is in it: "全部数字"
}

// Chart is one of the forms of package chart; the others are nil.
type Chart struct {
	Bars    *chart.BarChart
	Columns *chart.ColumnChart
	Stacked *chart.StackChart
	Lines   *chart.LineChart
	Dots    *chart.DotChart
}

// LegendItem says what a shade stands for.
type LegendItem struct {
	Tone string // "partial", "heat-1" …, "series-0" …
	Name string
}

// DataTable is a table of a figure. Every row has as many cells as Head has
// entries after the first.
type DataTable struct {
	Caption string
	Head    []DataHead
	Rows    []DataRow
	Heat    bool // a heat map: its cells have shades
	Words   bool // its first and last columns are words, which may break
}

// DataHead is the head of a column. URL leads to its definition.
type DataHead struct {
	Name, Unit, URL string
	Words           []string // of Name, between which a line may end; nil where it is one word
}

// DataRow is a row: what it is about and its numbers.
type DataRow struct {
	Name, URL string
	Strong    bool
	Cells     []DataCell
}

// DataCell is a number in words. Note says how much of it is known.
type DataCell struct {
	Text, Note string
	Unknown    bool        // Text is a word: 未报
	Word       *chart.Word // the number as a chart; nil for none
	Shade      int         // of a heat map: 1 to chart.HeatSteps, the darkest; 0 for none
}

// Definition says what a measure is.
type Definition struct {
	ID, Name, Unit, Text string
}

// Spark is a small row of columns beside the numbers of a home or base page.
type Spark struct {
	Chart       *chart.Sparkline
	Label       string // what it shows, in words
	First, Last string // the years at its ends
	URL         string // the page with the whole
}
