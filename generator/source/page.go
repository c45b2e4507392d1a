package source

import (
	"strings"

	"kepu/generator/diag"
	"kepu/generator/digest"
	"kepu/generator/markdown"
	"kepu/generator/tomldoc"
)

// page reads the front matter and the body of a markdown file. ok is false when
// there is no front matter to be read; that was reported then.
func (r *reader) page() (t *tomldoc.Table, body *markdown.Doc, ok bool) {
	from, to, rest, ok := r.fences()
	if !ok {
		return nil, nil, false
	}
	t, r.facts = r.parse(from, to), digest.Of(r.file.Text[:rest])
	body = markdown.Parse(r.file.Text[rest:], markdown.Origin{File: r.file, Start: rest, End: len(r.file.Text), Exact: true, Runs: true, Sections: true}, r.ps)
	tomldoc.Hidden(r.file, rest, len(r.file.Text), r.ps)
	r.checkUnfinished(body)
	return t, body, true
}

const fence = "+++"

// FrontMatter returns where a page's settings stand, from from up to to, between its +++
// lines, and where its body begins. ok is false when it has no such lines.
func FrontMatter(f *diag.File) (from, to, body int, ok bool) {
	r := reader{file: f, ps: &diag.List{}, known: contentKeys}
	return r.fences()
}

// Values reads the TOML of a file from start up to end as Parse does, whatever its keys mean.
func Values(f *diag.File, start, end int, ps *diag.List) *tomldoc.Table {
	return tomldoc.Parse(f, start, end, ps, tomldoc.Options{Lists: contentKeys.lists, Foreign: true})
}

// fences finds the +++ lines. The front matter stands from from up to to, the
// body begins at rest. The first closing fence ends it: a later +++ is text.
func (r *reader) fences() (from, to, rest int, ok bool) {
	text := r.file.Text
	first, after, _ := strings.Cut(text, "\n")
	from = len(text) - len(after)
	line := strings.TrimRight(first, " \t")
	if line != fence {
		r.noFence(line, first)
		return 0, 0, 0, false
	}
	for at := from; at < len(text); {
		line, _, more := strings.Cut(text[at:], "\n")
		next := at + len(line)
		if more {
			next++
		}
		if strings.TrimRight(line, " \t") == fence {
			return from, at, next, true
		}
		at = next
	}
	if at, end := r.oddFence(from); end > 0 {
		r.ps.Error(r.file.Place(at, end), diag.M("FENCE-CLOSING-FORM", "这里应当是结束的 +++，加号要正好三个，用英文的", "this should be the closing +++: exactly three, and plain ones"),
			diag.T("请改为 +++", "write +++")).By(diag.Replace(at, end, fence))
		return 0, 0, 0, false
	}
	if i := strings.Index(text[from:], "\n"+fence); i >= 0 {
		r.wordsAfterFence(from + i + 1)
		return 0, 0, 0, false
	}
	p := r.ps.Error(r.file.Place(0, len(fence)), diag.M("FENCE-CLOSING", "没有结束的 +++", "the closing +++ is missing"),
		diag.T("在各项设置之后、正文之前，单独写一行 +++", "write +++ on a line of its own between the settings and the text"))
	if end := settingsEnd(text, from); end > 0 && text[end-1] == '\n' {
		p.By(diag.Insert(end, fence+"\n"))
	} else if end > 0 {
		p.By(diag.Insert(end, "\n"+fence+"\n"))
	}
	return 0, 0, 0, false
}

// oddFence finds the first line after from that holds only + signs, of either width:
// since there is no good closing fence, it was meant as one. The end is 0 when there is none.
func (r *reader) oddFence(from int) (start, end int) {
	for at := from; at < len(r.file.Text); {
		line, _, _ := strings.Cut(r.file.Text[at:], "\n")
		if s := strings.TrimSpace(line); s != "" && strings.Trim(s, "+＋") == "" {
			return at, at + len(line)
		}
		at += len(line) + 1
	}
	return 0, 0
}

// fenceLine reports whether a text begins with a fence on a line of its own.
func fenceLine(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimRight(line, " \t") == fence
}

// wordsAfterFence reports the fence at an offset, which shares its line with something.
func (r *reader) wordsAfterFence(at int) {
	r.ps.Error(r.file.Place(at, at+len(fence)), diag.M("FENCE-LINE", "+++ 要单独写一行", "the +++ must be on a line of its own"),
		diag.T("请把它后面的内容另起一行", "put what follows it on the next line")).By(r.fenceAlone(at + len(fence)))
}

// fenceAlone puts what stands after a fence, from at on, on the next line; + signs belong to the fence.
func (r *reader) fenceAlone(at int) *diag.Repair {
	line := lineAt(r.file.Text, at)
	words := strings.TrimLeft(line, " \t")
	if strings.HasPrefix(words, "+") || strings.HasPrefix(words, "＋") {
		return nil
	}
	return diag.Replace(at, at+len(line)-len(words), "\n")
}

func (r *reader) noFence(line, first string) {
	at := r.file.Place(0, max(len(first), 1))
	mend := diag.T("文件第一行单独写 +++，下面写设置，再用一行 +++ 结束", "begin the file with a line +++, then the settings, then another line +++")
	switch {
	case strings.Trim(line, "＋+") == "" && line != "":
		if strings.Contains(line, "＋") {
			r.ps.Error(at, diag.M("FENCE-WIDE", "用了全角的 ＋", "the + are full-width"), diag.T("请改为英文的 +++", "write +++")).By(diag.Replace(0, len(first), fence))
			return
		}
		r.ps.Error(at, diag.M("FENCE-COUNT", "开头的 + 应当正好三个", "there must be exactly three +"), diag.T("请改为 +++", "write +++")).By(diag.Replace(0, len(first), fence))
	case strings.HasPrefix(line, fence):
		r.wordsAfterFence(0)
	case fenceLine(strings.TrimSpace(r.file.Text)):
		i := strings.Index(r.file.Text, fence)
		r.ps.Error(r.file.Place(i, i+len(fence)), diag.M("FENCE-BLANK", "+++ 前面有空行或空格", "there are blanks before the +++"),
			diag.T("请删去它们，+++ 要写在文件的第一行，顶着左边写", "delete them: +++ is the first line of the file, and begins it")).By(diag.Replace(0, i, ""))
	case line == "---":
		r.ps.Error(at, diag.M("FENCE-YAML", "这里的设置不用 --- 和冒号", "the settings here do not use --- and colons"),
			diag.T("请用 +++ 和 = ，例如 +++ 下面写 name = \"…\"", "use +++ and =, such as name = \"…\" below a line +++"))
	default:
		p := r.ps.Error(at, diag.M("FENCE-OPEN", "文件开头没有 +++", "the file does not begin with +++"), mend)
		if head, _, closed := strings.Cut(r.file.Text, "\n"+fence+"\n"); closed && settingLine.MatchString(first) && settingsEnd(head+"\n", 0) == len(head)+1 {
			p.By(diag.Insert(0, fence+"\n"))
		} else if end := settingsEnd(r.file.Text, 0); !closed && end > 0 && r.file.Text[end-1] == '\n' && settingLine.MatchString(first) {
			p.By(diag.Edits(diag.Edit{New: fence + "\n"}, diag.Edit{Start: end, End: end, New: fence + "\n"}))
		}
	}
}
