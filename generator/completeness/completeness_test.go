package completeness_test

import (
	"testing"

	"kepu/generator/catalog"
	"kepu/generator/completeness"
	"kepu/generator/date"
	"kepu/generator/geo"
	"kepu/generator/markdown"
	"kepu/generator/source"
)

// Each item is known by one thing alone, and what is half known is not.
func TestEachItem(t *testing.T) {
	free, no := true, false
	point := &geo.Point{Lon: 114, Lat: 33}
	for name, c := range map[string]struct {
		base catalog.Base
		want []completeness.Item
	}{
		"nothing":           {catalog.Base{Base: &source.Base{Name: "虚构甲馆"}}, nil},
		"address":           {catalog.Base{Base: &source.Base{Address: "一路"}}, []completeness.Item{completeness.Address}},
		"phone":             {catalog.Base{Base: &source.Base{Phone: "0396-1234567"}}, []completeness.Item{completeness.Phone}},
		"hours":             {catalog.Base{Base: &source.Base{Hours: make([]source.Hours, 1)}}, []completeness.Item{completeness.Hours}},
		"closed alone":      {catalog.Base{Base: &source.Base{Closed: []string{"周一"}}}, nil},
		"fee":               {catalog.Base{Base: &source.Base{Fee: "10元"}}, []completeness.Item{completeness.Fee}},
		"free":              {catalog.Base{Base: &source.Base{Free: &free}}, []completeness.Item{completeness.Fee}},
		"not free":          {catalog.Base{Base: &source.Base{Free: &no}}, []completeness.Item{completeness.Fee}},
		"place":             {catalog.Base{Base: &source.Base{Precision: "exact"}, Point: point}, []completeness.Item{completeness.Location}},
		"place, no point":   {catalog.Base{Base: &source.Base{Precision: "exact"}}, nil},
		"place, town":       {catalog.Base{Base: &source.Base{Precision: "town"}, Point: point}, nil},
		"text":              {catalog.Base{Base: &source.Base{Body: &markdown.Doc{Summary: "一段。"}}}, []completeness.Item{completeness.Intro}},
		"empty text":        {catalog.Base{Base: &source.Base{Body: &markdown.Doc{}}}, nil},
		"cover":             {catalog.Base{Base: &source.Base{}, Cover: &source.Asset{}}, []completeness.Item{completeness.Photo}},
		"photo":             {catalog.Base{Base: &source.Base{}, Gallery: make([]catalog.Picture, 1)}, []completeness.Item{completeness.Photo}},
		"verified, no date": {catalog.Base{Base: &source.Base{Verified: source.Verified{How: "电话核对"}}}, nil},
		"verified":          {catalog.Base{Base: &source.Base{Verified: source.Verified{Date: source.When{Date: date.Date{Year: 2026}}}}}, []completeness.Item{completeness.Verified}},
		"the rest": {catalog.Base{Base: &source.Base{Booking: "打电话", Transport: "1路", Website: "https://x.example", Facilities: []string{"停车场"}, Summary: "一馆"}},
			[]completeness.Item{completeness.Booking, completeness.Transport, completeness.Intro, completeness.Website, completeness.Facilities}},
	} {
		k := completeness.Of(&c.base)
		if k.Count() != len(c.want) || len(k.Missing()) != completeness.Items-len(c.want) {
			t.Errorf("%s: %d known: %b", name, k.Count(), k)
		}
		for _, i := range c.want {
			if !k.Has(i) {
				t.Errorf("%s: %s is not known", name, i.Name())
			}
		}
	}
}

func TestWords(t *testing.T) {
	for k, want := range map[completeness.Known]string{
		0:              "12项资料已知0项，待补地址、电话等12项。",
		0b111111111111: "12项资料已知12项。",
		0b111111111110: "12项资料已知11项，待补地址。",
		0b011111111110: "12项资料已知10项，待补地址、核对日期。",
		0b001111111110: "12项资料已知9项，待补地址、设施等3项。",
	} {
		if got := k.Words(2); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What is known of each base adds up to what is known of all.
func TestSumsAddUp(t *testing.T) {
	var s completeness.Sum
	want := 0
	for k := range completeness.Known(1 << completeness.Items) {
		s.Add(k)
		want += k.Count()
	}
	if s.Known() != want || s.Whole() != s.Bases*completeness.Items || s.By[completeness.Phone] != s.Bases/2 {
		t.Errorf("%+v: %d, want %d", s, s.Known(), want)
	}
}
