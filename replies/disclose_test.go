package replies

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// stranger gives the input of a mail that names a number that is not the writer's: known
// tells whether such an order exists (and then belongs to somebody else).
func stranger(t *testing.T, known bool, class desk.Class, evidence string, safety bool) Input {
	t.Helper()
	in := inputOf(t, recording(t, "S27"))
	d := in.Decisions[0]
	d.Also = nil
	if d.Own != nil {
		own := *d.Own
		own.Also = nil
		d.Own = &own
	}
	enum := map[desk.Fact]string{}
	for k, v := range d.Facts.Enum {
		enum[k] = v
	}
	d.Class, d.Intent.Class = class, class
	enum[desk.FactEvidence], enum[desk.FactNumber] = evidence, "given"
	detail := d.Facts.Detail
	if known {
		// The order lies in a zone where it is another day already.
		detail.ReportDate, detail.Zone, detail.BuyerName = "2026-03-25", "Pacific/Auckland", "Peter Lund"
		detail.Items, detail.Tracking, detail.RMA = []string{"Split keyboard"}, "1ZSECRET9", "RMA-7K3Q-9TXB"
		enum[desk.FactSender], enum[desk.FactLookup] = "other", "foreign"
		d.Outcome, d.Template, d.Asks = desk.OutcomeVerifySender, "verify_sender", []desk.Ask{desk.AskBuyerConfirmation}
	} else {
		detail.OrderNumber, detail.OrderEmail, detail.BuyerName, detail.Items = "", "", "", nil
		enum[desk.FactSender], enum[desk.FactLookup] = "none", "not_found"
		d.Outcome, d.Template = desk.OutcomeAskOrder, "ask_missing"
		d.Asks = []desk.Ask{desk.AskOrderNumber, desk.AskOrderEmail, desk.AskPhotoVideo, desk.AskSerialFirmware}
	}
	if safety {
		d.Template = "safety_stop_use"
	}
	detail.ReceivedAt = time.Date(2026, 3, 24, 15, 0, 0, 0, time.UTC)
	d.Facts.Enum, d.Facts.Detail = enum, detail
	d.Own, d.More = nil, nil
	in.Decisions = []desk.Decision{d}
	in.RMAs = nil
	return in
}

// TestStrangersAreAnsweredAlike: whoever writes from a foreign address reads the same
// mail whether the order exists or not (domain.md section 1, reading 14).
func TestStrangersAreAnsweredAlike(t *testing.T) {
	t.Parallel()
	for _, class := range desk.Classes() {
		for _, evidence := range []string{"ok", "missing", "link", "unusable"} {
			for _, safety := range []bool{false, true} {
				exists, err := Compose(stranger(t, true, class, evidence, safety))
				if err != nil {
					t.Fatal(err)
				}
				unknown, err := Compose(stranger(t, false, class, evidence, safety))
				if err != nil {
					t.Fatal(err)
				}
				a, b := exists[0], unknown[0]
				if a.Subject != b.Subject || a.Text != b.Text || a.HTML != b.HTML || a.To[0] != b.To[0] {
					t.Errorf("%s, evidence %s, safety %v: the answer tells whether the order exists:\n%s\n---\n%s", class, evidence, safety, a.Text, b.Text)
				}
				for _, secret := range []string{"Split", "1ZSECRET9", "Peter", "RMA-", "25 March"} {
					if strings.Contains(a.Text+a.HTML, secret) {
						t.Errorf("%s: a stranger reads %q", class, secret)
					}
				}
			}
		}
	}
}

// TestNoTemplateTellsAStranger: whatever a row or an agent chooses, a reader who is not
// the order's own address gets no order fact.
func TestNoTemplateTellsAStranger(t *testing.T) {
	t.Parallel()
	for _, template := range templateNames() {
		in := stranger(t, true, desk.ClassDoaDefect, "ok", false)
		in.Decisions[0].Template = template
		drafts, err := Compose(in)
		if err != nil {
			t.Fatalf("%s: %v", template, err)
		}
		in.Action = &desk.Action{Name: "x", Template: template, Role: desk.RoleAgent}
		byAction, err := Compose(in)
		if err != nil {
			t.Fatalf("%s: %v", template, err)
		}
		for _, d := range append(drafts, byAction...) {
			toBuyer := d.To[0].Address == in.Decisions[0].Facts.Detail.OrderEmail
			for _, secret := range []string{"HW-10425", "Split keyboard", "1ZSECRET9", "RMA-7K3Q", "Peter"} {
				if !toBuyer && strings.Contains(d.Text+d.HTML, secret) {
					t.Errorf("%s: a stranger (%s) reads %q:\n%s", template, d.To[0].Address, secret, d.Text)
				}
			}
			if toBuyer && (d.InReplyTo != "" || strings.HasPrefix(d.Subject, "Re:")) {
				t.Errorf("%s: the buyer's mail stands in the stranger's thread", template)
			}
		}
	}
}

// TestSecondOrderOfSomebodyElse: in a combined reply the paragraph about a foreign order
// tells nothing, and its own order's does.
func TestSecondOrderOfSomebodyElse(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S14"))
	foreign := stranger(t, true, desk.ClassDoaDefect, "ok", false).Decisions[0]
	in.Decisions = append(in.Decisions, foreign)
	drafts, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	if len(drafts) != 1 {
		t.Fatalf("%d drafts, want one combined reply", len(drafts))
	}
	text := drafts[0].Text
	if !strings.Contains(text, "Order HW-10401") || strings.Contains(text, "Split keyboard") || !strings.Contains(text, "We therefore cannot say here") {
		t.Errorf("combined reply:\n%s", text)
	}
}

// TestBuyerReadsWhoseAddressItWas: the buyer is told that a request carried his own address only where it
// did; what failed the check of a stranger's own domain is a stranger's mail all the same (domain.md
// section 1, reading 11).
func TestBuyerReadsWhoseAddressItWas(t *testing.T) {
	t.Parallel()
	const own, foreign = "carries your e-mail address", "does not belong to the order"
	for _, test := range []struct{ sender, auth, want, never string }{
		{"owner", "fail", own, foreign},
		{"other", "fail", foreign, own},
		{"other", "pass", foreign, own},
		{"other", "none", foreign, own},
	} {
		in := stranger(t, true, desk.ClassCancellation, "missing", false)
		in.Decisions[0].Template = verifyBuyer
		in.Decisions[0].Facts.Enum[desk.FactSender], in.Decisions[0].Facts.Enum[desk.FactAuth] = test.sender, test.auth
		drafts, err := Compose(in)
		if err != nil || len(drafts) != 1 {
			t.Fatalf("%s, %s: %d drafts, %v", test.sender, test.auth, len(drafts), err)
		}
		text := strings.Join(strings.Fields(drafts[0].Text), " ")
		if !strings.Contains(text, test.want) || strings.Contains(text, test.never) {
			t.Errorf("sender %s, proof %s: the buyer reads\n%s", test.sender, test.auth, drafts[0].Text)
		}
	}
}
