package console_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestBrowserDigestMail: the weekly mail fits the smallest phone.
func TestBrowserDigestMail(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.FileServer(http.Dir("../digest/testdata")))
	t.Cleanup(s.Close)
	b := chrome.Open(t, s.URL)
	for _, name := range []string{"empty", "usual", "first_week", "one_mail", "huge"} {
		for _, width := range []int64{320, 390} {
			b.Look(width, 800, "dark")
			b.Open("/" + name + ".html")
			if b.JS("document.documentElement.scrollWidth <= innerWidth") != "true" {
				t.Errorf("%s at %d pixels: %s wide", name, width, b.JS("document.documentElement.scrollWidth"))
			}
		}
	}
}
