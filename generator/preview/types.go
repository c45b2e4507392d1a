package preview

// ContentType returns what a server says a file of the site is, by its name.
func ContentType(name string) string { return contentType(name) }
