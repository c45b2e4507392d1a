package main

import "kepu/generator/diag"

var helpZip = diag.T(`用法：kepu zip [选项]

把整个网站做成一个压缩包（离线版）：拷到 U 盘，没有网络也能看、能搜、能筛选。
里面的网页和网站上的一模一样，另有一页 START-HERE.html 说明怎样打开。
同样的内容，什么时候、在哪台电脑上做，得到的压缩包都一样。草稿不会放进去。

选项：
    --content 文件夹    内容在哪里（默认 content）
    --out 文件.zip      压缩包写到哪里（默认按网站名称和记录日期取名，写在当前文件夹）
    --slim              精简版：不放 200 KB 以上的照片，网页上会说明
    --theme 名字        用哪个主题，也可以写主题文件夹的路径（默认按 site.toml）
    --strict            有提醒也算不通过，什么也不写
    --allow-shrink      比内容旁边的 public 少了很多也照写
    --today 日期        当作今天是这一天，例如 2026-03-05（默认按电脑的日期）；只关系到提醒
    --lang zh|en        用中文还是英文显示（默认按 site.toml 的 language）
    -h, --help          显示这段说明

要把离线版放到网站上供人下载，用 kepu build --zip。

结束代码：0 正常，1 内容有错，2 命令写错或位置不合适，3 电脑的问题（磁盘满、没有权限）
`, `Usage: kepu zip [options]

Makes one zip of the whole site (the offline copy): on a USB stick it can be read,
searched and filtered without a network. Its pages are those of the site, with one more,
START-HERE.html, that says how to open it. The same content gives the same zip, whenever
and wherever it is made. Drafts are never in it.

Options:
    --content FOLDER    where the content is (default content)
    --out FILE.zip      where the zip goes (default: named by the site and its newest record, in the current folder)
    --slim              without photos of 200 KB and more; the pages say so
    --theme NAME        which theme; the path of a theme's folder will do too (default: site.toml)
    --strict            count warnings as errors: with any, nothing is written
    --allow-shrink      write also when much of what public beside the content has would be missing
    --today DATE        take this day for today, such as 2026-03-05 (default: the machine's); for problems only
    --lang zh|en        the language of messages (default: language in site.toml)
    -h, --help          show this text

To offer the copy on the site itself, use kepu build --zip.

Exit codes: 0 fine, 1 the content is wrong, 2 wrong command or place, 3 the machine (disk full, no permission)
`)
