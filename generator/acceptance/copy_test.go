package acceptance

import (
	"os"
	"strings"
	"testing"
)

// TestWordsToSendOnInABrowser presses the button that copies what is sent to others of a plan, from a disk, and sees what is copied.
func TestWordsToSendOnInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to press the button in Chromium; .ci/run does")
	}
	tr, err := newTree(hardCity(t))
	if err != nil {
		t.Fatal(err)
	}
	tb, shut, err := startBrowser(t).open()
	if err != nil {
		t.Fatal(err)
	}
	defer shut()
	root := onDisk(t, tr)
	for page, buttons := range map[string]int{"posters/plan_20260502.html": 1, "activities/index.html": 3} {
		if _, _, err := tb.visit(root + page); err != nil {
			t.Fatal(err)
		}
		got, err := evaluate[[]string](tb, `(async () => {
			const all = document.querySelectorAll("[data-copy] + p button");
			for (const d of document.querySelectorAll("details.share")) d.open = true;
			let copied = "";
			const box = [...document.querySelectorAll("[data-copy]")].find(el => el.textContent.includes("气象"));
			navigator.clipboard.writeText = text => { copied = text; return Promise.resolve(); };
			const old = document.execCommand;
			document.execCommand = () => { copied = document.activeElement.value; return true; };
			box.nextElementSibling.querySelector("button").click();
			await new Promise(done => setTimeout(done, 50));
			document.execCommand = old;
			return [String(all.length), copied, box.nextElementSibling.querySelector("[role=status]").textContent];
		})()`)
		if err != nil {
			t.Fatal(err)
		}
		want := "“气象”讲座；一, 二：三\\四\n时间：2026年5月2日（周六） 09:30—11:00\n地点：甲馆，示例路1号\nhttps://example.org/kepu/activities/2026.html#a20260502"
		if len(got) != 3 || got[0] != string(rune('0'+buttons)) || got[1] != want || !strings.Contains(got[2], "已复制") {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}
