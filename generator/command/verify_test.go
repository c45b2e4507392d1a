package command

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"kepu/generator/console"
	"kepu/generator/verify"
)

// For programs there is one object, whose keys HOSTING.md tells, and whose words for kinds and outcomes stay.
func TestVerifyForProgramsIsOneObject(t *testing.T) {
	hosting, err := os.ReadFile("../HOSTING.md")
	if err != nil {
		t.Fatal(err)
	}
	paragraph := regexp.MustCompile("(?s)`--json` writes one object: (.*?)The kinds:").FindStringSubmatch(string(hosting))
	if paragraph == nil {
		t.Fatal("HOSTING.md does not tell the keys")
	}
	write(t, smallSite)
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"build"}, &out, &errs); code != console.ExitFine {
		t.Fatal(errs.String())
	}
	if err := os.CopyFS("web", os.DirFS("public")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("web/index.html", []byte("<script>1</script>"), 0o644); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(giving(os.DirFS("web")))
	defer server.Close()
	out.Reset()
	errs.Reset()
	if code := run(t.Context(), []string{"verify", server.URL, "--json", "--lang", "en", "--sample", "1"}, &out, &errs); code != console.ExitContent || errs.Len() > 0 {
		t.Fatalf("%d, %s", code, errs.String())
	}
	d := json.NewDecoder(bytes.NewReader(out.Bytes()))
	var all map[string]any
	if err := d.Decode(&all); err != nil || d.More() {
		t.Fatal(err, out.String())
	}
	var keys func(any)
	keys = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, inner := range v {
				if !strings.Contains(paragraph[1], "`"+key+"`") {
					t.Errorf("HOSTING.md does not tell %s", key)
				}
				keys(inner)
			}
		case []any:
			for _, inner := range v {
				keys(inner)
			}
		}
	}
	keys(all)
	var r verifyReport
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	if r.Outcome != "error" || r.Edition != "same" || !r.Reached || r.Same != r.Asked-1 || r.Seed == 0 || len(r.Checks) != len(verify.Kinds()) {
		t.Errorf("%+v", r)
	}
	for _, c := range r.Checks {
		if c.Kind == "injected" && (c.Outcome != "error" || c.Count != 1 || c.Found[0].Addresses[0] != server.URL+"/index.html" || !strings.Contains(c.Found[0].Do, "incident")) {
			t.Errorf("%+v", c)
		}
		if c.Kind == "certificate" && c.Outcome != "" {
			t.Errorf("there was no certificate to look at: %+v", c)
		}
	}
}
