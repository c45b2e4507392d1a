package figures

// Kept returns how many years of the figures that were counted last were taken over.
func (m *Memory) Kept() int {
	if m.change.all {
		return 0
	}
	n := 0
	for _, y := range m.figures.Years() {
		if !m.change.years[y] {
			n++
		}
	}
	return n
}
