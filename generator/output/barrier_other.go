//go:build !linux

package output

import (
	"errors"
	"os"
)

// settlesLater says whether staged files are flushed when all are written. Other systems
// have no call that does that for many and says whether it worked.
const settlesLater = false

func barrier(*os.File) error { return errors.ErrUnsupported }
