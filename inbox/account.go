package inbox

import (
	"crypto/x509"
	"fmt"
	"net"
	"strconv"
	"time"
)

// TLSMode says how a connection is protected.
type TLSMode string

// The three ways to connect. Plain is refused off loopback, in code and not by
// configuration, because a password would cross the network in clear.
const (
	TLSImplicit TLSMode = "implicit"
	TLSStart    TLSMode = "starttls"
	TLSPlain    TLSMode = "plain"
)

// Defaults that an Account with zero values gets.
const (
	DefaultBatchSize   = 200              // mails in one FETCH command
	DefaultMaxMessage  = 40 << 20         // bytes; larger mails become TooBig records
	DefaultPoll        = time.Minute      // between looks, with IDLE and without
	DefaultIdleRefresh = 5 * time.Minute  // how long one IDLE command lives
	MaxIdleRefresh     = 9 * time.Minute  // routers forget silent connections soon after
	DefaultPatience    = 60 * time.Second // silence of the server that ends a command
	DefaultRetryMin    = time.Second      // first pause after a failure
	DefaultRetryMax    = 5 * time.Minute  // longest pause, and the pause after a permanent failure
)

// Account is one login on one IMAP server.
type Account struct {
	Name    string // how logs, health and the Sink call it
	Address string // the mail address that this account answers for
	Host    string
	Port    int
	TLS     TLSMode
	RootCAs *x509.CertPool // nil: the system's
	Auth    Authenticator
	Login   string // may differ from Address (shared mailbox); empty: Address

	Inboxes    []string // folders to read; empty: INBOX alone, never "all mail"
	Drafts     string   // folder override; empty: by SPECIAL-USE, then by name
	Sent       string   // folder override; empty: by SPECIAL-USE, then by name
	IgnoreSent bool     // true: replies that people send from their mail program are not noticed

	Idle            bool
	PollInterval    time.Duration
	IdleRefresh     time.Duration
	Patience        time.Duration // watchdog: silence that ends a command
	RetryMin        time.Duration
	RetryMax        time.Duration
	MaxMessageBytes int64
	BatchSize       int

	// HistoryFrom leaves mails with an earlier INTERNALDATE unread, so that a
	// mailbox of ten years isn't fetched at the first start; zero reads all.
	HistoryFrom time.Time
	// LiveFrom is from when on mail in an inbox is work; with a Budget it goes before older
	// mail. Zero: all is.
	LiveFrom time.Time
	Budget   *Budget // shared by everything that reads this mailbox; nil: no limits
}

// withDefaults returns a copy in which every tunable has a usable value.
func (a Account) withDefaults() Account {
	if a.Login == "" {
		a.Login = a.Address
	}
	if a.Name == "" {
		a.Name = a.Address
	}
	if len(a.Inboxes) == 0 {
		a.Inboxes = []string{"INBOX"}
	}
	if a.TLS == "" {
		a.TLS = TLSImplicit
	}
	if a.Port == 0 {
		a.Port = 143
		if a.TLS == TLSImplicit {
			a.Port = 993
		}
	}
	a.PollInterval = positive(a.PollInterval, DefaultPoll)
	a.IdleRefresh = min(positive(a.IdleRefresh, DefaultIdleRefresh), MaxIdleRefresh)
	a.Patience = positive(a.Patience, DefaultPatience)
	a.RetryMin = positive(a.RetryMin, DefaultRetryMin)
	a.RetryMax = max(positive(a.RetryMax, DefaultRetryMax), a.RetryMin)
	a.MaxMessageBytes = positive(a.MaxMessageBytes, DefaultMaxMessage)
	a.BatchSize = positive(a.BatchSize, DefaultBatchSize)
	return a
}

func positive[T int | int64 | time.Duration](v, fallback T) T {
	if v > 0 {
		return v
	}
	return fallback
}

// Check reports what makes the account unusable before any connection is made.
// The error is permanent and names the setting to mend.
func (a Account) Check() error {
	switch {
	case a.Host == "":
		return invalid("mailbox %s has no IMAP host", a.label()).WithMend("set imap.host")
	case a.Auth == nil:
		return invalid("mailbox %s has no way to log in", a.label()).WithMend("set a password or a token")
	case a.Login == "" && a.Address == "":
		return invalid("mailbox %s has neither a login nor an address", a.label())
	case a.Port < 0 || a.Port > 65535:
		return invalid("mailbox %s: port %d is not between 1 and 65535", a.label(), a.Port)
	}
	switch a.TLS {
	case "", TLSImplicit, TLSStart:
		return nil
	case TLSPlain:
		if ip := net.ParseIP(a.Host); ip != nil && !ip.IsLoopback() {
			return a.refusePlain()
		}
		return nil
	default:
		return invalid("mailbox %s: TLS mode %q is unknown", a.label(), string(a.TLS)).WithMend("use implicit, starttls or plain")
	}
}

func (a Account) refusePlain() error {
	return invalid("mailbox %s: %s is not on this machine, and a connection without TLS would send the password in clear", a.label(), a.Host).WithMend("use implicit or starttls")
}

func (a Account) label() string {
	if a.Name != "" {
		return a.Name
	}
	return fmt.Sprintf("%s at %s", a.Address, a.Host)
}

func (a Account) hostPort() string {
	return net.JoinHostPort(a.Host, strconv.Itoa(a.Port))
}
