package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestRunWarnsOfExposedSecrets: the log of a start names file, mode and mend, and nothing is refused.
func TestRunWarnsOfExposedSecrets(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	secret := filepath.Join(filepath.Dir(config), "secret")
	const told = "other users of this machine can read a secret"
	for _, c := range []struct {
		mode os.FileMode
		want string // "" = nothing
	}{
		{0o600, ""},
		{0o400, ""},
		{0o640, " mode=0640 mend=\"chmod 600 " + secret + "\""},
		{0o644, " mode=0644 mend=\"chmod 600 " + secret + "\""},
	} {
		if err := os.Chmod(secret, c.mode); err != nil {
			t.Fatal(err)
		}
		r := command(t, config, "run", "--once")
		n := strings.Count(r.err, told)
		if c.want == "" && n > 0 || c.want != "" && (n != 1 || !strings.Contains(r.err, told+"\" file="+secret+c.want)) {
			t.Errorf("mode %04o is told %d times:\n%s", c.mode, n, r.err)
		}
		if !strings.Contains(r.out, "Next: returndesk queue") {
			t.Errorf("mode %04o: the round did not run: %s%s", c.mode, r.out, r.err)
		}
	}
}
