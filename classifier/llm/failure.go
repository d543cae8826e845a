package llm

import (
	"context"
	"errors"
	"slices"
	"time"

	"returndesk/desk"
)

// Kind names why a model said nothing that counts. Kinds are stable: they are counted by
// day and stand in decisions.
type Kind string

// The kinds of failure.
const (
	Timeout     Kind = "timeout"      // no whole answer within the configured time
	Unreachable Kind = "unreachable"  // no connection, or it broke
	Auth        Kind = "auth"         // 401, 403, or no key
	RateLimited Kind = "rate_limited" // 429
	ServerError Kind = "server_error" // 5xx, or an error inside of an answer with status 200
	NoModel     Kind = "no_model"     // 404: model or path unknown
	Rejected    Kind = "rejected"     // another 4xx: the server does not take our request
	Redirected  Kind = "redirected"   // the mail would go elsewhere
	NotJSON     Kind = "not_json"     // status 200, and no JSON in it
	TooLarge    Kind = "too_large"    // an answer beyond all bounds
	Empty       Kind = "empty"        // no choice, or one without words
	Refused     Kind = "refused"      // the model or a filter declined
	Truncated   Kind = "truncated"    // the answer ended at the token limit
	Malformed   Kind = "malformed"    // not the asked form
	OffList     Kind = "off_list"     // a class or signal that is none
	Budget      Kind = "budget"       // the day's budget is spent
	Paused      Kind = "paused"       // too many failures in a row; asked again later
	Cancelled   Kind = "cancelled"    // we are stopping
)

// Failure is an error of this package. Its text holds nothing of the mail and nothing of
// what a server wrote.
type Failure struct {
	kind  Kind
	after time.Duration
	err   *desk.Error
}

// Error gives the message and its mend.
func (f *Failure) Error() string { return f.err.Error() }

// Unwrap gives the desk.Error with its code.
func (f *Failure) Unwrap() error { return f.err }

// Kind names the failure.
func (f *Failure) Kind() string { return string(f.kind) }

// After is how long the server asks to be left alone, 0 when it does not say.
func (f *Failure) After() time.Duration { return f.after }

// Temporary reports whether the same question may be answered later.
func (f *Failure) Temporary() bool {
	return slices.Contains([]Kind{Timeout, Unreachable, RateLimited, ServerError, Paused}, f.kind)
}

// ill reports whether the failure says that the server is not well: such ones, one after
// the other, pause the asking.
func (f *Failure) ill() bool {
	return slices.Contains([]Kind{Timeout, Unreachable, Auth, RateLimited, ServerError, NoModel, Rejected, Redirected, NotJSON, TooLarge}, f.kind)
}

func fail(k Kind, code desk.Code, format string, args ...any) *Failure {
	f := &Failure{kind: k, err: desk.Errf(code, format, args...)}
	if f.Temporary() {
		f.err = f.err.AsTemporary()
	}
	return f
}

func (f *Failure) mend(format string, args ...any) *Failure {
	f.err = f.err.WithMend(format, args...)
	return f
}

// KindOf gives the kind of an error of this package, "" for any other.
func KindOf(err error) Kind {
	var f *Failure
	if errors.As(err, &f) {
		return f.kind
	}
	return ""
}

// stopped makes a failure of an ended context: ours, or the time that a mail may take.
func stopped(ctx context.Context, patience time.Duration) *Failure {
	if errors.Is(context.Cause(ctx), context.Canceled) {
		return fail(Cancelled, desk.CodeUnavailable, "the language model was not waited for: the program is stopping")
	}
	return fail(Timeout, desk.CodeUnavailable, "the language model did not answer within %s", patience).
		mend("raise classifier.llm.timeout, or take a faster model")
}
