package verify

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"kepu/generator/diag"
	"kepu/generator/filelist"
	"kepu/generator/linkcheck"
)

// soon is how long before a certificate's end that is told, and part of how much of its life: one of six weeks is renewed later than one of a year.
const (
	soon = 30 * 24 * time.Hour
	part = 3
)

func (l *looker) open() error {
	a, err := newAsker(l.Options)
	l.asker, l.address, l.sums = a, l.Options.Address, map[string]filelist.Sum{}
	return err
}

// scheme is that of the address.
func (l *looker) scheme() string {
	scheme, _, _ := strings.Cut(l.address, ":")
	return scheme
}

// home asks for the address itself, and reports whether there is a site to look at.
func (l *looker) home(ctx context.Context) bool {
	l.looked(Reach, Elsewhere)
	got := l.asker.get(ctx, l.address, mostProbe)
	var invalid *tls.CertificateVerificationError
	if errors.As(got.err, &invalid) {
		l.certificate(invalid)
		l.asker.trustAll()
		got = l.asker.get(ctx, l.address, mostProbe)
	} else if !got.end.IsZero() {
		l.ends(got)
	}
	switch {
	case got.err != nil:
		if ctx.Err() == nil {
			l.find(Reach, Error, l.address, diag.T("没有回答：%s", "no answer: %s").With(reason(got.err)), diag.Text{})
		}
		return false
	case got.to != "":
		l.report.Reached = true
		l.led(func(k Kind, o Outcome, what, do diag.Text) { l.find(k, o, l.address, what, do) }, got)
		return false
	}
	l.report.Reached = true
	switch got.status {
	case http.StatusOK, http.StatusForbidden, http.StatusNotFound, http.StatusGone: // which other kinds tell
	default:
		l.find(Reach, Error, l.address, diag.T("首页回答 %d", "the home page is answered with %d").With(got.status),
			diag.T("5 开头的是服务器出错，看它的日志；别的多半是防火墙（WAF）把本程序当成了爬虫，请网管放行 User-Agent 为 %s 的访问", "one that begins with 5 is an error of the server: look at its log; others are a firewall (WAF) as a rule that takes this program for a crawler: let the User-Agent %s through").With(agent))
		return false
	}
	l.follow(got)
	if got.ok() {
		l.looked(NoSniff)
		if !strings.EqualFold(strings.TrimSpace(got.header.Get("X-Content-Type-Options")), "nosniff") {
			l.find(NoSniff, Remark, l.address, diag.T("没有 X-Content-Type-Options", "there is no X-Content-Type-Options"), diag.Text{})
		}
	}
	if l.Base != "" {
		l.looked(Based)
		if l.Base != l.address && !l.foundAny(Based) {
			l.find(Based, Remark, l.address, diag.T("网页里写的是 %s", "pages say %s").With(l.Base), diag.Text{})
		}
	}
	return true
}

// follow looks at the site where the address leads on the same host: to https as a rule.
func (l *looker) follow(got answer) {
	to := got.at[:strings.LastIndex(got.at, "/")+1]
	if !got.moved || !got.ok() || to == l.address {
		return
	}
	do := diag.T("网站在那里，base_url 就写它", "if the site is there, write it into base_url")
	if l.scheme() == "http" && strings.HasPrefix(to, "https:") {
		do = diag.T("site.toml 的 base_url 和发出去的网址都写 https", "write https into base_url of site.toml and wherever the address is given")
	}
	l.find(Based, Remark, l.address, diag.T("转到了 %s，查的是那里", "it leads to %s, which was looked at").With(to), do)
	l.address = to
}

// led tells of an answer that leads away.
func (l *looker) led(find func(Kind, Outcome, diag.Text, diag.Text), got answer) {
	to, err := url.Parse(got.to)
	place := shown(got.to)
	if err == nil && to.Host != "" {
		place = shown(to.Scheme + "://" + to.Host) // the same of all addresses
	}
	switch {
	case err == nil && hostOf(to) == l.asker.host && to.Scheme == "http" && strings.HasPrefix(got.at, "https:"):
		find(Secure, Error, diag.T("从 https 转回了 http：%s", "https leads back to http: %s").With(place), diag.T("改服务器的转向，一律到 https", "let the server lead to https alone"))
	case err == nil && linkcheck.Owner(got.to) == linkcheck.Owner(l.address):
		find(Elsewhere, Warning, diag.T("转到了同一单位的另一个地址 %s", "it leads to another address of the same owner: %s").With(place),
			diag.T("网站在那里，就核对那个地址，base_url 也写它", "if the site is there, verify that address and write it into base_url"))
	default:
		find(Elsewhere, Error, diag.T("转到了别的网站 %s", "it leads to another site: %s").With(place), diag.Text{})
	}
}

