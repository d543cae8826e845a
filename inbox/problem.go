package inbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/emersion/go-imap/v2"

	"returndesk/desk"
)

var (
	errMute     = errors.New("the server was silent for too long")
	errClosed   = errors.New("the connection is closed")
	errCut      = errors.New("the connection was cut inside a mail")
	errExpired  = errors.New("the session's token expired")
	errBusy     = errors.New("the server limits us, whatever we ask for")
	errWithheld = errors.New("listed but not delivered")
	errLiar     = errors.New("the server sends a mail far larger than it announced")
)

// loginError is a refused login.
type loginError struct {
	cause    error
	answered bool // the server refused; otherwise we had nothing to present
}

func (e *loginError) Error() string { return "login refused: " + e.cause.Error() }
func (e *loginError) Unwrap() error { return e.cause }

// folderError is a folder that the server does not have.
type folderError struct {
	folder string
	cause  error
}

func (e *folderError) Error() string { return "no folder " + e.folder + ": " + e.cause.Error() }
func (e *folderError) Unwrap() error { return e.cause }

// explain turns whatever went wrong on a connection into an error whose message
// is safe to show and says what to mend. cause is what the wire knows: the
// library prints errors into text and loses their types.
func (a Account) explain(ctx context.Context, err, cause error) error {
	var known *desk.Error
	if errors.As(err, &known) {
		return err
	}
	if ctx.Err() != nil {
		return fmt.Errorf("mailbox %s: %w", a.label(), context.Cause(ctx))
	}
	var refused *imap.Error
	hasAnswer := errors.As(err, &refused)
	if hasAnswer {
		if p := a.explainAnswer(err, refused); p != nil {
			return p
		}
	}
	if p := a.explainCertificate(err); p != nil {
		return p
	}
	if p := a.explainCertificate(cause); p != nil {
		return p
	}
	var folder *folderError
	var refusedLogin *loginError
	switch {
	case errors.As(err, &folder):
		return a.problem(desk.CodeNotFound, err, "folder %q is not on the server; it was renamed or deleted", folder.folder).WithMend("name the right folder in the configuration")
	case errors.As(err, &refusedLogin) && a.hasToken():
		return a.problem(desk.CodeAuth, err, "the login %s was refused by %s although it was given a fresh token", a.Login, a.Host).
			WithMend("check login (the mailbox's own address, also for a shared one), oauth.scopes, and that IMAP is allowed for this mailbox and this application")
	case errors.As(err, &refusedLogin):
		return a.problem(desk.CodeAuth, err, "the login %s was refused by %s", a.Login, a.Host).WithMend("check the user name and the password; some providers want an app password")
	case hasAnswer:
		return a.passing(err, "%s refused a command: %s", a.Host, clean(refused.Text))
	case errors.Is(cause, errMute):
		return a.passing(both(errMute, err), "%s did not answer within %s", a.hostPort(), a.Patience)
	case errors.Is(err, errCut):
		return a.passing(err, "the connection to %s was cut inside a mail; it is fetched again", a.Host)
	}
	return a.explainNetwork(err, cause)
}

func (a Account) hasToken() bool {
	_, ok := a.Auth.(Renewer)
	return ok
}

func (a Account) explainAnswer(err error, refused *imap.Error) *desk.Error {
	advice := readAdvice(string(refused.Code), refused.Text)
	if advice.Limited {
		err = both(errBusy, err)
	}
	var refusedLogin *loginError
	switch {
	case advice.Wait > 0:
		return a.passing(&waitError{advice.Wait, err}, "%s asks to wait %s before the next connection", a.Host, advice.Wait)
	case advice.NotConnected:
		return a.passing(err, "%s accepts the login but has no connection to the mailbox behind it", a.Host).WithMend("it passes by itself, unless the mailbox has no licence or IMAP is switched off for it")
	case advice.Busy:
		return a.passing(err, "%s is limiting us or is busy: %s", a.Host, clean(refused.Text))
	case advice.Expired && !errors.As(err, &refusedLogin):
		return a.passing(both(errExpired, err), "%s ended the session because its token expired; logging in again", a.Host)
	case refused.Type == imap.StatusResponseTypeBye:
		return a.passing(err, "%s closed the connection: %s", a.Host, clean(refused.Text))
	}
	return nil
}

func (a Account) explainCertificate(err error) *desk.Error {
	var (
		bad       x509.CertificateInvalidError
		unknown   x509.UnknownAuthorityError
		host      x509.HostnameError
		verify    *tls.CertificateVerificationError
		notTLS    tls.RecordHeaderError
		isInvalid = errors.As(err, &bad)
	)
	switch {
	case isInvalid && bad.Reason == x509.Expired:
		return a.problem(desk.CodeTLS, err, "the certificate of %s is expired or not yet valid", a.Host).WithMend("the server's owner must renew it, unless this machine's clock is wrong")
	case errors.As(err, &unknown):
		return a.problem(desk.CodeTLS, err, "the certificate of %s is signed by an authority that this machine doesn't know", a.Host).WithMend("if it is the shop's own, name its file in imap.ca_file")
	case errors.As(err, &host):
		return a.problem(desk.CodeTLS, err, "the certificate is not made out for %s", a.Host).WithMend("use the name that stands in it")
	case isInvalid || errors.As(err, &verify):
		return a.problem(desk.CodeTLS, err, "the certificate of %s is not valid", a.Host)
	case errors.As(err, &notTLS):
		return a.problem(desk.CodeTLS, err, "%s does not speak TLS on this port", a.hostPort()).WithMend("993 is for implicit, 143 for starttls")
	}
	return nil
}

func (a Account) explainNetwork(err, cause error) error {
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &dns):
		return a.passing(err, "the name %s cannot be looked up", a.Host).WithMend("check imap.host and the network")
	case errors.As(err, &op) && op.Op == "dial":
		return a.passing(err, "%s cannot be reached", a.hostPort()).WithMend("check host, port and firewall")
	case cause == nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, net.ErrClosed):
		return a.passing(err, "%s sent an answer that is not valid IMAP; connecting again", a.Host)
	default:
		return a.passing(both(err, cause), "%s closed the connection", a.hostPort())
	}
}

// problem makes a permanent error: somebody must mend something.
func (a Account) problem(code desk.Code, cause error, format string, args ...any) *desk.Error {
	return desk.Wrap(code, cause, "mailbox %s: %s", a.label(), fmt.Sprintf(format, args...))
}

// passing makes an error that may go away by itself.
func (a Account) passing(cause error, format string, args ...any) *desk.Error {
	return a.problem(desk.CodeUnavailable, cause, format, args...).AsTemporary()
}

func invalid(format string, args ...any) *desk.Error {
	return desk.Errf(desk.CodeInvalid, format, args...)
}

// waitError carries the pause that a server asked for.
type waitError struct {
	wait  time.Duration
	cause error
}

func (e *waitError) Error() string { return e.cause.Error() }
func (e *waitError) Unwrap() error { return e.cause }

// waitOf finds the pause that a server asked for, 0 when it asked for none.
func waitOf(err error) time.Duration {
	var w *waitError
	if errors.As(err, &w) {
		return w.wait
	}
	return 0
}

// both joins two causes on one line, the second may be nil.
func both(a, b error) error {
	if b == nil || errors.Is(a, b) {
		return a
	}
	return fmt.Errorf("%w: %w", a, b)
}
