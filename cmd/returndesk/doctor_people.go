package main

import (
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"returndesk/config"
)

// outOfReach warns of people who are listed and can open no socket of the service: it belongs
// to the service's user, root, and the group that socket_group names. The service's user is
// the data folder's owner, before there is one whoever looks.
func outOfReach(cfg config.Config) []finding {
	owner := strconv.Itoa(os.Geteuid())
	if info, err := os.Stat(cfg.DataDir); err == nil {
		if sys, ok := info.Sys().(*syscall.Stat_t); ok {
			owner = strconv.FormatUint(uint64(sys.Uid), 10)
		}
	}
	gid := ""
	if cfg.SocketGroup != "" {
		g, err := user.LookupGroup(cfg.SocketGroup)
		if err != nil {
			return []finding{{"actors", statusFail, "this machine has no group " + cfg.SocketGroup + ", which socket_group names", "make it: groupadd " + cfg.SocketGroup + ", and put the service's user and the agents into it"}}
		}
		gid = g.Gid
	}
	var unknown, outside []string
	for _, a := range cfg.Actors {
		u, err := accountOf(a.UnixUser)
		switch {
		case err != nil:
			unknown = append(unknown, a.UnixUser)
		case u.Uid != owner && u.Uid != "0" && !belongs(u, gid):
			outside = append(outside, a.UnixUser)
		}
	}
	var out []finding
	if len(unknown) > 0 {
		out = append(out, finding{"actors", statusWarn, "no user of this machine: " + strings.Join(unknown, ", "), "unix_user is the name by which that person logs in to this machine"})
	}
	service, err := user.LookupId(owner)
	if err != nil {
		service = &user.User{Uid: owner, Username: owner}
	}
	if len(outside) > 0 {
		mend := "put them into the group " + cfg.SocketGroup + "; who is logged in has to log in anew"
		if gid == "" {
			served := "root"
			if service.Username != served {
				served += " or " + service.Username
			}
			mend = "make a group with them and " + service.Username + " in it and name it by socket_group, or list " + served + " under actors (docs/operations.md, \"People and roles\")"
		}
		out = append(out, finding{"actors", statusWarn, "the service's socket, which is " + service.Username + "'s, is closed to: " + strings.Join(outside, ", "), mend})
	}
	if gid != "" && owner != "0" && !belongs(service, gid) {
		out = append(out, finding{"actors", statusFail, "the service's user " + service.Username + " is not in the group " + cfg.SocketGroup, "usermod -aG " + cfg.SocketGroup + " " + service.Username})
	}
	return out
}

// accountOf finds a user of this machine by name or number.
func accountOf(name string) (*user.User, error) {
	if _, err := strconv.Atoi(name); err == nil {
		if u, err := user.LookupId(name); err == nil {
			return u, nil
		}
		return &user.User{Uid: name, Username: name}, nil // a number without a name may act all the same
	}
	return user.Lookup(name)
}

// belongs reports whether a user belongs to a group; nobody does to none.
func belongs(u *user.User, gid string) bool {
	if gid == "" {
		return false
	}
	ids, err := u.GroupIds()
	return u.Gid == gid || err == nil && slices.Contains(ids, gid)
}
