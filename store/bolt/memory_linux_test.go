package bolt

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"returndesk/desk"
)

// mapped gives how many bytes of the file's mapping count as memory of this process.
func mapped(t *testing.T, path string) int {
	t.Helper()
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	total, inside := 0, false
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		switch {
		case strings.Contains(fields[0], "-"):
			inside = fields[len(fields)-1] == path
		case inside && fields[0] == "Rss:":
			n, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			total += n << 10
		}
	}
	return total
}

// TestMemory: the mapped file stays small in memory while it is written and read whole.
func TestMemory(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("writes 50 MB")
	}
	dir := t.TempDir()
	s := openAt(t, dir, Options{})
	const bound = 32 << 20
	fill(t, s, 0, 5000)
	path := filepath.Join(dir, dbName)
	info, err := os.Stat(path)
	if err != nil || info.Size() < bound*3/2 {
		t.Fatalf("the file is too small to show anything: %d bytes, %v", info.Size(), err)
	}
	if n := mapped(t, path); n == 0 || n > bound {
		t.Errorf("after writing, %d bytes of %d are mapped", n, info.Size())
	}
	cases := 0
	if err := s.EachCase(t.Context(), func(desk.Case) error { cases++; return nil }); err != nil || cases != 5000 {
		t.Fatal(cases, err)
	}
	if n := mapped(t, path); n == 0 || n > bound {
		t.Errorf("after reading, %d bytes of %d are mapped", n, info.Size())
	}
}
