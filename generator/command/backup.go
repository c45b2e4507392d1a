package command

import (
	"context"
	"path/filepath"
	"time"

	"kepu/generator/backup"
	"kepu/generator/console"
	"kepu/generator/diag"
	"kepu/generator/history"
)

var backupCommand = command{
	name:  "backup",
	asked: diag.T("backup 文件夹", "backup FOLDER"),
	does:  diag.T("把 content 连同留底抄到另一个地方（U 盘、共享文件夹），并核对", "copy the content with its history to a second place (a stick, a share), and check it"),
	words: 1,
	usual: options{out: defaultOut},
	options: []option{
		contentOption,
		verifyOption.saying("把备份里的文件全部读一遍来核对，不只是这次抄的", "read all files of the backup to check them, not only those copied now"),
		outOption.saying("网站在哪里（默认 public）；备份不能放在里面", "where the site is (default public); a backup must not lie in it"),
		langOption,
	},
	check: func(o *options) error {
		if len(o.words) == 0 {
			return console.Usage(diag.T("没有写备份到哪个文件夹", "the folder to copy to is missing"), diag.T(`例如 kepu backup E:\科普备份`, `for example kepu backup E:\backup`))
		}
		return nil
	},
	run: makeBackup,
	about: diag.T(`用法：kepu backup 文件夹 [选项]

把 content 连同留底（.kepu）复制到另一个文件夹，最好在 U 盘上，或另一台电脑的共享文件夹里。只复制有变化的文件，
每个复制完都读回来核对。中途断了，再运行一次就接着复制。备份里有：
    content   内容的副本，恢复时整个拷回去
    gone      content 里已经删掉的文件，按日期存放，不会自动删除
隐藏的文件（例如 .git）和链接不复制。

例子：
    kepu backup E:\科普备份
    kepu backup E:\科普备份 --verify
`, `Usage: kepu backup FOLDER [options]

Copies the content with its history (.kepu) to another folder, best on a stick or a share of another machine. Only
files that differ are copied, and each is read back and checked. If a run is cut off, the next one goes on from there. In the
backup are
    content   the copy: to restore, copy it back as a whole
    gone      files that were deleted from the content, by date; Kepu never deletes them
Hidden files (such as .git) and links are not copied.

Examples:
    kepu backup E:\backup
    kepu backup E:\backup --verify
`),
	after: diag.T(`
结束代码：0 全部抄好并核对过，2 命令写错或位置不合适，3 电脑的问题（磁盘满、U 盘拔掉、有文件抄不了）
`, `
Exit codes: 0 all is copied and checked, 2 wrong command or place, 3 the machine (disk full, stick gone, a file that cannot be copied)
`),
}

// makeBackup copies the content to a second place.
func makeBackup(ctx context.Context, o options, say *console.Console) int {
	start := time.Now()
	if _, err := openContent(o.content); err != nil {
		return say.Fail(err, "")
	}
	store, err := history.Open(o.content)
	if err != nil {
		return say.Fail(err, "")
	}
	to := o.words[0]
	how := backup.Options{Day: start.Format(time.DateOnly), Verify: o.verify, Kept: store.Kept, Apart: []string{o.out}}
	if beside := filepath.Join(o.beside(), defaultOut); isFolder(beside) {
		how.Apart = append(how.Apart, beside)
	}
	if site := readSite(o.content); site != nil {
		how.Site = site.Title
	}
	p := say.Progress()
	p.Doing = diag.T("正在备份", "copying")
	how.Show = p.Show
	r, err := backup.Run(ctx, o.content, to, how)
	p.Clear()
	if ctx.Err() != nil {
		say.Say(diag.T("已中断：这次抄了 %d 个文件，再运行一次就接着抄", "interrupted: files copied this time, %d; run it again to go on").With(len(r.Copied)))
		return console.ExitMachine
	}
	if err != nil {
		return say.Fail(err, to)
	}
	tellBackup(say, r, to, how)
	say.Print(diag.T("备份在 %s：共 %d 个文件（%.1f MB），这次抄了 %d 个，读回核对 %d 个；用时 %.1f 秒", "the backup in %s: files %d (%.1f MB), copied now %d, read back and checked %d; took %.1f s").
		With(to, r.Files, float64(r.Bytes)/(1<<20), len(r.Copied), r.Read, time.Since(start).Seconds()))
	if len(r.Failed) > 0 {
		return console.ExitMachine
	}
	return console.ExitFine
}

// tellBackup tells what is not as one would think.
func tellBackup(say *console.Console, r backup.Result, to string, how backup.Options) {
	for i, f := range r.Failed {
		if i == 10 {
			say.Say(diag.T("还有 %d 个文件没有抄成", "%d more files were not copied").With(len(r.Failed) - i))
			break
		}
		say.Error(diag.M("BACKUP-FAILED", "%s 没有抄成：%s", "%s was not copied: %s").With(f.Path, console.Explain(f.Err)),
			diag.T("排除以后再运行一次", "put that right and run this again"))
	}
	if len(r.Damaged) > 0 {
		say.Warn(diag.M("BACKUP-DAMAGED", "备份里有 %d 个文件坏了，已重新抄好：%s", "files of the backup that were damaged, and were copied again, %d: %s").With(len(r.Damaged), console.Few(r.Damaged)),
			diag.T("这个 U 盘（磁盘）可能快坏了，请换一个", "this stick or disk may be failing: use another"))
	}
	if len(r.Links) > 0 {
		say.Warn(diag.M("BACKUP-LINKS", "没有抄链接：%s", "links were not copied: %s").With(console.Few(r.Links)), diag.Text{})
	}
	if len(r.Gone) > 0 {
		say.Say(diag.T("内容里没有了的 %d 个文件移到了 %s：%s", "files that the content no longer has, %d, were moved to %s: %s").
			With(len(r.Gone), filepath.Join(to, "gone", how.Day), console.Few(r.Gone)))
	}
}
