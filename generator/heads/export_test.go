package heads

// Entries is how many entries are kept of merged ranges, for tests.
func (m *Merges) Entries() int {
	n := len(m.begin)
	for _, list := range m.across {
		n += len(list)
	}
	return n
}
