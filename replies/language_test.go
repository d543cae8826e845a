package replies

import (
	"strings"
	"testing"
	"testing/fstest"

	"returndesk/desk"
	"returndesk/templates"
)

// ownLanguage is a shop's folder with one template in a language of its own, whose words
// show which values they were given.
func ownLanguage(t *testing.T) *templates.Set {
	t.Helper()
	frame := `{{define "greeting"}}Dzień dobry,{{end}}{{define "cite"}}{{range .quotes}}> {{.}}{{end}}{{end}}{{define "asks"}}{{range .asks}}- {{.}}
{{end}}{{end}}{{define "more_asks"}}=> {{template "asks" .}}{{end}}{{define "send"}}{{end}}{{define "rest"}}{{end}}{{define "statutory"}}{{end}}{{define "between"}}Oraz:{{end}}{{define "closing"}}Pozdrawiamy{{end}}`
	s, err := templates.Load(fstest.MapFS{
		"pl/frame.tmpl": &fstest.MapFile{Data: []byte(frame)},
		"pl/late_report.tmpl": &fstest.MapFile{Data: []byte("subject: Zgłoszenie {{.order_number}}\ncites: 2.1\n\n" +
			"Dostarczono {{.delivered_on}}.\n\n{{template \"cite\" .}}\n\n=> Proszę odpisać.")},
		"pl/sentences.txt": &fstest.MapFile{Data: []byte("form.date: {day}. {month} {year} r.\nform.first_day: 1\n" +
			"form.months: stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia\n" +
			"form.quote: „{sentence}” (punkt {section})\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestLanguageOfAMail: the customer's when it is known, else the order's, else the
// mailbox's; never the order's for somebody who is not its buyer; English as a whole where
// a template is missing.
func TestLanguageOfAMail(t *testing.T) {
	t.Parallel()
	set := ownLanguage(t)
	for _, c := range []struct {
		name, reading, order, mailbox, sender, template string
		language                                        string
		fallback                                        bool
	}{
		{"customer's", "pl", "en", "en", "owner", "late_report", "pl", false},
		{"order's", "", "pl", "en", "owner", "late_report", "pl", false},
		{"mailbox's", "", "", "pl", "owner", "late_report", "pl", false},
		{"customer's before the order's", "en", "pl", "pl", "owner", "late_report", "en", false},
		{"missing template", "pl", "", "", "owner", "final_sale", "en", true},
		{"unknown language", "fi", "pl", "pl", "owner", "late_report", "en", true},
	} {
		in := inputOf(t, recording(t, "S19"))
		in.Words, in.Brand.Language = set, c.mailbox
		in.PolicySentence = func(lang, number string) string { return "<" + lang + " " + number + ">" }
		d := &in.Decisions[0]
		d.Own, d.More, d.Template = nil, nil, c.template
		d.Reading.Language, d.Facts.Detail.OrderLanguage, d.Facts.Detail.DeliveredOn = c.reading, c.order, "2026-03-06"
		drafts, err := Compose(in)
		if err != nil || len(drafts) != 1 {
			t.Fatalf("%s: %d drafts, %v", c.name, len(drafts), err)
		}
		got := drafts[0]
		if got.Language != c.language || got.Fallback != c.fallback {
			t.Errorf("%s: language %s, fallback %v", c.name, got.Language, got.Fallback)
		}
		polish := strings.Contains(got.Text, "marca") || strings.Contains(got.Text, "punkt") || strings.Contains(got.Text, "<pl ")
		if polish != (c.language == "pl") {
			t.Errorf("%s: values of another language in\n%s", c.name, got.Text)
		}
	}
}

// TestLanguageOfTheConversation: a mail too short to tell ("see the photo") is answered in the
// language in which its writer wrote before, whatever the order says; what somebody else wrote
// in the case does not count.
func TestLanguageOfTheConversation(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S19"))
	d := &in.Decisions[0]
	d.Reading.Language, d.Facts.Detail.OrderLanguage, in.Brand.Language = "", "en", "en"
	before := func(sender, language string) desk.Decision {
		x := *d
		x.Reading.Language, x.Facts.Detail.Sender = language, sender
		return x
	}
	me := d.Facts.Detail.Sender
	if me == "" {
		t.Fatal("the recorded mail has no sender")
	}
	for _, c := range []struct {
		name string
		list []desk.Decision
		want string
	}{
		{"nothing before", nil, "en"},
		{"wrote German", []desk.Decision{before(me, "de"), *d}, "de"},
		{"wrote Dutch after German", []desk.Decision{before(me, "de"), before(strings.ToUpper(me), "nl"), before(me, "")}, "nl"},
		{"somebody else wrote French", []desk.Decision{before("other@mail.example", "fr")}, "en"},
	} {
		in.Case.Decisions = c.list
		if got := in.wanted(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	d.Reading.Language = "it"
	if got := in.wanted(); got != "it" {
		t.Errorf("the mail's own language gives %q", got)
	}
}

// TestStrangerIsAnsweredInNoOrdersLanguage: the language of an order is an order fact.
func TestStrangerIsAnsweredInNoOrdersLanguage(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S19"))
	d := &in.Decisions[0]
	d.Facts.Enum[desk.FactSender] = "other"
	d.Reading.Language, d.Facts.Detail.OrderLanguage, in.Brand.Language = "", "pl", "en"
	if got := in.wanted(); got != "en" {
		t.Errorf("a stranger would be answered in %q", got)
	}
	if got := in.buyers(d); got != "pl" {
		t.Errorf("the buyer would be asked in %q", got)
	}
}

// TestBuyerIsRemindedInHisLanguage: a stranger wrote in Spanish about a Dutch buyer's order; the
// reminder goes to the buyer, and in Dutch.
func TestBuyerIsRemindedInHisLanguage(t *testing.T) {
	t.Parallel()
	in := inputOf(t, recording(t, "S27"))
	d := &in.Decisions[0]
	d.Reading.Language, d.Facts.Detail.OrderLanguage, in.Brand.Language = "es", "nl", "en"
	for _, template := range []string{"reminder_1", "claim_before_delivery", "verify_buyer"} {
		in.Action = &desk.Action{Name: template, Template: template, Role: desk.RoleAgent}
		drafts, err := Compose(in)
		if err != nil || len(drafts) != 1 {
			t.Fatalf("%s: %d drafts, %v", template, len(drafts), err)
		}
		if got := drafts[0]; got.To[0].Address != d.Facts.Detail.OrderEmail || got.Language != "nl" {
			t.Errorf("%s: to %s in %s", template, got.To[0].Address, got.Language)
		}
	}
	in.Action = &desk.Action{Name: "holding_reply", Template: "holding_reply", Role: desk.RoleAgent}
	drafts, err := Compose(in)
	if err != nil || len(drafts) != 1 || drafts[0].Language != "es" {
		t.Errorf("the writer himself: %+v, %v", drafts, err)
	}
}
