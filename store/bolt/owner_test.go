package bolt

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFilesBelongToTheFoldersOwner: commands of root, as after sudo, leave nothing behind that the
// service's own user cannot read. Where another user runs the test there is nothing to give away,
// and the same has to hold.
func TestFilesBelongToTheFoldersOwner(t *testing.T) {
	t.Parallel()
	_, archive := backedUp(t)
	for name, fill := range map[string]func(dir string) error{
		"restored": func(dir string) error { return Restore(t.Context(), bytes.NewReader(archive), dir) },
		"begun": func(dir string) error {
			s, err := Open(t.Context(), dir, Options{})
			if err != nil {
				return err
			}
			return s.Close()
		},
	} {
		dir := t.TempDir()
		want := os.Getuid()
		if want == 0 {
			want = 65534 // nobody
			if err := os.Chown(dir, want, want); err != nil {
				t.Fatal(err)
			}
		}
		if err := fill(dir); err != nil {
			t.Fatal(err)
		}
		seen := 0
		err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := os.Lstat(path)
			if of, ok := info.Sys().(*syscall.Stat_t); !ok || int(of.Uid) != want {
				t.Errorf("%s: %s belongs to another user", name, path)
			}
			seen++
			return err
		})
		if err != nil || seen < 3 {
			t.Errorf("%s: %d files, %v", name, seen, err)
		}
	}
}
