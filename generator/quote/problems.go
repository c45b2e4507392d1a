package quote

import "kepu/generator/diag"

// What is said of directives. Their braces and names are package markdown's.
var (
	noSubject      = diag.M("QUOTE-MEASURE-MISSING", "没有写要哪个数", "it does not say what is counted")
	subjectExample = diag.T("名称后面先写指标，例如 {{ figure activities year=2016 }}、{{ 数字 参加人次 年份=2016 }}", "write the measure after the name, such as {{ figure activities year=2016 }}")
	noSuchMeasure  = diag.M("QUOTE-MEASURE-UNKNOWN", "没有 “%s” 这个指标", "there is no measure “%s”")
	measuresListed = diag.T("写指标的名称，例如 activities（活动数）、participants（参加人次）、designated（命名数）、in_force（在册基地）", "write a measure such as activities, participants, designated, in_force")

	noSuchKey   = diag.M("QUOTE-KEY-UNKNOWN", "这里不能写 %s", "%s is not known here")
	keysListed  = diag.T("可以写：%s", "known here: %s")
	keyTwice    = diag.M("QUOTE-KEY-TWICE", "%s 写了两次", "%s stands twice")
	notTogether = diag.M("QUOTE-KEYS-EXCLUSIVE", "%s 和 %s 不能一起写", "%s and %s cannot stand together")
	namedOrYear = diag.T("要那一年命名的，只写 named；要那一年年末在册的，只写 year", "for those that were named in a year write named alone, for those that hold a title at a year's end year alone")
	ratedInYear = diag.T("某一年的考核结果，写 rated=年份 result=结果", "for the results of a year write rated=YEAR result=…")
	noResult    = diag.M("QUOTE-RESULT-UNKNOWN", "没有考核结果是 “%s” 的记录", "no result “%s” is on record")
	noScheme    = diag.M("QUOTE-SCHEME-UNKNOWN", "没有 “%s” 这个考核的结果", "there are no results of an evaluation “%s”")
	noRating    = diag.T("考核结果记在 ratings.toml 里，还一条都没有", "results of evaluations stand in ratings.toml, which has none yet")
	takeOneOut  = diag.T("请删去一个", "take one out")
	noValue     = diag.M("QUOTE-VALUE-EMPTY", "%s 后面没有内容", "there is nothing after %s")
	giveValue   = diag.T("写成 %s=… ", "write %s=…")
	noKey       = diag.M("QUOTE-KEY-EMPTY", "= 前面没有名称", "there is nothing before =")
	keyExample  = diag.T("写成 year=2016、county=确山县 这样；名称里有空格的加引号", "write year=2016 or county=…; put a name with blanks in quotation marks")

	notUnderstood = diag.M("QUOTE-WORD-UNKNOWN", "看不懂 “%s”", "“%s” is not understood")
	writeKey      = diag.T("是否 %s=%s？", "is it %s=%s?")
	isIt          = diag.T("是否 %s？", "is it %s?")
	known         = diag.T("可以写：%s", "known: %s")
	checkName     = diag.T("请核对名称，要一字不差", "check the name: it must be exact")
	noSuchName    = diag.M("QUOTE-NAME-UNKNOWN", "没有这个%s：“%s”", "there is no %s “%s”")

	badYear       = diag.M("QUOTE-YEAR", "“%s” 不是年份", "“%s” is no year")
	yearExample   = diag.T("写成 2016 或 2015-2017", "write 2016 or 2015-2017")
	badBy         = diag.M("QUOTE-BY-UNKNOWN", "不能按 “%s” 分", "there is no by=%s")
	badFormat     = diag.M("QUOTE-FORMAT", "没有 “%s” 这种格式", "there is no format “%s”")
	formatsListed = diag.T("可以写：千分位（12,000）、不分位（12000）、万（1.2万）、亿、汉字（一万二千）", "known: thousands (12,000), plain (12000), 万 (1.2万), 亿, 汉字")
	badLimit      = diag.M("QUOTE-LIMIT", "“%s” 不是个数", "“%s” is no number of entries")
	limitExample  = diag.T("写成 limit=10", "write limit=10")

	notByThis  = diag.M("QUOTE-NOT-BY", "%s不能按%s算", "%s is not counted by %s")
	notByYear  = diag.M("QUOTE-BY-YEAR", "有页面的基地不分年份", "bases with a page are not told by year")
	useInForce = diag.T("请改用 in_force（在册基地）", "use in_force")
	oneKeyOnly = diag.M("QUOTE-BY-ONE", "已经只要一个%s，就不能再按它分", "it is about one %s and cannot be told by it too")
	atYearEnd  = diag.M("QUOTE-YEARS-SUM", "%s是年末的数，几年不能相加", "%s is told at a year's end and does not add up over years")
	oneYear    = diag.T("只写一年，例如 year=%d", "write one year, such as year=%d")
	noRecords  = diag.M("QUOTE-RECORDS-MISSING", "还没有任何记录，说不出现在哪些基地有这个级别", "there are no records yet to tell who holds this level")

	noSuchYear = diag.M("QUOTE-YEAR-EMPTY", "%d 年没有任何记录", "%d has no records at all")
	recorded   = diag.T("有记录的是 %d—%d 年", "there are records from %d to %d")

	notReported = diag.M("QUOTE-NOT-REPORTED", "没有一条记录填报了这个数，页面上会显示“未报”", "no record gives this figure: the page says 未报")
	noRecord    = diag.M("QUOTE-NOTHING-RECORDED", "%s：没有记录，页面上会写“没有记录”，不写 0", "%s: nothing was written down, so the page says 没有记录 and not 0")
	notFound    = diag.M("QUOTE-NOT-KNOWN", "%s：这个数没有查到，页面上会写“%s”", "%s: this is not known, so the page says %s")
	leftOut     = diag.M("QUOTE-SUM-PARTIAL", "%s没有记录，没有算在里面", "%s: no records, so not in this sum")
	fillInLog   = diag.T("请补上记录；补不齐的，改写这句话", "add the records, or word the sentence otherwise")
	fillIn      = diag.T("请补填记录，或者改写这句话", "complete the records, or word the sentence otherwise")
	differs     = diag.M("QUOTE-EXPECT-DIFFERS", "这里应为 %s，数据现在是 %s", "%s is expected here, the data now say %s")
	checkBoth   = diag.T("请核对记录；记录没有错，就改这句话和 expect", "check the records; if they are right, change the sentence and expect")
)
