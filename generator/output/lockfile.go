package output

import "os"

// Lock takes the lock that the file of that name stands for, which it makes when there is none, or
// returns ErrBusy when another process has it. The lock ends with release, or with the process
// however that ends; the file stays.
func Lock(name string) (release func() error, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := lock(f); err != nil {
		f.Close()
		return nil, err
	}
	return f.Close, nil
}
