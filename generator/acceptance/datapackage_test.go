package acceptance

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kepu/generator/sample"
	"kepu/generator/site"
	"kepu/themes"
)

// described is what is read of data/datapackage.json, by somebody who knows the standard and not this program.
type described struct {
	Schema    string `json:"$schema"`
	Name      string
	Licenses  []map[string]string
	Resources []struct {
		Name, Type, Path, Encoding string
		Schema                     *struct {
			Fields []struct {
				Name, Type  string
				Constraints struct{ Required bool }
			}
			MissingValues []string
			PrimaryKey    []string
			ForeignKeys   []struct {
				Fields    []string
				Reference struct {
					Resource string
					Fields   []string
				}
			}
		}
	}
}

func describedIn(t *testing.T, s *site.Site) (d described) {
	t.Helper()
	data, err := fs.ReadFile(s, "data/datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// cityOf makes the site of a fictional city with so many bases; of none it has nothing but its settings.
func cityOf(t *testing.T, bases int) *site.Site {
	t.Helper()
	files := fstest.MapFS{}
	for name, data := range sample.Files(sample.Options{Bases: max(bases, 1), Activities: 80, Years: 6, Seed: 3}) {
		if bases > 0 || name == "site.toml" {
			files[name] = &fstest.MapFile{Data: data}
		}
	}
	s, problems, err := site.Make(files, site.Options{Theme: func(name string) (fs.FS, error) {
		dir, _ := themes.Open(name)
		return dir, nil
	}})
	if err != nil || s == nil {
		t.Fatal(problems, err)
	}
	return s
}

// cells tells of each type of Table Schema what a cell of it looks like.
var cells = map[string]*regexp.Regexp{
	"string": regexp.MustCompile(`(?s).`), "integer": regexp.MustCompile(`^-?[0-9]+$`), "number": regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`),
	"boolean": regexp.MustCompile(`^(true|false)$`), "year": regexp.MustCompile(`^[0-9]{4}$`),
}

// What datapackage.json says of the files of data/ is so: every file is told, every column, what a cell holds, which are
// never empty, what names a row, and what leads to another table.
func TestDataPackageTellsEveryTable(t *testing.T) {
	for _, bases := range []int{0, 12, 130} {
		s := cityOf(t, bases)
		d := describedIn(t, s)
		if d.Schema != "https://datapackage.org/profiles/2.0/datapackage.json" || !regexp.MustCompile(`^[a-z0-9._-]+$`).MatchString(d.Name) || d.Licenses != nil {
			t.Errorf("%d bases: %q, %q, licences %v, of which none is claimed", bases, d.Schema, d.Name, d.Licenses)
		}
		told := []string{"datapackage.json"}
		tables := map[string]map[string]bool{} // by resource and field, the cells of columns that name rows
		for _, r := range d.Resources {
			told = append(told, r.Path)
			if r.Schema == nil {
				continue
			}
			data, err := fs.ReadFile(s, "data/"+r.Path)
			if err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			column := map[string]int{}
			for i, f := range r.Schema.Fields {
				column[f.Name] = i
				if i >= len(rows[0]) || rows[0][i] != f.Name || cells[f.Type] == nil {
					t.Fatalf("%s: column %d is %q of type %s, and the header %v", r.Path, i+1, f.Name, f.Type, rows[0])
				}
			}
			if len(rows[0]) != len(r.Schema.Fields) || r.Type != "table" || r.Encoding != "utf-8" || !slices.Equal(r.Schema.MissingValues, []string{""}) {
				t.Errorf("%s: %d columns, %d fields, %+v", r.Path, len(rows[0]), len(r.Schema.Fields), r)
			}
			for n, row := range rows[1:] {
				for i, f := range r.Schema.Fields {
					if row[i] == "" && f.Constraints.Required || row[i] != "" && !cells[f.Type].MatchString(row[i]) {
						t.Fatalf("%s, row %d: %s is %q", r.Path, n+1, f.Name, row[i])
					}
				}
			}
			for _, key := range r.Schema.PrimaryKey {
				seen := map[string]bool{}
				for _, row := range rows[1:] {
					if id := row[column[key]]; id == "" || seen[id] {
						t.Errorf("%s: %q does not name one row", r.Path, id)
					} else {
						seen[id] = true
					}
				}
				tables[r.Name+"."+key] = seen
			}
			for _, k := range r.Schema.ForeignKeys {
				of := tables[k.Reference.Resource+"."+k.Reference.Fields[0]]
				for _, row := range rows[1:] {
					if !of[row[column[k.Fields[0]]]] {
						t.Errorf("%s: %s is in no row of %s", r.Path, row[column[k.Fields[0]]], k.Reference.Resource)
					}
				}
			}
		}
		var there []string
		for _, name := range s.Files() {
			if path.Dir(name) == "data" {
				there = append(there, path.Base(name))
			}
		}
		slices.Sort(told)
		if !slices.Equal(told, there) {
			t.Errorf("told: %v\nthere: %v", told, there)
		}
		// The page says the same in words.
		page, err := fs.ReadFile(s, "data.html")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.Resources {
			if !strings.Contains(string(page), `href="data/`+r.Path+`"`) {
				t.Errorf("data.html does not lead to %s", r.Path)
			}
		}
		if n := strings.Count(string(page), "<code>"); n == 0 || n != fieldsOf(d) {
			t.Errorf("data.html tells %d columns of %d", n, fieldsOf(d))
		}
		if bases > 0 && !strings.Contains(string(page), "CSV，"+strconv.Itoa(bases)+"行") {
			t.Errorf("data.html does not tell of %d bases", bases)
		}
	}
}

func fieldsOf(d described) (n int) {
	for _, r := range d.Resources {
		if r.Schema != nil {
			n += len(r.Schema.Fields)
		}
	}
	return n
}

// readPackage has the npm package datapackage hold a descriptor against its profile and read each table by its schema.
const readPackage = `
const { Package } = require(process.argv[1]);
(async () => {
  const p = await Package.load(process.argv[2]);
  if (!p.valid) throw p.errors;
  for (const r of p.resources.filter((r) => r.descriptor.schema)) console.log(r.name, (await r.read({ relations: true })).length);
})().catch((e) => { console.log(e.errors || e); process.exit(1); });
`

// KEPU_DATAPACKAGE names the folder of the npm package datapackage with what it needs. It knows version 1 of the standard, which ours
// keeps to where version 2 says nothing else, and does not look past a byte order mark, so that it gets the tables without theirs.
func TestDataPackageIsReadByAnotherProgram(t *testing.T) {
	module := os.Getenv("KEPU_DATAPACKAGE")
	if module == "" {
		t.Skip("KEPU_DATAPACKAGE names no package")
	}
	s := cityOf(t, 130)
	dir := t.TempDir()
	for _, name := range s.Files() {
		if path.Dir(name) != "data" {
			continue
		}
		data, err := fs.ReadFile(s, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, path.Base(name)), bytes.TrimPrefix(data, []byte("\ufeff")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("node", "-e", readPackage, module, filepath.Join(dir, "datapackage.json")).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "bases 130\n") {
		t.Errorf("%v\n%s", err, out)
	}
}
