package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/desk"
	"returndesk/store/bolt"
)

// Bounds of free space in the data folder, in bytes.
const (
	spaceFail = 200 << 20
	spaceWarn = 2 << 30
)

// exemption warns until the manager has confirmed what refusals to buyers with a right of
// withdrawal rest on (domain.md section 1, reading 16).
func exemption(s config.Shop) finding {
	if s.ExemptionConfirmed {
		return finding{Check: "withdrawal", Status: statusOK, Seen: "the exemption of made-to-order goods is confirmed"}
	}
	return finding{"withdrawal", statusWarn, "nobody has confirmed that your goods, also standard ones that are only configured, are exempt from withdrawal in the EU and UK; such refusals need a manager",
		"ask counsel, then set shop.withdrawal_exemption_confirmed: true"}
}

// zoneOf tells the shop's zone and what its clock says. The list has names such as EST and Etc/GMT+5 besides
// places, and most of those keep one hour all the year.
func zoneOf(zone *time.Location, now time.Time) finding {
	f := finding{Check: "time zone", Status: statusOK, Seen: fmt.Sprintf("%s, where it is now %s", zone, now.In(zone).Format("Mon 2006-01-02 15:04"))}
	place, _ := strings.CutPrefix(zone.String(), "Etc/")
	if place != "UTC" && !strings.Contains(place, "/") {
		f.Status, f.Mend = statusWarn, "name a place by shop.timezone, as America/New_York: an abbreviation may know no summer time"
	}
	return f
}

// checkShop looks at the settings whose lack is no mistake but has a price.
func (d *doctor) checkShop(context.Context) []finding {
	s := d.cfg.Shop
	found := []finding{zoneOf(s.Zone, d.app.now())}
	claims := finding{Check: "carrier claims", Status: statusOK, Seen: "deadlines of " + terminal.Count(len(s.CarrierClaimDays), "carrier", "carriers")}
	if len(s.CarrierClaimDays) == 0 {
		claims = finding{"carrier claims", statusWarn, "no carrier's claim deadline is known, so a late claim for damage goes unnoticed", "set shop.carrier_claim_days, as your carriers' terms say"}
	}
	found = append(found, claims, exemption(s))
	if len(d.cfg.Alerts.To) == 0 {
		found = append(found, finding{"alerts", statusWarn, "nobody is told of safety reports, legal threats or an unreachable mailbox", "set alerts.to"})
	} else {
		found = append(found, finding{Check: "alerts", Status: statusOK, Seen: "go to " + strings.Join(d.cfg.Alerts.To, ", ")})
	}
	found = append(found, undotted(d.cfg)...)
	people := finding{Check: "actors", Status: statusOK, Seen: terminal.Count(len(d.cfg.Actors), "person", "people") + " may act"}
	if len(d.cfg.Actors) == 0 {
		people = finding{"actors", statusFail, "nobody may approve a draft", "add {unix_user: ..., name: ..., role: admin} under actors"}
	}
	return append(append(found, people), outOfReach(d.cfg)...)
}

// undotted warns of addresses whose domain is a bare word: a mail server elsewhere refuses them,
// and mostly the end was forgotten.
func undotted(cfg config.Config) []finding {
	var out []finding
	for _, list := range []struct {
		key string
		to  []string
	}{{"alerts.to", cfg.Alerts.To}, {"alerts.drafts_to", cfg.Alerts.DraftsTo}, {"digest.to", cfg.Digest.To}} {
		for _, address := range list.to {
			domain := address[strings.LastIndexByte(address, '@')+1:]
			if !strings.ContainsAny(domain, ".[") { // "[" begins an address literal (RFC 5321 section 4.1.3)
				out = append(out, finding{"addresses", statusWarn, fmt.Sprintf("%s: the domain of %s has no dot, so hardly any mail server takes it", list.key, address),
					"write the whole address, as owner@example.com"})
			}
		}
	}
	return out
}

// checkClock asks the kernel whether anything keeps its clock right. The policy counts
// days, so a clock that is minutes off moves deadlines only at midnight; one that is
// days off moves them all.
func (d *doctor) checkClock(context.Context) []finding {
	if built, err := time.Parse(time.RFC3339, buildVersion().Time); err == nil && d.app.now().Before(built) {
		return []finding{{"clock", statusFail, "the clock says " + d.app.now().UTC().Format(time.RFC3339) + ", before this program was written", "set the clock, and let a time service keep it"}}
	}
	var t unix.Timex
	state, err := unix.Adjtimex(&t)
	switch {
	case err != nil:
		return []finding{{Check: "clock", Status: statusSkip, Seen: "the kernel does not tell whether the clock is kept right"}}
	case state == unix.TIME_ERROR || t.Status&unix.STA_UNSYNC != 0:
		return []finding{{"clock", statusWarn, d.app.now().UTC().Format(time.RFC3339) + "; the kernel knows of no time service that keeps it", "run systemd-timesyncd or chrony, unless the machine's host does it"}}
	}
	return []finding{{Check: "clock", Status: statusOK, Seen: d.app.now().UTC().Format(time.RFC3339) + ", kept right by a time service"}}
}

