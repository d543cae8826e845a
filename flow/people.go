package flow

import (
	"context"
	"strings"

	"returndesk/desk"
	"returndesk/password"
)

// loginsAtOnce bounds how many passwords are compared side by side: each takes 19 MiB.
const loginsAtOnce = 2

// NewUser is a person who shall be able to log in.
type NewUser struct {
	Login    string    `json:"login"`
	Name     string    `json:"name,omitempty"` // "" = the login name
	Role     desk.Role `json:"role"`
	Password string    `json:"password"`
}

// UserChange is what shall be different about a user. Nil fields stay.
type UserChange struct {
	Login    string     `json:"login"`
	Role     *desk.Role `json:"role,omitempty"`
	Disabled *bool      `json:"disabled,omitempty"`
	Password *string    `json:"password,omitempty"`
}

// Users lists who may log in, without their password hashes.
func (e *Engine) Users(ctx context.Context, by desk.Actor) ([]desk.User, error) {
	if err := by.Require(desk.RoleManager, "listing users"); err != nil {
		return nil, err
	}
	list, err := e.store.Users(ctx)
	for i := range list {
		list[i] = list[i].Public()
	}
	return list, err
}

// AddUser lets a person log in. Names are told apart without regard to case: the history
// of a case, and the rule of the two approvers, know people by them.
func (e *Engine) AddUser(ctx context.Context, by desk.Actor, n NewUser) (desk.User, error) {
	if err := by.Require(desk.RoleAdmin, "adding a user"); err != nil {
		return desk.User{}, err
	}
	login, err := desk.ParseLogin(n.Login)
	if err != nil {
		return desk.User{}, err
	}
	if !n.Role.Person() {
		return desk.User{}, desk.Errf(desk.CodeInvalid, "%q is not a role of people", n.Role).WithMend("agent, senior, manager or admin")
	}
	e.people.Lock()
	defer e.people.Unlock()
	list, err := e.store.Users(ctx)
	if err != nil {
		return desk.User{}, err
	}
	u := desk.User{Login: login, Name: strings.Join(strings.Fields(n.Name), " "), Role: n.Role, Version: 1, CreatedAt: e.now(), UpdatedAt: e.now()}
	if u.Name == "" {
		u.Name = login
	}
	for _, other := range list {
		if other.Login == login {
			return desk.User{}, desk.Errf(desk.CodeConflict, "the user %s exists already", login).WithMend("returndesk user role, passwd or disable changes him")
		}
		if strings.EqualFold(other.Name, u.Name) {
			return desk.User{}, desk.Errf(desk.CodeConflict, "the name %s belongs to the user %s", u.Name, other.Login).WithMend("give another name by --name")
		}
	}
	if u.Password, err = password.Hash(n.Password); err != nil {
		return desk.User{}, err
	}
	note := e.note(by, "", "user_added", "", "user", login, "role", string(u.Role))
	return u.Public(), e.store.PutUser(ctx, u, note)
}

// ChangeUser changes role, password or whether a user may log in. Everybody may change
// his own password; the rest is an admin's. A new password and disabling end the user's
// open sessions, a new role counts from his next click on.
func (e *Engine) ChangeUser(ctx context.Context, by desk.Actor, ch UserChange) (desk.User, error) {
	login, err := desk.ParseLogin(ch.Login)
	if err != nil {
		return desk.User{}, err
	}
	e.people.Lock()
	defer e.people.Unlock()
	u, err := e.store.User(ctx, login)
	if err != nil && (desk.CodeOf(err) != desk.CodeNotFound || !by.Role.AtLeast(desk.RoleAdmin)) {
		if desk.CodeOf(err) == desk.CodeNotFound {
			err = by.Require(desk.RoleAdmin, "changing a user")
		}
		return desk.User{}, err
	}
	own := err == nil && by.Name == u.Name && by.Role.Person() && ch.Role == nil && ch.Disabled == nil
	if !own {
		if err := by.Require(desk.RoleAdmin, "changing a user"); err != nil {
			return desk.User{}, err
		}
	}
	if err != nil {
		return desk.User{}, desk.Errf(desk.CodeNotFound, "there is no user %s", login).WithMend("`returndesk user list` names those that there are, `returndesk user add` makes one")
	}
	pairs := []string{"user", login}
	if ch.Role != nil {
		if !ch.Role.Person() {
			return desk.User{}, desk.Errf(desk.CodeInvalid, "%q is not a role of people", *ch.Role).WithMend("agent, senior, manager or admin")
		}
		u.Role = *ch.Role
		pairs = append(pairs, "role", string(u.Role))
	}
	if ch.Disabled != nil {
		u.Disabled = *ch.Disabled
		u.Epoch++
		pairs = append(pairs, "disabled", map[bool]string{true: "yes", false: "no"}[u.Disabled])
	}
	if ch.Password != nil {
		if u.Password, err = password.Hash(*ch.Password); err != nil {
			return desk.User{}, err
		}
		u.Epoch++
		pairs = append(pairs, "password", "new")
	}
	u.Version++
	u.UpdatedAt = e.now()
	return u.Public(), e.store.PutUser(ctx, u, e.note(by, "", "user_changed", "", pairs...))
}

// LogIn gives the user to whom a login name and a password belong. The error never tells
// which of the two was wrong.
func (e *Engine) LogIn(ctx context.Context, name, secret string) (desk.User, error) {
	refused := desk.Errf(desk.CodeAuth, "login name or password is wrong").WithMend("try again, or ask an admin for a new password (returndesk user passwd)")
	select {
	case e.logins <- struct{}{}:
		defer func() { <-e.logins }()
	case <-ctx.Done():
		return desk.User{}, ctx.Err()
	}
	var u desk.User
	if login, err := desk.ParseLogin(name); err == nil {
		if u, err = e.store.User(ctx, login); err != nil && desk.CodeOf(err) != desk.CodeNotFound {
			return desk.User{}, err
		}
	}
	if !password.Matches(secret, u.Password) || u.Disabled {
		return desk.User{}, refused
	}
	return u.Public(), nil
}

// UserNow gives a user as he stands, for a session that was opened earlier.
func (e *Engine) UserNow(ctx context.Context, login string) (desk.User, error) {
	u, err := e.store.User(ctx, login)
	return u.Public(), err
}
