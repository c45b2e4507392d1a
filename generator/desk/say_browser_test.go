package desk

import (
	"maps"
	"testing"
)

// While one types, the desk says how it understands; a button takes what is meant; Enter looks at the change and takes nothing.
func TestTheDeskSaysHowItUnderstandsWhileOneTypes(t *testing.T) {
	b := sit(t, maps.Clone(city))
	x := atDesk(t, b)
	x.open(b.server.URL + Root + "new/activity")
	x.do(`window.type = function (name, words) { var e = document.querySelector('[name="' + name + '"]'); e.focus(); e.value = words; e.dispatchEvent(new Event("input", {bubbles: true})); }`)
	x.do(`type("date", "9月20-22日")`)
	x.until(`document.querySelector("#s-date").textContent.includes("2026年9月20日至22日")`)
	x.do(`type("participants", "1.2万")`)
	x.until(`!!document.querySelector('#s-participants button')`)
	x.do(`document.querySelector('#s-participants button').click()`)
	x.until(`document.querySelector('[name="participants"]').value === "12000" && !document.querySelector('#s-participants button')`)
	x.do(`type("bases", "没有的<b>馆")`)
	x.until(`document.querySelector("#s-bases a") && document.querySelector("#s-bases a").target === "_blank" && !document.querySelector("#s-bases b")`)
	x.do(`type("bases", "气象")`)
	x.until(`document.querySelector("#s-bases").textContent.includes("甲县气象科普馆") && !document.querySelector("#s-bases a")`)
	x.do(`type("participants", "1.3万")`)
	x.until(`!!document.querySelector('#s-participants button')`)
	x.do(`type("title", "讲座二")`)
	x.do(`document.querySelector('form.form').requestSubmit()`) // what no button was pressed for
	x.until(`location.pathname === "/_desk/new/activity" && document.readyState === "complete" && !!document.querySelector(".form__row--wrong")`)
	if got := value[string](x, `document.querySelector('[name="participants"]').value`); got != "1.3万" {
		t.Errorf("the number has become %q", got)
	}
	if n := value[int](x, `document.querySelectorAll('[name="bases"]').length`); n != 3 {
		t.Errorf("there are %d boxes for bases", n)
	}
	x.do(`document.querySelector('#s-participants button').click()`)
	x.until(`document.querySelector('[name="participants"]').value === "13000" && document.querySelector('#w-participants').hidden && !document.querySelector('.form__row--wrong')`)
	x.look("say")

	x.open(b.server.URL + baseForm)
	x.do(`var e = document.querySelector('[name="hours"]'); e.value = "周二-周日 9:00-17:00"; e.dispatchEvent(new Event("input", {bubbles: true}))`)
	x.until(`document.querySelector("#s-hours").textContent.includes("周二至周日 09:00—17:00")`)
	x.do(`document.querySelector('[name="hours.days"]').value = "周一"; document.querySelector('button[value="row"]').click()`)
	x.until(`document.querySelector('[name="hours"]').value === "周二-周日 9:00-17:00\n周一 不开放"`)
	if len(x.log) > 0 {
		t.Logf("console: %q", x.log)
	}
}
