package tomldoc

import (
	"strings"

	"kepu/generator/date"
	"kepu/generator/diag"
)

// message is one fault: what is wrong and what to write instead. Both wordings
// take the same arguments, by number.
type message struct{ what, mend diag.Text }

// unreadableValue is the code of a value of no known form.
const unreadableValue = "VALUE-UNREADABLE"

// The wording of all faults. None changes.
var (
	tooMany = message{
		diag.M("TOML-PROBLEMS-MANY", "问题太多，这里之后的不再列出（最多 %[1]d 个）", "too many problems: those after this place are not listed (at most %[1]d)"),
		diag.T("请先改好前面的", "mend those before it first"),
	}
	strayInvisible = message{
		diag.M("TOML-INVISIBLE", "这里有一个看不见的字符 %[1]s", "an invisible character stands here: %[1]s"),
		diag.T("请删去它，需要空格时用英文空格", "delete it; where a blank is needed use an ordinary one"),
	}
	controlInText = message{
		diag.M("TEXT-CONTROL", "文字里有 %[1]s，网页上不能显示", "the text holds %[1]s, which no page can show"),
		diag.T("请删去它", "delete it"),
	}
	unconvertedInText = message{
		diag.M("ENCODING-UNCONVERTED", "文字里有 %[1]s，网页上不能显示，多半是引号、破折号或省略号换编码时没有转对", "the text holds %[1]s, which no page can show: most likely a quote, a dash or an ellipsis that a change of encoding has missed"),
		diag.T("请照原件重新输入这个符号", "type that character again as the original has it"),
	}
	directionInText = message{
		diag.M("TEXT-DIRECTION", "文字里有看不见的 %[1]s，会打乱后面文字的顺序", "the text holds an invisible %[1]s, which disorders what follows"),
		diag.T("请删去它", "delete it"),
	}
	zeroWidthInText = message{
		diag.M("TEXT-ZERO-WIDTH", "文字里有看不见的 %[1]s，搜索时会找不到这个词", "the text holds an invisible %[1]s, so that a search misses the word"),
		diag.T("请删去它", "delete it"),
	}
	privateInText = message{
		diag.M("TEXT-PRIVATE-USE", "%[1]s 只在写它的电脑上显示得出来，别处是一个方框", "%[1]s has a shape on the writer's computer only, and is a box elsewhere"),
		diag.T("请换成普通的字；项目符号写“· ”或“- ”", "write an ordinary character; a bullet is “- ”"),
	}
	lineBreakInText = message{
		diag.M("TEXT-LINE-SEPARATOR", "文字里有 %[1]s，网页上不会换行", "the text holds a %[1]s, which ends no line on the page"),
		diag.T("请删去它，要分段就按回车另起一行", "delete it, and begin a new line with Enter where one is meant"),
	}

	noName = message{
		diag.M("TOML-KEY-NONE", "= 前面没有名称", "no name stands before the ="),
		diag.T(`请写成 名称 = 内容，例如 name = "科技馆"`, `write name = value, for example title = "Open day"`),
	}
	emptyName = message{
		diag.M("TOML-KEY-EMPTY", "名称是空的", "the name is empty"),
		diag.T(`请写成 名称 = 内容，例如 name = "科技馆"`, `write name = value, for example title = "Open day"`),
	}
	notAName = message{
		diag.M("TOML-KEY-CHARACTER", "“%[1]s”不能作名称", "“%[1]s” cannot be a name"),
		diag.T("= 前面的名称只用英文字母、数字、- 和 _，中间没有空格", "the name before the = has only English letters, digits, - and _, and no blanks"),
	}
	quotedNameOpen = message{
		diag.M("TOML-KEY-QUOTE", "名称的引号没有配对", "the quotes of the name do not match"),
		diag.T(`名称不加引号，例如 name = "科技馆"`, `a name needs none, for example title = "Open day"`),
	}
	lineMark = message{
		diag.M("TOML-LINE-MARK", "行首多了 %[1]s", "%[1]s stands before the name"),
		diag.T("请删去它，一行从名称写起", "delete it: a line begins with the name"),
	}
	pageFence = message{
		diag.M("FENCE-IN-TOML", "%[1]s 只写在 .md 文件里", "%[1]s belongs into .md files alone"),
		diag.T("请删去这一行", "delete the line"),
	}
	headerOnly = message{
		diag.M("TOML-HEADER-BARE", "%[1]s 这一行要写在方括号里", "%[1]s on a line of its own must stand in brackets"),
		diag.T("请写成 [[%[1]s]]", "write [[%[1]s]]"),
	}
	noEquals = message{
		diag.M("TOML-EQUALS-MISSING", "这一行没有 =", "this line has no ="),
		diag.T(`请写成 名称 = 内容，例如 name = "科技馆"；如果是说明，请在行首加 #`, `write name = value, for example title = "Open day"; put # before a remark`),
	}
	unreadable = message{
		diag.M("TOML-LINE-UNREADABLE", "看不懂这一行", "this line cannot be understood"),
		diag.T(`每行应写成 名称 = 内容，例如 name = "科技馆"；如果是说明，请在行首加 #`, `each line is name = value, for example title = "Open day"; put # before a remark`),
	}
	needsPair = message{
		diag.M("TOML-BRACE-PAIR", "花括号里的每一项都要写成 名称 = 内容", "each item in braces must be name = value"),
		diag.T(`例如 {days = "周二-周日", open = "09:00"}`, `for example {days = "Tue-Sun", open = "09:00"}`),
	}
	wrongEquals = message{
		diag.M("TOML-EQUALS-WRONG", "名称后面用了%[1]s", "%[1]s stands after the name"),
		diag.T("请改为英文等号 =", "write an ordinary = instead"),
	}
	twoEquals = message{
		diag.M("TOML-EQUALS-TWICE", "这里多了一个 =", "there is one = too many"),
		diag.T("请只留一个 =", "leave only one ="),
	}
	noValue = message{
		diag.M("TOML-VALUE-MISSING", "%[1]s 没有写内容", "%[1]s has no value"),
		diag.T("请在 = 后面写上内容，或者删去这一行", "write one after the =, or delete the line"),
	}
	onlyRemark = message{
		diag.M("TOML-VALUE-REMARK", "%[1]s 没有写内容：# 和它后面的字是说明，不算内容", "%[1]s has no value: # and what follows it is a remark"),
		diag.T(`# 也是内容的，请加英文引号，写成 %[1]s = "#…"；不是的，请在 # 前面写上内容，或者删去这一行`, `if the # belongs to the value, put quotes round it: %[1]s = "#…"; if not, write a value before the #, or delete the line`),
	}
	twice = message{
		diag.M("KEY-TWICE", "%[1]s 写了两次，第一次在 %[2]s", "%[1]s is written twice, first at %[2]s"),
		diag.T("请只留一个", "leave only one"),
	}
	twiceTable = message{
		diag.M("KEY-TWICE-TABLE", "[%[1]s] 写了两次，第一次在 %[2]s", "[%[1]s] is written twice, first at %[2]s"),
		diag.T("请把下面几行移到第一处的下面，再删去这一行", "move the lines below it to the first one, then delete this line"),
	}
	oddHeader = message{
		diag.M("KEY-TWICE-HEADER", "%[1]s 和 %[2]s 只有大小写或全角半角不同，第一次在 %[3]s", "%[1]s and %[2]s differ only by case or width, first at %[3]s"),
		diag.T("每一条都请写成 [[%[4]s]]", "write [[%[4]s]] for each"),
	}
	nextEntry = message{
		diag.M("KEY-HEADER-NEXT", "从这里起，%[1]s 等几项又写了一遍（%[1]s 第一次在第 %[2]d 行），可能前面少了一行 [[%[3]s]]", "from here on %[1]s and others are written again (%[1]s first on line %[2]d): a line [[%[3]s]] is likely missing before this"),
		diag.T("新的一条请先写一行 [[%[3]s]]；多写的请删去", "begin a new entry with a line [[%[3]s]]; delete what stands here by mistake"),
	}
	sameButCase = message{
		diag.M("KEY-TWICE-CASE", "%[1]s 和 %[2]s 只有大小写或全角半角不同，第一次在 %[3]s", "%[1]s and %[2]s differ only by case or width, first at %[3]s"),
		diag.T("请只留一个", "leave only one"),
	}

	emptyHeader = message{
		diag.M("TOML-HEADER-EMPTY", "方括号里没有名称", "no name stands in the brackets"),
		diag.T("请写上名称，例如 [[activity]]", "write one, for example [[activity]]"),
	}
	badHeader = message{
		diag.M("TOML-HEADER-FORM", "这个方括号标题写得不对", "this header in brackets is not well written"),
		diag.T("方括号里只用英文名称，单独写成一行，例如 [[activity]]", "write an English name in it, on a line of its own, for example [[activity]]"),
	}
	wrongHeader = message{
		diag.M("TOML-HEADER-BRACKET", "标题的方括号没有配对", "the brackets of the header do not match"),
		diag.T("请写成 %[1]s", "write %[1]s"),
	}
	listHeader = message{
		diag.M("TOML-HEADER-SINGLE", "%[1]s 可以有几条，标题要用两层方括号", "there may be several of %[1]s: its header has two brackets on each side"),
		diag.T("请写成 [[%[1]s]]；有几条时，每一条都写成 [[%[1]s]]", "write [[%[1]s]], for each of them"),
	}
	mixedHeaders = message{
		diag.M("TOML-HEADER-MIXED", "[%[1]s] 和 [[%[1]s]] 不能混用，第一次在 %[2]s", "[%[1]s] and [[%[1]s]] cannot both be used, first at %[2]s"),
		diag.T("有多条时，每一条都写成 [[%[1]s]]", "where there are several, write [[%[1]s]] for each"),
	}

	openBracket = message{
		diag.M("TOML-BRACKET-UNCLOSED", "方括号没有闭合", "the bracket is not closed"),
		diag.T("请在最后一项后面加上 ]", "write ] after the last item"),
	}
	openBrace = message{
		diag.M("TOML-BRACE-UNCLOSED", "花括号没有闭合", "the brace is not closed"),
		diag.T("请在最后一项后面加上 }", "write } after the last item"),
	}
	tooDeep = message{
		diag.M("TOML-BRACKET-DEEP", "括号套得太深（最多 %[1]d 层）", "the brackets stand too deep in one another (at most %[1]d)"),
		diag.T("请减少层数，检查是否有括号没有闭合", "use fewer, and see whether one is not closed"),
	}
	tooManyDots = message{
		diag.M("TOML-KEY-DOTS", "名称里的点太多（最多 %[1]d 段）", "the name has too many dots (at most %[1]d parts)"),
		diag.T("请改用简单的名称", "write a simple name"),
	}
	wrongBracket = message{
		diag.M("TOML-BRACKET-WRONG", "用了%[1]s", "%[1]s is used here"),
		diag.T("请改为英文括号 %[2]s", "write ordinary brackets %[2]s instead"),
	}
	wrongCloser = message{
		diag.M("TOML-BRACKET-UNPAIRED", "这里的%[1]s与前面的括号不配对", "the %[1]s here does not match the bracket before it"),
		diag.T("请改为英文 %[2]s", "write %[2]s instead"),
	}
	wrongComma = message{
		diag.M("TOML-COMMA-WRONG", "各项之间用了%[1]s", "%[1]s stands between the items"),
		diag.T("请改为英文逗号 ,", "write an ordinary comma , instead"),
	}
	extraComma = message{
		diag.M("TOML-COMMA-EXTRA", "这里多了一个逗号", "there is one comma too many"),
		diag.T("请删去它", "delete it"),
	}
	missingComma = message{
		diag.M("TOML-COMMA-MISSING", "这一项前面少了逗号", "a comma is missing before this item"),
		diag.T("请加上英文逗号 ,", "write , before it"),
	}
	needsBrackets = message{
		diag.M("TOML-BRACKET-MISSING", "这里写了几项内容", "several items stand here"),
		diag.T(`几项内容要用方括号括起来，例如 ["天文", "气象"]`, `put them in brackets, for example ["stars", "weather"]`),
	}

	twoOnALine = message{
		diag.M("TOML-LINE-TWO", "一行里写了两项", "two settings stand on one line"),
		diag.T("请从这里另起一行", "begin a new line here"),
	}
	strayMark = message{
		diag.M("TOML-MARK-STRAY", "这里多了%[1]s", "%[1]s does not belong here"),
		diag.T("请删去它", "delete it"),
	}
	wrongComment = message{
		diag.M("TOML-REMARK-MARK", "说明前面用了%[1]s", "the remark begins with %[1]s"),
		diag.T("请改为英文井号 #", "write an ordinary # instead"),
	}
	wordsAfterValue = message{
		diag.M("TOML-VALUE-WORDS", "内容后面又有别的文字", "more words stand after the value"),
		diag.T("请删去它；如果是说明，请在前面加 #", "delete them, or put # before a remark"),
	}

	chineseQuotes = message{
		diag.M("TOML-QUOTE-CHINESE", "用了中文引号 %[1]s", "Chinese quotes %[1]s are used here"),
		diag.T(`请改为英文引号 "`, `write ordinary quotes " instead`),
	}
	wideQuotes = message{
		diag.M("TOML-QUOTE-WIDE", "用了全角引号 %[1]s", "a full-width quote %[1]s is used here"),
		diag.T(`请改为英文引号 "`, `write ordinary quotes " instead`),
	}
	chineseEnd = message{
		diag.M("TOML-QUOTE-END", "开头是英文引号，结尾却是中文引号 %[1]s", "the text begins with an ordinary quote and ends with a Chinese one %[1]s"),
		diag.T(`请把结尾也改为英文引号 "`, `end it with an ordinary quote " too`),
	}
	nestedQuotes = message{
		diag.M("TOML-QUOTE-NESTED", "引号里面又有英文引号，或者少了一个引号", "quotes stand within quotes, or one is missing"),
		diag.T("里面的引号请改用 “ ”", "write the inner ones as “ ”"),
	}
	nestedSingle = message{
		diag.M("TOML-QUOTE-SINGLE", "单引号里面又有单引号", "a single quote stands within single quotes"),
		diag.T(`请把最前和最后的单引号改为双引号 "`, `write the first and the last one as double quotes "`),
	}
	openQuote = message{
		diag.M("TOML-QUOTE-UNCLOSED", "引号没有闭合", "the quote is not closed"),
		diag.T("请在文字末尾加上英文引号 %[1]s", "write %[1]s at the end of the text"),
	}
	brokenLine = message{
		diag.M("TOML-QUOTE-LINE", "引号里的文字换了行", "the text in quotes runs over the end of the line"),
		diag.T(`请写在一行里，或者开头和结尾都用三个引号 """`, `write it on one line, or begin and end it with three quotes """`),
	}
	openLongText = message{
		diag.M("TOML-QUOTE-TRIPLE", "三个引号 %[1]s 没有闭合", "the three quotes %[1]s are not closed"),
		diag.T("请在文字末尾也写上 %[1]s", "write %[1]s at the end of the text too"),
	}
	manyQuotes = message{
		diag.M("TOML-QUOTE-MANY", "这里的引号太多", "there are too many quotes here"),
		diag.T("文字末尾只写三个引号", "end the text with three"),
	}
	badEscape = message{
		diag.M("TOML-BACKSLASH", `双引号里的反斜杠 \ 有特殊用途，不能写 %[1]s`, `the backslash \ has a special use in double quotes, %[1]s cannot stand there`),
		diag.T(`路径里请改用 /，例如 "photos/1.jpg"；或者把外面的引号换成英文单引号 ' '`, `write / in a path, for example "photos/1.jpg", or put the text in single quotes ' '`),
	}
	controlEscape = message{
		diag.M("TOML-BACKSLASH-CONTROL", `双引号里的 %[1]s 会变成一个看不见的控制字符`, `%[1]s in double quotes becomes a control character that nobody sees`),
		badEscape.mend,
	}
	windowsPath = message{
		diag.M("TOML-BACKSLASH-PATH", `双引号里的反斜杠 \ 有特殊用途，不能用来写路径`, `the backslash \ has a special use in double quotes, a path cannot be written with it`),
		diag.T(`请改用 /，例如 "photos/1.jpg"；或者把外面的引号换成英文单引号 ' '`, `write / instead, for example "photos/1.jpg", or put the text in single quotes ' '`),
	}
	needsQuotes = message{
		diag.M("TOML-QUOTE-MISSING", "文字要加引号", "a text needs quotes"),
		diag.T(`请在文字前后各加一个英文引号 "；该写数目的只写数字，不知道就删去这一行`, `put an ordinary quote " before and after it; a figure is only its digits, and one that is not known is left out`),
	}
	needsQuotesOrDigits = message{
		diag.M("TOML-QUOTE-DIGITS", "文字要加引号，数目只写数字", "a text needs quotes, and a figure is only its digits"),
		diag.T(`数目请写 %[1]s，不知道就删去这一行；如果是文字，请在前后各加一个英文引号 "`, `write %[1]s for the figure, or leave the line out when it is not known; put an ordinary quote " before and after a text`),
	}
	writeInQuotes = message{
		needsQuotes.what,
		diag.T(`请写成 "%[1]s"`, `write "%[1]s"`),
	}
	unknownText = message{
		diag.M("VALUE-UNKNOWN", "这里不能写 %[1]s", "%[1]s cannot be written here"),
		diag.T(`不知道就删去这一行；要照原样显示就写成 "%[1]s"`, `leave the line out where it is not known; to show it as it is, write "%[1]s"`),
	}
	textNeedsQuotes = message{
		needsQuotes.what,
		diag.T(`请在前后各加一个英文引号 "；里面的引号用 “ ”，反斜杠 \ 改成 /`, `put an ordinary quote " before and after it; write quotes within as “ ” and a backslash as /`),
	}
	needsList = message{
		diag.M("VALUE-LIST", "这里可以写几项，要用方括号括起来，每一项加引号", "several items may stand here: in brackets, each in quotes"),
		diag.T("请写成 %[1]s", "write %[1]s"),
	}
	digitsAlone = message{
		diag.M("VALUE-NUMBER-DIGITS", "这里只写数字：%[1]s", "only digits stand here: %[1]s"),
		diag.T("请写 %[2]s，不加引号", "write %[2]s, without quotes"),
	}
	notACount = message{
		diag.M("VALUE-NUMBER-NONE", "这里要写数目：%[1]s", "a number belongs here: %[1]s"),
		diag.T("只写一个数，单位换算好，不加引号；不知道就删去这一行，原话写在 # 后面或 summary 里", "write one number with its units worked out, without quotes; where it is not known leave the line out, and keep the words after a # or in summary"),
	}
	tooLargeCount = message{
		tooLarge.what,
		diag.T("请核对；不知道就删去这一行", "check it; leave the line out when it is not known"),
	}
	roughCount = message{
		roughNumber.what,
		diag.T("能查到就写确数；只知道大概，请写 %[2]s，原话写在 # 后面或 summary 里；不知道就删去这一行",
			"write the exact one where it can be found; else write %[2]s and keep these words after a # or in summary; leave the line out when it is not known"),
	}
	zeroBefore = message{
		leadingZero.what,
		diag.T("请写成 %[1]s", "write %[1]s"),
	}
	notADate = message{
		diag.M(date.NotADate.Code(), "这不是日期：%[1]s", "this is no date: %[1]s"),
		diag.T(`写成 2016-09-17 的样子；只知道到月写 "2016-09"，只知道到年写 2016`, `write it like 2016-09-17, or "2016-09" or 2016 where no more is known`),
	}
	noYear = message{
		yearMissing.what,
		diag.T("请补上年份，写成 %[2]s，横线处填年份", "write %[2]s with the year in the gap"),
	}
	notYesOrNo = message{
		yesOrNo.what,
		diag.T("“是”请写 true，“否”请写 false，全部小写，不加引号；不知道就删去这一行", "write true for yes and false for no, in small letters and without quotes; leave the line out when it is not known"),
	}
	notReadable = message{
		diag.M(unreadableValue, "这个内容的写法看不懂：%[1]s", "this value is not written in a way that can be read: %[1]s"),
		diag.Text{},
	}
	yesOrNo = message{
		diag.M("VALUE-YES-NO", "这里不能写 %[1]s", "%[1]s cannot be written here"),
		diag.T(`“是”请写 true，“否”请写 false，全部小写，不加引号；如果是文字，请加英文引号 "；该写数目的只写数字，不知道就删去这一行`, `write true for yes and false for no, in small letters and without quotes; a text needs quotes "; a figure that is not known is left out`),
	}

	wideInNumber = message{
		diag.M("VALUE-NUMBER-WIDE", "用了全角或中文字符 %[1]s", "a full-width or Chinese character %[1]s is used here"),
		diag.T("请改为 %[2]s", "write %[2]s"),
	}
	groupedNumber = message{
		diag.M("VALUE-NUMBER-COMMA", "数字里不能有逗号", "a number cannot have commas"),
		diag.T("请写成 %[1]s", "write %[1]s"),
	}
	blankInNumber = message{
		diag.M("VALUE-NUMBER-BLANK", "数字里不能有空格", "a number cannot have blanks"),
		diag.T("请写成 %[1]s", "write %[1]s"),
	}
	wrongDate = message{
		diag.M("DATE-FORM", "日期不能写成 %[1]s", "a date cannot be written %[1]s"),
		diag.T("请写成 %[2]s", "write %[2]s"),
	}
	noSuchDay = message{
		diag.M(date.NoSuchDay.Code(), "没有这一天：%[1]s", "there is no such day: %[1]s"),
		diag.T("请核对年、月、日", "check the year, the month and the day"),
	}
	wordsAfterNumber = message{
		diag.M("VALUE-NUMBER-WORDS", "数字后面有别的文字：%[1]s", "words stand after the number: %[1]s"),
		diag.T(`请只写数字，例如 %[2]s；如果是文字，请加英文引号 "`, `write only the number, for example %[2]s; a text needs quotes "`),
	}
	tenThousands = message{
		wordsAfterNumber.what,
		diag.T(`请只写数字，例如 %[2]s；以万为单位的（如万元）写 %[3]s；如果是文字，请加英文引号 "`, `write only the number, for example %[2]s, or %[3]s where the unit is ten thousand; a text needs quotes "`),
	}
	roughNumber = message{
		diag.M("VALUE-NUMBER-ROUGH", "%[1]s 不是确数", "%[1]s is no exact number"),
		diag.T(`能查到就写确数；只知道大概，数目请写 %[2]s，原话写在 # 后面或 summary 里；不知道就删去这一行；如果是文字，请加英文引号 "`,
			`write the exact one where it can be found; else write %[2]s and keep these words after a # or in summary; leave the line out when it is not known; a text needs quotes "`),
	}
	notOneNumber = message{
		diag.M("VALUE-NUMBER-SEVERAL", "看不出这是哪一个数：%[1]s", "which number this is cannot be told: %[1]s"),
		diag.T(`数目只写一个数，单位换算好，例如 300；不知道就删去这一行；如果是文字，请加英文引号，写成 "%[1]s"`,
			`write one number with its units worked out, such as 300; leave the line out when it is not known; a text needs quotes: "%[1]s"`),
	}
	yearMissing = message{
		diag.M("DATE-YEAR-MISSING", "日期里没有四位数的年份：%[1]s", "the date has no year of four digits: %[1]s"),
		diag.T(`请补上年份，写成 %[2]s，横线处填年份；如果是文字，请加英文引号 "`, `write %[2]s with the year in the gap; a text needs quotes "`),
	}
	wordsAfterDay = message{
		diag.M("DATE-WORDS", "日期后面有别的文字：%[1]s", "words stand after the date: %[1]s"),
		diag.T("请只写一个日期 %[2]s；结束的日期另起一行，写 until = …，别的话写在 # 后面或 summary 里", "write only the date %[2]s; the last day goes on a line of its own, until = …, and other words after a # or into summary"),
	}
	notANumber = message{
		diag.M("VALUE-NUMBER-CODE", "这不是数字：%[1]s", "this is not a number: %[1]s"),
		diag.T(`电话、编号、起止时间是文字，请加英文引号，写成 "%[1]s"`, `a phone number, a code or a span is a text: write "%[1]s"`),
	}
	leadingZero = message{
		diag.M("VALUE-NUMBER-ZERO", "数字前面不能有 0", "a number cannot begin with 0"),
		diag.T(`数目请写成 %[1]s；电话、邮编、编号是文字，请加英文引号，写成 "%[2]s"`, `write %[1]s for a figure; a phone number, a postcode or a code is a text: write "%[2]s"`),
	}
	noZero = message{
		diag.M("VALUE-NUMBER-POINT", "小数点前面少了 0", "a 0 is missing before the decimal point"),
		diag.T("请写成 0%[1]s", "write 0%[1]s"),
	}
	tooLarge = message{
		diag.M("VALUE-NUMBER-LARGE", "数字太大", "the number is too large"),
		diag.T(`请核对；电话、编号是文字，请加英文引号 "`, `check it; a phone number or a code is a text and needs quotes "`),
	}
	bareClock = message{
		diag.M("TOML-QUOTE-TIME", "时间要加引号", "a time needs quotes"),
		diag.T(`请写成 "%[1]s"，时和分各写两位，例如 "09:00"`, `write "%[1]s", with two digits each, for example "09:00"`),
	}
	badTime = message{
		diag.M("DATE-TIME", "日期后面的时间写得不对：%[1]s", "the time after the date is not well written: %[1]s"),
		diag.T("请只写日期，例如 2016-09-17", "write only the date, for example 2016-09-17"),
	}
	badNumberForm = message{
		diag.M("VALUE-NUMBER-FORM", "看不懂这个数字：%[1]s", "this number cannot be understood: %[1]s"),
		diag.T(`请写成例如 12000 或 1.5，不知道就删去这一行；电话、编号是文字，请加英文引号，例如 "0396-1234567"`, `write for example 12000 or 1.5, and leave out what is not known; a phone number or a code is a text and needs quotes, for example "0396-1234567"`),
	}
	badValue = message{
		diag.M(unreadableValue, "这个内容的写法看不懂", "this value is not written in a way that can be read"),
		diag.T(`文字请写成例如 "科技馆"，数字写成 12000，日期写成 2016-09-17`, `write a text as "Open day", a number as 12000, a date as 2016-09-17`),
	}
)

