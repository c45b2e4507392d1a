package view

import "kepu/generator/chart"

// Conclusion is what the figures of a year, or of all years, come to, in one sentence with its chart.
type Conclusion struct {
	Sort                  string // "most", "least", "missing"
	Before, Number, After string // the sentence: "2021年活动最多，", "99项", "。"
	URL                   string // the figure whose table has the number
	Word                  *chart.Word
}

// Text is the sentence.
func (c Conclusion) Text() string { return c.Before + c.Number + c.After }
