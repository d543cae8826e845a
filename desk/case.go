package desk

import (
	"slices"
	"time"
)

// CaseState is where a case stands.
type CaseState string

// The states of a case.
const (
	CaseOpen     CaseState = "open"     // a draft or an action waits for us
	CaseWaiting  CaseState = "waiting"  // the customer's turn
	CaseSnoozed  CaseState = "snoozed"  // an agent put it off
	CaseClosed   CaseState = "closed"   // done
	CaseArchived CaseState = "archived" // history from before start_from
)

// Case is one matter of one customer about at most one order. Version grows by one
// with each transition; every store change compares it.
type Case struct {
	ID         string        `json:"id"` // short, speakable: "C-1042"
	Version    uint64        `json:"version"`
	State      CaseState     `json:"state"`
	Account    string        `json:"account"`  // configured mailbox
	Customer   string        `json:"customer"` // lower-case address
	Name       string        `json:"name,omitempty"`
	Subject    string        `json:"subject"`
	Order      string        `json:"order,omitempty"`
	Linked     []string      `json:"linked,omitempty"`  // cases of the same mail's other orders
	Follows    string        `json:"follows,omitempty"` // the case that this one's first mail answers, where that ended too long ago
	Class      Class         `json:"class"`
	Outcome    Outcome       `json:"outcome"`
	Flags      []Flag        `json:"flags,omitempty"`
	Rule       string        `json:"rule"`
	Mails      []string      `json:"mails"`  // ids of the customer's and our mails, oldest first
	Drafts     []string      `json:"drafts"` // draft ids, oldest first
	RMAs       []string      `json:"rmas,omitempty"`
	Decisions  []Decision    `json:"decisions"`
	Answered   int           `json:"answered,omitempty"`    // so many of the decisions were answered by a sent reply
	Evidence   []Evidence    `json:"evidence,omitempty"`    // every attachment of the whole thread
	ReportedAt time.Time     `json:"reported_at,omitzero"`  // first report; never overwritten
	StatedDate Date          `json:"stated_date,omitempty"` // delivery date the customer stated
	OpenedAt   time.Time     `json:"opened_at"`
	UpdatedAt  time.Time     `json:"updated_at"`
	LastMailAt time.Time     `json:"last_mail_at,omitzero"` // customer's latest
	Deadline   time.Time     `json:"deadline,omitzero"`     // when an agent must have acted
	Reclass    *Reading      `json:"reclass,omitempty"`     // the agent's correction of the reading
	Clock      *CaseClock    `json:"clock,omitempty"`       // what time is going to set off
	ClosedAt   time.Time     `json:"closed_at,omitzero"`    // when it closed last
	ClosedFor  string        `json:"closed_for,omitempty"`  // CloseSilence, "" = done
	Reopens    time.Time     `json:"reopens,omitzero"`      // closed for silence: until when an answer opens it again
	Proactive  bool          `json:"proactive,omitempty"`   // begun by us: there is no mail of the customer yet
	Notices    []DelayNotice `json:"notices,omitempty"`     // delay notices that we sent, oldest first
	Choices    []BuyerChoice `json:"choices,omitempty"`     // the buyer's answers to them, oldest first
	Returned   []string      `json:"returned,omitempty"`    // drafts whose mails came back, until their reader is reached; "" = a mail that was none
	RefundDue  Date          `json:"refund_due,omitempty"`  // an approved cancellation is paid back by then
	Confirmed  bool          `json:"confirmed,omitempty"`   // buyer confirmed by a reply to a mail sent to the order's address
	// ConfirmMails are the mails by which he did so. ConfirmedTo is how many decisions they were about: what
	// was written later needs a proof of its own.
	ConfirmMails []string `json:"confirm_mails,omitempty"`
	ConfirmedTo  int      `json:"confirmed_to,omitempty"`
	// Vouched is the id of a mail that the buyer confirmed otherwise, as a person said: that its sender
	// is disproved counts no more. Other mails are not meant by it.
	Vouched string    `json:"vouched,omitempty"`
	TypedAt time.Time `json:"typed_at,omitzero"` // when a person last answered from the mail program, in his own words
	// HandedTo is the lowest role that may approve the case's drafts, where somebody handed
	// it up; "" = what each draft says. It ends with the next mail that is sent.
	HandedTo     Role      `json:"handed_to,omitempty"`
	SnoozedUntil time.Time `json:"snoozed_until,omitzero"` // while State is snoozed
	// Doubt is the other class that the latest mail may be of, when no engine was sure; ""
	// otherwise.
	Doubt Class `json:"doubt,omitempty"`
	// JudgePending is true while attachments wait for full judging.
	JudgePending bool `json:"judge_pending,omitempty"`
}

