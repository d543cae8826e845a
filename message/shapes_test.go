package message

import (
	"strings"
	"testing"
)

// TestWhatIsTheSenders: frames of marketplaces, forms, offices below a name, notes that hand on,
// and lists drawn with ">" are told from what the sender says.
func TestWhatIsTheSenders(t *testing.T) {
	t.Parallel()
	const frame = "You have received a message.\n\n# Order HW-10512:\n\n------------- Begin message -------------\n\nIt is dead.\n\n------------- End message -------------\n\nWe retain all messages."
	for name, c := range map[string]struct{ subject, text, want string }{
		"dashes around an attribution": {"Re: x", "It is dead.\n\n---- On Thu, 12 Mar 2026 23:14:05 +0530 Shop <s@shop.example> wrote ---\n\nIs it broken?", "It is dead."},
		"dashes around a sentence":     {"x", "It is dead.\n\n--- on my desk ---\n\nCancel it.", "It is dead.\n\n--- on my desk ---\n\nCancel it."},
		"a frame":                      {"x", frame, "It is dead."},
		"a frame below an answer":      {"Re: x", "Cancel it.\n\nFrom: Relay <r@relay.example>\nSent: Monday\nTo: Ann <ann@mail.example>\nSubject: x\n\n" + frame, "Cancel it."},
		"a form":                       {"x", "New entry\n\nName: Ann\nE-mail: ann@mail.example\nPhone: 555 0199\nOrder: HW-10512\nMessage: It is dead.\nName: the blue one", "Order: HW-10512\nIt is dead.\nName: the blue one"},
		"a form's labels above":        {"x", "Name:\nAnn\nE-mail:\nann@mail.example\nMessage:\nIt is dead.", "It is dead."},
		"a letter above the fields":    {"x", "Please cancel my order HW-10512.\n\nName: Ann\nE-mail: ann@mail.example\nMessage: see above", "Please cancel my order HW-10512.\n\nsee above"},
		"a fault above the fields":     {"x", "The unit smokes.\n\nName: Ann\nE-mail: ann@mail.example\nMessage: see above", "The unit smokes.\n\nsee above"},
		"a form whose field tells":     {"x", "New message from your website\n\nName: Ann\nE-mail: ann@mail.example\nCompany: I was told that it is dead\nMessage: see above", "Company: I was told that it is dead\nsee above"},
		"a customer on protection":     {"x", "It is dead.\n\nI paid with buyer protection. Your privacy policy says that I may withdraw. I withdraw.", "It is dead.\n\nI paid with buyer protection. Your privacy policy says that I may withdraw. I withdraw."},
		"a letter with labels":         {"x", "Name: Ann\nE-mail: I never got one\nMessage: none either", "Name: Ann\nE-mail: I never got one\nMessage: none either"},
		"an office":                    {"x", "It is dead.\n\nKind regards,\nAnn Meyer\nFire Safety Officer\nT: +44 20 7946 0991", "It is dead.\n\nKind regards,\nAnn Meyer"},
		"an office without a way":      {"x", "It is dead.\n\nKind regards,\nAnn Meyer\nbattery swollen\nsmell of burning", "It is dead.\n\nKind regards,\nAnn Meyer\nbattery swollen\nsmell of burning"},
		"a postscript":                 {"x", "It is dead.\n\nKind regards,\nAnn Meyer\nT: +44 20 7946 0991\nPS: it smokes", "It is dead.\n\nKind regards,\nAnn Meyer\nT: +44 20 7946 0991\nPS: it smokes"},
		"an order below the name":      {"x", "It is dead.\n\nRegards\nAnn\nT: +44 20 7946 0991\nHW-10512", "It is dead.\n\nRegards\nAnn\nT: +44 20 7946 0991\nHW-10512"},
		"more below the dashes":        {"x", "It is dead.\n\n-- \nAnn\nMeyer Ltd\n\nOh, and it smells of burning.", "It is dead.\n\nOh, and it smells of burning."},
		"a request below the dashes":   {"x", "Hello\n\n-- \nAnn\n\nCan you cancel order HW-10512?", "Hello\n\nCan you cancel order HW-10512?"},
		"a motto below the dashes":     {"x", "It is dead.\n\n-- \nAnn\n\n\"I have a dream that all cables hold.\"\n\nPlease consider the environment before printing this.", "It is dead."},
		"a form in a table":            {"x", "Name | Ann\nEmail | ann@mail.example\nPhone | 555 0199\nMessage | It is dead.", "It is dead."},
		"small talk below the name":    {"x", "It is dead.\n\nThanks,\nAnn\nbattery swollen, smoke came out of the case\ncall 0113 496 0000", "It is dead.\n\nThanks,\nAnn\nbattery swollen, smoke came out of the case\ncall 0113 496 0000"},
		"smoke before the telephone":   {"x", "It is dead.\n\nThanks,\nAnn\nBattery swollen, call 0113 496 0000", "It is dead.\n\nThanks,\nAnn\nBattery swollen, call 0113 496 0000"},
		"what a label tells us":        {"x", "The lamp.\n\nRegards\nAnn Meyer\nDefect: battery bulging\nTel: 0113 496 0000", "The lamp.\n\nRegards\nAnn Meyer\nDefect: battery bulging\nTel: 0113 496 0000"},
		"a parcel's number":            {"x", "It is on its way.\n\nThanks\nAnn\n00340434161094042557", "It is on its way.\n\nThanks\nAnn\n00340434161094042557"},
		"a link to photos":             {"x", "It is dead.\n\nThanks\nAnn\nhttps://photos.example/album/17", "It is dead.\n\nThanks\nAnn\nhttps://photos.example/album/17"},
		"an address that is announced": {"x", "Please send it to my new address:\n\nBest,\nAnn Meyer\n12 Oak Road\nLeeds LS1 4AB\nTel: 0113 496 0000", "Please send it to my new address:\n\nBest,\nAnn Meyer\n12 Oak Road\nLeeds LS1 4AB\nTel: 0113 496 0000"},
		"an office of many lines":      {"x", "It is dead.\n\nKind regards,\nAnn Meyer\nFire Safety Officer | Smoke & Heat Ltd\n12 Oak Road, Leeds\nt +44 113 496 0000\nann@mail.example | www.smoke.example\nhttps://www.linkedin.com/in/ann\nUSt-IdNr.: DE 123 456 789", "It is dead.\n\nKind regards,\nAnn Meyer"},
		"another's name":               {"x", "It is dead.\n\nRegards\nBob\nBattery fire\nT: +44 20 7946 0991", "It is dead.\n\nRegards\nBob\nBattery fire\nT: +44 20 7946 0991"},
		"a note that hands on":         {"Fwd: x", "FYI, please handle. Thanks, Ann\n\n---------- Forwarded message ---------\nFrom: Bob <bob@mail.example>\nDate: Mon, 2 Mar 2026\nSubject: x\nTo: <ann@mail.example>\n\nIt is dead.", "It is dead."},
		"a note with a matter":         {"Fwd: x", "FYI, please cancel.\n\n---------- Forwarded message ---------\nFrom: Bob <bob@mail.example>\nDate: Mon, 2 Mar 2026\nSubject: x\nTo: <ann@mail.example>\n\nIt is dead.", "FYI, please cancel."},
		"a list drawn with marks":      {"x", "Here is what I found:\n\n> it is dead\n> it is loose\n\nAnn", "Here is what I found:\n\nit is dead\nit is loose\n\nAnn"},
		"the same in an answer":        {"Re: x", "Here is what I found:\n\n> it is dead\n> it is loose\n\nAnn", "Here is what I found:\n\nAnn"},
		"what the reader says":         {"x", "I see that your page says:\n\n> cancel at any time\n> before it is begun\n\nIs that so?", "I see that your page says:\n\nIs that so?"},
		"a service's note":             {"x", "It is dead.\n\nYou received this message because you are a member of the group. To unsubscribe, write to us.", "It is dead."},
		"a customer who unsubscribes":  {"x", "It is dead. Please unsubscribe me from your list, and cancel the order I placed on Monday.", "It is dead. Please unsubscribe me from your list, and cancel the order I placed on Monday."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, err := Parse([]byte("From: Ann Meyer <ann@mail.example>\nTo: s@shop.example\nSubject: "+c.subject+"\n\n"+c.text+"\n"), internalDate, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if m.NewText != c.want {
				t.Errorf("got  %q\nwant %q", m.NewText, c.want)
			}
		})
	}
}

