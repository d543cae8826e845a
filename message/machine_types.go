package message

// Kind is what sort of machine wrote a mail. The zero Kind is a person.
type Kind string

// Kinds of machine mail (inbox.md, "Machine mail").
const (
	KindNone       Kind = ""
	KindAutoReply  Kind = "auto_reply" // vacation notices, ticket robots, generated notices
	KindBounce     Kind = "bounce"     // a mail could not be delivered
	KindDelay      Kind = "delay"      // a mail is late, and its server goes on trying (RFC 3464 section 2.3.3)
	KindReport     Kind = "report"     // read receipt, abuse report, report of success
	KindNewsletter Kind = "newsletter"
	KindSpam       Kind = "spam"
	KindOwn        Kind = "own" // our own mail came back to us
)

// Reason names why a verdict was reached.
type Reason string

// Reasons of machine verdicts and of NoAutoReply.
const (
	ReasonNone            Reason = ""
	ReasonOwnMessageID    Reason = "own_message_id"
	ReasonLoopToken       Reason = "loop_token"
	ReasonDeliveryStatus  Reason = "delivery_status"          // RFC 3464
	ReasonDisposition     Reason = "disposition_notification" // RFC 8098
	ReasonFeedback        Reason = "feedback_report"          // RFC 5965
	ReasonReport          Reason = "multipart_report"         // RFC 6522, other types
	ReasonFailedRecipient Reason = "failed_recipients"        // X-Failed-Recipients
	ReasonAutoSubmitted   Reason = "auto_submitted"           // RFC 3834 section 5
	ReasonNullReturnPath  Reason = "null_return_path"
	ReasonMailerDaemon    Reason = "mailer_daemon"
	ReasonPostmaster      Reason = "postmaster"
	ReasonAbsenceText     Reason = "absence_text"
	ReasonReceiptText     Reason = "receipt_text"
	ReasonBulkNewsletter  Reason = "bulk_newsletter"
	ReasonSuspicious      Reason = "suspicious_content"

	ReasonListHeader  Reason = "list_header"
	ReasonPrecedence  Reason = "precedence"
	ReasonSuppress    Reason = "x_auto_response_suppress"
	ReasonAlias       Reason = "alias"
	ReasonBcc         Reason = "bcc"
	ReasonContactForm Reason = "contact_form"
)

// Machine is the verdict whether a machine wrote a mail, and whether a machine
// may acknowledge it.
type Machine struct {
	Kind   Kind
	Reason Reason
	Detail string // the reason as a sentence
	// NoAutoReply: never acknowledged by machine, but decided and drafted as
	// usual. True for every machine mail too.
	NoAutoReply       bool
	NoAutoReplyReason Reason
	// Automatic: the mail says itself that no person sent it (RFC 3834 section 5),
	// whoever's it is, also one of ours.
	Automatic bool
	// OriginalMessageID is the id of the mail that a bounce or report is about,
	// without angle brackets; "" when it does not say.
	OriginalMessageID string
	Report            *Report // what a bounce or report says; nil for other mails
}

// Suppressed says that no draft is to be made: a machine wrote the mail.
func (m Machine) Suppressed() bool { return m.Kind != KindNone }

// Report is what a multipart/report says, from its first recipient block
// (RFC 3464 section 2.3), as far as present.
type Report struct {
	Type       string // delivery-status, disposition-notification, feedback-report, ...
	Action     string // failed, delayed, delivered, relayed, expanded
	Status     string // like 5.1.1
	Recipient  string // address that it was about
	Diagnostic string // what the other server said
}

// Verification is how far a sender's address can be believed.
type Verification string

// Verifications.
const (
	Verified   Verification = "verified"   // the domain of From answers for the mail
	Failed     Verification = "failed"     // it explicitly does not
	Unverified Verification = "unverified" // nobody said either
)

// SenderReason names why a Verification was given.
type SenderReason string

// Reasons of sender verdicts.
const (
	SenderDMARCPass      SenderReason = "dmarc_pass"
	SenderDKIMPass       SenderReason = "dkim_pass"
	SenderDMARCFail      SenderReason = "dmarc_fail"
	SenderDKIMFail       SenderReason = "dkim_fail"
	SenderNoAuthServID   SenderReason = "no_authserv_id"   // nothing configured to be believed
	SenderNoResult       SenderReason = "no_result"        // our server wrote no usable result
	SenderNotAligned     SenderReason = "not_aligned"      // a pass, but for another domain
	SenderBadResult      SenderReason = "malformed_result" // our field cannot be read: not believed
	SenderConflict       SenderReason = "conflicting_results"
	SenderAmbiguous      SenderReason = "ambiguous_from" // several From fields or mailboxes
	SenderMissing        SenderReason = "no_from"
	SenderViaContactForm SenderReason = "contact_form"
)

// Sender is who sent a mail, as far as anybody vouches for it.
type Sender struct {
	// Address is whom the mail speaks for: the mailbox of From, or the Reply-To
	// of an authenticated contact form. "" when From is missing or unreadable.
	Address     string
	Name        string
	Verified    Verification
	Method      string // dmarc, dkim, or "" when nothing was believed
	Reason      SenderReason
	Detail      string // the reason as a sentence
	ContactForm bool
}
