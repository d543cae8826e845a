package redact_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"returndesk/classifier/redact"
)

// TestText holds texts of six languages against what may leave of them.
func TestText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		people []string
		orders []string
		text   string
		want   string
	}{
		{"mail address", nil, nil, "write to jane.doe+x@mail.example.com please", "write to [EMAIL] please"},
		{"mail address in words", nil, nil, "jane (at) example.com", "[EMAIL]"},
		{"link with a token", nil, nil, "see https://ups.example/track?n=1Z999AA10123456784&u=jane now", "see [LINK] now"},
		{"handle", nil, nil, "I am @janedoe99 there", "I am [NAME] there"},
		{"order number", nil, []string{"HW-10512"}, "Where is hw-10512? I mean HW-10512.", "Where is [ORDER 1]? I mean [ORDER 1]."},
		{"two orders", nil, []string{"HW-10512", "HW-10513"}, "HW-10513 and HW-10512", "[ORDER 2] and [ORDER 1]"},
		{"longer number is another", nil, []string{"10512"}, "10512 is not 110512", "[ORDER 1] is not 110512"},
		{"forged token", nil, []string{"HW-1"}, "use [ORDER 1] and HW-1", "use (ORDER 1) and [ORDER 1]"},

		{"card", nil, nil, "my card 4111 1111 1111 1111 was charged", "my card [CARD] was charged"},
		{"card with dashes", nil, nil, "4111-1111-1111-1111", "[CARD]"},
		{"card with dots and no blanks", nil, nil, "amex 3782.822463.10005.", "amex [CARD]."},
		{"card with an invisible sign", nil, nil, "4111\u200b1111\u200b1111\u200b1111", "[CARD]"},
		{"card in full-width digits", nil, nil, "４１１１１１１１１１１１１１１１", "[CARD]"},
		{"card in arabic digits", nil, nil, "٤١١١١١١١١١١١١١١١", "[CARD]"},
		{"card over two lines", nil, nil, "card 4111 1111\n1111 1111 exp 12/27", "card [CARD] exp 12/27"},
		{"card over lines, quoted", nil, nil, "4111 1111 11\r\n> 11 1111, thanks", "[CARD], thanks"},
		{"numbers on two lines", nil, nil, "I bought 2\n12 keys came", "I bought 2\n12 keys came"},
		{"card code", nil, nil, "cvv 123", "cvv [NUMBER]"},
		{"IBAN", nil, nil, "IBAN DE89 3704 0044 0532 0130 00 thanks", "IBAN [IBAN] thanks"},
		{"IBAN without blanks", nil, nil, "fr1420041010050500013m02606", "[IBAN]"},
		{"mistyped IBAN", nil, nil, "DE88 3704 0044 0532 0130 00", "[IBAN]"},
		{"dutch IBAN", nil, nil, "NL91ABNA0417164300 graag", "[IBAN] graag"},
		{"bic", nil, nil, "BIC: COBADEFFXXX", "BIC: [NUMBER]"},
		{"tracking number", nil, nil, "tracking 1234567890", "tracking [NUMBER]"},

		{"phone, international", nil, nil, "call +49 (0)30 901820 now", "call [PHONE] now"},
		{"phone, US", nil, nil, "at 518-555-0142 or (518) 555-0142", "at [PHONE] or [PHONE]"},
		{"phone, German", nil, nil, "Tel. 0171/2345678", "Tel. [PHONE]"},
		{"phone, French", nil, nil, "au 06 12 34 56 78", "au [PHONE]"},
		{"phone, French, with dots", nil, nil, "06.12.34.56.78", "[PHONE]"},
		{"phone, French, with dashes", nil, nil, "au 06-12-34-56-78.", "au [PHONE]."},
		{"phone that is rung", nil, nil, "just ring 5551234 or text me on 5559876", "just ring [PHONE] or text me on [PHONE]"},
		{"phone, Spanish", nil, nil, "mi teléfono 612 345 678", "mi teléfono [PHONE]"},
		{"phone, Dutch", nil, nil, "bel 06-12345678", "bel [PHONE]"},
		{"phone, Italian", nil, nil, "cellulare: 347 123 4567", "cellulare: [PHONE]"},

		{"dates stay", nil, nil, "It came on 14.03.2026, ordered 2026-03-01, 03/14/2026", "It came on 14.03.2026, ordered 2026-03-01, 03/14/2026"},
		{"a span of days stays", nil, nil, "from 12.03.2026-15.03.2026 and 12/03/26 - 15/03/26", "from 12.03.2026-15.03.2026 and 12/03/26 - 15/03/26"},
		{"date beside a phone", nil, nil, "on 14.03.2026 0171 2345678", "on 14.03.2026 [PHONE]"},
		{"prices and counts stay", nil, nil, "I paid 1.299,00 EUR for 2 boards and 65 keys", "I paid 1.299,00 EUR for 2 boards and 65 keys"},
		{"firmware and models stay", nil, nil, "firmware 2.4.1 on a K75", "firmware 2.4.1 on a K75"},

		{"street, English", nil, nil, "ship to 12 Mill Lane, Albany, NY 12207 please", "ship to [ADDRESS], [ADDRESS] please"},
		{"street, small letters", nil, nil, "i live at 221b baker street now", "i live at [ADDRESS] now"},
		{"flat", nil, nil, "14 Elm Ave, Apt 3B\nSpringfield, IL 62704", "[ADDRESS]\n[ADDRESS]"},
		{"british", nil, nil, "London SW1A 1AA", "London [ADDRESS]"},
		{"on the way is no street", nil, nil, "2 weeks on the road and 3 days on the way", "2 weeks on the road and 3 days on the way"},
		{"German", nil, nil, "Goethestraße 12a, 10115 Berlin", "[ADDRESS], [ADDRESS]"},
		{"German, two words", nil, nil, "an: Lange Gasse 5\nD-70173 Stuttgart", "an: [ADDRESS]\n[ADDRESS]"},
		{"German box", nil, nil, "Postfach 12 34", "[ADDRESS]"},
		{"French", nil, nil, "12 bis, rue de la Paix, 75002 Paris", "[ADDRESS], [ADDRESS]"},
		{"Spanish", nil, nil, "Calle Mayor 5, 28013 Madrid", "[ADDRESS], [ADDRESS]"},
		{"Dutch", nil, nil, "Kerkstraat 12, 1012 AB Amsterdam", "[ADDRESS], [ADDRESS]"},
		{"Italian", nil, nil, "Via Roma 12, 00184 Roma (RM)", "[ADDRESS], [ADDRESS]"},
		{"Swiss", nil, nil, "Seestraße 5, 8002 Zürich. In 2025 Anna bought it", "[ADDRESS], [ADDRESS]. In 2025 Anna bought it"},
		{"via is no street", nil, nil, "sent via UPS 3 days ago", "sent via UPS 3 days ago"},

		{"sender's name", []string{"Jane Doe"}, nil, "I am Jane Doe. Jane, not john. jane doe", "I am [NAME]. [NAME], not john. [NAME]"},
		{"a name that is a word", []string{"May Long"}, nil, "it may take long. May", "it may take long. [NAME]"},
		{"signature, English", nil, nil, "It broke.\n\nBest regards,\nTom Hanley", "It broke.\n\nBest regards,\n[NAME]"},
		{"signature, small letters", nil, nil, "it broke\nthanks\ntom", "it broke\nthanks\n[NAME]"},
		{"signature, German", nil, nil, "Kaputt.\nMit freundlichen Grüßen\nJörg von Ahlen", "Kaputt.\nMit freundlichen Grüßen\n[NAME]"},
		{"signature, French", nil, nil, "Cassé.\nCordialement,\nÉlodie Marchand", "Cassé.\nCordialement,\n[NAME]"},
		{"signature, Spanish", nil, nil, "Roto.\nUn saludo,\nIñaki Pérez", "Roto.\nUn saludo,\n[NAME]"},
		{"signature, Dutch", nil, nil, "Kapot.\nMet vriendelijke groet,\nJoost van der Berg", "Kapot.\nMet vriendelijke groet,\n[NAME]"},
		{"signature, Italian", nil, nil, "Rotto.\nCordiali saluti\nGiulia Ricci", "Rotto.\nCordiali saluti\n[NAME]"},
		{"greeting", nil, nil, "Dear Mara,\nmy board is dead", "Dear [NAME],\nmy board is dead"},
		{"greeting to nobody", nil, nil, "Hello Team,\nmy board is dead", "Hello Team,\nmy board is dead"},
		{"introduction", nil, nil, "my name is Tom Hanley and I bought it", "my name is [NAME] and I bought it"},
		{"title", nil, nil, "Bitte an Frau Lehmann", "Bitte an Frau [NAME]"},
		{"what a closing is followed by", nil, nil, "Thanks,\nwhen will it ship and who pays?", "Thanks,\nwhen will it ship and who pays?"},
	} {
		r := redact.New(c.people, c.orders, nil)
		if got := r.Text(c.text); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestRestore(t *testing.T) {
	t.Parallel()
	r := redact.New(nil, []string{"#hw 10512", "HW-10513", "HW-10512"}, nil)
	r.Text("#hw 10512, HW-10512, HW-10513")
	for token, want := range map[string]string{
		"[ORDER 1]": "#hw 10512", "ORDER 1": "#hw 10512", "order-2": "HW-10513", " [ORDER 2] ": "HW-10513",
		"[ORDER 3]": "", "[ORDER 0]": "", "ORDER": "", "HW-10512": "", "[ORDER -1]": "#hw 10512", "ORDER 99999999999999999999": "",
	} {
		if got, ok := r.Restore(token); got != want || ok != (want != "") {
			t.Errorf("%q stands for %q, %v; want %q", token, got, ok, want)
		}
	}
	if n := r.Counts()[redact.Order]; n != 3 {
		t.Errorf("%d order numbers were taken out, want 3", n)
	}
}

// TestStableOverTexts: subject and body share the tokens.
func TestStableOverTexts(t *testing.T) {
	t.Parallel()
	r := redact.New(nil, []string{"20417", "20418"}, nil)
	if a, b := r.Text("Re: 20418"), r.Text("20417 and 20418"); a != "Re: [ORDER 2]" || b != "[ORDER 1] and [ORDER 2]" {
		t.Errorf("got %q and %q", a, b)
	}
}

var (
	mailLeft = regexp.MustCompile(`(?i)[a-z\d]@[a-z\d]`)
	token    = regexp.MustCompile(`\[(?:LINK|EMAIL|ORDER \d+|IBAN|CARD|PHONE|ADDRESS|NAME|NUMBER)\]`)
	groups   = regexp.MustCompile(`\d(?:[ -]?\d){12,18}`)
)

// FuzzText: nothing panics; no card, no mail address and no learned name is left; every
// bracket is a token's; the text cannot grow beyond bounds; going over it again changes
// nothing but a little.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"4111 1111 1111 1111", "a@b.de", "Jane Doe, 12 Mill Lane", "HW-10512 [ORDER 1]", "DE89370400440532013000",
		"\xff\xfe4111\u200b1111\u200b1111\u200b1111", "İ Jane", "Thanks,\nJane", "12 bis, rue de la Paix", "+49 (0)30 901820", "14.03.2026 4111111111111111",
	} {
		f.Add(s, "Jane Doe", "HW-10512")
	}
	f.Fuzz(func(t *testing.T, text, person, order string) {
		if len(text) > 4000 || len(person) > 100 || len(order) > 40 {
			return
		}
		r := redact.New([]string{person}, []string{order}, []string{person})
		out := r.Text(text)
		bare := token.ReplaceAllString(out, "\n")
		if strings.ContainsAny(bare, "[]") {
			t.Errorf("a bracket is no token's: %q", out)
		}
		if mailLeft.MatchString(bare) {
			t.Errorf("a mail address is left: %q", out)
		}
		for _, g := range groups.FindAllString(bare, -1) {
			digits := strings.Map(func(c rune) rune {
				if unicode.IsDigit(c) {
					return c
				}
				return -1
			}, g)
			if len(digits) >= 13 && len(digits) <= 19 && redact.Luhn(digits) {
				t.Errorf("a card is left: %q", out)
			}
		}
		if len(out) > 12*len(text)+64 {
			t.Errorf("%d bytes became %d", len(text), len(out))
		}
	})
}

// TestBareDigits: a number that may be a post code gives way to an address.
func TestBareDigits(t *testing.T) {
	t.Parallel()
	r := redact.New(nil, nil, []string{"12207", "20417"})
	if got, want := r.Text("20417 to Albany, NY 12207"), "[ORDER 2] to [ADDRESS]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
