package control

import (
	"slices"
	"strings"
	"time"
)

// Outage is one mailbox, some of whose folders cannot be read or wait.
type Outage struct {
	Account string
	Folders []string
	Since   time.Time // the longest of them
	Problem string    // what is wrong, each reason once
	Retry   time.Time // the first of their next tries, the zero time when nobody knows
}

// Outages gathers the folders in a state ("unreachable", "paused") by mailbox, so that one
// that is down is told of once.
func (s Status) Outages(state string) []Outage {
	var out []Outage
	for _, m := range s.Mailboxes {
		if m.State != state {
			continue
		}
		i := slices.IndexFunc(out, func(o Outage) bool { return o.Account == m.Account })
		if i < 0 {
			out = append(out, Outage{Account: m.Account, Folders: []string{m.Mailbox}, Since: m.Since, Problem: m.Problem, Retry: m.Retry})
			continue
		}
		o := &out[i]
		o.Folders = append(o.Folders, m.Mailbox)
		if m.Since.Before(o.Since) {
			o.Since = m.Since
		}
		if !m.Retry.IsZero() && (o.Retry.IsZero() || m.Retry.Before(o.Retry)) {
			o.Retry = m.Retry
		}
		if !strings.Contains(o.Problem, m.Problem) {
			o.Problem += "; " + m.Problem
		}
	}
	return out
}

// Where names the folders in a sentence: "INBOX and Sent".
func (o Outage) Where() string {
	if n := len(o.Folders); n > 1 {
		return strings.Join(o.Folders[:n-1], ", ") + " and " + o.Folders[n-1]
	}
	return strings.Join(o.Folders, "")
}