// compareClocks judges the distance between our clock and another.
func compareClocks(check string, ours, theirs time.Time) finding {
	off := ours.Sub(theirs).Round(time.Second)
	f := finding{Check: check, Status: statusOK, Seen: fmt.Sprintf("differs by %s", off.Abs())}
	switch {
	case off.Abs() >= time.Hour:
		f.Status = statusFail
	case off.Abs() >= 2*time.Minute:
		f.Status = statusWarn
	default:
		return f
	}
	f.Mend = "let a time service keep this machine's clock; promised dates and the 7 days are counted by it"
	return f
}

// checkData looks at the data folder: there or to be made, ours alone, room left.
func (d *doctor) checkData(ctx context.Context) []finding {
	dir := d.cfg.DataDir
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		parent := existing(dir)
		if unix.Access(parent, unix.W_OK|unix.X_OK) != nil {
			return []finding{{"data folder", statusFail, dir + " is not there, and " + parent + " may not be written to", "make it: mkdir -m 700 " + dir + ", owned by the service's user"}}
		}
		return []finding{{Check: "data folder", Status: statusOK, Seen: dir + " will be made at the first run"}, space(parent)}
	}
	f := finding{Check: "data folder", Status: statusOK, Seen: dir + ", for its owner only"}
	switch {
	case err != nil:
		f = failed("data folder", desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "%s cannot be looked at", dir).WithMend("give this user the right to it"))
	case !info.IsDir():
		f = finding{"data folder", statusFail, dir + " is no folder", "mend data_dir"}
	case info.Mode().Perm()&^d.folderMode() != 0:
		f = finding{"data folder", statusWarn, fmt.Sprintf("%s has mode %04o: other users of this machine can reach customers' mails", dir, info.Mode().Perm()), "chmod 700 " + dir}
	case unix.Access(dir, unix.R_OK|unix.W_OK|unix.X_OK) != nil:
		f = finding{"data folder", statusDenied, dir + " may not be written to by this user", "run as the service's user, or chown the folder"}
	}
	found := []finding{f, space(dir)}
	if f.Status == statusOK || f.Status == statusWarn {
		found = append(found, unreadable(ctx, dir)...)
	}
	return found
}

// unreadable tells of data that this program cannot open: damaged, or written by a newer one.
// What a running service has open is readable.
func unreadable(ctx context.Context, dir string) []finding {
	st, err := bolt.Open(ctx, dir, bolt.Options{ReadOnly: true})
	switch desk.CodeOf(err) {
	case "":
		_ = st.Close() // read only; nothing can be lost
		return nil
	case desk.CodeLocked, desk.CodeNotFound: // a service has them, or there are none yet
		return nil
	}
	return []finding{failed("data", err)}
}

// folderMode is the widest mode of the data folder: others may pass through it when the
// socket in it is theirs, too.
func (d *doctor) folderMode() fs.FileMode {
	if d.cfg.SocketGroup != "" {
		return 0o710
	}
	return 0o700
}

// existing gives the nearest folder above a path that is there.
func existing(path string) string {
	for {
		parent := filepath.Dir(path)
		if _, err := os.Stat(parent); err == nil || parent == path {
			return parent
		}
		path = parent
	}
}

// room writes a number of bytes as people count a disk's; below a gigabyte the megabytes tell.
func room(bytes uint64) string {
	if bytes < 1e9 {
		return fmt.Sprintf("%d MB", bytes/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
}

// space judges the room on the file system of a folder, and whether it takes writes.
func space(dir string) finding {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return finding{"disk", statusSkip, "the system does not tell: " + err.Error(), ""}
	}
	free := uint64(s.Bavail) * uint64(s.Bsize) // both are of various types, by platform
	f := finding{Check: "disk", Status: statusOK, Seen: room(free) + " free"}
	switch {
	case s.Flags&unix.ST_RDONLY != 0:
		return finding{"disk", statusFail, "the file system of " + dir + " is read-only", "mount it writable, or move data_dir"}
	case free < spaceFail:
		f.Status = statusFail
	case free < spaceWarn:
		f.Status = statusWarn
	default:
		return f
	}
	f.Mend = "make room, or move data_dir; a full disk stops the reading of mail"
	return f
}

// checkSecretFile warns when others can read a password. ok is true when there is
// nothing to say; a missing file is told by the login itself.
func (d *doctor) checkSecretFile(check, path string) (finding, bool) {
	mode, yes := exposed(path)
	if !yes {
		return finding{}, true
	}
	return finding{check, statusWarn, fmt.Sprintf("%s has mode %04o: other users of this machine can read it", path, mode), "chmod 600 " + path}, false
}
