package source

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// pasted takes out of t the entries of its lists that say to the letter what one before
// them says, and reports them: a part of the file that was pasted twice is told once.
func (r *reader) pasted(t *tomldoc.Table) {
	var entries []int // where they begin, in the order of the file
	for i := range t.Fields {
		for _, v := range t.Fields[i].Value.Items {
			if v.Table != nil && r.file.Text[v.Start] == '[' {
				entries = append(entries, v.Start)
			}
		}
	}
	slices.Sort(entries)
	first := make(map[string]int, len(entries)) // what an entry says -> its place in entries
	again := map[int]int{}                      // the start of an entry -> the entry that it repeats
	for i, start := range entries {
		end := len(r.file.Text)
		if i+1 < len(entries) {
			end = entries[i+1]
		}
		says := withoutRemarks(r.file.Text[start:end])
		if strings.IndexByte(says, '\n') < 0 {
			continue // nothing stands below the header: that is another mistake
		}
		if at, ok := first[says]; ok {
			again[start] = at
			continue
		}
		first[says] = i
	}
	if len(again) == 0 {
		return
	}
	for i := 0; i < len(entries); i++ {
		at, ok := again[entries[i]]
		if !ok {
			continue
		}
		n := 1
		for i+n < len(entries) {
			if next, ok := again[entries[i+n]]; !ok || next != at+n {
				break
			}
			n++
		}
		end := len(r.file.Text)
		if i+n < len(entries) {
			end = entries[i+n]
		}
		r.repeated(entries[i], end, entries[at], n)
		i += n - 1
	}
	for i := range t.Fields {
		v := &t.Fields[i].Value
		kept := v.Items[:0]
		for _, item := range v.Items {
			if _, ok := again[item.Start]; !ok {
				kept = append(kept, item)
			}
		}
		v.Items = kept
	}
}

// pastedTwice is the code of entries that stand in the file before, word for word.
const pastedTwice = "TOML-PASTED-TWICE"

// repeated reports n entries from start up to end that stand in the file before, from first on.
func (r *reader) repeated(start, end, first, n int) {
	at := r.file.Place(start, start+len(withoutRemarks(lineAt(r.file.Text, start))))
	line := r.file.LineOf(first)
	repair := r.without(start, end, first)
	if n == 1 {
		r.ps.Error(at, diag.M(pastedTwice, "这一条和第 %d 行的那一条一字不差", "this entry is the same as the one on line %d").With(line),
			diag.T("多贴的请删去；真是两回事就写出区别", "delete it if it was pasted twice; if they are two things, tell them apart")).By(repair)
		return
	}
	r.ps.Error(at, diag.M(pastedTwice, "从这里起的 %d 条和第 %d 行起的一字不差", "the %d entries from here on are the same as those from line %d on").With(n, line),
		diag.T("多贴的请删去；真是两回事就写出区别", "delete them if they were pasted twice; if they are other things, tell them apart")).By(repair)
}

// without takes the entries from start up to end out, with the blank lines after them: those from
// first on say all of it, remarks as well.
func (r *reader) without(start, end, first int) *diag.Repair {
	says := withoutRemarks(r.file.Text[start:end])
	if !strings.HasPrefix(r.file.Text[first:], says) {
		return nil
	}
	rest := r.file.Text[start+len(says) : end]
	blanks := rest[:len(rest)-len(strings.TrimLeft(rest, " \t\n"))]
	return diag.Replace(start, start+len(says)+strings.LastIndexByte(blanks, '\n')+1, "")
}

func lineAt(text string, at int) string {
	line, _, _ := strings.Cut(text[at:], "\n")
	return line
}

// withoutRemarks returns the text of an entry without the blank lines and the remarks
// after it, which belong to what follows.
func withoutRemarks(s string) string {
	for {
		s = strings.TrimRight(s, " \t\n")
		i := strings.LastIndexByte(s, '\n') + 1
		if i == 0 || !strings.HasPrefix(strings.TrimLeft(s[i:], " \t"), "#") {
			return s
		}
		s = s[:i]
	}
}
