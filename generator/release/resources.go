package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// manifest tells Windows to run the program as whoever starts it, to take its texts for UTF-8, and to let it have long paths.
// The id is that of Windows 10 and 11, the first that Go's programs run on.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    </windowsSettings>
  </application>
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
</assembly>
`

// writeResources writes what go-winres makes the program's resources from, winres.json and the files that it names.
func writeResources(version, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	var icons []string
	for _, size := range sizes {
		data, err := icon(size)
		if err != nil {
			return err
		}
		icons = append(icons, fmt.Sprintf("icon-%d.png", size))
		if err := os.WriteFile(filepath.Join(dir, icons[len(icons)-1]), data, 0o644); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.xml"), []byte(manifest), 0o644); err != nil {
		return err
	}
	list, err := json.MarshalIndent(resources(version, icons), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "winres.json"), list, 0o644)
}

// resources is a resource by its kind, its name and its language, as go-winres takes them.
func resources(version string, icons []string) any {
	type named = map[string]map[string]any
	number := numbers(version)
	return map[string]named{
		"RT_GROUP_ICON": {"APP": {"0000": icons}},
		"RT_MANIFEST":   {"#1": {"0409": "manifest.xml"}},
		"RT_VERSION": {"#1": {"0000": map[string]any{
			"fixed": map[string]string{"file_version": number, "product_version": number},
			"info": map[string]map[string]string{
				"0804": {
					"FileDescription": "Kepu 科普教育基地网站生成器", "ProductName": "Kepu", "InternalName": "kepu",
					"OriginalFilename": "kepu.exe", "FileVersion": version, "ProductVersion": version,
				},
				"0409": {
					"FileDescription": "Kepu, site generator for science-education bases", "ProductName": "Kepu", "InternalName": "kepu",
					"OriginalFilename": "kepu.exe", "FileVersion": version, "ProductVersion": version,
				},
			},
		}}},
	}
}

var leading = regexp.MustCompile(`^v?([0-9]+(?:\.[0-9]+)*)`)

// numbers are the four that Windows wants of a version, each of 16 bits: those that it begins with, and 0.
func numbers(version string) string {
	four := []string{"0", "0", "0", "0"}
	if m := leading.FindStringSubmatch(version); m != nil {
		for i, n := range strings.Split(m[1], ".")[:min(4, strings.Count(m[1], ".")+1)] {
			if v, err := strconv.ParseUint(n, 10, 16); err == nil {
				four[i] = strconv.FormatUint(v, 10)
			}
		}
	}
	return strings.Join(four, ".")
}
