package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
)

// personRoles are the roles that a user can have.
func personRoles() []desk.Role {
	return []desk.Role{desk.RoleAgent, desk.RoleSenior, desk.RoleManager, desk.RoleAdmin}
}

func newUserCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "user",
		Short: "Say who may log in to the web console",
		Long: "Users of the web console have a login name, a password and a role: agent, senior, manager or\n" +
			"admin; each role may do what the ones before may. They work beside a running service, too.",
	}
	c.AddCommand(newUserAddCmd(a), newUserRoleCmd(a), newUserDisableCmd(a), newUserEnableCmd(a), newUserPasswdCmd(a), newUserListCmd(a))
	return c
}

func newUserAddCmd(a *app) *cobra.Command {
	n := flow.NewUser{}
	var role string
	c := &cobra.Command{
		Use:   "add LOGIN",
		Short: "Let a person log in; asks for the password",
		Long:  "Let a person log in. The password is asked for, or read as one line from standard input.",
		Example: "  returndesk user add mara --name \"Mara Lind\" --role admin\n" +
			"  pass show returndesk/joe | returndesk user add joe --role agent",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			var err error
			n.Login = args[0]
			if n.Role, err = member("role", role, personRoles()); err != nil {
				return err
			}
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				if err := newLogin(c.Context(), d, by, n.Login); err != nil {
					return err
				}
				if n.Password, err = a.newPassword(); err != nil {
					return err
				}
				u, err := d.AddUser(c.Context(), by, n)
				if err != nil {
					return err
				}
				return a.sayUser(u, fmt.Sprintf("%s may log in as %s.\n", terminal.Line(u.Login), u.Role))
			})
		},
	}
	c.Flags().StringVar(&n.Name, "name", "", "the person's name, which stands in the history of cases (default: the login name)")
	c.Flags().StringVar(&role, "role", string(desk.RoleAgent), "agent, senior, manager or admin")
	offer(c, "role", personRoles())
	jsonFlag(c, a)
	return c
}

// newLogin refuses, before anybody is asked for a password, what adding the user refuses.
func newLogin(ctx context.Context, d control.Desk, by desk.Actor, login string) error {
	if err := by.Require(desk.RoleAdmin, "adding a user"); err != nil {
		return err
	}
	login, err := desk.ParseLogin(login)
	if err != nil {
		return err
	}
	there, err := hasUser(ctx, d, by, login)
	if err != nil || !there {
		return err
	}
	return desk.Errf(desk.CodeConflict, "the user %s exists already", login).WithMend("returndesk user role, passwd or disable changes him")
}

// knownLogin refuses, before anybody is asked for a password, one for a user who does not
// exist. Who may not list users is not told here.
func knownLogin(ctx context.Context, d control.Desk, by desk.Actor, login string) error {
	there, err := hasUser(ctx, d, by, login)
	if err != nil || there {
		if desk.CodeOf(err) == desk.CodeForbidden {
			return nil
		}
		return err
	}
	return desk.Errf(desk.CodeNotFound, "there is no user %s", login).WithMend("`returndesk user list` names them")
}

func hasUser(ctx context.Context, d control.Desk, by desk.Actor, login string) (bool, error) {
	users, err := d.Users(ctx, by)
	return slices.ContainsFunc(users, func(u desk.User) bool { return strings.EqualFold(u.Login, strings.TrimSpace(login)) }), err
}

func newUserRoleCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "role LOGIN ROLE",
		Short: "Give a user another role; it counts at once",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				return usagef("which role is %s to have? One of: %s", args[0], joined(personRoles()))
			}
			return cobra.ExactArgs(2)(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			role, err := member("role", args[1], personRoles())
			if err != nil {
				return err
			}
			return a.changeUser(c, flow.UserChange{Login: args[0], Role: &role}, "%s is "+string(role)+" from now on.\n")
		},
	}
	jsonFlag(c, a)
	return c
}

func newUserDisableCmd(a *app) *cobra.Command {
	return userDoor(a, "disable LOGIN", "End a user's sessions and let him log in no more", "%s may not log in any more; open sessions have ended.\n", true)
}

func newUserEnableCmd(a *app) *cobra.Command {
	return userDoor(a, "enable LOGIN", "Let a disabled user log in again", "%s may log in again.\n", false)
}

// userDoor makes the command that lets a user in, or in no more; done is what it says then, with the login.
func userDoor(a *app, use, short, done string, disabled bool) *cobra.Command {
	c := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.changeUser(c, flow.UserChange{Login: args[0], Disabled: &disabled}, done)
		},
	}
	jsonFlag(c, a)
	return c
}

func newUserPasswdCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "passwd LOGIN",
		Short: "Set a user's password; open sessions end",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				if err := knownLogin(c.Context(), d, by, args[0]); err != nil {
					return err
				}
				secret, err := a.newPassword()
				if err != nil {
					return err
				}
				u, err := d.ChangeUser(c.Context(), by, flow.UserChange{Login: args[0], Password: &secret})
				if err != nil {
					return err
				}
				return a.sayUser(u, terminal.Line(u.Login)+" has a new password; open sessions have ended.\n")
			})
		},
	}
	jsonFlag(c, a)
	return c
}

func newUserListCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "list",
		Short: "List who may log in",
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
				users, err := d.Users(c.Context(), by)
				if err != nil {
					return err
				}
				if a.json {
					return a.printClean(append([]desk.User{}, users...))
				}
				if len(users) == 0 {
					return a.say("Nobody can log in yet. Add the first: returndesk user add LOGIN --role admin\n")
				}
				t := table.NewWriter()
				t.SetStyle(table.StyleLight)
				t.Style().Options.DrawBorder, t.Style().Options.SeparateColumns = false, false
				t.AppendHeader(table.Row{"Login", "Name", "Role", "", "Since"})
				for _, u := range users {
					state := ""
					if u.Disabled {
						state = "disabled"
					}
					t.AppendRow(table.Row{terminal.Line(u.Login), terminal.Line(u.Name), u.Role, state, u.CreatedAt.In(a.shopNow().Location()).Format("2006-01-02")})
				}
				return a.say(t.Render() + "\n")
			})
		},
	}
	jsonFlag(c, a)
	return c
}

// changeUser changes a user and says what counts now.
func (a *app) changeUser(c *cobra.Command, ch flow.UserChange, done string) error {
	return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error {
		u, err := d.ChangeUser(c.Context(), by, ch)
		if err != nil {
			return err
		}
		return a.sayUser(u, fmt.Sprintf(done, terminal.Line(u.Login)))
	})
}

func (a *app) sayUser(u desk.User, text string) error {
	if a.json {
		return a.printClean(u)
	}
	return a.say(text)
}

// newPassword asks for a password twice on a terminal, and reads one line otherwise.
func (a *app) newPassword() (string, error) {
	p := newPrompt(a.in, a.err)
	secret, err := p.secret(fmt.Sprintf("Password (at least %d characters)", desk.MinPassword))
	if err != nil || p.tty == nil {
		return secret, err
	}
	again, err := p.secret("The same again")
	if err != nil {
		return "", err
	}
	if secret != again || strings.TrimSpace(secret) == "" {
		return "", desk.Errf(desk.CodeInvalid, "the two passwords differ, or are empty").WithMend("try again")
	}
	return secret, nil
}
