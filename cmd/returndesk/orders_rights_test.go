package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestQueueTellsWhyOrdersAreNotRead: an export mends no missing right.
func TestQueueTellsWhyOrdersAreNotRead(t *testing.T) {
	t.Parallel()
	config := shop(t, desk.RoleAdmin)
	dir := filepath.Dir(config)
	openTo(t, dir)
	raw, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), fmt.Sprintf(`unix_user: "%d"`, os.Getuid()), fmt.Sprintf(`unix_user: "%d"`, onlookerID), 1)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".", "returndesk.yaml", "secret"} {
		if err := os.Chown(filepath.Join(dir, name), onlookerID, onlookerID); err != nil && os.Geteuid() == 0 {
			t.Fatal(err)
		}
	}
	got := asOnlooker(t, dir, "queue", "--config", config)
	want := "Order data: orders.json cannot be read: permission denied. Mend: give the user that runs returndesk the right to read " + filepath.Join(dir, "orders.json") + " and to pass through its folders."
	bare := strings.NewReplacer(" ", "", "\n", "") // a long path may be broken anywhere
	if got.code != exitDone || !strings.Contains(bare.Replace(got.out), bare.Replace(want)) {
		t.Errorf("code %d, no %q:\n%s%s", got.code, want, got.out, got.err)
	}
}
