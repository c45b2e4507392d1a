package source

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"strings"

	"kepu/generator/diag"
	"kepu/generator/photo"
)

// Asset is a picture or an attachment of content/ that goes into the site: an attachment as it is, of a picture
// what package photo makes of it.
type Asset struct {
	Path     string // in content/
	Size     int64  // bytes
	Sum      string // SHA-256 of the bytes, lower-case hexadecimal
	Picture  *photo.Info
	Problems diag.List
}

// Limits of a file: a larger one is refused, or warned about. A picture may be of photo.MaxSize.
const (
	maxAsset   = 20 << 20 // bytes
	largeAsset = 2 << 20  // bytes
)

// pictureForms maps the endings of pictures to the form that their bytes must have.
var pictureForms = map[string]photo.Form{".jpg": photo.JPEG, ".jpeg": photo.JPEG, ".png": photo.PNG, ".gif": photo.GIF, ".webp": photo.WebP}

// IsPicture reports whether the path has the ending of a picture that pages show.
func IsPicture(name string) bool { return pictureForms[strings.ToLower(path.Ext(name))].Readable() }

// attachments are the endings of files that may be offered to take away. Pages
// and scripts are not among them: content never becomes script.
var attachments = map[string]bool{".pdf": true, ".doc": true, ".docx": true, ".xls": true, ".xlsx": true, ".ppt": true, ".pptx": true,
	".wps": true, ".et": true, ".dps": true, ".ofd": true, ".csv": true, ".txt": true, ".zip": true, ".rar": true, ".7z": true, ".mp4": true, ".mp3": true}

// IsAttachment reports whether the path has the ending of a file to take away.
func IsAttachment(name string) bool {
	return IsPicture(name) || attachments[strings.ToLower(path.Ext(name))]
}

// ReadAsset looks at the bytes of a picture or an attachment.
func ReadAsset(name string, data []byte) *Asset {
	sum := sha256.Sum256(data)
	a := &Asset{Path: name, Size: int64(len(data)), Sum: hex.EncodeToString(sum[:])}
	most, smaller := sizeLimit(name)
	at := diag.Whole(name)
	switch {
	case a.Size > most:
		a.Problems.Error(at, diag.M("FILE-LARGE", "文件太大：%d MB 以上", "the file is too large: above %d MB").With(most>>20), smaller)
	case IsPicture(name):
		a.picture(data)
	case a.Size > largeAsset:
		a.Problems.Warn(at, diag.M("FILE-SLOW", "文件有 %.1f MB，手机上打开会很慢", "the file is %.1f MB and slow on a phone").With(float64(a.Size)/(1<<20)), smaller)
	}
	return a
}

// sizeLimit returns how many bytes a file may have, and what to do about one that has more.
func sizeLimit(name string) (most int64, smaller diag.Text) {
	if IsPicture(name) {
		return photo.MaxSize, makeSmaller
	}
	return maxAsset, diag.T("可以的话，请压缩，或拆成几个文件", "compress it, or make several files of it, if that can be")
}

var (
	makeSmaller = diag.T("请先用画图把照片缩小（宽 1600 像素足够）", "make the photo smaller first (1600 pixels wide is enough)")
	saveAsJPG   = diag.T("请用画图打开后另存为 JPG 或 PNG", "open it in a picture program and save it as JPG or PNG")
)

// endings are the usual ones of the forms that pages show.
var endings = map[photo.Form]string{photo.JPEG: "jpg", photo.PNG: "png", photo.GIF: "gif", photo.WebP: "webp"}

