package source

import (
	"slices"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/fold"
	"kepu/generator/tomldoc"
)

// Staff who know a form by its Chinese words write 名称 = "…". That is one mistake, told
// once in a file, and every such line is read as the key that it means in its table.

// translated is what was told of a Chinese name in a file.
type translated struct {
	problem int // its place in the list
	times   int
}

// translate gives the fields of t that have Chinese names the keys that they mean, and
// reports them. A name that means none of the known keys stays as it is; where there are others than those
// (exact), so does one that only looks like a name of theirs.
func (r *reader) translate(t *tomldoc.Table, known []string, exact bool) {
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Key[0] < 0x80 {
			continue
		}
		meant := chinese(f.Key, known)
		if meant == "" || exact && !slices.Contains(strings.Fields(chineseNames[meant]), f.Key) && !isASCII(fold.String(f.Key)) {
			continue
		}
		if t.Field(meant) != nil && !r.isHeader(f) {
			known = nil // it is a choice which of them is right
		}
		r.inChinese(f, meant, known)
		if t.Field(meant) != nil && !r.isHeader(f) {
			f.Value.Kind = tomldoc.Bad // it stands there in English too
		}
		f.Key = meant
	}
}

// inChinese reports that the name of f must be the key meant: the same one once in a file.
func (r *reader) inChinese(f *tomldoc.Field, meant string, known []string) {
	at := [2]string{f.Key, meant}
	was := r.translated[at]
	what, mend := diag.M("KEY-CHINESE", "%s 要写英文名称", "%s must be an English name").With(f.Key), diag.T("请写 %s =", "write %s =").With(meant)
	if r.isHeader(f) {
		mend = diag.T("请写 [%s]", "write [%s]").With(meant)
		if r.isList(meant) {
			mend = diag.T("请写 [[%s]]", "write [[%s]]").With(meant)
		}
	}
	edits := r.english(f, meant, known)
	if was.times > 0 {
		p := &(*r.ps)[was.problem]
		if p.Repair != nil && edits != nil {
			p.Repair.Edits = append(p.Repair.Edits, edits...)
		}
		p.What = diag.M(what.Code, "%s 要写英文名称（这个文件里共 %d 处）", "%s must be an English name (%d times in this file)").With(f.Key, was.times+1)
		r.translated[at] = translated{was.problem, was.times + 1}
		return
	}
	n := len(*r.ps)
	p := r.ps.Error(r.file.Place(f.Start, f.End), what, mend)
	if edits != nil {
		p.By(diag.Edits(edits...))
	}
	if r.translated == nil {
		r.translated = map[[2]string]translated{}
	}
	if len(*r.ps) > n {
		r.translated[at] = translated{n, 1}
	}
}

// isList reports whether there may be several tables of that name.
func (r *reader) isList(name string) bool { return slices.Contains(r.known.lists, name) }

// isHeader reports whether f is made by a [header].
func (r *reader) isHeader(f *tomldoc.Field) bool { return f.Value.Start < f.Start }

// chinese returns the key of a table that a Chinese name means there, or "": one of its
// names, else the key with the longest name that it ends in (举办地点) or has in it.
func chinese(name string, known []string) string {
	if narrow := strings.ToLower(fold.String(name)); slices.Contains(known, narrow) {
		return narrow // ｄａｔｅ
	}
	name, _, _ = strings.Cut(strings.NewReplacer("(", "（", " ", "", "\u3000", "").Replace(name), "（")
	best, longest := "", 0
	for _, k := range known {
		for _, word := range strings.Fields(chineseNames[k]) {
			if word == name {
				return k
			}
			length := len(word)
			if strings.HasSuffix(name, word) {
				length += len(name)
			}
			if strings.Contains(name, word) && length > longest {
				best, longest = k, length
			}
		}
	}
	return best
}

