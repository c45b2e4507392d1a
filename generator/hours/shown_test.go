package hours

import "testing"

func TestShown(t *testing.T) {
	for words, want := range map[string]string{
		"周二-周日": "周二至周日", "2026-03-23": "2026年3月23日", "2026-03-23-2026-03-25": "2026年3月23日至2026年3月25日", "5月1日—10月7日": "5月1日—10月7日", "2026-13-01": "2026-13-01",
	} {
		if got := Shown(words); got != want {
			t.Errorf("%s is shown as %s, want %s", words, got, want)
		}
	}
	for words, want := range map[string]string{"": "", "3-10": "3—10月", "5月1日-10月7日": "5月1日—10月7日", "3月-10月": "3月—10月", "3-5、9": "3—5、9月", "夏季": "夏季"} {
		if got := ShownSeason(words); got != want {
			t.Errorf("%s is shown as %s, want %s", words, got, want)
		}
	}
}
