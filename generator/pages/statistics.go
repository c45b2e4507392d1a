package pages

import (
	"fmt"

	"kepu/generator/address"
	"kepu/generator/view"
)

// statistics makes statistics/index.html: all years.
func (m *maker) statistics() view.Statistics {
	v := m.stats.AllYears()
	v.Frame = m.frame(address.Statistics, "统计", "历年科普活动、参加人次和在册科普教育基地的统计，附图表和可以下载的数据")
	column(&v.Frame, "统计", v.Description, "信息公开")
	return v
}

// statisticsYear makes statistics/YEAR.html.
func (m *maker) statisticsYear(year int) view.StatisticsYear {
	p := address.StatisticsYear(year)
	title := fmt.Sprintf("%d年统计", year)
	v := m.stats.Year(year)
	v.Frame = m.frame(p, title, fmt.Sprintf("%d年的科普活动、参加人次和在册科普教育基地，与上一年比较", year), view.Link{Name: "统计", URL: address.Link(p, address.Statistics)})
	column(&v.Frame, title, v.Description, "信息公开")
	v.Makeup = m.makeup(year)
	return v
}
