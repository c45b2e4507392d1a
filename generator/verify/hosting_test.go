package verify_test

import (
	"crypto/x509"
	"encoding/pem"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kepu/generator/filelist"
	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/generator/store/storetest"
	"kepu/generator/verify"
	"kepu/themes"
)

// block returns a block of code of HOSTING.md: the nth of that language.
func block(t *testing.T, language string, nth int) string {
	t.Helper()
	text, err := os.ReadFile("../HOSTING.md")
	if err != nil {
		t.Fatal(err)
	}
	all := regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(all) <= nth {
		t.Fatalf("HOSTING.md has %d blocks of %s", len(all), language)
	}
	return all[nth][1]
}

// HOSTING.md says each kind by the word that programs get.
func TestHostingHasEachKind(t *testing.T) {
	text, err := os.ReadFile("../HOSTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| kind | says |")
	table, _, _ = strings.Cut(table, "\n\n")
	var told []string
	for _, line := range strings.Split(table, "\n") {
		cells := strings.Split(line, "|")
		if len(cells) > 2 {
			for _, m := range regexp.MustCompile("`([a-z]+)`").FindAllStringSubmatch(cells[1], -1) {
				told = append(told, m[1])
			}
		}
	}
	var kinds []string
	for _, k := range verify.Kinds() {
		kinds = append(kinds, string(k))
	}
	slices.Sort(told)
	slices.Sort(kinds)
	if !slices.Equal(told, kinds) {
		t.Errorf("%q are told, of %q", told, kinds)
	}
}

// What nobody could try is at least XML, and gives the types that webheader does.
func TestTheBlockForIISIsXML(t *testing.T) {
	d := xml.NewDecoder(strings.NewReader(block(t, "xml", 0)))
	types := map[string]string{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "mimeMap" {
			types[e.Attr[0].Value] = e.Attr[1].Value
		}
	}
	for ext, is := range types {
		if want := typeOf("x" + ext); is != want && ext != ".sha256" {
			t.Errorf("%s is %s, not %s", ext, is, want)
		}
	}
	for _, ext := range []string{".html", ".css", ".js", ".json", ".geojson", ".csv", ".txt", ".xml", ".ics", ".svg", ".webp", ".sha256"} {
		if types[ext] == "" {
			t.Errorf("%s has no type", ext)
		}
	}
}

