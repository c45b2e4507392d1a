package desk

import (
	"maps"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"kepu/generator/diag"
	"kepu/generator/site"
)

// Who is quicker than the first reading of the content waits for it, and is not told of errors that nobody found.
func TestAListWaitsForTheContent(t *testing.T) {
	b := sit(t, maps.Clone(city))
	read := make(chan struct{})
	now := b.desk.o.Now
	b.desk.o.Now = func() (*site.Site, diag.List) {
		select {
		case <-read:
			return now()
		default:
			return nil, nil
		}
	}
	r := httptest.NewRequest("GET", Root+"list/base", nil)
	done := make(chan string)
	go func() {
		w := httptest.NewRecorder()
		b.desk.route(w, r, "list/base")
		done <- w.Body.String()
	}()
	select {
	case page := <-done:
		t.Fatalf("the list does not wait:\n%s", page)
	case <-time.After(100 * time.Millisecond):
	}
	close(read)
	if page := <-done; !strings.Contains(page, "甲县气象科普馆") {
		t.Errorf("the list is\n%s", page)
	}
}
