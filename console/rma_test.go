package console_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"returndesk/desk"
)

// postForm sends a form with files.
func (b *browser) postForm(path string, fields map[string]string, name string, data []byte) answer {
	b.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for k, v := range fields {
		fatal(b.t, m.WriteField(k, v))
	}
	if data != nil {
		f, err := m.CreateFormFile("photos", name)
		fatal(b.t, err)
		_, err = f.Write(data)
		fatal(b.t, err)
	}
	fatal(b.t, m.Close())
	return b.do("POST", path, &body, "Content-Type", m.FormDataContentType())
}

// TestRMASteps: a step without a mail moves the record, one with a mail leads to its
// draft, and an inspector's photo is kept and shown made anew.
func TestRMASteps(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	number := c.RMAs[0]
	b := w.as("agent")
	b.want(b.get("/rmas/"+number), http.StatusOK, "take the claim under review", "The buyer takes the claim back.", `name="step" value="claim_received"`)
	b.want(b.postForm("/rmas/"+number+"/step", map[string]string{"step": "dance"}, "", nil), http.StatusConflict)
	b.want(b.post("/rmas/"+number+"/step", "step", "withdraw"), http.StatusUnprocessableEntity, "needs a reason")
	b.want(b.post("/rmas/"+number+"/step", "step", "note", "because", "as \"it\" came", "set.payer", "shop", "set.cost", "much"), http.StatusUnprocessableEntity, // nothing typed is lost
		"is no amount of money", `name="step" open><summary>Keep a value`, `value="as &#34;it&#34; came"`, `<option value="shop" selected>`, `value="much"`)
	b.want(b.get("/rmas/"+number), http.StatusOK, `name="set.line"`, "Line of the order", `<option value="1">1: `)
	b.want(b.post("/rmas/"+number+"/step", "step", "note", "because", "the photo shows it", "set.line", "4"), http.StatusUnprocessableEntity, "has no line 4", "has the lines 1 (")
	data := photo(t)
	a := b.postForm("/rmas/"+number+"/step", map[string]string{"step": "note", "because": "as it came", "set.serial": "SN-77"}, "bench.jpg", data)
	b.want(a, http.StatusSeeOther)
	rec, err := w.RMA(t.Context(), number)
	fatal(t, err)
	if rec.Serial != "SN-77" || len(rec.Photos) != 1 || rec.Photos[0].By != "The agent" {
		t.Fatalf("the record: %+v", rec)
	}
	pic := "/rmas/" + number + "/photos/" + rec.Photos[0].SHA256
	b.want(b.get("/rmas/"+number), http.StatusOK, pic+"/small", "SN-77")
	small := b.get(pic + "/small")
	b.want(small, http.StatusOK)
	if small.header.Get("Content-Type") != "image/jpeg" || strings.Contains(small.body, "SECRETPLACE") {
		t.Error("the photo was not made anew")
	}
	b.want(b.get("/rmas/"+number+"/photos/"+strings.Repeat("0", 64)+"/small"), http.StatusNotFound)
	b.want(b.postForm("/rmas/"+number+"/step", map[string]string{"step": "note", "because": "x"}, "a.html", []byte("<script>alert(1)</script>")), http.StatusUnprocessableEntity, "is no photo")
	b.want(b.postForm("/rmas/"+number+"/step", map[string]string{"step": "note", "because": "x"}, "a.jpg", bytes.Repeat([]byte{0xff}, 13<<20)), http.StatusUnprocessableEntity)
	a = b.post("/rmas/"+number+"/step", "step", "claim_received")
	b.want(a, http.StatusSeeOther)
	d := w.draftOf(c)
	if a.to() != "/cases/"+c.ID+"?done=resolved&d="+d.ID || d.Template != "claim_received" {
		t.Errorf("led to %s, the draft is %s", a.to(), d.Template)
	}
	b.want(b.get("/rmas/"+number), http.StatusOK, "The draft "+d.ID+" moves it on")
	b.want(b.post("/rmas/"+number+"/step", "step", "withdraw", "because", "changed his mind"), http.StatusSeeOther)
	if rec, err = w.RMA(t.Context(), number); err != nil || rec.State != desk.RMAWithdrawn {
		t.Errorf("%s, %v", rec.State, err)
	}
}

