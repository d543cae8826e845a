package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// TestWhichIsWhich: where a later step moved the case, its page says which of the outcomes is
// the case's and which the mail's, and who drew the draft up as what.
func TestWhichIsWhich(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("senior")
	if p := b.get("/cases/" + c.ID); strings.Contains(p.body, "later step") || strings.Contains(p.body, "Drawn up") {
		t.Error("a case as the table decided it tells of a step")
	}
	b.want(b.post("/cases/"+c.ID+"/resolve", "action", "remind"), http.StatusSeeOther)
	d := w.draftOf(c)
	b.want(b.get("/cases/"+c.ID+"?done=resolved&d="+d.ID), http.StatusOK, "Drawn up by The senior as a step of its own: Remind the customer.",
		d.ID+" was drawn up: reminder 1. Nothing was sent yet; read it, then approve it.")
	c, err := w.store.Case(t.Context(), c.ID)
	fatal(t, err)
	c.Version++
	c.Outcome = desk.OutcomeReturnCostReview
	fatal(t, w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}}))
	b.want(b.get("/cases/"+c.ID), http.StatusOK, `<h2 id="h-verdict">return cost review</h2>`, "So the case stands since a later step. The mail was decided as <strong>ask evidence</strong>")
}

// TestOtherDrafts: a draft that is over is a link to its text, which stands open there.
func TestOtherDrafts(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	first := w.draftOf(c)
	_, err := w.Reject(t.Context(), desk.Actor{Name: "The senior", Role: desk.RoleSenior}, first.ID, "phoned him")
	fatal(t, err)
	b := w.as("agent")
	at := "/cases/" + c.ID + "/history?d=" + first.ID
	b.want(b.get("/cases/"+c.ID), http.StatusOK, `<a href="`+at+"#"+first.ID+`">`+first.ID+`</a>`)
	b.want(b.get(at), http.StatusOK, `<li id="`+first.ID+`"><details open><summary>`+first.ID)
}

// TestClaimMissed: the day until which the carrier takes a claim is not asked for once it is
// over, nor where the claim was filed.
func TestClaimMissed(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.CarrierClaimDays = map[string]int{"ups": 7} })
	c := w.receive(withPhoto(t, "HW-10501 arrived crushed", photo(t), "box.jpg"))
	if c.Class != desk.ClassTransitDamage {
		_, err := w.Reclassify(t.Context(), desk.Actor{Name: "The agent", Role: desk.RoleAgent}, flow.Correction{Case: c.ID, Class: desk.ClassTransitDamage, Because: "the box is crushed"})
		fatal(t, err)
	}
	b := w.as("senior")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "Claim from UPS by Mon 23 Mar 2026.")
	w.wait(4 * 24 * time.Hour)
	b = w.as("senior")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "Claim from UPS was possible until Mon 23 Mar 2026: that day has passed.")
	number := c.RMAs[0]
	b.want(b.get("/rmas/"+number), http.StatusOK, "was to be filed by Mon 23 Mar 2026")
	b.want(b.post("/rmas/"+number+"/step", "step", "claim_filed", "set.claim_number", "7", "because", "filed on the portal"), http.StatusSeeOther)
	b.want(b.get("/rmas/"+number+"?done=resolved"), http.StatusOK, "The step was taken and nothing was sent. The return is under review.")
	if p := b.get("/cases/" + c.ID); strings.Contains(p.body, "Claim from UPS") {
		t.Error("the filed claim is still asked for")
	}
}

// TestWhoseClock: a page with times says by which clock, and a mail's page when it came where
// the order goes.
func TestWhoseClock(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	b.want(b.get("/queue"), http.StatusOK, "Times are those of UTC.")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "Fri 20 Mar 2026 15:00", "Fri 20 Mar 11:00 in America/New_York", "Times are those of UTC.")
	b.want(b.get("/rmas/"+c.RMAs[0]), http.StatusOK, "(Fri 20 Mar 11:00 in America/New_York)", "by the dates there")
	if p := w.browser().get("/login"); strings.Contains(p.body, "Times are") {
		t.Error("the login page tells of times")
	}
}

// TestReturnedMail: a mail that belongs to a case says to which, and no number is torn apart.
func TestReturnedMail(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	c.Version++
	c.Name = "Jo <b>Park"
	w.receive(letter("robot@mailbox.example", "Automatic reply: HW-10501 & <b>", "I am away.", "Auto-Submitted: auto-replied\n"))
	list, err := w.Parked(t.Context(), desk.MailSuppressed, 1)
	fatal(t, err)
	m := list[0]
	m.Case = c.ID
	fatal(t, w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}, Mails: []desk.Mail{m}}))
	b := w.as("agent")
	b.want(b.get("/parked?state=suppressed"), http.StatusOK, `<a href="/cases/`+c.ID+`" class="whole">`+c.ID+`</a> of Jo &lt;b&gt;Park`, `Automatic reply: <span class="whole">HW-10501</span> &amp; &lt;b&gt;`)
	b.want(b.get("/parked/"+m.ID), http.StatusOK, `<a href="/cases/`+c.ID+`">`+c.ID+`</a> of Jo &lt;b&gt;Park`)
}

// TestHeldBack: a reply that our own cap holds back for hours is told by its time, not counted
// down in seconds.
func TestHeldBack(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.ThreadCap = 1 })
	c := w.question("ann")
	w.sends(c, replies.Result{})
	ann := desk.Actor{Name: "Ann", Role: desk.RoleSenior}
	_, d, err := w.Resolve(t.Context(), ann, flow.Resolution{Case: c.ID, Action: "hold"})
	fatal(t, err)
	_, err = w.Approve(t.Context(), ann, flow.Approval{Draft: d.ID, Because: "looked at"})
	fatal(t, err)
	b, at := w.as("senior"), "/queue?done=approved&draft="+d.ID
	b.want(b.get(at), http.StatusOK, d.ID+` was approved. <span class="until">It leaves in <span class="left" data-left="15">`)
	w.wait(time.Minute)
	_, err = w.SendDue(t.Context())
	fatal(t, err)
	b.want(b.get(at), http.StatusOK, d.ID+" was approved. It leaves tomorrow ", `action="/drafts/`+d.ID+`/undo"`)
}
