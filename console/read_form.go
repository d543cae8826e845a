package console

import (
	"errors"
	"net/http"

	"returndesk/desk"
)

// readForm reads a form before anything is done with it: one that was cut off at its limit must
// not pass for one whose fields are empty. One with files is read by who takes the files.
func readForm(r *http.Request) error {
	if r.Method != http.MethodPost {
		return nil
	}
	if err := r.ParseForm(); err != nil {
		return unread(err)
	}
	return nil
}

// unread says why a form cannot be read.
func unread(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return desk.Wrap(desk.CodeInvalid, err, "what you sent is larger than %d MB, so nothing was done", tooLarge.Limit>>20).
			WithMend("go back, shorten the text or send fewer and smaller photos, and try again")
	}
	return desk.Wrap(desk.CodeInvalid, err, "the form cannot be read").WithMend("go back and send it again")
}
