package classifier

import (
	"regexp"
	"strings"
	"testing"

	"returndesk/desk"
)

func keys(found []desk.NumberFound) string {
	var out []string
	for _, f := range found {
		k := f.Key
		if !f.Strong {
			k += "?"
		}
		out = append(out, k)
	}
	return strings.Join(out, " ")
}

// TestNumbers covers the spellings that customers use and the figures that are no order
// numbers. "?" marks a weak candidate.
func TestNumbers(t *testing.T) {
	t.Parallel()
	p := engine(t)
	for _, c := range []struct{ text, want string }{
		{"my order HW-10512 is late", "HW10512"},
		{"hw10512", "HW10512"},
		{"it's #hw 10512 I think", "HW10512"},
		{"HW 10512 please", "HW10512"},
		{"order 20417", "20417"},
		{"Order: 20417.", "20417"},
		{"order no. 20417", "20417"},
		{"order number is 20417?", "20417?"},
		{"#20417", "20417"},
		{"Bestellung 20417", "20417"},
		{"Bestellnummer: 20417", "20417"},
		{"Auftrag Nr. 20417", "20417"},
		{"commande n° 20417", "20417"},
		{"pedido 20417", "20417"},
		{"ordine n. 20417", "20417"},
		{"bestelling 20417", "20417"},
		{"HW-10512 and HW-10513", "HW10512 HW10513"},
		{"HW-10512, again HW10512", "HW10512"},
		{"20417 hums", "20417?"},
		{"order 2041", "2041"},
		{"call me on 0171 2345678", ""},
		{"phone: 5551234567", ""},
		{"+49 30 1234567", ""},
		{"tracking 1Z999AA10123456784", ""},
		{"tracking number 794612345678", ""},
		{"serial K75-010377", ""},
		{"S/N: 010377", ""},
		{"RMA-7K3Q-9TXB", ""},
		{"RMA 20417", ""},
		{"it cost 12345 EUR", ""},
		{"$12345", ""},
		{"€ 12345", ""},
		{"on 2026-03-16", ""},
		{"am 14.03.2026", ""},
		{"PLZ 50667", ""},
		{"zip 90210", ""},
		{"since 2024", ""},
		{"3000 rpm and 4000 mAh", ""},
		{"invoice 88812", ""},
		{"write to bob1234@mail.example", ""},
		{"https://x.example/a/12345", ""},
		{"https://x.example/?q=12345&b", "12345?"},
	} {
		if got := keys(p.findNumbers(Input{NewText: c.text})); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNumbersPlaces(t *testing.T) {
	t.Parallel()
	p := engine(t)
	got := p.findNumbers(Input{Subject: "Re: order HW-10001", NewText: "it is HW-10002 in fact, or 30555", Quoted: "> order 30111"})
	want := []desk.NumberFound{
		{Written: "HW-10001", Key: "HW10001", Where: "subject", Strong: true},
		{Written: "HW-10002", Key: "HW10002", Where: "new", Strong: true},
		{Written: "30111", Key: "30111", Where: "quoted", Strong: true},
		{Written: "30555", Key: "30555", Where: "new", Strong: false},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %+v, want %+v", i, got[i], want[i])
		}
	}
}

func TestNumbersConfigured(t *testing.T) {
	t.Parallel()
	p, err := NewPhrases(Options{Number: regexp.MustCompile(`(?i)\bws[- ]?(\d{3})\b`)})
	if err != nil {
		t.Fatal(err)
	}
	if got := keys(p.findNumbers(Input{NewText: "WS-123 not HW-10512"})); got != "123" {
		t.Errorf("pattern: got %q", got)
	}
	if p, err = NewPhrases(Options{Prefixes: []string{"ws"}}); err != nil {
		t.Fatal(err)
	}
	if got := keys(p.findNumbers(Input{NewText: "WS-12345 and ABC-77777 and order 88888"})); got != "WS12345 88888" {
		t.Errorf("prefix: got %q", got)
	}
}

func TestSerial(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The serial is K75-010402 by the way":                                 "K75-010402",
		"Seriennummer: AB12345":                                               "AB12345",
		"numéro de série X9Z8Y7":                                              "X9Z8Y7",
		"my order HW-10402 has no serial number":                              "",
		"You asked for the number on the underside, here it is: PSU-4711.":    "PSU-4711",
		"Die Nummer auf der Unterseite ist PSU-4711.":                         "PSU-4711",
		"Le numéro en dessous est PSU-4711.":                                  "PSU-4711",
		"El número de debajo es PSU-4711.":                                    "PSU-4711",
		"Het nummer onderop is PSU-4711.":                                     "PSU-4711",
		"Il numero sotto è PSU-4711.":                                         "PSU-4711",
		"The number of my order is HW-10402.":                                 "",
		"The underside has a scratch. My order number is HW-10402, see above": "",
		"serial killers are scary":                                            "",
	} {
		if got := findSerial(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
