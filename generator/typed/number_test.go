package typed

import (
	"strconv"
	"strings"
	"testing"
)

func TestNumbersAsPeopleTypeThem(t *testing.T) {
	tests := []struct{ in, want string }{
		{"1200", "1200"},
		{"0", "0"},
		{"1,200", "1200"},
		{"1，200", "1200"},
		{"12,345,678", "12345678"},
		{"1 200", "1200"},
		{"１２００", "1200"},
		{"1200人", "1200"},
		{"1,200 人次", "1200"},
		{"三百", "300"},
		{"三百人", "300"},
		{"一千二百", "1200"},

		{"", "TYPED-EMPTY"},
		{"1.2万", "TYPED-NUMBER-SHORT 12000"},
		{"1.2万人次", "TYPED-NUMBER-SHORT 12000"},
		{"1.2w", "TYPED-NUMBER-SHORT 12000"},
		{"3万5千", "TYPED-NUMBER-SHORT 35000"},
		{"两万", "TYPED-NUMBER-SHORT 20000"},
		{"5千", "TYPED-NUMBER-SHORT 5000"},
		{"12.5万元", "TYPED-NUMBER-SHORT 125000"},
		{"约300", "TYPED-NUMBER-ROUGH 300"},
		{"近300人", "TYPED-NUMBER-ROUGH 300"},
		{"300多人", "TYPED-NUMBER-ROUGH 300"},
		{"500余人次", "TYPED-NUMBER-ROUGH 500"},
		{"300左右", "TYPED-NUMBER-ROUGH 300"},
		{"不详", "TYPED-NUMBER-UNKNOWN"},
		{"未知", "TYPED-NUMBER-UNKNOWN"},
		{"1.5", "TYPED-NUMBER-WHOLE"},
		{"-5", "TYPED-NUMBER"},
		{"007", "TYPED-NUMBER"},
		{"1,20", "TYPED-NUMBER"},
		{"1,2000", "TYPED-NUMBER"},
		{"200-300", "TYPED-NUMBER"},
		{"三五百", "TYPED-NUMBER"},
		{"两批共300", "TYPED-NUMBER"},
		{"0x10", "TYPED-NUMBER"},
		{"1e3", "TYPED-NUMBER"},
		{"1/2", "TYPED-NUMBER"},
		{"很多", "TYPED-NUMBER"},
		{"13812345678", "TYPED-NUMBER-CODE"},
		{"99999999999999999999", "TYPED-NUMBER-LARGE"},
		{"1000000000000", "TYPED-NUMBER-LARGE"},
		{"999999999999", "999999999999"},
	}
	for _, tt := range tests {
		n, doubt := Number(tt.in)
		if got := said(strconv.FormatInt(n, 10), doubt); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestDecimalsAsPeopleTypeThem(t *testing.T) {
	tests := []struct{ in, want string }{
		{"12.5", "12.5"},
		{"1,200.50", "1200.50"},
		{"12.5万元", "12.5"},
		{"0.0001", "0.0001"},
		{"300", "300"},
		{"300平方米", "300"},
		{"1.2万", "TYPED-NUMBER-SHORT 12000"},
		{"0.00001", "TYPED-NUMBER-PLACES"},
		{".5", "TYPED-NUMBER"},
		{"1.", "TYPED-NUMBER"},
		{"1.2.3", "TYPED-NUMBER"},
		{"9999999999999.5", "TYPED-NUMBER-LARGE"},
	}
	for _, tt := range tests {
		s, doubt := Decimal(tt.in, 4)
		if got := said(s, doubt); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.in, got, tt.want)
		}
	}
}

// said is a value, or the code of the doubt with what was meant.
func said(value string, doubt *Doubt) string {
	if doubt == nil {
		return value
	}
	return strings.TrimSpace(doubt.What.Code + " " + doubt.Meant)
}

// What is offered can be taken: it reads as itself.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"1,200", "1.2万", "约300", "三百人", "13812345678", "1 200.5", "零", "亿", "w"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, doubt := Number(s)
		if doubt == nil {
			if again, _ := Number(strconv.FormatInt(n, 10)); again != n || n < 0 || n >= most {
				t.Fatalf("%q is %d", s, n)
			}
			return
		}
		if doubt.Meant != "" {
			m, err := strconv.ParseInt(doubt.Meant, 10, 64)
			if again, doubt := Number(doubt.Meant); err != nil || doubt == nil && again != m {
				t.Fatalf("%q may be %q, which is %v", s, doubt.Meant, again)
			}
		}
	})
}
