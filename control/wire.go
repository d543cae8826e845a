package control

import (
	"context"
	"errors"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// pathPrefix carries the version of the protocol: a client of another version is told
// so instead of being misunderstood.
const pathPrefix = "/v1/"

// socketName is the socket's name in the data folder.
const socketName = "returndesk.sock"

// The requests that are no types of flow or desk already.
type (
	idRequest struct {
		ID      string `json:"id"`
		Because string `json:"because,omitempty"`
	}
	unclassRequest struct {
		ID   string     `json:"id"`
		From desk.Class `json:"from,omitempty"`
	}
	advanceRequest struct {
		Number  string        `json:"number"`
		To      desk.RMAState `json:"to"`
		Because string        `json:"because"`

		Set map[string]string `json:"set,omitempty"`
	}
	photoRequest struct {
		Number string `json:"number"`
		SHA256 string `json:"sha256"`
	}
	parkedRequest struct {
		State desk.MailState `json:"state"`
		Limit int            `json:"limit"`
	}
	sinceRequest struct {
		Since time.Time `json:"since"`
	}
	eraseRequest struct {
		Address string `json:"address"`
	}
	snoozeRequest struct {
		ID      string    `json:"id"`
		Until   time.Time `json:"until,omitzero"`
		Because string    `json:"because,omitempty"`
	}
	noteRequest struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
	handRequest struct {
		ID      string    `json:"id"`
		To      desk.Role `json:"to"`
		Because string    `json:"because"`
	}
	spendingRequest struct {
		Was []byte `json:"was"`
		Now []byte `json:"now"`
	}
	nothing struct{}
	// correction tells "no further intents" from "leave them": JSON with omitempty
	// would make both the same.
	correction struct {
		flow.Correction
		NoAlso bool `json:"no_also,omitempty"`
	}
)

// The answers of methods that give two values.
type (
	resolved struct {
		Case  desk.Case   `json:"case"`
		Draft *desk.Draft `json:"draft,omitempty"`
	}
	rmaPhoto struct {
		Photo desk.Photo `json:"photo"`
		Data  []byte     `json:"data"`
	}
	parkedMail struct {
		Mail desk.Mail `json:"mail"`
		Raw  []byte    `json:"raw"`
	}
)

// reply is the body of every answer: the value, the error, or both.
type reply[A any] struct {
	Value A          `json:"value"`
	Error *wireError `json:"error,omitempty"`
}

// wireError is desk.Error as it crosses the socket. The cause stays behind: it may hold
// what is not safe to show, and the server has logged it.
type wireError struct {
	Code      desk.Code `json:"code"`
	Message   string    `json:"message"`
	Mend      string    `json:"mend,omitempty"`
	Temporary bool      `json:"temporary,omitempty"`
}

// toWire makes err fit to be shown to a client.
func toWire(err error) *wireError {
	var e *desk.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return &wireError{Code: e.Code, Message: e.Message, Mend: e.Mend, Temporary: e.Temporary}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &wireError{Code: desk.CodeUnavailable, Message: "the service stopped before it was done", Mend: "try again", Temporary: true}
	}
	return &wireError{Code: desk.CodeInternal, Message: "the service failed for a reason of its own", Mend: "its log names the cause"}
}

// fromWire makes the error that the server's method gave.
func fromWire(w *wireError) error {
	if w == nil {
		return nil
	}
	return &desk.Error{Code: w.Code, Message: w.Message, Mend: w.Mend, Temporary: w.Temporary}
}
