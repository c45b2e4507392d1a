package source

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// targetsFile is the name of the file with the targets.
const targetsFile = "publish.toml"

// Targets is publish.toml, beside content/: where the site is published. It is no part of the content, is never published, and stands in no
// zip of the site; a backup, which copies content/, has it neither.
type Targets struct {
	File *diag.File
	List []Target
}

// Target is one [[target]]. What its values mean is package target's to know.
type Target struct {
	Name     string
	To       string // a folder, or an address
	Endpoint string
	Region   string
	URL      string
	Keep     time.Duration
	Releases int // 0: not said
	Gzip     bool
	Alert    []string

	Key, KnownHosts, Secret string // files

	Span   Span // of the header
	ToSpan Span
}

// Secrets is a file of secrets. It stands where no program that packs or publishes takes it along.
type Secrets struct {
	Password, Passphrase, AccessKey, SecretKey string
}

// ParseTargets reads publish.toml. Nothing that it says shows a secret that somebody wrote there.
func ParseTargets(name string, data []byte) (*Targets, diag.List) {
	x := &Targets{}
	p := parseAlone(name, data, targetWords, targetFileKeys, x)
	x.File = p.File
	for i, a := range x.List {
		if slices.ContainsFunc(x.List[:i], func(b Target) bool { return a.Name != "" && strings.EqualFold(a.Name, b.Name) }) {
			p.Problems.Error(a.Span.In(p.File), diag.M("TARGET-TWICE", "名字 %s 写了两次", "the name %s stands twice").With(a.Name), diag.T("给其中一个换个名字", "give one of them another name"))
		}
	}
	return x, concealed(p.File, p.Problems)
}

var targetFileKeys = []key[Targets]{
	openTables("target", func(x *Targets) *[]Target { return &x.List }, targetKeys, secretHere, checkTarget),
}

var targetKeys = []key[Target]{
	custom("name", tomldoc.Text, func(r *reader, x *Target, f *tomldoc.Field) {
		if x.Name = r.name(f); strings.ContainsAny(x.Name, `/\:`) {
			r.wrong(&f.Value, diag.M("TARGET-NAME", "名字里不能有 / \\ 和冒号：%s", "a name has no / \\ or colon: %s").With(x.Name),
				diag.T(`写一个短的名字，例如 name = "官网"`, `write a short name, such as name = "web"`))
		}
	}),
	custom("to", tomldoc.Text, func(r *reader, x *Target, f *tomldoc.Field) { x.To, x.ToSpan = r.name(f), valueSpan(f) }),
	text("endpoint", func(x *Target) *string { return &x.Endpoint }),
	text("region", func(x *Target) *string { return &x.Region }),
	webURL("url", func(x *Target) *string { return &x.URL }),
	custom("keep", tomldoc.Text, func(r *reader, x *Target, f *tomldoc.Field) {
		if f.Value.Kind != tomldoc.String {
			r.wrongKind(f.Key, &f.Value, keepForm)
			return
		}
		var ok bool
		if x.Keep, ok = ParseKeep(f.Value.Text); !ok {
			r.wrong(&f.Value, diag.M("TARGET-KEEP", "看不懂保留多久：%s", "how long to keep is not understood: %s").With(f.Value.Text), keepForm)
		}
	}),
	custom("releases", tomldoc.Number, func(r *reader, x *Target, f *tomldoc.Field) {
		n, ok := r.whole(f)
		if ok && (n < 1 || n > 99) {
			r.wrong(&f.Value, diag.M("TARGET-RELEASES", "releases 要从 1 到 99", "releases is from 1 to 99"), diag.T("例如 releases = 3：最新一次和之前两次", "for example releases = 3: the newest and two before it"))
			return
		}
		x.Releases = int(n)
	}),
	flag("gzip", func(x *Target) *bool { return &x.Gzip }),
	texts("alert", func(x *Target) *[]string { return &x.Alert }),
	text("key", func(x *Target) *string { return &x.Key }),
	text("known_hosts", func(x *Target) *string { return &x.KnownHosts }),
	text("secret", func(x *Target) *string { return &x.Secret }),
}

var keepForm = diag.T(`写成 keep = "7d" 的样子：7 天；小时用 h`, `write it like keep = "7d", seven days; h is for hours`)

// ParseKeep reads how long something is kept: 7d, 12h, 7天, 12小时; 0 is not at all.
func ParseKeep(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	for _, unit := range []struct {
		name string
		is   time.Duration
	}{{"小时", time.Hour}, {"h", time.Hour}, {"天", 24 * time.Hour}, {"d", 24 * time.Hour}, {"", 0}} {
		digits, ok := strings.CutSuffix(s, unit.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(digits), 10, 16)
		return time.Duration(n) * unit.is, err == nil && (unit.is > 0 || n == 0)
	}
	return 0, false
}

func checkTarget(r *reader, t *tomldoc.Table, x *Target) {
	x.Span = span(t.Start, t.End)
	r.require(t, x.Span, "name", diag.T(`name = "官网"`, `name = "web"`))
	r.require(t, x.Span, "to", diag.T(`to = 'D:\网站\kepu'，或 to = "sftp://kepu@www.example.org/srv/www/site"`, `to = 'D:\www\kepu', or to = "sftp://kepu@www.example.org/srv/www/site"`))
}

