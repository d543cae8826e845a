package bolt

// trimAfter is how many written bytes go by between two looks at the mapping.
const trimAfter = 64 << 20

// trim lets the kernel take back the pages of the mapped file that were touched.
func (s *Store) trim(written int64) {
	s.sinceTrim += written
	if s.sinceTrim < trimAfter {
		return
	}
	s.sinceTrim = 0
}
