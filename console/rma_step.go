package console

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

const (
	maxPhotoForm = 64 << 20 // bytes of a form with photos
	formMemory   = 8 << 20  // the rest waits in temporary files
)

// rmaStep takes a step with a return record. One with a mail leads to its draft.
func (s *Server) rmaStep(w http.ResponseWriter, r *http.Request, v viewer) error {
	if err := r.ParseMultipartForm(formMemory); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return unread(err)
	}
	if r.MultipartForm != nil {
		defer func() { _ = r.MultipartForm.RemoveAll() }() // temporary files of this request alone
	}
	q := flow.RMAStep{RMA: r.PathValue("number"), Step: r.PostFormValue("step"), Because: strings.TrimSpace(r.PostFormValue("because")), Set: setValues(r.PostForm)}
	var err error
	if q.Photos, err = photosIn(r); err != nil {
		return s.showRMA(w, r, v, statusOf(err), q, err)
	}
	done, err := s.Desk.TakeRMAStep(r.Context(), v.Actor(), q)
	if err != nil {
		switch desk.CodeOf(err) {
		case desk.CodeInternal, desk.CodeNotFound, desk.CodeUnavailable, desk.CodeStorageFull:
			return err
		}
		return s.showRMA(w, r, v, statusOf(err), q, err)
	}
	if done.Draft != nil {
		return redirect(w, r, "/cases/"+done.Draft.Case+"?done=resolved&d="+done.Draft.ID)
	}
	return redirect(w, r, "/rmas/"+done.RMA.Number+"?done=resolved")
}

// setValues reads the values that a step or action was given: fields named set.NAME.
func setValues(form url.Values) map[string]string {
	set := map[string]string{}
	for name, values := range form {
		if key, ok := strings.CutPrefix(name, "set."); ok && len(values) > 0 && strings.TrimSpace(values[0]) != "" {
			set[key] = strings.ReplaceAll(values[0], "\r\n", "\n")
		}
	}
	return set
}

// photosIn reads the photos of a form.
func photosIn(r *http.Request) ([]flow.RMAPhoto, error) {
	if r.MultipartForm == nil {
		return nil, nil
	}
	var out []flow.RMAPhoto
	for _, h := range r.MultipartForm.File["photos"] {
		if h.Size == 0 {
			continue
		}
		f, err := h.Open()
		if err != nil {
			return nil, desk.Wrap(desk.CodeInternal, err, "a photo cannot be read")
		}
		data, err := io.ReadAll(f)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, desk.Wrap(desk.CodeInvalid, err, "a photo cannot be read")
		}
		out = append(out, flow.RMAPhoto{Name: h.Filename, Data: data})
	}
	return out, nil
}

// rmaPicture shows a photo that an inspector took, made anew like any other.
func (s *Server) rmaPicture(w http.ResponseWriter, r *http.Request, _ viewer) error {
	number, sha := r.PathValue("number"), r.PathValue("sha")
	return s.sendPicture(w, r, number+"/"+sha, func(edge int) ([]byte, error) {
		return s.Desk.RMAPicture(r.Context(), number, sha, edge)
	})
}
