package desk

import (
	"strings"
	"time"
)

// maxLogin bounds a login name, in bytes.
const maxLogin = 40

// MinPassword is how many characters a password must have (NIST SP 800-63B section
// 3.1.1.2 asks for 15 where it is the only factor; a desk on loopback may do with 12).
const MinPassword = 12

// User is a person who may log in to the web console. Version grows by one with each
// change; a store compares it.
type User struct {
	Login    string `json:"login"` // lower case
	Name     string `json:"name"`  // stands in the history of cases
	Role     Role   `json:"role"`
	Password string `json:"password,omitempty"` // a hash with its parameters, never the password
	Disabled bool   `json:"disabled,omitempty"`
	// Epoch grows when every open session of the user has to end: new password, disabled.
	Epoch     uint64    `json:"epoch"`
	Version   uint64    `json:"version"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
}

// Actor gives the person as whom the user acts.
func (u *User) Actor() Actor { return Actor{Name: u.Name, Role: u.Role} }

// Public gives the user without what opens the door.
func (u User) Public() User {
	u.Password = ""
	return u
}

// ParseLogin brings a login name to its one spelling, or refuses it.
func ParseLogin(s string) (string, error) {
	login := strings.ToLower(strings.TrimSpace(s))
	if login == "" || len(login) > maxLogin || strings.Trim(login, "abcdefghijklmnopqrstuvwxyz0123456789.-_@+") != "" {
		return "", Errf(CodeInvalid, "%q cannot be a login name", strings.ToValidUTF8(s[:min(len(s), maxLogin)], "")).
			WithMend("use up to %d letters, digits and . - _ @ +", maxLogin)
	}
	return login, nil
}

// Person reports whether the role is one that a user can have.
func (r Role) Person() bool { return r.rank() > 0 }
