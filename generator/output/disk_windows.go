package output

// oneDisk reports whether files can be renamed between a folder and the one that holds it. A
// folder that another disk is mounted on is a link here, and refused before (see Safe).
func oneDisk(a, b string) bool { return true }
