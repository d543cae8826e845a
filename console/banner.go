package console

import (
	"net/http"
	"strings"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/explain"
)

// notice is a line above the queue: what is wrong with the service, and the mend.
type notice struct{ Text, Mend, Link, LinkText string }

// banner says what is wrong with the service; nothing when all is well. Order data that is old, or
// older than a mail that it would refuse, has exactly one line, which counts the refusals that wait
// and says the mend (domain.md section 0).
func (s *Server) banner(r *http.Request, v viewer) ([]notice, error) {
	st, err := s.status(r.Context())
	if err != nil {
		return nil, err
	}
	var out []notice
	for _, o := range st.Outages("unreachable") {
		mend := "New mail waits there; nothing is lost."
		if !o.Retry.IsZero() {
			mend += " The next try is on " + s.when(o.Retry) + "."
		}
		out = append(out, notice{Text: "The mailbox " + o.Account + " (" + o.Where() + ") has been unreachable since " + s.when(o.Since) + ": " + strings.TrimRight(explain.Line(o.Problem), ".") + ".",
			Mend: mend, Link: "/settings", LinkText: "Check the connections"})
	}
	out = append(out, s.unheardNotices(st, v)...)
	if n, ok := s.ordersNotice(st); ok {
		out = append(out, n)
	}
	if !st.AcksOff.IsZero() {
		out = append(out, notice{Text: "Confirmations of receipt are held back since " + s.when(st.AcksOff) + ": there were too many of them.", Link: "/settings", LinkText: "Look and let them leave"})
	}
	if st.Quarantined > 0 {
		text := number(st.Quarantined) + " mails could not be handled."
		if st.Quarantined == 1 {
			text = "One mail could not be handled."
		}
		out = append(out, notice{Text: text, Link: "/parked?state=quarantined", LinkText: "Look at the quarantine"})
	}
	return out, nil
}

// unheardNotices tells of internal mails that do not arrive. Addresses of colleagues are
// shown to those who can do something about them.
func (s *Server) unheardNotices(st control.Status, v viewer) []notice {
	switch {
	case len(st.Unheard) == 0:
		return nil
	case !v.Role.AtLeast(desk.RoleSenior):
		return []notice{{Text: "Internal alerts do not reach everybody who should have them.", Mend: "Tell a manager."}}
	}
	var out []notice
	for _, text := range explain.Unheard(st.Unheard, s.when) {
		out = append(out, notice{Text: text, Mend: explain.UnheardMend})
	}
	return out
}

func (s *Server) ordersNotice(st control.Status) (notice, bool) {
	o := st.Orders
	if !o.Stale && !o.Shrunk && o.Problem == "" && st.DenialsHeld == 0 {
		return notice{}, false
	}
	n := notice{Text: "The order data is of " + s.when(o.AsOf) + " (" + age(s.Now().Sub(o.AsOf)) + " old).", Mend: ended(o.Mend)}
	switch {
	case o.Problem != "":
		n.Text = "Order data: " + ended(o.Problem)
	case o.Shrunk:
		n.Text = "The new order file holds far fewer orders, so the one before it stays in use."
	case o.AsOf.IsZero():
		n.Text = "There is no order data."
	}
	switch held := st.DenialsHeld; {
	case held == 0:
	case held == 1 && o.Stale:
		n.Text += " One refusal waits for newer data."
	case o.Stale:
		n.Text += " " + number(held) + " refusals wait for newer data."
	case held == 1: // the data is young, and the mail younger
		n.Text += " One refusal answers a mail that came later, and waits for newer data."
	default:
		n.Text += " " + number(held) + " refusals answer mails that came later, and wait for newer data."
	}
	if n.Mend == "" {
		n.Mend = "Export the orders anew."
	}
	return n, true
}
