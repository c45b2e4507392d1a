package pages

import (
	"net/url"
	"strings"

	"kepu/generator/address"
	"kepu/generator/catalog"
	"kepu/generator/qrcode"
	"kepu/generator/view"
)

// fewFacts is below how many of the six facts of a visit a page leads with what the base is.
const fewFacts = 3

// unknowns sorts out which of what a visitor asks first is known of b, in the order of need, and whether so little is
// that the page leads with what the base is. What a row of the page says already is not said again.
func unknowns(b *catalog.Base, v *view.BasePage) {
	facts := []struct {
		view.Fact
		known bool
	}{
		{view.Fact{ID: "hours", Name: "开放时间"}, v.HasHours || len(v.ClosedDays) > 0}, {view.Fact{ID: "fee", Name: "费用"}, v.Fee != "" || v.Free}, {view.Fact{ID: "booking", Name: "预约"}, b.Booking != ""},
		{view.Fact{ID: "address", Name: "地址"}, b.Address != ""}, {view.Fact{ID: "phone", Name: "电话"}, b.Phone != ""}, {view.Fact{Name: "交通"}, b.Transport != ""},
	}
	known := 0
	for _, f := range facts {
		if f.known {
			known++
		}
	}
	v.Little = known < fewFacts
	for _, f := range facts {
		row := f.ID == "hours" && v.Phone.URL != "" || f.ID == "address" && !v.Little && v.Directions != nil
		if !f.known && !row {
			v.Missing = append(v.Missing, f.Fact)
		}
	}
}

// telling is how a visitor tells the organiser what is not known of what the page at p is about, or what is wrong; nil when
// no way is known, and then pages don't ask for it. Where the site's address is known a printed page shows it as
// a code: whoever scans it is on this page, and can tap what a printed page only names.
func (m *maker) telling(p, about string) *view.Telling {
	o := m.c.Site.Organiser
	t := &view.Telling{Name: o.Name}
	if o.Phone != "" {
		t.Ways = append(t.Ways, view.Link{Name: "电话" + o.Phone, URL: telURL(o.Phone)})
	}
	if o.Email != "" {
		t.Ways = append(t.Ways, view.Link{Name: o.Email, URL: mailURL(o.Email, "补充资料："+about+"（"+p+"）")})
	}
	if len(t.Ways) == 0 {
		if o.Address == "" {
			return nil
		}
		t.Ways = []view.Link{{Name: "来信寄" + o.Address}}
	}
	if base := m.c.Site.BaseURL; base != "" {
		if code := qrcode.Encode(base+p, qrcode.Medium); code != nil {
			t.Code, t.Size = code.Path(), code.Size+2*qrcode.Quiet
		}
	}
	return t
}

// mailURL is the address of a mail to somebody with its subject, in which a name may have signs that part the fields of an address, as in AT&T.
func mailURL(to, subject string) string {
	return "mailto:" + to + "?subject=" + strings.ReplaceAll(url.QueryEscape(subject), "+", "%20")
}

// reportURL says how a visitor tells the organiser of a mistake on the page at p; "" when no way can be tapped.
func (m *maker) reportURL(p, title string) string {
	o := m.c.Site.Organiser
	switch {
	case o.Email != "":
		return mailURL(o.Email, "网站内容有误："+title+"（"+p+"）")
	case o.Phone != "":
		return telURL(o.Phone)
	}
	return ""
}

// formURL is the way from the page at p to the form about it.
func formURL(p string) string {
	to := address.Link(p, address.Correction)
	if p == address.NotFound || p == address.Correction {
		return to
	}
	return to + "?page=" + p
}

// correction makes correction.html, a sheet of A4 to fill in by hand: for those who have no mail, and for a county's
// office that goes from door to door.
func (m *maker) correction() view.Correction {
	const title = "找错和补充"
	o := m.c.Site.Organiser
	v := view.Correction{
		Frame: m.frame(address.Correction, title, "网页上写错的、没有查到的，请在这里告诉我们"), Name: o.Name, Address: o.Address, Postcode: o.Postcode, Email: o.Email,
		Phone: view.Link{Name: o.Phone, URL: telURL(o.Phone)},
	}
	if o.Email != "" {
		v.Mail = mailURL(o.Email, "网站内容有误")
	}
	return v
}
