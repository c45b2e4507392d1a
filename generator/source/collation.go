package source

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators order names as a Chinese reader expects: by pinyin. One is not for several
// goroutines, and making one takes as long as reading a page.
var collators = sync.Pool{New: func() any { return &collator{by: collate.New(language.MustParse("zh-u-co-pinyin"))} }}

type collator struct {
	by  *collate.Collator
	key collate.Buffer
}

// pinyinKey returns a key whose bytes are in the order of names by pinyin. It is made
// where a name is read, and not where names are sorted, since a preview sorts at every save.
func pinyinKey(name string) string {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	c.key.Reset()
	return string(c.by.KeyFromString(&c.key, name))
}
