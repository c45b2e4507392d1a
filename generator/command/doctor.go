package command

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"kepu/generator/console"
	"kepu/generator/date"
	"kepu/generator/diag"
	"kepu/generator/doctor"
)

var doctorCommand = command{
	name:    "doctor",
	asked:   diag.Same("doctor"),
	does:    diag.T("文件夹、磁盘、时钟和别的程序有没有不对劲的", "what is odd about folder, disk, clock and other programs"),
	usual:   options{out: defaultOut},
	options: []option{contentOption, outOption.saying("网站写在哪里（默认 public）", "where the site goes (default public)"), themeOption, langOption},
	run:     examine,
	about: diag.T(`用法：kepu doctor [选项]

看一遍这台电脑，有不对劲的就说出来，并说怎么办：

    文件夹    在压缩包的临时文件夹、微信的接收文件夹、会同步的网盘里；不让写；路径太长、有怪字符；旁边有副本
    磁盘      只能读、快满了、在 U 盘或网络盘上
    时钟      比程序做出来那天还早，比最新的记录还早；时区
    别的程序  正开着或占着 content 里的文件；别的桌面；正在进行的生成
    留下的    被打断的生成和保存，“(1)”“副本”和网盘的冲突文件

只看，什么也不写。内容写得对不对，用 kepu check 看。请别人帮忙的时候，把它说的全部发过去。
`, `Usage: kepu doctor [options]

Looks at this machine, and says what is odd and what to do about it:

    folder    inside a zip, where WeChat puts what it receives, in a cloud drive; not to be written to; a path
              that is too long or has odd characters; a copy beside it
    disk      read-only, nearly full, a stick, a network drive
    clock     before the day the program was made, or the newest record; the time zone
    programs  that hold or have open what is in content; other desks; a build at work
    leftovers of builds and saves that were cut off; copies and the conflicts of cloud drives

It only looks and writes nothing. Whether the content is right is told by kepu check. When you ask somebody for help,
send all that it says.
`),
	after: diag.T(`
结束代码：0 没有碍事的，1 有碍事的（标着“错误”），2 命令写错，3 电脑的问题
`, `
Exit codes: 0 nothing hinders, 1 something does (told as an error), 2 wrong command, 3 the machine
`),
}

// examine tells what the machine is like, and what is odd about it.
func examine(ctx context.Context, o options, say *console.Console) int {
	machine := doctor.This()
	site, absent, err := o.examined(ctx)
	if err != nil {
		return say.Fail(err, "")
	}
	tellMachine(say, machine, site)
	found, err := doctor.Examine(ctx, machine, site)
	if err != nil {
		return say.Fail(err, "")
	}
	if absent != nil {
		say.Error(absent.What, absent.Mend)
	}
	for _, p := range found { // all of them: each has another remedy
		style := diag.Style{Lang: say.Lang}
		if p.Place.File != "" {
			style.Root = filepath.ToSlash(o.content)
		}
		io.WriteString(say.Err, style.Format(p))
	}
	hinder, odd := found.Count()
	notes := len(found.Only(diag.Note))
	if absent != nil {
		hinder++
	}
	if hinder+odd+notes == 0 {
		say.Print(diag.T("没有看出不对劲的。", "Nothing odd was found."))
		return console.ExitFine
	}
	say.Print(diag.T("碍事的 %d 处，要当心的 %d 处，知道就行的 %d 处。", "%d hinder, %d to take care of, %d to know.").With(hinder, odd, notes))
	if hinder > 0 {
		return console.ExitContent
	}
	return console.ExitFine
}

// examined is what the doctor looks at. That there is no content is told besides: it is the first thing that may be odd.
func (o options) examined(ctx context.Context) (s doctor.Site, absent *console.Fault, err error) {
	if s.Content, err = filepath.Abs(o.content); err != nil {
		return s, nil, err
	}
	if s.Out, err = filepath.Abs(o.out); err != nil {
		return s, nil, err
	}
	s.Program, _ = os.Executable() // where the system cannot tell, its place is not looked at
	s.Released, _ = date.Parse(releaseDay)
	s.Zone, _ = time.LoadLocation("Asia/Shanghai") // as a site that does not say; known to every program
	if site := readSite(o.content); site != nil {
		if zone, err := time.LoadLocation(site.Timezone); err == nil {
			s.Zone = zone
		}
	}
	if _, err := openContent(o.content); err != nil {
		if errors.As(err, &absent) {
			return s, absent, nil
		}
		return s, nil, err
	}
	m := makeSite(ctx, o)
	if ctx.Err() != nil {
		return s, nil, ctx.Err()
	}
	if m.site != nil { // with errors in the content its records are not known
		s.Newest = m.site.Records().Catalog.AsOf
	}
	return s, nil, nil
}

// tellMachine tells what somebody who helps from afar would ask.
func tellMachine(say *console.Console, m doctor.Machine, s doctor.Site) {
	say.Print(diag.T("程序：%s，%s/%s", "program: %s, %s/%s").With(ownVersion(), runtime.GOOS, runtime.GOARCH))
	say.Print(diag.T("内容：%s", "content: %s").With(s.Content))
	at := filepath.Dir(s.Content)
	v := m.Volume(at)
	system := diag.T("文件系统认不出来", "an unknown file system")
	if v.System != "" {
		system = diag.Same(v.System)
	}
	room := diag.T("还有多少空不知道", "free space unknown")
	if v.Free.Known {
		room = diag.T("还空 %s", "%s free").With(doctor.Size(v.Free.N))
	}
	say.Print(diag.T("磁盘：%s，%s", "disk: %s, %s").With(system, room))
	say.Print(diag.T("时钟：%s", "clock: %s").With(m.Now().Format("2006-01-02 15:04:05 -07:00")))
}
