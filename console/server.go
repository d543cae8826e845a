package console

import (
	"context"
	"errors"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/message"
)

// Desk is what the console asks for and does about cases.
type Desk interface {
	Page(ctx context.Context, f desk.CaseFilter) (flow.QueuePage, error)
	Facets(ctx context.Context, f desk.CaseFilter) (desk.Facets, error)
	Show(ctx context.Context, id string) (flow.CaseView, error)
	Outdated(ctx context.Context, draft string) ([]string, error)
	Preview(ctx context.Context, e flow.Edit) (desk.Draft, error)
	Changes(ctx context.Context) <-chan struct{}
	Reclassify(ctx context.Context, by desk.Actor, c flow.Correction) (desk.Case, error)
	Unclass(ctx context.Context, by desk.Actor, id string, from desk.Class) (desk.Case, error)
	Resolve(ctx context.Context, by desk.Actor, r flow.Resolution) (desk.Case, *desk.Draft, error)
	Snooze(ctx context.Context, by desk.Actor, id string, until time.Time, because string) (desk.Case, error)
	Note(ctx context.Context, by desk.Actor, id, text string) error
	HandUp(ctx context.Context, by desk.Actor, id string, to desk.Role, because string) (desk.Case, error)
	AskMore(ctx context.Context, by desk.Actor, q flow.Question) (desk.Draft, error)
	Thread(ctx context.Context, id string) ([]flow.MailView, error)
	MailHTML(ctx context.Context, id, mail string) (string, error)
	Attachment(ctx context.Context, id, sha string) (message.Attachment, error)
	Picture(ctx context.Context, id, sha string, edge int) ([]byte, error)
	ParkedFor(ctx context.Context, mails []desk.Mail) (map[string]desk.Address, error)
	RMAPicture(ctx context.Context, number, sha string, edge int) ([]byte, error)
	control.Drafts
	control.Returns
	control.Parking
	control.Service
	control.Figures
	control.Learning
}

// People is what the console asks about who may log in.
type People interface {
	LogIn(ctx context.Context, login, password string) (desk.User, error)
	UserNow(ctx context.Context, login string) (desk.User, error)
	ChangeUser(ctx context.Context, by desk.Actor, ch flow.UserChange) (desk.User, error)
	Users(ctx context.Context, by desk.Actor) ([]desk.User, error)
}

// Sessions keeps sessions over a restart.
type Sessions interface {
	PutSession(ctx context.Context, key string, data []byte, expires time.Time) error
	Session(ctx context.Context, key string, now time.Time) (data []byte, found bool, err error)
	DropSession(ctx context.Context, key string) error
	DropSessionsBefore(ctx context.Context, now time.Time) error
}

// Options make a Server. Desk, People, Sessions, Zone and Now are needed.
type Options struct {
	Desk     Desk
	People   People
	Sessions Sessions
	Doctor   func(ctx context.Context) []Finding // what `returndesk doctor` finds; nil: not offered
	Settings []Setting                           // the configuration, for reading
	Shop     string
	Version  string
	Zone     *time.Location
	// PublicURL is where browsers reach the console when a proxy stands before it, as
	// "https://desk.example.com"; "" = where it listens.
	PublicURL string
	Secure    bool          // browsers come over TLS: cookies are marked so
	Lifetime  time.Duration // of a session; 0 = 12 hours
	Loopback  bool          // it listens on this machine alone: other host names are refused
	Now       func() time.Time
	Log       *slog.Logger // nil is silent
}

// Server is the web console. It is an http.Handler.
type Server struct {
	Options
	pages    map[string]*template.Template
	assets   map[string]asset
	sessions *scs.SessionManager
	limits   *limiter
	links    *oneTimeLinks
	who      *presence
	pictures *pictureCache
	health   healthCache
	handler  http.Handler
}

// New makes a server or says what is wrong with the options.
func New(o Options) (*Server, error) {
	if o.Desk == nil || o.People == nil || o.Sessions == nil || o.Zone == nil || o.Now == nil {
		return nil, desk.Errf(desk.CodeInvalid, "the console needs a desk, people, sessions, a time zone and a clock")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Lifetime <= 0 {
		o.Lifetime = 12 * time.Hour
	}
	s := &Server{Options: o, limits: newLimiter(o.Now), links: newOneTimeLinks(o.Now), who: newPresence(o.Now), pictures: newPictureCache()}
	var err error
	if s.assets, err = assets(); err != nil {
		return nil, err
	}
	if s.pages, err = s.loadPages(); err != nil {
		return nil, err
	}
	s.sessions = s.newSessions()
	s.handler, err = s.chain()
	return s, err
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

const (
	headerTimeout = 10 * time.Second
	bodyTimeout   = 30 * time.Second
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 3 * time.Second // live pages never end by themselves
	sweepEvery    = time.Hour
)

// Serve answers on a listener until ctx ends. It gives nil when it was ctx that ended it.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTimeout, ReadTimeout: bodyTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: 64 << 10,
		ErrorLog:    slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	go s.sweep(ctx)
	stopped := make(chan struct{})
	done := context.AfterFunc(ctx, func() {
		defer close(stopped)
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		if h.Shutdown(stop) != nil {
			_ = h.Close() // whoever still listens is told by the broken connection
		}
	})
	err := h.Serve(l)
	if !errors.Is(err, http.ErrServerClosed) {
		done()
		return desk.Wrap(desk.CodeUnavailable, err, "the console on %s stopped working", l.Addr())
	}
	<-stopped
	return nil
}

// sweep forgets sessions that are over.
func (s *Server) sweep(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		if err := s.Sessions.DropSessionsBefore(ctx, s.Now()); err != nil && ctx.Err() == nil {
			s.Log.LogAttrs(ctx, slog.LevelWarn, "old sessions were not removed", slog.String("error", desk.MessageOf(err)))
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
