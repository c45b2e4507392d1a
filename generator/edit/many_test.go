package edit

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// What is added together is what is added one by one, to the byte, in logs of all looks.
func TestEntriesAddedTogetherAreThoseAddedOneByOne(t *testing.T) {
	long := strings.Repeat("甲", 30)
	entry := func(r *rand.Rand, n int) []Field {
		list := []Field{{"date", Text(fmt.Sprintf("2026-01-%02d", 1+n%28))}, {"title", Text(fmt.Sprintf("第%d场", n))}}
		if r.IntN(3) == 0 {
			list = append(list, Field{"participants", Int(int64(n))})
		}
		if r.IntN(4) == 0 {
			list = append(list, Field{"summary", Text("一行\n两行" + long)}, Field{"bases", Texts("甲", "乙")})
		}
		return list
	}
	logs := []string{
		"", "# 只有说明\n", "[[activity]]\ndate = \"2025-01-01\"\ntitle = \"一\"\n",
		"[[activity]]\ndate = \"2025-01-01\"\ntitle = \"一\"\n\n[[activity]]\ndate = \"2025-01-02\"\ntitle = \"二\"\n",
		"# 头\n\n[[activity]]\n  date  = \"2025-01-01\"\n  title = \"一\"\n[[activity]]\n  date  = \"2025-01-02\"\n  title = \"二\"",
		"\n\n[[activity]]\ndate=\"2025-01-01\"\ntitle=\"一\"\n\n\n# 四月\n\n\n# 二是\n[[activity]]\ndate=\"2025-01-02\"\ntitle=\"二\" # 完\n# 尾\n\n\n[[annual]]\nbase = \"x\"\nyear = 2025\n",
		"[[annual]]\nbase = \"x\"\n\n[[activity]]\ndate = \"2025-01-01\"\n\n[[annual]]\nbase = \"y\"\n\n[[activity]]\ntitle = \"二\"\nsummary = \"\"\"\n[[activity]]\n# 不是\n\"\"\"\n\n[[annual]]\nbase = \"z\"\n\n# 最后\n",
		"[[activity]]\ndate = \"2025-01-01\"\n[activity.x]\na = 1\n\n[[activity]]\ndate = \"2025-01-02\"\n[[activity.part]]\nb = 2\n\n[other]\nc = 3\n",
		"[[activity]]\r\ndate = \"2025-01-01\"\r\n\r\n[[activity]]\r\ntitle = \"二\"\r\n",
		"activity = [ { date = \"2025-01-01\" }, { date = \"2025-01-02\" } ]\n",
		"[[activity]]\n[[activity]]\n", "[[activity]]\ndate = \n",
	}
	n := 300
	if testing.Short() {
		n = 60
	}
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		raw := []byte(logs[seed%len(logs)])
		var entries [][]Field
		for n := range 1 + r.IntN(3*together) {
			entries = append(entries, entry(r, n))
		}
		if r.IntN(20) == 0 {
			entries[len(entries)-1] = []Field{{"title", Text("甲")}, {"title", Text("乙")}}
		}
		one, err1 := Open("activities/2025.toml", raw)
		all, err2 := Open("activities/2025.toml", raw)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for _, fields := range entries {
			if err1 = one.Append("activity", fields); err1 != nil {
				break
			}
		}
		err2 = all.AppendAll("activity", entries)
		if fmt.Sprint(err1) != fmt.Sprint(err2) {
			t.Fatalf("seed %d: %v, one by one %v", seed, err2, err1)
		}
		if err1 != nil {
			continue
		}
		a, err1 := one.Change()
		b, err2 := all.Change()
		if fmt.Sprint(err1) != fmt.Sprint(err2) || string(a.After) != string(b.After) {
			t.Fatalf("seed %d: %v, one by one %v\n%s\none by one\n%s", seed, err2, err1, b.After, a.After)
		}
	}
}

// Five thousand entries below twenty thousand take no longer than reading some logs of that size.
func TestManyEntriesBelowManyAreAddedInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("slow")
	}
	var log strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&log, "[[activity]]\ndate = 2025-%02d-%02d\ntitle = \"第%d场讲座\"\nparticipants = %d\nsummary = \"讲了什么。\"\n\n", 1+i%12, 1+i/12%28, i, i%500)
	}
	var entries [][]Field
	for i := range 5_000 {
		entries = append(entries, []Field{{"date", Text("2026-01-01")}, {"title", Text(fmt.Sprintf("第%d场", i))}, {"participants", Int(int64(i))}, {"summary", Text("讲了什么。")}})
	}
	f, err := Open("activities/2025.toml", []byte(log.String()))
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := f.AppendAll("activity", entries); err != nil {
		t.Fatal(err)
	}
	t.Logf("%v", time.Since(begun))
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}
