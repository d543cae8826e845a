package bolt

import (
	"syscall"

	"go.etcd.io/bbolt"
)

// trimAfter is how many bytes are written or read through between two trims.
const trimAfter = 16 << 20

// touched counts bytes that went through the mapping and now and then lets the kernel
// take its pages back. They stay in the page cache, but a mapped page counts as memory
// of the process, and without this the whole file would in time (the bound is
// 256 MiB for any mailbox). Nothing is lost: the mapping is shared and read-only.
func (s *Store) touched(bytes int64) {
	if s.sinceTrim.Add(bytes) < trimAfter {
		return
	}
	s.sinceTrim.Store(0)
	// The transaction keeps the mapping in place. Advice that the kernel refuses only
	// costs memory, so its answer is not looked at.
	_ = s.db.View(func(tx *bbolt.Tx) error {
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, s.db.Info().Data, uintptr(tx.Size()), syscall.MADV_DONTNEED)
		return nil
	})
}