// picture looks at a picture and tells what is wrong with it.
func (a *Asset) picture(data []byte) {
	if len(data) == 0 {
		a.Problems.Error(diag.Whole(a.Path), diag.M("PHOTO-EMPTY", "这个图片文件是空的", "this picture file is empty"), diag.T("请重新拷贝或下载原图", "copy it again from where it came"))
		return
	}
	in, err := photo.Look(data)
	want := pictureForms[strings.ToLower(path.Ext(a.Path))]
	if err == nil && in.Form != want || errors.Is(err, photo.ErrMoving) && in.Form != want {
		a.Problems.Error(diag.Whole(a.Path), diag.M("PHOTO-ENDING", "扩展名是 %s，内容却是 %s", "the ending is %s but the content is %s").With(path.Ext(a.Path), in.Form.String()),
			diag.T("把扩展名改成 .%s；看不到扩展名的，用画图打开后另存为 JPG", "give it the ending .%s, or open it in a picture program and save it as JPG").With(endings[in.Form]))
		return
	}
	if what, mend := PictureFault(in, err); err != nil {
		a.Problems.Error(diag.Whole(a.Path), what, mend)
		return
	}
	a.Picture = &in
	at := diag.Whole(a.Path)
	if in.Moving {
		a.Problems.Warn(at, diag.M("PHOTO-MOVING", "这是会动的图片，网站上只显示第一幅", "this picture moves; the site shows the first of it"),
			diag.T("要别的一幅，请截图另存为 PNG；要动的，请作为视频附件", "for another one, save a screenshot of it as PNG; for all of it, attach a film"))
	}
	if in.Print {
		a.Problems.Warn(at, diag.M("PHOTO-PRINT", "这是印刷用的图片（CMYK），网站上的颜色会和原来不一样", "this picture is for printing (CMYK), and its colours will be others on the site"),
			diag.T("请在做图的软件里把颜色模式改成 RGB，再另存为 JPG", "change its colour mode to RGB in the program that it was made with, and save it as JPG"))
	}
}

// PictureFault tells what package photo refuses a picture for, and what to do.
func PictureFault(in photo.Info, err error) (what, mend diag.Text) {
	switch {
	case errors.Is(err, photo.ErrForm) && (in.Form == photo.HEIC || in.Form == photo.AVIF):
		return PhoneForm(in.Form)
	case errors.Is(err, photo.ErrForm):
		return diag.M("PHOTO-FORM", "这是 %s 图片，网站不能用", "this is a picture of the form %s, which the site cannot use").With(in.Form.String()), saveAsJPG
	case errors.Is(err, photo.ErrCutShort):
		return diag.M("PHOTO-CUT", "图片不完整：后面一截没有了，多半是传输或拷贝中断", "the picture breaks off: its end is missing, as a broken transfer leaves it"),
			diag.T("请重新拷贝或下载原图", "copy it again from where it came")
	case errors.Is(err, photo.ErrTooLarge):
		return diag.M("PHOTO-PIXELS", "图片太大：%d×%d 像素", "the picture is too large: %d×%d pixels").With(in.Width, in.Height), makeSmaller
	case errors.Is(err, photo.ErrMoving):
		return diag.M("PHOTO-MOVING-WEBP", "这是会动的 WebP 图片，网站不能用", "this is a WebP that moves, which the site cannot use"),
			diag.T("请截图另存为 PNG", "save a screenshot of it as PNG")
	}
	return diag.M("PHOTO-UNREADABLE", "打不开这张图片，它不是完整的图片文件", "this is no whole picture file"), saveAsJPG
}

// PhoneForm tells of a picture in the form that phones keep photos in to save room, and how to get a JPG of it.
func PhoneForm(form photo.Form) (what, mend diag.Text) {
	return diag.M("PHOTO-HEIC", "这是手机的 %s 照片，网页不能显示", "this is a photo in the form of phones, %s, which pages cannot show").With(form.String()),
		diag.T("请在电脑上打开后另存为 JPG，或用微信发给自己（不选“原图”）再保存；以后在手机“设置→相机→格式”里选“兼容性最佳”，拍的就是 JPG",
			"open it on a computer and save it as JPG, or send it to yourself by a chat that makes it one; from now on choose Most Compatible under Settings, Camera, Formats")
}
