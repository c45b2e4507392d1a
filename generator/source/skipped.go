package source

// Skipped reports whether a file or folder of that name (not its path) is passed
// over in silence: what editors and systems leave behind.
func Skipped(name string) bool { return skipped(name) }
