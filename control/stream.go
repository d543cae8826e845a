package control

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"returndesk/desk"
)

// A backup and a shop's past are as large as the data, so they cross the socket as a stream.
// Whether it is whole is said behind it, in an HTTP trailer: a stream that only stops is none.
const (
	streamType   = "application/octet-stream"
	trailerEnd   = "Returndesk-End"
	streamIsGood = "complete"
)

// streamed puts a method on the server that answers with a stream, or with an error in the
// form of every other answer while nothing was written.
func streamed[Q any](s *Server, name string, f func(ctx context.Context, by desk.Actor, q Q, w io.Writer) error) {
	s.mux.HandleFunc("POST "+pathPrefix+name, func(w http.ResponseWriter, r *http.Request) {
		by, err := s.caller(r.Context())
		var q Q
		if err == nil {
			q, err = request[Q](w, r, maxRequest)
		}
		out := &stream{to: w}
		if err == nil {
			err = f(r.Context(), by, q, out)
		}
		s.note(r.Context(), name, by, err)
		if err != nil && !out.begun {
			answer := reply[nothing]{Error: toWire(err)}
			s.give(w, r, name, statusOf(answer.Error), answer)
			return
		}
		out.begin() // also a stream of nothing is one
		if err == nil {
			w.Header().Set(trailerEnd, streamIsGood)
			return
		}
		if text, bad := json.Marshal(toWire(err)); bad == nil {
			w.Header().Set(trailerEnd, string(text))
		}
	})
}

// stream sets the headers with the first bytes, so that an error before them can still
// be answered plainly.
type stream struct {
	to    http.ResponseWriter
	begun bool
}

// Write implements io.Writer.
func (s *stream) Write(p []byte) (int, error) {
	s.begin()
	return s.to.Write(p)
}

func (s *stream) begin() {
	if s.begun {
		return
	}
	s.begun = true
	s.to.Header().Set("Content-Type", streamType)
	s.to.Header().Set("Trailer", trailerEnd)
}

// Backup copies the service's archive to w. Unless it gives nil, what w got is of no use.
func (c *Client) Backup(ctx context.Context, _ desk.Actor, w io.Writer) error {
	return c.receive(ctx, nameBackup, nothing{}, w)
}

// Decisions copies the service's past decisions to w, as Upkeep says.
func (c *Client) Decisions(ctx context.Context, _ desk.Actor, since time.Time, w io.Writer) error {
	return c.receive(ctx, nameDecisions, sinceRequest{since}, w)
}

// Export copies the service's cases to w, as Upkeep says.
func (c *Client) Export(ctx context.Context, _ desk.Actor, q ExportQuery, w io.Writer) error {
	return c.receive(ctx, nameExport, q, w)
}

// receive copies the stream of a method to w.
func (c *Client) receive(ctx context.Context, name string, q any, w io.Writer) error {
	body, err := json.Marshal(q)
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the request %s cannot be written", name)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://returndesk"+pathPrefix+name, bytes.NewReader(body))
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the request %s cannot be made", name)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return c.failed(err, name, false)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end below, or of no use
	if resp.Header.Get("Content-Type") != streamType {
		var answer reply[nothing]
		if json.NewDecoder(resp.Body).Decode(&answer) != nil || answer.Error == nil {
			return desk.Errf(desk.CodeUnsupported, "the running service does not know %q", name).
				WithMend("it is of another version than this program: start it again")
		}
		return fromWire(answer.Error)
	}
	from := &source{from: resp.Body}
	if _, err := io.Copy(w, from); err != nil {
		if from.err != nil {
			return c.failed(from.err, name, false)
		}
		return err // the writer's own
	}
	return ended(name, resp.Trailer.Get(trailerEnd))
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
func ended(name, trailer string) error {
	if trailer == streamIsGood {
		return nil
	}
	var w wireError
	if json.Unmarshal([]byte(trailer), &w) != nil || w.Message == "" {
		return desk.Errf(desk.CodeUnavailable, "the service stopped amid the answer to %s", name).WithMend("try again").AsTemporary()
	}
	return fromWire(&w)
}
