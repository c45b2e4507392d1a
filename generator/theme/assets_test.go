package theme

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

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

// A style sheet that imports another is another when that one is, and asks for it by what it holds.
func TestImportedStyleSheetsAreAskedForByWhatTheyHold(t *testing.T) {
	of := func(style string) (versions, string) {
		folder, all, err := assets(fstest.MapFS{
			"assets/lost.css":     {Data: []byte("@import \"style.css\";\n@import 'sub/more.css' print;\n@import \"none.css\";\na { color: red }\n")},
			"assets/style.css":    {Data: []byte(style)},
			"assets/sub/more.css": {Data: []byte("@import \"../lost.css\";\n@import \"own.css\";\n")},
			"assets/sub/own.css":  {Data: []byte("i { color: green }\n")},
		})
		if err != nil {
			t.Fatal(err)
		}
		text, err := fs.ReadFile(folder, "lost.css")
		if err != nil {
			t.Fatal(err)
		}
		return all, string(text)
	}
	first, text := of("b { color: blue }\n")
	want := `@import "style.css?v=` + first["assets/style.css"] + `";@import 'sub/more.css?v=` + first["assets/sub/more.css"] + `' print;@import "none.css";a{color:red}`
	if text != want {
		t.Errorf("%s, want %s", text, want)
	}
	second, other := of("b { color: black }\n")
	for file, same := range map[string]bool{"assets/lost.css": false, "assets/sub/more.css": false, "assets/style.css": false, "assets/sub/own.css": true} {
		if (first[file] == second[file]) != same {
			t.Errorf("%s: %s and %s", file, first[file], second[file])
		}
	}
	if other == text {
		t.Error("the importing sheet is the same")
	}
}
