package markdown

import "kepu/generator/diag"

// What is said of the text as a whole.
var (
	tooLong      = diag.M("TEXT-LONG", "文字太长，超过 %d MB", "the text is longer than %d MB")
	tooManyLines = diag.M("TEXT-MANY-LINES", "文字超过 %d 行", "the text has more than %d lines")
	splitText    = diag.T("请分成几页来写", "split it into several pages")

	notUTF8    = diag.M("ENCODING-NOT-UTF8", "这里的文字编码不对，无法识别", "the characters here are not UTF-8")
	saveAsUTF8 = diag.T("请在编辑器里把文件另存为 UTF-8", "save the file as UTF-8 in your editor")

	unreadable = diag.M("TEXT-UNREADABLE", "这段文字无法转换成网页", "this text could not be turned into a page")
	rewrite    = diag.T("请去掉少见的符号或嵌套后再试；仍不行请把这个文件发给程序维护人员",
		"take out unusual marks and nesting and try again; if that does not help, send this file to those who look after the program")

	tooTangled = diag.M("TEXT-TANGLED", "这里的标记（括号、星号、反引号等）太多，无法处理", "there are too many marks (brackets, stars, backquotes) here")
	untangle   = diag.T("请把这一段分成几段，或去掉多余的标记", "split this paragraph, or take out marks that are not needed")

	tooDeep = diag.M("TEXT-DEEP", "列表或引用套得太深", "lists or quotations are nested too deep")
	flatten = diag.T("请减少嵌套的层数", "use fewer levels")

	tooManyNotes = diag.M("TEXT-MANY-NOTES", "注释超过 %d 条", "there are more than %d footnotes")

	moreProblems = diag.M("TEXT-PROBLEMS-MANY", "这一篇的问题太多，这里之后的不再列出", "this text has too many problems: those after this place are not listed")
	mendFirst    = diag.T("请先改好前面的", "mend those before it first")

	tooMuchOutput     = diag.M("TEXT-PAGE-HUGE", "这段文字会变成大得多的网页", "this text would become a page many times its size")
	shortenReferences = diag.T("请不要多次引用很长的地址或说明", "do not refer many times to a long address or title")
)

