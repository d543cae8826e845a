package sim

import (
	"log/slog"
	"strings"
	"testing"

	"returndesk/flow"
)

// TestComplaints: a due time that the program could not handle is no secret of its log, whether
// anybody reads that or not.
func TestComplaints(t *testing.T) {
	t.Parallel()
	w := &world{}
	log := slog.New(complaints{slog.DiscardHandler, w})
	log.Info("sent")
	log.Warn("alert not sent")
	if len(w.failed) > 0 {
		t.Fatalf("complaints of what is no failure: %q", w.failed)
	}
	log.Warn(flow.DueNotHandled, "due", "remind/C-1001")
	if len(w.failed) != 1 || !strings.Contains(w.failed[0], "C-1001") {
		t.Errorf("complaints: %q", w.failed)
	}
}
