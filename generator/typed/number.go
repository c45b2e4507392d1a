package typed

import (
	"regexp"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/numerals"
	"kepu/generator/personal"
	"kepu/generator/tomldoc"
)

// most is more than anything that is counted here: a longer number is a telephone's or a slip.
const most = 1_000_000_000_000

var (
	digits    = regexp.MustCompile(`^(?:0|[1-9][0-9]*)$`)
	thousands = regexp.MustCompile(`^[1-9][0-9]{0,2}(?:[, '][0-9]{3})+$`)
	fraction  = regexp.MustCompile(`^((?:0|[1-9][0-9]*))\.([0-9]+)$`)
	withUnit  = regexp.MustCompile(`^([0-9][0-9, .]*?) ?(人次|人|名|位|场次|场|次|份|件|个|家|天|元|块|篇|所|门|项|平方米|㎡|万元)$`)
	shortened = regexp.MustCompile(`[万亿千百十wWkK]`)
)

// Number reads a whole number as people type it: 1200, 1,200, 1 200, １２００, 1200人, 三百. What is not
// exact, or written in 万, comes back as a Doubt with the number that may be meant.
func Number(words string) (int64, *Doubt) {
	s, doubt := amount(words, false)
	if doubt != nil {
		return 0, doubt
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n >= most {
		return 0, tooLarge(words)
	}
	return n, nil
}

// Decimal reads a number that may have decimals, no more than places of them, and returns it as TOML writes it:
// 1,200.50 is 1200.50. In all else it is Number.
func Decimal(words string, places int) (string, *Doubt) {
	s, doubt := amount(words, true)
	if doubt != nil {
		return "", doubt
	}
	whole, rest, _ := strings.Cut(s, ".")
	if n, err := strconv.ParseInt(whole, 10, 64); err != nil || n >= most {
		return "", tooLarge(words)
	}
	if len(rest) > places {
		return "", &Doubt{What: diag.M("TYPED-NUMBER-PLACES", "小数最多 %d 位：%s", "no more than %d decimals: %s").With(places, show(words)),
			Mend: diag.T("请核对小数点的位置", "check where the decimal point stands")}
	}
	return s, nil
}

// amount returns the digits of a number.
func amount(words string, decimals bool) (string, *Doubt) {
	s := strings.TrimSuffix(narrow(words), "。")
	if s == "" {
		return "", empty()
	}
	if len(s) > longest {
		return "", noNumber(words)
	}
	if tomldoc.Unknown(s) {
		return "", &Doubt{What: diag.M("TYPED-NUMBER-UNKNOWN", "这里只写数：%s", "only a number stands here: %s").With(show(words)),
			Mend: diag.T("不知道就空着，不要写 0", "leave it empty when it is not known, and write no 0")}
	}
	plain := s
	if m := withUnit.FindStringSubmatch(s); m != nil && m[2] != "万元" {
		plain = m[1]
	}
	if strings.HasSuffix(s, "万元") && decimals { // the unit of the field: 12.5万元 is 12.5
		plain = strings.TrimSpace(strings.TrimSuffix(s, "万元"))
	}
	plain = strings.ReplaceAll(plain, "，", ",")
	whole, rest, point := strings.Cut(plain, ".")
	if thousands.MatchString(whole) {
		whole = strings.NewReplacer(",", "", " ", "", "'", "").Replace(whole)
		if plain = whole; point {
			plain += "." + rest
		}
	}
	switch {
	case digits.MatchString(plain):
		if found := personal.Numbers(plain); len(found) > 0 {
			return "", &Doubt{What: diag.M("TYPED-NUMBER-CODE", "这不像一个数目：%s", "this does not look like an amount: %s").With(show(words)),
				Mend: diag.T("电话和证件号码不写在这里", "telephone and identity numbers do not belong here")}
		}
		return plain, nil
	case fraction.MatchString(plain) && decimals:
		return plain, nil
	case fraction.MatchString(plain):
		return "", &Doubt{What: diag.M("TYPED-NUMBER-WHOLE", "这里写整数：%s", "a whole number stands here: %s").With(show(words)),
			Mend: diag.T("单位写错了？例如经费以元为单位，不以万元", "is the unit another one? Money, for example, is in yuan and not in 万元")}
	}
	return meant(words, s)
}

// meant is about words in which there may be a number.
func meant(words, s string) (string, *Doubt) {
	plain := thousandsIn.ReplaceAllStringFunc(s, func(x string) string { return strings.NewReplacer(",", "", " ", "").Replace(x) })
	n := numerals.Read(strings.TrimSuffix(strings.NewReplacer("w", "万", "W", "万").Replace(plain), " "))
	if leadingZero.MatchString(plain) {
		n = numerals.Number{}
	}
	if q, exact := tomldoc.Quantity(plain); exact && n.Size > 0 && digits.MatchString(q) {
		if !shortened.MatchString(plain) || n.Chinese && n.N < 10_000 {
			return q, nil
		}
		return "", inFull(words, q)
	}
	if n.Size > 0 && n.N < most && n.Size == len(strings.NewReplacer("w", "万", "W", "万").Replace(plain)) {
		q := strconv.FormatInt(n.N, 10)
		return "", inFull(words, q)
	}
	if m := rough.FindStringSubmatch(plain); m != nil && !leadingZero.MatchString(m[1]) {
		if n := numerals.Read(m[1]); n.Size == len(m[1]) && n.N < most {
			q := strconv.FormatInt(n.N, 10)
			return "", &Doubt{What: diag.M("TYPED-NUMBER-ROUGH", "不是确数：%s", "this is no exact number: %s").With(show(words)),
				Mend: diag.T("要用 %s 就写 %s，并在简介里照实说明“约”“多”", "to take %s write %s, and say in the summary that it is about that").With(q, q), Meant: q}
		}
	}
	return "", noNumber(words)
}

var (
	thousandsIn = regexp.MustCompile(`\b[0-9]{1,3}(?:[, ][0-9]{3})+\b`)
	leadingZero = regexp.MustCompile(`^0[0-9]`)
	rough       = regexp.MustCompile(`^(?:大约|大概|约|近|超过|超|不足|不到|逾|至少|最多|将近|上|>|<|≥|≤)? ?([0-9一二三四五六七八九十百千万亿两〇零.]+?)(?:余|多|来|几)?(?:人次|人|名|位|场次|场|次|份|件|个|家|天|元|块)?(?:左右|上下|以上|以下|余)?$`)
)

func noNumber(words string) *Doubt {
	return &Doubt{What: diag.M("TYPED-NUMBER", "看不懂这个数：%s", "this number cannot be understood: %s").With(show(words)),
		Mend: diag.T("只写数字，例如 1200；不知道就空着", "write digits alone, such as 1200; leave it empty when it is not known")}
}

func inFull(words, meant string) *Doubt {
	return &Doubt{What: diag.M("TYPED-NUMBER-SHORT", "请写出全部数字：%s", "write all the digits: %s").With(show(words)), Mend: diag.T("是不是 %s？", "is it %s?").With(meant), Meant: meant}
}

func tooLarge(words string) *Doubt {
	return &Doubt{What: diag.M("TYPED-NUMBER-LARGE", "这个数太大：%s", "this number is too large: %s").With(show(words)), Mend: diag.T("请核对位数", "check how many digits it has")}
}
