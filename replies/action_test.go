package replies

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/templates"
)

// values are what a person gives with --set for an action's template.
func values() map[string]string {
	return map[string]string{
		"price": "18.00", "amount": "12.40", "currency": "USD", "condition": "unmodified, in its box", "address": "Dock 4, 12 Mill Road",
		"expires": "2026-04-20", "close_date": "2026-04-02", "cause": "the picture is too dark.", "reason": "he is known to complain", "steps": "hold Esc while plugging in the cable",
		"carrier": "UPS", "tracking": "1Z999", "change": "ANSI instead of ISO", "new_date": "2026-05-04",
	}
}

// TestEveryTemplateByAction renders each template as an agent's action would, for a
// buyer, and holds it against the rules of wording.
func TestEveryTemplateByAction(t *testing.T) {
	t.Parallel()
	sentences := sentence(t)
	for _, name := range templates.Names() {
		in := inputOf(t, recording(t, "S19"))
		d := &in.Decisions[0]
		d.Facts.Detail.StartedOn, d.Facts.Detail.ShippedOn, d.Facts.Detail.ShipBy = "2026-02-02", "2026-02-10", "2026-02-16"
		in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAAuthorized}}
		in.Action = &desk.Action{Name: name, Template: name, Role: desk.RoleAgent}
		in.Values = values()
		drafts, err := Compose(in)
		if err != nil || len(drafts) != 1 {
			t.Errorf("%s: %d drafts, %v", name, len(drafts), err)
			continue
		}
		got := drafts[0]
		for _, p := range CheckDraft(got, contextOf(in)) {
			t.Errorf("%s: %s: %s", name, p.Code, p.Text)
		}
		if _, err := Message(got, in.Now); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		senior := templates.Statutory(name)
		if senior != (got.Role == desk.RoleSenior) || senior != strings.Contains(got.Text, "local law gives you") {
			t.Errorf("%s: role %s; the notice about local law: %v", name, got.Role, !senior)
		}
		if strings.Contains(got.Text, "no right") {
			t.Errorf("%s denies a right", name)
		}
		if got.Denial != templates.Denial(name) {
			t.Errorf("%s: denial %v", name, got.Denial)
		}
		if strings.Contains(got.Text+got.HTML, "known to complain") {
			t.Errorf("%s tells the customer the internal reason", name)
		}
		if templates.Denial(name) {
			reason, refusal := strings.Index(got.Text, "“"), strings.Index(got.Text, "not able to")
			if reason < 0 || refusal < 0 || reason > refusal {
				t.Errorf("%s does not give its reason before its refusal:\n%s", name, got.Text)
			}
		}
		flat := strings.Join(strings.Fields(got.Text), " ")
		for _, c := range in.Words.Cites(name, []string{"2"}, nil) {
			if !strings.Contains(flat, sentences("", c.Number)) {
				t.Errorf("%s does not quote sentence %s literally", name, c.Number)
			}
		}
	}
}

// TestPlaceholdersBlock: an action without its values leaves them open, and such a draft
// can neither be approved nor become bytes.
func TestPlaceholdersBlock(t *testing.T) {
	t.Parallel()
	for template, name := range map[string]string{
		"rma_authorized": "condition", "evidence_unusable": "cause", "claim_rejected": "cause", "troubleshooting": "steps",
		"refund_processing": "refund_amount", "reminder_last": "close_date", "rma_expiring": "expires",
	} {
		in := inputOf(t, recording(t, "S14"))
		in.Brand.ReturnAddress = ""
		in.Action = &desk.Action{Name: template, Template: template, Role: desk.RoleAgent}
		drafts, err := Compose(in)
		if err != nil {
			t.Fatalf("%s: %v", template, err)
		}
		found := CheckDraft(drafts[0], contextOf(in))
		if !slices.ContainsFunc(found, func(p desk.Problem) bool {
			return p.Code == "placeholder" && p.Block && strings.HasPrefix(p.Text, name+" ")
		}) {
			t.Errorf("%s without %s: %+v", template, name, found)
		}
		if _, err := Message(drafts[0], in.Now); desk.CodeOf(err) != desk.CodeBlocked {
			t.Errorf("%s without %s became a mail: %v", template, name, err)
		}
	}
}

// TestMoneyOnlyFromApprovedValues: the order's total never stands in a mail by itself.
func TestMoneyOnlyFromApprovedValues(t *testing.T) {
	t.Parallel()
	for _, name := range templates.Names() {
		in := inputOf(t, recording(t, "S14"))
		in.Decisions[0].Facts.Detail.Total, in.Decisions[0].Facts.Detail.Currency = "777.77", "USD"
		in.Action = &desk.Action{Template: name, Role: desk.RoleAgent}
		drafts, err := Compose(in)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(drafts[0].Text, "777") {
			t.Errorf("%s names the order's total", name)
		}
		in.Values = map[string]string{"amount": "12.40", "price": "18.00"}
		if drafts, err = Compose(in); err != nil {
			t.Fatal(err)
		}
		if name == "refund_processing" && !strings.Contains(drafts[0].Text, "12.40 USD") || name == "reship_options" && !strings.Contains(drafts[0].Text, "18.00 USD") {
			t.Errorf("%s does not name the approved amount:\n%s", name, drafts[0].Text)
		}
	}
}

