package control

import (
	"context"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// Snooze puts a case off, or takes it back.
func (c *Client) Snooze(ctx context.Context, _ desk.Actor, id string, until time.Time, because string) (desk.Case, error) {
	return call[desk.Case](ctx, c, nameSnooze, snoozeRequest{id, until, because}, true)
}

// Note puts a remark into a case's history.
func (c *Client) Note(ctx context.Context, _ desk.Actor, id, text string) error {
	_, err := call[nothing](ctx, c, nameNote, noteRequest{id, text}, true)
	return err
}

// HandUp lets only a role or above approve a case's drafts.
func (c *Client) HandUp(ctx context.Context, _ desk.Actor, id string, to desk.Role, because string) (desk.Case, error) {
	return call[desk.Case](ctx, c, nameHandUp, handRequest{id, to, because}, true)
}

// AskMore draws up a mail that asks for what was chosen.
func (c *Client) AskMore(ctx context.Context, _ desk.Actor, q flow.Question) (desk.Draft, error) {
	return call[desk.Draft](ctx, c, nameAskMore, q, true)
}

// Users lists who may log in.
func (c *Client) Users(ctx context.Context, _ desk.Actor) ([]desk.User, error) {
	return call[[]desk.User](ctx, c, nameUsers, nothing{}, false)
}

// AddUser lets a person log in.
func (c *Client) AddUser(ctx context.Context, _ desk.Actor, n flow.NewUser) (desk.User, error) {
	return call[desk.User](ctx, c, nameAddUser, n, true)
}

// ChangeUser changes a user.
func (c *Client) ChangeUser(ctx context.Context, _ desk.Actor, ch flow.UserChange) (desk.User, error) {
	return call[desk.User](ctx, c, nameChangeUser, ch, true)
}
