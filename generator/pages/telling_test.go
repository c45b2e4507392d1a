package pages

import (
	"net/url"
	"testing"
)

// A mail's subject is all of a name, whatever signs it has.
func TestTheSubjectOfAMailHasTheWholeName(t *testing.T) {
	for _, name := range []string{"虚构甲馆", "虚构 A&B 馆", "虚构C++馆=甲", "50%#馆", "馆?body=甲"} {
		u, err := url.Parse(mailURL("kepu@example.org", name))
		if err != nil {
			t.Fatal(err)
		}
		q, err := url.ParseQuery(u.RawQuery)
		if err != nil || len(q) != 1 || q.Get("subject") != name || u.Fragment != "" || u.Opaque != "kepu@example.org" {
			t.Errorf("%s: %s has %v, %v", name, u, q, err)
		}
	}
	if got := mailURL("kepu@example.org", "a b"); got != "mailto:kepu@example.org?subject=a%20b" { // mail programs show a + as it is
		t.Error(got)
	}
}
