package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// deliveryReport is what a mail server sends about a mail of ours (RFC 3464).
func deliveryReport(messageID, id, action, status, diagnostic string) []byte {
	return []byte(strings.ReplaceAll("From: MAILER-DAEMON@mx.shop.example\nTo: support@shop.example\nSubject: Delivery Status Notification\nMessage-ID: <"+id+"@mx.shop.example>\n"+
		"Auto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nabout your mail\n"+
		"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.shop.example\n\nFinal-Recipient: rfc822; jo@buyer.example\nAction: "+action+"\nStatus: "+status+
		"\nDiagnostic-Code: smtp; "+diagnostic+"\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: <"+messageID+">\nFrom: support@shop.example\nTo: jo@buyer.example\nSubject: late\n\nhello\n--b--\n", "\n", "\r\n"))
}

// TestDelayReportMovesNothing: a server that goes on trying has not given up. The case shows
// it and stays with the customer; the bounce that follows opens it, with the server's words.
func TestDelayReportMovesNothing(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 5)
	w.watch()
	d := w.tellBuyer("")
	before := w.caseOf(d.Case)
	if before.State != desk.CaseWaiting {
		t.Fatalf("the case is %s", before.State)
	}
	w.receive(deliveryReport(d.MessageID, "d1", "delayed", "4.4.1", "connect to mx.buyer.example: timed out"))
	c := w.caseOf(d.Case)
	if c.State != desk.CaseWaiting || c.Notices[0].Bounced || len(c.Flags) != len(before.Flags) || (c.Clock == nil) != (before.Clock == nil) || len(w.alertKinds()) != 0 {
		t.Errorf("late, and the case is %s with %+v, flags %v, alerts %v", c.State, c.Notices, c.Flags, w.alertKinds())
	}
	if why := w.entry(d.Case, "delivery_delayed"); !strings.Contains(why, `"4.4.1"`) || !strings.Contains(why, "timed out") {
		t.Errorf("the history says %q", why)
	}
	w.receive(deliveryReport(d.MessageID, "d2", "failed", "5.1.1", "550 no such user\x1b[2J \"call 555\""))
	if c = w.caseOf(d.Case); c.State != desk.CaseOpen || !c.Notices[0].Bounced || !slices.Contains(c.Flags, desk.FlagBounceOfOurs) {
		t.Errorf("it came back, and the case is %s with %+v, flags %v", c.State, c.Notices, c.Flags)
	}
	if why := w.entry(d.Case, "bounced"); !strings.Contains(why, `Status "5.1.1"`) || !strings.Contains(why, `The other server: "550 no such user`) || strings.Contains(why, "\x1b") {
		t.Errorf("the history says %q", why)
	}
}

// entry gives why a case's history has an entry; "" when there is none.
func (w *world) entry(id, what string) string {
	w.t.Helper()
	list, err := w.store.Audit(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range list {
		if a.What == what {
			return a.Why
		}
	}
	return ""
}