// city makes the site of a fictional city, which knows its address.
func city(t *testing.T, base string) map[string]string {
	t.Helper()
	content := fstest.MapFS{}
	for name, data := range sample.Files(sample.Options{Bases: 6, Activities: 60, Years: 3, Photos: 2, Seed: 5}) {
		if name == "site.toml" {
			data = regexp.MustCompile(`(?m)^base_url = .*$`).ReplaceAll(data, []byte(`base_url = "`+base+`"`))
		}
		content[name] = &fstest.MapFile{Data: data}
	}
	s, problems, err := site.Make(content, site.Options{Theme: func(name string) (fs.FS, error) {
		dir, _ := themes.Open(name)
		return dir, nil
	}})
	if err != nil || s == nil {
		t.Fatal(problems, err)
	}
	files := map[string]string{}
	for _, name := range s.Files() {
		text, err := fs.ReadFile(s, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	return files
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	put := func(name string, text []byte) {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range files {
		put(name, []byte(text))
	}
	put(filelist.Name, listOf(files).Encode())
	put(".kepu/state.json", []byte("{}"))
}

// nginx runs the real one with servers of HOSTING.md, and returns where its two ports are.
type nginx struct {
	plain, secure string // ports
	at            string // the folder of the test
}

// start runs nginx with these servers until the test ends.
func (n *nginx) start(t *testing.T, servers string) {
	t.Helper()
	servers = strings.NewReplacer(
		"listen 80;", "listen 127.0.0.1:"+n.plain+";",
		"listen 443 ssl;", "listen 127.0.0.1:"+n.secure+" ssl;",
		"listen 443;", "listen 127.0.0.1:"+n.secure+";",
		"www.example.org", host,
		"/etc/ssl/kepu/", n.at+"/",
		"/srv/kepu/site", n.at+"/www/site",
		"/srv/www", n.at+"/www",
		"/srv/kepu-own/", n.at+"/own/",
	).Replace(servers)
	storetest.Nginx(t, n.at, "127.0.0.1:"+n.secure, servers)
}

func (n *nginx) dial(t *testing.T) func(string) (string, bool) {
	return func(to string) (string, bool) {
		switch to {
		case host + ":443":
			return "127.0.0.1:" + n.secure, true
		case host + ":80":
			return "127.0.0.1:" + n.plain, true
		}
		t.Errorf("%s was asked", to)
		return "", false
	}
}

func (n *nginx) look(t *testing.T, address string, files map[string]string) *verify.Report {
	t.Helper()
	r, err := verify.Look(t.Context(), verify.Options{
		Address: address,
		Base:    address,
		Local:   fsOf(files),
		List:    listOf(files),
		Now:     now,
		All:     true,
		Roots:   roots(),
		Dial:    n.dial(t),
		Pause:   time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newNginx(t *testing.T) *nginx {
	t.Helper()
	storetest.RealServers(t)
	port := func() string {
		_, port, _ := net.SplitHostPort(storetest.FreeAddress(t))
		return port
	}
	n := &nginx{plain: port(), secure: port(), at: t.TempDir()}
	der, key := certificate(t, host, now.AddDate(0, -1, 0), now.AddDate(1, 0, 0))
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string]*pem.Block{"fullchain.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(filepath.Join(n.at, name), pem.EncodeToMemory(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// release makes a release and leads the link to it, in one step.
func (n *nginx) release(t *testing.T, name, number string, files map[string]string) {
	t.Helper()
	write(t, filepath.Join(n.at, "www", name+".releases", number), files)
	to := filepath.Join(n.at, "www", name)
	if err := os.Symlink(name+".releases/"+number, to+".new"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(to+".new", to); err != nil {
		t.Fatal(err)
	}
}

// The block of HOSTING.md, in the real nginx: nothing is found, from a folder and from a link to the current release, which is followed from the first request after
// it is turned.
func TestNginxAsHostingSaysServesASoundSite(t *testing.T) {
	n := newNginx(t)
	address := "https://" + host + "/"
	files := city(t, address)
	write(t, filepath.Join(n.at, "www", "site"), files)
	own := block(t, "nginx", 2)
	write(t, filepath.Join(n.at, "own"), map[string]string{"baidu_verify_codeva-EXAMPLE.html": "theirs", "extra/a.txt": "theirs too"})
	n.start(t, strings.TrimSuffix(block(t, "nginx", 0), "}\n")+own+"}\n")
	if r := n.look(t, address, files); found(r) != "" || r.Same != len(files) || r.Edition != verify.Ours {
		t.Errorf("a folder: %d of %d\n%s", r.Same, len(files), said(r))
	}
	if r := n.look(t, "http://"+host+"/", files); found(r) != "base remark" || r.Same != len(files) {
		t.Errorf("by http: %s", said(r))
	}
	n.private(t, address)
	n.private(t, address+"extra/", "", "b.txt")

	if err := os.RemoveAll(filepath.Join(n.at, "www", "site")); err != nil {
		t.Fatal(err)
	}
	for i, word := range []string{"甲", "乙", "丙"} {
		files["about.html"] = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>" + word + "</title><p>" + word + "</p></html>"
		n.release(t, "site", fmt.Sprint(i), files)
		if r := n.look(t, address, files); found(r) != "" || r.Same != len(files) || r.Edition != verify.Ours {
			t.Errorf("release %d: %d of %d\n%s", i, r.Same, len(files), said(r))
		}
		for name, want := range map[string]string{"baidu_verify_codeva-EXAMPLE.html": "theirs", "extra/a.txt": "theirs too"} { // whatever release there is
			resp, err := clientTo(n.dial(t), roots()).Get(address + name)
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(resp.Body)
			if resp.Body.Close(); err != nil || string(text) != want {
				t.Errorf("%s is %q, %v", name, text, err)
			}
		}
	}
}

// The same in a sub-folder beside other things.
func TestNginxServesASubFolderAsHostingSays(t *testing.T) {
	n := newNginx(t)
	address := "https://" + host + "/kepu/"
	files := city(t, address)
	n.release(t, "kepu", "1", files)
	server := "server {\n    listen 443 ssl;\n    server_name www.example.org;\n    ssl_certificate /etc/ssl/kepu/fullchain.pem;\n    ssl_certificate_key /etc/ssl/kepu/key.pem;\n    root " + n.at + "/www;\n" + block(t, "nginx", 1) + "}\n"
	redirect, _, _ := strings.Cut(block(t, "nginx", 0), "\n\n")
	n.start(t, redirect+"\n"+server)
	if r := n.look(t, address, files); found(r) != "" || r.Same != len(files) || r.Edition != verify.Ours {
		t.Errorf("%d of %d\n%s", r.Same, len(files), said(r))
	}
	n.private(t, address)
	n.private(t, "https://"+host+"/kepu.releases/1/", "", "index.html", ".kepu.sha256")
}

// Without the certificate the same site is found to have http alone, and nothing else.
func TestNginxWithoutACertificate(t *testing.T) {
	n := newNginx(t)
	address := "http://" + host + "/"
	files := city(t, address)
	write(t, filepath.Join(n.at, "www", "site"), files)
	_, server, _ := strings.Cut(block(t, "nginx", 0), "\n\n")
	server = regexp.MustCompile(`(?m)^ *ssl_.*\n`).ReplaceAllString(strings.Replace(server, "listen 443 ssl;", "listen 443;", 1), "")
	n.start(t, server)
	n.plain = n.secure
	if r := n.look(t, address, files); found(r) != "https warning" || r.Same != len(files) {
		t.Errorf("%d of %d\n%s", r.Same, len(files), said(r))
	}
}

// private looks for what is not for readers.
func (n *nginx) private(t *testing.T, address string, more ...string) {
	t.Helper()
	pool := roots()
	client := clientTo(n.dial(t), pool)
	for _, name := range append(more, ".kepu/state.json", ".kepu/", ".public.kepu/", ".git/config", "assets/.kepu/x") {
		resp, err := client.Get(address + name)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
	}
}
