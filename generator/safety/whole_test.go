package safety

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/site"
)

// bench makes one site after the other from the city with other words in it.
type bench struct {
	city  city
	slots []slot
	maker *site.Maker
	plain map[string][]byte // the files of the city as it is
	bytes int               // of them
	in    int               // of the city
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{city: readCity(t), maker: newMaker()}
	b.slots = b.city.slots(t)
	s, ps, err := b.maker.Make(b.city.folder())
	if s == nil {
		t.Fatal(ps, err)
	}
	b.plain = rendered(t, s)
	for _, data := range b.plain {
		b.bytes += len(data)
	}
	b.in = b.city.size()
	return b
}

// made is a site from words, and what was said of it.
type made struct {
	city     city
	filled   []filling
	lines    [][2]int
	problems diag.List // of the city as it was made at last
	refused  []filling // with a problem that stands on a line of theirs
	files    map[string][]byte
}

// make makes the site of the city with these words. Those that are refused are taken back, by the lines that the errors name, until
// there is a site: so nearly all of the words come to it, however few may stand in some places.
func (b *bench) make(t testing.TB, list []filling) *made {
	t.Helper()
	m := &made{filled: list}
	for {
		m.city, m.lines = b.city.filled(m.filled)
		s, ps, err := b.maker.Make(m.city.folder())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range ps {
			checkProblem(t, m.city, p)
		}
		if ps.HasErrors() != (s == nil) {
			t.Fatalf("errors: %v, a site: %v", ps.HasErrors(), s != nil)
		}
		if s != nil {
			m.problems, m.files = ps, rendered(t, s)
			return m
		}
		kept, refused := m.without(ps)
		if len(refused) == 0 {
			t.Fatalf("nothing can be taken back:\n%s", told(ps))
		}
		m.filled = kept
	}
}

// badVerb is what package fmt prints in place of what it was not given.
var badVerb = regexp.MustCompile(`%!(\w\(|\(EXTRA|\(NOVERB|\(BAD)`)

// checkProblem: a problem stands in a file of the content, and whatever words it quotes it is one of ours.
func checkProblem(t testing.TB, c city, p diag.Problem) {
	t.Helper()
	text, ok := c[p.Place.File]
	if !ok || p.Place.Line > 1+strings.Count(text, "\n")+strings.Count(text, "\r") {
		t.Errorf("a problem of no file or line: %+v", p)
	}
	for _, what := range []string{p.What.ZH, p.What.EN, p.Mend.ZH, p.Mend.EN} {
		if badVerb.MatchString(what) || !utf8.ValidString(what) {
			t.Errorf("words of a problem: %q", what)
		}
	}
	if p.Code() == "" || p.What.ZH == "" || p.What.EN == "" {
		t.Errorf("a problem without words: %+v", p)
	}
}

// without takes back what errors are about; where they name no line of ours, ids and units, else all of the file, and at last everything.
func (m *made) without(ps diag.List) (kept, back []filling) {
	bad := map[int]bool{}
	for _, p := range ps {
		if p.Severity != diag.Error {
			continue
		}
		for i, f := range m.filled {
			if on := f.file == p.Place.File && m.lines[i][0] <= p.Place.Line && p.Place.Line <= m.lines[i][1]; on {
				if !bad[i] {
					m.refused = append(m.refused, f)
				}
				bad[i] = true
			}
		}
	}
	// What refers to an id that is another now is wrong where it stands, and so is a part whose whole has another unit.
	if len(bad) == 0 {
		for i, f := range m.filled {
			if f.last() == "id" || f.last() == "unit" {
				bad[i] = true
			}
		}
	}
	if len(bad) == 0 {
		for _, p := range ps {
			for i, f := range m.filled {
				if p.Severity == diag.Error && f.file == p.Place.File {
					bad[i] = true
				}
			}
		}
	}
	for i, f := range m.filled {
		if bad[i] || len(bad) == 0 {
			back = append(back, f)
		} else {
			kept = append(kept, f)
		}
	}
	return kept, back
}