// certificate tells of one that is not valid.
func (l *looker) certificate(err *tls.CertificateVerificationError) {
	var (
		invalid x509.CertificateInvalidError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
	)
	what := diag.T("证书无效：%v", "it is not valid: %v").With(err.Err)
	switch {
	case errors.As(err.Err, &invalid) && invalid.Reason == x509.Expired && len(err.UnverifiedCertificates) > 0:
		what = diag.T("证书已经过期（到 %s）", "it has expired (it was valid until %s)").With(day(err.UnverifiedCertificates[0].NotAfter))
		if invalid.Cert != nil && l.Now.Before(invalid.Cert.NotBefore) {
			what = diag.T("证书还没有生效，或这台电脑的日期不对", "it is not valid yet, or this machine's date is wrong")
		}
	case errors.As(err.Err, &host):
		what = diag.T("证书不是 %s 的", "it is not that of %s").With(l.asker.host)
	case errors.As(err.Err, &unknown):
		what = diag.T("发证书的机构不受信任，或服务器缺中间证书", "its authority is not trusted, or the server leaves out a certificate of the chain")
	}
	l.find(Certificate, Error, l.address, what, diag.Text{})
}

// ends tells of a certificate that is close to its end.
func (l *looker) ends(got answer) {
	l.looked(Certificate)
	left := got.end.Sub(l.Now)
	if left < soon && left < got.end.Sub(got.begin)/part {
		l.find(Certificate, Warning, l.address, diag.T("证书 %s 到期，还有 %d 天", "it ends on %s, in %d days").With(day(got.end), int(left.Hours()/24)), diag.Text{})
	}
}

func day(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// otherWays asks for the site as readers may also type it: by http, and without its last slash.
func (l *looker) otherWays(ctx context.Context) {
	u, err := url.Parse(l.address)
	if err != nil {
		return
	}
	if u.Path != "/" {
		l.looked(Slash)
		l.slashless(ctx, strings.TrimSuffix(l.address, "/"))
	}
	switch inside := local(l.asker.host); {
	case u.Scheme == "http" && !inside:
		l.find(Secure, Warning, l.address, diag.T("只有 http", "there is http alone"), diag.Text{})
	case u.Scheme == "https" && portOf(u) == "443":
		l.looked(Secure)
		l.plainHTTP(ctx, "http"+strings.TrimPrefix(l.address, "https"))
	}
}

// local reports whether a host is this machine, where nobody is on the way.
func local(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// plainHTTP asks by http, which should lead to https or not be there.
func (l *looker) plainHTTP(ctx context.Context, address string) {
	got := l.asker.once(ctx, http.MethodGet, address, mostProbe)
	if got.err != nil {
		return // whoever types the address is brought to https by the browser
	}
	from, _ := url.Parse(address)
	to, err := from.Parse(got.header.Get("Location"))
	switch redirect := got.status >= 300 && got.status < 400 && got.header.Get("Location") != "" && err == nil; {
	case redirect && to.Scheme == "https" && hostOf(to) == l.asker.host:
	case redirect && hostOf(to) != l.asker.host:
		got.at, got.to = address, to.String()
		l.led(func(k Kind, o Outcome, what, do diag.Text) { l.find(k, o, address, what, do) }, got)
	case got.status >= 400: // nothing is read there
	default:
		l.find(Secure, Warning, address, diag.T("http 也给网页，没有转到 https", "http gives pages too and does not lead to https"), diag.Text{})
	}
}

// slashless asks for a sub-folder as people type it: relative links are right only below its slash.
func (l *looker) slashless(ctx context.Context, address string) {
	got := l.asker.follow(ctx, http.MethodGet, address, mostProbe)
	find := func(o Outcome, what diag.Text) { l.find(Slash, o, address, what, diag.Text{}) }
	switch {
	case got.err != nil: // told by other kinds
	case got.to != "":
		find(Warning, diag.T("转到了 %s", "it leads to %s").With(shown(got.to)))
	case got.status != http.StatusOK:
		find(Warning, diag.T("回答 %d", "the answer is %d").With(got.status))
	case !strings.HasSuffix(got.at, "/") && !strings.HasSuffix(got.at, "/"+firstPage):
		find(Error, diag.T("直接给了首页，没有转到带斜杠的地址：样式和链接都断了", "the page is given without the slash: its looks and links are lost"))
	}
}

// reason is an error of the line in words.
func reason(err error) diag.Text {
	var name *net.DNSError
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return diag.T("没有 %s 这个域名", "there is no host %s").With(name.Name)
	case errors.Is(err, context.DeadlineExceeded) || isTimeout(err):
		return diag.T("等得太久", "it took too long")
	}
	return diag.Same(fmt.Sprint(err))
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}
