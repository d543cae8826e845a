package flow

import (
	"strings"
	"time"

	"returndesk/desk"
)

// soloAfter is how long a shop of one has to think before it confirms its own repayment
// (domain.md section 3).
const soloAfter = time.Hour

// alone refuses that who drew up a repayment approves it. In a shop of one the same person
// confirms it an hour later with a typed reason, which is given back and kept.
func (e *Engine) alone(by desk.Actor, d desk.Draft, because string) (string, error) {
	if !d.NeedsSecond() || d.DrawnBy == nil || d.DrawnBy.Name != by.Name {
		return "", nil
	}
	if !e.shop.Solo {
		return "", desk.Errf(desk.CodeForbidden, "draft %s pays money out and was drawn up by %s: a second person has to approve it", d.ID, by.Name).
			WithMend("ask another senior; a shop of one sets approval.solo in the configuration")
	}
	since := d.CreatedAt
	if d.Edited {
		since = d.UpdatedAt
	}
	if wait := since.Add(soloAfter).Sub(e.now()); wait > 0 {
		return "", desk.Errf(desk.CodeForbidden, "draft %s pays money out: %s confirms it alone, an hour after drawing it up at the earliest", d.ID, by.Name).
			WithMend("look at it again at %s", since.Add(soloAfter).In(e.shop.Zone).Format("15:04"))
	}
	if because = strings.TrimSpace(because); because == "" {
		return "", desk.Errf(desk.CodeNeedsConfirm, "draft %s pays money out and nobody else looks at it: it needs a typed reason", d.ID).
			WithMend("give it with --because")
	}
	return because, nil
}

// mayDeny refuses a denial on stale or absent shop data (domain.md section 0).
func (e *Engine) mayDeny(by desk.Actor, d desk.Draft, dec desk.Decision, because string) error {
	if !d.Denial {
		return nil
	}
	if fresh(dec, e.now(), e.shop.MaxAge) {
		return nil
	}
	asOf := dec.Facts.Detail.AsOf
	if because != "" && by.Role.AtLeast(desk.RoleSenior) {
		return nil
	}
	seen := "there is none"
	if came := dec.Facts.Detail.ReceivedAt; !asOf.IsZero() {
		seen = "it is of " + asOf.In(e.shop.Zone).Format("2006-01-02 15:04:05")
		if asOf.Before(came) { // else it only passed the configuration's age
			seen += ", and the mail came later, at " + came.In(e.shop.Zone).Format("2006-01-02 15:04:05")
		}
	}
	return desk.Errf(desk.CodeStale, "draft %s refuses something, and the order data is too old for that: %s", d.ID, seen).
		WithMend("export the orders anew and approve again; a senior may override with a reason")
}

// fresh reports whether the order data behind a decision are young enough to refuse
// something on them (domain.md section 0).
func fresh(d desk.Decision, now time.Time, maxAge time.Duration) bool {
	f := d.Facts.Detail
	return f.AsOf.After(f.ReceivedAt) && now.Sub(f.AsOf) < maxAge
}

// refuseProblems refuses drafts with blocking problems, and with warnings that no reason covers.
func refuseProblems(problems []desk.Problem, because string) error {
	var blocks, warns []string
	for _, p := range problems {
		if p.Block {
			blocks = append(blocks, p.Text)
		} else {
			warns = append(warns, p.Text)
		}
	}
	switch {
	case len(blocks) > 0:
		return desk.Errf(desk.CodeBlocked, "the draft cannot be sent: %s", strings.Join(blocks, "; ")).WithMend("edit the draft")
	case len(warns) > 0 && strings.TrimSpace(because) == "":
		return desk.Errf(desk.CodeNeedsConfirm, "the draft needs a reason: %s", strings.Join(warns, "; ")).WithMend("edit it, or give the reason with --because")
	}
	return nil
}
