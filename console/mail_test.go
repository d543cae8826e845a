package console_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"returndesk/desk"
)

// TestHostileHTML: whatever stands in a mail, its HTML page holds a closed list of elements
// and no attribute that acts or loads, under a policy that would stop it anyway.
func TestHostileHTML(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	element := regexp.MustCompile(`<\s*/?\s*([a-zA-Z!?][^\s>/]*)`)
	attribute := regexp.MustCompile(`\s([a-zA-Z-]+)\s*=`)
	allowed := " p br hr div span h1 h2 h3 h4 h5 h6 blockquote pre code ul ol li dl dt dd b strong i em u s small sub sup table caption thead tbody tfoot tr th td "
	for name, html := range vectors() {
		from := strings.NewReplacer(" ", "-", ",", "").Replace(name) + "@mailbox.example" // a case of its own for each
		c := w.receive(letter(from, name, "<html><body><p>My keyboard is dead.</p>"+html+"<p>The end of it.</p></body></html>",
			"MIME-Version: 1.0\n", "Content-Type: text/html; charset=utf-8\n"))
		if c.ID == "" {
			t.Errorf("%s: no case", name)
			continue
		}
		a := b.get("/cases/" + c.ID + "/mails/" + c.Mails[len(c.Mails)-1] + "/html")
		if a.status != http.StatusOK {
			t.Errorf("%s: %d %s", name, a.status, plain(a.body))
			continue
		}
		if csp := a.header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "sandbox; default-src 'none'") || strings.Contains(csp, "allow-") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: the policy is %q", name, csp)
		}
		_, body, ok := strings.Cut(a.body, "<body>")
		body, _, ok2 := strings.Cut(body, "</body></html>")
		if !ok || !ok2 || !strings.Contains(body, "is dead.") {
			t.Errorf("%s: the page is %q", name, a.body)
			continue
		}
		for _, m := range element.FindAllStringSubmatch(body, -1) {
			if !strings.Contains(allowed, " "+strings.ToLower(m[1])+" ") {
				t.Errorf("%s: %q is left in %q", name, m[0], body[:min(len(body), 300)])
			}
		}
		for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(body, -1) {
			for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
				if n := strings.ToLower(m[1]); n != "colspan" && n != "rowspan" && n != "start" && n != "dir" {
					t.Errorf("%s: the attribute %s is left in %q", name, n, tag)
				}
			}
		}
		page := b.get("/cases/" + c.ID)
		if strings.Contains(page.body, "<script>alert") || strings.Contains(page.body, "evil.example\"") || strings.Contains(page.body, "onerror=alert(1)>") {
			t.Errorf("%s: the case's page carries it", name)
		}
	}
}

