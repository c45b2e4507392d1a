package source

import (
	"strings"
	"testing"
	"time"
)

// TestALongLineFullOfFaultsTakesNoTime: each of these took minutes.
func TestALongLineFullOfFaultsTakesNoTime(t *testing.T) {
	entry := "[[activity]]\ndate = 2016-01-01\ntitle = \"x\"\n"
	for name, data := range map[string]string{
		"numbers":       entry + "topic = [" + strings.Repeat("1,", 500_000) + "]\n",
		"topics":        entry + `topic = [` + strings.Repeat(`"a、b",`, 100_000) + "]\n",
		"mobile":        entry + `place = "` + strings.Repeat("13812345678 ", 80_000) + "\"\n",
		"empty entries": "activity = [" + strings.Repeat("{},", 300_000) + "]\n",
	} {
		begin := time.Now()
		p := Parse("activities/a.toml", []byte(data))
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if n := len(p.Problems); n == 0 || n > 60 {
			t.Errorf("%s: %d problems", name, n)
		}
	}
}
