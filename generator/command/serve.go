package command

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
	"kepu/generator/preview"
	"kepu/generator/watch"
)

// The address of the preview, and how many ports after it are tried when it is taken.
const (
	usualAddr  = "127.0.0.1:8080"
	otherPorts = 10
)

var serveCommand = command{
	name:  "serve",
	asked: diag.Same("serve"),
	does:  diag.T("在浏览器里预览，保存后自动更新", "show the site in the browser, up to date with every save"),
	options: []option{
		contentOption,
		{"addr", diag.T("地址", "ADDRESS"), func(o *options) any { return &o.addr },
			diag.T("网址和端口（默认 127.0.0.1:8080；被占用时自动换下一个）", "address and port (default 127.0.0.1:8080; the next free port if that is taken)")},
		{"open", diag.Text{}, func(o *options) any { return &o.open }, diag.T("自动打开浏览器", "open the browser")},
		draftsOption.saying("草稿也显示（draft = true 的页面），页面上会注明",
			"show drafts too (pages with draft = true); the page says so"),
		{"lan", diag.Text{}, func(o *options) any { return &o.lan }, diag.T("同一网络里的手机也能看：显示一个带密码的网址，知道它的人都能看到预览",
			"let phones in the same network see it: prints an address with a secret in it;\nwhoever knows it sees the preview")},
		themeOption, todayOption, langOption,
	},
	check: (*options).listenAt,
	run:   serve,
	about: diag.T(`用法：kepu serve [选项]

在浏览器里预览网站：保存文件后，网页立刻自动更新；写错了，网页上会说明哪个文件、
哪一行、怎么改，改好后自动消失。不动网站（public）。只有这台电脑能看到。开始时，content 里改过的文件留一份底，见 kepu history。
`, `Usage: kepu serve [options]

Shows the site in the browser while you write: pages come up to date when you save. A slip
is explained in the page, with its file, its line and what to write instead, and goes when it
is mended. The site (public) is not touched. Only this machine sees it. When it starts, a copy is
kept of files of the content that were changed; see kepu history.
`),
	after: diag.T(`
结束代码：0 正常停止，2 命令写错，3 电脑的问题（端口被占用）
`, `
Exit codes: 0 stopped, 2 wrong command, 3 the machine (the port is taken)
`),
}

// listenAt settles where to listen. Other machines are let in by --lan only.
func (o *options) listenAt() error {
	o.chosen = o.addr != ""
	if !o.chosen {
		o.addr = usualAddr
		if o.lan {
			o.addr = "0.0.0.0:8080"
		}
		return nil
	}
	host, port, err := net.SplitHostPort(o.addr)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
		return console.Usage(diag.T("--addr 写得不对：%s", "--addr is written wrong: %s").With(o.addr), diag.T("例如 --addr %s", "for example --addr %s").With(usualAddr))
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.IsLoopback()) && !o.lan {
		return console.Usage(diag.T("%s 会让别的电脑也能看到预览", "at %s other machines would see the preview").With(o.addr),
			diag.T("只在这台电脑上看，用 --addr 127.0.0.1:%[1]s；要给手机看，再加 --lan", "for this machine only use --addr 127.0.0.1:%[1]s; to show it on a phone add --lan").With(port))
	}
	return nil
}

// serve shows the site in the browser while it is written. The site on the disk is not touched.
func serve(ctx context.Context, o options, say *console.Console) int {
	l, err := listen(o)
	if err != nil {
		return busyPort(say, err, o)
	}
	defer l.Close()
	token := ""
	if o.lan {
		token = strings.ToLower(rand.Text()) // 26 letters and digits, 130 bits
	}
	news := &previewNews{ctx: ctx, why: history.Serve, say: say, o: o}
	defer news.wait()
	o.recover(say) // before anything is read
	p := preview.New(preview.Options{
		Make: siteMaker(o), Explain: console.Explain, Lang: say.Lang, Root: filepath.ToSlash(o.content), Token: token,
		Told: news.tell,
	})

	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go watch.Run(ctx, watched(o, say), p.Update)
	address := addresses(say, l.Addr(), token, o)
	if o.open {
		if err := openBrowser(address); err != nil {
			say.Warn(diag.T("打不开浏览器，请自己输入上面的网址", "the browser cannot be opened; type the address above into it"), diag.Text{})
		}
	}
	err = preview.Serve(ctx, l, p)
	stop()
	if err != nil {
		return say.Fail(err, "")
	}
	return console.ExitFine // what is being made now has nothing to write and need not be waited for
}

