package main

import "kepu/generator/diag"

var helpMain = diag.T(`kepu：用一个文件夹的文字，生成科普教育基地网站

用法：
    kepu build          读 content 文件夹，生成网站，写到 public 文件夹
    kepu serve          在浏览器里预览，保存后自动更新
    kepu check          只检查，不写
    kepu zip            做一个压缩包，没有网络也能看（离线版）
    kepu watch          看守内容，有改动就 build
    kepu draft 年份     照记录起草一年的工作总结
    kepu reconcile 报告 把一份报告里的数字和记录对一遍
    kepu map import     换上官方的县区边界和审图号
    kepu sample 文件夹  生成一个虚构城市的内容，供试用
    kepu help 命令      某个命令的说明，例如 kepu help build

例子：
    kepu check
    kepu build
    kepu build --content D:\科普\content --out D:\科普\public

有错误时什么也不写，原来的网站保持不变。
`, `kepu: makes the website of science-education bases from a folder of text files

Usage:
    kepu build          read the folder content, make the site, write it to the folder public
    kepu serve          show the site in the browser, up to date with every save
    kepu check          only check, write nothing
    kepu zip            make a zip that can be read without a network
    kepu watch          watch the content, and build when it changes
    kepu draft YEAR     draft a year's work summary from the records
    kepu reconcile NAME hold the numbers of a report against the records
    kepu map import     take in official county borders with their review number
    kepu sample FOLDER  make the content of a city that does not exist, for trying
    kepu help COMMAND   about one command, for example kepu help build

Examples:
    kepu check
    kepu build
    kepu build --content D:\kepu\content --out D:\kepu\public

When there are errors nothing is written, and the site stays as it was.
`)

var helpBuild = diag.T(`用法：kepu build [选项]

读内容，生成网站。只写有变化的文件，只删自己以前写的文件，别人放进去的文件不动。
有错误时什么也不写，原来的网站保持不变。

选项：
    --content 文件夹    内容在哪里（默认 content）
    --out 文件夹        网站写到哪里（默认 public）；必须是空的，或是本程序以前生成的
    --theme 名字        用哪个主题，也可以写主题文件夹的路径（默认按 site.toml）
    --drafts            草稿也生成（draft = true 的页面）
    --zip               网站上另放一份离线版 offline.zip，并有一页说明它
    --strict            有提醒也算不通过，什么也不写
    --allow-shrink      比上次生成的少了很多也照写（整年的记录、成批的网页不见了，
                        多半是误删，不加这个就不写）
    --timings           最后列出时间用在了哪里
    --cpuprofile 文件、--trace 文件   给程序员：记录处理器用时（go tool pprof）、运行轨迹（go tool trace）
    --today 日期        当作今天是这一天，例如 2026-03-05（默认按电脑的日期）；只关系到提醒
    --lang zh|en        用中文还是英文显示（默认按 site.toml 的 language）
    -h, --help          显示这段说明

结束代码：0 正常，1 内容有错，2 命令写错或文件夹不安全，3 电脑的问题（磁盘满、没有权限）
`, `Usage: kepu build [options]

Reads the content and makes the site. Writes only files that have changed, removes only
files that it wrote before, and leaves alone what others put there. When there are errors
nothing is written, and the site stays as it was.

Options:
    --content FOLDER    where the content is (default content)
    --out FOLDER        where the site goes (default public); must be empty or made by kepu before
    --theme NAME        which theme; the path of a theme's folder will do too (default: site.toml)
    --drafts            make drafts too (pages with draft = true)
    --zip               also put an offline copy, offline.zip, on the site, and a page about it
    --strict            count warnings as errors: with any, nothing is written
    --allow-shrink      write also when much of what the site had would go (a year's records,
                        many pages: most likely a slip, and without this nothing is written)
    --timings           tell at the end where the time went
    --cpuprofile FILE, --trace FILE   for engineers: for go tool pprof and go tool trace
    --today DATE        take this day for today, such as 2026-03-05 (default: the machine's); for problems only
    --lang zh|en        the language of messages (default: language in site.toml)
    -h, --help          show this text

Exit codes: 0 fine, 1 the content is wrong, 2 wrong command or unsafe folder, 3 the machine (disk full, no permission)
`)

var helpCheck = diag.T(`用法：kepu check [选项]

把网站从头到尾做一遍，报告所有问题，但不写任何文件。

选项：
    --content 文件夹    内容在哪里（默认 content）
    --out 文件夹        网站在哪里（默认 public）；用来和上次的比，收拾被打断的 build
    --theme 名字        用哪个主题，也可以写主题文件夹的路径（默认按 site.toml）
    --drafts            草稿也检查（draft = true 的页面）
    --strict            有提醒也算不通过
    --today 日期        当作今天是这一天，例如 2026-03-05（默认按电脑的日期）；只关系到提醒
    --allow-shrink      比上次生成的少了很多也不算错
    --lang zh|en        用中文还是英文显示（默认按 site.toml 的 language）
    -h, --help          显示这段说明

结束代码：0 没有错误，1 内容有错（加 --strict 时提醒也算），2 命令写错，3 电脑的问题
`, `Usage: kepu check [options]

Makes the whole site, reports all problems, and writes no file.

Options:
    --content FOLDER    where the content is (default content)
    --out FOLDER        where the site is (default public); to compare with, and to tidy up after a build that was cut off
    --theme NAME        which theme; the path of a theme's folder will do too (default: site.toml)
    --drafts            check drafts too (pages with draft = true)
    --strict            count warnings as errors
    --today DATE        take this day for today, such as 2026-03-05 (default: the machine's); for problems only
    --allow-shrink      no error when there is much less than the site had
    --lang zh|en        the language of messages (default: language in site.toml)
    -h, --help          show this text

Exit codes: 0 no errors, 1 the content is wrong (with --strict, warnings too), 2 wrong command, 3 the machine
`)
