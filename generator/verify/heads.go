package verify

import (
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/webheader"
)

const (
	longCache = 24 * time.Hour
	worthIt   = 20 << 10 // bytes from which on a text should come packed
)

// alike are types that browsers take for one.
var alike = [][]string{
	{"text/javascript", "application/javascript", "application/x-javascript"},
	{"application/xml", "text/xml", "application/atom+xml", "application/rss+xml"},
	{"application/geo+json", "application/json", "application/vnd.geo+json"},
	{"text/csv", "application/csv", "application/vnd.ms-excel"},
	{"image/x-icon", "image/vnd.microsoft.icon"},
	{"application/zip", "application/x-zip-compressed"},
	{"font/woff2", "application/font-woff2"},
}

var (
	// sentAway matches what keeps a page out of search engines, of all or of one: "noindex", "none", "baiduspider: noindex".
	sentAway = regexp.MustCompile(`(?i)(^|[,:])\s*(noindex|none)\s*(,|$)`)
	// measured matches how much engines may show of a page: "max-image-preview: none".
	measured = regexp.MustCompile(`(?i)max-[a-z-]+\s*:[^,]*`)
)

// mustBe are endings that do not work with another type.
var mustBe = []string{".html", ".css", ".js", ".svg"}

// charsetSaid are endings whose text says its charset nowhere itself, or where it is well said twice.
var charsetSaid = []string{".html", ".txt", ".csv"}

// stores are the domains on which a store makes browsers save pages.
var stores = []struct {
	domain string
	name   diag.Text
}{
	{"aliyuncs.com", diag.T("阿里云 OSS", "Alibaba Cloud OSS")},
	{"myqcloud.com", diag.T("腾讯云 COS", "Tencent Cloud COS")},
	{"tencentcos.cn", diag.T("腾讯云 COS", "Tencent Cloud COS")},
	{"myhuaweicloud.com", diag.T("华为云 OBS", "Huawei Cloud OBS")},
}

// heads looks at what the server says of a file.
func heads(find func(Kind, Outcome, diag.Text, diag.Text), name string, got answer) {
	want := webheader.Of(name)
	if d := got.header.Get("Content-Disposition"); isPage(name) && strings.HasPrefix(strings.ToLower(strings.TrimSpace(d)), "attachment") {
		find(Download, Error, diag.T("响应头有 Content-Disposition: attachment", "it comes with Content-Disposition: attachment"), forced(got.at))
	}
	typed(find, name, want.Type, got.header.Get("Content-Type"))
	if !isKept(name) {
		kept(find, got.header)
	}
	if want.Text && !got.packed && got.size > worthIt && got.fault == whole {
		find(Plain, Remark, diag.T("%s 没有压缩", "%s comes unpacked").With(path.Ext(name)), diag.Text{})
	}
	for _, robots := range got.header.Values("X-Robots-Tag") {
		if sentAway.MatchString(measured.ReplaceAllString(robots, "")) {
			find(NoIndex, Warning, diag.T("响应头有 X-Robots-Tag: %s", "it comes with X-Robots-Tag: %s").With(shown(robots)), diag.Text{})
		}
	}
}

// forced is the cure of a forced download: of a store's own domain, another domain.
func forced(address string) diag.Text {
	u, err := url.Parse(address)
	if err != nil {
		return diag.Text{}
	}
	for _, s := range stores {
		if host := strings.ToLower(u.Hostname()); strings.HasSuffix(host, "."+s.domain) {
			return diag.T("%s 在自己的域名上一律这样：给存储桶绑定本单位备过案的域名，用那个域名访问", "%s does so on its own domain: bind a domain of yours, filed with the authorities (备案), to the bucket and use that").With(s.name)
		}
	}
	return diag.T("%s 上去掉这个响应头；是存储桶，就绑定本单位备过案的域名", "take the header away at %s; of a bucket, bind a filed domain of yours to it").With(u.Hostname())
}

