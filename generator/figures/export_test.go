package figures

// Kept reports whether the figures that were counted last took anything over.
func (m *Memory) Kept() bool { return !m.change.all }
