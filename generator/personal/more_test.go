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
		{"西平县实验小学三（2）班李小明同学获奖", "", "三（2）班李小明"},
		{"七年级三班王芳说很开心。八年级（3）班学生王小红。", "", "七年级三班王芳说 八年级（3）班学生王小红"},
		{"小学生张伟（10岁）参加", "", "小学生张伟（"},
		{"获奖名单：王芳、李小明", "", "获奖名单：王芳、"},
		{"学生姓名：李小明", "", "学生姓名：李小明"},
		{"获奖学生：李小明（三年级2班）。", "", "李小明（三年级2班"},
		{"高中同学和初中同学都来了，学生高兴。", "", ""},
		{"四年级（2）班全班参加，学生马上动手，同学们向老师提问", "", ""},
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
