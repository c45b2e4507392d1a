package heads

import "strings"

// The names by which people head the columns of each sort of record, a field a line: its key, then its names, parted by |. The first
// goes out on sheets that are made here. Keys that no record has serve here alone:
//
//	units    who held it: bases that have a page, and others (hosts)
//	month    of an activity with year and dayofmonth: the parts of its date
//	remark   words of any sort beside the row
//	lon lat  the two halves of a location
//	text     of a base: what its page says below its settings
//	level    of a base: what a naming says, and its page does not
//	county   of returns and namings: where the base is said to be
//
// Whole words only: 人数 beside 学生人数 is another number.
var usual = map[string]string{
	"activity": `
title: 活动名称|活动主题|名称|活动标题|活动题目|科普活动名称|活动项目名称|活动项目|项目名称|活动|标题|题目|主题|主题名称|title|activity|name|activity name|activity title|event
date: 活动时间|时间|日期|活动日期|举办日期|举办时间|开展时间|开展日期|开始日期|开始时间|起始日期|起始时间|起止时间|起止日期|活动时间开始|活动时间起|时间起|实施时间|活动开展时间|活动举办时间|date|time|start|start date|when
month: 月份|月|活动月份|month
dayofmonth: 日|day
year: 年|年份|年度|year
until: 结束日期|结束时间|截止日期|截止时间|终止日期|活动结束时间|活动时间结束|活动时间止|时间止|until|end|end date
units: 承办单位|主办单位|举办单位|基地名称|科普教育基地名称|科普教育基地|科普基地|科普基地名称|举办基地|承办基地|基地|开展单位|实施单位|组织单位|活动单位|承办方|主办方|主承办单位|主办承办单位|承办单位名称|协办单位|联合举办单位|参与单位|责任单位|单位|单位名称|base|bases|host|organiser|organizer|organised by|organized by
hosts: 其他举办单位|其他承办单位|承办单位（没有网页的）|没有网页的单位|hosts|other hosts
time: 几点|时段|具体时间|活动时段|每天时间|每日时间|几点到几点|time of day|hours
place: 活动地点|地点|举办地点|开展地点|活动场所|举办场所|举办地|活动举办地点|活动地址|地址|place|venue|location|where
participants: ` + people("参加人数|参加人次|参与人数|参与人次|受众人数|受众人次|受益人数|受益人次|现场人数|现场人次|线下人数|线下人次|参加活动人数|参加活动人次|参与活动人数|活动人数|活动人次|活动参与人数|活动参加人数|活动受众人数|参与公众人数|参与公众人次|人数|人次", "现场", "线下") + `|现场|线下|participants|attendance|people|number of participants|on site
online: ` + people("线上人次|线上人数|线上观看人次|线上观看人数|网络观看人次|网络观看人数|直播观看人次|直播观看人数|线上观看|网络观看|直播观看|在线观看|在线观看人次|观看人次", "线上", "网络", "网上") + `|线上|online|online participants
sessions: 场次|场数|活动场次|举办场次|场次数|活动场数|sessions
volunteers: 志愿者人数|志愿者|志愿者数|志愿者数量|参与志愿者人数|参与志愿者|科技志愿者人数|科技志愿者|志愿服务人数|volunteers
staff: 工作人员人数|工作人员|工作人员数|工作人员数量|参与工作人员|staff
experts: 专家人数|专家|专家数|专家数量|参与专家|参与专家人数|专家学者人数|experts
materials: 发放资料份数|发放资料|资料份数|发放资料数|发放资料数量|发放宣传资料|发放宣传资料份数|发放宣传资料数量|发放科普资料|发放科普资料份数|发放科普资料数量|宣传资料份数|宣传资料数量|资料发放数量|资料发放份数|发放材料份数|资料|宣传资料|科普资料|materials|leaflets
media: 媒体报道篇次|媒体报道|媒体报道数|媒体报道次数|媒体报道篇数|报道篇次|报道篇数|宣传报道|宣传报道数|宣传报道篇数|新闻报道|新闻报道篇数|media|reports
funds: 活动经费|经费|投入经费|经费投入|活动经费投入|使用经费|资金|投入资金|活动支出|经费支出|funds|budget|cost
campaign: 所属活动|重大活动|重大科普活动|所属重大活动|活动系列|系列活动|所属系列|重点活动|campaign
form: 活动形式|形式|活动类型|活动类别|类型|类别|form|type
audience: 面向对象|对象|活动对象|参加对象|参与对象|服务对象|面向人群|面向群体|受众对象|受众群体|受众|参加人员|参与人员|audience
topic: 科普主题|主题词|主题分类|科普内容分类|专题|topic|topics
county: 县区|县市区|所属县区|所在县区|区县|县（区）|县（市、区）|县区名称|县|地区|所属地区|所在地区|county|district
summary: 活动内容|内容|活动简介|简介|活动概况|活动情况|活动内容简介|内容简介|主要内容|活动主要内容|活动描述|开展情况|活动开展情况|活动形式及内容|活动形式及内容简介|活动内容及形式|活动内容和形式|主要内容及形式|活动内容及成效|活动内容与形式|活动主要内容及成效|活动内容（简介）|summary|description|content
link: 报道链接|链接|网址|新闻链接|宣传链接|媒体报道链接|报道网址|活动链接|link|url
register: 报名方式|报名|报名办法|怎样报名|register
status: 状态|办理状态|举办状态|是否举办|活动状态|status
sources: 出处|来源|资料来源|信息来源|source|sources
remark: 备注|说明|备注说明|其他|其它|remark|remarks|note|notes
`,
	"annual": `
base: 基地名称|科普教育基地名称|科普基地名称|科普教育基地|科普基地|基地|单位名称|单位|名称|填报单位|场馆名称|base|name
year: 年度|年份|年|统计年度|填报年度|数据年度|year
county: 县区|县市区|所属县区|所在县区|区县|县（区）|县（市、区）|地区|所属地区|所在地区|所在地/县区|县区/所在地|所在县（区）|所在县（市、区）|属地|county
open_days: 全年开放天数|开放天数|年开放天数|对外开放天数|年度开放天数|年开放日数|open days|open_days
free_days: 免费开放天数|全年免费开放天数|免费天数|年免费开放天数|其中免费开放天数|free days|free_days
visitors: 接待人次|接待人数|参观人次|参观人数|接待公众人次|接待公众人数|接待观众人次|接待观众人数|年接待人次|年接待人数|全年接待人次|全年接待人数|年参观人次|年参观人数|接待参观人次|年度接待人次|年度接待人数|年接待公众人次|visitors
staff_full: 专职人员|专职|专职人数|专职人员数|专职人员人数|专职科普人员|专职科普人员数|科普专职人员|科普专职人员数|专职工作人员|专职工作人员数|staff_full|full-time staff
staff_part: 兼职人员|兼职|兼职人数|兼职人员数|兼职人员人数|兼职科普人员|兼职科普人员数|科普兼职人员|科普兼职人员数|兼职工作人员|兼职工作人员数|staff_part|part-time staff
volunteers: 志愿者人数|志愿者|志愿者数|基地志愿者|注册志愿者|注册志愿者人数|科普志愿者|科普志愿者人数|科技志愿者|科技志愿者人数|volunteers
funds: 科普经费|经费|经费投入|科普经费投入|年度经费|年度科普经费|全年科普经费|投入经费|年经费投入|funds|budget
media: 媒体报道篇次|媒体报道|媒体报道数|媒体报道次数|媒体报道篇数|宣传报道|宣传报道篇数|报道篇数|media
rating: 年度考核|考核|考核等级|考核结果|考核等次|年度考核结果|年度考核等次|rating
remark: 备注|说明|其他|其它|remark|note
`,
	"base": `
name: 基地名称|科普教育基地名称|科普基地名称|单位名称|场馆名称|名称|基地|科普教育基地|科普基地|单位|base|name
county: 县区|县市区|所属县区|所在县区|区县|县（区）|县（市、区）|地区|所属地区|所在地区|所在地/县区|县区/所在地|所在县（区）|所在县（市、区）|属地|county|district
kind: 基地类型|类型|类别|基地类别|场馆类型|场馆类别|kind|type
summary: 一句话介绍|一句话简介|摘要|提要
text: 简介|基地简介|单位简介|场馆简介|基地介绍|介绍|情况简介|基本情况简介|科普内容|主要科普内容|内容简介|description
level: 级别|命名级别|基地级别|认定级别|现有级别|命名等级|level
address: 地址|详细地址|单位地址|基地地址|场馆地址|通讯地址|通信地址|所在位置|address
phone: 电话|联系电话|办公电话|咨询电话|预约电话|对外电话|电话号码|座机|phone|telephone
location: 坐标|经纬度|坐标（经度，纬度）|地图链接|location|coordinates
lon: 经度|东经|longitude
lat: 纬度|北纬|latitude
hours: 开放时间|开放时段|对外开放时间|开馆时间|hours|opening hours
closed: 不开放的日子|闭馆日|闭馆时间|不开放时间|休馆日|closed
free: 是否免费|免费|免费开放|是否免费开放|free
fee: 收费办法|收费标准|收费|门票|门票价格|票价|收费情况|fee
booking: 预约方式|预约|预约办法|怎样预约|预约渠道|booking
transport: 交通|交通路线|交通方式|乘车路线|怎样去|transport
capacity: 接待能力|最大接待量|一次接待人数|单次接待人数|可接待人数|capacity
facilities: 设施|配套设施|服务设施|facilities
website: 网站|官网|网址|官方网站|website
email: 电子邮箱|邮箱|电子邮件|email|e-mail
short: 简称|短名|short name
alias: 别名|曾用名|又名|其他名称|别称|alias
since: 成为基地时间|since
sources: 出处|来源|资料来源|source|sources
remark: 备注|说明|其他|其它|remark|note
`,
	"designation": `
names: 基地名称|科普教育基地名称|科普基地名称|单位名称|命名单位名称|名称|基地|科普教育基地|科普基地|单位|场馆名称|base|name
level: 级别|命名级别|基地级别|认定级别|等级|命名等级|level
date: 命名时间|命名日期|认定时间|认定日期|批准时间|批准日期|授牌时间|获批时间|获评时间|发文日期|发文时间|时间|日期|命名年份|认定年份|命名年度|认定年度|date
batch: 批次|命名批次|认定批次|batch
document: 文号|命名文号|文件号|发文字号|文件文号|命名文件|认定文件|document
valid_until: 有效期|有效期至|有效期到|有效期限|到期时间|到期日期|有效期截止|valid until
authority: 命名机关|发文单位|认定单位|授予单位|命名单位|批准单位|发文机关|authority
line: 命名类别|命名系列|系列|line
county: 县区|县市区|所属县区|所在县区|区县|县（区）|县（市、区）|地区|所属地区|所在地区|所在地|所在地/县区|县区/所在地|所在县（区）|所在县（市、区）|属地|county
note: 备注|说明|note|remark
sources: 出处|来源|资料来源|source|sources
`,
}

// people adds to some names those in which each of some words stands before it: 现场参加人数.
func people(names string, before ...string) string {
	out := names
	for _, name := range []string{"参加人数", "参加人次", "参与人数", "参与人次", "受众人数", "受众人次", "受益人数", "受益人次", "活动人数", "人数", "人次", "参加", "参与", "受众"} {
		for _, word := range before {
			out += "|" + word + name
		}
	}
	return out
}

// serial are heads of columns that number the rows.
var serial = strings.Fields("序号 序 编号 号 行号 顺序 no no. 序列 №")

// generic are lower heads that say nothing without the one above them: 人数 below 学生.
var generic = strings.Fields("人数 人次 数量 数 个数 次数 份数 金额 时间 日期 名称 单位 地点 类别 类型 形式 内容 情况 合计 小计 总计 其他 其它 备注 说明 姓名 电话")
