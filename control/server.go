package control

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"returndesk/desk"
)

const (
	maxRequest    = 4 << 20          // bytes; the largest request is an edited draft
	maxPhotos     = 64 << 20         // bytes of a request that brings photos
	headerTimeout = 10 * time.Second // for a client to say what it wants
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 10 * time.Second // for requests under way when the service stops
)

// Server answers requests on a socket for one Desk.
type Server struct {
	desk  Desk
	users Users
	log   *slog.Logger
	mux   *http.ServeMux
}

// NewServer makes a server. Each request acts as the person that users names for the
// peer's uid. A nil log is silent.
func NewServer(d Desk, users Users, log *slog.Logger) *Server {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Server{desk: d, users: users, log: log, mux: http.NewServeMux()}
	s.routes()
	return s
}

// Serve answers until ctx ends, lets requests under way finish, and closes the listener.
// It gives nil when it was ctx that ended it.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler: s.mux, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			uid, err := peerUID(c)
			return context.WithValue(ctx, peerKey{}, peer{uid, err})
		},
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) },
	}
	stopped := make(chan error, 1)
	done := context.AfterFunc(ctx, func() {
		// Requests under way get their time even though ctx is over already.
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		stopped <- h.Shutdown(stop)
	})
	err := h.Serve(l)
	if !errors.Is(err, http.ErrServerClosed) {
		done()
		return desk.Wrap(desk.CodeUnavailable, err, "the socket for the agents' commands stopped working")
	}
	if err := <-stopped; err != nil {
		return desk.Wrap(desk.CodeUnavailable, errors.Join(err, h.Close()), "requests on the socket did not end in time")
	}
	return nil
}

// peer is who connected, found once a connection.
type peer struct {
	uid uint32
	err error
}

type peerKey struct{}

// caller gives the actor behind a request.
func (s *Server) caller(ctx context.Context) (desk.Actor, error) {
	p, ok := ctx.Value(peerKey{}).(peer)
	if !ok {
		return desk.Actor{}, desk.Errf(desk.CodeForbidden, "who calls is not known")
	}
	if p.err != nil {
		return desk.Actor{}, p.err
	}
	return s.users.Actor(p.uid)
}

// method puts one method on the server: it finds the caller, reads the request, calls f
// and answers with what f gave.
func method[Q, A any](s *Server, name string, f func(ctx context.Context, by desk.Actor, q Q) (A, error)) {
	methodOf(s, name, maxRequest, f)
}

// methodOf is method for requests of up to limit bytes.
func methodOf[Q, A any](s *Server, name string, limit int64, f func(ctx context.Context, by desk.Actor, q Q) (A, error)) {
	s.mux.HandleFunc("POST "+pathPrefix+name, func(w http.ResponseWriter, r *http.Request) {
		var answer reply[A]
		by, err := s.caller(r.Context())
		if err == nil {
			var q Q
			if q, err = request[Q](w, r, limit); err == nil {
				answer.Value, err = f(r.Context(), by, q)
			}
		}
		answer.Error = toWire(err)
		s.note(r.Context(), name, by, err)
		s.give(w, r, name, statusOf(answer.Error), answer)
	})
}

// give writes an answer. Whether a change happened does not depend on its delivery.
func (s *Server) give(w http.ResponseWriter, r *http.Request, name string, status int, answer any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		s.log.LogAttrs(r.Context(), slog.LevelWarn, "answer not delivered", slog.String("method", name), slog.String("error", err.Error()))
	}
}

// request reads the body of a request. A field that this version does not know is
// refused: an approval must never lose a part of what was said.
func request[Q any](w http.ResponseWriter, r *http.Request, limit int64) (Q, error) {
	var q Q
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, limit))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&q); err != nil {
		return q, desk.Wrap(desk.CodeInvalid, err, "the request cannot be read").WithMend("use the same version of returndesk as the service")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return q, desk.Errf(desk.CodeInvalid, "the request holds more than one value")
	}
	return q, nil
}

// note logs what only the server knows: causes that do not cross the socket, and
// refused callers. Other errors are the caller's to show.
func (s *Server) note(ctx context.Context, name string, by desk.Actor, err error) {
	if err == nil {
		return
	}
	level := slog.LevelDebug
	var known *desk.Error
	switch {
	case by.Name == "":
		level = slog.LevelWarn
	case !errors.As(err, &known), known.Code == desk.CodeInternal, known.Err != nil:
		level = slog.LevelError
	}
	s.log.LogAttrs(ctx, level, "command failed", slog.String("method", name), slog.String("actor", by.Name),
		slog.String("code", string(desk.CodeOf(err))), slog.String("error", err.Error()))
}

// statusOf gives the HTTP status of an answer; clients read the error's code instead.
func statusOf(e *wireError) int {
	switch {
	case e == nil:
		return http.StatusOK
	case e.Code == desk.CodeForbidden:
		return http.StatusForbidden
	case e.Code == desk.CodeNotFound:
		return http.StatusNotFound
	case e.Code == desk.CodeInternal:
		return http.StatusInternalServerError
	case e.Temporary:
		return http.StatusServiceUnavailable
	}
	return http.StatusConflict
}
