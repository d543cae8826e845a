package judge

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"returndesk/evidence"
)

// Serve is the child's loop: it answers requests from r on w until the parent hangs up,
// and then gives nil. It limits its own process as the requests say, so it belongs into
// a process of its own: nothing that it lowers can be raised again.
func Serve(r io.Reader, w io.Writer) error {
	if err := writeFrame(w, []byte(greeting)); err != nil {
		return fmt.Errorf("greet: %w", err)
	}
	fenced := false
	for {
		a, h, err := readRequest(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if !fenced && h.Memory > 0 {
			// Before the first byte of the first picture is looked at.
			if err := fence(h.Memory); err != nil {
				return err
			}
			fenced = true
		}
		if h.CPU > 0 {
			if err := allowCPU(h.CPU); err != nil {
				return err
			}
		}
		b, err := answer(a, h.Edge)
		if err != nil {
			return fmt.Errorf("answer: %w", err)
		}
		if err := writeFrame(w, b); err != nil {
			return fmt.Errorf("answer: %w", err)
		}
	}
}

// answer gives the verdict on an attachment, or the picture to show. A picture that cannot
// be shown is an empty answer: the parent knows by itself what to say then.
func answer(a evidence.Attachment, edge int) ([]byte, error) {
	if edge == 0 {
		return json.Marshal(evidence.Judge(a))
	}
	b, err := evidence.View(a, edge)
	if err != nil || len(b) > maxAnswer {
		return nil, nil
	}
	return b, nil
}
