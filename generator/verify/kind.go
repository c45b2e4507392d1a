package verify

import "kepu/generator/diag"

// Kind is what a check looks at. Its value is the word for programs, and stays.
type Kind string

// The kinds, in the order of the report.
const (
	Reach       Kind = "reach"       // the server answers
	Elsewhere   Kind = "elsewhere"   // an address leads to another host
	Secure      Kind = "https"       // http only, or http that does not lead to https
	Certificate Kind = "certificate" // not valid, or close to its end
	Slash       Kind = "slash"       // the address of a sub-folder without its slash
	Based       Kind = "base"        // the pages take another address for theirs

	EditionKind Kind = "edition"  // the site is of another edition than the local files
	Half        Kind = "half"     // files of two editions
	Missing     Kind = "missing"  // a file is not there
	Differs     Kind = "differs"  // a file has other bytes
	Injected    Kind = "injected" // a page has an active element that is not ours
	Broken      Kind = "broken"   // a file ends early, or does not unpack
	Left        Kind = "left"     // a file that is gone is still there

	Index    Kind = "index"    // a folder does not give its index.html
	NotFound Kind = "notfound" // what does not exist
	Listing  Kind = "listing"  // a folder gives the list of its files
	Case     Kind = "case"     // names in other letters are taken for the same

	Download Kind = "download" // browsers are told to save pages
	Type     Kind = "type"     // type and charset
	Cache    Kind = "cache"    // pages are kept for too long
	Plain    Kind = "plain"    // texts are not packed
	NoIndex  Kind = "noindex"  // search engines are sent away
	NoSniff  Kind = "nosniff"  // browsers may guess types
)

// words are what is said of a kind.
type words struct {
	part, name diag.Text
	fine       diag.Text // when nothing was found
	means      diag.Text // for readers, when something was
	do         diag.Text
}

var (
	partLine   = diag.T("连接", "Connection")
	partFiles  = diag.T("文件", "Files")
	partServer = diag.T("服务器怎样回答", "Answers of the server")
	partHeads  = diag.T("响应头", "Headers")
)

