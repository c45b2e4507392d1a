package photocache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"kepu/generator/photo"
	"kepu/generator/remove/removetest"
)

func pictureOf(t *testing.T, w, h int) (data []byte, sum string) {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	s := sha256.Sum256(b.Bytes())
	return b.Bytes(), hex.EncodeToString(s[:])
}

func TestNoPictureIsDecodedTwice(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "photos")
	data, sum := pictureOf(t, 700, 30)
	c := New(dir)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if list, err := c.Variants(sum, func() ([]byte, error) { return data, nil }); err != nil || len(list) != 2 || list[0].Width != 480 {
				t.Error(list, err)
			}
		})
	}
	wg.Wait()
	if c.Made() != 1 || !c.Has(sum) {
		t.Errorf("made %d", c.Made())
	}
	want, _ := photo.Make(data)
	again := New(dir)
	list, err := again.Variants(sum, func() ([]byte, error) { t.Error("it is read"); return nil, errors.New("no") })
	if err != nil || again.Made() != 0 || len(list) != 2 || !bytes.Equal(list[1].Bytes, want[1].Bytes) || list[1].Height != want[1].Height {
		t.Errorf("%d, %v", again.Made(), err)
	}
}

func TestDamagedCacheIsOnlySlow(t *testing.T) {
	dir := filepath.Join(removetest.TempDir(t), "photos")
	data, sum := pictureOf(t, 700, 30)
	read := func() ([]byte, error) { return data, nil }
	want, err := New(dir).Variants(sum, read)
	if err != nil {
		t.Fatal(err)
	}
	name := New(dir).file(sum)
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	turned := bytes.Clone(good)
	turned[len(turned)/2] ^= 1
	for what, bad := range map[string][]byte{"empty": {}, "cut short": good[:len(good)-1], "another bit": turned, "more": append(bytes.Clone(good), 0)} {
		if err := os.WriteFile(name, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		c := New(dir)
		list, err := c.Variants(sum, read)
		if err != nil || c.Made() != 1 || !bytes.Equal(list[0].Bytes, want[0].Bytes) {
			t.Errorf("%s: %d, %v", what, c.Made(), err)
		}
		if now, err := os.ReadFile(name); err != nil || !bytes.Equal(now, good) {
			t.Errorf("%s: it stays so, %v", what, err)
		}
	}
	// Where nothing can be kept, all goes on.
	file := filepath.Join(removetest.TempDir(t), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(file, "photos"), ""} {
		c := New(dir)
		for range 3 {
			if list, err := c.Variants(sum, read); err != nil || len(list) != 2 {
				t.Error(list, err)
			}
		}
		if c.Made() != 1 {
			t.Errorf("made %d", c.Made())
		}
	}
}

func TestOnlyWhatIsUsedStays(t *testing.T) {
	dir := removetest.TempDir(t)
	c := New(dir)
	var sums []string
	for w := 1; w < 4; w++ {
		data, sum := pictureOf(t, w, 1)
		if _, err := c.Variants(sum, func() ([]byte, error) { return data, nil }); err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sum)
	}
	for _, name := range []string{"new-1", "new-2", sums[0] + "-00000000"} { // of a run that was killed, of one that is at work, and of another recipe
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if before := time.Now().Add(-2 * time.Hour); os.Chtimes(filepath.Join(dir, "new-1"), before, before) != nil {
		t.Fatal("its age cannot be set")
	}
	c.Sweep(time.Now(), func(sum string) bool { return sum != sums[1] })
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 || entries[len(entries)-1].Name() != "new-2" || !c.Has(sums[0]) || c.Has(sums[1]) || !c.Has(sums[2]) {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestUnreadablePictureIsToldAsOne(t *testing.T) {
	data, _ := pictureOf(t, 40, 30)
	copy(data[len(data)-10:len(data)-2], "\xff\x00\xff\x00\xff\x00\xff\x00")
	if _, err := New(removetest.TempDir(t)).Variants("x", func() ([]byte, error) { return data, nil }); !errors.Is(err, photo.ErrUnreadable) {
		t.Error(err)
	}
}

func TestLargePicturesAreMadeAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New("")
		in := 0 // how many others are in the room; the bubble's goroutines meet only at Wait
		leave := make(chan bool)
		enter := func(size int64) {
			size = c.room.take(size)
			in++
			<-leave
			in--
			c.room.give(size)
		}
		size := c.room.take(mostRoom * 4)
		go enter(1)
		synctest.Wait()
		if in != 0 {
			t.Fatal("another came in beside one that needs all of the room")
		}
		c.room.give(size)
		synctest.Wait()
		if in != 1 {
			t.Fatal("it does not come in when there is room again")
		}
		go enter(mostRoom - 1)
		synctest.Wait()
		if in != 2 {
			t.Fatal("two for which there is room are not made together")
		}
		go enter(1)
		synctest.Wait()
		if in != 2 {
			t.Fatal("a third came in for which there is no room")
		}
		for range 3 {
			leave <- true
			synctest.Wait()
		}
		if in != 0 || c.room.used != 0 {
			t.Error(in, c.room.used)
		}
	})
}

func TestOfThoseThatWaitOneIsRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New("")
		var read, made atomic.Int32
		start := func(w int) {
			data, sum := pictureOf(t, w, 30)
			go func() {
				list, err := c.Variants(sum, func() ([]byte, error) { read.Add(1); return data, nil })
				if err != nil || len(list) == 0 {
					t.Error(err)
				}
				made.Add(1)
			}()
			synctest.Wait()
		}
		data, _ := pictureOf(t, 40, 30)
		in, err := photo.Look(data)
		if err != nil {
			t.Fatal(err)
		}
		size := c.room.take(mostRoom - in.Memory) // but for the file's own bytes the first would have room
		for w := 40; w < 44; w++ {
			start(w)
		}
		if read.Load() != 1 || made.Load() != 0 {
			t.Errorf("%d are read and %d made", read.Load(), made.Load())
		}
		c.room.give(size)
		synctest.Wait()
		if made.Load() != 4 || c.room.used != 0 {
			t.Errorf("%d are made, %d is taken", made.Load(), c.room.used)
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add(encode([]photo.Variant{{Width: 1, Height: 2, Bytes: []byte("x")}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		sum := sha256.Sum256(data)
		for _, d := range [][]byte{data, append(sum[:], data...)} {
			if list := decode(d); list != nil && !bytes.Equal(decode(encode(list))[0].Bytes, list[0].Bytes) {
				t.Fatal(list)
			}
		}
	})
}
