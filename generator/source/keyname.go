package source

import "strings"

// KeyName returns what staff call a key: 电话 for phone; the key itself where they have no word for it.
func KeyName(key string) string {
	name, _, _ := strings.Cut(chineseNames[key], " ")
	if name == "" {
		return key
	}
	return name
}
