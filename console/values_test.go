package console_test

import (
	"net/http"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestFieldsOfSteps: what a step needs stands before what may stay empty, which is said once;
// days are date fields, labels are words, what the customer reads is marked, and a day that
// is none says how it is written.
func TestFieldsOfSteps(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	number, b := c.RMAs[0], w.as("senior")
	_, err := w.AdvanceRMA(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleSenior}, number, desk.RMAUnderReview, "on the phone", nil)
	fatal(t, err)
	page := b.get("/rmas/" + number)
	b.want(page, http.StatusOK, `<input type="date" name="set.expires" maxlength="1000" value="">`, `<label class="told">What to try <span class="tag">the customer reads it</span>`,
		`Cause <span class="tag">the customer reads it</span>`, `Reason (internal)`, "Last day to send it", "The rest may stay empty.", "Postage of the return")
	form := between(page.body, `value="rma_authorized"`, "</form>")
	if strings.Index(form, "set.condition") > strings.Index(form, "set.expires") || strings.Count(page.body, "there is one") > 0 || strings.Count(form, "may stay empty") != 1 {
		t.Errorf("the fields stand so:\n%s", form)
	}
	if note := between(page.body, `value="note"`, "</form>"); strings.Contains(note, "customer reads") {
		t.Errorf("a note is no mail:\n%s", note)
	}
	b.want(b.postForm("/rmas/"+number+"/step", map[string]string{"step": "rma_authorized", "set.condition": "in its box", "set.expires": "soon"}, "", nil), http.StatusUnprocessableEntity,
		"Expires is no date:", "Write it as year, month and day, such as 20")
	b.want(b.postForm("/rmas/"+number+"/step", map[string]string{"step": "claim_rejected", "because": "he always complains"}, "", nil), http.StatusUnprocessableEntity,
		"needs a cause, in words that the customer", `value="he always complains"`)
}

// TestNoticeForm: a delay notice is drawn up with a cause and a new date.
func TestNoticeForm(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	c.Version, c.Outcome = c.Version+1, desk.OutcomeDelayOptions
	fatal(t, w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}}))
	b := w.as("agent")
	form := between(b.get("/cases/"+c.ID).body, `value="delay_notice"`, "</form>")
	for _, want := range []string{`<input type="date" name="set.new_date"`, `Cause <span class="tag">the customer reads it</span>`, `name="set.cause"`} {
		if !strings.Contains(form, want) {
			t.Errorf("the form lacks %s:\n%s", want, form)
		}
	}
	b.want(b.post("/cases/"+c.ID+"/resolve", "action", "delay_notice", "set.cause", "the switches came late", "set.new_date", "2031-05-04"), http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "the switches came late", "4 May 2031")
}

// between gives what stands from one text to the next other one.
func between(page, from, to string) string {
	_, after, _ := strings.Cut(page, from)
	before, _, _ := strings.Cut(after, to)
	return before
}
