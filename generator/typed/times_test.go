package typed

import (
	"regexp"
	"testing"
)

func TestTimesAsPeopleTypeThem(t *testing.T) {
	for words, want := range map[string]string{
		"09:30-11:00":   "09:30-11:00",
		"9：30—11：00":    "09:30-11:00",
		"9:30——11:00":   "09:30-11:00",
		"9:30 至 11:00":  "09:30-11:00",
		"９：３０～１１：００":    "09:30-11:00",
		"9:30":          "09:30",
		"14:30:00":      "14:30",
		"上午9点半":         "09:30",
		"上午九点半":         "09:30",
		"上午9时":          "09:00",
		"上午9时整":         "09:00",
		"9点05分":         "09:05",
		"下午2点到4点":       "14:00-16:00",
		"下午2点到5点一刻":     "14:00-17:15",
		"上午9:00-11:30":  "09:00-11:30",
		"上午9点至下午4点":     "09:00-16:00",
		"上午九时三十分—十一时":   "09:30-11:00",
		"晚上7:30":        "19:30",
		"晚7点半-9点":       "19:30-21:00",
		"中午12:30":       "12:30",
		"中午1点":          "13:00",
		"下午14:30":       "14:30",
		"19:30-24:00":   "19:30-24:00",
		"00:00-02:00":   "00:00-02:00",
		"24:30":         "TYPED-TIME",
		"24:00":         "TYPED-TIME-START",
		"9:60":          "TYPED-TIME",
		"9":             "TYPED-TIME",
		"9.30":          "TYPED-TIME", // may be the 30th of September
		"上午":            "TYPED-TIME",
		"上午15:00":       "TYPED-TIME",
		"9:30-10:30-12": "TYPED-TIME",
		"2:00-1:00":     "TYPED-TIME-ORDER",
		"9:00-4:00":     "TYPED-TIME-ORDER",
		"11:00-09:30":   "TYPED-TIME-ORDER",
		"晚上10点到1点":      "TYPED-TIME-ORDER",
		"2026-03-05":    "TYPED-TIME",
		"":              "TYPED-EMPTY",
	} {
		got, doubt := Time(words)
		said := got.String()
		if doubt != nil {
			said = doubt.What.Code
		}
		if said != want {
			t.Errorf("%q is read as %s, not %s", words, said, want)
		}
	}
}

func FuzzTime(f *testing.F) {
	f.Add("上午9点半-11点")
	f.Add("9：30—11：00")
	form := regexp.MustCompile(`^(?:[01][0-9]|2[0-3]):[0-5][0-9](?:-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00))?$`)
	f.Fuzz(func(t *testing.T, words string) {
		got, doubt := Time(words)
		if doubt != nil {
			if got.Known() {
				t.Errorf("%q is in doubt and read as %s", words, got)
			}
			return
		}
		if !form.MatchString(got.String()) || got.Until != "" && got.Until <= got.From {
			t.Errorf("%q is read as %s", words, got)
		}
		if again, doubt := Time(got.String()); doubt != nil || again != got {
			t.Errorf("%q is read as %s, and that as %s (%v)", words, got, again, doubt)
		}
	})
}
