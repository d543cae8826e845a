package main

import (
	"slices"
	"strings"
	"time"

	"returndesk/inbox"
)

// outage is a mailbox that cannot be read, with all its folders: people hear of it once.
type outage struct {
	account  string
	since    time.Time
	retry    time.Time
	problems []string // in the words of the folders that are away, without repeats
}

// folderKey tells folders apart. A special folder is known by its kind, since its name is
// not known before the server was asked.
func folderKey(h inbox.Health) string {
	if h.Folder == inbox.FolderInbox {
		return h.Account + "/" + h.Mailbox
	}
	return h.Account + "//" + string(h.Folder)
}

// outages gives the mailboxes that stay away long enough to be told of. An outage begins
// with the first folder that cannot be read and ends when all can be.
func (s *service) outages() []outage {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := map[string]*outage{}
	for _, h := range s.health {
		if h.State != inbox.StateUnreachable {
			continue
		}
		o, ok := now[h.Account]
		if !ok {
			o = &outage{account: h.Account, since: h.Since}
			now[h.Account] = o
		}
		if h.Since.Before(o.since) {
			o.since = h.Since
		}
		if !h.Retry.IsZero() && (o.retry.IsZero() || h.Retry.Before(o.retry)) {
			o.retry = h.Retry
		}
		if !slices.Contains(o.problems, h.Problem) {
			o.problems = append(o.problems, h.Problem)
		}
	}
	for account := range s.away {
		if now[account] == nil {
			delete(s.away, account)
		}
	}
	var out []outage
	for account, o := range now {
		if began, ok := s.away[account]; ok {
			o.since = began
		}
		s.away[account] = o.since
		if s.now().Sub(o.since) >= unreachable {
			slices.Sort(o.problems)
			out = append(out, *o)
		}
	}
	slices.SortFunc(out, func(a, b outage) int { return strings.Compare(a.account, b.account) })
	return out
}

// nextTry says when an outage is looked at again by itself; "" when nobody knows.
func (o outage) nextTry() string {
	if o.retry.IsZero() {
		return ""
	}
	return "The next try is on " + o.retry.Format(time.RFC1123Z) + ", and it goes on by itself once that succeeds. "
}
