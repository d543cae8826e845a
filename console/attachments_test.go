package console_test

import (
	"net/http"
	"testing"

	"returndesk/desk"
)

// TestFilmTile: an attachment that has no picture is named by what it is, on the case's page
// and on the record's.
func TestFilmTile(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	film := desk.Evidence{Name: "key.mov", Type: "video/quicktime", Kind: desk.MediaVideo, Verdict: desk.VerdictUnjudged, Reason: "The video is sound; nobody has watched it yet.", Bytes: 700 << 10, Seconds: 3, SHA256: "ab12"}
	rec, err := w.RMA(t.Context(), c.RMAs[0])
	fatal(t, err)
	c.Version++
	c.Evidence, rec.Evidence = []desk.Evidence{film}, []desk.Evidence{film}
	fatal(t, w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{rec}}))
	b := w.as("agent")
	for _, at := range []string{"/cases/" + c.ID, "/rmas/" + rec.Number} {
		b.want(b.get(at), http.StatusOK, `<span class="thumb none film" aria-hidden="true">video</span>`, `<span class="tag warn">not looked at</span>`, "video, 700 kB, 3 s")
	}
}
