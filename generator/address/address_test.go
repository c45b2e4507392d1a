package address

import "testing"

func TestLinksAreRelativeAndEndInAFile(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"index.html", "bases/index.html", "bases/index.html"},
		{"index.html", "map.html", "map.html"},
		{"index.html", "index.html", "index.html"},
		{"bases/a.html", "bases/b.html", "b.html"},
		{"bases/a.html", "bases/a.html", "a.html"},
		{"bases/a.html", "index.html", "../index.html"},
		{"bases/a.html", "counties/b.html", "../counties/b.html"},
		{"bases/a.html", "assets/files/x.png", "../assets/files/x.png"},
		{"a/b/c.html", "a/d.html", "../../a/d.html"},
		{"a/b/c.html", "a/b/d.html", "d.html"},
	}
	for _, tt := range tests {
		if got := Link(tt.from, tt.to); got != tt.want {
			t.Errorf("from %s to %s: %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
	if Root("index.html") != "" || Root("a/b.html") != "../" || Root("a/b/c.html") != "../../" {
		t.Error("root")
	}
}