// Last gives the latest decision, or nil when there is none.
func (c *Case) Last() *Decision {
	if len(c.Decisions) == 0 {
		return nil
	}
	return &c.Decisions[len(c.Decisions)-1]
}

// Confirm notes that the buyer has confirmed by a mail, or a person for him, what the first decisions
// of the case are about.
func (c *Case) Confirm(mail string, decisions int) {
	c.Confirmed, c.ConfirmedTo = true, max(c.ConfirmedTo, decisions)
	if !c.ConfirmedBy(mail) {
		c.ConfirmMails = append(slices.Clone(c.ConfirmMails), mail)
	}
}

// ConfirmedBy reports whether a mail is a confirmation of the buyer's, or was vouched for.
func (c *Case) ConfirmedBy(mail string) bool {
	return mail != "" && (slices.Contains(c.ConfirmMails, mail) || c.Vouched == mail)
}

// Reshipped gives what the buyer answered to our question whether to send his parcel again, "" where
// he has not, or where a reply has left since.
func (c *Case) Reshipped() string {
	for i := len(c.Decisions) - 1; i >= min(c.Answered, len(c.Decisions)); i-- {
		if d := &c.Decisions[i]; !d.ByClock() {
			if v := d.Facts.Get(FactReship); v != "none" {
				return v
			}
			return ""
		}
	}
	return ""
}

// Diagnosed gives what the customer said of what happens with another device or cable, "" where he has
// not. It stays true whatever is answered since.
func (c *Case) Diagnosed() string {
	for i := len(c.Decisions) - 1; i >= 0; i-- {
		if v := c.Decisions[i].Facts.Get(FactDiagnostic); v != "" && v != "none" {
			return v
		}
	}
	return ""
}

// Audit is one entry of a case's append-only history: who, when, what, why.
type Audit struct {
	Seq   uint64            `json:"seq"` // set by the store, ascending over all cases
	At    time.Time         `json:"at"`
	Actor Actor             `json:"actor"`
	Case  string            `json:"case,omitempty"`
	What  string            `json:"what"` // "mail_received", "decided", "drafted", "approved", ...
	Why   string            `json:"why,omitempty"`
	Data  map[string]string `json:"data,omitempty"` // ids and named values, never bodies
	// Counts are the steps of the weekly figures that the entry records.
	Counts []Count `json:"counts,omitempty"`
}

// Due is a stored due time: something that has to happen at or after At, once.
type Due struct {
	ID   string    `json:"id"` // unique: "judge/C-7", "reminder_1/C-1042"
	Kind string    `json:"kind"`
	At   time.Time `json:"at"`
	Case string    `json:"case,omitempty"`
	RMA  string    `json:"rma,omitempty"`
	Data string    `json:"data,omitempty"`
}

// lateAfter is how long something may be due before it is late: what is urgent is due the
// moment it comes, and nobody has missed it then.
const lateAfter = time.Hour

// Late reports whether a deadline has passed so long ago that whoever had to act is late. What
// has no deadline never is.
func Late(deadline, now time.Time) bool {
	return !deadline.IsZero() && now.Sub(deadline) >= lateAfter
}
