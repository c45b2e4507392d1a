package doctor

import (
	"time"

	"kepu/generator/date"
	"kepu/generator/diag"
)

func (p *patient) clock() {
	now := p.Now()
	today := date.Date{Year: int16(now.Year()), Month: int8(now.Month()), Day: int8(now.Day())}
	mend := diag.T("在系统的“日期和时间”里对好时间；关机就变的，换主板上的电池", "set the clock in the system's date and time; if it is lost when the machine is off, the battery on its board is empty")
	switch {
	case p.Released.Known() && today.Compare(p.Released) < 0:
		p.hinders(diag.M("DOCTOR-CLOCK", "电脑的日期不对：现在是 %s，比这个程序做出来的那天（%s）还早", "the machine's date is wrong: it says %s, before the day that this program was made (%s)").With(today, p.Released), mend)
	case p.Newest.Known() && today.Year < p.Newest.Year:
		p.odd(diag.M("DOCTOR-CLOCK-RECORDS", "电脑的日期可能不对：现在是 %s，最新的记录已经到了 %s", "the machine's date may be wrong: it says %s, and the newest record is of %s").With(today, p.Newest), mend)
	}
}

// zone compares what the clocks of both zones show now: names of zones are many.
func (p *patient) zone() {
	if p.Zone == nil {
		return
	}
	now := p.Now()
	_, here := now.Zone()
	_, there := now.In(p.Zone).Zone()
	if here != there {
		p.note(diag.M("DOCTOR-ZONE", "电脑的时区（%s）和网站的（%s）不一样；“今天”按网站的算", "the machine's time zone (%s) is not the site's (%s); what day it is goes by the site's").With(offset(now), offset(now.In(p.Zone))),
			diag.T("电脑在国内用的，在系统的“日期和时间”里选北京时间", "if the machine is used where the site is, choose that zone in the system's date and time"))
	}
}

func offset(t time.Time) string { return "UTC" + t.Format("-07:00") }
