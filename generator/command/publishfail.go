package command

import (
	"context"
	"errors"
	"net"
	"time"

	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/output"
	"kepu/generator/publish"
	"kepu/generator/sftpstore"
	"kepu/generator/store"
	"kepu/generator/target"
)

// fail tells why a publication failed, and what readers have now, and returns the exit code.
func (p *publishing) fail(err error) int {
	err = p.explain(err)
	p.done.Problem = p.reason(console.Explain(err))
	code := p.say.Fail(err, p.o.out)
	switch {
	case p.back && !p.begun:
		p.say.Say(diag.T("没有退回，网上还是原来的样子。", "Nothing was taken back; what stands there is as it was."))
	case p.begun:
		p.say.Say(p.unfinished())
	default:
		p.say.Say(diag.T("没有发布，网上还是原来的样子。", "Nothing was published; what stands there is as it was."))
	}
	return code
}

// explain puts what may go wrong with a publication into words.
func (p *publishing) explain(err error) error {
	var (
		own      *console.Fault
		refusal  *target.Refusal
		foreign  *publish.Foreign
		busy     *publish.Busy
		no       *publish.NoWay
		altered  *publish.Altered
		stranger *sftpstore.Stranger
		unknown  *net.DNSError
	)
	fault := func(code int, what, mend diag.Text) error { return &console.Fault{What: what, Mend: mend, Code: code} }
	where := p.at.Title()
	switch {
	case errors.As(err, &own):
		return err
	case errors.As(err, &refusal):
		return fault(console.ExitUsage, refusal.What, refusal.Mend)
	case errors.As(err, &foreign) && (foreign.File || foreign.Link):
		return p.notAFolder(foreign)
	case errors.As(err, &foreign):
		return fault(console.ExitUsage, diag.M("PUBLISH-FOREIGN", "%s 里有别人的文件，不是本程序放的：%s", "%s holds what this program did not put there: %s").With(where, foreign.Name),
			diag.T("换一个空的文件夹；确认里面的东西都不要了，就先清空它", "use an empty folder, or empty this one when nothing in it is needed"))
	case errors.As(err, &busy):
		return fault(console.ExitMachine, diag.M("PUBLISH-BUSY", "有人正在往 %s 发布：%s，%s 开始", "somebody is publishing to %s: %s, since %s").With(where, busy.Lock.Who, p.time(busy.Lock.Since)),
			p.mendBusy(busy.Lock, time.Now()))
	case errors.As(err, &altered):
		return fault(console.ExitMachine, diag.M("PUBLISH-ALTERED", "%s 里的 %s 在生成以后被改过，或正在被改", "%[2]s in %[1]s was changed after the build, or is being changed").With(p.o.out, altered.Name),
			diag.T("再运行一次；不要手工改 %s 里的文件", "run this again; do not change files in %s by hand").With(p.o.out))
	case errors.Is(err, publish.ErrEmpty):
		return fault(console.ExitContent, diag.M("PUBLISH-EMPTY", "%s 里没有网站", "there is no site in %s").With(p.o.out), diag.T("先用 kepu build 生成", "make it with kepu build"))
	case errors.Is(err, publish.ErrLost):
		return fault(console.ExitMachine, diag.M("PUBLISH-LOST", "另一个发布接手了，这个停下", "another publication has taken over; this one stops"), diag.T("等它结束再运行一次", "run this again when it has ended"))
	case errors.As(err, &no):
		return p.noWay(no)
	case errors.Is(err, publish.ErrNoWay):
		return fault(console.ExitUsage, diag.M("PUBLISH-KEPT-LOST", "那一次缺了文件，退不回去", "files of that publication are missing, so there is no way back to it"), diag.T("用 kepu releases 看看还留着哪几次", "kepu releases lists those that are"))
	case errors.Is(err, publish.ErrState):
		return fault(console.ExitMachine, diag.M("PUBLISH-STATE", "%s 上程序自己的记录读不了（%v）", "what the program noted at %s cannot be read (%v)").With(where, err),
			diag.T("可能是更新的 kepu 写的：请换新的；要是坏了，上面写的是 .kepu.sha256，就只删那个文件，写的是别的，就只删那里的 .kepu 文件夹（不要两样都删），再运行一次",
				"a newer kepu may have written it: use that; if it is damaged, delete .kepu.sha256 there where that is what is named, else the folder .kepu (never both), and run this again"))
	case errors.As(err, &stranger) && stranger.File == "":
		return fault(console.ExitUsage, diag.M("PUBLISH-STRANGER-NO-FILE", "第一次连接 %s，还不认识它；它的密钥是 %s", "%s is not known yet; its key is %s").With(stranger.Host, stranger.Fingerprint),
			diag.T("和服务器管理员核对密钥，一样就把这一行存成一个文件，在 %[2]s 里用 known_hosts = '…' 写出它在哪里：%[1]s", "compare the key with its administrator; if it is the same, keep this line in a file and name that in %[2]s as known_hosts = '…': %[1]s").With(stranger.Line, target.File))
	case errors.As(err, &stranger) && stranger.Changed:
		return fault(console.ExitUsage, diag.M("PUBLISH-STRANGER-CHANGED", "%s 的密钥和以前不一样（%s）：可能换了服务器，也可能有人冒充", "the key of %s is another than before (%s): a new server, or somebody who pretends to be it").With(stranger.Host, stranger.Fingerprint),
			diag.T("先问服务器管理员；确实换了，就在 %s 里删去它原来的一行，加上：%s", "ask its administrator; if the server is new, replace its line in %s by: %s").With(stranger.File, stranger.Line))
	case errors.As(err, &stranger):
		return fault(console.ExitUsage, diag.M("PUBLISH-STRANGER", "第一次连接 %s，还不认识它；它的密钥是 %s", "%s is not known yet; its key is %s").With(stranger.Host, stranger.Fingerprint),
			diag.T("和服务器管理员核对密钥，一样就在 %s 里加一行：%s", "compare the key with its administrator; if it is the same, add this line to %s: %s").With(stranger.File, stranger.Line))
	case errors.Is(err, store.ErrStranger):
		return fault(console.ExitUsage, diag.M("PUBLISH-CERTIFICATE", "%s 的证书不对（%v）", "the certificate of %s is wrong (%v)").With(where, err), diag.T("请服务器管理员换成有效的证书", "ask its administrator for a valid one"))
	case errors.Is(err, store.ErrClock):
		return fault(console.ExitMachine, diag.M("PUBLISH-CLOCK", "这台电脑的时钟不准，%s 不接受", "the clock of this machine is wrong, and %s refuses that").With(where), diag.T("请把时间调准再运行", "set it right and run this again"))
	case errors.Is(err, sftpstore.ErrNoKey):
		return fault(console.ExitUsage, diag.M("PUBLISH-KEY-MISSING", "没有密钥文件 %s", "there is no key file %s").With(p.at.Key), diag.T("请核对 %s 里 key 的写法", "check what key says in %s").With(target.File))
	case errors.Is(err, sftpstore.ErrLocked):
		return fault(console.ExitUsage, diag.M("PUBLISH-KEY-LOCKED", "密钥 %s 有口令", "the key %s has a passphrase").With(p.at.Key),
			diag.T("在 secret 指出的文件里写 passphrase = '…'，或者放在环境变量 KEPU_PASSPHRASE 里", "write passphrase = '…' into the file that secret names, or put it into the environment as KEPU_PASSPHRASE"))
	case errors.Is(err, sftpstore.ErrPassphrase):
		return fault(console.ExitUsage, diag.M("PUBLISH-PASSPHRASE", "密钥 %s 的口令不对", "that is not the passphrase of the key %s").With(p.at.Key), diag.T("请核对 passphrase", "check passphrase"))
	case errors.Is(err, sftpstore.ErrPublic):
		return fault(console.ExitUsage, diag.M("PUBLISH-KEY-PUBLIC", "%s 是公钥，这里要用私钥", "%s is the public key; the private one is wanted").With(p.at.Key), diag.T("key 写旁边没有 .pub 的那个文件", "let key name the file beside it that has no .pub"))
	case errors.Is(err, sftpstore.ErrPutty):
		return fault(console.ExitUsage, diag.M("PUBLISH-KEY-PUTTY", "%s 是 PuTTY 格式的密钥，读不了", "%s is a key in the form of PuTTY, which is not read").With(p.at.Key), diag.T("用 PuTTYgen 打开它，从 Conversions 菜单导出 OpenSSH 格式，key 写导出的文件", "open it in PuTTYgen, export an OpenSSH key by the menu Conversions, and let key name that"))
	case errors.Is(err, sftpstore.ErrNotKey):
		return fault(console.ExitUsage, diag.M("PUBLISH-KEY", "%s 读不出私钥（%v）", "no private key can be read from %s (%v)").With(p.at.Key, err), diag.T("请核对 %s 里 key 的写法，以及这个文件", "check what key says in %s, and that file").With(target.File))
	case errors.Is(err, store.ErrLogin):
		return p.explainLogin()
	case errors.Is(err, store.ErrDenied) && p.at.Kind == target.Folder:
		return p.explainClosed(err)
	case errors.Is(err, store.ErrDenied):
		return fault(console.ExitUsage, diag.M("PUBLISH-DENIED", "%s 登录上了，可是不让写（%v）", "%s lets us in, and refuses to be written to (%v)").With(where, err), p.mendClosed())
	case errors.Is(err, store.ErrFull):
		return fault(console.ExitMachine, diag.M("PUBLISH-FULL", "%s 满了", "%s is full").With(where), diag.T("请腾出地方再运行，会接着做", "make room and run this again; it goes on"))
	case errors.As(err, &unknown) && p.at.Kind != target.Folder:
		return fault(console.ExitMachine, diag.M("PUBLISH-HOST", "找不到服务器 %s", "there is no server %s").With(unknown.Name), diag.T("请核对名字，看看网络", "check the name, and look at the network"))
	case errors.Is(err, store.ErrAddress):
		return fault(console.ExitUsage, diag.M("PUBLISH-ADDRESS", "没有这个地方：%s（%v）", "there is no such place: %s (%v)").With(where, err), diag.T("请核对地址；放网站的文件夹的上一级要先建好", "check the address; the folder above the site's must be there"))
	case errors.Is(err, store.ErrUnsupported):
		return fault(console.ExitUsage, diag.M("PUBLISH-UNSUPPORTED", "这样的服务器不能用来发布（%v）", "a server of this kind cannot be published to (%v)").With(err), diag.T("请换一种方式，例如 sftp://", "use another way, such as sftp://"))
	case errors.Is(err, context.Canceled):
		return fault(console.ExitMachine, diag.M("PUBLISH-STOPPED", "已中断", "interrupted"), diag.Text{})
	case p.at.Kind != target.Folder && !output.Full(err):
		return fault(console.ExitMachine, diag.M("PUBLISH-NETWORK", "和 %s 的连接出了问题（%v）", "the connection to %s failed (%v)").With(where, err), diag.T("请看看网络，再运行一次", "look at the network, and run this again"))
	}
	return err
}

