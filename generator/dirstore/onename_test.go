package dirstore

import (
	"context"
	"os"
	"runtime"
	"strings"
	"testing"

	"kepu/generator/remove/removetest"
	"kepu/generator/store"
	"kepu/generator/store/folders"
	"kepu/generator/store/storetest"
	"kepu/generator/winetest"
)

// oneName is a disk whose files have one name only, as those of FAT and some shares.
type oneName struct{ disk }

func (oneName) Link(context.Context, string, string) error { return store.ErrUnsupported }

func TestADiskWithoutSecondNames(t *testing.T) {
	places := map[string]string{}
	storetest.Run(t, func(t *testing.T) store.Store {
		if strings.HasSuffix(t.Name(), "readers_see_whole_files") {
			winetest.Skip(t, "it renames nothing over a file that is open, and here one is open all the time")
		}
		if places[t.Name()] == "" {
			places[t.Name()] = removetest.TempDir(t)
		}
		root, err := os.OpenRoot(places[t.Name()])
		if err != nil {
			t.Fatal(err)
		}
		s := near{folders.NewLinker(oneName{disk{root}}, store.Traits{Parallel: 8, Exclusive: true})}
		if runtime.GOOS == "windows" {
			return struct{ store.Store }{s} // without links
		}
		return s
	})
}
