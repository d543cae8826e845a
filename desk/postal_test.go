package desk

import "testing"

func TestPostalLine(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Hollow Works Returns\n12 Mill Lane\nAlbany, NY 12207\nUSA\n": "Hollow Works Returns, 12 Mill Lane, Albany, NY 12207, USA",
		"Dock 4,\r\n\r\n  12 Mill Road ":                              "Dock 4, 12 Mill Road",
		"Dock 4, 12 Mill Road":                                        "Dock 4, 12 Mill Road", "": "", "\n ,\n": "",
	} {
		if got := PostalLine(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