// What is said of addresses.
var (
	noAddress = diag.M("LINK-EMPTY", "链接没有写地址", "the link has no address")
	nameFile  = diag.T("请写本站文件的路径（如 ../reports/2017.md），或以 https:// 开头的网址",
		"write the path of a file of this site (such as ../reports/2017.md) or an address that begins with https://")

	longAddress        = diag.M("LINK-LONG", "地址太长", "the address is too long")
	networkAddress     = diag.M("LINK-NETWORK", "不能链接到以 // 或 \\ 开头的网络位置", "an address must not begin with // or \\")
	driveAddress       = diag.M("LINK-DRIVE", "不能链接到自己电脑上的文件（如 C: 盘）", "a link cannot lead to a file on your own computer (such as drive C:)")
	oddPath            = diag.M("LINK-NOT-PATH", "这个地址不是本站文件的路径", "this is not the path of a file of this site")
	invisibleInAddress = diag.M("LINK-INVISIBLE", "地址里有看不见的字符", "the address has an invisible character in it")
	typeAgain          = diag.T("请删掉这个地址，重新用键盘输入", "delete the address and type it again")

	oddScheme      = diag.M("LINK-SCHEME", "不允许以“%s”开头的地址", "addresses that begin with %q are not allowed")
	allowedSchemes = diag.T("只能用 https://、http://、mailto:、tel: 或本站文件的路径",
		"use https://, http://, mailto:, tel: or the path of a file of this site")

	outsidePicture = diag.M("PHOTO-OTHER-SITE", "图片不能来自别的网站", "a picture cannot come from another site")
	placeAsPicture = diag.M("PHOTO-NOT-FILE", "# 后面是本页里的一处，不是图片", "what follows # is a place in this page and no picture")
	namePicture    = diag.T("请写图片的文件名，如 01-gate.jpg", "write the name of the picture's file, such as 01-gate.jpg")
	savePicture    = diag.T("请把图片存到 content 文件夹里，再写它的路径", "save it in the content folder and write its path")

	wideColon  = diag.M("LINK-WIDE", "网址里用了中文标点或全角字母", "the address has full-width characters in it")
	writeASCII = diag.T("请切换到英文输入法重新输入，如 https://", "type it again with English letters and marks, such as https://")

	noScheme  = diag.M("LINK-HTTPS-MISSING", "网址前面少了 https://", "the address lacks https:// before it")
	addScheme = diag.T("请在前面加上 https:// 或 http://，照浏览器地址栏里的写", "write https:// or http:// before it, as the browser has it")

	badURL     = diag.M("LINK-INCOMPLETE", "网址不完整或写错了", "the address is incomplete or mistyped")
	copyURL    = diag.T("请从浏览器的地址栏里重新复制", "copy it again from the browser's address bar")
	telExample = diag.T("请写成 tel:03961234567 或 mailto:name@example.org 这样", "write it as tel:03961234567 or mailto:name@example.org")

	queryInPath = diag.M("LINK-QUERY", "本站文件的路径里不能有 ?", "the path of a file of this site cannot have a ? in it")
	dropQuery   = diag.T("请去掉 ? 和它后面的部分", "take out the ? and what follows it")

	backslashes = diag.M("LINK-BACKSLASH", "路径里用了反斜杠 \\，已按 / 处理", "the path has backslashes, which were read as /")
	useSlashes  = diag.T("请改成 /，例如 图片/照片.jpg", "write / instead, for example pictures/photo.jpg")

	blankInAddress = diag.M("LINK-BLANK", "地址里有空格，链接或图片不会显示", "there is a blank in the address, so the link or picture does not show")
	useAngles      = diag.T("请用尖括号括起来：(<%s>%s)", "put it in angle brackets: (<%s>%s)")

	styleInBraces    = diag.M("TEXT-BRACES-STYLE", "大括号里的样式不起作用，会照样印在网页上", "what stands in braces styles nothing, and is printed")
	dropBraces       = diag.T("请删去它，大小和位置由网页安排", "take it out: the page decides size and place")
	wideTitleQuotes  = diag.M("LINK-TITLE-QUOTES", "图片或链接的说明要用英文引号，现在不会显示", "the title of a picture or link stands in plain quotes; as it is written nothing is shown")
	plainTitleQuotes = diag.T(`请写成 "…"，前面空一格`, `write "…" with a blank before it`)
	sizeInAddress    = diag.M("PHOTO-SIZE", "图片的大小不能写在这里，图片不会显示", "a picture's size cannot stand here, so the picture does not show")
	dropSize         = diag.T("请删去“%s”，大小由网页安排", "take out %q: the page gives pictures their size")
	noBlanks         = diag.T("网址里没有空格：多余的就删去，原来就有的写成 %20", "no address of the web has one: delete it, or write it as %20 where it belongs there")
	blankInLink      = diag.M("LINK-BRACKETS-APART", "方括号和圆括号之间有空格，不会成为链接或图片", "a blank stands between the brackets, so this is no link or picture")

	noWords    = diag.M("LINK-WORDS-MISSING", "链接没有文字，读者看不到它", "the link has no words, so nobody sees it")
	writeWords = diag.T("请写在方括号里：[文字](地址)", "write them in the brackets: [words](address)")

	noDescription = diag.M("PHOTO-DESCRIPTION-MISSING", "图片没有文字说明，看不见图片的人不知道它是什么", "the picture has no description for those who cannot see it")
	describe      = diag.T("请写在方括号里：![说明](文件名)", "write it in the brackets: ![description](file)")
)

