package terminal

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLines: a text is broken at blanks, later lines are indented, and its own breaks stay.
func TestLines(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"error: short", "error: short"},
		{"error: there is no case of this number in the shop's data", "error: there is no case of this number\n    in the shop's data"},
		{"error: two\nlines", "error: two\nlines"},
		{"error: " + strings.Repeat("x", 50), "error:\n    " + strings.Repeat("x", 36) + "\n    " + strings.Repeat("x", 14)},
		{"", ""},
	} {
		got := strings.Join(Look{Width: 40}.Lines(tt.text, "    "), "\n")
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, d)
		}
	}
}

// TestHelpLists: an explanation stands beside its word where there is room, below it where there is none.
func TestHelpLists(t *testing.T) {
	t.Parallel()
	usage := "Usage:\n  x [flags]\n\nAvailable Commands:\n  acknowledge Look after the confirmations of receipt\n\nFlags:\n      --config string   configuration file (default: here)\n  -h, --help            help for x\n"
	got := Look{Width: 40}.Help("What it\nis for.\n\n\tto type", usage)
	want := "What it is for.\n\n\tto type\n\nUsage:\n  x [flags]\n\nAvailable Commands:\n  acknowledge Look after the\n              confirmations of receipt\n\nFlags:\n      --config string\n          configuration file (default:\n          here)\n  -h, --help\n          help for x\n"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
