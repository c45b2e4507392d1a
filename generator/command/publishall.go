package command

import (
	"kepu/generator/diag"
	"kepu/generator/publish"
)

var putAllOption = option{"all", diag.Text{}, func(o *options) any { return &o.all },
	diag.T("全部重新传一遍，不管网上的清单怎么说（网上的文件被人改过、删过时用）", "put every file again, whatever the list there says (where somebody has changed or removed files)")}

// tellAll says that all travels, before it does.
func (p *publishing) tellAll(c publish.Changes) {
	if c.All {
		p.say.Print(diag.T("全部重新传一遍：网上的文件一个也不信，一个也不复制", "every file is put again: nothing that stands there is believed or copied"))
	}
}

// tellAllPut says what a publication that put all has not mended.
func (p *publishing) tellAllPut(rep publish.Report) {
	switch {
	case !rep.All:
	case rep.NoBack:
		p.say.Warn(diag.M("PUBLISH-ALL-NO-WAY-BACK", "原来网上的那一次没有留底，退不回去：里面可能有被改动过的文件", "what stood there before is not kept, so there is no way back to it: it may hold what was changed"),
			diag.T("要退回，就在 content 里改回来再发布（kepu undo、kepu restore）", "to go back, change the content back (kepu undo, kepu restore) and publish again"))
	default:
		p.say.Warn(diag.M("PUBLISH-ALL-BEFORE", "以前留着的几次没有重新传，里面可能有被改动过的文件", "the publications that are kept from before were not put again, and may hold what was changed"),
			diag.T("不要退回到它们（kepu rollback）；再发布几次，它们就换掉了", "do not go back to them (kepu rollback); some publications later they are gone"))
	}
}

// tellDoubt warns of going back to what may hold what --all has mended.
func (p *publishing) tellDoubt(r publish.Release) {
	if r.Doubt {
		p.say.Warn(diag.M("PUBLISH-DOUBT", "这一次是全部重传以前的，里面可能有被改动过的文件", "this one is from before all was put again, and may hold what was changed by hand"),
			diag.T("退回以后用 kepu verify 核对；下一次 kepu publish 会全部重传", "look at it with kepu verify after going back; the next kepu publish puts all again"))
	}
}

// tellForgot says that the far side knows nothing of earlier publications.
func (p *publishing) tellForgot(c publish.Changes) {
	if c.Forgot {
		p.say.Warn(diag.M("PUBLISH-FORGOT", "网上没有程序自己的记录（.kepu 被删了，链接被换成了文件夹，或者网站是手工拷上去的）：以前发布的几次退不回去了", "the program's notes are not there (.kepu was deleted, the link was replaced by a folder, or the site was copied there by hand): what was published before cannot be gone back to any more"),
			diag.T("从这一次起重新记；不要动网上的 .kepu 和链接", "from this publication on notes are kept again; leave .kepu and the link there alone"))
	}
}
