package digest

import (
	"crypto/sha256"
	"strings"
	"testing"
)

func TestTextsOfAnyLengthHaveTheirSum(t *testing.T) {
	for _, n := range []int{0, 1, 4095, 4096, 4097, 100_000} {
		text := strings.Repeat("科", n/3) + strings.Repeat("a", n%3)
		want := Digest(sha256.Sum256([]byte(text)))
		if Of(text) != want || OfBytes([]byte(text)) != want {
			t.Errorf("a text of %d bytes has another sum", n)
		}
	}
	text := strings.Repeat("科", 1000)
	if n := testing.AllocsPerRun(10, func() { Of(text) }); n > 0 {
		t.Errorf("%v allocations for a text of a page", n)
	}
}
