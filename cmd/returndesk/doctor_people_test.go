package main

import (
	"os/user"
	"strings"
	"testing"

	"returndesk/config"
)

// TestDoctorOutOfReach: who is listed and cannot open the service's socket may do nothing, and
// "1 person may act" would be untrue.
func TestDoctorOutOfReach(t *testing.T) {
	t.Parallel()
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	mine, err := user.LookupGroupId(me.Gid)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		people []string
		group  string
		status status
		want   string // "" = nothing to say
	}{
		{[]string{me.Username, "root", me.Uid, "0"}, "", "", ""},
		{[]string{me.Username}, mine.Name, "", ""},
		{[]string{"root", "nobody"}, "", statusWarn, "is closed to: nobody"},
		{[]string{"nobody"}, mine.Name, statusWarn, "is closed to: nobody"},
		{[]string{"nobody-at-all"}, "", statusWarn, "no user of this machine: nobody-at-all"},
		{[]string{"root"}, "no-such-group", statusFail, "no group no-such-group"},
	} {
		cfg := config.Config{DataDir: t.TempDir(), SocketGroup: c.group}
		for _, name := range c.people {
			cfg.Actors = append(cfg.Actors, config.Actor{UnixUser: name, Name: name})
		}
		found := outOfReach(cfg)
		if c.want == "" {
			if len(found) > 0 {
				t.Errorf("%v, group %q: %+v", c.people, c.group, found)
			}
			continue
		}
		if len(found) != 1 || found[0].Status != c.status || !strings.Contains(found[0].Seen, c.want) || found[0].Mend == "" || strings.Contains(found[0].Mend, "root or root") {
			t.Errorf("%v, group %q: %+v, want %q", c.people, c.group, found, c.want)
		}
	}
}
