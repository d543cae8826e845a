package explain

import (
	"strings"

	"returndesk/desk"
)

// Approval says what follows when a person approves the draft.
func Approval(d desk.Draft) []string {
	if d.State != desk.DraftProposed {
		return nil
	}
	var out []string
	if d.Role.AtLeast(desk.RoleSenior) {
		out = append(out, "A "+string(d.Role)+" has to approve it.")
	}
	if d.Denial {
		out = append(out, "It refuses something: the order data must be newer than the mail and fresh.")
	}
	then := "Approving sends it to " + addresses(d.To)
	after := "the case waits for the customer"
	if m := d.Moves; m != nil {
		switch {
		case d.Opens != nil:
			then += "; once it is sent, an RMA is opened as " + words(d.Opens.State)
		case m.RMAState != "":
			then += "; once it is sent, the RMA is " + words(m.RMAState)
		}
		if m.Close {
			after = "the case closes"
		}
		if m.Verified {
			out = append(out, "Only with a proved sender, or after the buyer answered a mail of ours.")
		}
	}
	return append(out, then+"; then "+after+".")
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
