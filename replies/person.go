package replies

import (
	"slices"
	"strings"
	"unicode"

	"returndesk/templates"
)

// maxNameWords is how many words a display name may have and still be a person's name.
const maxNameWords = 4

// personName gives a display name that may stand in a mail of ours, or "". The writer
// chooses it freely, and "Dear customer, you will be refunded" must not come back with
// the shop's name under it.
func personName(display string) string {
	name := strings.Join(strings.Fields(strings.Trim(strings.TrimSpace(display), `"'`)), " ")
	list := strings.Split(name, " ")
	if name == "" || len(list) > maxNameWords || len(templates.Promises(name)) > 0 {
		return ""
	}
	for _, w := range list {
		if !nameWord(w) {
			return ""
		}
		switch strings.ToLower(w) {
		case "customer", "customers", "client", "buyer", "you", "your", "refund", "refunds", "refunded", "approved":
			return ""
		}
	}
	switch strings.ToLower(list[0]) {
	case "dear", "hi", "hello", "hey", "greetings", "valued", "hallo", "liebe", "lieber", "sehr",
		"bonjour", "cher", "chère", "hola", "estimado", "estimada", "ciao", "beste", "geachte":
		return ""
	}
	return name
}

// nameWord reports whether a word is of the letters of a name: hyphens and apostrophes
// inside, and one full stop at its end ("J.", "Dr."), which no web address has.
func nameWord(w string) bool {
	w = strings.TrimSuffix(w, ".")
	n := 0
	for _, r := range w {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' && r != '\'' && r != '’' {
			return false
		}
		n++
	}
	return n >= 1 && n <= 24
}

// titles are words that stand before a name, or in its place, in the six languages; in lower
// case and without their full stop. "Bonjour Mme," is no greeting.
const titles = "mr mrs ms miss mx dr prof dipl ing herr frau the sir madam monsieur madame mme mlle sr sra srta señor señora senor senora " +
	"dhr mevr mevrouw meneer heer sig signor signora signore dott dottoressa avv familie family famille familia famiglia fam firma company " +
	"info support sales admin office team mail service contact kontakt noreply"

// Forms of companies; who is called "Acme GmbH" has no first name. Those of two or three letters
// are told from names only by their capitals.
const (
	companies      = "gmbh ohg gbr ltd limited inc llc llp plc corp sarl sàrl srl aps"
	shortCompanies = "AG KG UG BV NV SA SAS SPA SL AB OY"
)

// firstName takes the first name out of a display name ("Jo Keller"), or gives "" when
// the display name looks like anything but a person's name. Who writes his name in
// capitals or without any is greeted as others are.
func firstName(display string) string {
	person := personName(display)
	name, _, _ := strings.Cut(person, " ")
	if len([]rune(name)) < 2 || strings.HasSuffix(name, ".") || slices.Contains(strings.Fields(titles), strings.ToLower(name)) {
		return ""
	}
	for _, w := range strings.Fields(person)[1:] {
		w = strings.TrimSuffix(w, ".")
		if slices.Contains(strings.Fields(companies), strings.ToLower(w)) || slices.Contains(strings.Fields(shortCompanies), w) {
			return ""
		}
	}
	return capital(name)
}

// capital gives a name one capital letter a part where it was typed all in capitals or all
// without.
func capital(name string) string {
	if lower := strings.ToLower(name); name != lower && (name != strings.ToUpper(name) || len([]rune(name)) < 3) {
		return name
	}
	begin := true
	return strings.Map(func(r rune) rune {
		defer func() { begin = !unicode.IsLetter(r) && !unicode.IsMark(r) }()
		if begin {
			return unicode.ToTitle(r)
		}
		return unicode.ToLower(r)
	}, name)
}
