package control

import (
	"context"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

func (f *fakeDesk) Snooze(_ context.Context, by desk.Actor, id string, until time.Time, because string) (desk.Case, error) {
	return f.kase, f.note("Snooze", by, id, until, because)
}

func (f *fakeDesk) Note(_ context.Context, by desk.Actor, id, text string) error {
	return f.note("Note", by, id, text)
}

func (f *fakeDesk) HandUp(_ context.Context, by desk.Actor, id string, to desk.Role, because string) (desk.Case, error) {
	return f.kase, f.note("HandUp", by, id, to, because)
}

func (f *fakeDesk) AskMore(_ context.Context, by desk.Actor, q flow.Question) (desk.Draft, error) {
	return f.draft, f.note("AskMore", by, q)
}

func (f *fakeDesk) Users(_ context.Context, by desk.Actor) ([]desk.User, error) {
	return []desk.User{f.user}, f.note("Users", by)
}

func (f *fakeDesk) AddUser(_ context.Context, by desk.Actor, n flow.NewUser) (desk.User, error) {
	return f.user, f.note("AddUser", by, n)
}

func (f *fakeDesk) ChangeUser(_ context.Context, by desk.Actor, ch flow.UserChange) (desk.User, error) {
	return f.user, f.note("ChangeUser", by, ch)
}
