package pinyin

import (
	"slices"
	"strings"
)

// Readings returns how a Chinese character may be read, in pinyin without tones, the
// usual reading first: 重 is "zhong", "chong"; 泌 is "bi", "mi". ü is v. Other
// characters have none.
//
// The dictionary has many more, of names and old books (技 as qi); whoever types pinyin
// to find something does not mean them, so the second readings are listed here.
func Readings(r rune) []string {
	first := usual(r)
	if first == "" {
		return nil
	}
	out := []string{first}
	for _, s := range strings.Fields(otherReadings[r]) {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Initials returns the first letters of what is Chinese in a name: 确山县 is qsx.
func Initials(name string) string {
	var b strings.Builder
	for _, r := range name {
		if first := usual(r); first != "" {
			b.WriteByte(first[0])
		}
	}
	return b.String()
}

// otherReadings are all readings in use of the characters that have several with
// different letters.
var otherReadings = map[rune]string{
	'泌': "bi mi", '长': "chang zhang", '乐': "le yue", '重': "zhong chong", '行': "xing hang", '都': "du dou", '会': "hui kuai",
	'调': "diao tiao", '藏': "cang zang", '率': "lv shuai", '薄': "bo bao", '校': "xiao jiao", '参': "can shen cen", '传': "chuan zhuan",
	'大': "da dai", '单': "dan shan", '弹': "dan tan", '地': "di de", '还': "hai huan", '降': "jiang xiang", '解': "jie xie",
	'觉': "jue jiao", '没': "mei mo", '模': "mo mu", '朴': "pu piao", '厦': "xia sha", '省': "sheng xing", '什': "shen shi",
	'石': "shi dan", '说': "shuo shui", '似': "si shi", '系': "xi ji", '血': "xue xie", '朝': "chao zhao", '曾': "zeng ceng",
	'盛': "sheng cheng", '露': "lu lou", '绿': "lv lu", '车': "che ju", '给': "gei ji", '角': "jiao jue", '翟': "zhai di",
	'种': "zhong chong", '差': "cha chai ci", '便': "bian pian", '广': "guang an", '谷': "gu yu", '贾': "jia gu", '仇': "chou qiu",
	'区': "qu ou", '查': "cha zha", '柏': "bai bo", '尉': "wei yu", '万': "wan mo", '巷': "xiang hang", '冯': "feng ping",
	'折': "zhe she", '提': "ti di", '畜': "chu xu", '熟': "shu shou", '色': "se shai", '落': "luo la lao", '核': "he hu",
	'壳': "ke qiao", '陆': "lu liu", '六': "liu lu", '秘': "mi bi", '术': "shu zhu", '塔': "ta da", '铅': "qian yan", '隽': "jun juan",
	'女': "nv", '了': "le liao", '着': "zhe zhuo zhao", '读': "du dou", '识': "shi zhi", '度': "du duo", '的': "de di", '得': "de dei",
}
