package sample

// terms writes site.toml.
func (c *city) terms(yield func(string, []byte) bool) {
	var t text
	t.line("# 示例市是虚构的。这个文件夹由 kepu sample 生成，供试用和测试。")
	t.words("title", "示例市科普教育基地（虚构）")
	t.words("description", "示例市科普教育基地的名录、命名情况与科普活动记录。全部内容都是虚构的，供试用。")
	t.words("language", "zh-CN")
	t.words("timezone", "Asia/Shanghai")
	t.words("base_url", "https://example.org/kepu/")
	t.words("theme", "default")
	t.line("\n[organiser]")
	t.words("name", "示例市科学技术协会（虚构）")
	t.words("address", "示例市甲川区科普路1号（虚构）")
	t.words("phone", "0000-0000000")
	t.words("email", "kepu@example.org")
	t.words("postcode", "000000")
	t.line("\n[registration]")
	t.words("site_domain", "example.org")
	t.words("site_id_code", "0000000000")
	t.words("icp", "示ICP备00000000号-1")
	t.words("police", "示公网安备00000000000000号")
	t.line("\n[map]")
	t.words("datum", "wgs84")
	t.words("review_number", "")
	t.words("outlines", "schematic")
	for i, x := range c.counties {
		t.table("county", "id", x.id, "name", x.name, "code", x.code)
		if i%4 != 3 { // of one in four it is not known
			t.number("population", 1000*c.randomOf("people", i).from(180, 960))
			t.number("population_year", 2020)
		}
	}
	for _, x := range levels {
		t.table("level", "id", x.id, "name", x.name, "authority", x.authority)
		t.number("rank", x.rank)
	}
	for _, x := range kinds {
		t.table("kind", "id", x.id, "name", x.name, "colour", x.colour)
	}
	for _, x := range campaigns {
		t.table("campaign", "id", x.id, "name", x.name, "description", x.about)
	}
	for _, x := range forms {
		t.table("form", "id", x.id, "name", x.name)
		if x.private {
			t.raw("public", "false")
		}
		t.words("national", nationalForms[x.id])
	}
	c.indicatorTerms(&t)
	if c.o.Years > 3 {
		t.table("break")
		t.number("year", c.first+2)
		t.words("measure", "活动数")
		t.words("note", "从这一年起，进校园的课程也计入活动（虚构）")
	}
	for _, words := range synonyms {
		t.table("synonym")
		t.list("words", words)
	}
	yield("site.toml", t.bytes())
}
