// Package linkcheck looks outside links up, when somebody asks for it, and remembers when that was.
//
// A link that nobody looks after is a liability: the address lapses, somebody else takes it, and the office's page leads there. In
// come the texts of a content (Of finds their web addresses, each with its places) and what the last looks found (Register); out
// comes the register with today's looks in it. Nothing but Look asks the network for anything, and no build calls it.
//
// # How it looks
//
// Politely: the links of a host one after the other, a second between two requests, also where one is a redirect's; HEAD before GET, a few
// kilobytes of an answer, five redirects at most, twenty seconds for each. It says who asks. The links of four hosts are looked at
// at once; where one of them redirects to another of the same owner, that one may be asked for two things. It looks at
// what was not looked at today.
//
// # What it does not fetch
//
// An address that is, or leads to, a machine of the office's own network (loopback, private and link-local addresses) is told and not
// asked: readers cannot open it, and a text that somebody sent in must not make this machine ask for things inside. That is decided where
// the connection is made, so that a name which points inside is found too. No proxy is used, for the same reason.
//
// # What it says
//
// A link is fine; it has moved for good, within its owner's domain; it leads to another owner's domain; it is gone (no such page,
// or no such host); its certificate is not valid; it is of the inner network; or nothing could be learnt today. An owner is told
// by the domain that is registered (publicsuffix): example.gov.cn of www.example.gov.cn.
package linkcheck

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"kepu/generator/diag"
	"kepu/generator/source"
)

// Link is an address outside of the site and where it stands.
type Link struct {
	URL    string
	Places []diag.Place
}

var address = regexp.MustCompile(`https?://[^\s<>()\[\]{}"'` + "`" + `\\|^，。；：、（）《》“”】【]+`)

// Of returns the web addresses in what readers see, in the order in which they are met, each once. Those of the site itself, which begins
// with base, are none; drafts are the paths of files that are not published.
func Of(files []*source.Parsed, drafts []string, base string) []Link {
	var out []Link
	at := map[string]int{}
	source.EachText(files, drafts, func(t source.Text) {
		for _, m := range address.FindAllStringIndex(t.Words, -1) {
			end := m[0] + len(strings.TrimRight(t.Words[m[0]:m[1]], ".,;:!?*_~"))
			s, _, _ := strings.Cut(t.Words[m[0]:end], "#") // a part of a page is a matter of the page
			if !source.IsWebURL(s) || base != "" && strings.HasPrefix(s+"/", base) {
				continue
			}
			i, known := at[s]
			if !known {
				i = len(out)
				at[s] = i
				out = append(out, Link{URL: s})
			}
			out[i].Places = append(out[i].Places, t.Place(m[0], end))
		}
	})
	return out
}

// Host returns the host of an address, "" of none.
func Host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// Owner returns the domain that somebody registered, of an address: example.gov.cn of https://www.example.gov.cn/a. An address
// without a name (an IP number) is its own.
func Owner(address string) string {
	host := Host(address)
	if owner, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return owner
	}
	return host
}

// Result is what a look found.
type Result string

// The results.
const (
	Fine        Result = "ok"
	Moved       Result = "moved"       // for good, within its owner's domain
	Strange     Result = "owner"       // it leads to another owner's domain
	Gone        Result = "gone"        // there is no such page, or no such host
	Certificate Result = "certificate" // it is not valid
	Inside      Result = "inside"      // of a network that is not public: not asked
	Unknown     Result = "unknown"     // no answer, or one that says nothing of the page
)

var results = []Result{Fine, Moved, Strange, Gone, Certificate, Inside, Unknown}

// Says is the result in words.
func (r Result) Says() diag.Text {
	return map[Result]diag.Text{
		Fine:        diag.T("打得开", "it opens"),
		Moved:       diag.T("已经搬到新的网址", "it has moved"),
		Strange:     diag.T("转到了别的单位的域名", "it leads to another owner's domain"),
		Gone:        diag.T("打不开，网页或网站已经没有了", "the page or the host is gone"),
		Certificate: diag.T("安全证书无效或已过期，浏览器会拦住", "its certificate is not valid: browsers stop there"),
		Inside:      diag.T("是内部网络的地址，外面的人打不开（没有去连）", "it is an address of an inner network, which nobody outside can open (it was not asked)"),
		Unknown:     diag.T("这次没有连上", "it could not be reached this time"),
	}[r]
}

// Bad reports whether readers are ill served by such a link.
func (r Result) Bad() bool { return slices.Contains([]Result{Strange, Gone, Certificate, Inside}, r) }
