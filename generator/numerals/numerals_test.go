package numerals_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"kepu/generator/numerals"
)

func TestNumbersInCharacters(t *testing.T) {
	for n, want := range map[int64]string{
		0: "零", 1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一百", 105: "一百零五", 110: "一百一十", 112: "一百一十二",
		1200: "一千二百", 9999: "九千九百九十九", 10_020: "一万零二十", 12_350: "一万二千三百五十", 100_000: "十万", 105_000: "十万五千",
		2_000_000_050: "二十亿零五十", 100_050_000: "一亿零五万", math.MaxInt64: "9223372036854775807",
	} {
		if got := numerals.Write(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestNumbersAreRead(t *testing.T) {
	type number struct {
		n, step int64
		rest    string
	}
	for text, want := range map[string]number{
		"18个":            {18, 1, "个"},
		"6000余":          {6000, 1000, "余"},
		"12,700人次":       {12700, 100, "人次"},
		"1，234，567":      {1234567, 1, ""},
		"12,34":          {12, 1, ",34"},
		"５８６０人":          {5860, 10, "人"},
		"1.2万":           {12000, 1000, ""},
		"0.59 万":         {5900, 100, ""},
		"0.50万":          {5000, 100, ""},
		"12.5岁":          {13, 1, "岁"},
		"3万5千":           {35000, 1000, ""},
		"3万5":            {35000, 1000, ""},
		"3百":             {300, 100, ""},
		"1.5千":           {1500, 100, ""},
		"2亿3千万":          {230000000, 1e7, ""},
		"10余万":           {10, 10, "余万"},
		"五千八百六十人次":       {5860, 10, "人次"},
		"一百一十二":          {112, 1, ""},
		"一百十二":           {112, 1, ""},
		"一百零五":           {105, 1, ""},
		"一百八":            {180, 10, ""},
		"三万五":            {35000, 1000, ""},
		"三万零五":           {30005, 1, ""},
		"两万":             {20000, 10000, ""},
		"十万五千":           {105000, 1000, ""},
		"二十亿零五十":         {2000000050, 10, ""},
		"二〇一六年":          {2016, 1, "年"},
		"三点五万":           {35000, 1000, ""},
		"零":              {0, 1, ""},
		"百余":             {100, 100, "余"},
		"万余":             {10000, 10000, "余"},
		"十来个":            {10, 10, "来个"},
		"个":              {0, 0, "个"},
		"三五个":            {0, 0, "三五个"},
		"十五六家":           {0, 0, "十五六家"},
		"一万亿":            {0, 0, "一万亿"},
		"三百五百":           {0, 0, "三百五百"},
		"99999999999999": {0, 0, "99999999999999"},
		"":               {0, 0, ""},
	} {
		got := numerals.Read(text)
		if (number{got.N, got.Step, text[got.Size:]}) != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestWholeNumbersEndBeforeMarks(t *testing.T) {
	for text, rest := range map[string]string{"1.2024年": ".2024年", "1,200": ",200", "二、": "、", "（一）": "（一）", "一百一十二、": "、"} {
		if n := numerals.Whole(text); text[n.Size:] != rest {
			t.Errorf("%s: %+v", text, n)
		}
	}
}

// FuzzRead gives any text: what is read stands in it, and what is written is read
// again as the same number.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"18", "3万5千", "二〇一六", "一百零五", "1,2,3", "0.59万", "亿亿", "9999亿9999万9999", "0.0000000001亿", "零零一", "一.五"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := numerals.Read(text)
		if n.Size < 0 || n.Size > len(text) || n.N < 0 || n.Size > 0 && n.Step < 1 || n.Size == 0 && n.N != 0 {
			t.Fatalf("%q: %+v", text, n)
		}
		if w := numerals.Whole(text); w.Size > 0 && strings.ContainsAny(text[:w.Size], ".,") {
			t.Errorf("%q: %+v", text, w)
		}
		written := numerals.Write(n.N)
		if back := numerals.Read(written); back.N != n.N || back.Size != len(written) || !back.Chinese {
			t.Errorf("%q: %d is %s, read as %+v", text, n.N, written, back)
		}
	})
}

func TestThousandsStandApart(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "0": "0", "999": "999", "1000": "1,000", "-999": "-999", "-1000": "-1,000", "1234567": "1,234,567",
		"1234.5678": "1,234.5678", "-123456.7": "-123,456.7", "0.1234": "0.1234",
	} {
		if got := numerals.Thousands(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestSpansAreWrittenWithoutADash(t *testing.T) {
	for want, s := range map[string][2]string{"9 至 373": {"9", "373"}, "9": {"9", "9"}, "0.57 至 0.96": {"0.57", "0.96"}} {
		if got := numerals.Span(s[0], s[1]); got != want {
			t.Errorf("%v is %s, want %s", s, got, want)
		}
	}
}

func TestAmountsInDigits(t *testing.T) {
	for _, c := range []struct {
		n, of int64
		want  string
		exact bool
	}{
		{1, 3, "0.3", false}, {1200, 1, "1200", true}, {25, 2, "12.5", true}, {9, 20, "0.5", false}, {1999, 100, "20", false},
		{-7, 2, "-3.5", true}, {-1, 100, "0", false}, {0, 5, "0", true},
	} {
		if s, exact := numerals.Decimal(big.NewRat(c.n, c.of), 1); s != c.want || exact != c.exact {
			t.Errorf("%d/%d is %s, %v", c.n, c.of, s, exact)
		}
	}
}

func TestNumbersOfATextInDigits(t *testing.T) {
	for in, want := range map[string]string{"二〇二六年三月五日": "2026年3月5日", "二零二六年十二月": "2026年12月", "2026年3月": "2026年3月", "": "", "abc": "abc", "第十五届": "第15届"} {
		if got := numerals.InDigits(in); got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}
