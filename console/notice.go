package console

import (
	"net/http"
	"slices"
	"time"

	"returndesk/desk"
)

// longestCount is how many seconds are counted down; what leaves later (our own cap may hold a
// reply back for hours) is told by its time.
const longestCount = 600

// actionNotice says what the last action did, and offers to take an approval back while
// that is possible. It is made from the draft as it stands, not from what was promised.
type actionNotice struct {
	Text  string
	Draft string    // that can be taken back
	Until time.Time // when it leaves
	Left  int       // seconds until then
	Case  string
	Class desk.Class // that the case had before, where it can be had back
	Back  string     // the list that one works through, as forms carry it
	Over  string     // what taking it back meets once that is not possible any more
}

// noticeOf reads what the redirect after an action said.
func (s *Server) noticeOf(r *http.Request, _ viewer) (*actionNotice, error) {
	q := r.URL.Query()
	id, done := q.Get("draft"), q.Get("done")
	if done == "" {
		return nil, nil
	}
	back := filterOf(q).query().Encode()
	n := &actionNotice{Case: q.Get("case"), Back: back}
	if done == "approved" || done == "released" || done == "rejected" {
		v, err := s.Desk.Show(r.Context(), id)
		if desk.CodeOf(err) == desk.CodeNotFound || desk.CodeOf(err) == desk.CodeInvalid {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		for _, d := range v.Drafts {
			if d.ID == id {
				return s.approvalNotice(v.Case.ID, d, back), nil
			}
		}
		return nil, nil
	}
	if done == "resolved" {
		var err error
		n.Text, err = s.stepTaken(r, q.Get("d"))
		if n.Text == "" || err != nil {
			return nil, err
		}
		return n, nil
	}
	words := map[string]string{
		"saved": "The draft was saved.", "undone": "The approval was taken back.", "unreleased": "The release was taken back.", "restored": "The draft is back.",
		"reclassified": "The case was decided anew.", "unclassed": "The class is what it was.", "revoked": "The correction was revoked.", "asked": "The draft now asks for what you chose; nothing was sent.",
		"snoozed": "The case was put off.", "woken": "The case is back in the queue.", "noted": "The note stands in the history.",
		"handed": "The case was handed over.", "replayed": "The mail was handled again.", "closed": "The case was closed.",
	}
	if n.Text = words[done]; n.Text == "" {
		return nil, nil
	}
	if c := desk.Class(q.Get("from")); done == "reclassified" && c.Valid() {
		n.Class, n.Case = c, r.PathValue("id")
	}
	return n, nil
}

func (s *Server) approvalNotice(caseID string, d desk.Draft, back string) *actionNotice {
	n := &actionNotice{Case: caseID, Back: back}
	switch {
	case d.State == desk.DraftRejected && !d.Again.IsZero():
		n.Text = "The draft was rejected for now: it comes again on " + s.when(d.Again) + "."
	case d.State == desk.DraftRejected:
		n.Text = "The draft was rejected; the case stays open."
	case d.State == desk.DraftProposed && d.IsReleased():
		n.Draft, n.Text = d.ID, d.ID+" was released: it goes into the Drafts folder, to be sent from a mail program."
	case d.State == desk.DraftApproved:
		n.Text, n.Over = d.ID+" was approved.", d.ID+" leaves now or has left; it cannot be taken back any more."
		switch n.Left = max(0, int(d.SendAfter.Sub(s.Now()).Seconds()+0.5)); {
		case n.Left == 0:
			n.Text += " It leaves now."
		case n.Left > longestCount:
			n.Draft = d.ID
			n.Text += " It leaves " + s.due(d.SendAfter) + "."
		default:
			n.Draft, n.Until = d.ID, d.SendAfter
		}
	case d.State == desk.DraftSending:
		n.Text = d.ID + " is on its way."
		n.Over = d.ID + " is on its way; it cannot be taken back any more."
	case d.State == desk.DraftSent:
		n.Text = d.ID + " was sent."
		n.Over = d.ID + " has left; it cannot be taken back any more."
	default:
		return nil
	}
	return n
}

// stepTaken says where a step led: to a draft that a person has still to read, or where the
// record or the case stands now. It gives "" for a draft, record or case that there is not.
func (s *Server) stepTaken(r *http.Request, draft string) (string, error) {
	if number := r.PathValue("number"); number != "" {
		rec, err := s.Desk.RMA(r.Context(), number)
		if err != nil {
			return "", err
		}
		return "The step was taken and nothing was sent. The return is " + plainWords(string(rec.State)) + ".", nil
	}
	view, err := s.Desk.Show(r.Context(), r.PathValue("id"))
	if err != nil {
		return "", err
	}
	if draft == "" {
		return "The step was taken. The case is " + plainWords(string(view.Case.State)) + ".", nil
	}
	at := slices.IndexFunc(view.Drafts, func(d desk.Draft) bool { return d.ID == draft })
	switch {
	case at < 0:
		return "", nil
	case view.Drafts[at].State == desk.DraftProposed:
		return draft + " was drawn up: " + plainWords(view.Drafts[at].Template) + ". Nothing was sent yet; read it, then approve it.", nil
	case view.Drafts[at].State == desk.DraftApproved:
		return draft + " leaves again " + s.due(view.Drafts[at].SendAfter) + ".", nil
	}
	return draft + " is " + plainWords(string(view.Drafts[at].State)) + " now.", nil
}
