package demo

import (
	"testing"

	"returndesk/desk"
	"returndesk/evidence"
)

// TestPicturesAreJudgedAsMeant holds every attachment of the sample against the judge
// that the service uses: sharp photos are good, poor ones poor, and no two photos are
// taken for the same.
func TestPicturesAreJudgedAsMeant(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"20381_1.jpg": evidence.CodeBlurred, "20381_2.jpg": evidence.CodeDark, "image001.png": evidence.CodeArt,
		"IMG_4410.MOV": evidence.CodeVideo, "disconnect.mp4": evidence.CodeVideo, "invoice.zip": evidence.CodeArchive,
	}
	type seen struct{ name, phash string }
	var photos []seen
	for _, l := range sample(t).Letters {
		for _, a := range parse(t, l).AllAttachments() {
			got := evidence.Judge(evidence.Attachment{Name: a.Name, DeclaredType: a.ContentType, Inline: a.Inline, Bytes: a.Bytes})
			code := evidence.CodeOK
			if c, ok := want[a.Name]; ok {
				code = c
				delete(want, a.Name)
			}
			if got.Code != code {
				t.Errorf("%s: %s is judged %s (%s), want %s", l.Key, a.Name, got.Code, got.Reason, code)
			}
			if got.Kind == desk.MediaVideo && (got.Seconds < 2 || got.Width != filmWidth) {
				t.Errorf("%s: a film of %.1f s, %d wide", a.Name, got.Seconds, got.Width)
			}
			if got.Verdict == desk.VerdictOK {
				if min(got.Width, got.Height) < 1200 {
					t.Errorf("%s measures %d x %d", a.Name, got.Width, got.Height)
				}
				photos = append(photos, seen{a.Name, got.PHash})
			}
		}
	}
	for name := range want {
		t.Errorf("no mail brings %s", name)
	}
	if len(photos) < 15 {
		t.Errorf("%d good photos", len(photos))
	}
	for i, a := range photos {
		for _, b := range photos[:i] {
			if d, ok := evidence.Distance(a.phash, b.phash); !ok || d <= evidence.SameDistance+2 {
				t.Errorf("%s and %s are %d apart and may be taken for one picture", a.name, b.name, d)
			}
		}
	}
}
