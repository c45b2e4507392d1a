package rule_test

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/numerals"
	"kepu/generator/rule"
)

// shown writes a term so that a table can hold it.
func shown(t rule.Term) string {
	s := []string{"figure", "count", "growth", "share"}[t.Op]
	for _, n := range t.Names {
		s += " " + n.Text
	}
	for _, f := range t.Filters {
		s += fmt.Sprintf(" [%s %s]", f.Key, f.Value.Text)
	}
	return s
}

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"visitors":                 "figure visitors",
		"  接待人次 ":                  "figure 接待人次",
		"count activities":         "count activities",
		"count activities form=讲座": "count activities [form 讲座]",
		"统计 活动数 形式 ＝ 讲座 重大活动=全国科普日": "count 活动数 [form 讲座] [campaign 全国科普日]",
		"growth visitors":                    "growth visitors",
		"增长　接待人次":                            "growth 接待人次", // a blank of full width
		"share free_days open_days":          "share free_days open_days",
		"占比 免费开放天数 开放天数":                     "share 免费开放天数 开放天数",
		"":                                   "RULE-EMPTY 0-0",
		"   ":                                "RULE-EMPTY 0-3",
		"visitors staff_full":                "RULE-WORD 9-19",
		"share free_days":                    "RULE-NAME-MISSING 0-15",
		"growth":                             "RULE-NAME-MISSING 0-6",
		"visitors >= 3":                      "RULE-COMPARISON-HERE 9-11",
		"count activities county=甲县":         "RULE-FILTER 17-23",
		"count activities form=":             "RULE-WORD 17-21",
		"growth visitors + 1":                "RULE-WORD 16-17",
		"share free_days open_days visitors": "RULE-WORD 26-34",
	} {
		got, fault := rule.ParseTerm(text)
		s := shown(got)
		if fault != nil {
			s = fmt.Sprintf("%s %d-%d", fault.What.Code, fault.Start, fault.End)
		}
		if s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}

func TestNeeds(t *testing.T) {
	for text, want := range map[string]string{
		"open_days >= 200":                   "figure open_days ≥ 200",
		"开放天数≥200":                           "figure 开放天数 ≥ 200",
		"开放天数＞＝２００":                          "figure 开放天数 ≥ 200",
		"free_days=0":                        "figure free_days = 0",
		"visitors < 7.5":                     "figure visitors < 7.5",
		"growth visitors > -10%":             "growth visitors > -10",
		"share free_days open_days <= 50 ":   "share free_days open_days ≤ 50",
		"count activities form=讲座 >= 4":      "count activities [form 讲座] ≥ 4",
		"count activities = 4":               "count activities = 4",
		"open_days":                          "RULE-COMPARISON-MISSING 0-9",
		"open_days 200":                      "RULE-WORD 10-13",
		"open_days >=":                       "RULE-NUMBER 0-12",
		"open_days >= 二百":                    "RULE-NUMBER 13-19",
		"open_days >= 3万":                    "RULE-NUMBER 13-17",
		"open_days >= 50%":                   "RULE-PERCENT 13-16",
		"open_days >= 200 天":                 "RULE-WORD 17-20",
		">= 200":                             "RULE-NAME-MISSING 0-2",
		"open_days >= 200 and visitors >= 1": "RULE-WORD 17-20",
		"open_days >= 99999999999999999999":  "RULE-NUMBER 13-33",
	} {
		got, fault := rule.ParseNeed(text)
		var s string
		if fault != nil {
			s = fmt.Sprintf("%s %d-%d", fault.What.Code, fault.Start, fault.End)
		} else {
			n, _ := numerals.Decimal(got.Number, 3)
			s = shown(got.Term) + " " + got.Comparison.Sign() + " " + n
		}
		if s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}

func TestPoints(t *testing.T) {
	for in, want := range map[string]string{"86.50": "86.5", "0": "0", "-3.05": "-3.05", "10": "10", "0.125": "", "99999999": ""} {
		a, _ := rule.Amount(in)
		p, ok := rule.PointsOf(a)
		if s := p.String(); ok != (want != "") || ok && s != want {
			t.Errorf("%s: %s, %v", in, s, ok)
		}
	}
}

// No text breaks the parser, and each fault stands within it.
func FuzzRule(f *testing.F) {
	for _, s := range []string{"open_days >= 200", "count activities form=讲座 > 3", "share a b", "＞", "=\xff="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, one := rule.ParseTerm(s)
		_, two := rule.ParseNeed(s)
		for _, x := range []*rule.Fault{one, two} {
			if x != nil && (x.Start < 0 || x.End > len(s) || x.Start > x.End || x.What.Code == "" || strings.TrimSpace(x.Mend.ZH) == "") {
				t.Errorf("%q: %+v", s, x)
			}
		}
		if one == nil && two == nil {
			t.Errorf("%q is both a term and a need", s)
		}
	})
}
