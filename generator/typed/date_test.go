package typed

import (
	"strings"
	"testing"
)

func TestDatesAsPeopleTypeThem(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2026-03-05", "2026-03-05"},
		{"2026.3.5", "2026-03-05"},
		{"2026/3/5", "2026-03-05"},
		{"２０２６．３．５", "2026-03-05"},
		{"2026-3-5", "2026-03-05"},
		{"2026—3—5", "2026-03-05"},
		{"20260305", "2026-03-05"},
		{"2026年3月5日", "2026-03-05"},
		{"2026年3月5号", "2026-03-05"},
		{" 2026 年 3 月 5 日 ", "2026-03-05"},
		{"二〇二六年三月五日", "2026-03-05"},
		{"二零二六年十二月三十一日", "2026-12-31"},
		{"2026年3月5日（周四）", "2026-03-05"},
		{"3月5日 星期四", "2026-03-05"},
		{"3月5日", "2026-03-05"},
		{"三月五号", "2026-03-05"},
		{"3.5", "2026-03-05"},
		{"3/5", "2026-03-05"},
		{"3-5", "2026-03-05"},
		{"2028-02-29", "2028-02-29"},
		{"2026.3", "2026-03"},
		{"2026-03", "2026-03"},
		{"2026年3月", "2026-03"},
		{"2026年3月份", "2026-03"},
		{"3月", "2026-03"},
		{"2026", "2026"},
		{"2026年", "2026"},
		{"2026.3.5日", "2026-03-05"},

		{"9月20-22日", "2026-09-20 2026-09-22"},
		{"9月20日-22日", "2026-09-20 2026-09-22"},
		{"9月20日至22日", "2026-09-20 2026-09-22"},
		{"9月20日——22日", "2026-09-20 2026-09-22"},
		{"9月20日～9月22日", "2026-09-20 2026-09-22"},
		{"9月30日到10月2日", "2026-09-30 2026-10-02"},
		{"2026.9.20-22", "2026-09-20 2026-09-22"},
		{"2026.9.20-9.22", "2026-09-20 2026-09-22"},
		{"2026.9.20-2026.9.22", "2026-09-20 2026-09-22"},
		{"2026-9-20-22", "2026-09-20 2026-09-22"},
		{"2026-9-20-9-22", "2026-09-20 2026-09-22"},
		{"2026-10-20-22", "2026-10-20 2026-10-22"},
		{"2026-01-05-07", "2026-01-05 2026-01-07"},
		{"2026-09-20至2026-09-22", "2026-09-20 2026-09-22"},
		{"20260920-20260922", "2026-09-20 2026-09-22"},
		{"2025年12月30日至2026年1月3日", "2025-12-30 2026-01-03"},
		{"12月30日至次年1月3日", "2026-12-30 2027-01-03"},
		{"2026年9月到10月", "2026-09 2026-10"},
		{"3-5月", "2026-03 2026-05"},
		{"3月至5月", "2026-03 2026-05"},
		{"2026.3-5", "2026-03 2026-05"},
		{"2025-2026", "2025 2026"},
		{"3.5-3.7", "2026-03-05 2026-03-07"},
		{"3.5-7", "2026-03-05 2026-03-07"},
		{"9月20日至20日", "2026-09-20"},
		{"5月1日—10月7日", "2026-05-01 2026-10-07"},

		{"", "TYPED-EMPTY"},
		{"  ", "TYPED-EMPTY"},
		{"26.3.5", "TYPED-DATE-YEAR 2026-03-05"},
		{"26年3月5日", "TYPED-DATE-YEAR 2026-03-05"},
		{"26.13.5", "TYPED-DATE-YEAR"},
		{"2月30日", "TYPED-DATE-NO-SUCH"},
		{"2月29日", "TYPED-DATE-NO-SUCH"},
		{"2026.13.5", "TYPED-DATE-NO-SUCH"},
		{"20261305", "TYPED-DATE-NO-SUCH"},
		{"0000-01-01", "TYPED-DATE-NO-SUCH"},
		{"12月30日至1月3日", "TYPED-DATE-LAST-YEAR"},
		{"2026.9.22-2026.9.20", "TYPED-DATE-ORDER"},
		{"9月22-20日", "TYPED-DATE-LAST-YEAR"},
		{"3月5日上午", "TYPED-DATE-WORDS 2026-03-05"},
		{"2026年3月上旬", "TYPED-DATE-WORDS 2026-03"},
		{"2026.3.5 9:30", "TYPED-DATE"},
		{"3月5日和7日", "TYPED-DATE"},
		{"13月5日", "TYPED-DATE-NO-SUCH"},
		{"去年", "TYPED-DATE"},
		{"20日", "TYPED-DATE"},
		{"20-22日", "TYPED-DATE"},
		{"昨天", "TYPED-DATE"},
		{"2026.3.5、3.7", "TYPED-DATE"},
		{"-", "TYPED-DATE"},
		{"至", "TYPED-DATE"},
		{"3月5日至", "TYPED-DATE"},
		{"2026-3.5", "TYPED-DATE"},
		{"1988", "1988"},
		{"8888", "TYPED-DATE"},
		{"\xff", "TYPED-DATE"},
	}
	for _, tt := range tests {
		d, doubt := Date(tt.in, 2026)
		got := strings.TrimSpace(d.From.String() + " " + d.Until.String())
		if doubt != nil {
			got = strings.TrimSpace(doubt.What.Code + " " + doubt.Meant)
			if doubt.Mend.ZH == "" || doubt.Mend.EN == "" {
				t.Errorf("%q: no remedy", tt.in)
			}
		}
		if got != tt.want {
			t.Errorf("%q is %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestNoYearIsTakenWhereThereIsNone(t *testing.T) {
	for _, in := range []string{"3月5日", "3.5", "3月", "9月20-22日"} {
		if _, doubt := Date(in, 0); doubt == nil || doubt.What.Code != "TYPED-DATE-NO-YEAR" {
			t.Errorf("%q: %v", in, doubt)
		}
	}
	if d, doubt := Date("2026.3.5", 0); doubt != nil || d.From.String() != "2026-03-05" {
		t.Errorf("%v %v", d, doubt)
	}
}

// What is read, written as content/ has it, reads as the same; and last days are never first.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026.3.5", "9月20-22日", "3-5", "二〇二六年三月五日", "26.3.5", "2026-01-05-07", "至", "12月30日至次年1月3日"} {
		f.Add(s, 2026)
	}
	f.Fuzz(func(t *testing.T, s string, year int) {
		if year < 0 || year > 9999 {
			return
		}
		d, doubt := Date(s, year)
		if doubt != nil {
			if d.From.Known() || doubt.What.Code == "" {
				t.Fatalf("%q: a date and a doubt, %v %v", s, d, doubt)
			}
			return
		}
		again, doubt := Date(d.From.String(), 0)
		if !d.From.Known() || doubt != nil && d.From.Year >= 1900 && d.From.Year < 2100 || doubt == nil && again.From != d.From {
			t.Fatalf("%q is %v, which is %v %v", s, d.From, again, doubt)
		}
		if d.Until.Known() && d.Until.Last().Before(d.From.First()) {
			t.Fatalf("%q is %v to %v", s, d.From, d.Until)
		}
	})
}