// chineseNames are what staff call each key; of one name the first table key that has it is meant.
var chineseNames = map[string]string{
	// site.toml
	"title":        "标题 名称 题目 活动名称 活动 站名 网站名称",
	"description":  "介绍 简介 说明 描述",
	"language":     "语言",
	"timezone":     "时区",
	"base_url":     "网址 网站地址 域名",
	"theme":        "样式 主题 模板 路线主题",
	"organiser":    "主办单位 主办方",
	"registration": "备案 登记",
	"map":          "地图",
	"county":       "县区 区县 县 所在县区 所属县区",
	"level":        "级别 等级",
	"kind":         "类型 类别 种类",
	"campaign":     "重大活动 重大科普活动 主题活动 活动 所属活动",
	"form":         "形式 活动形式",
	"break":        "口径变化 口径",
	"postcode":     "邮编 邮政编码",
	"site_domain":  "域名",
	"site_id_code": "网站标识码 标识码",
	"icp":          "ICP备案号 备案号",
	"police":       "公安备案号 公安备案",
	"time":         "时间 发布时间 时段 几点 几点钟 具体时间",

	"agency_mark":     "党政机关标识 党政机关网站标识",
	"agency_mark_url": "标识网址 党政机关标识网址",
	"correction_url":  "找错网址 纠错网址 网站找错",
	"datum":           "坐标系",
	"review_number":   "审图号",
	"outlines":        "界线 县区界线 边界",
	"code":            "代码 区划代码 行政区划代码",
	"rank":            "排序 次序 等级",
	"colour":          "颜色",
	"sign":            "图案 图标 标志",
	"theme_colours":   "网站颜色 主题颜色 样式颜色 颜色",
	"main":            "主色 主色调",
	"accent":          "强调色 点缀色 辅色",
	"public":          "公开 是否公开",
	"indicator":       "指标 统计指标",
	"unit":            "单位 计量单位",
	"group":           "分组 组别 类别",
	"national":        "国家统计名称 统计名称",
	"of":              "其中 属于",
	"stock":           "年末数 时点数",
	"measure":         "指标",
	"note":            "说明 备注",
	"heading":         "表头 列名",
	"synonym":         "同义词 近义词",
	"words":           "词 词语",
	"field":           "项目 字段 是哪一项",
	"sort":            "哪种记录 记录",
	"names":           "叫法 写法",
	// counties
	"population":      "常住人口 人口 人口数",
	"population_year": "人口年份 人口年度",
	// bases
	"id":          "编号",
	"name":        "名称 名字 基地名称 单位名称 单位",
	"alias":       "别名 曾用名 又名 旧名 旧名称 别称",
	"short":       "简称 短名称",
	"address":     "地址 详细地址",
	"phone":       "电话 办公电话 联系电话 电话号码 联系方式",
	"website":     "网站 官网 网址",
	"email":       "邮箱 电子邮箱 邮件",
	"location":    "坐标 经纬度 位置",
	"precision":   "精度 准确程度",
	"hours":       "开放时间 小时 时长",
	"closed":      "闭馆日 闭馆 不开放 休息 休息日",
	"fee":         "收费 费用 门票 票价 收费说明",
	"free":        "免费 是否免费",
	"youth":       "青少年优惠 青少年",
	"concessions": "优惠 减免 优惠办法",
	"funded":      "出资 投资 建设资金",
	"booking":     "预约 预约方式",
	"capacity":    "接待能力 容量 最大接待量",
	"facilities":  "设施",
	"transport":   "交通 怎样去",
	"summary":     "摘要 内容 活动内容 一句话 简介 概要",
	"cover":       "封面 封面照片",
	"since":       "起始 成为基地 命名时间",
	"until":       "结束日期 结束时间 截止 结束 到期",
	"sources":     "出处 来源 资料来源",
	"verified":    "核对 核实 核对日期",
	"how":         "怎样核对 核对方式 方式",
	"draft":       "草稿 是否草稿",
	"photo":       "照片 图片",
	"file":        "文件 文件名",
	"caption":     "说明 图片说明",
	"credit":      "来源 摄影 拍摄",
	"days":        "日子 星期 周几 日期 天数",
	"open":        "开门 开门时间 开放 开始 开",
	"close":       "关门 关门时间 结束 闭馆 关",
	"last":        "停止入馆 停止入馆时间 最后入馆 最后入馆时间 停止入场 停止入场时间",
	"months":      "月份",
	// logs
	"activity":     "活动 活动记录",
	"annual":       "年度数据 年报",
	"date":         "日期 时间 活动日期 活动时间 开始日期 开始时间 举办日期 举办时间 发布日期 命名日期",
	"base":         "基地 举办基地 承办基地 承办单位 基地名称 单位",
	"bases":        "各基地 基地 几个基地 基地名单",
	"topic":        "主题 专题",
	"link":         "链接 网址",
	"place":        "地点 活动地点 举办地点",
	"hosts":        "其他承办单位 协办单位 协办 没有网页的单位",
	"sessions":     "场次 场数",
	"status":       "状态",
	"audience":     "对象 活动对象 受众",
	"photos":       "照片 图片",
	"register":     "报名 报名办法 报名方式",
	"participants": "参加人次 参与人次 现场人次 参加人数 参与人数 人次 人数",
	"online":       "线上人次 线上 线上参与人次",
	"volunteers":   "志愿者 志愿者人数",
	"staff":        "工作人员 工作人员人数",
	"media":        "媒体报道 媒体报道篇次 报道",
	"materials":    "发放资料 资料 发放资料份数 资料份数",
	"experts":      "专家 专家人数",
	"funds":        "经费 科普经费 资金",
	"year":         "年份 年度 年",
	"rating":       "考核 年度考核 考核结果 评级",
	"open_days":    "开放天数",
	"free_days":    "免费开放天数 免费天数",
	"visitors":     "接待人次 参观人次 接待人数 参观人数 参观者",
	"staff_full":   "专职人员 专职 专职人数",
	"staff_part":   "兼职人员 兼职 兼职人数",
	// designations
	"designation": "命名",
	"revocation":  "撤销",
	"batch":       "批次",
	"document":    "文号 文件号",
	"authority":   "命名单位 命名机关 发文单位",
	"total":       "总数 合计 共计",
	"line":        "命名系列 系列",
	"others":      "其他 其他单位 没有页面的",
	"valid_until": "有效期 有效期至 有效期到",
	"complete":    "完整 是否完整",
	"reason":      "原因 撤销原因 理由 依据",
	"wording":     "用语",
	"official":    "规范名称",
	"wrong":       "错的写法 错误写法 错",
	"right":       "对的写法 正确写法 对",
	"except":      "除外 例外",
	"ask":         "请人看",
	"not":         "不写成",
	// ratings
	"scheme":   "考核 考核名称 考核办法 评价办法",
	"result":   "结果 考核结果 等次 评价结果",
	"deadline": "整改期限 整改时限 期限",
	// schemes
	"body":     "发布单位 制定单位 评价单位",
	"years":    "适用年份 年份 年度",
	"kinds":    "适用类型 类型 类别",
	"example":  "示例 是否示例",
	"gate":     "条件 门槛 申报条件",
	"part":     "部分",
	"item":     "项目 指标",
	"extra":    "加分 加分项",
	"veto":     "否决 否决项 一票否决",
	"grade":    "等次 等级 结果",
	"need":     "要求 要达到",
	"points":   "分值 分数 满分 标准分",
	"from":     "取自 数据来源 起点 起 开始日期 开始时间 开始",
	"steps":    "分档 档次 分段",
	"evidence": "依据 材料 证明材料 佐证材料",
	"at_most":  "名额 比例 最多",
	"passed":   "符合 通过 达到",
	"applies":  "适用 有 发生",
	"lacking":  "缺 缺少",
	// routes and exchange
	"season":  "季节 适合季节",
	"meals":   "用餐 餐饮 吃饭",
	"stop":    "站 站点 停留点",
	"minutes": "分钟 停留时间 停留分钟",
	"what":    "做什么 看什么 内容 安排",
	"offer":   "提供 可提供 供给",
	"want":    "需要 需求 征集",
	"size":    "规模 大小 尺寸 数量",
	"needs":   "要求 所需条件 场地要求 条件",
	"terms":   "借用条件 费用 借用办法 收费",
	"contact": "联系电话 联系方式 联系 电话",
	"stops":   "巡展地点 行程 各站",
	"person":  "主讲人 讲师 姓名 专家",
	"consent": "本人同意 同意",
	// texts
	"author":      "作者",
	"source":      "来源",
	"attachments": "附件",
	"aliases":     "旧地址",
	"moved":       "搬走",
	"data":        "数据 开放数据",
	"licence":     "许可 许可协议 授权",
	"old":         "旧网址 原网址 旧地址 原地址",
	"to":          "新网址 搬到 位置 地址 发布到",
	"gone":        "撤下原因 没有了",
	"order":       "顺序 排列顺序",
	// publish.toml, and the file of secrets
	"url":        "网址",
	"password":   "密码",
	"passphrase": "口令",
}
