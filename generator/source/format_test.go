package source

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// formatTables reads the tables of keys of FORMAT.md: by what each is about (as it is
// written between backquotes), the keys that are read and those marked "later".
func formatTables(t *testing.T) (read, later map[string][]string) {
	t.Helper()
	text, err := os.ReadFile("../FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile("`([^`]+)`")
	read, later = map[string][]string{}, map[string][]string{}
	var about []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if _, rest, ok := strings.Cut(line, "Keys of "); ok {
			head, _, _ := strings.Cut(rest, ":")
			about = nil
			for _, m := range quoted.FindAllStringSubmatch(head, -1) {
				about = append(about, m[1])
				read[m[1]], later[m[1]] = []string{}, []string{}
			}
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		if !strings.HasPrefix(line, "|") {
			if line != "" {
				about = nil
			}
			continue
		}
		key, kind := strings.TrimSpace(cells[0]), cells[1]
		if key == "key" && strings.TrimSpace(kind) == "type" || strings.HasPrefix(key, "---") {
			continue
		}
		for _, of := range about {
			if strings.Contains(kind, "*later*") {
				later[of] = append(later[of], key)
			} else {
				read[of] = append(read[of], key)
			}
		}
	}
	return read, later
}

// TestFormatNamesTheKeysThatAreRead holds FORMAT.md against the keys that this package
// reads: people's own folders rely on that page.
func TestFormatNamesTheKeysThatAreRead(t *testing.T) {
	read, later := formatTables(t)
	program := map[string][]string{
		"site.toml":       names(siteKeys),
		"[organiser]":     names(organiserKeys),
		"[registration]":  names(registrationKeys),
		"[map]":           names(mapKeys),
		"[theme_colours]": names(themeColourKeys),
		"[[county]]":      names(termKeys(countyKeys...)),
		"[[level]]":       names(termKeys(authorityKey, rankKey)),
		"[[kind]]":        names(termKeys(colourKey, signKey)),
		"[[campaign]]":    names(termKeys(descriptionKey)),
		"[[form]]":        names(termKeys(publicKey, nationalKey)),
		"[[indicator]]":   names(indicatorKeys),
		"[[break]]":       names(breakKeys),
		"[[heading]]":     names(headingKeys),
		"[[synonym]]":     names(synonymKeys),
		"[[moved]]":       names(movedKeys),
		"[data]":          names(dataKeys),
		"bases/ID.md":     names(baseKeys),
		"hours":           names(hoursKeys),
		"verified":        names(verifiedKeys),
		"[[photo]]":       names(photoKeys),
		"[[designation]]": names(designationKeys),
		"[[revocation]]":  names(revocationKeys),
		"[[activity]]":    names(activityKeys),
		"[[annual]]":      names(annualKeys),
		"[[rating]]":      names(ratingKeys),
		"schemes/ID.toml": names(schemeKeys),
		"[[wording]]":     names(wordingKeys),
		"[[official]]":    names(officialKeys),
		"[[gate]]":        names(gateKeys),
		"[[part]]":        names(partKeys),
		"[[part.item]]":   names(itemKeys),
		"[[extra]]":       names(extraKeys),
		"[[veto]]":        names(vetoKeys),
		"[[grade]]":       names(gradeKeys),

		"publish.toml": names(targetFileKeys),
		"[[target]]":   names(targetKeys),
		"secret":       names(secretKeys),

		"assessments/SCHEME-YEAR.toml": names(assessmentKeys),
		"[[base]]":                     names(assessedKeys),
		"[[base.gate]]":                names(judgedKeys(yesKey("passed"))),
		"[[base.item]]":                names(judgedKeys(itemJudgedKeys...)),
		"[[base.extra]]":               names(judgedKeys(pointsKey)),
		"[[base.veto]]":                names(judgedKeys(yesKey("applies"))),
		"reports/ID.md":                names(articleKeys),
		"notices/ID.md":                names(articleKeys),
		"pages/ID.md":                  names(articleKeys),
		"routes/ID.md":                 names(routeKeys),
		"[[stop]]":                     names(stopKeys),
		"[[offer]]":                    names(offerKeysOf),
		"[[want]]":                     names(offerKeysOf),
		"stops":                        names(tourKeys),
	}
	for of := range read {
		if _, ok := program[of]; !ok {
			t.Errorf("FORMAT.md has a table of keys of %s, which is held against nothing", of)
		}
	}
	for of, keys := range program {
		for _, key := range keys {
			if !slices.Contains(read[of], key) {
				t.Errorf("%s: the key %s is read and FORMAT.md does not name it, or says that it comes later", of, key)
			}
		}
		for _, key := range read[of] {
			if !slices.Contains(keys, key) {
				t.Errorf("%s: FORMAT.md names the key %s, which is not read: mark it *later*", of, key)
			}
		}
		if len(later[of]) > 0 && len(read[of]) == 0 {
			t.Errorf("%s: nothing of it is read", of)
		}
	}
}
