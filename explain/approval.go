package explain

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// ApprovalIn is Approval where people may send from their mail program. copies are those
// of the case's drafts.
func ApprovalIn(c desk.Case, d desk.Draft, in desk.Channel, copies []desk.DraftCopy) []string {
	if d.State != desk.DraftProposed || !in.Mailbox() {
		return Approval(c, d)
	}
	if why := SentElsewhere(d, in, copies); why != "" {
		return []string{why}
	}
	if in == desk.ChannelMailbox {
		return append(conditions(d), "Releasing puts it into the Drafts folder, where anybody who reads the mailbox can send it.")
	}
	out := Approval(c, d)
	if _, there := lies(d, copies); there {
		out = append(out, "Its copy in the Drafts folder is taken away before it leaves.")
	}
	return out
}

// SentElsewhere says why a draft is not approved here but sent from the mail program; "" when
// it can be approved.
func SentElsewhere(d desk.Draft, in desk.Channel, copies []desk.DraftCopy) string {
	cp, there := lies(d, copies)
	switch {
	case d.State != desk.DraftProposed || !in.Mailbox():
		return ""
	case !there && in == desk.ChannelMailbox && d.IsReleased():
		return d.Released.By.Name + " released it: it is on its way into the Drafts folder."
	case !there:
		return ""
	case in == desk.ChannelMailbox:
		return "It lies in the Drafts folder and is sent from there; it can be edited and rejected here."
	case cp.Touched:
		return "Somebody is changing its copy in the Drafts folder: it is sent from there."
	}
	return ""
}

// lies finds the copy of a draft that lies in the mailbox.
func lies(d desk.Draft, copies []desk.DraftCopy) (desk.DraftCopy, bool) {
	for _, c := range copies {
		if c.Draft == d.ID && (c.State == desk.CopyFiled || c.State == desk.CopyGone) {
			return c, true
		}
	}
	return desk.DraftCopy{}, false
}

// Approval says what follows when a person approves a draft of a case.
func Approval(c desk.Case, d desk.Draft) []string {
	if d.State != desk.DraftProposed {
		return nil
	}
	out := conditions(d)
	then := "Approving sends it to " + addresses(d.To)
	after := "the case waits for the customer"
	if m := d.Moves; m != nil {
		switch {
		case d.Opens != nil:
			then += "; once it is sent, an RMA is opened as " + words(d.Opens.State)
		case m.RMAState != "" && d.RMA != "":
			then += "; once it is sent, the RMA is " + words(m.RMAState)
		}
		if m.Close {
			after = "the case closes"
		}
		if m.Verified {
			out = append(out, "Only where the request is proved: by the mail server, or by the buyer's answer to a mail of ours.")
		}
	}
	switch {
	case d.Template == "claim_received":
		after = "it is our turn: the claim is reviewed" // unless evidence is still asked for, it is the customer who waits
	case goesOn(c, d):
		after = "the case stays in the queue, since the mail says that we go on"
	case d.Template == "settled" && d.Moves == nil:
		after = "the case closes, unless a record of it is open"
	}
	return append(out, then+"; then "+after+".")
}

// goesOn reports whether a mail says, in whichever of its paragraphs, that a request is being checked, a
// carrier asked, or that a colleague is going to answer.
func goesOn(c desk.Case, d desk.Draft) bool {
	if d.Moves != nil && d.Moves.Close {
		return false
	}
	return c.ChecksChange(d) || slices.ContainsFunc(c.Paragraphs(d), func(template string) bool {
		switch template {
		case "cancel_check", "change_check", "delay_cancel_ack", "returned_without_rma", "trace_opened":
			return true
		case "holding_reply", "handover": // beside an answer of its own it is not what the case waits for
			return template == d.Template
		}
		return false
	})
}

// conditions says what an approval needs.
func conditions(d desk.Draft) []string {
	var out []string
	if d.Role.AtLeast(desk.RoleSenior) {
		out = append(out, "A "+string(d.Role)+" has to approve it.")
	}
	if d.Denial {
		out = append(out, "It refuses something: the order data must be newer than the mail and fresh.")
	}
	return out
}

// Address writes a mail address with its name.
func Address(a desk.Address) string {
	if a.Name != "" {
		return a.Name + " <" + a.Address + ">"
	}
	return a.Address
}

func addresses(as []desk.Address) string {
	out := make([]string, len(as))
	for i, a := range as {
		out[i] = Address(a)
	}
	return strings.Join(out, ", ")
}

func words[T ~string](v T) string { return strings.ReplaceAll(string(v), "_", " ") }
