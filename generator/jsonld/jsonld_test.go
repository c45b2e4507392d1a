package jsonld

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestNoTextEndsTheElementThatHoldsIt(t *testing.T) {
	for _, words := range []string{"</script><script>alert(1)</script>", "<!--", "]]>", "\u2028\u2029", "a&b"} {
		text := Text(Place{Type: "Museum", Name: words, Address: At(words, words)})
		if strings.ContainsAny(text, "<>&\u2028\u2029") {
			t.Errorf("%s", text)
		}
		var back struct {
			Context string `json:"@context"`
			Name    string
		}
		if err := json.Unmarshal([]byte(text), &back); err != nil || back.Name != words || back.Context != "https://schema.org" {
			t.Errorf("%s: %+v (%v)", text, back, err)
		}
	}
}

func TestWhatIsNotKnownIsLeftOut(t *testing.T) {
	free := false
	for thing, want := range map[string]string{
		Text(Place{Type: "Place", Name: "甲馆", Address: At("", "")}):                   `{"@context":"https://schema.org","@type":"Place","name":"甲馆"}`,
		Text(Place{Type: "Museum", Name: "甲馆", Free: &free, Address: At("甲县", "")}):   `{"@context":"https://schema.org","@type":"Museum","name":"甲馆","address":{"@type":"PostalAddress","addressCountry":"CN","addressLocality":"甲县"},"isAccessibleForFree":false}`,
		Text(Breadcrumbs([]Link{{"首页", "https://a.example/"}})):                       `{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"首页","item":"https://a.example/"}]}`,
		Text(Open([]int{1, 6}, "09:00", "17:00")):                                     `{"@context":"https://schema.org","@type":"OpeningHoursSpecification","dayOfWeek":["Tuesday","Sunday"],"opens":"09:00","closes":"17:00"}`,
		Text(Event{Type: "Event", Name: "课", Start: "2026-05-02", Status: Scheduled}): `{"@context":"https://schema.org","@type":"Event","name":"课","startDate":"2026-05-02","eventStatus":"https://schema.org/EventScheduled","url":""}`,
	} {
		if thing != want {
			t.Errorf("%s, want %s", thing, want)
		}
	}
}
