package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestReturnSlip: the slip can be looked at before the mail is approved and printed later, and
// is the very file that is sent.
func TestReturnSlip(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.receive(withPhoto(t, "HW-10501 does not work, photo attached", photo(t), "key.jpg"))
	number := c.RMAs[len(c.RMAs)-1]
	by := desk.Actor{Name: "A", Role: desk.RoleManager}
	if r, err := w.RMA(t.Context(), number); err != nil || r.State != desk.RMAUnderReview {
		_, err := w.AdvanceRMA(t.Context(), by, number, desk.RMAUnderReview, "seen", nil)
		fatal(t, err)
	}
	done, err := w.TakeRMAStep(t.Context(), by, flow.RMAStep{RMA: number, Step: "rma_authorized", Because: "seen",
		Set: map[string]string{"condition": "in its box", "address": "Hollow Works\n12 Mill Lane"}})
	fatal(t, err)
	d := done.Draft
	if len(d.Parts) != 1 {
		t.Fatalf("%d files go with the mail", len(d.Parts))
	}
	at := "/drafts/" + d.ID + "/files/0"
	b := w.as("agent")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, `href="`+at+`"`, number+".pdf")
	b.want(b.get("/rmas/"+number), http.StatusOK, `href="`+at+`"`)
	a := b.get(at)
	if a.status != http.StatusOK || a.body != string(d.Parts[0].Data) || !strings.HasPrefix(a.body, "%PDF-") {
		t.Errorf("%d, %d bytes", a.status, len(a.body))
	}
	for name, want := range map[string]string{"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff",
		"Content-Disposition": "inline; filename=" + number + ".pdf", "Content-Security-Policy": "default-src 'none'; "} {
		if got := a.header.Get(name); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, path := range []string{"1", "-1", "x"} {
		b.want(b.get("/drafts/"+d.ID+"/files/"+path), http.StatusNotFound)
	}
	if a := w.browser().get(at); a.status != http.StatusSeeOther {
		t.Errorf("without a login: %d", a.status)
	}
	b.want(b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "seen"), http.StatusSeeOther)
	w.wait(time.Hour)
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d mails left, %v", n, err)
	}
	b = w.as("agent")
	b.want(b.get("/rmas/"+number), http.StatusOK, `href="`+at+`"`)
	b.want(b.get("/cases/"+c.ID+"/history"), http.StatusOK, `href="`+at+`"`)
	b.want(b.get(at), http.StatusOK)
}
