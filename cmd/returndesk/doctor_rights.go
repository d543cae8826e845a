package main

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"os/user"
	"strconv"
	"syscall"

	"returndesk/config"
)

// statusDenied is a failure that a missing right made. Only report and exit code see what it
// is: a failure of the installation, or of whoever looks.
const statusDenied status = "denied"

// denied reports whether the system refused us a file. A connection that a packet filter
// forbids carries the same errno and is no matter of the user's rights.
func denied(err error) bool {
	var wire *net.OpError
	return errors.Is(err, fs.ErrPermission) && !errors.As(err, &wire)
}

// reach says how far the rights of whoever runs doctor go. An onlooker is neither root nor the
// service's user: a member of socket_group, who must not read what the service reads.
type reach struct {
	onlooker bool
	mend     string // who sees it all, and how
}

// reachOf finds the service's user, who owns the data folder. Before there is one whoever looks
// counts as the service's user.
func reachOf(cfg config.Config) reach {
	me := os.Geteuid()
	if me == 0 {
		return reach{}
	}
	r := reach{onlooker: true, mend: "run it as root: sudo returndesk doctor --config " + cfg.File}
	info, err := os.Stat(cfg.DataDir)
	if err != nil {
		r.onlooker = denied(err)
		return r
	}
	sys, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(sys.Uid) == me {
		return reach{}
	}
	if u, err := user.LookupId(strconv.FormatUint(uint64(sys.Uid), 10)); err == nil && sys.Uid != 0 {
		r.mend = "run it as " + u.Username + ": sudo -u " + u.Username + " returndesk doctor --config " + cfg.File
	}
	return r
}

// settle decides what each missing right means: to the service's user it is a failure like any
// other, to an onlooker a place that he cannot see.
func (r reach) settle(found []finding) (unseen int) {
	for i, f := range found {
		if f.Status != statusDenied {
			continue
		}
		if !r.onlooker {
			found[i].Status = statusFail
			continue
		}
		unseen++
		found[i].Status, found[i].Seen, found[i].Mend = statusSkip, "cannot be looked at with your rights: "+f.Seen, r.mend
	}
	return unseen
}
