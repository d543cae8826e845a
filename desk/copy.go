package desk

import "time"

// Channel says where people approve drafts (approve_in of the configuration).
type Channel string

// The channels. "" counts as ChannelConsole.
const (
	ChannelConsole Channel = "console" // console and command line; we send
	ChannelMailbox Channel = "mailbox" // in the mail program: drafts lie in Drafts, and people send them
	ChannelBoth    Channel = "both"    // whichever comes first
)

// Mailbox reports whether drafts are put into the mailbox.
func (c Channel) Mailbox() bool { return c == ChannelMailbox || c == ChannelBoth }

// Sends reports whether an approval makes us send.
func (c Channel) Sends() bool { return c != ChannelMailbox }

// CopyState is where the copy of a draft stands that people see in their mail program.
type CopyState string

// The states of a copy.
const (
	CopyHeld   CopyState = "held"   // not in Drafts: it waits for what Why says
	CopyFiling CopyState = "filing" // on its way there; looked for before it is put there again
	CopyFiled  CopyState = "filed"  // lies in Drafts
	CopyGone   CopyState = "gone"   // not there any more, nothing of it in Sent yet
	CopyLost   CopyState = "lost"   // stayed gone: taken as rejected
	CopyLeft   CopyState = "left"   // out of date, but a person changed it: it is not ours to remove
)

// DraftCopy is what is kept of the copy of a draft in a mailbox's Drafts folder. Its record
// ends when nothing of the draft lies there any more.
type DraftCopy struct {
	Draft     string    `json:"draft"`
	Case      string    `json:"case"`
	Account   string    `json:"account"` // configured mailbox
	State     CopyState `json:"state"`
	MessageID string    `json:"message_id"`
	Place     Place     `json:"place,omitzero"`    // where it lies; UID 0 = not known yet
	Content   string    `json:"content,omitempty"` // ContentHash of the draft as it was filed
	Date      time.Time `json:"date,omitzero"`     // of its Date header: with the draft it gives the same bytes again
	Flags     []string  `json:"flags,omitempty"`   // as they stood right after filing
	Known     bool      `json:"known,omitempty"`   // Flags were read
	Touched   bool      `json:"touched,omitempty"` // a person changed it
	Old       []Filed   `json:"old,omitempty"`     // copies that it replaces, still to be removed
	GoneAt    time.Time `json:"gone_at,omitzero"`  // since when it is missed
	Looked    time.Time `json:"looked,omitzero"`   // when it was last looked for in other folders
	Why       string    `json:"why,omitempty"`     // of held and left
	Unfit     string    `json:"unfit,omitempty"`   // why it must not lie in the mailbox any more
	Tell      string    `json:"tell,omitempty"`    // what the next internal mail says of it; "" = told
	TellSince time.Time `json:"tell_since,omitzero"`
	Checked   time.Time `json:"checked,omitzero"` // when its facts were last gathered
}

// Place is where a mail lies in a mailbox. UID 0 means that the server did not say.
type Place struct {
	Folder      string `json:"folder"`
	UIDValidity uint32 `json:"uidvalidity"`
	UID         uint32 `json:"uid"`
}

// Filed is one mail of a Drafts folder.
type Filed struct {
	Place
	Flags      []string `json:"flags,omitempty"`
	MessageID  string   `json:"-"`
	InReplyTo  []string `json:"-"`
	References []string `json:"-"`
}

// Removal is how the removal of a copy ended.
type Removal string

// The ends of a removal.
const (
	RemovalDone    Removal = "done"    // it is not there any more
	RemovalMarked  Removal = "marked"  // marked as deleted; the server cannot remove a single mail
	RemovalTouched Removal = "touched" // somebody changed it: it stays
)

// Release is the word of a person that a draft may go into the mailbox, where anybody can
// send it, although it needs more than an agent or a check warns of it.
type Release struct {
	By      Actor     `json:"by"`
	At      time.Time `json:"at"`
	Because string    `json:"because,omitempty"`
	Seen    string    `json:"seen"` // ContentHash that was released; another wording needs another word
}

// SentByHand is what a person sent out of Drafts, as it left.
type SentByHand struct {
	Mail      string    `json:"mail"` // id of the mail in Sent
	MessageID string    `json:"message_id,omitempty"`
	Edited    bool      `json:"edited,omitempty"`
	Subject   string    `json:"subject"`
	Text      string    `json:"text"`
	To        []Address `json:"to"`
	Cc        []Address `json:"cc,omitempty"`
	Diff      string    `json:"diff,omitempty"`     // from the draft to what left, line by line
	Findings  []Problem `json:"findings,omitempty"` // of the checks, after the fact
	Left      []string  `json:"left,omitempty"`     // further orders of the draft that were taken out of it
}

// MailProgram is who sent, changed or deleted a draft where the mail does not tell who.
func MailProgram() Actor { return Actor{Name: "mail program", Role: RoleAgent} }
