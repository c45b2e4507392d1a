package tomldoc

import "github.com/BurntSushi/toml"

// decode lets the library read one value, given as it is written. It returns
// nil where the library refuses it. What it says of it is of no use to staff.
func decode(raw string) (value any) {
	// The library panics where its two halves disagree; that too is a value
	// that cannot be read.
	defer func() {
		if recover() != nil {
			value = nil
		}
	}()
	var doc map[string]any
	if _, err := toml.Decode("x = "+raw, &doc); err != nil || len(doc) != 1 {
		return nil
	}
	return doc["x"]
}
