package message

import "strings"

// Options is what the configuration knows and a mail cannot say about itself.
// The zero value works: then every sender is unverified.
type Options struct {
	// AuthServID is the authserv-id that our receiving server writes into
	// Authentication-Results (RFC 8601 section 2.5). Empty: no result is believed.
	// AuthServIDNone: it writes no name, and only the place of the field counts.
	AuthServID string
	// OwnReceivedBy are the host names after "by" in Received fields of our own
	// servers; ".example.com" stands for all hosts of a domain. Empty: the topmost
	// Received field counts as ours.
	OwnReceivedBy []string
	// OwnAddresses are the addresses of the support mailbox itself.
	OwnAddresses []string
	// Aliases are further addresses that lead to it.
	Aliases []string
	// GroupListIDs are the List-Id values of groups through which customers
	// write to us.
	GroupListIDs []string
	// ContactForms are the sender addresses of our own contact forms, which
	// write for the customer and name him in Reply-To.
	ContactForms []string
	// LoopToken is the value of our own X-Loop field; empty: not looked for.
	LoopToken string
	// IsOwnMessageID says whether an id (without angle brackets) is one that we
	// made. Nil: none is.
	IsOwnMessageID func(id string) bool
	// NamesOrder says whether a text names an order number of plausible form.
	// Nil: a built-in guess. It only ever protects a mail from being taken for
	// spam, newsletter or automatic reply.
	NamesOrder func(text string) bool
}

func (o *Options) isOwnID(id string) bool {
	return id != "" && o.IsOwnMessageID != nil && o.IsOwnMessageID(id)
}

// repliesToUs says whether any threading id of m is ours.
func (o *Options) repliesToUs(m *Message) bool {
	for _, id := range m.InReplyTo {
		if o.isOwnID(id) {
			return true
		}
	}
	for _, id := range m.References {
		if o.isOwnID(id) {
			return true
		}
	}
	return false
}

// containsFold says whether list holds s, case ignored.
func containsFold(list []string, s string) bool {
	for _, v := range list {
		if strings.EqualFold(strings.TrimSpace(v), s) {
			return true
		}
	}
	return false
}
