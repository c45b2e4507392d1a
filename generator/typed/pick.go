package typed

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/pinyin"
)

// Candidate is something that a name may mean.
type Candidate struct {
	ID, Name string
	Others   []string // aliases, short names, a code
}

// Pick returns the index of the one candidate that words mean: its id, its name or another of
// its names; the same but for blanks, width, brackets and capitals; a part of its name; or its
// pinyin, whole, its beginning or the first letters. The first of these that anything fits
// decides; when several fit, the Doubt names them. What is a word for one of the list (基地, 县区).
func Pick(words string, what diag.Text, list []Candidate) (int, *Doubt) {
	if strings.TrimSpace(words) == "" {
		return -1, empty()
	}
	w := fold.Name(words)
	for _, fits := range tests(words, w) {
		var found []int
		for i, c := range list {
			if fits(c) {
				found = append(found, i)
			}
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return -1, &Doubt{What: diag.M("TYPED-NAME-SEVERAL", "“%[2]s”不止一个（%[1]s）", "“%[2]s” may be more than one (%[1]s)").With(what, show(words)),
				Mend: diag.T("是哪一个：%s", "which one: %s").With(few(list, found)), Choices: found}
		}
	}
	d := &Doubt{What: diag.M("TYPED-NAME-UNKNOWN", "没有“%[2]s”（%[1]s）", "there is no “%[2]s” (%[1]s)").With(what, show(words))}
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.Name
	}
	all := make([]int, len(list))
	for i := range all {
		all[i] = i
	}
	switch near := diag.Nearest(strings.TrimSpace(words), names); {
	case near != "":
		i := slices.Index(names, near)
		d.Mend, d.Choices, d.Meant = diag.T("是不是 %s？", "is it %s?").With(near), []int{i}, near
	case len(list) == 0:
		d.Mend = diag.T("现在一个也没有", "there is none yet")
	case len(list) <= 20:
		d.Mend, d.Choices = diag.T("可以写：%s", "known: %s").With(few(list, all)), all
	default:
		d.Mend = diag.T("写名称里的几个字，或者拼音", "write a few characters of its name, or its pinyin")
	}
	return -1, d
}

// tests are the ways in which words may name a candidate, the surest first.
func tests(words, w string) []func(Candidate) bool {
	words = strings.TrimSpace(words)
	any := func(is func(string) bool) func(Candidate) bool {
		return func(c Candidate) bool { return is(c.Name) || slices.ContainsFunc(c.Others, is) }
	}
	list := []func(Candidate) bool{
		func(c Candidate) bool { return c.ID == words },
		func(c Candidate) bool { return c.Name == words },
		any(func(s string) bool { return s == words }),
		func(c Candidate) bool { return w != "" && (fold.Name(c.Name) == w || strings.EqualFold(c.ID, words)) },
		any(func(s string) bool { return w != "" && fold.Name(s) == w }),
		any(func(s string) bool { return w != "" && strings.Contains(fold.Name(s), w) }),
	}
	letters := strings.NewReplacer("'", "", "-", "").Replace(w)
	if letters == "" || strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") != "" {
		return list
	}
	return append(list,
		any(func(s string) bool { return pinyin.Slug(s, "") == letters }),
		any(func(s string) bool { return pinyin.Initials(s) == letters }),
		any(func(s string) bool { return strings.HasPrefix(pinyin.Slug(s, ""), letters) }),
		any(func(s string) bool { return len(letters) >= 2 && strings.HasPrefix(pinyin.Initials(s), letters) }),
		func(c Candidate) bool { return strings.HasPrefix(strings.ToLower(c.ID), w) },
		any(func(s string) bool { return len(letters) >= 4 && strings.Contains(pinyin.Slug(s, ""), letters) }),
	)
}

// few names some of the candidates.
func few(list []Candidate, which []int) string {
	const most = 20
	var names []string
	for _, i := range which[:min(len(which), most)] {
		names = append(names, list[i].Name)
	}
	s := strings.Join(names, "、")
	if len(which) > most {
		s += " …"
	}
	return s
}
