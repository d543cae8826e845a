package replies

import (
	"time"

	"returndesk/desk"
	"returndesk/templates"
)

// Brand is what customers see of the shop.
type Brand struct {
	Name          string
	From          desk.Address
	Signature     string
	AgentName     string
	PolicyURL     string
	ReturnAddress string
	Domain        string // of our Message-IDs; "" = the domain of From
	Language      string // where the customer's language is not known; "" = English
}

// Original is the mail that is answered.
type Original struct {
	MessageID  string
	References []string
	Subject    string
	From       desk.Address // the sender; never Reply-To, never Cc
	ReturnPath string       // where an acknowledgement goes (RFC 3834 section 4); "" = From
}

// Input is everything that a reply is made of. It holds no clock and no source of
// chance: the same input gives the same drafts.
type Input struct {
	Decisions []desk.Decision // one per order; several become one combined reply
	Case      desk.Case
	Original  Original
	Brand     Brand
	Words     *templates.Set
	// PolicySentence gives a sentence of the shop's policy text by its number ("1.3"), or
	// the sentence that sums a section up ("1"), in a language ("" = as the table cites it)
	// or, where the text does not exist in it, in the table's own; "" when there is none.
	PolicySentence func(lang, number string) string
	CaseRef        string    // our signed reference, for the foot of the mail
	Now            time.Time // in shop time
	Seed           string    // fixed for the drafts made here, another for other ones: part of the Message-ID
	Secret         []byte    // signs the Message-IDs, so that IsOwnMessageID knows them again
	// Action and Values are set when a person resolves a case: one mail with the
	// action's template, in which Values fill what only a person can know.
	Action *desk.Action
	Values map[string]string
	RMAs   []desk.RMA // the case's records
	RMA    string     // number of the one that the action is about, "" for none in particular
	// Automatic marks what leaves without approval: "auto-replied" or "auto-generated"
	// (RFC 3834 section 5). Only acknowledgements and reminders may be.
	Automatic string
	// Deadlines are the times that the shop chose and that mails name; what is 0 has its default.
	Deadlines desk.Deadlines

	lang string // of the mail being written; see inLanguage
}

// check refuses an input from which nothing sensible can be made.
func (in *Input) check() error {
	switch {
	case in.Words == nil:
		return desk.Errf(desk.CodeInternal, "a reply for case %s without templates", in.Case.ID)
	case len(in.Decisions) == 0:
		return desk.Errf(desk.CodeInvalid, "a reply for case %s without a decision", in.Case.ID)
	case in.Brand.From.Address == "":
		return desk.Errf(desk.CodeInvalid, "replies have no From address").WithMend("set brand.from or the mailbox's address in the configuration")
	case in.Automatic != "" && in.Automatic != "auto-replied" && in.Automatic != "auto-generated":
		return desk.Errf(desk.CodeInvalid, "%q is no value of Auto-Submitted", in.Automatic)
	}
	return nil
}
