package poster

import (
	"slices"
	"strings"

	"kepu/generator/chart"
	"kepu/generator/wrap"
)

// even breaks text into n lines no wider than width so that the widest is as narrow as can be, and rather where a reader pauses; nil where it does
// not go.
func even(text string, width chart.Pos, n int) []string {
	all := []rune(text)
	upTo := make([]chart.Pos, len(all)+1) // how wide the text is before each character
	for i, r := range all {
		upTo[i+1] = upTo[i] + chart.Width(string(r))
	}
	if upTo[len(all)] > width*chart.Pos(n) {
		return nil
	}
	may := wrap.Breaks(all)
	ends := []int{}
	for i, ok := range may {
		if ok {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(all))
	// best[i] is the widest of the lines down to ends[i], for the number of lines so far; from says where the last of them begins.
	const never = chart.Pos(1 << 30)
	best := make([]chart.Pos, len(ends))
	from := make([][]int, n)
	wide := func(i, j int) chart.Pos {
		w := upTo[j] - upTo[i]
		switch {
		case w > width:
			return never
		case strings.ContainsRune("，；：。！？）", all[j-1]): // here a reader pauses
			return w - 350
		}
		return w
	}
	for i, end := range ends {
		best[i] = wide(0, end)
	}
	for line := 1; line < n; line++ {
		next := make([]chart.Pos, len(ends))
		from[line] = make([]int, len(ends))
		for i := range ends {
			next[i], from[line][i] = never, -1
			for j := range i {
				if w := max(best[j], wide(ends[j], ends[i])); w < next[i] {
					next[i], from[line][i] = w, j
				}
			}
		}
		best = next
	}
	i := len(ends) - 1
	if best[i] >= never {
		return nil
	}
	var out []string
	for line := n - 1; line >= 0; line-- {
		begin, j := 0, -1
		if line > 0 {
			j = from[line][i]
			begin = ends[j]
		}
		out = append(out, strings.TrimSpace(string(all[begin:ends[i]])))
		i = j
	}
	slices.Reverse(out)
	return out
}
