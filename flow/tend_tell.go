package flow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/explain"
)

// What an internal mail tells of a copy.
const (
	tellFiled  = "filed"  // ready in Drafts
	tellHeld   = "held"   // not in Drafts: somebody has to release it
	tellBoth   = "both"   // changed here and in the mail program
	tellLeft   = "left"   // out of date, but a person changed it
	tellMarked = "marked" // out of date, and the server removes no single mail
	tellLost   = "lost"   // deleted, taken as rejected
)

const (
	tellAfter = 20 * time.Second // a burst is over by then, or goes on in the next mail
	tellPause = 5 * time.Minute  // between two such mails
	tellMost  = 40               // drafts told of at length in one mail
	alertKind = "drafts"
	toldKey   = "drafts_told" // setting: when the last such mail was written
)

// TellDrafts tells people of drafts in the mailbox without waiting for the end of a burst.
func (e *Engine) TellDrafts(ctx context.Context) error {
	e.tending.Lock()
	defer e.tending.Unlock()
	return e.tellDrafts(ctx, true)
}

// tellDrafts writes one internal mail about everything that there is to tell of copies. The
// mail and the end of the telling are one change.
func (e *Engine) tellDrafts(ctx context.Context, now bool) error {
	copies, err := e.store.Copies(ctx)
	if err != nil {
		return err
	}
	copies = slices.DeleteFunc(copies, func(c desk.DraftCopy) bool { return c.Tell == "" })
	if len(copies) == 0 {
		return nil
	}
	oldest := slices.MinFunc(copies, func(a, b desk.DraftCopy) int { return a.TellSince.Compare(b.TellSince) }).TellSince
	if !now && e.now().Sub(oldest) < tellAfter {
		return nil
	}
	if last, err := e.lastTold(ctx); err != nil || !now && e.now().Sub(last) < tellPause {
		return err
	}
	note, err := e.noteOf(ctx, copies)
	if err != nil {
		return err
	}
	var change desk.Change
	if note != nil {
		change.Alerts = []desk.Alert{*note}
	}
	for _, c := range copies {
		c.Tell, c.TellSince = "", time.Time{}
		change.Copies = append(change.Copies, c)
	}
	if err := e.store.Record(ctx, change); err != nil {
		return err
	}
	e.poke()
	if note == nil {
		return nil
	}
	stamp, err := e.now().MarshalText()
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "a time cannot be written")
	}
	return e.store.SetSetting(ctx, toldKey, stamp)
}

func (e *Engine) lastTold(ctx context.Context) (time.Time, error) {
	raw, err := e.store.Setting(ctx, toldKey)
	var at time.Time
	if err != nil || len(raw) == 0 || at.UnmarshalText(raw) != nil {
		return time.Time{}, err
	}
	return at, nil
}

// section is one part of the internal mail.
type section struct{ what, title, mend string }

func sections() []section {
	return []section{
		{tellFiled, "Ready in the folder Drafts. Read, change where needed, send", ""},
		{tellHeld, "Not in Drafts yet", "Let it in with: returndesk approve --release DRAFT (or edit it first)"},
		{tellBoth, "Changed here and in the mail program; decide which wording goes", "Send the one in Drafts, or delete it there"},
		{tellLost, "Deleted in the mail program; counts as rejected", "Take that back with: returndesk undo DRAFT"},
		{tellLeft, "Out of date in Drafts, but somebody changed it, so it was left there. Please delete it", ""},
		{tellMarked, "Out of date in Drafts. The server cannot remove a single mail, so it is only marked as deleted", ""},
	}
}

