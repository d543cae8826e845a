package console_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestPreviewTyped: what stands in the field is shown in the frame of our mails, escaped and
// under the same policy; an untouched text keeps the HTML that was drawn up; nothing is kept.
func TestPreviewTyped(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.as("agent")
	at := "/drafts/" + d.ID + "/preview"
	drawn := b.get(at)
	a := b.post(at, "text", "Dear Jo,\r\n\r\n<img src=x onerror=alert(1)> see https://shop.example/a\r\n", "seen", d.ContentHash())
	b.want(a, http.StatusOK, "Dear Jo,", "&lt;img src=x onerror=alert(1)&gt;")
	if strings.Contains(a.body, "<img") || strings.Contains(a.body, "Hello Jo") {
		t.Errorf("the preview holds\n%s", a.body)
	}
	for _, name := range []string{"Content-Security-Policy", "X-Frame-Options", "Content-Type", "Cache-Control"} {
		if a.header.Get(name) != drawn.header.Get(name) || a.header.Get(name) == "" {
			t.Errorf("%s: %q, for what is saved %q", name, a.header.Get(name), drawn.header.Get(name))
		}
	}
	if same := b.post(at, "text", strings.ReplaceAll(d.Text, "\n", "\r\n")); same.body != drawn.body {
		t.Error("an untouched text does not keep its HTML")
	}
	if now := w.draftOf(c); now.ContentHash() != d.ContentHash() || now.Edited {
		t.Error("the preview changed the draft")
	}
	b.want(b.do("POST", at, strings.NewReader("text=x"), "Sec-Fetch-Site", "cross-site"), http.StatusForbidden)
	b.want(b.post("/drafts/"+c.ID+"-9/preview", "text", "x"), http.StatusNotFound)
}
