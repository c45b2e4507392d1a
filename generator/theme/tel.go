package theme

import (
	"html/template"
	"regexp"
)

var telURL = regexp.MustCompile(`^tel:\+?[0-9-]+$`)

// tel lets a telephone link into an href. html/template knows http, https and
// mailto and refuses the rest; this admits the one form "tel:" with digits and
// hyphens. Everything else is returned as the text that it is and meets
// html/template's own check.
//
// This is the only place of the package that vouches for a value.
func tel(url string) any {
	if telURL.MatchString(url) {
		return template.URL(url)
	}
	return url
}
