package reconcile

import (
	"regexp"
	"strings"

	"kepu/generator/figures"
)

var (
	// what is to come is in no record
	future = regexp.MustCompile(`明年|来年|次年|下一?年度|后年|计划|拟|将|下一步|下一阶段|下步|力争|争取|目标|预计|打算|今后|未来|设想|新的?一年|(?:^|[，：:、是])要`)
	// what only reads like it
	past = strings.NewReplacer("将近", "\x00\x00\x00\x00\x00\x00", "将军", "\x00\x00\x00\x00\x00\x00", "模拟", "\x00\x00\x00\x00\x00\x00", "虚拟", "\x00\x00\x00\x00\x00\x00")
	// the heading of it
	ahead = regexp.MustCompile(`明年|来年|下一?年度|下一步|下一阶段|下步|打算|计划|安排|今后|目标|规划|设想`)
	// and what begins a stretch of it that goes on over the end of the sentence
	onward = regexp.MustCompile(`明年|来年|下一?年度|后年|下一步|下一阶段|下步|今后|未来|打算|设想|新的?一年`)
	dated  = regexp.MustCompile(`今年|本年|去年|上年|截至|累计|已`)

	// times that a record cannot be looked up by
	vague = regexp.MustCompile(`(?:本|当|上|上个|这个|该)(?:月|周|季度)|每|平均|月均|年均|分别|[暑寒]假|[暑寒]期|假期|春节|国庆|五一|六一|元旦|端午|中秋|清明|[“"]?十[一二三四五六]五|[近前][0-9一二三四五六七八九十两几]+年|过去[0-9一二三四五六七八九十两几]*年|[0-9一二三四五六七八九十两几]年来|(?:去年|上年)同期|近年来?|近几年|[前后近头][0-9一二三四五六七八九十两几]+个(?:月|季度)`)
	// the end of what 期间 may follow
	spanned  = regexp.MustCompile(`(?:[0-9一二三四五六七八九十]月份?|[日号]|季度|半年|[0-9〇零○一二三四五六七八九]年)$`)
	campaign = regexp.MustCompile(`科(?:普|技)\p{Han}{0,5}?[日周月节]`)
)

// planned reports whether a number is of what is to come.
func (s *search) planned(line string, in context, from int) bool {
	text := past.Replace(in.before)
	if future.MatchString(text) || future.MatchString(past.Replace(in.after)) {
		return true
	}
	if dated.MatchString(in.before) || len(yearsNamed(in.before)) > 0 {
		return false
	}
	if s.ahead > 0 || s.home.plan {
		return true
	}
	head := past.Replace(line[:from])
	at := onward.FindAllStringIndex(head, -1)
	return at != nil && len(yearsNamed(head[at[len(at)-1][1]:])) == 0
}

// vagueTime reports whether a sentence names a time that the records have no answer for.
func (s *search) vagueTime(in context) bool {
	text := in.before
	if vague.MatchString(text[in.own:]) {
		return true
	}
	for _, at := range vague.FindAllStringIndex(text, -1) {
		if !anyForm.MatchString(inDigits(text[at[1]:])) {
			return true
		}
	}
	head, rest, ok := cutLastOf(text, "期间")
	if !ok || anyForm.MatchString(inDigits(rest)) {
		return false
	}
	if spanned.MatchString(head) {
		return false
	}
	id, _ := s.campaignIn(head)
	return id == ""
}

func cutLastOf(text, word string) (before, after string, ok bool) {
	if i := strings.LastIndex(text, word); i >= 0 {
		return text[:i], text[i+len(word):], true
	}
	return text, "", false
}

// campaignIn returns the campaign that a text names last: by its name, or by the end of the one name that ends so (科普月).
// It returns "" and true where the text names one that cannot be told.
func (s *search) campaignIn(text string) (id string, named bool) {
	last := -1
	for _, n := range s.names {
		if i := strings.LastIndex(text, n.text); n.d == figures.ByCampaign && n.text != "" && i+len(n.text) > last && i >= 0 {
			id, named, last = n.id, true, i+len(n.text)
		}
	}
	for _, at := range campaign.FindAllStringIndex(text, -1) {
		if at[1] <= last {
			continue
		}
		id, named, last = "", true, at[1]
		for _, n := range s.names {
			if n.d != figures.ByCampaign || !strings.HasSuffix(n.text, text[at[0]:at[1]]) {
				continue
			}
			if id != "" && id != n.id {
				id = ""
				break
			}
			id = n.id
		}
	}
	return id, named
}

// campaignOf is the campaign that a number is of, as far as words for it say. It is false where that cannot be told.
func (s *search) campaignOf(in context, named string) (id string, told bool) {
	if id, ok := s.campaignIn(in.before); ok {
		if id == "" {
			return "", false
		}
		return id, true
	}
	switch {
	case named != "":
		return named, true
	case !s.home.during, strings.Contains(in.before, "全年"), strings.Contains(in.before, "历年"), strings.Contains(in.before, "累计"):
		return "", true
	}
	// a report of a campaign: its sentences are about it, unless they name a time
	return s.home.campaign, s.home.campaign != "" && !anyForm.MatchString(inDigits(in.before))
}