// TestRMAPageTellsAll: what the record has stands on its page: who pays, what was found and
// by whom, the remedy, the claim against the carrier, the money and its two people.
func TestRMAPageTellsAll(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	rec, err := w.RMA(t.Context(), c.RMAs[0])
	fatal(t, err)
	rec.Payer, rec.Cost, rec.Currency, rec.Carrier, rec.Tracking = desk.PayerBuyer, "12.40", "USD", "DHL", "JD7"
	rec.BackPayer, rec.BackCost, rec.OutCarrier, rec.OutTracking = desk.PayerShop, "9.90", "UPS", "1Z9"
	rec.Inspection, rec.Inspector, rec.InspectedAt, rec.Finding = "fault_confirmed", "Max", rec.OpenedAt, "a cold <joint>"
	rec.Remedy, rec.Resolution, rec.NotFeasible, rec.ReplacementOrder = desk.RemedyRefund, "your money back", "no board left", "HW-30001"
	rec.Override, rec.Told, rec.SplitFrom, rec.Unannounced = "one day late only", "hold Esc", "RMA-M4W8-C2H7", true
	rec.Claim = &desk.Claim{Carrier: "DHL", State: desk.ClaimOpen, Due: "2026-04-02"}
	rec.Refunds = []desk.Repayment{{Amount: "289.00", Currency: "USD", DrawnBy: "Ann", Approver: "Bob"}}
	fatal(t, w.store.Record(t.Context(), desk.Change{RMAs: []desk.RMA{rec}}))
	b := w.as("agent")
	b.want(b.get("/rmas/"+rec.Number), http.StatusOK, "paid by the buyer, until the inspection, 12.40 USD", "DHL JD7", "paid by the shop, 9.90 USD", "UPS 1Z9",
		"by Max", "a cold &lt;joint&gt;", "your money back", "no board left", "HW-30001", "one day late only", "hold Esc", `href="/rmas/RMA-M4W8-C2H7"`,
		"without a number", "to be filed by", "289.00 USD", "drawn up by Ann, approved by Bob")
}

// TestRemediesShown: the record's page lists the remedies in the order of preference with how
// each stands, marks them where one is chosen, and asks why a replacement comes before them.
func TestRemediesShown(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	number, b := c.RMAs[0], w.as("senior")
	advance := func(to desk.RMAState) {
		t.Helper()
		_, err := w.AdvanceRMA(t.Context(), desk.Actor{Name: "Ann", Role: desk.RoleSenior}, number, to, "on the phone", nil)
		fatal(t, err)
	}
	advance(desk.RMAUnderReview)
	b.want(b.postForm("/rmas/"+number+"/step", map[string]string{"step": "note", "because": "none left", "set.ruled_out": "parts"}, "", nil), http.StatusSeeOther)
	advance(desk.RMANoReturn)
	b.want(b.get("/rmas/"+number), http.StatusOK, "Remedies, the preferred one first", `<span>troubleshooting</span> <span class="quiet">possible</span>`,
		`<span>parts</span> <span class="quiet">not feasible: none left</span>`, `<option value="parts">parts (not feasible)</option>`, `<option value="repair">repair</option>`)
	b.want(b.postForm("/rmas/"+number+"/step", map[string]string{"step": "remedy", "because": "the board is burnt", "set.remedy": "replacement"}, "", nil), http.StatusSeeOther)
	b.want(b.get("/rmas/"+number), http.StatusOK, `<li class="chosen"><span>replacement</span>`, `<span>repair</span> <span class="quiet">passed over: the board is burnt</span>`,
		"the board is burnt; replacement instead of troubleshooting, repair")
}

func TestDigest(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	b.want(b.get("/digest"), http.StatusOK, "Week 2026-W11", "closed; not mailed", "7 mails &lt;b&gt;came&lt;/b&gt;", `sandbox src="/digest/frame?week="`)
	a := b.get("/digest/frame?week=2026-W11")
	b.want(a, http.StatusOK, "data:image/png;base64,")
	if csp := a.header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "sandbox; default-src 'none'") || strings.Contains(csp, "script") {
		t.Errorf("the policy is %q", csp)
	}
	if strings.Contains(a.body, "<b>came</b>") || strings.Contains(a.body, "cid:") {
		t.Error("the frame carries foreign markup, or pictures that are nowhere")
	}
	b.want(b.get("/digest/frame?week=nonsense"), http.StatusUnprocessableEntity)
	table := b.get("/digest/table?week=2026-W11")
	b.want(table, http.StatusOK, "inbound/all")
	if table.header.Get("Content-Disposition") != `attachment; filename="digest-2026-W11.csv"` {
		t.Errorf("the table is %v", table.header)
	}
}
