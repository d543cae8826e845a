package desk

import "strings"

// Role is what an actor may do. Roles are ordered: each may do what the lower may.
type Role string

// The roles, lowest first; RoleSystem is the service itself, which proposes but never
// approves.
const (
	RoleSystem  Role = "system"
	RoleAgent   Role = "agent"
	RoleSenior  Role = "senior"
	RoleManager Role = "manager"
	RoleAdmin   Role = "admin"
)

// Actor is who does something. Every transition carries one.
type Actor struct {
	Name string `json:"name"`
	Role Role   `json:"role"`
}

// System is the actor of everything the service does by itself.
func System() Actor { return Actor{Name: "returndesk", Role: RoleSystem} }

// rank orders the roles; an unknown role ranks below all and may do nothing.
func (r Role) rank() int {
	switch r {
	case RoleAgent:
		return 1
	case RoleSenior:
		return 2
	case RoleManager:
		return 3
	case RoleAdmin:
		return 4
	}
	return 0
}

// Valid reports whether the role is known.
func (r Role) Valid() bool { return r == RoleSystem || r.rank() > 0 }

// AtLeast reports whether the role may do what need may.
func (r Role) AtLeast(need Role) bool { return r.rank() > 0 && r.rank() >= need.rank() }

// Require gives an error unless the actor is a named person of at least that role.
func (a Actor) Require(need Role, what string) error {
	if strings.TrimSpace(a.Name) == "" {
		return Errf(CodeForbidden, "%s needs a named person", what)
	}
	if !a.Role.AtLeast(need) {
		return Errf(CodeForbidden, "%s needs the role %s; %s is %s", what, need, a.Name, a.Role).
			WithMend("ask somebody with the role %s, or let an admin give it: `returndesk user role` for who works on the web page, actors in the configuration for a user of this machine", need)
	}
	return nil
}
