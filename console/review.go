package console

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// casePage is what pages/case.html shows: everything that a person needs to judge a case.
type casePage struct {
	page
	flow.CaseView
	Filter   filter
	Back     string // the queue that the case was opened from
	Previous string // the case that stands before it there, "" for none
	Next     string // the case that follows there, "" for none
	Last     *desk.Decision
	Facts    []string
	Rested   []string         // the facts that the rules asked for, with their values
	Moments  []explain.Moment // what was agreed, and what time will set off
	Timeline *timeline
	// Elsewhere is when the mail came by the clock of where the order goes, "" for ours.
	Elsewhere string
	Evidence  []shownEvidence // the first attachments, those of the latest mail before others
	More      []shownEvidence // the rest of them, folded
	Draft     *shownDraft     // the draft on the table, nil when there is none
	Drafts    []desk.Draft
	Actions   []desk.Action // the outcome's next steps
	Decide    []desk.Action // what can be done about a mail that was not, or may not have been, sent
	Asks      []desk.Ask
	Classes   []desk.Class
	Snoozes   []choice
	Roles     []desk.Role
	Notes     []remark // of colleagues, the latest first
	Handed    *remark  // why it was handed up, while it is
	Asleep    *remark  // why it was put off, while it is
	Here      []string // who else has it open
	Notice    *actionNotice
	Problem   string // why the last action did not work
	Ticked    *ticked
	Reread    *reread
	Note      string // what was typed for colleagues and not kept
	Unkept    string // what was typed for a draft in whose field it cannot stand any more
	Theirs    string // what a colleague made of the draft while this was typed
	Live      string
	Stated    string // address that tells whether the case has changed since
}

// choice is one entry of a list to choose from.
type choice struct{ Value, Label string }

// shownDraft is the draft on the table with what the agent typed, where an action failed
// after he did.
type shownDraft struct {
	desk.Draft
	Seen      string
	Subject   string
	Text      string
	Because   string
	Then      []string // what an approval leads to
	Copy      string   // where it lies in the mailbox, "" for nowhere
	CopyLook  bool     // and somebody should look
	Release   bool     // an approval only lets it into the mailbox
	Either    bool     // it may be approved here or let into the mailbox
	Released  bool     // somebody let it into the mailbox, which can be taken back
	Filed     bool     // it is sent from the mail program
	Outdated  string   // what changed since it was written, "" while it fits
	WhyNot    string   // why this viewer cannot approve it; "" = he can
	AskReason bool     // an approval may need a reason
	// ReasonMissing: the approval was refused for want of a reason, so that is what is typed next.
	ReasonMissing bool
}

// typed is what an agent had typed when an action failed: it must not be lost.
type typed struct {
	Draft, Subject, Text, Because string
	Seen                          string // the draft that it was typed against, "" for the one of now
	Note                          string
	Ticked                        *ticked // nil: no list of signals was sent
	Reread                        *reread // nil: no other class or order was sent
}

// review shows one case.
func (s *Server) review(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.withKept(r.Context(), r.PathValue("id"), func(form url.Values, parts []string) error {
		t, failed := givenBack(form, parts)
		return s.showCase(w, r, v, r.PathValue("id"), http.StatusOK, failed, t)
	})
}

// showCase renders a case's page, with the reason why an action failed where it did.
func (s *Server) showCase(w http.ResponseWriter, r *http.Request, v viewer, id string, status int, failed error, t typed) error {
	view, err := s.Desk.Show(r.Context(), id)
	if err != nil {
		return err
	}
	f := filterOf(r.URL.Query())
	if r.Method == http.MethodPost {
		f = backFilter(r)
	}
	id = view.Case.ID
	s.who.look(id, v)
	p := casePage{page: s.page(r, v, id+" "+explain.Line(view.Case.Subject)), CaseView: view, Filter: f,
		Back: f.page(), Live: "/cases/" + id + "/events", Here: s.who.others(id, v.Login),
		Asks: desk.Asks(), Classes: desk.Classes(), Snoozes: s.snoozes(), Roles: []desk.Role{desk.RoleSenior, desk.RoleManager, desk.RoleAdmin}}
	p.Wide, p.Ticked, p.Reread, p.Note = true, t.Ticked, t.Reread, t.Note
	p.Last = view.Case.Last()
	if p.Last != nil {
		p.Facts, p.Rested = explain.Facts(*p.Last), explain.Used(p.Last.Facts, view.Used)
		p.Timeline, p.Elsewhere = s.timeline(*p.Last), s.elsewhere(view.Mail.ReceivedAt, p.Last.Facts.Detail.Zone)
	}
	p.Evidence, p.Moments = shownEvidences(view), explain.Moments(view.Case)
	if len(p.Evidence) > maxInSight+1 {
		p.Evidence, p.More = p.Evidence[:maxInSight], p.Evidence[maxInSight:]
	}
	p.Draft, p.Drafts = s.onTheTable(r, v, view, t)
	s.outdated(r.Context(), p.Draft)
	p.Unkept, p.Theirs = beside(p.Draft, view.Drafts, t, failed)
	p.Stated = stateAddress(view, f, p.Draft)
	p.Notes, p.Handed, p.Asleep = remarksOf(view)
	for _, a := range view.Next {
		if a.Name == flow.ActionMarkSent || a.Name == flow.ActionResend {
			p.Decide = append(p.Decide, a)
		} else {
			p.Actions = append(p.Actions, a)
		}
	}
	if p.Previous, p.Next, err = s.neighbours(r.Context(), v, f, id); err != nil {
		return err
	}
	if failed != nil {
		p.Problem = sentence(failed)
		if code := desk.CodeOf(failed); p.Draft != nil && (code == desk.CodeNeedsConfirm || code == desk.CodeStale && p.Draft.ID == t.Draft && p.Draft.Denial) {
			// A draft that is void has a new one in its place, which has yet to be read: its key must not go into a field.
			p.Draft.AskReason = true
			p.Draft.ReasonMissing = t.Because == "" && (code == desk.CodeNeedsConfirm || v.Role.AtLeast(desk.RoleSenior))
		}
	}
	if p.Notice, err = s.noticeOf(r, v); err != nil {
		return err
	}
	return s.render(w, r, status, "case", p)
}

