package personal

import (
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ text, mobile, identity string }{
		{"电话13812345678，证号41280119900101123X。", "13812345678", "41280119900101123X"},
		{"138-1234-5678、138 1234 5678、１３８１２３４５６７８", "１３８１２３４５６７８ 138-1234-5678 138 1234 5678", ""},
		{"+8613812345678、008613812345678、86 13812345678", "13812345678 13812345678 13812345678", ""},
		{"[打电话](tel:13812345678)", "13812345678", ""},
		{"0396-1234567、12812345678、138123456789、A13812345678、138-1234-56789", "", ""},
		{"https://a.cn/13812345678 [x](13812345678.md)", "", ""},
		{"订单412801199013011234", "", ""}, // no thirteenth month
		{"身份证 411721 19900307 1234，编号 411721 20901399 1234", "", "411721 19900307 1234"},
		{"", "", ""},
	} {
		var mobile, identity []string
		for _, n := range Numbers(c.text) {
			if s := c.text[n.Start:n.End]; n.Mobile {
				mobile = append(mobile, s)
			} else {
				identity = append(identity, s)
			}
		}
		if m, i := strings.Join(mobile, " "), strings.Join(identity, " "); m != c.mobile || i != c.identity {
			t.Errorf("%s: mobile %q, want %q; identity %q, want %q", c.text, m, c.mobile, i, c.identity)
		}
	}
}
