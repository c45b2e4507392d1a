// Licences writes the licence texts of everything that is linked into kepu, for the copy
// that is handed on: most of them ask that their text goes with the program.
//
//	go run ./generator/licences > licences.txt
//	go run ./generator/licences windows/amd64 linux/arm64 > licences.txt
//
// In comes what the go command says of the packages that ./generator is made from, for the systems named (else this one and
// Windows, where staff sit); out
// come, for Go itself and for each module by its path, its version and the texts in its
// folder that are named LICENSE, LICENCE, COPYING, NOTICE, PATENTS or COPYRIGHT, also those beside
// its linked packages. A module without any is an error. The texts are read from the
// modules themselves and stand in no file of ours: they cannot grow old.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

func main() {
	systems := os.Args[1:]
	if len(systems) == 0 {
		systems = []string{runtime.GOOS + "/" + runtime.GOARCH, "windows/amd64"}
	}
	if err := write(os.Stdout, "kepu/generator", systems); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// module is one that is linked.
type module struct {
	path, version string
	root          string // its folder
	folders       []string
}

// write writes the texts of all that the package of that path is made from, for any of the systems.
func write(w io.Writer, program string, systems []string) error {
	modules, err := linked(program, systems)
	if err != nil {
		return err
	}
	for _, m := range modules {
		texts, err := m.texts()
		if err != nil {
			return err
		}
		if len(texts) == 0 {
			return fmt.Errorf("%s %s has no licence text", m.path, m.version)
		}
		for _, name := range texts {
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			within, err := filepath.Rel(m.root, name)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "==== %s %s: %s\n\n%s\n\n", m.path, m.version, filepath.ToSlash(within), bytes.TrimSpace(text)); err != nil {
				return err
			}
		}
	}
	return nil
}

// linked returns Go itself and then the modules whose packages are linked for any of the systems, by path.
func linked(program string, systems []string) ([]*module, error) {
	var out []byte
	for _, system := range systems {
		name, processor, ok := strings.Cut(system, "/")
		if !ok {
			return nil, fmt.Errorf("%s is no system and processor, such as windows/amd64", system)
		}
		list := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", program)
		list.Env = append(os.Environ(), "GOOS="+name, "GOARCH="+processor)
		list.Stderr = os.Stderr
		packages, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("list the packages of %s for %s: %w", program, system, err)
		}
		out = append(out, packages...)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	std := &module{path: "Go", version: runtime.Version(), root: strings.TrimSpace(string(root))}
	std.folders = []string{std.root}
	byPath := map[string]*module{}
	for packages := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir      string
			Standard bool
			Module   *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := packages.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("read the list of packages: %w", err)
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		m := byPath[p.Module.Path]
		if m == nil {
			m = &module{path: p.Module.Path, version: p.Module.Version, root: p.Module.Dir}
			byPath[m.path] = m
		}
		for dir := p.Dir; !slices.Contains(m.folders, dir); dir = filepath.Dir(dir) {
			m.folders = append(m.folders, dir)
			if dir == m.root {
				break
			}
		}
	}
	modules := []*module{std}
	for _, m := range byPath {
		modules = append(modules, m)
	}
	slices.SortFunc(modules[1:], func(a, b *module) int { return strings.Compare(a.path, b.path) })
	return modules, nil
}

var named = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|copyright)`)

// texts returns the files with the module's licence texts, in order.
func (m *module) texts() ([]string, error) {
	var texts []string
	for _, dir := range m.folders {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.Type().IsRegular() && named.MatchString(e.Name()) && filepath.Ext(e.Name()) != ".go" {
				texts = append(texts, filepath.Join(dir, e.Name()))
			}
		}
	}
	slices.Sort(texts)
	return texts, nil
}
