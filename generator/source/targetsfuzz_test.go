package source

import (
	"fmt"
	"strings"
	"testing"

	"kepu/generator/diag"
)

// FuzzNoSecretIsShown puts a secret among any lines of publish.toml and of a file of secrets: nothing that is told shows it, whatever is wrong with the rest.
func FuzzNoSecretIsShown(f *testing.F) {
	const secret = "zq7SECRETzq7"
	lines := []string{"password = %q", "password = '%s'", "password = %s", "password: %q", "Password＝“%s”", "secret_key = [%q]", "[[target]]\npassword = \"%s", "passphrase = \"\"\"%s\"\"\"", "access_key = { a = %q }", "to = \"sftp://a:%s@b.example/c\"", "password = %q extra", "password = \"a\\q%s\""}
	for i, around := range [][2]string{{"", ""}, {"[[target]]\nname = \"web\"\nto = \"sftp://a@b.example/c\"", "keep = 7"}, {"[[target]]\nname = \"web\"\nname = \"web\"", "\x00"}, {"[[target]]\nto = \"\"\"", "\"\"\""}, {"\xff\xfe", "\xff"}, {"[[target]]\nname = [", "]"}, {"x = ", "[y]"}} {
		for j := range lines {
			f.Add(around[0], uint8(i+j), around[1])
		}
	}
	f.Fuzz(func(t *testing.T, before string, at uint8, after string) {
		text := before + "\n" + fmt.Sprintf(lines[int(at)%len(lines)], secret) + "\n" + after
		said := func(ps diag.List) string {
			var b strings.Builder
			diag.Style{Lang: diag.ZH}.Print(&b, ps)
			diag.Style{Lang: diag.EN}.Print(&b, ps)
			return b.String() + fmt.Sprint(ps)
		}
		_, ps := ParseTargets("publish.toml", []byte(text))
		if words := said(ps); strings.Contains(words, secret) {
			t.Errorf("of %q is told\n%s", text, words)
		}
		s, ps := ParseSecrets("secrets.toml", []byte(text))
		if words := said(ps); strings.Contains(words, secret) {
			t.Errorf("of the secrets %q is told, for %+v\n%s", text, s, words)
		}
	})
}