var kinds = []struct {
	kind Kind
	words
}{
	{Reach, words{partLine, diag.T("打得开", "reachable"), diag.T("服务器有回答。", "the server answers."),
		diag.T("读者打不开网站。", "readers cannot open the site."),
		diag.T("先看这台电脑能不能上网；能上网，就请网管看服务器、域名解析和防火墙", "see whether this machine has a network; if it has, look at server, name and firewall")}},
	{Elsewhere, words{partLine, diag.T("没有转到别处", "no redirect elsewhere"), diag.T("没有转到别的网站的。", "nothing leads to another host."),
		diag.T("读者到了别的网站；没有跟过去看。", "readers come to another site; it was not asked."),
		diag.T("看域名是否到期、解析是否还指向自己的服务器；网站搬了家，就核对新的地址，并改 site.toml 的 base_url", "see whether the domain has lapsed and its name still leads to your server; if the site has moved, verify the new address and change base_url of site.toml")}},
	{Secure, words{partLine, diag.T("https", "https"), diag.T("读者总是走 https。", "readers always come by https."),
		diag.T("途中的人能看、能改网页，浏览器标“不安全”。", "whoever is on the way can read and change pages, and browsers say “not secure”."),
		diag.T("服务器上配好证书，http 一律转到 https，base_url 写 https（见 HOSTING.md）", "set a certificate up, lead http to https, and write https into base_url (see HOSTING.md)")}},
	{Certificate, words{partLine, diag.T("安全证书", "certificate"), diag.T("有效，离到期还早。", "valid, and not close to its end."),
		diag.T("到期或无效时，浏览器拦住读者。", "browsers stop readers at a certificate that is not valid."),
		diag.T("请网管续证书，装上完整的证书链，看自动续期是否在运行", "renew the certificate with its whole chain, and see whether renewal runs by itself")}},
	{Slash, words{partLine, diag.T("子文件夹的地址", "address of the sub-folder"), diag.T("不写最后的斜杠也到得了。", "it is reached without its last slash too."),
		diag.T("手写地址的读者打不开，或打开了没有样式。", "readers who type the address get no page, or one without its looks."),
		diag.T("让服务器把没有斜杠的转到有斜杠的（301），协议、域名、端口不变", "let the server lead the address without the slash to the one with it (301), on the same scheme, host and port")}},
	{Based, words{partLine, diag.T("和 base_url 一致", "as base_url says"), diag.T("网页里写的地址就是这里。", "pages know this address."),
		diag.T("分享、日历、二维码、搜索引擎用的是网页里写的那个地址。", "what is shared, calendars, codes and search engines use the address in the pages."),
		diag.T("这里就是公开的网址，就改 site.toml 的 base_url 再生成；是测试的地方，不用管", "if this is the public address, change base_url of site.toml and build again; of a place for trials nothing need be done")}},

	{EditionKind, words{partFiles, diag.T("同一版", "same edition"), diag.T("网站上的清单和本地的一样。", "the list beside the site is the local one."),
		diag.T("读者看到的不是本地这一版。", "readers see another edition than the local one."),
		diag.T("本地的还没有发布，就发布；刚发布过，就看发布到的是不是这个地址、CDN 刷新了没有", "publish, if the local one is not published yet; if it is, see whether it went to this address, and refresh the CDN")}},
	{Half, words{partFiles, diag.T("没有两版混在一起", "not two editions at once"), diag.T("没有混着的。", "no mixture."),
		diag.T("新旧网页混着：数字对不上，链接打不开。", "old and new pages stand side by side: figures disagree, and links lead nowhere."),
		diag.T("上传断在了半路：再发布一次（kepu publish）；还这样，就 kepu publish --all 全部重传；用了 CDN 的，再刷新缓存", "an upload stopped half-way: publish again (kepu publish), and if it stays all files (kepu publish --all); refresh the CDN if there is one")}},
	{Missing, words{partFiles, diag.T("文件齐全", "no file missing"), diag.T("问到的都在。", "all that were asked for are there."),
		diag.T("读者点进去是“找不到”，或页面缺样式、缺图。", "readers find no page, or one without looks or pictures."),
		diag.T("全部重新发布（kepu publish --all）：平常的发布以为它还在；还缺，请网管看服务器是不是不让访问它", "publish all files again (kepu publish --all), since a usual publication takes them for there; if it is still missing, see whether the server refuses it")}},
	{Differs, words{partFiles, diag.T("内容一样", "same bytes"), diag.T("问到的都和本地的一样。", "all that were asked for are as the local ones."),
		diag.T("读者看到的不是本单位写的。", "readers see something else than was written."),
		diag.T("全部重新发布（kepu publish --all），刷新缓存；关掉 CDN 的“网页优化、图片压缩”；还不一样，按被改动过处理：查服务器，换密码", "publish all files again (kepu publish --all) and refresh caches; switch off what a CDN calls optimisation; if it still differs take it for tampering: look at the server, change its passwords")}},
	{Injected, words{partFiles, diag.T("没有被插入脚本", "nothing injected"), diag.T("没有本地网页里没有的脚本和框架。", "no script or frame that local pages have not."),
		diag.T("读者的浏览器会运行别人的程序：广告、跳转、偷信息。", "readers' browsers run what others wrote: advertisements, redirects, theft."),
		diag.T("马上告诉网管：按安全事件处理，查服务器和 CDN 账号，换密码，再全部重新发布（kepu publish --all）；只在 http 上有，是线路上加的，改用 https；是 CDN 的“网页优化”加的，关掉它", "tell your IT at once and treat it as an incident: look at server and CDN account, change passwords, publish all files again (kepu publish --all); where only http has it, the line adds it: use https; where a CDN's optimisation adds it, switch that off")}},
	{Broken, words{partFiles, diag.T("文件完整", "whole files"), diag.T("没有截断的、解不开的。", "none ends early or does not unpack."),
		diag.T("网页只有一半，或浏览器报错。", "half a page, or an error of the browser."),
		diag.T("全部重新发布（kepu publish --all），刷新缓存；还这样，请网管看 gzip 和磁盘空间", "publish all files again (kepu publish --all) and refresh caches; if it stays, look at gzip and at the disk's room")}},
	{Left, words{partFiles, diag.T("没有多余的文件", "nothing left over"), diag.T("没有。", "none."),
		diag.T("删去的网页还查得到。", "pages that were removed are still found."),
		diag.T("再发布一次，会删去它们", "publish again: that removes them")}},

	{Index, words{partServer, diag.T("文件夹的首页", "index of folders"), diag.T("文件夹给的是它的 index.html。", "folders give their index.html."),
		diag.T("输入网址的读者打不开首页或栏目。", "readers who type an address get no page."),
		diag.T("把默认文档（index）设成 index.html，子文件夹也要", "make index.html the default document, of sub-folders too")}},
	{NotFound, words{partServer, diag.T("找不到的网页", "what does not exist"), diag.T("回答 404，给的是网站自己的 404.html。", "the answer is 404 with the site's own 404.html."),
		diag.T("点了旧链接的读者不知道怎样回来；搜索引擎以为旧网页还在。", "readers of an old link do not find the way, and search engines take what is gone for there."),
		diag.T("把 404 页设成 404.html，状态码保持 404（见 HOSTING.md）", "make 404.html the page for errors, and keep the status 404 (see HOSTING.md)")}},
	{Listing, words{partServer, diag.T("不列出文件夹", "no listings"), diag.T("没有列出文件的。", "no folder is listed."),
		diag.T("外人能看到文件夹里的全部文件名。", "everybody sees the names of all files."),
		diag.T("关掉目录浏览（autoindex off；存储桶只给公共读，不给列表）", "switch listings off (autoindex off; a bucket for public read, not for list)")}},
	{Case, words{partServer, diag.T("分大小写", "letters of names"), diag.T("大小写不同的不当作一样。", "names in other letters are others."),
		diag.T("现在没有影响：Windows 服务器都这样。", "nothing now: servers of Windows are so."),
		diag.T("在别处写链接时照原样写大小写，搬到 Linux 服务器后才不会断", "where others link to the site, keep the letters as they are, so that links live on when it moves to Linux")}},

	{Download, words{partHeads, diag.T("直接打开，不是下载", "opened, not saved"), diag.T("没有要浏览器下载的。", "no page is to be saved."),
		diag.T("浏览器把网页存成文件，不打开。", "browsers save the page and do not open it."),
		diag.T("去掉服务器加的 Content-Disposition: attachment", "take away the Content-Disposition: attachment that the server adds")}},
	{Type, words{partHeads, diag.T("类型和编码", "type and charset"), diag.T("都对。", "all are right."),
		diag.T("类型错了，样式和脚本不起作用；编码错了是乱码。", "of a wrong type styles and scripts do not work; of a wrong charset texts are unreadable."),
		diag.T("在服务器上给这种文件配对类型，文字的编码写 utf-8（见 HOSTING.md）", "set the type of such files, with charset utf-8 for texts (see HOSTING.md)")}},
	{Cache, words{partHeads, diag.T("缓存", "caches"), diag.T("网页一天内会更新。", "pages are new within a day."),
		diag.T("发布了，读者很久还看到旧的。", "readers see old pages long after a publication."),
		diag.T("网页的 Cache-Control 写 no-cache，CDN 上网页的缓存时间设短或不缓存，现在先刷新一次；assets 里的可以长", "let pages have Cache-Control: no-cache, keep them shortly or not at all in the CDN, and refresh it now; assets may be kept long")}},
	{Plain, words{partHeads, diag.T("压缩传送", "packed"), diag.T("文字都压缩了传。", "texts come packed."),
		diag.T("慢的手机上要多等几倍。", "slow phones wait several times as long."),
		diag.T("在服务器上打开 gzip，包括 css、js、json、svg、csv", "switch gzip on, for css, js, json, svg and csv too")}},
	{NoIndex, words{partHeads, diag.T("搜索引擎能收录", "open to search engines"), diag.T("没有拦住的。", "none is sent away."),
		diag.T("百度等搜不到网站。", "search engines do not show the site."),
		diag.T("去掉服务器加的 X-Robots-Tag；是测试的地方，就留着", "take away the X-Robots-Tag that the server adds; of a place for trials, leave it")}},
	{NoSniff, words{partHeads, diag.T("nosniff", "nosniff"), diag.T("有。", "there is."),
		diag.T("没有影响：安全检查常问到它。", "nothing: inspections ask for it."),
		diag.T("可以加一行 X-Content-Type-Options: nosniff", "a header X-Content-Type-Options: nosniff may be added")}},
}

// Kinds returns all kinds, in the order of the report.
func Kinds() []Kind {
	var out []Kind
	for _, k := range kinds {
		out = append(out, k.kind)
	}
	return out
}

func (k Kind) words() words {
	for _, x := range kinds {
		if x.kind == k {
			return x.words
		}
	}
	panic("verify: a kind without words: " + string(k))
}

// Part is the heading that the kind stands below.
func (k Kind) Part() diag.Text { return k.words().part }

// Name is what is looked at, in words.
func (k Kind) Name() diag.Text { return k.words().name }

// Means says what a finding means for readers.
func (k Kind) Means() diag.Text { return k.words().means }

// Cure says what to do about a finding that has no cure of its own.
func (k Kind) Cure() diag.Text { return k.words().do }