// secretKeys are the keys of a file of secrets.
var secretKeys = []key[Secrets]{
	secret("password", func(s *Secrets) *string { return &s.Password }),
	secret("passphrase", func(s *Secrets) *string { return &s.Passphrase }),
	secret("access_key", func(s *Secrets) *string { return &s.AccessKey }),
	secret("secret_key", func(s *Secrets) *string { return &s.SecretKey }),
}

// secret is the key of a text that is taken as it is, blanks too.
func secret(name string, to func(*Secrets) *string) key[Secrets] {
	return custom(name, tomldoc.Text, func(r *reader, s *Secrets, f *tomldoc.Field) {
		if f.Value.Kind != tomldoc.String {
			r.wrongKind(f.Key, &f.Value, diag.Text{})
			return
		}
		*to(s) = f.Value.Text
	})
}

// secretHere tells of a secret in a file that may get around.
func secretHere(r *reader, _ *Target, f *tomldoc.Field) bool {
	if !isSecret(f.Key) {
		return false
	}
	r.ps.Error(diag.Place{File: r.file.Path, Line: r.file.LineOf(f.Start)}, secretInTargets, secretMend)
	return true
}

func isSecret(key string) bool {
	return slices.Contains(names(secretKeys), strings.ToLower(strings.TrimSpace(key))) || strings.Contains(key, "密码") || strings.Contains(key, "口令") || strings.Contains(key, "密钥")
}

var (
	secretInTargets = diag.M("TARGET-SECRET", "密码、密钥不写在这里：这个文件会被人看到", "no password or key stands here: others get to see this file")
	secretMend      = diag.T(`请把这一行移到另一个文件里（例如 D:\kepu-secret.toml），这里只写 secret = 'D:\kepu-secret.toml'；已经给别人看过的密码请换掉`,
		`move the line to a file elsewhere, such as /home/me/kepu-secret.toml, and write secret = "/home/me/kepu-secret.toml" here; change a password that others have seen`)
)

// concealed returns problems of which none shows a secret, neither its line nor its words. Whatever is wrong with such a line, it must go.
func concealed(f *diag.File, ps diag.List) (out diag.List) {
	lines := strings.Split(f.Text, "\n")
	var words []string // of all secrets
	hides := make([]bool, len(lines))
	for i, line := range lines {
		list, is := secretsOf(line)
		hides[i] = is
		words = append(words, list...)
	}
	for _, p := range ps {
		told := p.What.ZH + p.What.EN + p.Mend.ZH + p.Mend.EN + p.Place.Excerpt
		if i := p.Place.Line - 1; i >= 0 && i < len(lines) && hides[i] || slices.ContainsFunc(words, func(w string) bool { return strings.Contains(told, w) }) {
			p = diag.Problem{Severity: diag.Error, Place: diag.Place{File: f.Path, Line: p.Place.Line}, What: secretInTargets, Mend: secretMend}
		}
		if !slices.ContainsFunc(out, func(q diag.Problem) bool { return q.What == p.What && q.Place == p.Place }) {
			out = append(out, p)
		}
	}
	return out
}

// secretsOf reports whether a line has a secret, however it is written: behind a name of one, or in an address; and the words that it may be.
func secretsOf(line string) (words []string, is bool) {
	parts := func(s string) {
		for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'“”‘’[]{},，", r) }) {
			if len(w) > 2 {
				words = append(words, w)
			}
		}
	}
	if at := strings.IndexAny(line, "=:＝："); at >= 0 {
		if name := strings.ToLower(line[:at]); isSecret(strings.Trim(name, " \t\"'“”")) || slices.ContainsFunc(names(secretKeys), func(key string) bool { return strings.Contains(name, key) }) {
			_, n := utf8.DecodeRuneInString(line[at:])
			parts(line[at+n:])
			is = true
		}
	}
	address, _, _ := strings.Cut(line, "#")
	_, rest, far := strings.Cut(address, "://")
	who, _, at := strings.Cut(rest, "@")
	if _, word, two := strings.Cut(who, ":"); far && at && two {
		parts(word)
		is = true
	}
	return words, is
}

// ParseSecrets reads a file of secrets. What is wrong with it is told by its line, and of that only what cannot show a value.
func ParseSecrets(name string, data []byte) (s Secrets, told diag.List) {
	p := parseAlone(name, data, secretWords, secretKeys, &s)
	for _, x := range p.Problems {
		if x.Severity != diag.Error {
			continue
		}
		what := diag.M("TARGET-SECRET-LINE", "密码文件的这一行读不了", "this line of the file of secrets cannot be read")
		mend := diag.T(`每行写一个，像 password = '…' 这样，可以写 password、passphrase、access_key、secret_key`, `write one a line, such as password = '…'; it may hold password, passphrase, access_key and secret_key`)
		switch x.What.Code {
		case "TOML-QUOTE-CHINESE", "TOML-EQUALS-WRONG": // which speak of the sign alone
			what = diag.M(what.Code, "密码文件的这一行读不了：%s", "this line of the file of secrets cannot be read: %s").With(x.What)
			mend = x.Mend
		case "KEY-UNKNOWN", "KEY-CHINESE": // whose advice is a word that we know
			mend = x.Mend
		}
		told.Error(diag.Place{File: name, Line: x.Place.Line}, what, mend)
	}
	told.Sort()
	return s, told
}

var (
	targetWords = newVocabulary(shapes(targetFileKeys))
	secretWords = newVocabulary(shapes(secretKeys))
)
