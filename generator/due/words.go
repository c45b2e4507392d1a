package due

import "kepu/generator/diag"

// Key is the kind's name for programs.
func (k Kind) Key() string {
	return [...]string{PlanPast: "plan-past", TitleOver: "title-over", TitleEnding: "title-ending", ReturnMissing: "return-missing",
		FileEmpty: "file-empty", FileMissing: "file-missing", Unfinished: "unfinished", Draft: "draft", TitleUnknown: "title-unknown",
		NoLocation: "no-location", NoHours: "no-hours", NoPhone: "no-phone", NoPhoto: "no-photo", Unchecked: "unchecked", Quiet: "quiet"}[k]
}

// Name is what a list of the kind is headed with.
func (k Kind) Name() diag.Text {
	return [...]diag.Text{
		PlanPast:      diag.T("计划的活动，日子已经过了", "planned activities whose day has passed"),
		TitleOver:     diag.T("命名已过有效期", "titles that are over"),
		TitleEnding:   diag.T("命名一年内到期", "titles that end within a year"),
		ReturnMissing: diag.T("年度数据没有报来", "annual returns that were not sent"),
		FileEmpty:     diag.T("附件是空文件", "files with nothing in them"),
		FileMissing:   diag.T("草稿提到的文件不在", "files that a draft names and that are not there"),
		Unfinished:    diag.T("写着“待补”的", "texts that say 待补"),
		Draft:         diag.T("草稿等着发布", "drafts that wait"),
		TitleUnknown:  diag.T("有效期未查到，查一查", "titles whose end is to be looked up"),
		NoLocation:    diag.T("没有写坐标", "coordinates that are not written"),
		NoHours:       diag.T("没有写开放时间", "opening hours that are not written"),
		NoPhone:       diag.T("没有写电话", "phones that are not written"),
		NoPhoto:       diag.T("页面上没有照片", "pages without a photo"),
		Unchecked:     diag.T("页面两年没有核对", "pages that nobody has checked for two years"),
		Quiet:         diag.T("很久没有记录", "nothing logged for long"),
	}[k]
}

// Name is the word for an urgency.
func (u Urgency) Name() diag.Text {
	return [...]diag.Text{Overdue: diag.T("该办了", "overdue"), Soon: diag.T("近期要办", "soon"), Someday: diag.T("有空就办", "when there is time")}[u]
}
