package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNarrowTerminals: what is printed stays inside narrow terminals, and no word of it is lost.
func TestNarrowTerminals(t *testing.T) {
	t.Parallel()
	mail, orders := request(t)
	for name, args := range map[string][]string{
		"rules":        {"policy", "show"},
		"placeholders": {"templates", "check", "--list"},
		"a trial":      {"try", "--orders", orders, "--now", "2026-03-16T10:20:00-04:00", mail},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			words := ""
			for _, width := range []int{40, 56, 80, 200} {
				r := boot(t, "", map[string]string{"COLUMNS": fmt.Sprint(width)}, args...)
				if r.code != exitDone {
					t.Fatal(r.err)
				}
				for line := range strings.SplitSeq(r.out, "\n") {
					if n := len([]rune(line)); n > width {
						t.Errorf("at %d columns: %d wide: %q", width, n, line)
					}
				}
				all := ours.ReplaceAllString(strings.Join(strings.Fields(r.out), ""), "")
				if words == "" {
					words = all
				}
				if all != words {
					t.Errorf("at %d columns other words stand there", width)
				}
			}
		})
	}
}

// ours is a case's reference, which ends in chance.
var ours = regexp.MustCompile(`C-1001-[0-9A-Z]{5}`)

// request writes a mail that asks to cancel, and a file with its order.
func request(t *testing.T) (mail, orders string) {
	t.Helper()
	dir := t.TempDir()
	mail, orders = filepath.Join(dir, "mail.eml"), filepath.Join(dir, "orders.json")
	for file, content := range map[string]string{
		mail:   "From: jo.keller@mailbox.example\nTo: support@shop.example\nSubject: Cancel order HW-10501\n\nPlease cancel HW-10501, I ordered it an hour ago.\n",
		orders: `[{"number": "HW-10501", "email": "jo.keller@mailbox.example", "placed_at": "2026-03-16T09:15:00-04:00", "stage": "placed", "production_status": "not_started"}]`,
	} {
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return mail, orders
}
