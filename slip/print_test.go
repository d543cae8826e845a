package slip_test

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"returndesk/slip"
)

// TestLettersOfAnyScript: what the page's font lacks neither breaks the page nor leaves
// boxes on it; what can be read of it stands there.
func TestLettersOfAnyScript(t *testing.T) {
	t.Parallel()
	poppler(t, "pdftotext")
	for text, want := range map[string]string{
		"keycaps 🎹 Sakura":        "keycaps Sakura",
		"📦":                       "In diesem Zustand",                              // nothing is left, and the line is left out
		"x\U00010000y":            "x?y",                                            // the first beyond two bytes
		"Żółta, Ω 5 kΩ, Кирилица": "Żółta, Ω 5 kΩ, Кирилица",                        //
		"gru\u0308n e\u0301cran":  "grün écran",                                     // marks of their own, as some systems write them
		"Bàn phím Việt":           "Bàn phím Viet",                                  // or fewer marks
		"鍵盤 KB-75":                "?? KB-75",                                       //
		"a\x00b\tc\u200b\u202ed":  "ab cd",                                          // nothing that cannot be seen
		"ﬁne \u2460":              "ﬁne",                                            //
		"no tape\u00a0please":     strings.Join([]string{"no", "tape please"}, " "), // a blank that does not break
	} {
		s := sample(slip.A4, false)
		s.Condition = text
		pdf, err := slip.PDF(s)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		cmd := exec.CommandContext(t.Context(), "pdftotext", "-layout", "-", "-")
		cmd.Stdin = bytes.NewReader(pdf)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		page := strings.Join(strings.Fields(string(out)), " ")
		if want = strings.Join(strings.Fields(want), " "); strings.Contains(page, want) == (text == "📦") {
			t.Errorf("%q: the page has\n%s\nwant %q", text, page, want)
		}
	}
}

// FuzzPDF: no name, condition or address, however odd, breaks the page.
func FuzzPDF(f *testing.F) {
	for _, s := range []string{"📦", "\U00010000", "鍵盤", "\xff\xfe", "a\nb\r\n\n\tc", strings.Repeat("ẅ", 400), "\u0301\u0301", "لوحة"} {
		f.Add(s, "12 Mill Lane")
		f.Add("a keyboard", "12 Mill Lane\n"+s)
	}
	f.Fuzz(func(t *testing.T, item, address string) {
		s := sample(slip.Letter, false)
		s.Items, s.Condition, s.Address = []string{item, item}, item, "x "+address
		if pdf, err := slip.PDF(s); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Fatalf("%q: %v", item, err)
		}
	})
}
