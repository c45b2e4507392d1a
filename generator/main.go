// Kepu makes the website of a city's science-education bases from a folder of
// text files. What it can be asked to do stands in the package command.
package main

import (
	"os"

	"kepu/generator/command"
)

func main() {
	os.Exit(command.Main(os.Args[1:], os.Stdout, os.Stderr))
}
