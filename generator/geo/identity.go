package geo

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kepu/generator/fold"
)

// The names under which suppliers write a county's code and name, in small letters, the
// most telling first. Codes and names of the city or the province are not among them.
var (
	codeKeys = []string{"adcode", "dt_adcode", "gb", "pac", "区划代码", "行政区划代码", "区划码", "县级码", "县代码", "区县代码", "区县码",
		"xzqdm", "qhdm", "xzqhdm", "county_code", "code", "id"}
	nameKeys = []string{"name", "dt_name", "县级", "县名", "区县", "名称", "地名", "xzqmc", "qhmc", "xzqhmc"}
)

// amapTraces are members that files made from Amap's districts have and others have not.
var amapTraces = []string{"acroutes", "subFeatureIndex", "childrenNum", "citycode"}

// identity returns the code and the name of the n-th feature. id is the feature's own.
func identity(n int, properties map[string]any, id any) (code, name string, f *Fault) {
	known := map[string]any{}
	for _, key := range slices.Sorted(maps.Keys(properties)) { // capitals first: small letters win
		if properties[key] != nil {
			known[strings.ToLower(strings.TrimSpace(key))] = properties[key]
		}
	}
	for _, key := range nameKeys {
		if text, ok := known[key].(string); ok && strings.TrimSpace(text) != "" {
			name = printed(text)
			break
		}
	}
	for _, key := range codeKeys {
		text := strings.TrimSpace(fmt.Sprint(known[key]))
		if known[key] == nil || text == "" {
			continue
		}
		code, town := countyCode(text)
		switch {
		case code != "":
			return code, name, nil
		case town && f == nil:
			f = sayTownCode.fault(n, key, short(text))
		case key == "adcode":
			return "", name, sayBadCode.fault(n, key, short(text))
		}
	}
	if f != nil {
		return "", name, f
	}
	if id != nil {
		if code, _ := countyCode(fmt.Sprint(id)); code != "" {
			return code, name, nil
		}
	}
	if code := codeElsewhere(known); code != "" {
		return code, name, nil
	}
	return "", name, sayNoCode.fault(n, someKeys(properties))
}

// Keys that none of the names above is, and that speak of a code of something smaller
// than a city: adm_code, ADCODE99, 县级行政区代码.
var (
	keyOfCode  = regexp.MustCompile(`code|代码|区划|编码|^adm|dm$|^gb`)
	keyOfWhole = regexp.MustCompile(`parent|up|prov|city|sheng|shi|省|市|地级|上级|post|zip|邮|phone|tel|电话`)
)

// codeElsewhere returns the code of a county that stands under other keys; "" when there is none,
// or more than one.
func codeElsewhere(known map[string]any) string {
	found := ""
	for key, value := range known {
		if !keyOfCode.MatchString(key) || keyOfWhole.MatchString(key) {
			continue
		}
		switch code, _ := countyCode(fmt.Sprint(value)); {
		case code == "" || strings.HasSuffix(code, "00"): // a city's
		case found != "" && found != code:
			return ""
		default:
			found = code
		}
	}
	return found
}

// countyCode returns the six digits of a county in what a file writes for it: 411702,
// 411702.0 as spreadsheets write it, in wide digits, 156411702 (with the country's number before it),
// 411702000000 (with a town's and a village's place). town says that a town is meant.
func countyCode(text string) (code string, town bool) {
	text = fold.String(strings.TrimSpace(text))
	if strings.ContainsAny(text, ".eE") {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || x != math.Trunc(x) || x < 0 || x > 1e15 {
			return "", false
		}
		text = strconv.FormatFloat(x, 'f', 0, 64)
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
		return "", false
	}
	if (len(text) == 9 || len(text) == 15) && strings.HasPrefix(text, "156") {
		text = text[3:]
	}
	switch rest := text[min(6, len(text)):]; {
	case len(text) != 6 && len(text) != 9 && len(text) != 12:
		return "", false
	case strings.Trim(rest, "0") != "":
		return "", true
	}
	return text[:6], false
}

// someKeys names some of the members, for a message.
func someKeys(properties map[string]any) string {
	keys := slices.Sorted(maps.Keys(properties))
	for i, key := range keys {
		keys[i] = short(key)
	}
	if len(keys) > 8 {
		keys = append(keys[:8], "…")
	}
	if len(keys) == 0 {
		return "—"
	}
	return strings.Join(keys, ", ")
}

// crsName returns what the member crs of a file names, and whether its numbers are WGS-84
// or so near that no one sees it. No crs means WGS-84; one that is no name is let pass.
func crsName(crs any) (name string, known bool) {
	object, _ := crs.(map[string]any)
	properties, _ := object["properties"].(map[string]any)
	name, ok := properties["name"].(string)
	if !ok {
		return "", true
	}
	last := name[strings.LastIndexAny(name, ":/ ")+1:]
	switch strings.ToUpper(last) {
	case "CRS84", "4326", "4979", "4490", "4480", "84":
		return name, true
	}
	_, known = ParseDatum(last)
	return name, known
}

// fromAmap reports whether a feature's properties show that Amap is where it came from.
func fromAmap(properties map[string]any) bool {
	return slices.ContainsFunc(amapTraces, func(key string) bool { return properties[key] != nil })
}
