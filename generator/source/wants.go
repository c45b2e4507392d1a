package source

import (
	"strings"

	"kepu/generator/diag"
	"kepu/generator/tomldoc"
)

// wants says what stands after each key, so that what is advised for a value that is none can be
// taken at its word. A key means the same kind of thing wherever it stands, but for closed.
var wants = map[string]tomldoc.Wanted{
	"alias": tomldoc.Texts, "facilities": tomldoc.Texts, "sources": tomldoc.Texts, "topic": tomldoc.Texts, "audience": tomldoc.Texts,
	"photos": tomldoc.Texts, "attachments": tomldoc.Texts, "aliases": tomldoc.Texts, "bases": tomldoc.Texts, "others": tomldoc.Texts, "closed": tomldoc.Texts,

	"date": tomldoc.Date, "until": tomldoc.Date, "since": tomldoc.Date, "valid_until": tomldoc.Date,

	"free": tomldoc.YesNo, "draft": tomldoc.YesNo, "public": tomldoc.YesNo, "complete": tomldoc.YesNo,

	"year": tomldoc.Number, "total": tomldoc.Number, "capacity": tomldoc.Number, "rank": tomldoc.Number, "order": tomldoc.Number,
	"sessions": tomldoc.Number, "participants": tomldoc.Number, "online": tomldoc.Number, "volunteers": tomldoc.Number, "staff": tomldoc.Number,
	"media": tomldoc.Number, "materials": tomldoc.Number, "experts": tomldoc.Number, "funds": tomldoc.Number,
	"open_days": tomldoc.Number, "free_days": tomldoc.Number, "visitors": tomldoc.Number, "staff_full": tomldoc.Number, "staff_part": tomldoc.Number,

	"id": tomldoc.Text, "name": tomldoc.Text, "title": tomldoc.Text, "short": tomldoc.Text, "county": tomldoc.Text, "kind": tomldoc.Text, "level": tomldoc.Text,
	"campaign": tomldoc.Text, "form": tomldoc.Text, "base": tomldoc.Text, "address": tomldoc.Text, "phone": tomldoc.Text, "website": tomldoc.Text,
	"email": tomldoc.Text, "datum": tomldoc.Text, "precision": tomldoc.Text, "fee": tomldoc.Text, "booking": tomldoc.Text, "transport": tomldoc.Text,
	"summary": tomldoc.Text, "cover": tomldoc.Text, "file": tomldoc.Text, "caption": tomldoc.Text, "credit": tomldoc.Text,
	"days": tomldoc.Text, "open": tomldoc.Text, "close": tomldoc.Text, "last": tomldoc.Text, "months": tomldoc.Text,
	"link": tomldoc.Text, "place": tomldoc.Text, "status": tomldoc.Text, "register": tomldoc.Text, "rating": tomldoc.Text,
	"batch": tomldoc.Text, "document": tomldoc.Text, "authority": tomldoc.Text, "note": tomldoc.Text, "line": tomldoc.Text, "reason": tomldoc.Text,
	"author": tomldoc.Text, "source": tomldoc.Text, "description": tomldoc.Text, "language": tomldoc.Text, "timezone": tomldoc.Text, "base_url": tomldoc.Text,
	"theme": tomldoc.Text, "postcode": tomldoc.Text, "site_domain": tomldoc.Text, "site_id_code": tomldoc.Text, "icp": tomldoc.Text, "police": tomldoc.Text,
	"review_number": tomldoc.Text, "code": tomldoc.Text, "colour": tomldoc.Text, "measure": tomldoc.Text,

	"location": tomldoc.Other, "hours": tomldoc.Other,
}

// want tells the reader of TOML what stands after a key; inside says that braces stand around it.
func want(key string, inside bool) tomldoc.Want {
	w := tomldoc.Want{Kind: wants[key]}
	if key != "" && key[0] >= 0x80 {
		w.Kind = wantsOfWords[key]
	}
	switch {
	case key == "location":
		w.Mend = writeLocation
	case key == "hours":
		w.Mend = writeHours
	case key == "closed" && inside:
		w.Kind = tomldoc.YesNo
	}
	return w
}

var (
	writeLocation = diag.T("写成 location = [经度, 纬度]，都是带小数的度数，例如 [114.027, 33.388]", "write location = [longitude, latitude], both in degrees with decimals, such as [114.027, 33.388]")
	writeHours    = diag.T(`写成 hours = [{days = "周二-周日", open = "09:00", close = "17:00"}] 的样子`, `write it like hours = [{days = "周二-周日", open = "09:00", close = "17:00"}]`)
)

// wantsOfWords are the wants of keys by their Chinese names, where all keys of a name agree.
var wantsOfWords = func() map[string]tomldoc.Wanted {
	kinds := map[string]tomldoc.Wanted{}
	for key, words := range chineseNames {
		for _, word := range strings.Fields(words) {
			if kind, known := kinds[word]; known && kind != wants[key] {
				kinds[word] = tomldoc.Anything
			} else if !known {
				kinds[word] = wants[key]
			}
		}
	}
	return kinds
}()
