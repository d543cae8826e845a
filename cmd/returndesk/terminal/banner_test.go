package terminal

import (
	"strings"
	"testing"
	"time"

	"returndesk/control"
	"returndesk/desk"
)

func TestBannerTellsOfPauses(t *testing.T) {
	t.Parallel()
	l := Look{Now: noon}
	got := l.Banner(control.Status{
		AcksOff: noon.Add(-time.Hour),
		Mailboxes: []control.MailboxStatus{
			{Account: "support", Mailbox: "INBOX", State: "paused", Problem: "the day's budget of 2000 MB is used up; older mail and Sent wait until 14:00 UTC"},
			{Account: "sales", Mailbox: "INBOX", State: "ok"},
		},
		Orders: control.OrdersStatus{AsOf: noon},
	})
	flat := strings.Join(strings.Fields(got), " ")
	for _, want := range []string{"Mailbox support: the day's budget of 2000 MB is used up", "No confirmations of receipt since", "returndesk acknowledge resume"} {
		if !strings.Contains(flat, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "sales") {
		t.Errorf("tells of a mailbox that is well:\n%s", got)
	}
}

// TestBannerTellsOfAMailboxOnce: a mailbox that is down is one line, however many of its
// folders are followed.
func TestBannerTellsOfAMailboxOnce(t *testing.T) {
	t.Parallel()
	l := Look{Now: noon}
	down := func(folder string, minutes int, problem string) control.MailboxStatus {
		return control.MailboxStatus{Account: "support", Mailbox: folder, State: "unreachable", Since: noon.Add(-time.Duration(minutes) * time.Minute), Problem: problem, Retry: noon.Add(time.Duration(minutes) * time.Minute)}
	}
	got := strings.Join(strings.Fields(l.Banner(control.Status{
		Mailboxes: []control.MailboxStatus{down("INBOX", 5, "the server refuses the password"), down("Sent", 9, "the server refuses the password"), down("Old", 1, "there is no such folder")},
		Orders:    control.OrdersStatus{AsOf: noon},
	})), " ")
	if strings.Count(got, "Mailbox support") != 1 || strings.Count(got, "refuses the password") != 1 {
		t.Errorf("told more than once:\n%s", got)
	}
	for _, want := range []string{"(INBOX, Sent and Old)", l.when(noon.Add(-9 * time.Minute)), "there is no such folder. The next try is on " + l.when(noon.Add(time.Minute)) + "."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
}

// TestBannerTellsOfUnheardAlerts names who is not reached, why, and the mend.
func TestBannerTellsOfUnheardAlerts(t *testing.T) {
	t.Parallel()
	l := Look{Now: noon}
	got := strings.Join(strings.Fields(l.Banner(control.Status{
		Unheard: []desk.Unheard{
			{Reader: "a@shop.example", Alerts: 2, Since: noon.Add(-time.Hour), Why: "550 no such user"},
			{Reader: "b@shop.example", Alerts: 1, Since: noon.Add(-2 * time.Hour), Why: "the mail server\x1b[2J cannot be reached."},
		},
		Orders: control.OrdersStatus{AsOf: noon},
	})), " ")
	for _, want := range []string{"2 internal alerts have not reached a@shop.example since " + l.when(noon.Add(-time.Hour)) + ": 550 no such user. Mend", "1 internal alert has not reached b@shop.example", "cannot be reached. Mend the address in alerts.to"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "\x1b[2J") {
		t.Error("the server's words move the cursor")
	}
}