// TestHostileText: markup in every field that a mail controls stays text.
func TestHostileText(t *testing.T) {
	t.Parallel()
	w := open(t)
	evil := `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	raw := strings.Replace(letter("jo@mailbox.example", "HW-10501 "+evil, "My keyboard HW-10501 is dead. "+evil+"\n\n> "+evil, "X-A: b\n"), "From: jo@mailbox.example", `From: "<script>alert(1)</script>" <jo@mailbox.example>`, 1)
	c := w.receive(raw)
	b := w.as("admin")
	fatal(t, w.Note(t.Context(), desk.Actor{Name: evil, Role: desk.RoleAgent}, c.ID, evil))
	for _, path := range []string{"/queue", "/cases/" + c.ID, "/cases/" + c.ID + "/history", "/search?q=" + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/queue?q=%22%3E%3Cscript%3E", "/rmas", "/rmas/" + c.RMAs[0],
		"/login?next=/%22%3E%3Cscript%3E", "/nothing/%3Cscript%3Ealert(1)%3C/script%3E"} {
		a := b.get(path)
		if strings.Contains(a.body, "<script>") || strings.Contains(a.body, "<img src=x") {
			t.Errorf("%s carries markup of a stranger", path)
		}
	}
	bidi := w.receive(letter("jo@mailbox.example", "HW-10501 \u202egpj.exe", "My keyboard HW-10501 is dead \u202e\u2066 and \u200bmore.", "Content-Type: text/plain; charset=utf-8\n"))
	if a := b.get("/cases/" + bidi.ID); strings.ContainsAny(a.body, "\u202e\u2066\u200b") {
		t.Error("characters that turn the text stay in the page")
	}
}

// photo gives a sharp picture with an EXIF block that holds a place.
func photo(t *testing.T) []byte {
	t.Helper()
	data, err := drawn()
	fatal(t, err)
	return slices.Clone(data)
}

// drawn is the picture of photo, made once.
var drawn = sync.OnceValues(func() ([]byte, error) {
	m := image.NewRGBA(image.Rect(0, 0, 900, 700))
	for y := range 700 {
		for x := range 900 {
			m.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 5), uint8((x / 9 * y / 7) % 255), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 80}); err != nil {
		return nil, err
	}
	exif := "Exif\x00\x00GPS 42.6526 N SECRETPLACE"
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(head, b.Bytes()[2:]...), nil
})

// withPhoto is a claim with a picture.
func withPhoto(t *testing.T, subject string, data []byte, name string) string {
	t.Helper()
	body := "--b\nContent-Type: text/plain; charset=utf-8\n\nMy keyboard HW-10501 arrived with a dead space bar, see the photo.\n\nJo\n--b\nContent-Type: image/jpeg; name=\"" + name + "\"\nContent-Disposition: attachment; filename=\"" + name +
		"\"\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString(data) + "\n--b--"
	return letter("jo@mailbox.example", subject, body, "MIME-Version: 1.0\n", "Content-Type: multipart/mixed; boundary=b\n")
}

// TestPictures: what is shown was made anew, without EXIF; what came is only ever a
// download; a picture of another case is out of reach.
func TestPictures(t *testing.T) {
	t.Parallel()
	w := open(t)
	data := photo(t)
	c := w.receive(withPhoto(t, "HW-10501 photo", data, "dead\u202e key.jpg"))
	if len(c.Evidence) != 1 {
		t.Fatalf("evidence: %+v", c.Evidence)
	}
	sha := c.Evidence[0].SHA256
	b := w.as("agent")
	base := "/cases/" + c.ID + "/files/" + sha
	b.want(b.get("/cases/"+c.ID), http.StatusOK, base+"/small", base+"/large")
	for size, side := range map[string]int{"small": 320, "large": 900} {
		a := b.get(base + "/" + size)
		b.want(a, http.StatusOK)
		cfg, err := jpeg.DecodeConfig(strings.NewReader(a.body))
		if err != nil || cfg.Width != side || a.header.Get("Content-Type") != "image/jpeg" {
			t.Errorf("%s: %+v, %v, %s", size, cfg, err, a.header.Get("Content-Type"))
		}
		if strings.Contains(a.body, "SECRETPLACE") || strings.Contains(a.body, "Exif") {
			t.Errorf("%s: the EXIF block came along", size)
		}
		if again := b.get(base+"/"+size, "If-None-Match", a.header.Get("ETag")); again.status != http.StatusNotModified {
			t.Errorf("%s again: %d", size, again.status)
		}
	}
	a := b.get(base)
	if a.body != string(data) || !strings.HasPrefix(a.header.Get("Content-Disposition"), "attachment") || a.header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(a.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the file: %d bytes, %v", len(a.body), a.header)
	}
	other := w.cancel()
	b.want(b.get("/cases/"+other.ID+"/files/"+sha+"/small"), http.StatusNotFound)
	b.want(b.get("/cases/"+other.ID+"/files/"+sha), http.StatusNotFound)
	b.want(b.get("/cases/"+other.ID+"/mails/"+c.Mails[0]+"/html"), http.StatusNotFound)
	b.want(b.get(base+"/huge"), http.StatusNotFound)
	b.want(b.get("/cases/"+c.ID+"/files/"+strings.Repeat("0", 64)+"/small"), http.StatusNotFound)
	svg := w.receive(withPhoto(t, "HW-10501 svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), "a.svg"))
	for _, e := range svg.Evidence {
		if e.SHA256 == sha {
			continue
		}
		if a := b.get("/cases/" + svg.ID + "/files/" + e.SHA256 + "/large"); a.status != http.StatusServiceUnavailable || strings.Contains(a.body, "<svg") && strings.Contains(a.body, "alert(1)") {
			t.Errorf("an SVG is shown: %d", a.status)
		}
	}
}
