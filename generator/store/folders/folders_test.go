package folders_test

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"testing"

	"kepu/generator/store"
	"kepu/generator/store/folders"
	"kepu/generator/store/storetest"
)

// liar is a disk whose folders say that they hold what no folder holds.
type liar struct{ folders.Disk }

func (liar) Read(_ context.Context, name string) ([]folders.Item, error) {
	if name != "." && name != "a" {
		return nil, errors.New(name + " was read")
	}
	items := []folders.Item{{Name: "x.html"}}
	if name == "." {
		items = append(items, folders.Item{Name: "a", Kind: fs.ModeDir})
	}
	for _, lie := range []string{".", "..", "", "/", "/etc", "../up", "a/b", "a/"} {
		items = append(items, folders.Item{Name: lie, Kind: fs.ModeDir}, folders.Item{Name: lie})
	}
	return append(items, folders.Item{Name: "link", Kind: fs.ModeSymlink}, folders.Item{Name: "pipe", Kind: fs.ModeNamedPipe}, folders.Item{Name: folders.Part + "NEW"}), nil
}

func TestListStaysBelowItsFolder(t *testing.T) {
	got := storetest.Names(t, folders.New(liar{}, store.Traits{Parallel: 4}), ".")
	if want := []string{"a/x.html", "x.html"}; !slices.Equal(got, want) {
		t.Errorf("listed are %q", got)
	}
}

func TestTheFirstErrorEndsAList(t *testing.T) {
	s := folders.New(liar{}, store.Traits{Parallel: 1})
	if err := s.List(t.Context(), "b", func(store.Entry) error { return nil }); err == nil || err.Error() != "b was read" {
		t.Errorf("a folder that cannot be read: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := s.List(ctx, ".", func(store.Entry) error { cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("a List that is ended: %v", err)
	}
}
