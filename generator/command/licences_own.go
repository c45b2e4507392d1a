//go:build !release

package command

// licences is nothing in a program that was made by hand.
const licences = ""
