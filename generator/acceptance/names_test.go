package acceptance

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"
)

// longest is the longest path in the site, in bytes: with the folder that a school
// unpacks the zip into it stays below the 259 letters of older Windows.
const longest = 120

// plainName has no letter that a file system, a zip program or an address changes.
var plainName = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*$`)

// reserved are the names of devices on Windows, with any ending.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// badNames returns the paths that cannot be written everywhere.
func badNames(tr *tree) []string {
	var faults []string
	folded := map[string]string{}
	for _, p := range tr.paths() {
		say := func(what string) { faults = append(faults, fmt.Sprintf("%q %s", p, what)) }
		if len(p) > longest {
			say(fmt.Sprintf("is %d letters long", len(p)))
		}
		if other, ok := folded[strings.ToLower(p)]; ok {
			say("differs from " + other + " in capitals only")
		}
		folded[strings.ToLower(p)] = p
		for part := range strings.SplitSeq(p, "/") {
			switch {
			case !plainName.MatchString(part) || strings.HasSuffix(part, "."):
				say("has letters that some system changes")
			case reserved.MatchString(part):
				say("is the name of a device on Windows")
			}
		}
		if path.Ext(p) == "" {
			say("has no ending, so that a disk does not know what it is")
		}
	}
	return faults
}

func TestFileNamesSuitEverySystem(t *testing.T) { report(t, badNames(realTree(t))) }
