package permalink

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/date"
	"kepu/generator/remove/removetest"
	"kepu/generator/source"
)

func day(n int8) date.Date { return date.Date{Year: 2026, Month: 3, Day: n} }

func page(address, name string) source.Published {
	return source.Published{Address: address, Name: name}
}

func note(t *testing.T, dir string, n int8, pages ...source.Published) {
	t.Helper()
	if err := Note(dir, day(n), pages); err != nil {
		t.Fatal(err)
	}
}

func settled(t *testing.T, dir string, n int8) string {
	t.Helper()
	if err := Settle(dir, day(n)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, File))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return strings.TrimPrefix(string(data), head)
}

func TestAnAddressCountsWhenItStoodAtTheEndOfADay(t *testing.T) {
	dir := removetest.TempDir(t)
	note(t, dir, 2, page("bases/slip.html", "虚构馆"), page("index.html", ""))
	note(t, dir, 2, page("bases/b.html", "虚构馆"), page("index.html", ""))
	if got := settled(t, dir, 2); got != "" {
		t.Errorf("on the day itself: %s", got)
	}
	if got := settled(t, dir, 1); got != "" {
		t.Errorf("by a clock that was set back: %s", got)
	}
	if got := settled(t, dir, 3); got != "bases/b.html  虚构馆\nindex.html\n" {
		t.Errorf("on the next day: %s", got)
	}
	// Nothing is taken out, another name takes the place of the old one, and a page that leads on keeps the name of what was there.
	note(t, dir, 3, page("bases/a.html", "虚构馆"), page("bases/b.html", ""), page("index.html", ""))
	note(t, dir, 4, page("bases/a.html", "虚构新馆"), page("index.html", ""))
	if got := settled(t, dir, 5); got != "bases/a.html  虚构新馆\nbases/b.html  虚构馆\nindex.html\n" {
		t.Errorf("later: %s", got)
	}
	note(t, dir, 6, page("bases/a.html", "虚构新馆"))
	if _, err := os.Stat(filepath.Join(dir, pending)); !os.IsNotExist(err) {
		t.Errorf("nothing is new, and all the same something is noted: %v", err)
	}
}

func TestAListThatCannotBeReadIsLeftAlone(t *testing.T) {
	dir := removetest.TempDir(t)
	note(t, dir, 2, page("bases/b.html", "虚构馆"))
	const broken = "# 虚构\nbases/a.html  虚构馆\nbases/c .html\n"
	if err := os.WriteFile(filepath.Join(dir, File), []byte(broken), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := settled(t, dir, 3); got != broken {
		t.Errorf("%s", got)
	}
	// What people wrote above it stays when it can be read again; saved as GBK with CRLF it can.
	gbk := "# \xd0\xe9\xb9\xb9\r\nbases/a.html  \xd0\xe9\xb9\xb9\xb9\xdd\r\n"
	if err := os.WriteFile(filepath.Join(dir, File), []byte(gbk), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := settled(t, dir, 3); got != "# 虚构\nbases/a.html  虚构馆\nbases/b.html  虚构馆\n" {
		t.Errorf("%q", got)
	}
}

func TestADamagedNoteCountsForNone(t *testing.T) {
	dir := removetest.TempDir(t)
	if err := os.MkdirAll(filepath.Join(dir, ".kepu"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, pending), []byte("\x00\x00"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := settled(t, dir, 3); got != "" {
		t.Error(got)
	}
	note(t, dir, 3, page("bases/b.html", "虚构馆"))
	if got := settled(t, dir, 4); got != "bases/b.html  虚构馆\n" {
		t.Error(got)
	}
}
