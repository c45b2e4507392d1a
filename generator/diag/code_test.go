package diag

import "testing"

func TestCodeStandsBehindTheMessage(t *testing.T) {
	what := M("TOML-QUOTE", "引号 %s 是中文的", "the quote %s is Chinese").With("“")
	for _, x := range []struct {
		p    Problem
		l    Lang
		want string
	}{
		{Problem{Severity: Error, Place: Place{File: "a.md"}, What: what, Mend: Text{}}, ZH, "a.md: 错误：引号 “ 是中文的 [E-TOML-QUOTE]\n"},
		{Problem{Severity: Warning, Place: Place{File: "a.md"}, What: what, Mend: T("请改", "mend it")}, EN, "a.md: warning: the quote “ is Chinese; mend it [W-TOML-QUOTE]\n"},
		{Problem{Severity: Note, Place: Place{}, What: what, Mend: Text{}}, ZH, "备注：引号 “ 是中文的 [N-TOML-QUOTE]\n"},
		{Problem{Severity: Error, Place: Place{File: "a.md"}, What: T("坏了", "broken"), Mend: Text{}}, ZH, "a.md: 错误：坏了\n"},
	} {
		if got := (Style{Lang: x.l}).Format(x.p); got != x.want {
			t.Errorf("%q, not %q", got, x.want)
		}
	}
}