func told(ps diag.List) string {
	var b strings.Builder
	diag.Style{Lang: diag.EN}.Print(&b, ps)
	return fmt.Sprintf("%.3000s", b.String())
}

// look holds every file of a site against the checks, and all of them against how much went in.
func (b *bench) look(t testing.TB, m *made) {
	t.Helper()
	out := 0
	for name, data := range m.files {
		out += len(data)
		if bytes.Equal(data, b.plain[name]) {
			continue // TestCityIsSound has looked at it
		}
		for _, fault := range Faults(name, data) {
			t.Errorf("%.400s", fault)
		}
		if strings.HasPrefix(name, "assets/") && strings.HasSuffix(name, ".js") && !strings.HasPrefix(name, "assets/search/") {
			t.Errorf("%s is another script", name)
		}
	}
	// A title stands several times on each page, written with up to six bytes for one; a year without a record makes pages as one with.
	if in := max(m.city.size()-b.in, 0); out > b.bytes*2+in*len(m.files)*4 {
		t.Errorf("%d bytes make a site of %d; without them it has %d", in, out, b.bytes)
	}
}

// rounds is how many whole sites a test makes: few times KEPU_ROUNDS, which .ci/run sets; without it a quarter of few, as all tests together are to take a minute or two.
func rounds(few int) int {
	if n, err := strconv.Atoi(os.Getenv("KEPU_ROUNDS")); err == nil {
		return n * few
	}
	return few / 4
}

// brief reports whether a test looks at a part of what there is only.
func brief() bool { return os.Getenv("KEPU_ROUNDS") == "" }

// dealt gives every slot the words of a round: each other ones, and over len(odd) rounds each of the odd ones. Later rounds are random.
func (b *bench) dealt(round int) []filling {
	r := rand.New(rand.NewPCG(uint64(round), 1))
	var list []filling
	for i, s := range b.slots {
		if s.last() == "id" && round%8 > 0 {
			continue // all that refers to it would be refused
		}
		words := odd[(i*7+round)%len(odd)]
		if round >= len(odd) {
			words = mixed(r)
		}
		list = append(list, b.framed(s, words, uint64(round+i)))
	}
	return list
}

// framed is words for a slot, those of a body in one of the places that Markdown has.
func (b *bench) framed(s slot, words string, n uint64) filling {
	if s.key == "" {
		words = fmt.Sprintf(frames[n%uint64(len(frames))], words)
	}
	return filling{s, words}
}

// TestAnyWordsMakeASoundSite puts odd words into every place of the content that takes some. In as many rounds as there are odd words
// each of them comes to each place.
func TestAnyWordsMakeASoundSite(t *testing.T) {
	b := newBench(t)
	filled, stood := 0, 0
	for round := range rounds(40) {
		list := b.dealt(round)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		m := b.make(t, list)
		runtime.ReadMemStats(&after)
		filled, stood = filled+len(list), stood+len(m.filled)
		b.look(t, m)
		t.Logf("round %d: %d of %d, %d MB", round, len(m.filled), len(list), (after.TotalAlloc-before.TotalAlloc)>>20)
		if t.Failed() {
			t.Fatalf("round %d", round)
		}
	}
	t.Logf("%d of %d words came to a site", stood, filled)
	if stood < filled/2 {
		t.Errorf("%d of %d words came to a site", stood, filled)
	}
}

// FuzzWords puts any words into any place, by its number, and into another one.
func FuzzWords(f *testing.F) {
	b := newBench(f)
	for i, words := range odd {
		if i%16 != 0 {
			continue // all of them run in the tests above
		}
		h := fnv.New32()
		h.Write([]byte(words))
		f.Add(uint16(h.Sum32()), uint16(i), words)
	}
	f.Fuzz(func(t *testing.T, first, second uint16, words string) {
		if len(words) > 4000 {
			return
		}
		list := []filling{b.framed(b.slots[int(first)%len(b.slots)], words, uint64(second))}
		if second := int(second) % len(b.slots); b.slots[second].String() != list[0].String() {
			list = append(list, b.framed(b.slots[second], words, uint64(first)))
		}
		b.look(t, b.make(t, list))
	})
}
