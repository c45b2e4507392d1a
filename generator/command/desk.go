package command

import (
	"context"
	"io/fs"
	"net"
	"path/filepath"
	"sync"
	"time"

	"kepu/generator/console"
	"kepu/generator/desk"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/presence"
	"kepu/generator/preview"
	"kepu/generator/site"
	"kepu/generator/watch"
)

var deskCommand = command{
	name:  "desk",
	asked: diag.Same("desk"),
	does:  diag.T("在浏览器里填写和修改内容，边写边看", "write the content in the browser, beside the site that it makes"),
	usual: options{out: defaultOut},
	options: []option{
		contentOption,
		outOption.saying("生成的网站写到哪里（默认 public）；按了“生成网站”才写", "where the site goes (default public); written only when you press the button"),
		{"addr", diag.T("地址", "ADDRESS"), func(o *options) any { return &o.addr },
			diag.T("网址和端口（默认 127.0.0.1:8080；被占用时自动换下一个）", "address and port (default 127.0.0.1:8080; the next free port if that is taken)")},
		{"no-open", diag.Text{}, func(o *options) any { return &o.noOpen }, diag.T("不自动打开浏览器，只显示网址", "do not open the browser, print the address only")},
		themeOption, todayOption, langOption,
	},
	check: (*options).listenAt,
	run:   openDesk,
	about: diag.T(`用法：kepu desk [选项]

在浏览器里打开桌面：填活动、年度数据、基地资料，写文章，看有什么要改、要办。
改的就是 content 里的那些文件：保存以前先给您看会改哪几行，保存以后还能撤销。打开桌面时，用别的办法改过的文件也留一份底（见 kepu history）。
只有这台电脑上、从这里打开的浏览器能用；网址只能用一次，用过以后窗口里会显示下一个。content 以外，只有按“生成网站”“做离线版”时才写：
网站写到 public（和 kepu build 一样），压缩包写在它旁边（和 kepu zip 一样）。
`, `Usage: kepu desk [options]

Opens the desk in the browser: forms for activities, returns and bases, prose, what is wrong
and what is due. It changes the files of the content folder: you see each change before it is
saved, and can take it back afterwards. When it starts, files that were changed in other ways are
kept too (kepu history). Only the browser that is opened from here, on this computer, may use it; an address lets in
once, and the window then shows the next. Outside the content folder something is written only when you press the button for it: the
site into public, as kepu build does, and the offline copy beside it, as kepu zip does.
`),
	after: diag.T(`
结束代码：0 正常停止，2 命令写错，3 电脑的问题（端口被占用）
`, `
Exit codes: 0 stopped, 2 wrong command, 3 the machine (the port is taken)
`),
}

// openDesk shows the desk in the browser.
func openDesk(ctx context.Context, o options, say *console.Console) int {
	if _, err := openContent(o.content); err != nil {
		return say.Fail(err, "")
	}
	l, err := listen(o)
	if err != nil {
		return busyPort(say, err, o)
	}
	defer l.Close()
	o.recover(say) // before anything is read
	o.settle(say, nil)
	maker := newSharedMaker(o)
	news := &previewNews{ctx: ctx, why: history.Desk, say: say, o: o}
	defer news.wait()
	p := preview.New(preview.Options{
		Make: maker.made, Explain: console.Explain, Lang: say.Lang, Root: filepath.ToSlash(o.content),
		Told: news.tell, Desk: desk.Root,
	})
	others, leave := announced(ctx, o)
	defer leave()
	style, _ := fs.ReadFile(defaultTheme(), "assets/style.css") // they are built in
	icon, _ := fs.ReadFile(defaultTheme(), "assets/icon.svg")
	var d *desk.Desk
	entered := func() {
		say.Say(diag.T("浏览器进来了。刚才的网址不能再用；要从另一个浏览器进来，用这个：%s", "A browser has come in, and the address above works no more. For another browser: %s").With(deskAddress(l.Addr(), d)))
	}
	d, err = desk.New(desk.Options{
		Preview: p, Now: p.Site, Try: maker.try, Refresh: func() { p.Update(func() bool { return true }) },
		Content: o.content, Clock: time.Now, Today: o.day, Lang: say.Lang, Style: style, Icon: icon,
		Output: deskOutput(o, say.Lang), Photos: photosOf(o), Others: others, Explain: console.Explain, Entered: entered,
	})
	if err != nil {
		return say.Fail(err, "")
	}

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go watch.Run(ctx, watched(o, say), p.Update)
	address := deskAddress(l.Addr(), d)
	say.Print(diag.T("桌面：%s", "Desk: %s").With(address))
	say.Say(diag.T("浏览器没有自动打开时，把上面的网址复制进去；按 Ctrl+C 停止", "If the browser does not open, copy the address into it; press Ctrl+C to stop"))
	if !o.noOpen {
		if err := openBrowser(address); err != nil {
			say.Warn(diag.T("打不开浏览器，请自己输入上面的网址", "the browser cannot be opened; type the address above into it"), diag.Text{})
		}
	}
	err = preview.Serve(ctx, l, d)
	d.Close()
	stop()
	if err != nil {
		return say.Fail(err, "")
	}
	return console.ExitFine
}

// announced tells other desks over the same content of this one, until leave is called. Where the folder cannot be
// written to, nothing is told and nobody is seen.
func announced(ctx context.Context, o options) (others func() []presence.Other, leave func()) {
	p, err := presence.Announce(o.content, time.Now())
	if err != nil {
		return nil, func() {}
	}
	ctx, stop := context.WithCancel(ctx)
	var gone sync.WaitGroup
	gone.Go(func() { p.Run(ctx) })
	return p.Others, func() { stop(); gone.Wait() }
}

func deskAddress(at net.Addr, d *desk.Desk) string {
	return "http://" + at.String() + d.Entrance()
}

// sharedMaker makes the site from what is on the disk and, for forms, from what would be there: one
// at a time, so that what did not change is shared between them.
type sharedMaker struct {
	mu    sync.Mutex
	o     options
	maker *site.Maker
}

func newSharedMaker(o options) *sharedMaker {
	return &sharedMaker{o: o, maker: site.NewMaker(siteOptions(o))}
}

func (m *sharedMaker) made() (*site.Site, diag.List, error) {
	content, err := openContent(m.o.content)
	if err != nil {
		return nil, nil, err
	}
	return m.try(content)
}

func (m *sharedMaker) try(content fs.FS) (*site.Site, diag.List, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.maker.Make(content)
}
