package sample

import "fmt"

// basePages writes bases/.
func (c *city) basePages(yield func(string, []byte) bool) {
	for i := range c.bases {
		if !yield(c.bases[i].file, c.basePage(&c.bases[i])) {
			return
		}
	}
	var t text
	t.line("+++")
	t.words("name", "示例草稿基地（虚构）")
	t.words("county", c.counties[0].id)
	t.raw("draft", "true")
	t.line("+++\n\n还没有写完，不会出现在网站上。")
	yield("bases/draft-example.md", t.bytes())
}

func (c *city) basePage(b *base) []byte {
	r := c.randomOf("page", b.number)
	at, k := &c.counties[b.county], &kinds[b.kind]
	var t text
	t.line("+++")
	t.words("name", b.name)
	if r.percent(30) {
		t.list("alias", []string{b.name + "（旧称）"})
	}
	t.words("county", pick(r, []string{at.name, at.id}))
	t.words("kind", pick(r, []string{k.name, k.id}))
	t.words("address", fmt.Sprintf("%s%s路%d号（虚构）", at.name, pick(r, places), r.from(1, 300)))
	if r.percent(85) {
		t.words("phone", fmt.Sprintf("0000-%07d", b.number))
	}
	if r.percent(20) {
		t.words("website", fmt.Sprintf("https://example.org/base/%d", b.number))
		t.words("email", fmt.Sprintf("base%d@example.org", b.number))
	}
	c.location(&t, r, b)
	c.visiting(&t, r)
	if r.percent(70) {
		t.words("summary", pick(r, k.about))
	}
	t.words("since", fmt.Sprint(b.since))
	if b.until != 0 {
		t.words("until", fmt.Sprint(b.until))
	}
	t.list("sources", few(r, []string{"示例市科普档案（虚构）", "https://example.org/archive", "示例日报（虚构）"}, r.from(1, 2)))
	if b.number < c.o.Photos {
		t.words("cover", "photo-1.png")
		t.table("photo")
		t.words("file", "photo-1.png")
		t.words("caption", "生成的图片，不是实景（虚构）")
		t.words("credit", "kepu sample")
		t.table("photo")
		t.words("file", "photo-2.png")
		t.words("caption", "也是生成的图片（虚构）")
	}
	t.line("+++\n")
	c.body(&t, r, b)
	return t.bytes()
}

func (c *city) location(t *text, r *random, b *base) {
	p := b.place
	switch how := r.below(100); {
	case how < 70:
		t.raw("location", "["+decimal(p[0], 5)+", "+decimal(p[1], 5)+"]")
	case how < 80: // about half a kilometre off, as such maps are: still well within the county
		t.raw("location", "["+decimal(p[0]+0.006, 5)+", "+decimal(p[1]-0.001, 5)+"]")
		t.words("datum", pick(r, []string{"gcj02", "bd09"}))
	case how < 95:
		t.raw("location", "["+decimal(p[0], 2)+", "+decimal(p[1], 2)+"]")
		t.words("precision", pick(r, []string{"town", "county"}))
	}
}

func (c *city) visiting(t *text, r *random) {
	switch r.below(4) {
	case 0:
		t.raw("hours", `[{days = "周二-周日", open = "09:00", close = "17:00", months = "3-10"}, {days = "周二-周日", open = "09:30", close = "16:30", months = "11-2"}, {days = "周一", closed = true}]`)
	case 1:
		t.raw("hours", `[{days = "周一-周五", open = "08:30", close = "17:30"}]`)
	case 2:
		t.raw("hours", `[{days = "周六-周日", open = "09:00", close = "16:00"}]`)
	}
	if r.percent(60) {
		t.raw("closed", pick(r, []string{`["春节"]`, `["春节", 2026-10-01]`, `["除夕", "国庆节"]`}))
	}
	if r.percent(75) {
		t.words("fee", "免费")
		t.raw("free", "true")
	} else {
		t.words("fee", fmt.Sprintf("成人%d元，学生半价", 5*r.from(2, 8)))
		t.raw("free", "false")
	}
	t.words("booking", pick(r, []string{"", "电话预约", "https://example.org/booking", "团体须提前三天预约"}))
	if r.percent(60) {
		t.number("capacity", 10*r.from(3, 50))
	}
	t.list("facilities", few(r, facilities, r.from(0, 4)))
	if r.percent(60) {
		t.words("transport", pick(r, transports))
	}
}

// body writes what the page says. Its parts are those that such pages have: plain
// paragraphs first, then now and then a list, a table, a quotation, links.
func (c *city) body(t *text, r *random, b *base) {
	k := &kinds[b.kind]
	t.line("%s位于%s（虚构），%d年起作为科普教育基地开放。%s。%s", b.name, c.counties[b.county].name, b.since, pick(r, k.about), pick(r, plain))
	t.line("\n%s%s", pick(r, plain), pick(r, plain))
	if r.percent(60) {
		t.line("\n## 看什么\n")
		for _, s := range k.about {
			t.line("- %s；", s)
		}
		t.line("- **可以动手**的展品都有[说明](/pages/about.md)。")
	}
	if r.percent(25) {
		t.line("\n## 课程安排\n\n| 年级 | 课程 | 课时 |\n|---|---|---:|")
		for _, g := range []string{"小学", "初中", "高中"} {
			t.line("| %s | %s | %d |", g, pick(r, topics).name, r.from(1, 6))
		}
	}
	if r.percent(15) {
		t.line("\n> 讲解员常说：先看，再问，然后自己试一试。")
	}
	other := &c.bases[r.below(len(c.bases))]
	if other != b {
		t.line("\n这里常和[%s](%s)合办活动，办法见[申报说明](/pages/apply.md)。%s", other.name, other.link(), pick(r, plain))
	}
	if r.percent(10) {
		t.line("\n面积为估算数[^1]。\n\n[^1]: 由基地填报，没有测量（虚构）。")
	}
}