// onTheTable chooses the draft that is judged: the one that the address names, else one
// that waits for a person, else the latest that may still lead to a mail.
func (s *Server) onTheTable(r *http.Request, v viewer, view flow.CaseView, t typed) (*shownDraft, []desk.Draft) {
	at := -1
	want := r.URL.Query().Get("d")
	if t.Draft != "" {
		want = t.Draft
	}
	for i, d := range view.Drafts {
		if d.ID == want && d.State.Open() {
			at = i
			break
		}
		if d.State.Open() && (at < 0 || view.Drafts[at].State != desk.DraftProposed) {
			at = i
		}
	}
	if at < 0 {
		return nil, view.Drafts
	}
	d := view.Drafts[at]
	others := slices.Delete(slices.Clone(view.Drafts), at, at+1)
	out := &shownDraft{Draft: d, Seen: d.ContentHash(), Subject: d.Subject, Text: d.Text, Then: explain.ApprovalIn(view.Case, d, view.ApproveIn, view.Copies)}
	if t.Draft == d.ID && d.State == desk.DraftProposed {
		if out.Because = t.Because; t.Subject+t.Text != "" {
			out.Subject, out.Text = t.Subject, t.Text
		}
		out.Seen = cmp.Or(t.Seen, out.Seen) // what changed meanwhile he has not seen: approving asks first
	}
	out.AskReason = d.Denial || out.Because != "" || slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return !p.Block })
	if out.WhyNot = whyNot(v, view.Case, d); out.WhyNot == "" {
		out.WhyNot = explain.SentElsewhere(d, view.ApproveIn, view.Copies)
		out.Filed = out.WhyNot != ""
	}
	out.Release, out.Released = view.ApproveIn == desk.ChannelMailbox, d.State == desk.DraftProposed && d.IsReleased()
	for _, c := range view.Copies {
		if c.Draft == d.ID {
			out.Copy, out.CopyLook = explain.Copy(c)
			out.Either = view.ApproveIn == desk.ChannelBoth && c.State == desk.CopyHeld && !out.Released
		}
	}
	if out.Released && out.CopyLook { // what it was held for is over
		out.Copy, out.CopyLook = "", false
	}
	return out, others
}

// Unseen reports whether the agent typed his words against another wording than that of now.
func (d shownDraft) Unseen() bool { return d.Seen != d.ContentHash() }

// Was sums up the wording that stands in the draft, for the form to say whether it was touched.
func (d shownDraft) Was() string { return wording(d.Draft.Subject, d.Draft.Text) }

// beside gives what has to stand beside the field of a draft after an action failed: the
// agent's words where the field shows others, a colleague's where it shows the agent's.
func beside(d *shownDraft, all []desk.Draft, t typed, failed error) (unkept, theirs string) {
	if d != nil && d.ID == t.Draft && d.State == desk.DraftProposed {
		if (desk.CodeOf(failed) == desk.CodeConflict || d.Unseen()) && t.changes(d.Draft) {
			theirs = d.Draft.Text
			if t.Subject != "" && t.Subject != d.Draft.Subject {
				theirs = "Subject: " + d.Draft.Subject + "\n\n" + theirs
			}
		}
		return "", theirs
	}
	for _, x := range all {
		if x.ID == t.Draft && t.rewords(x) {
			return t.Text, ""
		}
	}
	return "", ""
}

// outdated notes on a draft that waits what changed since it was written. A page that cannot
// find out is shown all the same: an approval looks again.
func (s *Server) outdated(ctx context.Context, d *shownDraft) {
	if d == nil || d.State != desk.DraftProposed {
		return
	}
	changed, err := s.Desk.Outdated(ctx, d.ID)
	if err != nil && ctx.Err() != nil { // the reader has gone on to another page
		return
	}
	if err != nil {
		s.Log.LogAttrs(ctx, slog.LevelWarn, "facts behind a draft not gathered", slog.String("draft", d.ID),
			slog.String("code", string(desk.CodeOf(err))), slog.String("error", desk.MessageOf(err)))
		return
	}
	d.Outdated = strings.Join(changed, ", ")
	if d.Outdated != "" && d.WhyNot == "" {
		d.WhyNot = "It cannot be approved: the facts changed."
	}
}

// whyNot says why a viewer cannot approve a draft. It only explains: flow decides.
func whyNot(v viewer, c desk.Case, d desk.Draft) string {
	need := d.Role
	if c.HandedTo.AtLeast(need) {
		need = c.HandedTo
	}
	switch {
	case d.State != desk.DraftProposed:
		return ""
	case need != "" && !v.Role.AtLeast(need):
		return "Only a " + string(need) + " may approve it."
	case d.NeedsSecond() && d.DrawnBy != nil && d.DrawnBy.Name == v.Name:
		return "It pays money out and you drew it up: somebody else has to approve it."
	case slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Block }):
		return "It cannot be sent like this: edit it first."
	}
	return ""
}