// typed looks at type and charset.
func typed(find func(Kind, Outcome, diag.Text, diag.Text), name, want, is string) {
	ext := path.Ext(name)
	grave := Warning
	if slices.Contains(mustBe, ext) {
		grave = Error
	}
	if is == "" {
		find(Type, grave, diag.T("%s 没有类型，应当是 %s", "%s has no type: it should be %s").With(ext, want), diag.Text{})
		return
	}
	kind, said, err := mime.ParseMediaType(is)
	right, _, _ := mime.ParseMediaType(want)
	one := slices.ContainsFunc(alike, func(l []string) bool { return slices.Contains(l, kind) && slices.Contains(l, right) })
	if err != nil || kind != right && !one && right != "application/octet-stream" {
		find(Type, grave, diag.T("%s 的类型是 %s，应当是 %s", "%s has the type %s: it should be %s").With(ext, shown(is), want), diag.Text{})
		return
	}
	if !strings.Contains(want, "charset=") {
		return
	}
	switch charset := strings.ToLower(said["charset"]); {
	case charset == "utf-8" || charset == "utf8":
	case charset != "":
		find(Type, Error, diag.T("%s 的编码写成了 %s，实际是 utf-8，会是乱码", "%s is said to be in %s and is in utf-8: it cannot be read").With(ext, shown(charset)),
			diag.T("服务器上把编码改成 utf-8（IIS 的“全球化”、nginx 的 charset、Apache 的 AddDefaultCharset）", "make the server's charset utf-8 (nginx: charset; Apache: AddDefaultCharset; IIS: globalization)"))
	case slices.Contains(charsetSaid, ext):
		find(Type, Remark, diag.T("%s 没有写编码，应当是 %s", "%s says no charset: it should be %s").With(ext, want), diag.Text{})
	}
}

// kept looks at how long what may change is kept, and how long it was.
func kept(find func(Kind, Outcome, diag.Text, diag.Text), h http.Header) {
	by := ""
	if x := h.Get("X-Cache"); x != "" {
		by = "；X-Cache: " + shown(x)
	}
	note := diag.T(by, strings.Replace(by, "；", "; ", 1))
	if age, err := strconv.ParseInt(h.Get("Age"), 10, 32); err == nil && time.Duration(age)*time.Second > longCache {
		find(Cache, Warning, diag.T("CDN 或代理里的已经放了 %d 天（Age: %d%s）", "a cache has kept it for %d days (Age: %d%s)").With(age/86400, age, note),
			diag.T("刷新 CDN 的缓存，把网页的缓存时间设短", "refresh the CDN, and let it keep pages for a shorter time"))
	}
	longest, said := time.Duration(0), false
	for _, part := range strings.Split(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "=")
		switch name {
		case "no-cache", "no-store":
			return // whatever else it says, it is asked for anew
		case "max-age", "s-maxage":
			said = true
			if n, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 32); err == nil {
				longest = max(longest, time.Duration(n)*time.Second)
			}
		}
	}
	if !said {
		if h.Get("Cache-Control") == "" && h.Get("Expires") == "" {
			find(Cache, Remark, diag.T("没有写 Cache-Control，留多久由浏览器自己定", "there is no Cache-Control: each browser decides how long it keeps it"), diag.Text{})
		}
		expires, err1 := http.ParseTime(h.Get("Expires"))
		sent, err2 := http.ParseTime(h.Get("Date"))
		if err1 == nil && err2 == nil {
			longest = expires.Sub(sent)
		}
	}
	if longest > longCache {
		find(Cache, Warning, diag.T("浏览器和 CDN 可以留 %d 天不问", "browsers and caches may keep it for %d days without asking").With(int(longest/longCache)), diag.Text{})
	}
}

// shown is a header's value as people read it: a server may send anything.
func shown(value string) string { return excerpt([]byte(value)) }
