package flow_test

import (
	"errors"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

const goodWords = "four words in a row"

// TestPeople: who may add and change whom, and what a change ends.
func TestPeople(t *testing.T) {
	t.Parallel()
	w, _ := received(t, "S14", nil)
	ctx := t.Context()
	add := func(by desk.Actor, n flow.NewUser) error { _, err := w.AddUser(ctx, by, n); return err }
	for _, by := range []desk.Actor{anna, sven, {Name: "M", Role: desk.RoleManager}, desk.System(), {Role: desk.RoleAdmin}} {
		wantCode(t, "added by "+string(by.Role), add(by, flow.NewUser{Login: "joe", Role: desk.RoleAgent, Password: goodWords}), desk.CodeForbidden)
	}
	wantCode(t, "a bad login", add(root, flow.NewUser{Login: "joe park", Role: desk.RoleAgent, Password: goodWords}), desk.CodeInvalid)
	wantCode(t, "no role", add(root, flow.NewUser{Login: "joe", Role: desk.RoleSystem, Password: goodWords}), desk.CodeInvalid)
	wantCode(t, "a short password", add(root, flow.NewUser{Login: "joe", Role: desk.RoleAgent, Password: "short"}), desk.CodeInvalid)
	if err := add(root, flow.NewUser{Login: " Joe ", Name: "Joe  Park", Role: desk.RoleAgent, Password: goodWords}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, "the login again", add(root, flow.NewUser{Login: "JOE", Role: desk.RoleAgent, Password: goodWords}), desk.CodeConflict)
	wantCode(t, "the name again", add(root, flow.NewUser{Login: "joe2", Name: "joe park", Role: desk.RoleAgent, Password: goodWords}), desk.CodeConflict)

	u, err := w.LogIn(ctx, "JOE", goodWords)
	if err != nil || u.Name != "Joe Park" || u.Password != "" || u.Epoch != 0 {
		t.Fatalf("%+v, %v", u, err)
	}
	for _, pair := range [][2]string{{"joe", "four words in a raw"}, {"nobody", goodWords}, {"", ""}, {"joe\x00", goodWords}} {
		_, err := w.LogIn(ctx, pair[0], pair[1])
		wantCode(t, "logging in as "+pair[0], err, desk.CodeAuth)
	}
	list, err := w.Users(ctx, root)
	if err != nil || len(list) != 1 || list[0].Password != "" {
		t.Fatalf("%+v, %v", list, err)
	}
	_, err = w.Users(ctx, sven)
	wantCode(t, "listed by a senior", err, desk.CodeForbidden)

	joe := u.Actor()
	change := func(by desk.Actor, ch flow.UserChange) (desk.User, error) { return w.ChangeUser(ctx, by, ch) }
	senior, off, on, other := desk.RoleSenior, true, false, "five words in one row"
	_, err = change(joe, flow.UserChange{Login: "joe", Role: &senior})
	wantCode(t, "raising oneself", err, desk.CodeForbidden)
	_, err = change(joe, flow.UserChange{Login: "joe", Disabled: &off, Password: &other})
	wantCode(t, "disabling oneself", err, desk.CodeForbidden)
	_, err = change(anna, flow.UserChange{Login: "joe", Password: &other})
	wantCode(t, "another's password", err, desk.CodeForbidden)
	_, err = change(anna, flow.UserChange{Login: "nobody", Password: &other})
	wantCode(t, "nobody's password", err, desk.CodeForbidden)
	_, err = change(root, flow.UserChange{Login: "nobody", Password: &other})
	wantCode(t, "nobody's password, by an admin", err, desk.CodeNotFound)
	var known *desk.Error
	if !errors.As(err, &known) || !strings.Contains(known.Mend, "user list") || !strings.Contains(known.Message, "nobody") {
		t.Errorf("a user that is not there: %+v", known)
	}
	if u, err = change(joe, flow.UserChange{Login: "joe", Password: &other}); err != nil || u.Epoch != 1 {
		t.Fatalf("his own password: %+v, %v", u, err)
	}
	if u, err = change(root, flow.UserChange{Login: "joe", Role: &senior}); err != nil || u.Role != senior || u.Epoch != 1 {
		t.Fatalf("his role: %+v, %v", u, err)
	}
	if u, err = change(root, flow.UserChange{Login: "joe", Disabled: &off}); err != nil || u.Epoch != 2 {
		t.Fatalf("disabled: %+v, %v", u, err)
	}
	_, err = w.LogIn(ctx, "joe", other)
	wantCode(t, "logging in disabled", err, desk.CodeAuth)
	if _, err = change(root, flow.UserChange{Login: "joe", Disabled: &on}); err != nil {
		t.Fatal(err)
	}
	if _, err = w.LogIn(ctx, "joe", other); err != nil {
		t.Fatal(err)
	}
}
