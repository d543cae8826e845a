package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/flow"
)

// greetTimeout bounds how long a service may take to say who calls. Other methods have
// no bound: an approval may have to wait for a picture, and the person can give up.
const greetTimeout = 15 * time.Second

// Client speaks to a running service. It satisfies Desk; the actors that its methods
// take are ignored, since the server asks the kernel who calls.
type Client struct {
	http *http.Client
	path string
}

var _ Desk = (*Client)(nil)

// Dial connects to the service of a data folder and gives the actor as which it will
// act. CodeNotFound means that no service runs there, also when a dead one left its
// socket; CodeForbidden that the service does not know this user.
func Dial(ctx context.Context, dataDir string) (*Client, desk.Actor, error) {
	path := SocketPath(dataDir)
	c := &Client{path: path, http: &http.Client{Transport: &http.Transport{
		DialContext:        func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx, path) },
		DisableCompression: true,
	}}}
	ctx, cancel := context.WithTimeout(ctx, greetTimeout)
	defer cancel()
	by, err := call[desk.Actor](ctx, c, nameWhoami, nothing{}, false)
	if err != nil {
		_ = c.Close() // the first error counts
		return nil, by, err
	}
	return c, by, nil
}

// Close gives the connections back.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}

// call asks the server for one method. changes says that the method changes something:
// when the connection breaks after the request left, whether it happened is unknown.
func call[A any](ctx context.Context, c *Client, name string, q any, changes bool) (A, error) {
	var answer reply[A]
	body, err := json.Marshal(q)
	if err != nil {
		return answer.Value, desk.Wrap(desk.CodeInternal, err, "the request %s cannot be written", name)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://returndesk"+pathPrefix+name, bytes.NewReader(body))
	if err != nil {
		return answer.Value, desk.Wrap(desk.CodeInternal, err, "the request %s cannot be made", name)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return answer.Value, c.failed(err, name, changes)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end below
	if resp.Header.Get("Content-Type") != "application/json" {
		return answer.Value, desk.Errf(desk.CodeUnsupported, "the running service does not know %q", name).
			WithMend("it is of another version than this program: start it again")
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return answer.Value, c.failed(err, name, changes)
	}
	_, _ = io.Copy(io.Discard, resp.Body) // so that the connection can be used again
	return answer.Value, fromWire(answer.Error)
}

// failed turns an error of the connection into one that says what it means.
func (c *Client) failed(err error, name string, changes bool) error {
	var op *net.OpError
	dialing := errors.As(err, &op) && op.Op == "dial"
	switch {
	case nobodyListens(err) && (dialing || !changes):
		return desk.Wrap(desk.CodeNotFound, err, "no service listens on %s", c.path).WithMend("start it with `returndesk run`")
	case dialing:
		return desk.Wrap(desk.CodeUnavailable, err, "the service on %s cannot be reached", c.path).
			WithMend("look whether it runs; only its own user, root and the group that socket_group names reach it").AsTemporary()
	case changes:
		return desk.Wrap(desk.CodeUncertain, err, "the service went away during %s: it may or may not have happened", name).
			WithMend("look at the case before doing it again")
	}
	return desk.Wrap(desk.CodeUnavailable, err, "the service went away during %s", name).WithMend("try again").AsTemporary()
}

// Queue lists the cases that wait for a person.
func (c *Client) Queue(ctx context.Context, f desk.CaseFilter) ([]flow.QueueRow, error) {
	return call[[]flow.QueueRow](ctx, c, nameQueue, f, false)
}

// Show gives everything about a case.
func (c *Client) Show(ctx context.Context, id string) (flow.CaseView, error) {
	return call[flow.CaseView](ctx, c, nameShow, idRequest{ID: id}, false)
}

// Reclassify decides a case anew with the agent's reading.
func (c *Client) Reclassify(ctx context.Context, _ desk.Actor, co flow.Correction) (desk.Case, error) {
	return call[desk.Case](ctx, c, nameReclassify, correction{co, co.Also != nil && len(co.Also) == 0}, true)
}

// Unclass takes the caller's latest class of a case back.
func (c *Client) Unclass(ctx context.Context, _ desk.Actor, id string, from desk.Class) (desk.Case, error) {
	return call[desk.Case](ctx, c, nameUnclass, unclassRequest{id, from}, true)
}

// Corrections lists what agents corrected.
func (c *Client) Corrections(ctx context.Context) ([]desk.Correction, error) {
	return call[[]desk.Correction](ctx, c, nameCorrections, nothing{}, false)
}

// RevokeCorrection takes a correction back.
func (c *Client) RevokeCorrection(ctx context.Context, _ desk.Actor, id, because string) (desk.Correction, error) {
	return call[desk.Correction](ctx, c, nameRevoke, noteRequest{ID: id, Text: because}, true)
}

// LLMDay gives a day of the book of what the language model cost.
func (c *Client) LLMDay(ctx context.Context, date string) ([]byte, error) {
	return call[[]byte](ctx, c, nameLLMDay, idRequest{ID: date}, false)
}

// CountLLM adds to the book of what the language model cost.
func (c *Client) CountLLM(ctx context.Context, _ desk.Actor, was, now []byte) error {
	_, err := call[nothing](ctx, c, nameCountLLM, spendingRequest{was, now}, true)
	return err
}

// Resolve takes a next step out of an outcome.
func (c *Client) Resolve(ctx context.Context, _ desk.Actor, r flow.Resolution) (desk.Case, *desk.Draft, error) {
	a, err := call[resolved](ctx, c, nameResolve, r, true)
	return a.Case, a.Draft, err
}

// Approve approves a draft; with CodeStale it gives the new one.
func (c *Client) Approve(ctx context.Context, _ desk.Actor, a flow.Approval) (desk.Draft, error) {
	return call[desk.Draft](ctx, c, nameApprove, a, true)
}

// EditDraft replaces a draft's words.
func (c *Client) EditDraft(ctx context.Context, _ desk.Actor, e flow.Edit) (desk.Draft, error) {
	return call[desk.Draft](ctx, c, nameEdit, e, true)
}

// Reject ends a draft with a reason.
func (c *Client) Reject(ctx context.Context, _ desk.Actor, draft, because string) (desk.Draft, error) {
	return call[desk.Draft](ctx, c, nameReject, idRequest{ID: draft, Because: because}, true)
}

// Undo takes an approval back.
func (c *Client) Undo(ctx context.Context, _ desk.Actor, draft string) (desk.Draft, error) {
	return call[desk.Draft](ctx, c, nameUndo, idRequest{ID: draft}, true)
}

// RMAs lists return records.
func (c *Client) RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error) {
	return call[[]desk.RMA](ctx, c, nameRMAs, f, false)
}

// RMA gives one return record.
func (c *Client) RMA(ctx context.Context, number string) (desk.RMA, error) {
	return call[desk.RMA](ctx, c, nameRMA, idRequest{ID: number}, false)
}

// AdvanceRMA moves a return record to another state.
func (c *Client) AdvanceRMA(ctx context.Context, _ desk.Actor, number string, to desk.RMAState, because string, set map[string]string) (desk.RMA, error) {
	return call[desk.RMA](ctx, c, nameAdvanceRMA, advanceRequest{number, to, because, set}, true)
}

// RMASteps gives a return record with what can be done with it.
func (c *Client) RMASteps(ctx context.Context, number string) (flow.RMAView, error) {
	return call[flow.RMAView](ctx, c, nameRMASteps, idRequest{ID: number}, false)
}

// TakeRMAStep takes one of the steps of a record.
func (c *Client) TakeRMAStep(ctx context.Context, _ desk.Actor, q flow.RMAStep) (flow.RMADone, error) {
	return call[flow.RMADone](ctx, c, nameTakeRMAStep, q, true)
}

// RMAPhoto gives one of a record's photos by its hash.
func (c *Client) RMAPhoto(ctx context.Context, number, sum string) (desk.Photo, []byte, error) {
	a, err := call[rmaPhoto](ctx, c, nameRMAPhoto, photoRequest{number, sum}, false)
	return a.Photo, a.Data, err
}

// Parked lists the mails that have no case.
func (c *Client) Parked(ctx context.Context, state desk.MailState, limit int) ([]desk.Mail, error) {
	return call[[]desk.Mail](ctx, c, nameParked, parkedRequest{state, limit}, false)
}

// ParkedMail gives one mail without a case, and its raw bytes.
func (c *Client) ParkedMail(ctx context.Context, id string) (desk.Mail, []byte, error) {
	a, err := call[parkedMail](ctx, c, nameParkedMail, idRequest{ID: id}, false)
	return a.Mail, a.Raw, err
}

// Replay handles a mail without a case again.
func (c *Client) Replay(ctx context.Context, _ desk.Actor, id, because string) (desk.Mail, error) {
	return call[desk.Mail](ctx, c, nameReplay, idRequest{ID: id, Because: because}, true)
}

// ConfirmOrders accepts a far smaller order file.
func (c *Client) ConfirmOrders(ctx context.Context, _ desk.Actor) (OrdersStatus, error) {
	return call[OrdersStatus](ctx, c, nameConfirmOrders, nothing{}, true)
}

// ResumeAcknowledgements lets confirmations of receipt leave again.
func (c *Client) ResumeAcknowledgements(ctx context.Context, _ desk.Actor, because string) error {
	_, err := call[nothing](ctx, c, nameResumeAcks, idRequest{Because: because}, true)
	return err
}

// Status gives the health of the service.
func (c *Client) Status(ctx context.Context) (Status, error) {
	return call[Status](ctx, c, nameStatus, nothing{}, false)
}

// Digest gives the figures of a week.
func (c *Client) Digest(ctx context.Context, week string) (digest.Digest, error) {
	return call[digest.Digest](ctx, c, nameDigest, idRequest{ID: week}, false)
}

// SendDigest sends the figures of a week.
func (c *Client) SendDigest(ctx context.Context, _ desk.Actor, week string) (digest.Digest, error) {
	return call[digest.Digest](ctx, c, nameSendDigest, idRequest{ID: week}, true)
}

// DigestWeeks lists the weeks that are closed.
func (c *Client) DigestWeeks(ctx context.Context, n int) ([]string, error) {
	return call[[]string](ctx, c, nameDigestWeeks, parkedRequest{Limit: n}, false)
}

// Erase removes a person's cases and mails.
func (c *Client) Erase(ctx context.Context, _ desk.Actor, address string) (desk.Erasure, error) {
	return call[desk.Erasure](ctx, c, nameErase, eraseRequest{Address: address}, true)
}
