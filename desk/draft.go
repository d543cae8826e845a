package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"
)

// DraftState is where a draft stands (design.md, "The way of a mail").
type DraftState string

// The states of a draft.
const (
	DraftProposed  DraftState = "proposed"
	DraftApproved  DraftState = "approved"
	DraftSending   DraftState = "sending"
	DraftSent      DraftState = "sent"
	DraftRejected  DraftState = "rejected"
	DraftVoid      DraftState = "void"      // facts changed, newer mail arrived, answered elsewhere
	DraftUncertain DraftState = "uncertain" // died between DATA and its answer: a person decides
	DraftFailed    DraftState = "failed"    // permanent SMTP error
)

// Next gives the states that may follow. An uncertain draft becomes sent or approved
// again only by a person.
func (s DraftState) Next() []DraftState {
	switch s {
	case DraftProposed:
		return []DraftState{DraftApproved, DraftRejected, DraftVoid}
	case DraftApproved:
		return []DraftState{DraftSending, DraftVoid, DraftProposed}
	case DraftSending:
		return []DraftState{DraftSent, DraftFailed, DraftUncertain, DraftApproved}
	case DraftUncertain:
		return []DraftState{DraftSent, DraftApproved, DraftVoid}
	case DraftFailed:
		return []DraftState{DraftApproved, DraftVoid}
	}
	return nil
}

// Open reports whether the draft may still lead to a sent mail.
func (s DraftState) Open() bool { return len(s.Next()) > 0 }

// Move changes the state or refuses, saying what is possible.
func (d *Draft) Move(to DraftState, at time.Time) error {
	if !slices.Contains(d.State.Next(), to) {
		return Errf(CodeIllegal, "draft %s is %s and cannot become %s", d.ID, d.State, to).
			WithMend("possible: %s", listed(d.State.Next()))
	}
	d.State, d.UpdatedAt = to, at
	return nil
}

// LeftByHand makes sent what a person sent from the mail program, and Lost drafts are no
// longer. That happens outside of us, so it follows every state but those in which we send
// or have sent: also a draft that was void by then did reach its reader.
func (d *Draft) LeftByHand(at time.Time) error {
	switch d.State {
	case DraftProposed, DraftApproved, DraftVoid, DraftRejected, DraftUncertain, DraftFailed:
		d.State, d.SentAt, d.Frozen, d.Lost = DraftSent, at, nil, false
		d.EndHold()
		return nil
	}
	return Errf(CodeIllegal, "draft %s is %s: a person cannot have sent it besides", d.ID, d.State)
}

// EndHold ends the wait of a mail that our own cap of replies in a thread held back, with the
// words that told of it.
func (d *Draft) EndHold() {
	if !d.Held.IsZero() {
		d.Held, d.ServerText = time.Time{}, ""
	}
}

// Restore makes a draft wait again that counted as rejected because its copy vanished.
func (d *Draft) Restore(at time.Time) error {
	if d.State != DraftRejected || !d.Lost {
		return Errf(CodeIllegal, "draft %s is %s and was not given up because it vanished from Drafts", d.ID, d.State)
	}
	d.State, d.UpdatedAt, d.Lost, d.Why, d.Again = DraftProposed, at, false, "", time.Time{}
	return nil
}

// NeedsSecond reports whether somebody else than who drew it up has to approve the mail:
// money goes out only by two people (domain.md section 3).
func (d *Draft) NeedsSecond() bool { return d.Template == TemplateRefund }

// TemplateRefund is the one mail that tells of money.
const TemplateRefund = "refund_processing"

// Address is one mail address with an optional display name.
type Address struct {
	Name    string `json:"name,omitempty"`
	Address string `json:"address"`
}

// DraftPart is a file attached to a draft.
type DraftPart struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Data []byte `json:"data"`
}

