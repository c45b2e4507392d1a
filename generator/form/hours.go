package form

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/edit"
	"kepu/generator/fold"
	"kepu/generator/tomldoc"
)

// Opening hours are one line each, as people say them:
//
//	周二-周日 09:00-17:00，16:30停止入馆，3-10月
//	周一 不开放

// showHours shows lines of opening hours; as they are written where a line has anything else.
func showHours(f *diag.File, v *tomldoc.Value) string {
	var out []string
	for i := range v.Items {
		t := v.Items[i].Table
		if t == nil {
			return f.Text[v.Start:v.End]
		}
		said := map[string]string{}
		for _, field := range t.Fields {
			text := field.Value.Text
			switch field.Value.Kind {
			case tomldoc.String:
			case tomldoc.Bool:
				text = f.Text[field.Value.Start:field.Value.End]
			default:
				return f.Text[v.Start:v.End]
			}
			said[field.Key] = text
		}
		line := said["days"]
		switch {
		case said["closed"] == "true" && said["open"] == "" && said["close"] == "":
			line += " 不开放"
		case said["open"] != "" && said["close"] != "" && said["closed"] != "true":
			line += " " + said["open"] + "-" + said["close"]
		default:
			return f.Text[v.Start:v.End]
		}
		if said["last"] != "" {
			line += "，" + said["last"] + "停止入馆"
		}
		if said["months"] != "" {
			line += "，" + said["months"]
			if bareMonths.MatchString(said["months"]) {
				line += "月"
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

var (
	clock      = `([0-9]{1,2})[:时点]([0-9]{2})?分?`
	openLine   = regexp.MustCompile(`^(.*?)[ ,，:]*(上午|下午)?` + clock + ` *(?:-|–|—|~|至|到)+ *(上午|下午|晚上)?` + clock + `(.*)$`)
	closedLine = regexp.MustCompile(`^(.+?)[ ,，:]*(?:不开放|不对外开放|闭馆|闭园|关闭|休息|休馆)[。 ]*$`)
	lastEntry  = regexp.MustCompile(`(?:` + clock + ` *(?:停止入馆|停止入场|停止入园|停止售票|停止进馆|以前入馆|前入馆|前入场)|(?:最晚入馆|最晚入场|最后入馆|停止入馆|停止入场)(?:时间)?:? *` + clock + `)`)
	bareMonths = regexp.MustCompile(`^[0-9]{1,2}-[0-9]{1,2}$`)
)

// hours writes lines of opening hours as the list of the file: in the way in which that stands
// there, else one line each where there are several.
func (x Field) hours(t *tomldoc.Table, s string) ([]Assignment, *Slip) {
	if strings.HasPrefix(s, "[") {
		return []Assignment{{Key: x.Key, Value: edit.Raw(s)}}, nil
	}
	var rows []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(strings.ReplaceAll(fold.String(line), "：", ":")); line == "" {
			continue
		}
		more, ok := hoursRows(line)
		if !ok {
			return nil, &Slip{What: diag.M("FORM-HOURS", "这一行开放时间看不懂：%s", "this line of opening hours is not understood: %s").With(diag.Clip(line, 40)),
				Mend: diag.T("一行写一种日子，如 周二-周日 09:00-17:00，16:30停止入馆；中午不开的分两行，周二-周日 09:00-11:30、周二-周日 14:30-17:00；不开放的写 周一 不开放", "write one sort of days a line, such as 周二-周日 09:00-17:00, 16:30停止入馆, or 周一 不开放")}
		}
		rows = append(rows, more...)
	}
	if len(rows) > 1 && (t == nil || t.Field(x.Key) == nil) {
		return []Assignment{{Key: x.Key, Value: edit.Raw("[\n  " + strings.Join(rows, ",\n  ") + ",\n]")}}, nil
	}
	list := make([]edit.Value, len(rows))
	for i, row := range rows {
		list[i] = edit.Raw(row)
	}
	return []Assignment{{Key: x.Key, Value: edit.List(list...)}}, nil
}

// HoursLine makes a line of opening hours of its parts, as the box of hours takes it; "" where all are empty.
// Without days it is every day, without times the days are those on which it is closed.
func HoursLine(days, open, close, last, months string) string {
	days, months = strings.TrimSpace(days), strings.TrimSpace(months)
	if days+open+close+last+months == "" {
		return ""
	}
	if days == "" {
		days = "每天"
	}
	line := days + " 不开放"
	if open+close+last != "" {
		line = days + " " + open + "-" + close
	}
	if last != "" {
		line += "，" + last + "停止入馆"
	}
	if months != "" {
		line += "，" + months
		if bareMonths.MatchString(months) {
			line += "月"
		}
	}
	return line
}

// timeSpan finds from when to when it is open.
var timeSpan = regexp.MustCompile(`(?:上午|下午|晚上)?[0-9]{1,2}[:时点](?:[0-9]{2})?分? *(?:-|–|—|~|至|到)+ *(?:上午|下午|晚上)?[0-9]{1,2}[:时点]`)

// hoursRows writes one line as inline tables: with a break at noon two of the same days. A season beside
// two times may be meant for either or both, and is not taken in.
func hoursRows(line string) (rows []string, ok bool) {
	at := timeSpan.FindAllStringIndex(line, -1)
	if len(at) < 2 {
		row, ok := hoursRow(line)
		return []string{row}, ok
	}
	days := line[:at[0][0]]
	for i, span := range at {
		end := len(line)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		row, ok := hoursRow(days + strings.TrimRight(line[span[0]:end], " ,，、;；和及"))
		if !ok || strings.Contains(row, ", months = ") {
			return nil, false
		}
		rows = append(rows, row)
	}
	return rows, true
}

// hoursRow writes one line as an inline table.
func hoursRow(line string) (string, bool) {
	if m := closedLine.FindStringSubmatch(line); m != nil && !strings.ContainsAny(m[1], ":") {
		return fmt.Sprintf(`{days = %s, closed = true}`, tomldoc.Quote(m[1])), true
	}
	if i := strings.LastIndex(line, ","); i > 0 {
		if m := closedLine.FindStringSubmatch(line[:i]); m != nil && !strings.ContainsAny(m[1], ":") {
			if months, ok := seasonWords(line[i:]); ok && months != "" {
				return fmt.Sprintf(`{days = %s, closed = true, months = %s}`, tomldoc.Quote(m[1]), tomldoc.Quote(months)), true
			}
		}
	}
	m := openLine.FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	days, rest := strings.Trim(m[1], " ,，"), m[8]
	if days == "" {
		days = "每天"
	}
	if m[5] == "" && m[2] == "下午" {
		m[5] = m[2] // 下午2:30-5:00
	}
	row := fmt.Sprintf(`{days = %s, open = "%s", close = "%s"`, tomldoc.Quote(days), at(m[2], m[3], m[4]), at(m[5], m[6], m[7]))
	if last := lastEntry.FindStringSubmatch(rest); last != nil {
		h, min := last[1], last[2]
		if h == "" {
			h, min = last[3], last[4]
		}
		row += fmt.Sprintf(`, last = "%s"`, at("", h, min))
		rest = strings.Replace(rest, last[0], "", 1)
	}
	months, ok := seasonWords(rest)
	if !ok {
		return "", false // words that are no season: they would be lost
	}
	if months != "" {
		row += ", months = " + tomldoc.Quote(months)
	}
	return row + "}", true
}

// seasonWords are the months that the rest of a line says; ok is false where it says something else.
func seasonWords(rest string) (months string, ok bool) {
	months = strings.Trim(rest, " ,，;；。()（）")
	if n := strings.TrimSuffix(months, "月"); bareMonths.MatchString(n) {
		months = n
	}
	return months, months == "" || strings.Contains(months, "月") || bareMonths.MatchString(months)
}

// at writes a time of the day: 下午5点 is 17:00.
func at(half, hour, minute string) string {
	h, _ := strconv.Atoi(hour) // two digits at most
	if (half == "下午" || half == "晚上") && h < 12 {
		h += 12
	}
	if minute == "" {
		minute = "00"
	}
	return fmt.Sprintf("%02d:%s", h, minute)
}
