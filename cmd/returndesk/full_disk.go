package main

import "sync"

// fullDisk remembers whether people were told of a full disk.
type fullDisk struct {
	mu      sync.Mutex
	told    bool
	telling bool
}

// seen notes how the disk was at the last try, and calls tell once while it is full. What
// could not be told is told at the next try: while the disk is full, nothing can be kept
// for later. The error is tell's.
func (f *fullDisk) seen(full bool, tell func() error) error {
	f.mu.Lock()
	if !full {
		f.told = false
	}
	due := full && !f.told && !f.telling
	f.telling = f.telling || due
	f.mu.Unlock()
	if !due {
		return nil
	}
	err := tell()
	f.mu.Lock()
	f.telling, f.told = false, err == nil
	f.mu.Unlock()
	return err
}
