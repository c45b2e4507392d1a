package fillform_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kepu/generator/remove/removetest"
)

// throughOffice opens a file in LibreOffice and returns what it writes of it in another format: the kind names that, txt:Text.
func throughOffice(t *testing.T, name string, raw []byte, kind string) string {
	t.Helper()
	dir := removetest.TempDir(t)
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, raw, 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	cmd := exec.Command("nice", "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "lo")), "--headless", "--convert-to", kind, "--outdir", out, file)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	ending, _, _ := strings.Cut(kind, ":")
	data, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(name, filepath.Ext(name))+"."+ending))
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(string(data), "\ufeff")
}

// LibreOffice opens what was filled, and shows the values where they belong.
func TestFilledFormsInLibreOffice(t *testing.T) {
	if os.Getenv("KEPU_OFFICE") == "" {
		t.Skip("KEPU_OFFICE=1 opens them in LibreOffice")
	}
	r := fill(t, "申报表.docx", applicationForm(t), of(t, "虚构气象馆", 2025))
	text := throughOffice(t, "form.docx", r.Bytes, "txt:Text")
	for _, x := range r.Filled {
		if x.What != "年份" && !strings.Contains(text, x.Value) { // the year stands in the header, which a text has not
			t.Errorf("%s %s is not in\n%s", x.What, x.Value, text)
		}
	}
	r = fill(t, "list.docx", word(t, tbl(tr(texts("序号", "活动名称", "活动时间", "参加人数")...), empties(4))), of(t, "", 2025))
	if text = throughOffice(t, "list.docx", r.Bytes, "txt:Text"); strings.Join(strings.Fields(text), " ") != "序号 活动名称 活动时间 参加人数 1 虚构讲座 2025年3月5日 120 2 虚构巡展 2025年5月18日 12000 3 虚构开放日 2025年9月20日至22日" {
		t.Errorf("%q", text)
	}
	r = fill(t, "统计表.xlsx", statisticsForm(t), of(t, "", 2025))
	text = strings.ReplaceAll(throughOffice(t, "form.xlsx", r.Bytes, "csv:Text - txt - csv (StarCalc):44,34,76,1"), `"`, "")
	for _, line := range []string{"2025年科普教育基地统计表", "1,虚构气象馆,甲县,2023年6月1日,300,1.25,", "2,虚构中学,乙县,2024年5月6日,40,,", "合计,,,,300,1.25,"} {
		if !strings.Contains(text, line) {
			t.Errorf("%q is not in\n%s", line, text)
		}
	}

	// And the forms as LibreOffice writes them are filled as those of Word and Excel are.
	for name, form := range map[string][]byte{"form.docx": applicationForm(t), "form.xlsx": statisticsForm(t)} {
		d := of(t, "虚构气象馆", 2025)
		saved := []byte(throughOffice(t, name, form, strings.TrimPrefix(filepath.Ext(name), ".")))
		if got, want := told(fill(t, name, saved, d)), told(fill(t, name, form, d)); got != want {
			t.Errorf("%s as LibreOffice saved it:\n%s\nwant\n%s", name, got, want)
		}
	}
}
