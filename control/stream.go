package control

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"

	"returndesk/desk"
)

// A backup is as large as the data, so it crosses the socket as a stream. Whether it is
// whole is said behind it, in an HTTP trailer: a stream that only stops is no backup.
const (
	streamType   = "application/x-tar"
	trailerEnd   = "Returndesk-End"
	streamIsGood = "complete"
)

// backup answers with the archive, or with an error in the form of every other answer
// while nothing was written.
func (s *Server) backup(w http.ResponseWriter, r *http.Request) {
	by, err := s.caller(r.Context())
	if err == nil {
		_, err = request[nothing](w, r, maxRequest)
	}
	out := &stream{to: w}
	if err == nil {
		err = s.desk.Backup(r.Context(), by, out)
	}
	s.note(r.Context(), nameBackup, by, err)
	if err != nil && !out.begun {
		answer := reply[nothing]{Error: toWire(err)}
		s.give(w, r, nameBackup, statusOf(answer.Error), answer)
		return
	}
	if err == nil {
		w.Header().Set(trailerEnd, streamIsGood)
		return
	}
	if text, bad := json.Marshal(toWire(err)); bad == nil {
		w.Header().Set(trailerEnd, string(text))
	}
}

// stream sets the headers with the first bytes, so that an error before them can still
// be answered plainly.
type stream struct {
	to    http.ResponseWriter
	begun bool
}

// Write implements io.Writer.
func (s *stream) Write(p []byte) (int, error) {
	if !s.begun {
		s.begun = true
		s.to.Header().Set("Content-Type", streamType)
		s.to.Header().Set("Trailer", trailerEnd)
	}
	return s.to.Write(p)
}

// Backup copies the service's archive to w. Unless it gives nil, what w got is of no use.
func (c *Client) Backup(ctx context.Context, _ desk.Actor, w io.Writer) error {
	body, err := json.Marshal(nothing{})
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the request %s cannot be written", nameBackup)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://returndesk"+pathPrefix+nameBackup, bytes.NewReader(body))
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the request %s cannot be made", nameBackup)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return c.failed(err, nameBackup, false)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end below, or of no use
	if resp.Header.Get("Content-Type") != streamType {
		var answer reply[nothing]
		if json.NewDecoder(resp.Body).Decode(&answer) != nil || answer.Error == nil {
			return desk.Errf(desk.CodeUnsupported, "the running service does not know %q", nameBackup).
				WithMend("it is of another version than this program: start it again")
		}
		return fromWire(answer.Error)
	}
	from := &source{from: resp.Body}
	if _, err := io.Copy(w, from); err != nil {
		if from.err != nil {
			return c.failed(from.err, nameBackup, false)
		}
		return err // the writer's own
	}
	return ended(resp.Trailer.Get(trailerEnd))
}

// source remembers whether a failed copy failed at reading.
type source struct {
	from io.Reader
	err  error
}

// Read implements io.Reader.
func (s *source) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// ended says what the end of a stream means.
func ended(trailer string) error {
	if trailer == streamIsGood {
		return nil
	}
	var w wireError
	if json.Unmarshal([]byte(trailer), &w) != nil || w.Message == "" {
		return desk.Errf(desk.CodeUnavailable, "the service stopped before the backup was whole").WithMend("take it again").AsTemporary()
	}
	return fromWire(&w)
}
