package intake

import (
	"regexp"
	"slices"
	"strings"

	"kepu/generator/catalog"
	"kepu/generator/fold"
	"kepu/generator/numerals"
)

// namer finds the bases whose names are nearly what somebody wrote.
type namer struct {
	c     *catalog.Catalog
	cores map[*catalog.Base][]string // of each name of a base: see core
	bases map[string]*catalog.Base   // by every name of theirs; nil of a name that several have
}

// named returns the base that has a name: by its name, its id, another of its names or its short one, as names are compared. It is nil where there is none,
// and where several are called that and none by its own name.
func (n *namer) named(name string) *catalog.Base {
	if n.c == nil {
		return nil
	}
	if n.bases == nil {
		n.bases = map[string]*catalog.Base{}
		for _, names := range []func(b *catalog.Base) []string{
			func(b *catalog.Base) []string { return []string{b.Name} },
			func(b *catalog.Base) []string { return []string{b.ID} },
			func(b *catalog.Base) []string { return b.Alias },
			func(b *catalog.Base) []string { return []string{b.Short} },
		} {
			found := map[string]*catalog.Base{}
			for _, b := range n.c.Bases {
				for _, word := range names(b) {
					key := fold.Name(word)
					if other, taken := found[key]; taken && other != b {
						found[key] = nil
					} else if key != "" {
						found[key] = b
					}
				}
			}
			for key, b := range found {
				if _, taken := n.bases[key]; !taken {
					n.bases[key] = b
				}
			}
		}
	}
	return n.bases[fold.Name(name)]
}

// at returns the base at which a place is: the one that has that name, or nearly, in a county; or whose name the place begins with.
func (n *namer) at(place, county string) *catalog.Base {
	for _, s := range []string{place, unbracketed(place), ownCounty(unbracketed(place), county)} {
		if b := n.named(s); b != nil {
			return b
		}
	}
	s := []rune(fold.Name(place))
	for end := len(s) - 1; end >= shortestPlace; end-- {
		if b := n.bases[string(s[:end])]; b != nil && b.ID != string(s[:end]) {
			return b
		}
	}
	if found := n.like(place, county); len(found) == 1 {
		return found[0]
	}
	return nil
}

// shortestPlace is how many characters a base's name has at least that is known before others: 县气象馆一楼.
const shortestPlace = 4

var (
	behind   = regexp.MustCompile(`\([^()]*\)$`)
	scenery  = regexp.MustCompile(`(?:(?:旅游|风景|名胜)*景区|(?:旅游|风景|名胜)+区)$`)
	ownWords = []string{"本县", "我县", "本区", "我区", "县", "区"}
)

// unbracketed is a name without what stands in brackets behind it: 某馆（待定）.
func unbracketed(name string) string {
	s := []rune(strings.TrimSpace(name))
	for len(s) > 0 {
		at := behind.FindStringIndex(round.Replace(fold.String(string(s))))
		if at == nil || at[0] == 0 {
			break
		}
		// Each character is written with one: the place of the bracket is counted in characters.
		n := len([]rune(round.Replace(fold.String(string(s)))[:at[0]]))
		s = []rune(strings.TrimSpace(string(s[:n])))
	}
	return string(s)
}

var round = strings.NewReplacer("〔", "(", "〕", ")", "【", "(", "】", ")", "[", "(", "]", ")")

// ownCounty writes a name that begins with 县, 本县 or 我县 with the county's own name; it returns it as it is where there is none of these.
func ownCounty(name, county string) string {
	if county == "" || strings.HasPrefix(name, county) {
		return name
	}
	for _, w := range ownWords {
		if rest, ok := strings.CutPrefix(name, w); ok && len([]rune(rest)) > 1 {
			return county + rest
		}
	}
	return name
}

// core is what tells a name from others of its county: without the county or the city before it, and without 景区 behind it.
func (n *namer) core(name string) string {
	s := fold.Name(unbracketed(name))
	cut := func(words string) {
		if rest, ok := strings.CutPrefix(s, words); ok && len([]rune(words)) > 1 && len([]rune(rest)) > 1 {
			s = rest
		}
	}
	if n.c != nil {
		if city, _, ok := strings.Cut(n.c.Site.Organiser.Name, "科学技术协会"); ok {
			cut(fold.Name(city))
		}
		for _, c := range n.c.Counties {
			cut(fold.Name(c.Name))
			if r := []rune(fold.Name(c.Name)); len(r) > 2 {
				cut(string(r[:len(r)-1]))
			}
		}
	}
	if bare := scenery.ReplaceAllString(s, ""); len([]rune(bare)) > 1 {
		s = bare
	}
	return s
}

// closeNames reports whether two cores may be those of one base: the same, or one is the other with characters left out between
// its first and its last.
func closeNames(a, b string) bool {
	if a == b {
		return len([]rune(a)) > 1
	}
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < 4 || 2*len(x) < len(y) || x[0] != y[0] || x[1] != y[1] || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	i := 0
	for _, c := range y {
		if i < len(x) && x[i] == c {
			i++
		}
	}
	return i == len(x)
}

// like returns the bases of a county that a name may mean, of all counties where none is said.
func (n *namer) like(name, county string) (found []*catalog.Base) {
	if n.c == nil {
		return nil
	}
	if n.cores == nil {
		n.cores = map[*catalog.Base][]string{}
		for _, b := range n.c.Bases {
			for _, s := range append([]string{b.Name, b.Short}, b.Alias...) {
				if core := n.core(s); s != "" && !slices.Contains(n.cores[b], core) {
					n.cores[b] = append(n.cores[b], core)
				}
			}
		}
	}
	core := n.core(name)
	for _, b := range n.c.Bases {
		if (county == "" || b.County != nil && b.County.Name == county) && slices.ContainsFunc(n.cores[b], func(s string) bool { return closeNames(core, s) }) {
			found = append(found, b)
		}
	}
	return found
}

// sameNumber reports whether two numbers of documents or of batches are one: 第五批 is 第5批, 〔2025〕 is [2025] and （2025）.
func sameNumber(a, b string) bool { return plainCode(a) == plainCode(b) }

// plainCode is the number of a document or a batch without what is written now this way and now that.
func plainCode(s string) string { return numerals.InDigits(fold.Name(s)) }
