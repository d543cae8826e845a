//go:build !linux

package bolt

// touched does nothing where the advice of memory_linux.go is not known to be harmless.
func (s *Store) touched(int64) {}
