package linkcheck

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/source"
	"kepu/generator/tomldoc"
)

// Look is what was found of an address, and when.
type Look struct {
	URL    string
	Day    date.Date
	Result Result
	To     string    // where it leads, if not there itself
	Until  date.Date // the last day of its certificate; not known without one
	Note   string    // of what could not be learnt: an error, as the machine says it
}

// Register is what is known of outside links, by address. It stands in content/.kepu/links.toml: a text that staff may read, kept with
// the content and its history and taken along by backups, and no part of what they write. Where it is lost, all is to be looked at again.
type Register map[string]Look

const (
	registerFile = ".kepu/links.toml"
	head         = "# 对外链接什么时候查过、查到什么，由 kepu check --public --links 记下。不用手写；删掉就等于没有查过。\n"
)

// Open reads the register of a content folder; one that is not there, or cannot be read, is empty.
func Open(content string) Register {
	text, err := os.ReadFile(filepath.Join(content, filepath.FromSlash(registerFile)))
	if err != nil {
		return Register{}
	}
	return decode(string(text))
}

// Save writes it.
func (r Register) Save(content string) error {
	to := filepath.Join(content, filepath.FromSlash(registerFile))
	if err := os.Mkdir(filepath.Dir(to), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return output.Replace(to, output.Text(r.encode()))
}

func decode(text string) Register {
	r := Register{}
	var ps diag.List // what is odd in it is passed over: it is looked at again
	list := source.Values(diag.NewFile(registerFile, text), 0, len(text), &ps).Field("link")
	if list == nil {
		return r
	}
	for _, item := range list.Value.Items {
		if item.Table == nil {
			continue
		}
		get := func(key string) *tomldoc.Value {
			if f := item.Table.Field(key); f != nil {
				return &f.Value
			}
			return &tomldoc.Value{}
		}
		l := Look{URL: clean(get("url").Text), Day: get("looked").Date, Result: Result(get("result").Text), To: clean(get("to").Text), Until: get("certificate_until").Date, Note: clean(get("note").Text)}
		if l.URL != "" && l.Day.Known() && slices.Contains(results, l.Result) {
			r[l.URL] = l
		}
	}
	return r
}

func (r Register) encode() string {
	var b strings.Builder
	b.WriteString(head)
	var all []string
	for u := range r {
		all = append(all, u)
	}
	slices.Sort(all)
	for _, u := range all {
		l := r[u]
		fmt.Fprintf(&b, "\n[[link]]\nurl = %s\nlooked = %s\nresult = %s # %s\n", tomldoc.Quote(l.URL), l.Day, tomldoc.Quote(string(l.Result)), l.Result.Says().ZH)
		if l.To != "" {
			fmt.Fprintf(&b, "to = %s\n", tomldoc.Quote(l.To))
		}
		if l.Until.Known() {
			fmt.Fprintf(&b, "certificate_until = %s\n", l.Until)
		}
		if l.Note != "" {
			fmt.Fprintf(&b, "note = %s\n", tomldoc.Quote(clean(l.Note)))
		}
	}
	return b.String()
}

// clean is a text on one line: what an error says comes from machines far away.
func clean(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(s, ""))
}