// listen opens the port; the next ones when it is taken and none was asked for.
func listen(o options) (net.Listener, error) {
	l, err := net.Listen("tcp", o.addr)
	if o.chosen {
		return l, err
	}
	host, port, _ := net.SplitHostPort(o.addr)
	first, _ := strconv.Atoi(port)
	for n := first + 1; err != nil && inUse(err) && n <= first+otherPorts; n++ {
		l, err = net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
	}
	return l, err
}

// inUse knows the number that Windows has for it (WSAEADDRINUSE), and the one for a
// port that the system keeps for itself (WSAEACCES).
func inUse(err error) bool {
	const windowsInUse, windowsKept = syscall.Errno(10048), syscall.Errno(10013)
	windows := runtime.GOOS == "windows"
	return errors.Is(err, syscall.EADDRINUSE) || windows && (errors.Is(err, windowsInUse) || errors.Is(err, windowsKept))
}

func busyPort(say *console.Console, err error, o options) int {
	if !inUse(err) {
		return say.Fail(err, "")
	}
	say.Error(diag.T("%s 已被别的程序占用", "%s is taken by another program").With(o.addr),
		diag.T("换一个端口，例如 --addr 127.0.0.1:8090", "use another port, for example --addr 127.0.0.1:8090"))
	return console.ExitMachine
}

// addresses tells where the preview is and returns the address for this machine.
func addresses(say *console.Console, at net.Addr, token string, o options) string {
	_, port, _ := net.SplitHostPort(at.String())
	path := "/"
	if token != "" {
		path = "/" + token + "/"
	}
	own := "http://" + net.JoinHostPort("127.0.0.1", port) + path
	if tcp, ok := at.(*net.TCPAddr); ok && !tcp.IP.IsUnspecified() {
		own = "http://" + at.String() + path
	}
	say.Print(diag.T("预览：%s", "Preview: %s").With(own))
	if o.lan {
		say.Say(diag.T("同一网络里的手机和电脑，知道下面的网址就能看到预览（包括还没有发布的内容），直到本程序停止：",
			"Phones and computers in the same network that know this address see the preview, and with it what is not published yet, until this program stops:"))
		for i, ip := range ownAddresses() {
			address := "http://" + net.JoinHostPort(ip, port) + path
			fmt.Fprintln(say.Out, "    "+address)
			if i == 0 && console.IsTerminal(say.Out) {
				fmt.Fprint(say.Out, qrCode(address))
			}
		}
	}
	say.Say(diag.T("保存文件后网页会自动更新；按 Ctrl+C 停止", "Pages come up to date when you save; press Ctrl+C to stop"))
	return own
}

// ownAddresses returns the addresses of this machine in its networks.
func ownAddresses() []string {
	var list []string
	all, _ := net.InterfaceAddrs() // without them there is nothing to tell
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsPrivate() {
			list = append(list, n.IP.String())
		}
	}
	return list
}

// openBrowser opens an address, or a file, with what the system uses for it. The tests put another in its place.
var openBrowser = func(address string) error {
	command := []string{"xdg-open", address}
	switch runtime.GOOS {
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler", address}
	case "darwin":
		command = []string{"open", address}
	}
	c := exec.Command(command[0], command[1:]...)
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait()
	return nil
}

// previewNews tells in the terminal what came of each change.
type previewNews struct {
	ctx     context.Context
	why     history.Kind // what keeps copies of what was changed
	say     *console.Console
	o       options
	broken  bool
	kept    bool
	keeping sync.WaitGroup
}

// wait waits a little for what is being kept: what is cut off is kept next time.
func (n *previewNews) wait() {
	done := make(chan bool)
	go func() {
		n.keeping.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(500 * time.Millisecond):
	}
}

func (n *previewNews) tell(r preview.Report) {
	if !n.kept { // now that there is something to see
		n.kept = true
		o := n.o
		n.keeping.Go(func() { o.take(n.ctx, n.say, n.why, nil) }) // all of it is read, and there may be films
	}
	n.say.Problems(r.Problems, n.o.content)
	if r.Fault != (diag.Text{}) {
		n.say.Error(r.Fault, diag.Text{})
	}
	switch {
	case r.Broken && r.First:
		n.say.Say(diag.T("改好以后，预览里会自动出现网站。", "When this is mended the site appears in the preview by itself."))
	case r.Broken:
		n.say.Say(diag.T("预览里还是改错之前的网站，改好后会自动更新。", "The preview shows the site as it was before; it comes up to date when this is mended."))
	case n.broken:
		n.say.Say(diag.T("已改好。", "Mended."))
	}
	n.broken = r.Broken
}
