package desk

import "strings"

// differing returns the lines that differ between two texts, with one line around each stretch.
func differing(before, after string) (list []lineView) {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	endA, endB := len(a), len(b)
	for endA > from && endB > from && a[endA-1] == b[endB-1] {
		endA--
		endB--
	}
	if from > 0 {
		list = append(list, lineView{"", a[from-1]})
	}
	for _, l := range a[from:endA] {
		list = append(list, lineView{"-", l})
	}
	for _, l := range b[from:endB] {
		list = append(list, lineView{"+", l})
	}
	if endA < len(a) {
		list = append(list, lineView{"", a[endA]})
	}
	return list
}