// What is said of things that do not show, or not as they were meant.
var (
	htmlTag     = diag.M("TEXT-HTML-TAG", "HTML 标签不会显示", "HTML tags are not shown")
	htmlBlock   = diag.M("TEXT-HTML-BLOCK", "这一段 HTML 不会显示，里面的文字也不会", "this HTML is not shown, nor are the words in it")
	takeOutHTML = diag.T("请去掉它", "take it out")
	useMarkdown = diag.T("请去掉这一行里的标签；加粗写 **文字**，换段空一行", "take the tags of this line out: **words** makes bold, an empty line begins a paragraph")

	openComment  = diag.M("TEXT-COMMENT-UNCLOSED", "这个注释没有结尾，它后面的内容都不会显示", "this comment has no end: all that follows it is left out")
	endComment   = diag.T("请在注释末尾加上 -->", "write --> at its end")
	afterComment = diag.M("TEXT-COMMENT-AFTER", "注释结尾 --> 后面的文字照原样显示，里面的标记不起作用", "words after the --> of a comment show as they stand, and marks in them do nothing")
	nextLine     = diag.T("请把它们另起一行", "put them on a line of their own")

	openFence    = diag.M("TEXT-CODE-UNCLOSED", "这里开始的代码没有结尾，它后面的文字都会当作代码", "the code that begins here has no end: all that follows it becomes code")
	closeFence   = diag.T("不是代码就删去这一行；是代码，请在末尾另起一行写 %s", "delete this line if it is no code; else write %s on a line of its own at its end")
	wordsOnFence = diag.M("TEXT-CODE-WORDS", "代码开头这一行的文字不会显示", "words on the line that begins code are not shown")

	unusedDefinition = diag.M("LINK-DEFINITION-UNUSED", "正文里没有用到这个链接地址，会原样显示", "no link names this address; it shows as it is")
	useDefinition    = diag.T("请在正文里写 [文字][%s]，或删掉它", "write [words][%s] in the text, or delete it")

	secondDefinition = diag.M("LINK-DEFINITION-TWICE", "前面已经有 [%s] 的地址，链接用的是那一个，这一行会原样显示", "an address of [%s] stands before this, which links use; this line shows as it is")
	onlyOne          = diag.T("请只留对的那一行，或换一个名称", "leave the right one, or give this another name")

	tightDash = diag.M("TEXT-LIST-TIGHT", "- 后面没有空格，不会成为列表", "there is no blank after -, so this is no list")
	writeDash = diag.T("是列表就写成“- 文字”：英文的 -，后面加一个空格", "for a list write \"- words\": a plain - and a blank")

	tightHash    = diag.M("TEXT-HEADING-TIGHT", "# 后面没有空格，不会成为标题", "there is no blank after #, so this is no heading")
	wideHash     = diag.M("TEXT-HEADING-WIDE", "用了全角的 ＃，不会成为标题", "this is a full-width ＃, so it makes no heading")
	writeHeading = diag.T("请写成“# 标题”：英文的 #，后面加一个空格", "write \"# heading\": a plain # and a blank")

	equalSigns = diag.M("TEXT-HEADING-EQUALS", "这一行等号是分隔线，不会让上面一行成为标题", "this line of equal signs is a rule: it makes no heading of the line above")

	headingsByNumber = diag.M("TEXT-HEADING-NUMBERED", "按序号把这样的 %d 行当作小标题", "%d lines like this became headings by their numbers")
	writeHashes      = diag.T("写成“## 一、…”“### （一）…”就不用猜", "write \"## 一、…\" and \"### （一）…\" and nothing is guessed")

	skippedLevel = diag.M("TEXT-HEADING-SKIPS", "小标题跳了级：上面是 %s，这里是 %s", "the headings skip a level: %s stands above, %s here")
	nextLevel    = diag.T("请写成 %s", "write %s")
	lowLevel     = diag.M("TEXT-HEADING-LOW", "第一个小标题是 %s，后面有更高一级的", "the first heading is %s, and one of a higher level follows")

	emptyHeading  = diag.M("TEXT-HEADING-EMPTY", "标题里没有文字", "the heading has no words")
	writeOrDelete = diag.T("请写上标题，或删掉这一行", "write some, or delete the line")

	wideTable   = diag.M("TEXT-TABLE-WIDE", "表格的分隔行用了全角符号，不会成为表格", "the line under the table's head has full-width marks, so this is no table")
	writeTable  = diag.T("请用英文符号写成 |---|---|", "write it with plain marks: |---|---|")
	unevenTable = diag.M("TEXT-TABLE-UNEVEN", "分隔行的列数和表头不一样，不会成为表格", "the line under the table's head has other columns than the head, so this is no table")
	evenTable   = diag.T("请让两行的列数相同", "give both lines the same number of columns")

	noDelimiter  = diag.M("TEXT-TABLE-DELIMITER", "这几行像表格，但第一行下面没有分隔行，不会成为表格", "these lines look like a table, but no line of dashes stands under the first: they make none")
	addDelimiter = diag.T("请在第一行下面加一行 |---|---|，列数和第一行一样", "add a line |---|---| under the first, with as many columns")
	headless     = diag.M("TEXT-TABLE-HEADLESS", "分隔行上面没有表头，不会成为表格", "no head stands above this line of dashes, so this is no table")
	joinHead     = diag.T("请把表头放在它的上一行，中间不空行", "put the head on the line above it, with no empty line between")
	drawnTable   = diag.M("TEXT-TABLE-DRAWN", "用 + 和 - 画的表格不会成为表格", "a table drawn with + and - makes none")
	drawPlain    = diag.T("请只用 | 隔开每一格，第一行下面写一行 |---|---|，去掉别的 +---+ 行", "part the cells with | alone, write |---|---| under the first row, and delete the other lines of +---+")
	brokenCell   = diag.M("TEXT-CELL-LINEBREAK", "这一格里有换行，表格在这里断开了", "a line ends within this cell, and the table breaks off here")
	joinCell     = diag.T("请把这一格的字写在一行里，去掉前后的引号", "write the words of the cell on one line, without the quotes")
	wideIndent   = diag.M("TEXT-INDENT-WIDE", "行首有全角空格，后面的标记不起作用，会原样显示", "full-width blanks stand before it, so the mark shows as it is")
	dropIndent   = diag.T("请删去行首的空格", "delete the blanks before it")

	extraCell = diag.M("TEXT-CELL-EXTRA", "这一格超出了表头的列数，已并入最后一列", "this cell is beyond the columns of the head and was put into the last one")
	addColumn = diag.T("请给表头和分隔行各加一列；文字里的竖线写成 \\|", "give the head and the line under it one more column; a bar among words is written \\|")

	tooManyColumns = diag.M("TEXT-TABLE-COLUMNS", "表格有 %d 列，最多 %d 列", "the table has %d columns; %d are allowed")
	splitTable     = diag.T("请拆成几个表格", "split it into several tables")
	tooLargeTable  = diag.M("TEXT-TABLE-LARGE", "这一篇的表格超过 %d 格", "the tables of this text have more than %d cells")
	tooManyCells   = diag.M("TEXT-TABLE-GAPS", "表格里空缺的格子太多", "too many cells of the table are missing")
	fillCells      = diag.T("请减少列数，或把每一行写完整", "use fewer columns, or write every row in full")

	wideBrackets = diag.M("LINK-BRACKETS-WIDE", "链接的括号是全角的，不会成为链接", "the brackets of this link are full-width, so it is no link")
	unclosedLink = diag.M("LINK-UNCLOSED", "链接少了右括号，不会成为链接", "the link lacks its closing bracket, so it is no link")
	writeLink    = diag.T("请用英文括号写成 [文字](地址)", "write it with plain brackets: [words](address)")

	looseStars = diag.M("TEXT-STARS-LOOSE", "这里的 ** 没有起作用，会原样显示", "these ** make nothing bold and show as they are")
	pairStars  = diag.T("请检查前后是否成对，** 和文字之间不要有空格", "check that they come in pairs, with no blank between them and the words")

	unusedNote  = diag.M("TEXT-NOTE-UNUSED", "正文里没有引用这条注释，它不会显示", "nothing refers to this footnote, so it is not shown")
	referToNote = diag.T("请在正文里写上 [^%s]，或删掉它", "write [^%s] in the text, or delete it")
	noSuchNote  = diag.M("TEXT-NOTE-MISSING", "没有这条注释，会原样显示", "there is no such footnote; this shows as it is")
	writeNote   = diag.T("请另起一行写上 [^%[1]s]: 注释内容", "write [^%[1]s]: and its words on a line of their own")
)

