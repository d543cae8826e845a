package console

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// The longest sides, in pixels, of the pictures that are shown.
const (
	thumbEdge = 320
	largeEdge = 1600
)

// maxInSight is how many attachments are shown without a click: the reply must not stand
// behind sixty photos.
const maxInSight = 6

// shownEvidence is one attachment with what the page says about it.
type shownEvidence struct {
	desk.Evidence
	Word, Tone string // verdict for people, and its colour
	Facts      string
	Thumb      string // address of the small picture, "" when it cannot be shown
	Large      string
	File       string // address of the file as it came
	Earlier    *flow.Earlier
}

// shownEvidences prepares a case's attachments for the page, those of the mail that is shown
// first.
func shownEvidences(v flow.CaseView) []shownEvidence {
	out := make([]shownEvidence, 0, len(v.Case.Evidence))
	list := slices.Clone(v.Case.Evidence)
	slices.SortStableFunc(list, func(a, b desk.Evidence) int {
		return cmp.Compare(rank(a, v.Mail.ID), rank(b, v.Mail.ID))
	})
	for _, e := range list {
		x := attachmentOf(v.Case.ID, e)
		if before, ok := v.Earlier[e.SHA256]; ok {
			x.Earlier = &before
		}
		out = append(out, x)
	}
	return out
}

// attachmentOf prepares one attachment of a case.
func attachmentOf(id string, e desk.Evidence) shownEvidence {
	base := "/cases/" + id + "/files/" + e.SHA256
	x := shownEvidence{Evidence: e, File: base}
	x.Word, x.Tone = verdictWord(e)
	facts := []string{string(e.Kind), size(e.Bytes)}
	if e.Width > 0 {
		facts = append(facts, fmt.Sprintf("%d × %d", e.Width, e.Height))
	}
	if e.Seconds > 0 {
		facts = append(facts, fmt.Sprintf("%.0f s", e.Seconds))
	}
	x.Facts = strings.Join(facts, ", ")
	switch e.Type {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		x.Thumb, x.Large = base+"/small", base+"/large"
	}
	return x
}

// rank puts the attachments of a mail before those of others.
func rank(e desk.Evidence, mail string) int {
	if e.Mail == mail {
		return 0
	}
	return 1
}

// verdictWord says what an attachment is worth, with a colour.
func verdictWord(e desk.Evidence) (word, tone string) {
	switch {
	case e.Pending:
		return "being looked at", "warn"
	case e.Verdict == desk.VerdictOK:
		return "usable", "good"
	case e.Verdict == desk.VerdictUnjudged:
		return "not looked at", "warn"
	case e.Verdict == desk.VerdictArt:
		return "signature art", ""
	case e.Verdict == desk.VerdictOther:
		return "other file", ""
	case e.Verdict == desk.VerdictUnusable:
		return "unusable", "bad"
	}
	return string(e.Verdict), "bad"
}

// picture sends a picture of a case made anew: pixels alone, never what a stranger sent.
func (s *Server) picture(w http.ResponseWriter, r *http.Request, _ viewer) error {
	id, sha := r.PathValue("id"), r.PathValue("sha")
	return s.sendPicture(w, r, id+"/"+sha, func(edge int) ([]byte, error) {
		return s.Desk.Picture(r.Context(), id, sha, edge)
	})
}

// sendPicture sends a picture in the size that the address names. Browsers may keep it: it
// is named by what it shows.
func (s *Server) sendPicture(w http.ResponseWriter, r *http.Request, key string, fresh func(edge int) ([]byte, error)) error {
	edge := thumbEdge
	switch r.PathValue("size") {
	case "small":
	case "large":
		edge = largeEdge
	default:
		return desk.Errf(desk.CodeNotFound, "there is no such size")
	}
	key = fmt.Sprintf("%s/%d", key, edge)
	b, err := s.pictures.get(key, func() ([]byte, error) { return fresh(edge) })
	if err != nil {
		return err
	}
	sum := sha256.Sum256(b)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	w.Header().Set("Cache-Control", "private, max-age=86400, immutable")
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	w.Header().Set("Content-Type", "image/jpeg")
	_, err = w.Write(b)
	return errSent(err)
}

// file sends an attachment as it came, always as a download: a browser must never open
// what a stranger sent as a page of ours.
func (s *Server) file(w http.ResponseWriter, r *http.Request, _ viewer) error {
	a, err := s.Desk.Attachment(r.Context(), r.PathValue("id"), r.PathValue("sha"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": explain.Line(a.Name)}))
	_, err = w.Write(a.Bytes)
	return errSent(err)
}
