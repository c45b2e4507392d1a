package theme

import "testing"

func TestAssetsAreNamedByWhatTheyHold(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`<a href="{{.Root}}assets/a.js">`, `<a href="{{.Root}}assets/a.js?v=11111111">`},
		{`<a data-then='assets/a.js'>`, `<a data-then='assets/a.js?v=11111111'>`},
		{`<img src="{{.}}assets/d/b.svg">`, `<img src="{{.}}assets/d/b.svg?v=22222222">`},
		{`<a href="{{.Root}}assets/none.js"><a href="{{.Root}}assets/d/">`, ""},
		{`<p>assets/a.js</p><a title="see assets/a.js">`, ""},
	} {
		if c.want == "" {
			c.want = c.text
		}
		if got := (versions{"assets/a.js": "11111111", "assets/d/b.svg": "22222222"}).stamp(c.text); got != c.want {
			t.Errorf("%s\\nwant %s", got, c.want)
		}
	}
}