// TestNumberShownFromAuthorized: an RMA's number is not told before (domain.md section 3).
func TestNumberShownFromAuthorized(t *testing.T) {
	t.Parallel()
	for _, state := range []desk.RMAState{desk.RMAAwaitingEvidence, desk.RMAUnderReview, desk.RMATroubleshooting, desk.RMANoReturn} {
		for _, name := range templates.Names() {
			in := inputOf(t, recording(t, "S14"))
			in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: state}}
			in.Action, in.Values = &desk.Action{Template: name, Role: desk.RoleAgent}, values()
			drafts, err := Compose(in)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(drafts[0].Text+drafts[0].Subject+drafts[0].HTML, "7K3Q-9TXB") {
				t.Errorf("%s tells the number in state %s", name, state)
			}
		}
	}
	in := inputOf(t, recording(t, "S14"))
	in.RMAs = []desk.RMA{{Number: "RMA-7K3Q-9TXB", State: desk.RMAReceived, History: []desk.RMAHistory{{To: desk.RMAAuthorized}}}}
	in.Action = &desk.Action{Template: "rma_received", Role: desk.RoleAgent}
	drafts, err := Compose(in)
	if err != nil || !strings.Contains(drafts[0].Text, "RMA-7K3Q-9TXB") {
		t.Errorf("the number of an authorized return is missing: %v\n%s", err, drafts[0].Text)
	}
}

// TestAutomatic: what leaves unapproved says so and goes to the Return-Path (RFC 3834
// sections 4 and 5); what a person approves does not.
func TestAutomatic(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S14"))
	in.Original.ReturnPath = "bounce@mailbox.example"
	plain, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	if plain[0].AutoSubmitted != "" || plain[0].To[0].Address != in.Original.From.Address {
		t.Errorf("approved: %q to %s", plain[0].AutoSubmitted, plain[0].To[0].Address)
	}
	in.Action, in.Automatic = &desk.Action{Template: "ack_received", Role: desk.RoleAgent}, "auto-replied"
	ack, err := Compose(in)
	if err != nil {
		t.Fatal(err)
	}
	if ack[0].AutoSubmitted != "auto-replied" || ack[0].To[0].Address != "bounce@mailbox.example" {
		t.Errorf("automatic: %q to %s", ack[0].AutoSubmitted, ack[0].To[0].Address)
	}
	raw, err := Message(ack[0], in.Now)
	if err != nil || !strings.Contains(string(raw), "Auto-Submitted: auto-replied\r\n") {
		t.Errorf("%v\n%s", err, raw)
	}
	in.Automatic = "yes"
	if _, err := Compose(in); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("Automatic %q: %v", in.Automatic, err)
	}
}

// TestLanguage: a draft is in the customer's language; in one without templates it is
// English and says so.
func TestLanguage(t *testing.T) {
	t.Parallel()
	for lang, fallback := range map[string]bool{"fi": true, "en": false, "": false, "en-GB": false, "de": false, "de-AT": false} {
		in := inputOf(t, recording(t, "S14"))
		in.Decisions[0].Reading.Language = lang
		drafts, err := Compose(in)
		if err != nil {
			t.Fatal(err)
		}
		want, _, _ := strings.Cut(lang, "-")
		if want == "" || fallback {
			want = "en"
		}
		if drafts[0].Language != want || drafts[0].Fallback != fallback {
			t.Errorf("%q: %s, fallback %v", lang, drafts[0].Language, drafts[0].Fallback)
		}
	}
}

func TestFirstName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Jo Keller": "Jo", "Keller, Jo": "", "J. Keller": "", "Jo van der Berg": "Jo", "देवी शर्मा": "देवी", "Jo via shop.example": "", "Jo 2": "", "Jo!": "",
		"Dear customer, you will be refunded": "", "Dear Jo": "", "You will be refunded": "", "Hi": "", "Valued Customer": "", "Jo a b c d": "", "Jo: yes": "", "Jo\r\nBcc": "Jo",
		`"Ana-María Ruiz"`: "Ana-María", "": "", "jo@x.example": "", "Support": "", "Dr. House": "",
		"X Æ": "", "李 小龙": "", "李小 龙": "李小", "ACME Ltd, Jo": "", "{{.brand}}": "", "[[reason]] x": "", "O'Neil Shaq": "O'Neil",
		"Mme Dupont": "", "Sra Lopez": "", "Señora Ruiz": "", "Dhr Jansen": "", "Sig Rossi": "", "Familie Weber": "", "Prof Weber": "", "Acme GmbH": "", "Hollow Wire Ltd.": "",
		"Weber AG": "", "Rossi SPA": "", "JO KELLER": "JO", "JOHANNA KELLER": "Johanna", "jo keller": "Jo", "ana-maría ruiz": "Ana-María", "ÉMILE B": "Émile", "DeAndre Fox": "DeAndre",
	} {
		if got := firstName(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestDisplayNameIsNotTheShopsWord: what a writer calls himself comes back neither in the
// greeting nor beside the address unless it is a person's name.
func TestDisplayNameIsNotTheShopsWord(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][2]string{
		"Jo Keller":                           {"Jo Keller", "Hello Jo,"},
		"Dear customer, you will be refunded": {"", "Hello,"},
		"Your refund is approved":             {"", "Hello,"},
		"https://evil.example":                {"", "Hello,"},
		"jo@other.example":                    {"", "Hello,"},
		"J. Keller":                           {"J. Keller", "Hello,"},
	} {
		in := inputOf(t, recording(t, "S02"))
		in.Original.From.Name = name
		for i := range in.Decisions {
			in.Decisions[i].Facts.Detail.SenderName, in.Decisions[i].Facts.Detail.BuyerName = name, name
		}
		drafts, err := Compose(in)
		if err != nil || len(drafts) == 0 {
			t.Errorf("%q: %d drafts, %v", name, len(drafts), err)
			continue
		}
		d := drafts[0]
		if d.To[0].Name != want[0] || d.To[0].Address != in.Original.From.Address || !strings.HasPrefix(d.Text, want[1]+"\n") {
			t.Errorf("%q: to %+v\n%s", name, d.To, d.Text)
		}
	}
}
