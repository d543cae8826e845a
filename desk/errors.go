package desk

import (
	"errors"
	"fmt"
	"io/fs"
)

// Code names a kind of failure. Codes are stable: scripts and tests rely on them.
type Code string

// The codes that returndesk's errors carry.
const (
	CodeInternal     Code = "internal"      // a fault of ours
	CodeInvalid      Code = "invalid"       // input that cannot be used as it is
	CodeNotFound     Code = "not_found"     // no such case, draft, mail, RMA or file
	CodeConflict     Code = "conflict"      // somebody else changed it first
	CodeForbidden    Code = "forbidden"     // the actor's role does not allow it
	CodeIllegal      Code = "illegal_state" // the state does not allow this transition
	CodeStale        Code = "stale"         // facts or data are too old to act on
	CodeUnavailable  Code = "unavailable"   // a server or file cannot be reached now
	CodeAuth         Code = "auth"          // login refused
	CodeTLS          Code = "tls"           // certificate or handshake refused
	CodeStorageFull  Code = "storage_full"  // no space left
	CodeLocked       Code = "locked"        // another process owns the data
	CodeUncertain    Code = "uncertain"     // it may or may not have happened
	CodeUnsupported  Code = "unsupported"   // this source or server cannot do it
	CodeBlocked      Code = "blocked"       // a check forbids sending (placeholder, recipient, number)
	CodeNeedsConfirm Code = "needs_confirm" // a person has to confirm with a reason
)

// Error is what every room returns: a code, a message that is safe to show to an
// agent or to log (it holds no secret and no mail body), the mend in words, whether
// trying again may help, and the wrapped cause.
type Error struct {
	Code      Code
	Message   string // what and why, safe to show
	Mend      string // what to do about it; may be empty
	Temporary bool   // true: the same call may succeed later
	Err       error  // the cause; may be nil
}

// Error gives code, message, mend and cause in one line.
func (e *Error) Error() string {
	s := e.Message
	if e.Mend != "" {
		s += " (" + e.Mend + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errf makes a permanent error with a formatted message.
func Errf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Wrap makes a permanent error around a cause.
func Wrap(code Code, err error, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Err: err}
}

// WithMend adds the mend and gives the error back.
func (e *Error) WithMend(format string, args ...any) *Error {
	e.Mend = fmt.Sprintf(format, args...)
	return e
}

// AsTemporary marks the error as one that may go away by itself and gives it back.
func (e *Error) AsTemporary() *Error {
	e.Temporary = true
	return e
}

// CodeOf gives the code of the outermost Error in err's chain, CodeInternal for any
// other error, and "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// IsTemporary reports whether the outermost Error in err's chain may go away by itself.
func IsTemporary(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Temporary
}

// MessageOf gives the part of err that is safe to show, with its mend.
func MessageOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		if e.Mend != "" {
			return e.Message + " (" + e.Mend + ")"
		}
		return e.Message
	}
	if err == nil {
		return ""
	}
	return "internal error"
}

// WithoutPath gives the reason alone of an error about a file, for a message that names the file already.
func WithoutPath(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}
