package personal

import (
	"strings"
	"testing"
)

func TestMailsAndPupils(t *testing.T) {
	for _, c := range []struct{ text, mails, pupils string }{
		{"邮箱 zhang_san@163.com，办公室 kexie@zmd.gov.cn", "zhang_san@163.com", ""},
		{"vip.qq 的 12345678@qq.com；a@QQ.COM", "12345678@qq.com a@QQ.COM", ""},
		{"a@163.org b@my163.com", "", ""},
		{"虚构市第一小学五年级2班的王小明同学获奖", "", "小学五年级2班的王小明同学"},
		{"一等奖：李小红（虚构中学初二3班）", "", "李小红（虚构中学初二3班"},
		{"名单：五年级（3）班：王小明、李红、赵一", "", "五年级（3）班：王小明、李红、赵一"},
		{"虚构小学三年级学生代表参加", "", ""},
		{"面向五年级、六年级，初二、高一开放", "", ""},
		{"虚构中学高一（3）班师生200人", "", ""},
		{"三至六年级学生、家长、老师", "", ""},
		{"", "", ""},
	} {
		words := func(list []Span) string {
			var out []string
			for _, s := range list {
				out = append(out, c.text[s.Start:s.End])
			}
			return strings.Join(out, " ")
		}
		if m, p := words(PrivateMails(c.text)), words(Pupils(c.text)); m != c.mails || p != c.pupils {
			t.Errorf("%s: mails %q, want %q; pupils %q, want %q", c.text, m, c.mails, p, c.pupils)
		}
	}
}