// mendBusy says when another's lock can be taken over. One of a machine whose clock is ahead would last for as long as that is wrong.
func (p *publishing) mendBusy(l publish.Lock, now time.Time) diag.Text {
	if l.Until.Sub(now) > time.Hour { // a lock is renewed every few minutes, and never for long
		return diag.T("那台电脑的时钟快了（它写的是到 %s）：请把它调准；确认没有人在发布，就删掉网站那里 .kepu 文件夹里的 lock，再运行一次",
			"the clock of that machine is ahead (it says until %s): set it right; when you are sure that nobody publishes, delete the file lock in the folder .kepu there and run this again").With(p.time(l.Until))
	}
	return diag.T("等它结束再运行；它要是已经断了，到 %s 就可以接手", "run this again when it has ended; if it has died, it can be taken over from %s on").With(p.time(l.Until))
}

// notAFolder says what stands where a folder is to.
func (p *publishing) notAFolder(is *publish.Foreign) error {
	if is.File {
		return &console.Fault{Code: console.ExitUsage, What: diag.M("PUBLISH-FILE", "%s：这个名字是一个文件，不是文件夹", "%s is the name of a file, not of a folder").With(p.at.Title()),
			Mend: diag.T("换一个名字；这个文件不要了，就先删去它", "take another name, or remove the file when it is not needed")}
	}
	return &console.Fault{Code: console.ExitUsage, What: diag.M("PUBLISH-LINK", "%s：这是别人的链接，指向 %s", "%s is a link that is not ours, to %s").With(p.at.Title(), is.Name),
		Mend: diag.T("位置写它指向的那个文件夹：%s", "name the folder that it leads to: %s").With(is.Name)}
}
