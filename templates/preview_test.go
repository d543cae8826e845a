package templates

import (
	"slices"
	"strings"
	"testing"
)

// TestPreviewIsWholeAndConsistent: every example is filled, keeps the rules of wording,
// and says nothing that its own mail contradicts.
func TestPreviewIsWholeAndConsistent(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	never := map[string][]string{
		"costs_nonrefundable": {"no fault was found"},
		"inspection_no_fault": {"solder"},
		"ask_missing":         {"more than one order"},
		"denied_production":   {"chose to wait", "change order"},
		"return_cost":         {"send us"},
		"rma_status":          {"reply with"},
		"verify_buyer":        {"could not confirm"},
		"resolution_shipped":  {"postage of this parcel"},
	}
	for _, name := range Names() {
		l, sections := s.Preview("", name)
		m, err := s.Render("", l)
		if err != nil || len(m.Missing) > 0 {
			t.Errorf("%s: %v, open %v", name, err, m.Missing)
		}
		for _, x := range sections {
			if !strings.Contains("0123456", x) {
				t.Errorf("%s: section %q", name, x)
			}
		}
		for _, words := range never[name] {
			if flat := strings.Join(strings.Fields(m.Subject+" "+m.Text), " "); strings.Contains(flat, words) {
				t.Errorf("%s says %q:\n%s", name, words, m.Text)
			}
		}
		if d := drift(m); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	l, _ := s.Preview("", "claim_received")
	if got := l.Common["asks"]; !slices.Equal(got.([]string), []string{s.Sentence("", "ask.serial_firmware")}) {
		t.Errorf("asks of claim_received: %v", got)
	}
}

// TestPreviewInALanguage: dates, amounts and fixed sentences are in the language that is shown.
func TestPreviewInALanguage(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for lang, want := range map[string][4]string{
		"de": {"9. März 2026", "bleiben davon unberührt", "Unser Technikteam sieht sich an", "289,00 USD"}, "fr": {"9 mars 2026", "porte pas atteinte", "nos techniciens", "289,00 USD"},
		"": {"9 March 2026", "local law", "our technicians", "289.00 USD"}, "it": {"9 marzo 2026", "Restano fermi", "i nostri tecnici", "289,00 USD"},
	} {
		var text string
		for _, name := range []string{"late_report", "rma_status", "refund_processing"} {
			l, _ := s.Preview(lang, name)
			m, err := s.Render(lang, l)
			if err != nil {
				t.Fatal(err)
			}
			text += strings.Join(strings.Fields(m.Text), " ")
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%q lacks %q:\n%s", lang, w, text)
			}
		}
	}
}

// TestListStandsInItsBox: the list that a next step announces is inside its box, and what
// follows the list is not.
func TestListStandsInItsBox(t *testing.T) {
	t.Parallel()
	page := hyperText(parseBlocks("- one\n\n=> Please send:\n\n- two\n- three\n\nAfter.\n\n=> Alone.\n\nEnd.\n\n=> Last:\n\n- four"))
	box := func(inner string) string { return "<div" + styleNext + ">\n" + inner + "</div>\n" }
	list := func(style string, items ...string) string {
		out := "<ul" + style + ">\n"
		for _, x := range items {
			out += "<li" + styleItem + ">" + x + "</li>\n"
		}
		return out + "</ul>\n"
	}
	want := list(styleList, "one") +
		box("<p"+styleLead+">Please send:</p>\n"+list(styleInner, "two", "three")) +
		"<p" + styleP + ">After.</p>\n<p" + styleNext + ">Alone.</p>\n<p" + styleP + ">End.</p>\n" +
		box("<p"+styleLead+">Last:</p>\n"+list(styleInner, "four"))
	if page != want {
		t.Errorf("got\n%s\nwant\n%s", page, want)
	}
}

// TestOnePromiseIsFoundOnce: patterns that meet in the same words report them once.
func TestOnePromiseIsFoundOnce(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"We will refund you.":                     {"a refund"},
		"We'll replace it":                        {"a refund or replacement"},
		"We will refund you. I will replace it.":  {"a refund", "a refund or replacement"},
		"You will get a refund within three days": {"a refund or replacement", "a date"},
		"We will check it.":                       nil,
	} {
		var got []string
		for _, f := range Promises(text) {
			got = append(got, f.What)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
