package doctor

import (
	"os"
	"runtime"
	"slices"
	"time"
)

// This returns the machine that the program runs on.
func This() Machine { return this{} }

// this asks the system; what differs between systems stands in this_*.go.
type this struct{}

func (this) Windows() bool  { return runtime.GOOS == "windows" }
func (this) Now() time.Time { return time.Now() }
func (this) Temp() string   { return os.TempDir() }

// Synced returns what OneDrive tells by the environment. Other cloud drives are known by the names of their folders.
func (this) Synced() []string {
	var dirs []string
	for _, name := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		if dir := os.Getenv(name); dir != "" && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}