// Draft is one mail to a customer, from proposal to sending. There is one draft per
// (decision, template, recipient).
type Draft struct {
	ID        string      `json:"id"` // CASE-n
	Case      string      `json:"case"`
	Decision  int         `json:"decision"` // index into the case's decisions
	Template  string      `json:"template"`
	Language  string      `json:"language"`
	Fallback  bool        `json:"fallback,omitempty"` // wanted language has no template: English
	State     DraftState  `json:"state"`
	Role      Role        `json:"role"`             // lowest role that may approve it
	Denial    bool        `json:"denial,omitempty"` // needs fresh order data
	From      Address     `json:"from"`
	To        []Address   `json:"to"`
	Cc        []Address   `json:"cc,omitempty"`
	Subject   string      `json:"subject"`
	Text      string      `json:"text"`
	HTML      string      `json:"html"`
	Parts     []DraftPart `json:"parts,omitempty"`
	MessageID string      `json:"message_id"` // without angle brackets; fixed when drafted
	InReplyTo string      `json:"in_reply_to,omitempty"`
	Refs      []string    `json:"references,omitempty"`
	// AutoSubmitted is the header's value: "no" or absent for what a person approved,
	// "auto-replied" or "auto-generated" for what leaves unapproved (RFC 3834 section 5).
	AutoSubmitted string    `json:"auto_submitted,omitempty"`
	Problems      []Problem `json:"problems,omitempty"` // what the checks of the text found
	Edited        bool      `json:"edited,omitempty"`
	CreatedAt     time.Time `json:"created_at"`
	UpdatedAt     time.Time `json:"updated_at"`
	ApprovedBy    *Actor    `json:"approved_by,omitempty"`
	ApprovedAt    time.Time `json:"approved_at,omitzero"`
	Solo          string    `json:"solo,omitempty"`      // the typed reason of a shop of one that approved its own repayment
	SeenHash      string    `json:"seen_hash,omitempty"` // ContentHash that the approver saw
	SendAfter     time.Time `json:"send_after,omitzero"` // earliest sending (undo window, retry)
	Frozen        []byte    `json:"frozen,omitempty"`    // the exact bytes to send, fixed at approval
	Attempts      int       `json:"attempts,omitempty"`
	ServerText    string    `json:"server_text,omitempty"` // the SMTP server's own words
	Held          time.Time `json:"held,omitzero"`         // since when our own cap of replies in a thread holds the approved mail back
	SentAt        time.Time `json:"sent_at,omitzero"`
	SentCopy      string    `json:"sent_copy,omitempty"` // "", "pending", "done", "off", "failed: ..."
	Why           string    `json:"why,omitempty"`       // reason of rejection or voiding
	// Again is when a matter comes back whose mail time called for and a person turned down.
	Again time.Time `json:"again,omitzero"`
	// DrawnBy is who resolved the case with this mail; nil where the table proposed it.
	DrawnBy *Actor `json:"drawn_by,omitempty"`
	// Moves is what happens once this draft is sent: the action that drafted it. Until then
	// neither the case nor the record has moved, however the mail speaks of them.
	Moves *Action `json:"moves,omitempty"`
	// Set holds the values that the person gave with the action, "reason" among them.
	Set map[string]string `json:"set,omitempty"`
	// Counted names the dates in Set that nobody typed: they lie so many days after the
	// sending, and move on with each day on which the draft still waits.
	Counted []string `json:"counted,omitempty"`
	// RMA is the number of the record that the action moves, "" for none. Opens is that
	// record as it will be, where it comes into being only with the sending.
	RMA   string `json:"rma,omitempty"`
	Opens *RMA   `json:"opens,omitempty"`
	// Released lets a draft into the mailbox that needs more than an agent.
	Released *Release `json:"released,omitempty"`
	// Lost: its copy vanished from Drafts and nothing like it was sent, so it counts as
	// rejected; that can be taken back.
	Lost bool `json:"lost,omitempty"`
	// Hand is set when a person sent the draft from the mail program.
	Hand *SentByHand `json:"sent_by_hand,omitempty"`
}

// IsReleased reports whether somebody let the draft, as it stands, into the mailbox.
func (d *Draft) IsReleased() bool { return d.Released != nil && d.Released.Seen == d.ContentHash() }

// Problem is one finding of the checks on a draft's text. Block true means that the
// draft cannot be approved; otherwise a reason overrides it.
type Problem struct {
	Code  string `json:"code"` // "placeholder", "foreign_order", "recipient", "promise", ...
	Text  string `json:"text"`
	Block bool   `json:"block"`
}

// ContentHash is the hex SHA-256 of everything an approver sees: From, To, Cc, Subject,
// text, HTML and attachments.
func (d *Draft) ContentHash() string {
	b, err := json.Marshal([]any{d.From, d.To, d.Cc, d.Subject, d.Text, d.HTML, d.Parts})
	if err != nil { // strings and byte slices always marshal
		return ""
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