// What is said of directives.
const wideOpening = "｛｛"

var (
	openDirective  = diag.M("QUOTE-UNCLOSED", "{{ 没有结束的 }}", "this {{ has no }} to end it")
	closeDirective = diag.T("请在同一行写上 }}；要显示两个花括号，写成 \\{{", "write }} on the same line; for two braces as they are, write \\{{")

	wideBraces  = diag.M("QUOTE-BRACES-WIDE", "花括号是全角的，不会换成数字", "these braces are full-width and stay as they are")
	plainBraces = diag.T("请用英文的 {{ 和 }}", "write {{ and }}")

	emptyDirective   = diag.M("QUOTE-EMPTY", "{{ }} 里没有写要什么", "this {{ }} does not say what is wanted")
	noSuchDirective  = diag.M("QUOTE-UNKNOWN", "没有 {{ %s }} 这种写法", "there is no {{ %s }}")
	knownDirectives  = diag.T("可以写：%s", "known: %s")
	nearestDirective = diag.T("是否 %s？", "is it %s?")

	directiveInHeading = diag.M("QUOTE-IN-HEADING", "小标题和图片说明里不能用 {{ }}", "{{ }} cannot stand in a heading or in a picture's description")
	directiveBelow     = diag.T("请写到下面的段落里", "write it in the paragraph below")
	directiveInside    = diag.M("QUOTE-NESTED", "列表、引用和注释里不能放图表和清单", "charts and lists cannot stand in a list, a quotation or a footnote")
	needsOwnLine       = diag.M("QUOTE-IN-SENTENCE", "{{ %s }} 不能放在句子里", "{{ %s }} cannot stand in a sentence")
	giveOwnLine        = diag.T("请让它单独占一行，前面没有空格和别的符号", "give it a line of its own, with nothing before it")

	tooManyDirectives = diag.M("QUOTE-MANY", "{{ }} 超过 %d 个", "there are more than %d {{ }}")
)