func notClosed(closer byte) message {
	if closer == '}' {
		return openBrace
	}
	return openBracket
}

// signName returns a sign with what it is called.
func signName(c rune) diag.Text {
	name := diag.T("标点", "the mark")
	switch c {
	case '：':
		name = diag.T("中文冒号", "the Chinese colon")
	case ':':
		name = diag.T("冒号", "the colon")
	case '＝':
		name = diag.T("全角等号", "the full-width equals sign")
	case '，':
		name = diag.T("中文逗号", "the Chinese comma")
	case '、':
		name = diag.T("顿号", "the Chinese enumeration comma")
	case '；':
		name = diag.T("中文分号", "the Chinese semicolon")
	case ';':
		name = diag.T("分号", "the semicolon")
	case '。':
		name = diag.T("句号", "the Chinese full stop")
	case ',':
		name = diag.T("逗号", "the comma")
	case '＃':
		name = diag.T("全角井号", "the full-width number sign")
	case '［', '］', '【', '】', '（', '）', '｛', '｝':
		name = diag.T("中文括号", "the Chinese bracket")
	case '[', ']', '(', ')', '{', '}':
		name = diag.T("括号", "the bracket")
	}
	return diag.T("%s“%c”", "%s %c").With(name, c)
}

// remarkMark returns what a remark that begins with no # begins with, as it is written.
func remarkMark(line string) string {
	for _, sign := range []string{"//", "<!--", ";", "＃"} {
		if strings.HasPrefix(line, sign) {
			return sign
		}
	}
	return ""
}

// commentSign returns what a remark begins with that should begin with #.
func commentSign(line string) diag.Text {
	for _, sign := range []string{"//", "<!--", ";"} {
		if len(line) >= len(sign) && line[:len(sign)] == sign {
			return diag.T("“%s”", "%s").With(sign)
		}
	}
	return signName('＃')
}
