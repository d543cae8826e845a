package flow

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"returndesk/desk"
)

// cameBack notes which mail of ours a delivery report returned; "" for one that is no draft, which somebody typed.
func cameBack(c *desk.Case, drafts []desk.Draft, messageID string) {
	id := ""
	if i := slices.IndexFunc(drafts, func(d desk.Draft) bool { return d.MessageID == messageID && messageID != "" }); i >= 0 {
		id = drafts[i].ID
	}
	c.Returned = appendNew(c.Returned, id)
	flagReturned(c)
}

// flagReturned keeps a case marked as long as a mail of ours has not come to its reader, whatever else is decided in it.
func flagReturned(c *desk.Case) {
	if len(c.Returned) > 0 && !slices.Contains(c.Flags, desk.FlagBounceOfOurs) {
		c.Flags = append(slices.Clone(c.Flags), desk.FlagBounceOfOurs)
	}
}

// reached takes off a case what tells of a mail that came back, once a mail has left to the same address, or to the same reader under
// another one: the customer's own mails and the question to the order's address have readers of their own. A bounce of this mail comes
// later, and marks the case again.
func (e *Engine) reached(ctx context.Context, v *view, c *desk.Case, d desk.Draft) error {
	if !slices.Contains(c.Flags, desk.FlagBounceOfOurs) {
		return nil
	}
	drafts, err := v.draftsOf(ctx, *c)
	if err != nil {
		return err
	}
	c.Returned = slices.DeleteFunc(slices.Clone(c.Returned), func(id string) bool {
		i := slices.IndexFunc(drafts, func(x desk.Draft) bool { return x.ID == id })
		if i < 0 {
			return d.ID != "" && d.Template != verifyBuyer // what was typed may be what came back
		}
		same := slices.ContainsFunc(drafts[i].To, func(a desk.Address) bool {
			return slices.ContainsFunc(d.To, func(b desk.Address) bool { return lower(a.Address) == lower(b.Address) })
		})
		return same || (d.Template == verifyBuyer) == (drafts[i].Template == verifyBuyer)
	})
	if len(c.Returned) == 0 {
		c.Flags = slices.DeleteFunc(slices.Clone(c.Flags), func(f desk.Flag) bool { return f == desk.FlagBounceOfOurs })
	}
	return nil
}

// deadAddress gives the case whose mail to an order's own address came back, and no later one was sent there; "" where none did.
func deadAddress(ctx context.Context, v *view, order, address string) (string, error) {
	if order == "" || address == "" {
		return "", nil
	}
	cases, err := v.casesOfOrder(ctx, order)
	if err != nil {
		return "", err
	}
	for _, c := range cases {
		if len(c.Returned) == 0 {
			continue
		}
		drafts, err := v.draftsOf(ctx, c)
		if err != nil {
			return "", err
		}
		for _, d := range drafts {
			if slices.Contains(c.Returned, d.ID) && slices.ContainsFunc(wentTo(d), func(a desk.Address) bool { return lower(a.Address) == lower(address) }) {
				return c.ID, nil
			}
		}
	}
	return "", nil
}

// unreached warns whoever is about to send a writer to the order's own address, or to ask there, whose mails come back from it: its buyer
// may have no other address left than the one that he writes from.
func (e *Engine) unreached(ctx context.Context, v *view, c desk.Case, last desk.Decision, d desk.Draft) ([]desk.Problem, error) {
	if d.Template != verifyBuyer && d.Template != "verify_sender" {
		return nil, nil
	}
	dead, err := deadAddress(ctx, v, cmp.Or(last.Facts.Detail.OrderNumber, c.Order), last.Facts.Detail.OrderEmail)
	if err != nil || dead == "" {
		return nil, err
	}
	return []desk.Problem{{Code: "unreached", Text: fmt.Sprintf("mails to the order's own address come back (case %s): find out another way whether its buyer wrote this, and take buyer_confirmed if he did", dead)}}, nil
}
