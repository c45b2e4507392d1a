package pages

import (
	"net/url"
	"strings"

	"kepu/generator/catalog"
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

// telling is how a visitor tells the organiser what is not known of something, or what is wrong; nil when no way is
// known, and then pages don't ask for it.
func (m *maker) telling(about string) *view.Telling {
	o := m.c.Site.Organiser
	t := &view.Telling{Name: o.Name}
	switch {
	case o.Phone != "":
		t.Way = view.Link{Name: "电话" + o.Phone, URL: telURL(o.Phone)}
	case o.Email != "":
		t.Way = view.Link{Name: o.Email, URL: mailURL(o.Email, "补充资料："+about)}
	case o.Address != "":
		t.Way = view.Link{Name: "来信寄" + o.Address}
	default:
		return nil
	}
	return t
}

// mailURL is the address of a mail to somebody with its subject, in which a name may have signs that part the fields of an address, as in AT&T.
func mailURL(to, subject string) string {
	return "mailto:" + to + "?subject=" + strings.ReplaceAll(url.QueryEscape(subject), "+", "%20")
}
