package command

import (
	"context"

	"kepu/generator/console"
	"kepu/generator/ooxml"
)

// importWord takes in a text of Word. Sheets are taken in today; of any other file it is said how to go on.
func importWord(_ context.Context, _ options, say *console.Console, name string, raw []byte) int {
	return failOffice(say, ooxml.KindOf(raw).NotA(ooxml.Xlsx), name)
}
