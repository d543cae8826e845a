package control

import (
	"os/user"
	"strconv"

	"returndesk/desk"
)

// Users maps Unix users to actors, as the configuration does. Keys are user names, or
// uids in decimal for systems without a user database.
type Users map[string]desk.Actor

// Actor gives the actor of a uid. A uid that the map lacks is refused: a person without
// a name cannot stand in the audit.
func (u Users) Actor(uid uint32) (desk.Actor, error) {
	id := strconv.FormatUint(uint64(uid), 10)
	name := id
	if known, err := user.LookupId(id); err == nil {
		name = known.Username
	}
	for _, key := range []string{name, id} {
		if a, ok := u[key]; ok {
			return a, nil
		}
	}
	return desk.Actor{}, desk.Errf(desk.CodeForbidden, "the user %s is not known to returndesk", name).
		WithMend("add {unix_user: %s, name: ..., role: agent} under actors in the configuration, and start the service again", name)
}