// TestWhoseWordsAreQuoted: what we wrote is none of the sender's; what somebody wrote who gets a copy may be the complaint.
func TestWhoseWordsAreQuoted(t *testing.T) {
	t.Parallel()
	opt := Options{OwnAddresses: []string{"s@shop.example"}}
	for _, c := range []struct {
		to, writer string
		want       bool
	}{
		{"To: s@shop.example", "Shop <s@shop.example>", true},
		{"To: Shop Support <s@shop.example>", "Shop Support", true},
		{"To: s@shop.example\nCc: Bob <bob@mail.example>", "Bob <bob@mail.example>", false},
		{"To: s@shop.example, Bob Meyer <bob@mail.example>", "Bob Meyer", false},
		{"To: relay@shop.example", "Shop <relay@shop.example>", true},
		{"To: relay@shop.example\nCc: Bob <bob@mail.example>", "Bob <bob@mail.example>", false},
	} {
		raw := "From: Ann Meyer <ann@mail.example>\n" + c.to + "\nSubject: Fwd: x\n\nFYI\n\n---------- Forwarded message ---------\nFrom: " + c.writer + "\nDate: Mon, 2 Mar 2026\nSubject: x\nTo: <ann@mail.example>\n\nIt smokes.\n"
		m, err := Parse([]byte(raw), internalDate, opt)
		if err != nil {
			t.Fatal(err)
		}
		if m.QuotesReader != c.want {
			t.Errorf("%q by %q: %v, want %v", c.to, c.writer, m.QuotesReader, c.want)
		}
	}
}

