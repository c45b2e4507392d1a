package catalog

import (
	"slices"
	"testing"
)

func TestNamesAreInTheOrderThatPeopleCountIn(t *testing.T) {
	names := []string{"b/10.jpg", "b/2.jpg", "b/01.jpg", "b/1.jpg", "b/图10.jpg", "b/图9.jpg", "b/IMG_20160917_2.jpg", "b/IMG_20160917_10.jpg", "b/a.jpg", "b/18446744073709551617.jpg", "b/18446744073709551616.jpg"}
	slices.SortFunc(names, naturalOrder)
	want := []string{"b/01.jpg", "b/1.jpg", "b/2.jpg", "b/10.jpg", "b/18446744073709551616.jpg", "b/18446744073709551617.jpg", "b/IMG_20160917_2.jpg", "b/IMG_20160917_10.jpg", "b/a.jpg", "b/图9.jpg", "b/图10.jpg"}
	if !slices.Equal(names, want) {
		t.Errorf("%q", names)
	}
}