// noteOf writes the internal mail, nil when all of it is over by now.
func (e *Engine) noteOf(ctx context.Context, copies []desk.DraftCopy) (*desk.Alert, error) {
	var text strings.Builder
	var subject, cases []string
	told := 0
	for _, s := range sections() {
		var parts []string
		for _, c := range copies {
			if c.Tell != s.what {
				continue
			}
			part, about, err := e.noteLine(ctx, c, told >= tellMost)
			if err != nil {
				return nil, err
			}
			if part != "" {
				parts, cases = append(parts, part), append(cases, about)
				told++
			}
		}
		if len(parts) == 0 {
			continue
		}
		fmt.Fprintf(&text, "%s:\n\n%s\n", s.title, strings.Join(parts, "\n"))
		if s.mend != "" {
			fmt.Fprintf(&text, "%s\n", s.mend)
		}
		text.WriteByte('\n')
		subject = append(subject, fmt.Sprintf("%d %s", len(parts), map[string]string{tellFiled: "ready", tellHeld: "to release", tellBoth: "changed twice",
			tellLost: "deleted", tellLeft: "out of date", tellMarked: "out of date"}[s.what]))
	}
	if text.Len() == 0 {
		return nil, nil
	}
	if told > tellMost {
		text.WriteString("What was decided about a draft that has one line here: returndesk show DRAFT\n")
	}
	if e.shop.ConsoleURL != "" {
		text.WriteString("The queue: " + e.pageAt("queue") + "\n")
	}
	at := e.now()
	return &desk.Alert{
		Key: fmt.Sprintf("%s/%s/%d", alertKind, copies[0].Draft, at.UnixNano()), Kind: alertKind, CreatedAt: at,
		Subject: "Drafts: " + strings.Join(subject, ", "), Text: text.String(), Cases: cases,
	}, nil
}

// noteLine tells of one draft: what was decided and why, what to look out for, and where.
// It is short where there are many. It is "" when the draft is over by now; else it comes
// with the case's id.
func (e *Engine) noteLine(ctx context.Context, cp desk.DraftCopy, short bool) (part, about string, err error) {
	d, err := e.store.Draft(ctx, cp.Draft)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return "", "", nil
	}
	if err != nil {
		return "", "", err
	}
	if (cp.Tell == tellFiled || cp.Tell == tellHeld || cp.Tell == tellBoth) && d.State != desk.DraftProposed || cp.Tell == tellLost && !d.Lost {
		return "", "", nil
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return "", "", err
	}
	if short {
		return strings.TrimRight(fmt.Sprintf("- %s: %s %s", d.ID, c.Outcome, foreign(c.Name, alertNameLen)), " "), c.ID, nil
	}
	var b strings.Builder
	order := ""
	if c.Order != "" {
		order = ", order " + c.Order
	}
	fmt.Fprintf(&b, "- Case %s%s, draft %s\n", c.ID, order, d.ID)
	if name := foreign(c.Name, alertNameLen); name != "" {
		fmt.Fprintf(&b, "  Customer: %s\n", name)
	}
	if len(d.To) > 0 {
		fmt.Fprintf(&b, "  To: %s\n", d.To[0].Address)
	}
	fmt.Fprintf(&b, "  Subject: %s\n", foreign(d.Subject, alertSubjectLen))
	if cp.Why != "" {
		fmt.Fprintf(&b, "  Because: %s\n", firstWords(explain.Line(cp.Why), 300))
	}
	if cp.Tell == tellFiled || cp.Tell == tellHeld {
		verdict(&b, c, d)
	}
	if e.shop.ConsoleURL != "" {
		fmt.Fprintf(&b, "  Open it: %s/%s\n", e.pageAt("cases"), c.ID)
	}
	fmt.Fprintf(&b, "  More: returndesk show %s\n", c.ID)
	return b.String(), c.ID, nil
}

// verdict writes what was decided: outcome, rule and sections, every flag with its meaning.
func verdict(b *strings.Builder, c desk.Case, d desk.Draft) {
	if d.Decision < 0 || d.Decision >= len(c.Decisions) {
		return
	}
	dec := c.Decisions[d.Decision]
	fmt.Fprintf(b, "  Verdict: %s (rule %s", c.Outcome, dec.Rule)
	if len(dec.Sections) > 0 {
		fmt.Fprintf(b, ", policy section %s", strings.Join(dec.Sections, ", "))
	}
	fmt.Fprintf(b, "), reply %s\n", d.Template)
	if dec.Why != "" {
		fmt.Fprintf(b, "  Why: %s\n", firstWords(explain.Line(dec.Why), 300))
	}
	for _, f := range c.Flags {
		fmt.Fprintf(b, "  Flag %s: %s\n", f, f.Meaning())
	}
	if d.Moves != nil {
		fmt.Fprintf(b, "  When sent: %s\n", d.Moves.Label)
	}
}
