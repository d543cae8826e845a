package terminal

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestParkedReceived: a mail that cannot be read still came at some time.
func TestParkedReceived(t *testing.T) {
	t.Parallel()
	l := Look{Width: 100, Now: noon}
	m := desk.Mail{Accepted: desk.Accepted{ID: strings.Repeat("ab", 32), AcceptedAt: noon.Add(-time.Minute)}, State: desk.MailQuarantined}
	for _, at := range []time.Time{{}, noon.Add(-26 * time.Hour)} {
		m.InternalDate = at
		if at.IsZero() {
			at = m.AcceptedAt
		}
		if got := l.ParkedMail(m, nil); !strings.Contains(got, "Received  "+l.when(at)) {
			t.Errorf("not received at %s:\n%s", at, got)
		}
	}
	if got := l.Parked([]desk.Mail{m}, desk.MailQuarantined); !strings.Contains(got, age(26*time.Hour)) {
		t.Errorf("the list has another age:\n%s", got)
	}
}
