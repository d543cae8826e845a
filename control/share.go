package control

import (
	"os"
	"os/user"
	"path/filepath"
	"strconv"

	"returndesk/desk"
)

// Share lets the members of a group of this machine reach the socket that Listen opened:
// mode 0660, in a folder that they may pass through but not look into (0710). Who of
// them may do what is still a matter of Users. The process must be a member of the group.
func Share(dataDir, group string) error {
	g, err := user.LookupGroup(group)
	if err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "this machine has no group %s, which socket_group names", group).
			WithMend("make it (groupadd %s), and put the service's user and the agents into it", group)
	}
	gid, err := strconv.Atoi(g.Gid)
	if err != nil {
		return desk.Wrap(desk.CodeUnsupported, err, "the group %s has no number", group)
	}
	for _, p := range []struct {
		path string
		mode os.FileMode
	}{{SocketPath(dataDir), 0o660}, {filepath.Clean(dataDir), 0o710}} { // the folder last: until then nobody gets in
		if err := os.Chown(p.path, -1, gid); err != nil {
			return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be given to the group %s", p.path, group).
				WithMend("put the user who runs the service into that group")
		}
		if err := os.Chmod(p.path, p.mode); err != nil {
			return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be opened for the group %s", p.path, group)
		}
	}
	return nil
}
