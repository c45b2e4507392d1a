//go:build release

package command

import _ "embed"

//go:embed licences.txt
var licences string