// TestReceiptsInWords: a read receipt that is a letter is a machine's; a person who has read is none.
func TestReceiptsInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		subject, text string
		want          Kind
	}{
		{"Gelesen: Ihre Bestellung HW-10512", "Ihre Nachricht\n\n   An: Ann\n   Betreff: Ihre Bestellung HW-10512\n\nwurde am Montag gelesen.", KindReport},
		{"Read: Your order", "Your message was read on Monday, 16 March 2026.", KindReport},
		{"Return Receipt (displayed) - Your order", "This is a Return Receipt for the mail that you sent to ann@mail.example.", KindReport},
		{"Lu : Votre commande", "Votre message a été lu le lundi 16 mars.", KindReport},
		{"Read: Your order", "Your message was read on Monday, and I want to cancel.", KindNone},
		{"Read: Your order", "Was read on Monday. Where is HW-10512", KindNone},
		{"Gelesen: Ihre Bestellung", "Habe ich gelesen. Bitte stornieren.", KindNone},
		{"Re: Read: Your order", "Your message was read on Monday.", KindNone},
	} {
		m, err := Parse([]byte("From: Ann <ann@mail.example>\nTo: s@shop.example\nSubject: "+c.subject+"\n\n"+c.text+"\n"), internalDate, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if m.Machine.Kind != c.want {
			t.Errorf("%s: %s: %q, want %q", c.subject, c.text, m.Machine.Kind, c.want)
		}
	}
}

// TestUTF7 reads RFC 2152, and leaves what is none as it stands.
func TestUTF7(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"l+AOQ-sst":     "lässt",
		"R+APw-ckseite": "Rückseite",
		"1 +- 1":        "1 + 1",
		"+2D3eAA-":      "\U0001F600",
		"Hi +ZeVnLIqe-": "Hi 日本語",
		"+AOQ.":         "ä.",
		"a+b":           "a+b",
		"call +49 221":  "call +49 221",
		"sch\xc3\xb6n":  "schön",
		"+":             "+",
	} {
		if got, _ := decodeUTF7([]byte(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestSignedInside: the words inside an S/MIME signature are read, whatever way its lengths are
// written; what is damaged stays an attachment.
func TestSignedInside(t *testing.T) {
	t.Parallel()
	inner := "Content-Type: text/plain\n\nPlease cancel.\n"
	der := func(tag byte, parts ...string) string {
		s := strings.Join(parts, "")
		return string([]byte{tag, byte(len(s))}) + s
	}
	ber := func(tag byte, parts ...string) string {
		return string([]byte{tag, 0x80}) + strings.Join(parts, "") + "\x00\x00"
	}
	whole := func(wrap func(byte, ...string) string, octets string) string {
		return wrap(0x30, der(0x06, oidSignedData), wrap(0xa0, wrap(0x30, der(0x02, "\x01"), der(0x31), wrap(0x30, der(0x06, oidData), wrap(0xa0, octets)), der(0x31))))
	}
	for name, c := range map[string]struct {
		body, want string
	}{
		"told lengths":   {whole(der, der(0x04, inner)), "Please cancel."},
		"untold lengths": {whole(ber, ber(0x24, der(0x04, inner[:20]), der(0x04, inner[20:]))), "Please cancel."},
		"cut off":        {whole(der, der(0x04, inner))[:40], ""},
		"something else": {der(0x30, der(0x06, oidData), der(0xa0, inner)), ""},
		"nothing":        {"\x30", ""},
	} {
		m, err := Parse([]byte("From: a@b.example\nContent-Type: application/pkcs7-mime; smime-type=signed-data\n\n"+c.body), internalDate, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if m.NewText != c.want || (c.want == "") != (len(m.Attachments) == 1) {
			t.Errorf("%s: got %q and %d files, want %q", name, m.NewText, len(m.Attachments), c.want)
		}
	}
}
